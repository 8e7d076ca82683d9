//! The question put to every rule: which roster, by which rules, around which change.

use std::ops::Range;

use super::findings::Findings;
use super::judgement::Known;
use super::local::{DAY_MIN, monday, span_of_weeks, week_of};
use super::rule::Rule;
use super::rule_set::{Limits, RuleSet};
use super::stint::Stint;
use super::timeline::Timeline;
use super::weeks::Window;
use super::worker::Worker;
use crate::time::Span;

/// How far around a change the rules look that look at single days: two weeks and a day.
const NEAR_MIN: i32 = 15 * DAY_MIN;
/// A rest of this length ends whatever goes on from duty to duty.
const ENDS_ALL_MIN: i32 = 46 * 60;

/// The question: which roster, by which rules, around which change, known how far.
#[derive(Debug)]
pub(crate) struct Case<'a> {
    pub(crate) worker: Worker,
    pub(crate) rules: &'a RuleSet,
    pub(crate) limits: &'a Limits,
    pub(crate) timeline: &'a Timeline<'a>,
    pub(crate) known: Known,
    /// The stints near the change.
    pub(crate) near: Range<usize>,
    scope: Scope,
}

/// What is asked about, in UTC minutes: all of a roster, or what a change touches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scope {
    pub(crate) from: i32,
    pub(crate) until: i32,
}

impl Scope {
    /// All of it.
    pub(crate) const ALL: Self = Self {
        from: i32::MIN,
        until: i32::MAX,
    };
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        worker: Worker,
        rules: &'a RuleSet,
        timeline: &'a Timeline<'a>,
        scope: Scope,
        known: Known,
    ) -> Self {
        Self {
            worker,
            rules,
            limits: rules.limits(worker.age),
            timeline,
            known,
            near: near(timeline, scope),
            scope,
        }
    }

    /// Returns the stints near the change, with their places.
    pub(crate) fn stints(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Stint)> {
        let stints = self.timeline.stints.get(self.near.clone()).unwrap_or(&[]);
        let first = self.near.start;
        stints
            .iter()
            .enumerate()
            .map(move |(at, stint)| (first + at, stint))
    }

    /// Returns how far some weeks reach from the change, in minutes.
    pub(crate) fn weeks_reach_min(&self, first: i32, weeks: i32) -> i32 {
        // A day for the offset, and one for a duty that began the day before.
        let (from, until) = (monday(first) - 2, monday(first + weeks) + 1);
        let before = self.scope.from.saturating_sub(from * DAY_MIN);
        before.max((until * DAY_MIN).saturating_sub(self.scope.until))
    }

    /// Returns how far the stints near the change reach from it.
    pub(crate) fn near_min(&self) -> i32 {
        let mut stints = self.stints().map(|(_, stint)| stint);
        let first = stints.next().map_or(self.scope.from, Stint::start);
        let last = stints.next_back().map_or(self.scope.until, Stint::end);
        let before = self.scope.from.saturating_sub(first);
        before
            .max(last.saturating_sub(self.scope.until))
            .saturating_add(NEAR_MIN)
    }

    /// Tells whether a stretch of time touches the change, in UTC minutes.
    pub(crate) fn touches(&self, from: i32, until: i32) -> bool {
        from <= self.scope.until && until >= self.scope.from
    }

    /// Tells whether the usual rules give way to those of presence duties.
    pub(crate) fn has_presence(&self, from: i32, until: i32) -> bool {
        self.timeline
            .presence
            .is_some_and(|presence| from < presence.1 && until > presence.0)
    }

    /// Returns a duty's span from which a window can take its offset.
    pub(crate) fn some_span(&self) -> Option<Span> {
        Some(self.timeline.duties.first()?.span)
    }

    /// Returns the minutes between which duties are asked about.
    pub(crate) fn scope(&self) -> (i32, i32) {
        let stints = &self.timeline.stints;
        let first = stints.first().map_or(0, Stint::start);
        let last = stints.last().map_or(0, Stint::end);
        let (from, until) = (self.scope.from.max(first), self.scope.until.min(last));
        (from, until.max(from))
    }

    /// Returns the windows of so many weeks that touch the change.
    pub(crate) fn windows(&self, weeks: i32) -> impl Iterator<Item = Window<'a>> {
        let (first, end) = self.weeks_in_scope();
        self.timeline.weeks.windows(weeks, first - weeks + 1, end)
    }

    /// Returns all windows of so many weeks.
    pub(crate) fn all_windows(&self, weeks: i32) -> impl Iterator<Item = Window<'a>> {
        let (first, end) = self.timeline.weeks.range();
        self.timeline.weeks.windows(weeks, first - weeks + 1, end)
    }

    /// Returns the span of so many weeks; nothing if there are no duties.
    pub(crate) fn weeks_span(&self, first: i32, weeks: i32) -> Option<Span> {
        Some(span_of_weeks(first, weeks, self.some_span()?))
    }

    /// Tells whether the usual rules give way to those of presence duties in so many weeks.
    pub(crate) fn weeks_have_presence(&self, first: i32, weeks: i32) -> bool {
        self.timeline.presence.is_some()
            && self
                .weeks_span(first, weeks)
                .is_some_and(|span| self.has_presence(span.start().utc_min, span.end().utc_min))
    }

    /// Notes that what a stint is can't be known, because more of it may lie outside the roster.
    pub(crate) fn unknown_stint(&self, found: &mut Findings, rule: Rule, stint: &Stint) {
        let part = self.rules.separator_min;
        found.unknown(self, rule, stint.start() - part, stint.end() + part);
    }

    /// Returns the first and the last week the change touches.
    fn weeks_in_scope(&self) -> (i32, i32) {
        let (first, end) = self.timeline.weeks.range();
        // An offset is at most a day; a minute in UTC is at most a day from its local day.
        let week = |minute: i32| week_of(minute.div_euclid(DAY_MIN));
        let from = if self.scope.from == i32::MIN {
            first
        } else {
            week(self.scope.from - DAY_MIN)
        };
        let until = if self.scope.until == i32::MAX {
            end
        } else {
            week(self.scope.until + DAY_MIN)
        };
        (from, until)
    }

    /// Notes that weeks outside the known roster could carry a sum over its limit.
    ///
    /// Every such week could add up to `most`; where even that is not too much, all is known.
    /// `value` gets the window and its unseen weeks, and returns nothing where the rule does not
    /// hold or nothing is added.
    pub(crate) fn unknown_weeks(
        &self,
        found: &mut Findings,
        rule: Rule,
        (weeks, max, most): (i32, i32, i32),
        value: impl Fn(&Window<'_>, i32) -> Option<i32>,
    ) {
        let Some(near) = self.some_span().filter(|_| self.known != Known::ALL) else {
            return;
        };
        let (first, last) = self.weeks_in_scope();
        for start in first - weeks + 1..=last {
            let span = span_of_weeks(start, weeks, near);
            let (from, until) = (span.start().utc_min, span.end().utc_min);
            let outside = (self.known.from_min.min(until).saturating_sub(from)).max(0)
                + (until.saturating_sub(self.known.until_min.max(from))).max(0);
            let unseen = (outside + 7 * DAY_MIN - 1) / (7 * DAY_MIN);
            let window = self.timeline.weeks.window(start, weeks);
            if unseen > 0 && value(&window, unseen).is_some_and(|had| had + unseen * most > max) {
                found.unknown(self, rule, from, until);
            }
        }
    }
}

fn near(timeline: &Timeline<'_>, scope: Scope) -> Range<usize> {
    let stints = &timeline.stints;
    let from = scope.from.saturating_sub(NEAR_MIN);
    let until = scope.until.saturating_add(NEAR_MIN);
    let mut first = stints.partition_point(|stint| stint.end() < from);
    let mut end = stints.partition_point(|stint| stint.start() <= until);
    let goes_on = |at: usize| timeline.gap_after(at).is_some_and(|gap| gap < ENDS_ALL_MIN);
    while first > 0 && goes_on(first - 1) {
        first -= 1;
    }
    while end > 0 && goes_on(end - 1) {
        end += 1;
    }
    first..end.max(first)
}
