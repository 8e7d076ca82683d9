//! Labour act of 16 March 1971, from secondary pages.
//!
//! Not taken up: the average of 38 hours, whose reference period is set by sector and contract; the
//! ban on night work (20:00–06:00), from which care is excepted; young people's own section.

use super::netherlands::{hours, law};
use super::{
    Breaks, DailyRest, H, Limits, Longest, Night, RestIn, RuleSet, WeeklyRest, Within, europe,
};
use crate::rules::choice::Choice;
use crate::rules::judgement::Ask;
use crate::rules::rule::Rule;

pub(super) fn set(choice: Choice) -> RuleSet {
    RuleSet {
        pause_min: 15,
        night: Night {
            from_min: 20 * H,
            until_min: 6 * H,
            more_than_min: 3 * H,
            late_min: 2 * H,
        },
        adult: limits(),
        youth: limits(),
        // 9 hours, and 11 where a derogation allows it.
        agreed_shift: Some(law(
            Rule::MaxShift,
            "Arbeidswet 1971",
            Longest {
                max_min: 9 * H,
                ask: Some(Ask::CollectiveAgreement),
            },
        )),
        ..europe::set(choice)
    }
}

fn limits() -> Limits {
    Limits {
        daily_rest: Some(law(
            Rule::DailyRest,
            "Arbeidswet 1971",
            DailyRest {
                rest_min: 11 * H,
                within: Within::Gap,
                floors: &[],
                needs_reason: false,
                quiet: None,
            },
        )),
        weekly_rest: Some(law(
            Rule::WeeklyRest,
            "Arbeidswet 1971",
            WeeklyRest {
                one: RestIn {
                    days: 7,
                    total_min: 35 * H,
                    piece_min: 35 * H,
                },
                other: None,
            },
        )),
        breaks: Some(law(
            Rule::Break,
            "Arbeidswet 1971",
            Breaks {
                tiers: &[(6 * H, 15)],
                stretch_min: None,
            },
        )),
        shift: Some(law(Rule::MaxShift, "Arbeidswet 1971", 11 * H)),
        night_shift: None,
        hours: vec![law(Rule::MaxWeek, "Arbeidswet 1971", hours(1, 50))],
    }
}
