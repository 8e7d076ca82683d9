//! How often in so many weeks: free Sundays (ATW 5:6(3)), extended nights (5:8(3)), standby (ATB
//! 5.19:3–4), presence (ATB 4.8:1), free weekends (collective agreements).
//!
//! 13 Sundays free in every 52 weeks, so at most 39 worked; a Saturday night past 00:00 uses up the
//! Sunday. A collective agreement may lower the 13; from the 40th the worker consents for the case.
//! Extended nights 22 in 52 weeks. Standby 32 in 16 weeks, on-call and presence duties counted with
//! it. Presence 52 in 26 weeks. What a free weekend is was not found: taken as a Saturday and Sunday
//! without work.
//!
//! 52 weeks are 364 days of whole weeks, sliding, never a calendar year. What touches two weeks
//! counts in both (advice 6.11, strict).

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};
use super::rule_set::{Count, Counted};
use super::weeks::Window;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    for clause in &case.rules.counts {
        let Count {
            what,
            weeks,
            max,
            ask,
        } = clause.limit;
        let is_for_all = matches!(what, Counted::Sundays | Counted::Weekends);
        if case.worker.age.is_minor() && !is_for_all {
            continue;
        }
        let is_reach = matches!(what, Counted::Standby | Counted::Presence);
        if is_reach && case.timeline.reachable.is_empty() {
            continue;
        }
        for window in case.windows(weeks) {
            let had = counted(what, &window);
            if had <= max {
                continue;
            }
            let gives_way =
                what == Counted::ExtendedNights && case.weeks_have_presence(window.first, weeks);
            let within = case.weeks_span(window.first, weeks);
            if let Some(within) = within.filter(|_| !gives_way) {
                let key = Key::Weeks(window.first, weeks);
                let facts = Facts::Count { had, max, within };
                found.add(clause, Outcome::from(ask), key, had - max, facts);
            }
        }
        // A change that adds nothing to what is counted changes nothing, seen or not.
        let seen = |window: &Window<'_>| match what {
            Counted::Standby => window.reachable(),
            _ => counted(what, window),
        };
        let limits = (weeks, max, most(what));
        case.unknown_weeks(found, clause.rule, limits, |window, _| {
            Some(seen(window)).filter(|had| *had > 0)
        });
    }
}

fn counted(what: Counted, window: &Window<'_>) -> i32 {
    match what {
        Counted::Sundays => window.sundays(),
        Counted::Weekends => window.weekends(),
        Counted::ExtendedNights => window.extended(),
        Counted::Presence => window.presence(),
        Counted::Standby if window.standby() == 0 => 0,
        Counted::Standby => window.reachable(),
    }
}

/// Returns the most a week can add.
const fn most(what: Counted) -> i32 {
    match what {
        Counted::Sundays | Counted::Weekends => 1,
        Counted::ExtendedNights => 5,
        Counted::Standby => 3,
        Counted::Presence => 7,
    }
}

#[cfg(test)]
mod tests;
