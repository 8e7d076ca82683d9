//! Hours in a week and on average: ATW 5:7(2)b–c and (3), 5:8(2), 5:9(5)–(6), for 16 and 17 5:7(1),
//! presence duties ATB 4.8:1–2, pregnancy ATW 4:5.
//!
//! Adults: 60 hours a week, 220 in 4 weeks (unless lifted collectively), 768 in 16, or 640 with 16
//! nights or more in them. At 16 and 17: 45 a week, 160 in 4 weeks. Averages are totals over every run
//! of whole weeks. Hours count where they are worked (advice 6.7), leave counts (5:2), and a break
//! whose place is not known counts for the week where that is worse. A night counts in every 16 weeks
//! it touches (6.11, strict).

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};
use super::rule_set::{Clause, H, Hours, When};

/// The most a week can add where it can't be seen.
const UNSEEN_WEEK_MIN: i32 = 60 * H;
/// The most nights it can add.
const UNSEEN_WEEK_NIGHTS: i32 = 7;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    for clause in &case.limits.hours {
        let Hours {
            when,
            weeks,
            max_min,
            ..
        } = clause.limit;
        if is_never(case, when) {
            continue;
        }
        for window in case.windows(weeks) {
            let had_min = window.hours_min();
            if had_min <= max_min {
                continue;
            }
            let has_presence = case.weeks_have_presence(window.first, weeks);
            let (holds, nights) = match when {
                When::Always => (!has_presence, 0),
                When::Pregnant => (true, 0),
                When::Presence => (has_presence, 0),
                When::Nights(least) => (!has_presence && window.nights() >= least, window.nights()),
                When::OnCallNights(least) => {
                    let nights = window.on_call_at_night();
                    (!has_presence && nights >= least, nights)
                }
            };
            if let Some(within) = case.weeks_span(window.first, weeks).filter(|_| holds) {
                let key = Key::Weeks(window.first, weeks);
                let facts = Facts::Hours {
                    had_min,
                    max_min,
                    weeks,
                    within,
                    nights,
                };
                let outcome = Outcome::from(clause.limit.ask);
                found.add(clause, outcome, key, had_min - max_min, facts);
            }
        }
        unknown(case, found, clause);
    }
}

/// Tells whether a limit can't hold for this person. Who is never on call, or never asleep at work,
/// is not suspected of it where the roster is not seen.
fn is_never(case: &Case<'_>, when: When) -> bool {
    match when {
        When::Always | When::Nights(_) => false,
        When::Pregnant => !case.worker.pregnant,
        When::OnCallNights(_) | When::Presence => case.timeline.reachable.is_empty(),
    }
}

fn unknown(case: &Case<'_>, found: &mut Findings, clause: &Clause<Hours>) {
    let Hours {
        when,
        weeks,
        max_min,
        ..
    } = clause.limit;
    let limits = (weeks, max_min, UNSEEN_WEEK_MIN);
    case.unknown_weeks(found, clause.rule, limits, |window, unseen| {
        let holds = match when {
            When::Always | When::Pregnant => true,
            When::Nights(least) => window.nights() + unseen * UNSEEN_WEEK_NIGHTS >= least,
            When::OnCallNights(_) => window.on_call_at_night() > 0,
            When::Presence => window.presence() > 0,
        };
        holds.then(|| window.hours_min())
    });
}

#[cfg(test)]
mod tests;
