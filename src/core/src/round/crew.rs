//! The team's own rules in a round: what must remain among those who work together, and how soon before a
//! shift is too soon. A place that breaks one needs a word, as any change does.

use super::{Caution, Round};
use crate::assess::Light;
use crate::event::Mix;
use crate::id::{PersonId, QualificationId};
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Moment;

/// A round's lines beside each other.
pub(super) struct Crews<'a> {
    team: &'a Team,
    round: &'a Round,
    lines: Vec<(u16, u8, Shift)>,
    now: Moment,
}

impl<'a> Crews<'a> {
    pub(super) fn of(team: &'a Team, round: &'a Round, now: Moment) -> Self {
        Self {
            team,
            round,
            lines: round.lines().collect(),
            now,
        }
    }

    /// Returns the light of a place for somebody, as far as the team's own rules go.
    pub(super) fn light(&self, person: PersonId, place: (u16, &Shift)) -> Light {
        self.caution(person, place)
            .map_or(Light::Green, |_| Light::Amber)
    }

    /// Returns which of the team's own rules a place breaks for somebody.
    pub(super) fn caution(
        &self,
        person: PersonId,
        (line, shift): (u16, &Shift),
    ) -> Option<Caution> {
        let lacks = |mix: &Mix| {
            let [with, without] =
                [1, 0].map(|own| self.could_have(mix, person, (line, shift), own));
            let is_one = has(self.team, person, mix.qualification);
            !is_one && with < usize::from(mix.at_least) && with < without
        };
        if self.is_soon(shift) {
            return Some(Caution::Soon);
        }
        let lacking = mixes(self.team, shift).find(|mix| lacks(mix));
        lacking.map(|mix| Caution::Lacks(mix.qualification))
    }

    fn is_soon(&self, shift: &Shift) -> bool {
        let left_min = shift.span.start().utc_min.saturating_sub(self.now.utc_min);
        let rules = self.team.rules.as_ref();
        let notice_min = rules.map_or(0, |rules| rules.own.notice_min);
        notice_min > 0 && i64::from(left_min) < i64::from(notice_min)
    }

    /// Returns how many of those who work a shift together could have a qualification, if somebody gets
    /// `own` places of a line. Whoever is free to be chosen could.
    fn could_have(
        &self,
        mix: &Mix,
        person: PersonId,
        (line, shift): (u16, &Shift),
        own: usize,
    ) -> usize {
        let together = self
            .lines
            .iter()
            .filter(|(.., other)| is_together(shift, other));
        let could = together.map(|(other, count, found)| {
            let places = usize::from(*count).saturating_sub(if *other == line { own } else { 0 });
            let picked = self.round.picked(*other).map(|(picker, _)| picker);
            let takers = found.owner.into_iter().chain(picked);
            let (fit, unfit): (Vec<_>, Vec<_>) = takers
                .filter(|taker| *taker != person)
                .partition(|taker| has(self.team, *taker, mix.qualification));
            let free = places.saturating_sub(fit.len() + unfit.len());
            places.min(fit.len() + free)
        });
        there(self.team, shift, mix.qualification) + could.sum::<usize>()
    }
}

pub(super) fn mixes<'a>(team: &'a Team, shift: &'a Shift) -> impl Iterator<Item = &'a Mix> {
    let mixes = team.rules.iter().flat_map(|rules| &rules.own.mix);
    mixes.filter(|mix| mix.kind == shift.kind)
}

/// Tells whether two shifts are worked together: one kind, one place, at one time.
pub(super) fn is_together(one: &Shift, other: &Shift) -> bool {
    one.kind == other.kind && one.unit == other.unit && one.span.overlaps(other.span)
}

/// Returns how many who work together with a shift by the roster have a qualification.
pub(super) fn there(team: &Team, shift: &Shift, qualification: QualificationId) -> usize {
    let able = team
        .members()
        .filter(|person| person.qualifications.contains(&qualification));
    let own = able.flat_map(|person| team.roster.overlapping(person.id, shift.span));
    own.filter(|other| is_together(shift, other)).count()
}

pub(super) fn has(team: &Team, person: PersonId, qualification: QualificationId) -> bool {
    let found = team.people.get(&person);
    found.is_some_and(|person| person.qualifications.contains(&qualification))
}

#[cfg(test)]
mod tests;
