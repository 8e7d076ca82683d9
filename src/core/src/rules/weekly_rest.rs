//! Weekly rest: ATW 5:5, for 16 and 17 its first paragraph.
//!
//! Adults: 36 hours uninterrupted in every 7 × 24 hours, or 72 hours in every 14 × 24 hours in pieces
//! of at least 32. At 16 and 17 only the first. A period starts where a duty starts, never at a fixed
//! Monday; a rest is cut off where the period ends, and a piece must be long enough after that.
//!
//! Reading: an employer uses one way for the whole roster (advice 6.2, strict). Where each period
//! holds by one of both ways and neither holds for all, it is a decision.

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};
use super::judgement::{Ask, Known, Reading};
use super::local::{DAY_MIN, span_from};
use super::rule_set::{Clause, RestIn};
use super::stint::Stint;

pub(super) fn check(case: &Case<'_>, found: &mut Findings) {
    let Some(clause) = case.limits.weekly_rest else {
        return;
    };
    let Some(other) = clause.limit.other else {
        alone(case, found, &clause, clause.limit.one);
        return;
    };
    let one = clause.limit.one;
    let longest_min = one.days.max(other.days) * DAY_MIN;
    let stints = &case.timeline.stints;
    // The choice is one for the whole roster, so periods far from the change have a say in it.
    let mut ways = (Sums::new(one), Sums::new(other));
    let (mut only_one, mut only_other) = (None, None);
    for (at, stint) in stints.iter().enumerate() {
        let had = (ways.0.rest_after(stints, at), ways.1.rest_after(stints, at));
        if case.has_presence(stint.start(), stint.start() + longest_min) {
            continue;
        }
        match (had.0 >= one.total_min, had.1 >= other.total_min) {
            (true, true) => {}
            (true, false) => only_one = only_one.or(Some((stint, had.1))),
            (false, true) => only_other = only_other.or(Some((stint, had.0))),
            (false, false) => {
                if case.touches(stint.start(), stint.start() + longest_min) {
                    short(found, &clause, one, (stint, had.0), Outcome::Violation);
                }
            }
        }
    }
    if let (Some(_), Some(where_first_fails)) = (only_one, only_other) {
        let ask = Ask::Reading(Reading::WeeklyRestMixed);
        let key = Key::In(i32::MIN, i32::MAX);
        let facts = facts(one, where_first_fails);
        found.add(&clause, Outcome::Decision(ask), key, 1, facts);
    }
    unknown(case, found, &clause, &[one, other]);
}

/// Checks a rule that leaves no choice.
pub(super) fn alone<T: Copy>(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<T>,
    needs: RestIn,
) {
    let stints = &case.timeline.stints;
    let mut sums = Sums::new(needs);
    let len = needs.days * DAY_MIN;
    for (at, stint) in case.stints() {
        let had = sums.rest_after(stints, at);
        let is_asked = case.touches(stint.start(), stint.start() + len)
            && !case.has_presence(stint.start(), stint.start() + len);
        if had < needs.total_min && is_asked {
            short(found, clause, needs, (stint, had), Outcome::Violation);
        }
    }
    unknown(case, found, clause, &[needs]);
}

fn short<T>(
    found: &mut Findings,
    clause: &Clause<T>,
    needs: RestIn,
    (stint, had): (&Stint, i32),
    outcome: Outcome,
) {
    let key = Key::At(stint.start(), needs.days);
    let excess = needs.total_min - had;
    found.add(clause, outcome, key, excess, facts(needs, (stint, had)));
}

fn facts(needs: RestIn, (stint, had_min): (&Stint, i32)) -> Facts {
    Facts::PeriodRest {
        had_min,
        needs_min: needs.total_min,
        within: span_from(stint.span, needs.days * DAY_MIN),
    }
}

/// The rests from one stint's start on, in pieces that are long enough, summed as the window slides.
struct Sums {
    needs: RestIn,
    /// The sum of whole rests between the stints `from..until`.
    sum: i32,
    from: usize,
    until: usize,
}

impl Sums {
    const fn new(needs: RestIn) -> Self {
        Self {
            needs,
            sum: 0,
            from: 0,
            until: 0,
        }
    }

    fn counts(&self, rest: i32) -> i32 {
        if rest >= self.needs.piece_min {
            rest
        } else {
            0
        }
    }

    /// Returns the rest in the period that starts with a stint. Stints must be asked in order.
    fn rest_after(&mut self, stints: &[Stint], at: usize) -> i32 {
        let Some(stint) = stints.get(at) else {
            return 0;
        };
        let end = stint.start() + self.needs.days * DAY_MIN;
        let gap = |at: usize| match (stints.get(at), stints.get(at + 1)) {
            (Some(one), Some(next)) => Some((one.end(), next.start())),
            (Some(one), None) => Some((one.end(), i32::MAX)),
            (None, _) => None,
        };
        if self.until < at {
            (self.sum, self.from, self.until) = (0, at, at);
        }
        while self.from < at {
            let rest = gap(self.from).map_or(0, |(from, until)| until - from);
            self.sum -= self.counts(rest);
            self.from += 1;
        }
        while let Some((from, until)) = gap(self.until).filter(|(_, until)| *until <= end) {
            self.sum += self.counts(until - from);
            self.until += 1;
        }
        let cut = gap(self.until).map_or(0, |(from, _)| end - from);
        self.sum + self.counts(cut)
    }
}

/// Notes what lies outside the known roster.
///
/// Any minute out of sight may start a period. All is well if each period that touches the change,
/// seen or not, has its rest in what is known; that is asked of ways with one uninterrupted rest, of
/// all periods in which the other way might fail.
fn unknown<T>(case: &Case<'_>, found: &mut Findings, clause: &Clause<T>, ways: &[RestIn]) {
    let known = case.known;
    if known == Known::ALL {
        return;
    }
    let (from, until) = case.scope();
    let longest = ways.iter().map(|way| way.days).max().unwrap_or(0) * DAY_MIN;
    let is_certain = ways
        .iter()
        .any(|way| way.piece_min == way.total_min && is_seen(case, *way, (from - longest, until)));
    if !is_certain {
        found.unknown(case, clause.rule, from - longest, until + longest);
    }
}

/// Tells whether all periods that start in `from..=until` have their rest in what is known.
fn is_seen(case: &Case<'_>, way: RestIn, (from, until): (i32, i32)) -> bool {
    let (len, needs) = (way.days * DAY_MIN, way.total_min);
    let known_from = case.known.from_min.max(from - len);
    let known_until = case.known.until_min.min(until + 2 * len);
    // A rest from a to b serves every period that starts in this range.
    let serves = |(a, b): (i32, i32)| (a + needs - len, b - needs);
    let stints = &case.timeline.stints;
    let mut served = Vec::new();
    let mut end = known_from;
    let starts = stints.iter().map(|stint| (stint.start(), stint.end()));
    for (start, next_end) in starts.chain([(known_until, known_until)]) {
        let start = start.min(known_until);
        if start - end >= needs {
            served.push(serves((end, start)));
        }
        end = end.max(next_end);
    }
    let is_served = |start: i32| {
        served
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&start))
    };
    let mut covered = from;
    for (first, last) in &served {
        if *first <= covered {
            covered = covered.max(last + 1);
        }
    }
    let is_covered = covered >= known_from.min(until) || from >= known_from;
    is_covered
        && stints
            .iter()
            .filter(|stint| (from..=until).contains(&stint.start()))
            .all(|stint| is_served(stint.start()))
}

#[cfg(test)]
mod tests;
