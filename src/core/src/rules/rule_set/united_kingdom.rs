//! Working Time Regulations 1998, from secondary pages.
//!
//! Not taken up: that a night worker can't opt out of the average of 8 hours in 24 (reg. 6), which
//! otherwise is the 48 hours a week of reg. 4, and the compensatory rest of special cases (reg. 21,
//! 24).

use super::netherlands::{hours, law};
use super::{
    Breaks, DailyRest, H, Hours, Limits, Night, RestIn, RuleSet, WeeklyRest, Within, europe,
};
use crate::rules::choice::Choice;
use crate::rules::judgement::Ask;
use crate::rules::rule::Rule;

pub(super) fn set(choice: Choice) -> RuleSet {
    RuleSet {
        pause_min: 20,
        night: Night {
            from_min: 23 * H,
            until_min: 6 * H,
            more_than_min: 3 * H - 1,
            late_min: 2 * H,
        },
        adult: adult(),
        youth: youth(),
        ..europe::set(choice)
    }
}

const fn rest(rest_min: i32) -> DailyRest {
    DailyRest {
        rest_min,
        within: Within::Day,
        floors: &[],
        needs_reason: false,
        quiet: None,
    }
}

fn adult() -> Limits {
    let opt_out = Hours {
        ask: Some(Ask::Consent),
        ..hours(17, 17 * 48)
    };
    Limits {
        daily_rest: Some(law(Rule::DailyRest, "WTR 10", rest(11 * H))),
        weekly_rest: Some(law(
            Rule::WeeklyRest,
            "WTR 11",
            WeeklyRest {
                one: RestIn {
                    days: 7,
                    total_min: 24 * H,
                    piece_min: 24 * H,
                },
                other: Some(RestIn {
                    days: 14,
                    total_min: 48 * H,
                    piece_min: 24 * H,
                }),
            },
        )),
        breaks: Some(law(
            Rule::Break,
            "WTR 12",
            Breaks {
                tiers: &[(6 * H, 20)],
                stretch_min: None,
            },
        )),
        shift: None,
        night_shift: None,
        hours: vec![law(Rule::Avg16w, "WTR 4", opt_out)],
    }
}

fn youth() -> Limits {
    Limits {
        daily_rest: Some(law(Rule::DailyRestYouth, "WTR 10", rest(12 * H))),
        weekly_rest: Some(law(
            Rule::WeeklyRestYouth,
            "WTR 11",
            WeeklyRest {
                one: RestIn {
                    days: 7,
                    total_min: 48 * H,
                    piece_min: 48 * H,
                },
                other: None,
            },
        )),
        breaks: Some(law(
            Rule::BreakYouth,
            "WTR 12",
            Breaks {
                tiers: &[(4 * H + 30, 30)],
                stretch_min: None,
            },
        )),
        ..adult()
    }
}
