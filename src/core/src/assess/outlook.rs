//! Somebody's roster with shifts in it that are only thought of: what a round's places would mean.

use super::team::week_max_min;
use super::{Light, REACH_MIN, duty, known, light_of, soften};
use crate::check::needs;
use crate::id::{PersonId, ShiftId};
use crate::limit::SHIFT_MIN_MAX;
use crate::round::{Caution, NoPlace};
use crate::rules::{Approver, Duty, Judgement, Pauses, Rule, Severity, Worker, judge_change};
use crate::shift::Shift;
use crate::team::Team;
use crate::time::{Day, Span};

/// Somebody's roster, as the rules see it, and what is thought of.
#[derive(Clone, Debug)]
pub struct Outlook {
    person: PersonId,
    worker: Worker,
    /// In the order of their starts.
    duties: Vec<Duty>,
}

impl Outlook {
    /// Returns somebody's roster, as far as it matters for the days from one to another.
    pub fn of(team: &Team, person: PersonId, (first, last): (Day, Day)) -> Self {
        let minute = |day: Day| day.0.saturating_mul(24 * 60);
        let from = minute(first).saturating_sub(REACH_MIN);
        let until = minute(last).saturating_add(REACH_MIN);
        let shifts = team.roster.starting(Some(person), from, until);
        let terms = team.people.get(&person).map(|person| person.terms);
        Self {
            person,
            worker: Worker {
                age: terms.unwrap_or_default().age,
                ..Worker::ADULT
            },
            duties: shifts.map(|shift| duty(team, shift)).collect(),
        }
    }

    /// Thinks of a shift as theirs.
    pub fn put(&mut self, team: &Team, shift: &Shift) {
        let start = shift.span.start().utc_min;
        let at = self
            .duties
            .partition_point(|duty| duty.span.start().utc_min <= start);
        self.duties.insert(at, duty(team, shift));
    }

    /// Thinks of it no more.
    pub fn take(&mut self, shift: ShiftId) {
        self.duties.retain(|duty| duty.shift != Some(shift));
    }

    /// Returns what they do at that time, but for some shifts.
    pub fn clash(&self, span: Span, but: &[ShiftId]) -> Option<ShiftId> {
        let earliest = span.start().utc_min.saturating_sub(SHIFT_MIN_MAX);
        let first = self
            .duties
            .partition_point(|duty| duty.span.start().utc_min < earliest);
        let duties = self.duties.iter().skip(first);
        let mut near = duties.take_while(|duty| duty.span.start().utc_min < span.end().utc_min);
        let found = near.find(|duty| {
            let is_gone = duty.shift.is_some_and(|shift| but.contains(&shift));
            !is_gone && duty.span.overlaps(span)
        });
        found.and_then(|duty| duty.shift)
    }

    /// Returns what the rules say if they get a shift and lose some.
    pub fn judged(&self, team: &Team, gets: &Shift, but: &[ShiftId]) -> Judgement {
        let Some(rules) = &team.rules else {
            return Judgement::default();
        };
        let known = known(team);
        let gets = [duty(team, gets)];
        let mut judgement = judge_change(self.worker, &self.duties, but, &gets, &rules.set, known);
        let all = || self.duties.iter().chain(&gets);
        soften(&mut judgement, known, |shift| {
            let found = all().find(|duty| duty.shift == Some(shift));
            found.is_some_and(Duty::has_no_pause)
        });
        judgement
    }

    /// Returns the light of a shift for them if they lose some, or why it can't be theirs.
    pub fn fits(&self, team: &Team, gets: &Shift, but: &[ShiftId]) -> Result<Light, NoPlace> {
        self.suits(team, gets, but)?;
        let judgement = self.judged(team, gets, but);
        match first_law(&judgement) {
            Some(rule) => Err(NoPlace::Law(rule)),
            None if self.is_much(team, gets, but) => Ok(light_of(&judgement).max(Light::Amber)),
            None => Ok(light_of(&judgement)),
        }
    }

    /// Returns why a shift that the law does not forbid needs a word, by this person's own roster.
    pub fn caution(&self, team: &Team, gets: &Shift, but: &[ShiftId]) -> Option<Caution> {
        if self.is_much(team, gets, but) {
            return Some(Caution::Week);
        }
        let judgement = self.judged(team, gets, but);
        let decisions = judgement.decisions.iter();
        let mut decisions = decisions.filter(|one| one.ask.approver() == Approver::Employer);
        let breach = judgement.breaches.first();
        let breach = breach.or_else(|| Some(&decisions.next()?.breach))?;
        Some(Caution::Rule(breach.rule))
    }

    /// Tells whether they would work more in the week of a shift than the team lets them without a
    /// word, and more than without it.
    fn is_much(&self, team: &Team, gets: &Shift, but: &[ShiftId]) -> bool {
        let Some(max_min) = week_max_min(team, self.person) else {
            return false;
        };
        let monday = gets.span.start().day().monday();
        let week = |duty: &&Duty| duty.span.start().day().monday() == monday;
        let work = |duty: &Duty| match &duty.pauses {
            Pauses::Total(break_min) => duty.span.len_min().saturating_sub(i32::from(*break_min)),
            Pauses::Exact(pauses) => pauses.iter().fold(duty.span.len_min(), |left, pause| {
                left.saturating_sub(pause.len_min())
            }),
        };
        let own = self.duties.iter().filter(week);
        let (gives, stays): (Vec<_>, Vec<_>) =
            own.partition(|duty| duty.shift.is_some_and(|shift| but.contains(&shift)));
        let [gives, stays] = [gives, stays].map(|duties| duties.into_iter().map(work).sum::<i32>());
        let gets_min = work(&duty(team, gets));
        stays.saturating_add(gets_min) > max_min && gets_min > gives
    }

    /// Returns why a shift can't be theirs whatever the rules.
    pub fn suits(&self, team: &Team, gets: &Shift, but: &[ShiftId]) -> Result<(), NoPlace> {
        let person = team.people.get(&self.person);
        let person = person.filter(|person| person.is_member());
        let person = person.ok_or(NoPlace::Gone)?;
        let mut needs = needs(team, gets);
        if let Some(needs) = needs.find(|needs| !person.qualifications.contains(needs)) {
            return Err(NoPlace::Unqualified(needs));
        }
        match self.clash(gets.span, but) {
            Some(other) => Err(NoPlace::Busy(other)),
            None => Ok(()),
        }
    }
}

fn first_law(judgement: &Judgement) -> Option<Rule> {
    let mut breaches = judgement.breaches.iter();
    let found = breaches.find(|found| found.severity == Severity::Law)?;
    Some(found.rule)
}
