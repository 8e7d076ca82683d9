//! The answer: one of four, with everything it rests on.

use super::breach::Breach;
use super::rule::Rule;

/// One of four answers; a missing piece of roster is never called fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Fine, as far as it needs to be known.
    Ok,
    /// Something that is not known could change it.
    Unknown,
    /// Fine if somebody confirms or consents.
    NeedsDecision,
    /// Not allowed.
    Violation,
}

/// What the rules say about a roster or a change of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// What is not allowed.
    pub breaches: Vec<Breach>,
    /// What is allowed if somebody says so.
    pub decisions: Vec<Decision>,
    /// What could not be seen.
    pub unknowns: Vec<Unknown>,
    /// What is allowed but not healthy. Never blocks.
    pub advice: Vec<Breach>,
}

/// Something that is allowed if somebody says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What must be confirmed, and by whom.
    pub ask: Ask,
    /// What would be a breach otherwise.
    pub breach: Breach,
}

/// What must be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// The employer confirms that the nature of the work or the business requires it.
    BusinessReason,
    /// The employer confirms that a collective agreement allows it.
    CollectiveAgreement,
    /// The employer decides to use an exception it has only so many of (a night with 12 hours of
    /// rest after it, ATW 5:8(3)).
    Exception,
    /// The law can be read in two ways and only one of them allows it; the employer decides.
    Reading(Reading),
    /// The person consents, for this case.
    Consent,
}

/// Where the law can be read in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// Whether 11 hours must fall within 24 hours of the start, or between two duties.
    RestWithinDay,
    /// Whether one long rest a week and two in two weeks may alternate.
    WeeklyRestMixed,
    /// What ends a series of nights, or a run of duties.
    EndOfSeries,
    /// Whether a duty ends after 02:00 when that hour comes twice, or never.
    TwoOClock,
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Approver {
    /// Who makes the roster, for the employer.
    Employer,
    /// The person whose roster it is.
    Worker,
}

impl Ask {
    /// Returns who answers.
    pub const fn approver(self) -> Approver {
        match self {
            Self::Consent => Approver::Worker,
            Self::BusinessReason
            | Self::CollectiveAgreement
            | Self::Exception
            | Self::Reading(_) => Approver::Employer,
        }
    }
}

/// How much of the roster is known, in UTC minutes.
///
/// A roster that is simply not made yet is not unknown: nobody works in it, and who makes it will
/// have to look at what is there. Pass a far end then, and say in the app how far the roster goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Before this there may be duties that are not in the list.
    pub from_min: i32,
    /// From this on there may be duties that are not in the list.
    pub until_min: i32,
}

impl Known {
    /// Everything is known.
    pub const ALL: Self = Self {
        from_min: i32::MIN,
        until_min: i32::MAX,
    };
}

/// A rule that could not be seen through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// The rule.
    pub rule: Rule,
    /// From when the roster would have to be known, in UTC minutes.
    pub needs_from_min: i32,
    /// Until when.
    pub needs_until_min: i32,
    /// How far it was checked.
    pub known: Known,
}

impl Judgement {
    /// Returns the answer to all of it: the worst.
    pub fn verdict(&self) -> Verdict {
        if !self.breaches.is_empty() {
            Verdict::Violation
        } else if !self.decisions.is_empty() {
            Verdict::NeedsDecision
        } else if !self.unknowns.is_empty() {
            Verdict::Unknown
        } else {
            Verdict::Ok
        }
    }

    /// Returns the answer of one rule.
    pub fn of(&self, rule: Rule) -> Verdict {
        if self.breaches.iter().any(|breach| breach.rule == rule) {
            Verdict::Violation
        } else if self.decisions.iter().any(|one| one.breach.rule == rule) {
            Verdict::NeedsDecision
        } else if self.unknowns.iter().any(|one| one.rule == rule) {
            Verdict::Unknown
        } else {
            Verdict::Ok
        }
    }
}
