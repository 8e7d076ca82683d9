//! Where the rules write what they find, and how it becomes an answer.

use super::breach::{Breach, Facts, Severity};
use super::case::Case;
use super::judgement::{Ask, Decision, Judgement, Unknown};
use super::rule::Rule;
use super::rule_set::Clause;

/// What the rules found so far.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Finding>,
    unknowns: Vec<Unknown>,
}

#[derive(Clone, Debug)]
struct Finding {
    outcome: Outcome,
    breach: Breach,
    key: Key,
    excess: i32,
}

/// What a finding means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Advice,
    Decision(Ask),
    Violation,
}

/// How a finding is found again in the roster before the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// At exactly this place.
    At(i32, i32),
    /// In so many weeks from one on: one of many windows that say the same.
    Weeks(i32, i32),
    /// Somewhere in this stretch of time.
    In(i32, i32),
}

impl Key {
    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::In(from, until), Self::In(other_from, other_until)) => {
                from < other_until && other_from < until
            }
            (Self::At(..) | Self::Weeks(..) | Self::In(..), _) => self == other,
        }
    }
}

impl From<Option<Ask>> for Outcome {
    fn from(ask: Option<Ask>) -> Self {
        ask.map_or(Self::Violation, Self::Decision)
    }
}

impl Outcome {
    const fn weight(self) -> u8 {
        match self {
            Self::Advice => 0,
            Self::Decision(_) => 1,
            Self::Violation => 2,
        }
    }
}

impl Findings {
    /// Adds a finding; the worse, the larger `excess`.
    pub(crate) fn add<T>(
        &mut self,
        clause: &Clause<T>,
        outcome: Outcome,
        key: Key,
        excess: i32,
        facts: Facts,
    ) {
        let outcome = if clause.severity == Severity::Health {
            Outcome::Advice
        } else {
            outcome
        };
        self.list.push(Finding {
            outcome,
            breach: Breach {
                rule: clause.rule,
                severity: clause.severity,
                article: clause.article,
                facts,
            },
            key,
            excess,
        });
    }

    /// Notes that a rule looks from one UTC minute to another, if that is not all known.
    pub(crate) fn unknown(&mut self, case: &Case<'_>, rule: Rule, from: i32, until: i32) {
        let known = case.known;
        let is_seen = from >= known.from_min && until <= known.until_min;
        if is_seen || !case.touches(from, until) {
            return;
        }
        match self.unknowns.iter_mut().find(|one| one.rule == rule) {
            Some(one) => {
                one.needs_from_min = one.needs_from_min.min(from);
                one.needs_until_min = one.needs_until_min.max(until);
            }
            None => self.unknowns.push(Unknown {
                rule,
                needs_from_min: from,
                needs_until_min: until,
                known,
            }),
        }
    }

    /// Tells whether nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns how far from a change it must be looked for in the roster before it, in minutes: at
    /// least `near_min`, all the way for what rests on the whole roster.
    pub(crate) fn reach_min(&self, case: &Case<'_>, near_min: i32) -> i32 {
        let reaches = self.list.iter().map(|finding| match finding.key {
            Key::Weeks(first, weeks) => case.weeks_reach_min(first, weeks),
            Key::In(from, until) if from == i32::MIN && until == i32::MAX => i32::MAX,
            Key::In(..) | Key::At(..) => near_min,
        });
        reaches.fold(near_min, i32::max)
    }

    /// Leaves out what was there before, as bad or worse.
    pub(crate) fn without(&mut self, before: &Self) {
        self.list.retain(|finding| {
            !before.list.iter().any(|old| {
                old.breach.rule == finding.breach.rule
                    && old.outcome.weight() >= finding.outcome.weight()
                    && old.key.is(finding.key)
                    && old.excess >= finding.excess
            })
        });
    }

    /// Turns what was found into an answer: of windows that say the same, the worst.
    pub(crate) fn into_judgement(self) -> Judgement {
        let mut kept: Vec<Finding> = Vec::with_capacity(self.list.len());
        for finding in self.list {
            let same = kept.last_mut().filter(|last| {
                let follows = matches!(
                    (last.key, finding.key),
                    (Key::Weeks(one, _), Key::Weeks(next, _)) if next == one + 1
                );
                follows
                    && last.breach.rule == finding.breach.rule
                    && last.outcome == finding.outcome
            });
            match same {
                None => kept.push(finding),
                Some(last) if last.excess >= finding.excess => last.key = finding.key,
                Some(last) => *last = finding,
            }
        }
        let mut judgement = Judgement {
            unknowns: self.unknowns,
            ..Judgement::default()
        };
        for Finding {
            outcome, breach, ..
        } in kept
        {
            match outcome {
                Outcome::Violation => judgement.breaches.push(breach),
                Outcome::Decision(ask) => judgement.decisions.push(Decision { ask, breach }),
                Outcome::Advice => judgement.advice.push(breach),
            }
        }
        judgement
    }
}
