//! Arbeitszeitgesetz, read in a copy amended to 2009.
//!
//! Not taken up: young people's own act (JArbSchG), the substitute day for a worked Sunday (§ 11),
//! and that care may shorten the daily rest to 10 hours if it is made up within a month (§ 5(2)),
//! which is left to a decision.

use super::netherlands::{hours, law};
use super::{
    Breaks, Count, Counted, DailyRest, H, Limits, Night, RestIn, RuleSet, WeeklyRest, Within,
    europe,
};
use crate::rules::choice::Choice;
use crate::rules::judgement::Ask;
use crate::rules::rule::Rule;

pub(super) fn set(choice: Choice) -> RuleSet {
    RuleSet {
        pause_min: 15,
        night: Night {
            from_min: 23 * H,
            until_min: 6 * H,
            more_than_min: 2 * H,
            late_min: 2 * H,
        },
        adult: limits(),
        youth: limits(),
        counts: vec![
            law(Rule::FreeSundays, "ArbZG § 12", sundays(10, None)),
            law(
                Rule::FreeSundays,
                "ArbZG § 11(1)",
                sundays(15, Some(Ask::CollectiveAgreement)),
            ),
        ],
        ..europe::set(choice)
    }
}

const fn sundays(free: i32, ask: Option<Ask>) -> Count {
    Count {
        what: Counted::Sundays,
        weeks: 52,
        max: 52 - free,
        ask,
    }
}

fn limits() -> Limits {
    Limits {
        daily_rest: Some(law(
            Rule::DailyRest,
            "ArbZG § 5",
            DailyRest {
                rest_min: 11 * H,
                within: Within::Gap,
                floors: &[10 * H],
                needs_reason: true,
                quiet: None,
            },
        )),
        weekly_rest: Some(law(
            Rule::WeeklyRest,
            "2003/88/EG 5",
            WeeklyRest {
                one: RestIn {
                    days: 14,
                    total_min: 35 * H,
                    piece_min: 35 * H,
                },
                other: None,
            },
        )),
        breaks: Some(law(
            Rule::Break,
            "ArbZG § 4",
            Breaks {
                tiers: &[(6 * H, 30), (9 * H, 45)],
                stretch_min: Some(6 * H),
            },
        )),
        shift: Some(law(Rule::MaxShift, "ArbZG § 3", 10 * H)),
        night_shift: Some(law(Rule::NightMaxShift, "ArbZG § 6(2)", 10 * H)),
        hours: vec![
            law(Rule::MaxWeek, "ArbZG § 3", hours(1, 60)),
            law(Rule::Avg16w, "ArbZG § 3", hours(24, 24 * 48)),
        ],
    }
}
