//! Which rules a team has chosen: small enough for an event, and enough to find the numbers again.
//!
//! An event carries the choice with its version, never the numbers. When a number changes in a
//! later build, it changes under a new version, so an old log replays as it did.

use serde::{Deserialize, Serialize};

/// A team's choice of working-time rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Choice {
    /// Whose law.
    pub pack: Pack,
    /// Which version of its numbers; see [`super::RuleSet::find`].
    pub version: u16,
    /// What the employer may make use of, and what was agreed on top.
    pub options: Options,
}

/// Whose law.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Pack {
    /// Arbeidstijdenwet and Arbeidstijdenbesluit.
    #[default]
    Netherlands,
    /// Directive 2003/88/EC, the least that holds in every member state.
    Europe,
    /// Arbeitszeitgesetz.
    Germany,
    /// Act of 16 March 1971.
    Belgium,
    /// Working Time Regulations 1998.
    UnitedKingdom,
}

/// What the law leaves to the employer and to those who agree with it. All off by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Options {
    /// Whether a rest may be shortened because the work asks for it.
    pub shortening: Shortening,
    /// Whether the employer uses nights of 12 hours (ATW 5:8(3)).
    pub extended_nights: bool,
    /// What a collective agreement allows.
    pub collective: Collective,
    /// The collective agreement whose own rules come on top.
    pub agreement: Option<Agreement>,
}

/// Whether the condition "if the nature of the work or the business requires it" is met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shortening {
    /// Nobody knows: the employer must confirm it for the case. A private swap does not obviously
    /// meet it.
    #[default]
    Confirm,
    /// It is met: a planner fills a gap.
    Granted,
    /// It is not.
    Never,
}

/// What a collective agreement, or one with the works council, allows (ATW 1:4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Collective {
    /// Daily rest once 8 and once 10 hours a week (ATB 5.19:2).
    pub care_daily_rest: bool,
    /// Breaks of 15 minutes (ATW 5:4(3)).
    pub short_break: bool,
    /// No average over 4 weeks (ATW 5:7(4)).
    pub no_four_weeks: bool,
    /// The average of 48 hours over 52 weeks (ATB 4.9:1).
    pub year_average: bool,
    /// Eight duties in a row with a night among them (ATW 5:8(7)).
    pub run_of_eight: bool,
    /// More nights: 140 a year, or 38 hours of night in two weeks (ATW 5:8(9)).
    pub many_nights: bool,
    /// Fewer than 13 free Sundays, if the worker consents (ATW 5:6(4)).
    pub fewer_sundays: bool,
    /// Standby duties (ATB 5.19:3).
    pub standby: bool,
    /// Presence duties (ATB 4.8:1).
    pub presence: bool,
}

/// A collective agreement with rules of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Agreement {
    /// CAO Verpleeg-, Verzorgingshuizen, Thuiszorg en Jeugdgezondheidszorg.
    Vvt,
    /// CAO Gehandicaptenzorg.
    Ghz,
}
