//! Directive 2003/88/EC: the least that holds in every member state.
//!
//! Read in the Commission's summaries; the reference periods are from memory. The 8 hours in 24 that
//! a night worker may work on average (art. 8) are, with the one free day in seven of art. 5, the
//! 48 hours a week of art. 6, so they are no clause of their own.

use super::netherlands::{hours, law};
use super::on_top::health;
use super::{
    Breaks, DAY, DailyRest, H, Limits, Night, Nights, RestIn, RuleSet, WeeklyRest, Within,
};
use crate::rules::choice::Choice;
use crate::rules::rule::Rule;

pub(super) fn set(choice: Choice) -> RuleSet {
    RuleSet {
        choice,
        separator_min: 8 * H,
        pause_min: 1,
        night: Night {
            from_min: 0,
            until_min: 5 * H,
            more_than_min: 3 * H,
            late_min: 2 * H,
        },
        shortening: choice.options.shortening,
        minimum_age: None,
        oncall_age: None,
        adult: limits(),
        // A directive of its own (94/33/EC) protects young people; until it is written down here,
        // they have at least what adults have.
        youth: limits(),
        nights: Nights::default(),
        counts: Vec::new(),
        on_call: None,
        standby: None,
        standby_agreed: None,
        presence: None,
        agreed_shift: None,
        agreed_rest: None,
        older: None,
        pregnant_shift: None,
        health: health(),
    }
}

/// Art. 3, 4, 5, 6 and 16.
pub(super) fn limits() -> Limits {
    Limits {
        daily_rest: Some(law(
            Rule::DailyRest,
            "2003/88/EG 3",
            DailyRest {
                rest_min: 11 * H,
                within: Within::Day,
                floors: &[],
                needs_reason: false,
                quiet: None,
            },
        )),
        weekly_rest: Some(law(
            Rule::WeeklyRest,
            "2003/88/EG 5",
            WeeklyRest {
                one: RestIn {
                    days: 7,
                    total_min: DAY + 11 * H,
                    piece_min: DAY + 11 * H,
                },
                other: Some(RestIn {
                    days: 14,
                    total_min: 2 * (DAY + 11 * H),
                    piece_min: DAY + 11 * H,
                }),
            },
        )),
        breaks: Some(law(
            Rule::Break,
            "2003/88/EG 4",
            Breaks {
                tiers: &[(6 * H, 1)],
                stretch_min: None,
            },
        )),
        shift: None,
        night_shift: None,
        hours: vec![law(Rule::Avg16w, "2003/88/EG 6", hours(17, 17 * 48))],
    }
}
