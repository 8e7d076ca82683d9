//! Whether a change of hands is possible, asked before anybody is bothered and again at settling.
//!
//! All obstacles are returned, never only the first, for every person in the change.

use crate::id::{PersonId, QualificationId, ShiftId};
use crate::refusal::Refusal;
use crate::shift::Shift;
use crate::team::Team;

/// One shift that changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The shift.
    pub shift: ShiftId,
    /// Who has it; nobody for an open shift.
    pub from: Option<PersonId>,
    /// Who gets it.
    pub to: PersonId,
}

/// Handovers that happen together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change(Vec<Handover>);

impl Change {
    /// Returns the gift of a shift.
    pub fn gift(shift: &Shift, to: PersonId) -> Self {
        Self(vec![Handover {
            shift: shift.id,
            from: shift.owner,
            to,
        }])
    }

    /// Returns the exchange of a shift of `giver` for one of `taker`, if there is one in return.
    pub fn swap(
        shift: ShiftId,
        giver: PersonId,
        taker: PersonId,
        in_return: Option<ShiftId>,
    ) -> Self {
        let there = Handover {
            shift,
            from: Some(giver),
            to: taker,
        };
        let back = |shift| Handover {
            shift,
            from: Some(taker),
            to: giver,
        };
        Self([there].into_iter().chain(in_return.map(back)).collect())
    }

    /// Returns the handovers.
    pub fn handovers(&self) -> &[Handover] {
        &self.0
    }

    fn takes_away(&self, shift: ShiftId) -> bool {
        self.0.iter().any(|handover| handover.shift == shift)
    }
}

/// Returns everything that stands in the way of a change; empty means it is possible.
pub fn check(team: &Team, change: &Change) -> Vec<Refusal> {
    change
        .0
        .iter()
        .flat_map(|handover| obstacles(team, change, *handover))
        .collect()
}

fn obstacles(team: &Team, change: &Change, handover: Handover) -> Vec<Refusal> {
    let Some(shift) = team.roster.get(handover.shift) else {
        return vec![Refusal::UnknownShift(handover.shift)];
    };
    let Some(person) = team.people.get(&handover.to) else {
        return vec![Refusal::UnknownPerson(handover.to)];
    };
    let owner = (shift.owner != handover.from).then_some(Refusal::NotOwner {
        shift: shift.id,
        owner: shift.owner,
    });
    let unqualified = needs(team, shift).filter(|needs| !person.qualifications.contains(needs));
    let unqualified = unqualified.map(|needs| Refusal::NotQualified {
        person: person.id,
        shift: shift.id,
        needs,
    });
    let clashes = team.roster.overlapping(person.id, shift.span);
    let clashes = clashes.filter(|other| !change.takes_away(other.id));
    let clashes = clashes.map(|other| Refusal::Overlap {
        person: person.id,
        shift: shift.id,
        with: other.id,
    });
    owner
        .into_iter()
        .chain(unqualified)
        .chain(clashes)
        .collect()
}

/// Returns what a shift asks for: by itself, and by the team's rules for its kind.
fn needs<'a>(team: &'a Team, shift: &'a Shift) -> impl Iterator<Item = QualificationId> + 'a {
    let rules = team.rules.iter().flat_map(|rules| &rules.own.needs);
    let by_kind = rules.filter(|(kind, _)| *kind == shift.kind);
    let by_kind = by_kind.map(|(_, needs)| *needs);
    shift
        .needs
        .into_iter()
        .chain(by_kind.filter(|needs| Some(*needs) != shift.needs))
}
