//! Sums per week, as prefix sums: any run of whole weeks is a difference of two of them.
//!
//! A week is Monday 00:00 to Sunday 24:00, local time (worktime advice 6.7: the newer policy rule
//! says Monday), and hours count where they are worked. Windows slide week by week, across New Year.
//! What can only be counted whole (a night) counts in every week it touches (6.11, strict).

use super::local::{DAY_MIN, Part, minutes_of_day, monday, week_of};
use super::stint::{Counted, Late, Stint};
use crate::time::Span;

/// How often something began and ended until the end of a week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tally {
    began: i32,
    ended: i32,
}

/// Sums until the end of a week.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Week {
    hours_min: i32,
    /// Of this week alone: a break that may as well lie in the next week.
    extra_min: i32,
    night_min: i32,
    nights: Tally,
    late: Tally,
    late_at_most: Tally,
    extended: Tally,
    reachable: Tally,
    standby: Tally,
    on_call_at_night: Tally,
    presence: Tally,
    sundays: i32,
    weekends: i32,
}

/// The sums before anything was added.
const EMPTY: Week = {
    const NONE: Tally = Tally { began: 0, ended: 0 };
    Week {
        hours_min: 0,
        extra_min: 0,
        night_min: 0,
        nights: NONE,
        late: NONE,
        late_at_most: NONE,
        extended: NONE,
        reachable: NONE,
        standby: NONE,
        on_call_at_night: NONE,
        presence: NONE,
        sundays: 0,
        weekends: 0,
    }
};

/// All weeks from the first duty to the last.
#[derive(Debug, Default)]
pub(crate) struct Weeks {
    first: i32,
    weeks: Vec<Week>,
}

/// Some weeks in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window<'a> {
    /// The first week.
    pub(crate) first: i32,
    before: &'a Week,
    upto: &'a Week,
    /// Of the last week: a break that may as well lie in the next.
    extra_min: i32,
}

impl Window<'_> {
    pub(crate) const fn hours_min(&self) -> i32 {
        self.upto.hours_min - self.before.hours_min + self.extra_min
    }
    pub(crate) const fn night_min(&self) -> i32 {
        self.upto.night_min - self.before.night_min
    }
    pub(crate) const fn sundays(&self) -> i32 {
        self.upto.sundays - self.before.sundays
    }
    pub(crate) const fn weekends(&self) -> i32 {
        self.upto.weekends - self.before.weekends
    }
    pub(crate) const fn nights(&self) -> i32 {
        self.upto.nights.began - self.before.nights.ended
    }
    pub(crate) const fn late(&self) -> i32 {
        self.upto.late.began - self.before.late.ended
    }
    pub(crate) const fn late_at_most(&self) -> i32 {
        self.upto.late_at_most.began - self.before.late_at_most.ended
    }
    pub(crate) const fn extended(&self) -> i32 {
        self.upto.extended.began - self.before.extended.ended
    }
    pub(crate) const fn reachable(&self) -> i32 {
        self.upto.reachable.began - self.before.reachable.ended
    }
    pub(crate) const fn standby(&self) -> i32 {
        self.upto.standby.began - self.before.standby.ended
    }
    pub(crate) const fn on_call_at_night(&self) -> i32 {
        self.upto.on_call_at_night.began - self.before.on_call_at_night.ended
    }
    pub(crate) const fn presence(&self) -> i32 {
        self.upto.presence.began - self.before.presence.ended
    }
}

/// What is counted whole besides stints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// On call, at night or not.
    OnCall { at_night: bool },
    /// Standby, at night or not.
    Standby { at_night: bool },
    /// A presence duty.
    Presence,
}

impl Weeks {
    /// Makes room for duties from one local minute until before another.
    pub(crate) fn new(from: i32, until: i32) -> Self {
        let first = week_of(from.div_euclid(DAY_MIN));
        let last = week_of((until - 1).div_euclid(DAY_MIN));
        let count = usize::try_from(last - first + 1).unwrap_or(0);
        Self {
            first,
            weeks: vec![EMPTY; count],
        }
    }

    fn at(&mut self, week: i32) -> Option<&mut Week> {
        let at = usize::try_from(week - self.first).ok()?;
        self.weeks.get_mut(at)
    }

    /// Adds hours: work, or leave that counts as work.
    pub(crate) fn add_hours(&mut self, counted: &Counted) {
        let [(from, until), second] = counted.parts;
        let week = week_of(from.div_euclid(DAY_MIN));
        if second.0 >= second.1 && until <= monday(week + 1) * DAY_MIN {
            if let Some(week) = self.at(week) {
                week.hours_min += counted.work_min;
            }
            return;
        }
        let mut off = counted.off_min;
        let (mut spans, mut charged) = (0, 0);
        let mut at = None;
        for (from, until) in counted.parts {
            let mut from = from;
            while from < until {
                let week = week_of(from.div_euclid(DAY_MIN));
                let end = until.min(monday(week + 1) * DAY_MIN);
                if let Some(before) = at.filter(|before| *before != week) {
                    let extra = counted.work_min.min(spans) - charged;
                    if let Some(week) = self.at(before) {
                        week.extra_min += extra;
                    }
                }
                let part = (end - from - off).max(0);
                off -= end - from - part;
                spans += end - from;
                charged += part;
                at = Some(week);
                if let Some(week) = self.at(week) {
                    week.hours_min += part;
                }
                from = end;
            }
        }
    }

    /// Adds what work does to Sundays, weekends and the hours of night, and returns the last.
    pub(crate) fn add_work(&mut self, counted: &Counted, night: (i32, i32)) -> i32 {
        let mut left = counted.work_min;
        for part in counted.parts.into_iter().filter(|part| part.0 < part.1) {
            let mut day = part.0.div_euclid(DAY_MIN);
            while day * DAY_MIN < part.1 {
                let start = day * DAY_MIN;
                let of_day: Part = (part.0.max(start), part.1.min(start + DAY_MIN));
                let dark = minutes_of_day(of_day, start, night).min(left);
                left -= dark;
                let week = week_of(day);
                let weekday = day - monday(week);
                if (weekday >= 5 || dark > 0)
                    && let Some(week) = self.at(week)
                {
                    week.night_min += dark;
                    week.sundays |= i32::from(weekday == 6);
                    week.weekends |= i32::from(weekday >= 5);
                }
                day += 1;
            }
        }
        counted.work_min - left
    }

    /// Adds a stint that is complete.
    pub(crate) fn add_stint(&mut self, stint: &Stint, extended_over_min: Option<i32>) {
        if !stint.is_night {
            return;
        }
        let is_extended = extended_over_min.is_some_and(|over| stint.work_min > over);
        self.tally(stint.span, |week| {
            let late_at_most = (stint.late != Late::No).then_some(&mut week.late_at_most);
            let late = (stint.late == Late::Yes).then_some(&mut week.late);
            let extended = is_extended.then_some(&mut week.extended);
            [Some(&mut week.nights), late, late_at_most, extended, None]
        });
    }

    /// Adds a duty that is counted whole.
    pub(crate) fn add_whole(&mut self, span: Span, whole: Whole) {
        self.tally(span, |week| {
            let (night, standby, presence) = match whole {
                Whole::OnCall { at_night } => (at_night, false, false),
                Whole::Standby { at_night } => (at_night, true, false),
                Whole::Presence => (false, false, true),
            };
            [
                Some(&mut week.reachable),
                night.then_some(&mut week.on_call_at_night),
                standby.then_some(&mut week.standby),
                presence.then_some(&mut week.presence),
                None,
            ]
        });
    }

    fn tally(&mut self, span: Span, pick: impl Fn(&mut Week) -> [Option<&mut Tally>; 5]) {
        let last_minute = span.end().local_min() - 1;
        let first = week_of(span.start().local_min().div_euclid(DAY_MIN));
        let last = week_of(last_minute.div_euclid(DAY_MIN)).max(first);
        if let Some(week) = self.at(first) {
            pick(week)
                .into_iter()
                .flatten()
                .for_each(|tally| tally.began += 1);
        }
        if let Some(week) = self.at(last) {
            pick(week)
                .into_iter()
                .flatten()
                .for_each(|tally| tally.ended += 1);
        }
    }

    /// Turns what was added into sums.
    pub(crate) fn sum(&mut self) {
        let mut sum = EMPTY;
        for week in &mut self.weeks {
            sum = sum.plus(week);
            *week = sum;
        }
    }

    /// Returns the runs of `weeks` weeks that begin in `from..=until`, up to the last with a duty.
    pub(crate) fn windows(
        &self,
        weeks: i32,
        from: i32,
        until: i32,
    ) -> impl Iterator<Item = Window<'_>> {
        let (_, end) = self.range();
        (from..=until.min(end - 1)).map(move |first| self.window(first, weeks))
    }

    /// Returns the run of `weeks` weeks from a week on.
    pub(crate) fn window(&self, first: i32, weeks: i32) -> Window<'_> {
        let place = |week: i32| usize::try_from(week - self.first).ok();
        let upto = |at: Option<usize>| match at {
            Some(at) => self.weeks.get(at).or(self.weeks.last()),
            None => None,
        };
        let last = place(first + weeks - 1);
        Window {
            first,
            before: upto(place(first - 1)).unwrap_or(&EMPTY),
            upto: upto(last).unwrap_or(&EMPTY),
            extra_min: last
                .and_then(|at| self.weeks.get(at))
                .map_or(0, |week| week.extra_min),
        }
    }

    /// Returns the first week and the one after the last.
    pub(crate) fn range(&self) -> (i32, i32) {
        let count = i32::try_from(self.weeks.len()).unwrap_or(0);
        (self.first, self.first + count)
    }
}

impl Tally {
    const fn plus(self, more: Self) -> Self {
        Self {
            began: self.began + more.began,
            ended: self.ended + more.ended,
        }
    }
}

impl Week {
    const fn plus(self, more: &Self) -> Self {
        Self {
            hours_min: self.hours_min + more.hours_min,
            extra_min: more.extra_min,
            night_min: self.night_min + more.night_min,
            nights: self.nights.plus(more.nights),
            late: self.late.plus(more.late),
            late_at_most: self.late_at_most.plus(more.late_at_most),
            extended: self.extended.plus(more.extended),
            reachable: self.reachable.plus(more.reachable),
            standby: self.standby.plus(more.standby),
            on_call_at_night: self.on_call_at_night.plus(more.on_call_at_night),
            presence: self.presence.plus(more.presence),
            sundays: self.sundays + more.sundays,
            weekends: self.weekends + more.weekends,
        }
    }
}
