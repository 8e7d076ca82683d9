//! Whom it is about, and the words for their shifts, times and lengths.

use ruil_core::rules::{DutyKind, Worked};
use ruil_core::{Day, Moment, PartOfDay, PersonId, Shift, ShiftId, Span, Team};

use crate::i18n::offer;
use crate::i18n::{Lang, format, t};

const HOUR_MIN: i32 = 60;
const DAY_MIN: i32 = 24 * HOUR_MIN;

/// A finding about somebody, told to somebody.
pub(super) struct Telling<'a> {
    pub(super) lang: Lang,
    team: &'a Team,
    person: PersonId,
    /// Whether it is told to the one it is about.
    is_me: bool,
}

impl<'a> Telling<'a> {
    pub(super) fn new(lang: Lang, team: &'a Team, person: PersonId, me: PersonId) -> Self {
        Self {
            lang,
            team,
            person,
            is_me: person == me,
        }
    }

    /// Returns one of two texts: to the person, or about them by their name.
    pub(super) fn say(
        &self,
        yours: impl FnOnce() -> String,
        theirs: impl FnOnce(String) -> String,
    ) -> String {
        if self.is_me {
            yours()
        } else {
            theirs(offer::name(self.lang, self.team, self.person))
        }
    }

    /// Returns the duty a finding is about, by its shift, or by its times if it is several.
    pub(super) fn whole(&self, worked: Worked) -> String {
        let id = worked.first.filter(|_| worked.first == worked.last);
        self.known(id).unwrap_or_else(|| self.unnamed(worked.span))
    }

    /// Returns the duty, with its times.
    pub(super) fn timed(&self, worked: Worked) -> String {
        let id = worked.first.filter(|_| worked.first == worked.last);
        let times = format::times(worked.span);
        self.known(id).map_or_else(
            || self.unnamed(worked.span),
            |shift| t::judgement::timed(self.lang, shift, times),
        )
    }

    /// Returns the first shift of several.
    pub(super) fn first(&self, worked: Worked) -> String {
        let day = worked.span.start().day();
        self.known(worked.first)
            .unwrap_or_else(|| format::day(self.lang, day))
    }

    /// Returns the last shift of several.
    pub(super) fn last(&self, worked: Worked) -> String {
        let day = last_day(worked.span);
        self.known(worked.last)
            .unwrap_or_else(|| format::day(self.lang, day))
    }

    fn unnamed(&self, span: Span) -> String {
        let day = format::day(self.lang, span.start().day());
        t::judgement::duty(self.lang, day, format::times(span))
    }

    fn known(&self, id: Option<ShiftId>) -> Option<String> {
        let shift = self.team.roster.get(id?)?;
        let is_mine = self.is_me && shift.owner == Some(self.person);
        Some(named(self.lang, self.team, shift, is_mine))
    }

    /// Returns a rest, or that there is none.
    pub(super) fn rest(&self, rest_min: i32) -> String {
        if rest_min <= 0 {
            t::judgement::rest_none(self.lang).to_owned()
        } else {
            t::judgement::rest(self.lang, self.hours(rest_min))
        }
    }

    /// Returns a length in hours and minutes, such as "7 uur en 30 minuten".
    pub(super) fn hours(&self, len_min: i32) -> String {
        hours(self.lang, len_min)
    }

    /// Returns a day and time, such as "ma 3 maart om 07:00".
    pub(super) fn moment(&self, moment: Moment) -> String {
        moment_of(self.lang, moment)
    }

    /// Returns the days of a period, both ends included.
    pub(super) fn days(&self, span: Span) -> String {
        format::days(self.lang, span.start().day(), last_day(span))
    }
}

/// Returns a shift by what it is; "your" if it is mine.
fn named(lang: Lang, team: &Team, shift: &Shift, is_mine: bool) -> String {
    let duties = team.rules.iter().flat_map(|rules| &rules.own.duties);
    let mut kinds = duties.filter(|(kind, _)| *kind == shift.kind);
    let day = format::day(lang, shift.span.start().day());
    match (kinds.next().map(|(_, kind)| *kind), is_mine) {
        (Some(DutyKind::Leave), true) => t::judgement::leave_yours(lang, day),
        (Some(DutyKind::Leave), false) => t::judgement::leave(lang, day),
        (Some(DutyKind::OnCall | DutyKind::Standby), true) => {
            t::judgement::on_call_yours(lang, day)
        }
        (Some(DutyKind::OnCall | DutyKind::Standby), false) => t::judgement::on_call(lang, day),
        (Some(DutyKind::Presence), true) => t::judgement::asleep_yours(lang, day),
        (Some(DutyKind::Presence), false) => t::judgement::asleep(lang, day),
        (Some(DutyKind::Work | DutyKind::School) | None, false) => offer::shift(lang, shift),
        (Some(DutyKind::Work | DutyKind::School) | None, true) => match shift.part_of_day() {
            PartOfDay::Early => t::judgement::early_yours(lang, day),
            PartOfDay::Day => t::judgement::day_yours(lang, day),
            PartOfDay::Late => t::judgement::late_yours(lang, day),
            PartOfDay::Night => t::judgement::night_yours(lang, day),
            PartOfDay::Long => t::judgement::long_yours(lang, day),
        },
    }
}

/// Returns the last day a span has a minute of.
fn last_day(span: Span) -> Day {
    Day((span.end().local_min() - 1).div_euclid(DAY_MIN))
}

/// Returns a length in hours and minutes.
pub(super) fn hours(lang: Lang, len_min: i32) -> String {
    let len_min = len_min.max(0);
    let hours = || t::judgement::hours(lang, i64::from(len_min / HOUR_MIN));
    let minutes = || t::judgement::minutes(lang, i64::from(len_min % HOUR_MIN));
    match (len_min / HOUR_MIN, len_min % HOUR_MIN) {
        (0, _) => minutes(),
        (_, 0) => hours(),
        _ => t::judgement::and(lang, hours(), minutes()),
    }
}

/// Returns a length in days and hours; below a day in hours and minutes.
pub(super) fn days(lang: Lang, len_min: i32) -> String {
    let whole = len_min / DAY_MIN;
    let days = t::judgement::days(lang, i64::from(whole));
    let rest_min = len_min % DAY_MIN / HOUR_MIN * HOUR_MIN;
    match (whole, rest_min) {
        (..=0, _) => hours(lang, len_min),
        (_, 0) => days,
        _ => t::judgement::and(lang, days, hours(lang, rest_min)),
    }
}

/// Returns a day and time.
pub(super) fn moment_of(lang: Lang, moment: Moment) -> String {
    let day = format::day(lang, moment.day());
    t::judgement::moment(lang, format::clock(moment), day)
}
