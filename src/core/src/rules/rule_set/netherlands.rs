//! Arbeidstijdenwet (state of 1 July 2025) and the care part of the Arbeidstijdenbesluit (§ 4.8 and
//! § 5.19, state of 1 October 2018).

use super::on_top::health;
use super::{
    Breaks, Clause, Count, Counted, DAY, DailyRest, Extended, Free, H, Hours, Limits, Night,
    NightCount, NightRest, Nights, Often, OnCall, Presence, PresenceWeek, RestIn, RuleSet, Run,
    Series, WeeklyRest, When, Within,
};
use crate::rules::breach::Severity;
use crate::rules::choice::{Choice, Collective};
use crate::rules::judgement::Ask;
use crate::rules::rule::Rule;
use crate::rules::rule_set::ManyNights;
use crate::rules::worker::Age;

/// Returns a clause of the law.
pub(super) const fn law<T: Copy>(rule: Rule, article: &'static str, limit: T) -> Clause<T> {
    Clause {
        rule,
        article,
        severity: Severity::Law,
        limit,
    }
}

/// Returns a limit of hours for everybody.
pub(super) const fn hours(weeks: i32, max_h: i32) -> Hours {
    Hours {
        weeks,
        max_min: max_h * H,
        when: When::Always,
        ask: None,
    }
}

pub(super) fn set(choice: Choice) -> RuleSet {
    let options = choice.options;
    let collective = options.collective;
    RuleSet {
        choice,
        separator_min: 8 * H,
        pause_min: 15,
        night: Night {
            from_min: 0,
            until_min: 6 * H,
            more_than_min: 60,
            late_min: 2 * H,
        },
        shortening: options.shortening,
        minimum_age: Some(law(Rule::MinimumAge, "ATW 3:2", Age::From16)),
        oncall_age: Some(law(Rule::OncallAge, "ATW 5:9(1)", Age::From18)),
        adult: adult(collective, options.extended_nights),
        youth: youth(),
        nights: nights(collective, options.extended_nights),
        counts: counts(collective, options.extended_nights),
        on_call: Some(ON_CALL),
        standby: Some(law(
            Rule::Standby7d,
            "ATB 5.19:3",
            Often { days: 7, max: 3 },
        )),
        standby_agreed: (!collective.standby).then_some(law(Rule::StandbyAgreed, "ATB 5.19:3", ())),
        presence: Some(Presence {
            agreed: (!collective.presence).then_some(law(Rule::PresenceAgreed, "ATB 4.8:1", ())),
            ..PRESENCE
        }),
        agreed_shift: None,
        agreed_rest: None,
        older: None,
        pregnant_shift: Some(law(Rule::PregnantShift, "ATW 4:5", 10 * H)),
        health: health(),
    }
}

const ON_CALL: OnCall = OnCall {
    free: law(
        Rule::Oncall28d,
        "ATW 5:9(2)a",
        Free {
            days: 28,
            needs: 14,
            each_min: DAY,
        },
    ),
    off: law(
        Rule::Oncall48h,
        "ATW 5:9(2)b",
        Free {
            days: 28,
            needs: 2,
            each_min: 48 * H,
        },
    ),
    near_night: law(Rule::OncallNight, "ATW 5:9(3)", (11 * H, 14 * H)),
};

const PRESENCE: Presence = Presence {
    length: law(Rule::PresenceLength, "ATB 4.8:1", DAY),
    rest: law(Rule::PresenceRest, "ATB 4.8:1(3)c", 11 * H),
    week: law(
        Rule::Presence7d,
        "ATB 4.8:1",
        PresenceWeek {
            days: 7,
            long_min: 24 * H,
            blocks: 6,
            block_min: 11 * H,
        },
    ),
    reach_weeks: 26,
    agreed: None,
};

fn adult(collective: Collective, extended: bool) -> Limits {
    let daily_rest = DailyRest {
        rest_min: 11 * H,
        within: Within::Day,
        floors: &[8 * H],
        needs_reason: true,
        quiet: None,
    };
    let in_care = DailyRest {
        floors: &[8 * H, 10 * H],
        needs_reason: false,
        ..daily_rest
    };
    let breaks = Breaks {
        tiers: &[(5 * H + 30, 30), (10 * H, 45)],
        stretch_min: None,
    };
    let short = Breaks {
        tiers: &[(5 * H + 30, 15)],
        ..breaks
    };
    Limits {
        daily_rest: Some(if collective.care_daily_rest {
            law(Rule::DailyRest, "ATB 5.19:2", in_care)
        } else {
            law(Rule::DailyRest, "ATW 5:3(2)", daily_rest)
        }),
        weekly_rest: Some(law(
            Rule::WeeklyRest,
            "ATW 5:5(2)",
            WeeklyRest {
                one: RestIn {
                    days: 7,
                    total_min: 36 * H,
                    piece_min: 36 * H,
                },
                other: Some(RestIn {
                    days: 14,
                    total_min: 72 * H,
                    piece_min: 32 * H,
                }),
            },
        )),
        breaks: Some(if collective.short_break {
            law(Rule::Break, "ATW 5:4(3)", short)
        } else {
            law(Rule::Break, "ATW 5:4(2)", breaks)
        }),
        shift: Some(law(Rule::MaxShift, "ATW 5:7(2)a", 12 * H)),
        night_shift: Some(if extended {
            law(Rule::NightMaxShift, "ATW 5:8(3)a", 12 * H)
        } else {
            law(Rule::NightMaxShift, "ATW 5:8(1)", 10 * H)
        }),
        hours: adult_hours(collective),
    }
}

fn adult_hours(collective: Collective) -> Vec<Clause<Hours>> {
    let four_weeks = law(Rule::Avg4w, "ATW 5:7(3)", hours(4, 220));
    let long_run = if collective.year_average {
        law(Rule::Avg16w, "ATB 4.9:1", hours(52, 52 * 48))
    } else {
        law(Rule::Avg16w, "ATW 5:7(2)c", hours(16, 16 * 48))
    };
    let when = |when, hours| Hours { when, ..hours };
    let ask = |ask, hours| Hours {
        ask: Some(ask),
        ..hours
    };
    let always = [
        Some(law(Rule::MaxWeek, "ATW 5:7(2)b", hours(1, 60))),
        (!collective.no_four_weeks).then_some(four_weeks),
        Some(long_run),
    ];
    let sometimes = [
        law(
            Rule::NightAvg16w,
            "ATW 5:8(2)",
            when(When::Nights(16), hours(16, 640)),
        ),
        law(
            Rule::OncallAvg16w,
            "ATW 5:9(5)",
            ask(
                Ask::Exception,
                when(When::OnCallNights(16), hours(16, 16 * 40)),
            ),
        ),
        law(
            Rule::OncallAvg16w,
            "ATW 5:9(6)",
            when(When::OnCallNights(16), hours(16, 16 * 45)),
        ),
        law(
            Rule::PresenceAvg26w,
            "ATB 4.8:1",
            ask(Ask::Consent, when(When::Presence, hours(26, 26 * 48))),
        ),
        law(
            Rule::PresenceAvg26w,
            "ATB 4.8:2",
            when(When::Presence, hours(26, 26 * 60)),
        ),
        law(
            Rule::PregnantAvg4w,
            "ATW 4:5",
            ask(Ask::Consent, when(When::Pregnant, hours(4, 4 * 50))),
        ),
        law(
            Rule::PregnantAvg16w,
            "ATW 4:5",
            ask(Ask::Consent, when(When::Pregnant, hours(16, 16 * 45))),
        ),
    ];
    always.into_iter().flatten().chain(sometimes).collect()
}

fn youth() -> Limits {
    Limits {
        daily_rest: Some(law(
            Rule::DailyRestYouth,
            "ATW 5:3(1)",
            DailyRest {
                rest_min: 12 * H,
                within: Within::Day,
                floors: &[],
                needs_reason: false,
                quiet: Some((23 * H, 6 * H)),
            },
        )),
        weekly_rest: Some(law(
            Rule::WeeklyRestYouth,
            "ATW 5:5(1)",
            WeeklyRest {
                one: RestIn {
                    days: 7,
                    total_min: 36 * H,
                    piece_min: 36 * H,
                },
                other: None,
            },
        )),
        breaks: Some(law(
            Rule::BreakYouth,
            "ATW 5:4(1)",
            Breaks {
                tiers: &[(4 * H + 30, 30)],
                stretch_min: None,
            },
        )),
        shift: Some(law(Rule::YouthMaxShift, "ATW 5:7(1)", 9 * H)),
        night_shift: None,
        hours: vec![
            law(Rule::YouthMaxWeek, "ATW 5:7(1)", hours(1, 45)),
            law(Rule::YouthAvg4w, "ATW 5:7(1)", hours(4, 160)),
        ],
    }
}

fn nights(collective: Collective, extended: bool) -> Nights {
    let count = NightCount {
        max: 36,
        weeks: 16,
        instead: collective.many_nights.then_some(ManyNights {
            max: 140,
            weeks: 52,
            night_min: 38 * H,
            night_weeks: 2,
        }),
    };
    Nights {
        rest: Some(law(
            Rule::NightRest,
            "ATW 5:8(4)",
            NightRest {
                rest_min: 14 * H,
                floors: &[8 * H],
            },
        )),
        extended: extended.then_some(Extended {
            over_min: 10 * H,
            rest: law(Rule::NightExtRest, "ATW 5:8(3)b", 12 * H),
            often: law(Rule::NightExt14d, "ATW 5:8(3)", Often { days: 14, max: 5 }),
        }),
        series: Some(law(
            Rule::NightSeriesRest,
            "ATW 5:8(5)",
            Series {
                nights: 3,
                rest_min: 46 * H,
                ends_min: &[24 * H, 32 * H, 36 * H, 46 * H],
            },
        )),
        run: Some(if collective.run_of_eight {
            law(Rule::NightRunLength, "ATW 5:8(7)", run(8))
        } else {
            law(Rule::NightRunLength, "ATW 5:8(6)", run(7))
        }),
        count: Some(if collective.many_nights {
            law(Rule::NightCount, "ATW 5:8(9)", count)
        } else {
            law(Rule::NightCount, "ATW 5:8(8)", count)
        }),
    }
}

const fn run(max: i32) -> Run {
    Run {
        max,
        ends_min: (24 * H, 36 * H),
    }
}

fn counts(collective: Collective, extended: bool) -> Vec<Clause<Count>> {
    let sundays = Count {
        what: Counted::Sundays,
        weeks: 52,
        max: 39,
        ask: collective.fewer_sundays.then_some(Ask::Consent),
    };
    let extended_nights = Count {
        what: Counted::ExtendedNights,
        weeks: 52,
        max: 22,
        ask: None,
    };
    let standby = Count {
        what: Counted::Standby,
        weeks: 16,
        max: 32,
        ask: None,
    };
    let presence = Count {
        what: Counted::Presence,
        weeks: 26,
        max: 52,
        ask: None,
    };
    let extended = extended.then_some(law(Rule::NightExt52w, "ATW 5:8(3)", extended_nights));
    [
        law(Rule::FreeSundays, "ATW 5:6(3)", sundays),
        law(Rule::Standby16w, "ATB 5.19:3", standby),
        law(Rule::PresenceCount, "ATB 4.8:1", presence),
    ]
    .into_iter()
    .chain(extended)
    .collect()
}
