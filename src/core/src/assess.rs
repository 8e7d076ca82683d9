//! The traffic light: what a change means for everybody in it, before anybody is asked.
//!
//! Green settles at once. Amber (a collective agreement, a rule of the team, a decision the law
//! leaves to the employer) needs a coordinator's word. Red (the law, a missing qualification, two
//! shifts at once) can't be sent. What could not be seen through is never called green.

mod alternative;
mod by_hand;
mod candidate;
mod outlook;
mod team;

pub use alternative::{Alternative, alternatives};
pub use by_hand::assess_by_hand;
pub use candidate::{Candidate, LeftOut, candidates};
pub use outlook::Outlook;
pub use team::TeamBreach;

use crate::burden::{self, Burden, burden, familiar};
use crate::check::{Change, Part, check};
use crate::id::{PersonId, ShiftId};
use crate::refusal::Refusal;
use crate::rules::{
    Approver, Breach, Duty, DutyKind, Facts, Judgement, Known, Pauses, Rule, Severity, Unknown,
    Worker, judge_change,
};
use crate::shift::Shift;
use crate::team::Team;
use crate::time::{Moment, Span};

/// How far from a change its rules may look, in minutes: a year and what straddles its edge.
const REACH_MIN: i32 = 54 * 7 * 24 * 60;

/// The answer, calmest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// Fine.
    Green,
    /// Fine as far as the roster is known.
    Unknown,
    /// A coordinator decides.
    Amber,
    /// It can't be.
    Red,
}

/// What a change means for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Who.
    pub person: PersonId,
    /// What the working-time rules say.
    pub judgement: Judgement,
    /// Burden as it is.
    pub burden_before: Burden,
    /// Burden as it would be.
    pub burden_after: Burden,
    /// How often they worked lately where they would work; nothing if they get no shift.
    pub familiar: Option<usize>,
}

/// What a change means for everybody in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assessment {
    /// What makes it impossible whatever the rules.
    pub obstacles: Vec<Refusal>,
    /// The people in it.
    pub effects: Vec<Effect>,
    /// The team's own rules it breaks.
    pub team: Vec<TeamBreach>,
}

impl Effect {
    /// Returns this person's light, as far as the working-time rules go.
    pub fn light(&self) -> Light {
        light_of(&self.judgement)
    }
}

/// Returns the light of what the working-time rules say.
fn light_of(judgement: &Judgement) -> Light {
    let is_law = |severity| severity == Severity::Law;
    let needs_employer = judgement
        .decisions
        .iter()
        .any(|decision| decision.ask.approver() == Approver::Employer);
    if judgement
        .breaches
        .iter()
        .any(|found| is_law(found.severity))
    {
        Light::Red
    } else if needs_employer || !judgement.breaches.is_empty() {
        Light::Amber
    } else if !judgement.unknowns.is_empty() {
        Light::Unknown
    } else {
        Light::Green
    }
}

impl Effect {
    /// Returns the first rule of the law that would be broken.
    pub fn first_law(&self) -> Option<Rule> {
        let mut breaches = self.judgement.breaches.iter();
        let found = breaches.find(|found| found.severity == Severity::Law)?;
        Some(found.rule)
    }
}

impl Assessment {
    /// Returns the light of the whole change: the worst.
    pub fn light(&self) -> Light {
        let obstacles = self.obstacles.first().map(|_| Light::Red);
        let team = self.team.first().map(|_| Light::Amber);
        let people = self.effects.iter().map(Effect::light);
        let worst = people.chain(obstacles).chain(team).max();
        worst.unwrap_or(Light::Green)
    }
}

/// Returns what a change means for everybody in it. `now` decides only whether it comes too late
/// for the team's own rules.
pub fn assess(team: &Team, change: &Change, now: Moment) -> Assessment {
    let obstacles = check(team, change);
    let effects = people(change)
        .into_iter()
        .map(|person| effect(team, change, person))
        .collect();
    Assessment {
        obstacles,
        effects,
        team: team::breaches(team, change, now),
    }
}

/// Returns everybody in a change, each once.
fn people(change: &Change) -> Vec<PersonId> {
    let mut all = Vec::new();
    for handover in change.handovers() {
        for person in handover.from.into_iter().chain([handover.to]) {
            if !all.contains(&person) {
                all.push(person);
            }
        }
    }
    all
}

pub(crate) fn effect(team: &Team, change: &Change, person: PersonId) -> Effect {
    let shift = |id: ShiftId| team.roster.get(id);
    let gives = || {
        let own = move |handover: &&crate::check::Handover| handover.from == Some(person);
        change.handovers().iter().filter(own)
    };
    // What is kept of a shift that is cut is given and got again.
    let gets = || {
        change.handovers().iter().flat_map(move |handover| {
            let taken = handover.part.map(|part| part.taken);
            let kept = handover.part.map(|part| part.kept);
            let taken = (handover.to == person).then_some(taken);
            let kept = kept.filter(|_| handover.from == Some(person)).map(Some);
            let shift = shift(handover.shift);
            [taken, kept]
                .into_iter()
                .flatten()
                .filter_map(move |span| Some((shift?, span)))
        })
    };
    let removed: Vec<_> = gives().map(|handover| handover.shift).collect();
    let added: Vec<_> = gets()
        .map(|(shift, part)| part.map_or_else(|| duty(team, shift), |span| cut(team, shift, span)))
        .collect();
    let first = change.handovers().first();
    let around = first.and_then(|handover| shift(handover.shift));
    let before = around.map_or_else(Burden::default, |shift| {
        burden(team, person, shift.span.start().day())
    });
    let holidays = burden::has_dutch_holidays(team);
    let after = gets().fold(before, |all, (shift, part)| {
        all.with(part.unwrap_or(shift.span), holidays, 1)
    });
    let after = gives()
        .filter_map(|handover| shift(handover.shift))
        .fold(after, |all, shift| all.with(shift.span, holidays, -1));
    Effect {
        person,
        judgement: judged((team, team), person, &removed, &added),
        burden_before: before,
        burden_after: after,
        familiar: gets()
            .map(|(shift, _)| familiar(team, person, shift.unit, shift.span.start()))
            .min(),
    }
}

/// Returns what the working-time rules say if somebody loses some shifts and gets some duties. The
/// roster as it would be tells of a shift that is new whether anybody wrote down its break.
fn judged(
    (team, after): (&Team, &Team),
    person: PersonId,
    removed: &[ShiftId],
    added: &[Duty],
) -> Judgement {
    let Some(rules) = &team.rules else {
        return Judgement::default();
    };
    let given = removed.iter().filter_map(|id| team.roster.get(*id));
    let starts = given
        .map(|shift| shift.span)
        .chain(added.iter().map(|duty| duty.span))
        .map(|span| span.start().utc_min);
    let (Some(first), Some(last)) = (starts.clone().min(), starts.max()) else {
        return Judgement::default();
    };
    let from = first.saturating_sub(REACH_MIN);
    let until = last.saturating_add(REACH_MIN);
    let shifts = team.roster.starting(Some(person), from, until);
    let duties: Vec<_> = shifts.map(|shift| duty(team, shift)).collect();
    let terms = team.people.get(&person).map(|person| person.terms);
    let worker = Worker {
        age: terms.unwrap_or_default().age,
        ..Worker::ADULT
    };
    let known = known(after);
    let mut judgement = judge_change(worker, &duties, removed, added, &rules.set, known);
    soften(&mut judgement, known, |shift| {
        let shift = after.roster.get(shift);
        shift.is_some_and(|shift| shift.break_min == 0)
    });
    judgement
}

/// Leaves out what is not known for want of a record, and what is said already.
fn soften(judgement: &mut Judgement, known: Known, has_no_break: impl Fn(ShiftId) -> bool) {
    without_unrecorded_breaks(judgement, known, has_no_break);
    // Who reads that a rest is too short need not read below it that longer is healthier.
    let is_rest = |rule: Rule| matches!(rule, Rule::DailyRest | Rule::NightRest);
    let decided = judgement.decisions.iter().map(|decision| &decision.breach);
    let mut said = judgement.breaches.iter().chain(decided);
    if said.any(|breach| is_rest(breach.rule)) {
        judgement
            .advice
            .retain(|advice| advice.rule != Rule::QuickReturn);
    }
}

/// A break that nobody wrote down is not a break that was not had: where a shift names none, whether
/// there is enough of it is not known. (The hours count it as work, which is the stricter way.)
fn without_unrecorded_breaks(
    judgement: &mut Judgement,
    known: Known,
    has_no_break: impl Fn(ShiftId) -> bool,
) {
    let is_unrecorded = |breach: &Breach| match &breach.facts {
        Facts::Pause { worked, .. } | Facts::Stretch { worked, .. } => {
            worked.first.is_some_and(&has_no_break)
        }
        _ => false,
    };
    let unrecorded = judgement
        .breaches
        .iter()
        .find(|breach| is_unrecorded(breach));
    if let Some(rule) = unrecorded.map(|breach| breach.rule) {
        judgement.unknowns.push(Unknown {
            rule,
            needs_from_min: known.from_min,
            needs_until_min: known.until_min,
            known,
        });
        judgement.breaches.retain(|breach| !is_unrecorded(breach));
    }
}

/// Returns how far the roster is known: from its first shift. What is not planned yet is empty.
fn known(team: &Team) -> Known {
    Known {
        from_min: team.roster.from_min().unwrap_or(i32::MAX),
        ..Known::ALL
    }
}

/// Returns a shift as the rules see it.
fn duty(team: &Team, shift: &Shift) -> Duty {
    let kinds = team.rules.as_ref().map(|rules| &rules.own.duties);
    let kind = kinds.and_then(|kinds| kinds.iter().find(|(kind, _)| *kind == shift.kind));
    Duty {
        span: shift.span,
        pauses: Pauses::Total(shift.break_min),
        kind: kind.map_or(DutyKind::Work, |(_, kind)| *kind),
        shift: Some(shift.id),
    }
}

/// Returns a part of a shift as the rules see it.
fn cut(team: &Team, shift: &Shift, part: Span) -> Duty {
    Duty {
        span: part,
        pauses: Pauses::Total(Part::break_min(shift, part)),
        ..duty(team, shift)
    }
}

#[cfg(test)]
mod tests;
