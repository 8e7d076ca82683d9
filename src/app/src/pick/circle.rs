//! A circle as one person sees it: their own change, and the others as a ring without names.

use std::collections::BTreeSet;

use ruil_core::check::{Change, Handover};
use ruil_core::event::Move;
use ruil_core::{Assessment, PersonId, Refusal, ShiftId, Team, assess::TeamBreach};

/// What one person gives and gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mine {
    /// What I give.
    pub gives: Option<ShiftId>,
    /// What I get.
    pub gets: Option<ShiftId>,
}

impl Mine {
    /// Returns a person's own part in a change; nothing if they are not in it.
    pub fn of(change: &Change, me: PersonId) -> Option<Self> {
        let find = |is_it: &dyn Fn(&Handover) -> bool| {
            let mut all = change.handovers().iter();
            all.find(|one| is_it(one)).map(|one| one.shift)
        };
        let mine = Self {
            gives: find(&|one| one.from == Some(me)),
            gets: find(&|one| one.to == me),
        };
        (mine != Self::default()).then_some(mine)
    }
}

/// The people of a circle, each handing a shift to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ring {
    /// The people. Of a chain the first takes the open shift, or gives the shift away.
    pub people: Vec<PersonId>,
    /// Whether the last hands on to the first.
    pub is_closed: bool,
    /// Whether an open shift stands at the beginning.
    pub from_open: bool,
}

impl Ring {
    /// Puts the people of a change in their order; a closed ring begins with `me`.
    pub fn of(change: &Change, me: PersonId) -> Self {
        let all = change.handovers();
        let open = all.iter().find(|one| one.from.is_none());
        let gets = |person| all.iter().any(|one| one.to == person);
        let mut givers = all.iter().filter_map(|one| one.from);
        let start = open.map(|one| one.to);
        let start = start.or_else(|| givers.find(|giver| !gets(*giver)));
        let mut people = Vec::new();
        let mut next = Some(start.unwrap_or(me));
        while let Some(person) = next.filter(|person| !people.contains(person)) {
            people.push(person);
            let given = all.iter().find(|one| one.from == Some(person));
            next = given.map(|one| one.to);
        }
        Self {
            is_closed: start.is_none(),
            from_open: open.is_some(),
            people,
        }
    }
}

/// Returns what moves do to the roster; nothing if one of the shifts is not what it was.
pub fn change(team: &Team, moves: &[Move]) -> Option<Change> {
    let handover = |one: &Move| {
        let shift = team.roster.get(one.shift)?;
        (shift.revision == one.revision).then_some(Handover {
            shift: one.shift,
            from: shift.owner,
            to: one.to,
            part: None,
        })
    };
    let handovers: Option<Vec<_>> = moves.iter().map(handover).collect();
    handovers.map(Change::new)
}

/// Returns what of a judgement is about one person, and nobody else's business.
pub fn alone(assessment: &Assessment, me: PersonId) -> Assessment {
    let is_mine = |obstacle: &&Refusal| match obstacle {
        Refusal::Overlap { person, .. }
        | Refusal::NotQualified { person, .. }
        | Refusal::Breaks { person, .. } => *person == me,
        _ => false,
    };
    let is_ours = |breach: &&TeamBreach| match breach {
        TeamBreach::Mix { .. } | TeamBreach::TooLate { .. } => true,
        TeamBreach::Extra { person, .. } | TeamBreach::Extras { person, .. } => *person == me,
    };
    let effects = assessment.effects.iter();
    Assessment {
        obstacles: assessment
            .obstacles
            .iter()
            .filter(is_mine)
            .cloned()
            .collect(),
        effects: effects
            .filter(|effect| effect.person == me)
            .cloned()
            .collect(),
        team: assessment.team.iter().filter(is_ours).copied().collect(),
    }
}

/// Returns a name for moves that is the same whenever they are found again.
pub fn key(moves: &[Move]) -> String {
    let sorted: BTreeSet<_> = moves.iter().collect();
    let moves = sorted.into_iter();
    let bytes = moves.flat_map(|one| {
        let revision = one.revision.to_be_bytes();
        [
            one.shift.as_bytes().as_slice(),
            one.to.as_bytes(),
            &revision,
        ]
        .concat()
    });
    // FNV-1a: not to keep anybody out, only to tell one from another.
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};
    use ruil_core::assess;

    fn moves(team: &Team, all: &[(ShiftId, PersonId)]) -> Vec<Move> {
        let one = |(shift, to): &(ShiftId, PersonId)| Move {
            shift: *shift,
            revision: team.roster.get(*shift).unwrap().revision,
            to: *to,
        };
        all.iter().map(one).collect()
    }

    #[test]
    fn a_ring_begins_with_me_and_a_chain_with_its_open_end() {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let [amal, bo, cas] = [0, 1, 2].map(|at| crew.person(at));
        let own = [0, 1, 2].map(|at| crew.put(late(MARCH_8.plus(2 * i32::from(at)), Some(at))));
        let open = crew.put(night(MARCH_8.plus(9), None));

        let ring = moves(&crew.team, &[(own[0], bo), (own[1], cas), (own[2], amal)]);
        let ring = change(&crew.team, &ring).unwrap();
        let shown = Ring::of(&ring, bo);
        assert_eq!(shown.people, [bo, cas, amal]);
        assert!(shown.is_closed && !shown.from_open);
        let mine = Mine::of(&ring, bo).unwrap();
        assert_eq!((mine.gives, mine.gets), (Some(own[1]), Some(own[0])));

        let chain = moves(&crew.team, &[(open, amal), (own[0], bo)]);
        let chain = change(&crew.team, &chain).unwrap();
        let shown = Ring::of(&chain, bo);
        assert_eq!(shown.people, [amal, bo]);
        assert!(!shown.is_closed && shown.from_open);
        assert_eq!(Mine::of(&chain, cas), None);

        let gift = change(&crew.team, &moves(&crew.team, &[(own[2], bo)])).unwrap();
        let shown = Ring::of(&gift, bo);
        assert_eq!((shown.people, shown.from_open), (vec![cas, bo], false));
    }

    #[test]
    fn what_moved_on_is_no_change_any_more() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let open = crew.put(night(MARCH_8, None));
        let found = moves(&crew.team, &[(open, crew.person(1))]);
        assert!(change(&crew.team, &found).is_some());
        crew.act(
            0,
            ruil_core::Command::Claim {
                shift: open,
                revision: 0,
            },
        );
        assert_eq!(change(&crew.team, &found), None);
    }

    #[test]
    fn a_key_does_not_hang_on_the_order() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let own = [0, 1].map(|at| crew.put(late(MARCH_8.plus(i32::from(at)), Some(at))));
        let (amal, bo) = (crew.person(0), crew.person(1));
        let one = moves(&crew.team, &[(own[0], bo), (own[1], amal)]);
        let other = moves(&crew.team, &[(own[1], amal), (own[0], bo)]);
        assert_eq!(key(&one), key(&other));
        assert_ne!(key(&one), key(&one[..1]));
    }

    #[test]
    fn what_is_about_others_is_not_told() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        crew.rule_law();
        let own = [0, 1].map(|at| crew.put(late(MARCH_8.plus(i32::from(at)), Some(at))));
        // Bo would work twice at once.
        crew.put(late(MARCH_8, Some(1)));
        let (amal, bo) = (crew.person(0), crew.person(1));
        let swap = moves(&crew.team, &[(own[0], bo), (own[1], amal)]);
        let swap = change(&crew.team, &swap).unwrap();
        let all = assess(&crew.team, &swap, Crew::noon(MARCH_8.plus(-9)));
        let mine = alone(&all, amal);
        assert!(!all.obstacles.is_empty() && mine.obstacles.is_empty());
        assert_eq!(mine.effects.len(), 1);
        assert!(mine.light() < all.light());
    }
}
