//! A set of rules as plain data: every number a parameter, each with its article.
//!
//! A set is found by a [`Choice`]: pack, version and options. The numbers never travel, so they are
//! plain constants of this build; a build that changes one keeps the old version beside the new.

mod belgium;
mod europe;
mod germany;
mod list;
mod netherlands;
mod nights;
mod on_top;
mod reachable;
mod united_kingdom;

pub use nights::{Extended, ManyNights, NightCount, NightRest, Nights, Run, Series};
pub use reachable::{Free, OnCall, Presence, PresenceWeek};

use super::breach::Severity;
use super::choice::{Choice, Pack, Shortening};
use super::judgement::Ask;
use super::rule::Rule;
use super::worker::Age;

/// The newest version of the numbers.
pub const NEWEST: u16 = 1;

pub(crate) const H: i32 = 60;
pub(crate) const DAY: i32 = 24 * H;

/// A rule with its numbers and where they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause<T> {
    /// The rule.
    pub rule: Rule,
    /// Where it is written.
    pub article: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Its numbers.
    pub limit: T,
}

/// A set of rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// What it was found by.
    pub choice: Choice,
    /// Rest that separates two duties; less, and they count as one (ATW 1:7: 8 hours).
    pub separator_min: i32,
    /// The shortest break; less is work (ATW 1:7: 15 minutes).
    pub pause_min: i32,
    /// What a night is.
    pub night: Night,
    /// Whether a rest may be shortened for the sake of the work.
    pub shortening: Shortening,
    /// No work under this age.
    pub minimum_age: Option<Clause<Age>>,
    /// No on-call, standby or presence duty under this age.
    pub oncall_age: Option<Clause<Age>>,
    /// For adults.
    pub adult: Limits,
    /// For 16 and 17.
    pub youth: Limits,
    /// Nights.
    pub nights: Nights,
    /// How often in so many weeks.
    pub counts: Vec<Clause<Count>>,
    /// On call.
    pub on_call: Option<OnCall>,
    /// Standby duties in so many times 24 hours.
    pub standby: Option<Clause<Often>>,
    /// Standby duties must have been agreed collectively, and were not.
    pub standby_agreed: Option<Clause<()>>,
    /// Presence duties.
    pub presence: Option<Presence>,
    /// Longest duty of any kind, on top of the law's limits for days and nights.
    pub agreed_shift: Option<Clause<Longest>>,
    /// One long rest in so many days by collective agreement.
    pub agreed_rest: Option<Clause<RestIn>>,
    /// Nights and on-call for older people.
    pub older: Option<Clause<Older>>,
    /// Longest duty in pregnancy; nights count too.
    pub pregnant_shift: Option<Clause<i32>>,
    /// Advice.
    pub health: Health,
}

/// What a night is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Night {
    /// From this minute of the day.
    pub from_min: i32,
    /// Until this minute of the day.
    pub until_min: i32,
    /// With more than so much work in it, a duty is a night.
    pub more_than_min: i32,
    /// A night that ends later than this minute of the day is a late one (ATW 5:8(4), (8): 02:00).
    pub late_min: i32,
}

/// What holds for people of an age.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Daily rest.
    pub daily_rest: Option<Clause<DailyRest>>,
    /// Weekly rest.
    pub weekly_rest: Option<Clause<WeeklyRest>>,
    /// Breaks.
    pub breaks: Option<Clause<Breaks>>,
    /// Longest duty, in minutes of work.
    pub shift: Option<Clause<i32>>,
    /// Longest night; without it a night is judged as any duty.
    pub night_shift: Option<Clause<i32>>,
    /// Hours in so many weeks.
    pub hours: Vec<Clause<Hours>>,
}

/// Daily rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyRest {
    /// So much in every 24 hours from the start of a duty.
    pub rest_min: i32,
    /// Where it is counted.
    pub within: Within,
    /// How short it may be once each in 7 × 24 hours, shortest first.
    pub floors: &'static [i32],
    /// Whether shortening needs a reason of the business.
    pub needs_reason: bool,
    /// Hours of the day that must lie in the rest.
    pub quiet: Option<(i32, i32)>,
}

/// Where a daily rest is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// In the 24 hours from the start of a duty.
    Day,
    /// Between the end of a duty and the start of the next.
    Gap,
}

/// Weekly rest: one of these ways for the whole roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeeklyRest {
    /// The first way.
    pub one: RestIn,
    /// The other, if there is one.
    pub other: Option<RestIn>,
}

/// So much rest in so many times 24 hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestIn {
    /// So many times 24 hours.
    pub days: i32,
    /// So much in all.
    pub total_min: i32,
    /// In pieces that are not shorter.
    pub piece_min: i32,
}

/// Breaks, by the work in a duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breaks {
    /// With more work than the first number, breaks of the second; least work first.
    pub tiers: &'static [(i32, i32)],
    /// Never longer than this without a break.
    pub stretch_min: Option<i32>,
}

/// Hours in so many weeks, Monday to Sunday, sliding week by week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// So many weeks.
    pub weeks: i32,
    /// At most, in all of them.
    pub max_min: i32,
    /// For whom.
    pub when: When,
    /// Who can allow more.
    pub ask: Option<Ask>,
}

/// For whom a limit of hours holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Everybody.
    Always,
    /// Who has so many nights in those weeks.
    Nights(i32),
    /// Who is on call between 00:00 and 06:00 so often in those weeks.
    OnCallNights(i32),
    /// Who has presence duties.
    Presence,
    /// Who is pregnant.
    Pregnant,
}

/// How often in so many weeks, Monday to Sunday, sliding week by week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub what: Counted,
    /// So many weeks.
    pub weeks: i32,
    /// At most.
    pub max: i32,
    /// Who can allow more.
    pub ask: Option<Ask>,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Sundays with work.
    Sundays,
    /// Weekends with work.
    Weekends,
    /// Extended nights.
    ExtendedNights,
    /// Standby, on-call and presence duties, where there is a standby duty.
    Standby,
    /// Presence duties.
    Presence,
}

/// How often in so many times 24 hours, from any minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Often {
    /// So many times 24 hours.
    pub days: i32,
    /// At most.
    pub max: i32,
}

/// Longest duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Longest {
    /// So much work.
    pub max_min: i32,
    /// Who can allow more.
    pub ask: Option<Ask>,
}

/// Nights and on-call for older people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Older {
    /// From this age.
    pub age: Age,
    /// From this minute of the day.
    pub from_min: i32,
    /// Until this minute of the day.
    pub until_min: i32,
}

/// Advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Health {
    /// Less rest than this is a quick return.
    pub quick_return: Clause<i32>,
    /// More nights in a row than this.
    pub nights: Clause<i32>,
    /// More duties than the first without a rest of the second.
    pub long_run: Clause<(i32, i32)>,
}

impl RuleSet {
    /// Returns the set that was chosen, or nothing if this build does not know that version.
    ///
    /// Whoever replays a log must stop there: guessing would let two phones disagree.
    pub fn find(choice: Choice) -> Option<Self> {
        if choice.version != NEWEST {
            return None;
        }
        let found = match choice.pack {
            Pack::Netherlands => netherlands::set(choice),
            Pack::Europe => europe::set(choice),
            Pack::Germany => germany::set(choice),
            Pack::Belgium => belgium::set(choice),
            Pack::UnitedKingdom => united_kingdom::set(choice),
        };
        Some(on_top::with_agreement(found))
    }

    /// Returns the limits for an age.
    pub(crate) fn limits(&self, age: Age) -> &Limits {
        if age.is_minor() {
            &self.youth
        } else {
            &self.adult
        }
    }
}

#[cfg(test)]
mod tests;
