//! What is proposed is lawful, the same for everybody, and says why.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::Phase;
use super::super::fixture::*;
use super::*;
use crate::event::{NewLine, NewShift, Publication};
use crate::{Command, NewPick};

/// Draws a ward: who works what before, what is needed, who picks what.
#[derive(Clone, Debug)]
struct Drawn {
    contract_min: Option<u16>,
    before: Vec<(u16, i32, u8)>,
    lines: Vec<(i32, u8, u8, bool)>,
    picks: Vec<(u8, usize, bool)>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let contract = prop_oneof![Just(None), Just(Some(16 * 60)), Just(Some(32 * 60))];
    let before = prop::collection::vec((0..9_u16, -9..-1_i32, 0..3_u8), 0..12);
    let lines = prop::collection::vec(
        (0..28_i32, 0..3_u8, 1..3_u8, prop::bool::weighted(0.2)),
        1..40,
    );
    let picks = prop::collection::vec((0..9_u8, 0..1_000_usize, any::<bool>()), 0..60);
    (contract, before, lines, picks).prop_map(|(contract_min, before, lines, picks)| Drawn {
        contract_min,
        before,
        lines,
        picks,
    })
}

fn hour(part: u8) -> i32 {
    [EARLY, LATE, NIGHT][usize::from(part)]
}

impl Drawn {
    fn lines(&self) -> Vec<NewLine> {
        let lines = self.lines.iter().map(|(day, part, count, nurse)| {
            let mut line = line(*day, hour(*part), *count);
            line.place.needs = nurse.then_some(0);
            line
        });
        lines.collect()
    }

    /// Plays it with the people added in one order, and the picks made in another.
    fn ward(&self, order: &[u8], picks: &[usize]) -> Ward {
        let mut ward = Ward::new(self.contract_min, order);
        let before = self.before.iter().map(|(owner, day, part)| NewShift {
            owner: Some(*owner),
            ..place(*day, hour(*part))
        });
        ward.imports(before.collect());
        let mut ward = ward.opens(self.lines(), 1);
        for at in picks {
            let (who, line, joker) = self.picks[*at];
            let line = u16::try_from(line % self.lines.len()).unwrap();
            // Whether a pick is lawful depends on the ones before it; here all are noted.
            let _ = ward.tries(who, ward.pick(line, joker));
        }
        ward
    }

    fn forward(&self) -> Ward {
        let picks: Vec<_> = (0..self.picks.len()).collect();
        self.ward(&ALL, &picks)
    }
}

fn published(ward: &mut Ward, proposal: &Proposal) {
    ward.moves_on();
    let publication = Publication {
        revision: ward.round().revision,
        ..proposal.publication()
    };
    ward.does(0, Command::Publish(publication));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_proposal_holds_when_it_is_published(drawn in drawn()) {
        let mut ward = drawn.forward();
        let round = ward.round().clone();
        let proposal = propose(&ward.team, &round);
        prop_assert_eq!(proposal.given.len(), round.places().len());
        published(&mut ward, &proposal);
        let done = ward.round().clone();
        let is_published = matches!(done.phase, Phase::Published { .. });
        prop_assert!(is_published);
        // Nobody was denied what was proposed for them: only picks that others got are missed.
        let shifts: Vec<_> = done.shifts().collect();
        for (given, shift) in proposal.given.iter().zip(&shifts) {
            let owner = ward.team.roster.get(*shift).unwrap().owner;
            prop_assert_eq!(owner, given.shift.owner, "{:?}", given);
            prop_assert_eq!(owner.is_none(), matches!(given.why, Because::Nobody(_)));
        }
        let told: BTreeSet<_> = proposal.missed.iter().map(|(who, line, _)| (*who, *line)).collect();
        prop_assert_eq!(told.len(), done.missed.len());
    }

    #[test]
    fn a_proposal_is_the_same_in_every_order(drawn in drawn(), seed in any::<u64>()) {
        let mut orders: Vec<u8> = ALL.to_vec();
        orders.rotate_left(usize::try_from(seed % 9).unwrap());
        orders.sort_by_key(|nth| (*nth != 0, u64::from(*nth).wrapping_mul(seed | 1) % 97));
        let one = drawn.forward();
        let picks: Vec<_> = (0..drawn.picks.len()).collect();
        let other = drawn.ward(&orders, &picks);
        let (first, second) = (propose(&one.team, one.round()), propose(&other.team, other.round()));
        prop_assert_eq!(first.score, second.score);
        let owners = |proposal: &Proposal| -> Vec<_> {
            proposal.given.iter().map(|given| (given.shift.owner, given.why)).collect()
        };
        prop_assert_eq!(owners(&first), owners(&second));
    }

    #[test]
    fn interrupted_or_not_it_comes_to_the_same(drawn in drawn(), steps in 1..50_u32) {
        let ward = drawn.forward();
        let whole = propose(&ward.team, ward.round());
        let mut drafting = Drafting::begin(&ward.team, ward.round());
        let mut before = drafting.score();
        while drafting.step(&ward.team, steps) {
            let now = drafting.score();
            prop_assert!(now.open <= before.open, "what is given stays given");
            before = now;
        }
        prop_assert_eq!(drafting.finish(&ward.team), whole);
    }
}

#[test]
fn a_contest_is_won_by_joker_then_burden_then_options() {
    let light = vec![line(0, EARLY, 1), line(2, LATE, 1), line(3, EARLY, 1)];
    let heavy = vec![line(0, NIGHT, 1), line(2, EARLY, 1), line(3, EARLY, 1)];
    let mine = |owner: u16, shift: NewShift| NewShift {
        owner: Some(owner),
        ..shift
    };
    // Who worked a night goes first for what is light, and last for what is heavy; who can pick less
    // else goes first of those who carry the same; and a joker goes before all.
    for (lines, joker, busy, winners) in [
        (&light, None, false, [3]),
        (&light, Some(4), false, [4]),
        (&light, Some(4), true, [4]),
        (&heavy, None, true, [5]),
        (&heavy, Some(3), true, [3]),
    ] {
        let mut ward = Ward::new(Some(24 * 60), &ALL);
        ward.imports(vec![mine(3, place(-6, NIGHT))]);
        if busy {
            ward.imports(vec![mine(5, place(2, EARLY))]);
        }
        let mut ward = ward.opens(lines.clone(), 1);
        for who in [3, 4, 5] {
            ward.does(who, ward.pick(0, joker == Some(who)));
        }
        let proposal = propose(&ward.team, ward.round());
        let given = &proposal.given[0];
        let winners = winners.map(|nth| Some(person(nth)));
        assert!(winners.contains(&given.shift.owner), "{given:?}");
        let Because::Contested { own, next } = given.why else {
            panic!("{given:?}");
        };
        assert_eq!(own.joker, joker.is_some());
        assert!(
            own.joker || (own.burden <= next.burden) == own.is_heavy,
            "{own:?} {next:?}"
        );
        assert_eq!(proposal.missed.len(), 2);
    }
}

#[test]
fn hours_come_near_the_contract() {
    // Nine people of 15 hours a week for four weeks: 72 places of 7½ hours, one more than there are.
    let days = (0..24).filter(|day| day % 7 < 6);
    let lines = days
        .map(|day| line(day, EARLY, 3))
        .chain([line(26, EARLY, 8)]);
    let ward = Ward::new(Some(15 * 60), &ALL).opens(lines.collect(), 0);
    let proposal = propose(&ward.team, ward.round());
    assert_eq!(proposal.score.open, 0);
    for nth in ALL {
        let own = proposal.given.iter();
        let own = own
            .filter(|given| given.shift.owner == Some(person(nth)))
            .count();
        assert!((7..=8).contains(&own), "{nth} has {own}");
    }
}

#[test]
fn burden_is_evened_by_what_was_carried_before() {
    // Three carried two weekends each; there are six late shifts for nine people.
    let carried = [0, 1, 2].map(|owner| {
        [-15, -14, -8].map(|day| NewShift {
            owner: Some(owner),
            ..place(day, LATE)
        })
    });
    let mut ward = Ward::new(Some(24 * 60), &ALL);
    ward.imports(carried.concat());
    let late = [0, 2, 4, 7, 9, 11].map(|day| line(day, LATE, 1));
    let early = [1, 3, 8].map(|day| line(day, EARLY, 1));
    let ward = ward.opens([&late[..], &early[..]].concat(), 0);
    let proposal = propose(&ward.team, ward.round());
    assert_eq!(proposal.score.open, 0);
    let (late, early) = proposal.given.split_at(6);
    let owners =
        |given: &[Given]| -> BTreeSet<_> { given.iter().map(|one| one.shift.owner).collect() };
    let before: BTreeSet<_> = [0, 1, 2].map(|nth| Some(person(nth))).into();
    assert!(owners(late).is_disjoint(&before), "{late:?}");
    assert_eq!(owners(early), before);
}

#[test]
fn a_place_that_nobody_can_have_says_why() {
    let mut nurse = line(0, EARLY, 1);
    nurse.place.needs = Some(0);
    let mut ward = Ward::new(Some(24 * 60), &ALL);
    let busy = |owner| NewShift {
        owner: Some(owner),
        ..place(0, EARLY)
    };
    ward.imports(vec![busy(0), busy(1)]);
    // The third would have had a night before it.
    let tired = NewShift {
        owner: Some(2),
        ..place(-1, NIGHT - 1)
    };
    ward.imports(vec![tired]);
    let ward = ward.opens(vec![nurse], 0);
    let proposal = propose(&ward.team, ward.round());
    let why = Nobody {
        unqualified: 6,
        busy: 2,
        rules: 1,
        full: 0,
    };
    assert_eq!(proposal.given[0].why, Because::Nobody(why));
    assert_eq!(proposal.score.open, 1);
}

#[test]
fn an_open_place_is_given_by_a_chain() {
    // Two days; the nurse is the only one for the place that needs one, and took the other first.
    let mut nurse = line(0, EARLY, 1);
    nurse.place.needs = Some(0);
    let lines = vec![line(0, EARLY, 6), nurse, line(0, LATE, 2)];
    let mut ward = Ward::new(Some(24 * 60), &ALL).opens(lines, 0);
    let instead = Command::Pick(NewPick {
        round: ward.round,
        line: 2,
        joker: false,
        instead_of: None,
    });
    ward.does(1, instead);
    let proposal = propose(&ward.team, ward.round());
    assert_eq!(proposal.score.open, 0, "{:?}", proposal.given);
}
