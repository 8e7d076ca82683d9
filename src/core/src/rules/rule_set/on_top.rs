//! What comes on top of a law: collective agreements, and advice on health.
//!
//! The texts of the agreements in force could not be read. The numbers are those of older texts and
//! of secondary pages; the successor of the agreement that ran until 31 August 2026 may differ.

use super::{Clause, Count, Counted, H, Health, Longest, Older, RestIn, RuleSet};
use crate::rules::breach::Severity;
use crate::rules::choice::Agreement;
use crate::rules::judgement::Ask;
use crate::rules::rule::Rule;
use crate::rules::worker::Age;

pub(super) fn with_agreement(set: RuleSet) -> RuleSet {
    match set.choice.options.agreement {
        None => set,
        Some(Agreement::Vvt) => vvt(set),
        Some(Agreement::Ghz) => ghz(set),
    }
}

const fn agreed<T: Copy>(rule: Rule, article: &'static str, limit: T) -> Clause<T> {
    Clause {
        rule,
        article,
        severity: Severity::Agreement,
        limit,
    }
}

const TEN_HOURS: Longest = Longest {
    max_min: 10 * H,
    ask: None,
};

/// CAO VVT: 10 hours a duty, 22 free weekends (never below 17), no nights from 55.
fn vvt(mut set: RuleSet) -> RuleSet {
    set.agreed_shift = Some(agreed(Rule::AgreedMaxShift, "CAO VVT", TEN_HOURS));
    set.older = Some(agreed(Rule::OlderAtNight, "CAO VVT", older(Age::From55)));
    set.counts.extend([
        agreed(
            Rule::FreeWeekends,
            "CAO VVT",
            weekends(22, Some(Ask::Consent)),
        ),
        agreed(Rule::FreeWeekends, "CAO VVT", weekends(17, None)),
    ]);
    set
}

/// CAO Gehandicaptenzorg: 10 hours a duty, 32 hours of rest in 9 days, 22 free weekends, no nights
/// from 57 (annex 2 and articles 6:6 and 6:10 of the terms 2017–2021).
fn ghz(mut set: RuleSet) -> RuleSet {
    set.agreed_shift = Some(agreed(Rule::AgreedMaxShift, "CAO GHZ bijlage 2", TEN_HOURS));
    set.agreed_rest = Some(agreed(
        Rule::AgreedRest9d,
        "CAO GHZ bijlage 2",
        RestIn {
            days: 9,
            total_min: 32 * H,
            piece_min: 32 * H,
        },
    ));
    set.older = Some(agreed(
        Rule::OlderAtNight,
        "CAO GHZ 6:10",
        older(Age::From57),
    ));
    set.counts.push(agreed(
        Rule::FreeWeekends,
        "CAO GHZ bijlage 2",
        weekends(22, Some(Ask::Consent)),
    ));
    set
}

const fn older(age: Age) -> Older {
    Older {
        age,
        from_min: 23 * H,
        until_min: 7 * H,
    }
}

const fn weekends(free: i32, ask: Option<Ask>) -> Count {
    Count {
        what: Counted::Weekends,
        weeks: 52,
        max: 52 - free,
        ask,
    }
}

/// Returns the advice every pack gives.
///
/// Quick returns: Vedaa et al., "Systematic review of the relationship between quick returns in
/// rotating shift work and health-related outcomes", Ergonomics 59 (2016). Nights in a row: Garde et
/// al., "How to schedule night shift work in order to reduce health and safety risks", Scand J Work
/// Environ Health 46 (2020). Long without two days off: HSE, "Managing shift work", HSG256 (2006).
pub(super) const fn health() -> Health {
    const fn advice<T: Copy>(rule: Rule, article: &'static str, limit: T) -> Clause<T> {
        Clause {
            rule,
            article,
            severity: Severity::Health,
            limit,
        }
    }
    Health {
        quick_return: advice(Rule::QuickReturn, "Vedaa 2016", 11 * H),
        nights: advice(Rule::NightsInARow, "Garde 2020", 3),
        long_run: advice(Rule::LongWithoutTwoDaysOff, "HSG256", (7, 48 * H)),
    }
}
