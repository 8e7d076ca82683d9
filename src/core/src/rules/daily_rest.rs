//! Daily rest: ATW 5:3, for 16 and 17 its first paragraph.
//!
//! Adults: 11 hours uninterrupted in every 24 hours from the start of a duty, once in every 7 × 24
//! hours shortened to 8 if the work or the business requires it. In care a collective agreement may
//! allow once 8 and once 10 hours instead, without that condition (ATB 5.19:2). At 16 and 17: 12
//! hours with 23:00–06:00 in them, never shortened, so no work in those hours.
//!
//! Readings. Every start of a duty opens a period, also a second one on a calendar day (advice 6.3).
//! Whether the 11 hours must fall within 24 hours of the start, or may simply follow the duty, is
//! disputed (6.1): what only one reading allows is a decision; less than 8 hours within the 24 is a
//! breach in any case. A private swap does not obviously meet the condition of shortening (6.10), so
//! without a word of the employer a first shortening is a decision. The rest after a night has to be
//! long enough by this rule and by ATW 5:8(4), each with its own shortening (6.4, cumulative).

use super::breach::Facts;
use super::case::Case;
use super::choice::Shortening;
use super::findings::{Findings, Key, Outcome};
use super::judgement::{Ask, Reading};
use super::local::DAY_MIN;
use super::rule_set::{DailyRest, Within};
use super::shorten::{LASTS_MIN, Rest, TooShort, report, too_short};
use super::stint::Stint;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case.limits.daily_rest else {
        return;
    };
    let limit = clause.limit;
    let (mut within_day, mut between) = (Vec::new(), Vec::new());
    for (at, stint) in case.stints() {
        if case.has_presence(stint.start(), stint.start() + DAY_MIN) {
            continue;
        }
        if limit.quiet.is_some()
            && stint.watched_min > 0
            && case.touches(stint.start(), stint.end())
        {
            let (had_min, worked) = (stint.watched_min, stint.worked());
            let key = Key::At(stint.start(), stint.end());
            let facts = Facts::AtNight { had_min, worked };
            found.add(&clause, Outcome::Violation, key, had_min, facts);
        }
        let gap = gap(case, at, stint);
        between.extend(gap.filter(|rest| rest.had_min < limit.rest_min));
        let rest = match limit.within {
            Within::Day => best_within_day(case, at, stint, &limit),
            Within::Gap => gap.unwrap_or_else(|| until_the_end(at, stint)),
        };
        if limit.within == Within::Day && rest.had_min < limit.rest_min {
            within_day.push(rest);
        }
        let until = stint.start() + DAY_MIN;
        let needs_until = until.min(rest.start + limit.rest_min.min(rest.had_min.max(1)));
        // An unseen duty of the day before has a period of its own, which reaches here.
        found.unknown(case, clause.rule, stint.start() - DAY_MIN, needs_until);
    }
    if within_day.is_empty() && between.is_empty() {
        return;
    }
    let mut short = Short {
        within_day,
        between,
        limit,
    };
    short.within_day.retain(|rest| touches(case, rest));
    short.between.retain(|rest| touches(case, rest));
    for rest in short.within_day.iter().chain(&short.between) {
        let until = rest.start + rest.had_min + LASTS_MIN;
        found.unknown(case, clause.rule, rest.start - LASTS_MIN, until);
    }
    let floors = match case.rules.shortening {
        Shortening::Never if limit.needs_reason => &[],
        Shortening::Never | Shortening::Granted | Shortening::Confirm => limit.floors,
    };
    let firmly = short.judged(floors);
    for (short, outcome) in &firmly {
        report(
            case.timeline,
            found,
            &clause,
            (*outcome, limit.rest_min, floors),
            *short,
        );
    }
    if limit.needs_reason && case.rules.shortening == Shortening::Confirm {
        let ask = Outcome::Decision(Ask::BusinessReason);
        for (one, _) in short.judged(&[]) {
            if !firmly.iter().any(|(other, _)| other.rest.of == one.rest.of) {
                report(
                    case.timeline,
                    found,
                    &clause,
                    (ask, limit.rest_min, &[]),
                    one,
                );
            }
        }
    }
}

fn touches(case: &Case<'_>, rest: &Rest) -> bool {
    case.touches(
        rest.start - LASTS_MIN - DAY_MIN,
        rest.start + LASTS_MIN + DAY_MIN,
    )
}

/// The rests that are shorter than they should be, by both readings.
struct Short {
    within_day: Vec<Rest>,
    between: Vec<Rest>,
    limit: DailyRest,
}

impl Short {
    /// Returns what is too short, and whether both readings say so.
    fn judged(&self, floors: &[i32]) -> Vec<(TooShort, Outcome)> {
        let between = too_short(&self.between, floors);
        if self.limit.within == Within::Gap {
            let all = between.into_iter();
            return all.map(|short| (short, Outcome::Violation)).collect();
        }
        let by_day = too_short(&self.within_day, floors);
        let said =
            |list: &[TooShort], of: usize| list.iter().any(|short| short.rest.of.abs_diff(of) <= 1);
        let reading = Outcome::Decision(Ask::Reading(Reading::RestWithinDay));
        let outcome = |is_sure| if is_sure { Outcome::Violation } else { reading };
        let sure_min = self.limit.floors.first().copied().unwrap_or(0);
        let days = by_day.iter().map(|short| {
            let is_sure = said(&between, short.rest.of) || short.rest.had_min < sure_min;
            (*short, outcome(is_sure))
        });
        let gaps = between.iter().filter(|short| !said(&by_day, short.rest.of));
        days.chain(gaps.map(|short| (*short, reading))).collect()
    }
}

fn gap(case: &Case<'_>, at: usize, stint: &Stint) -> Option<Rest> {
    Some(Rest {
        of: at,
        after: at,
        start: stint.end(),
        had_min: case.timeline.gap_after(at)?,
        is_ended: true,
    })
}

fn until_the_end(at: usize, stint: &Stint) -> Rest {
    Rest {
        of: at,
        after: at,
        start: stint.end(),
        had_min: i32::MAX,
        is_ended: false,
    }
}

/// Returns the longest rest in the 24 hours from the start of a stint.
fn best_within_day(case: &Case<'_>, of: usize, stint: &Stint, limit: &DailyRest) -> Rest {
    let end = stint.start() + DAY_MIN;
    let mut best = Rest {
        of,
        after: of,
        start: stint.end(),
        had_min: stint.longest_pause_min,
        is_ended: false,
    };
    let stints = case.timeline.stints.get(of..).unwrap_or(&[]);
    for (at, one) in (of..).zip(stints) {
        if one.end() >= end {
            break;
        }
        let next = case.timeline.stints.get(at + 1);
        let until = next.map_or(end, |next| next.start().min(end));
        let had_min = until - one.end();
        let is_quiet = limit.quiet.is_none_or(|quiet| holds(one, next, quiet));
        if had_min > best.had_min && is_quiet {
            best = Rest {
                of,
                after: at,
                start: one.end(),
                had_min,
                is_ended: until < end,
            };
        }
    }
    best
}

/// Tells whether the quiet hours of a night lie between two stints.
///
/// Work in those hours is reported by itself, so a rest beside it passes here.
fn holds(one: &Stint, next: Option<&Stint>, (from, until): (i32, i32)) -> bool {
    let Some(next) = next else {
        return true;
    };
    if one.watched_min > 0 || next.watched_min > 0 {
        return true;
    }
    let rest = (one.span.end().local_min(), next.span.start().local_min());
    let evening = (rest.0 - from + DAY_MIN - 1).div_euclid(DAY_MIN);
    (evening + 1) * DAY_MIN + until <= rest.1
}

#[cfg(test)]
mod tests;
