//! Who could take a shift, and who could not and why.

use ruil_core::{Audience, Command, OfferId};

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, Put, late, night};

fn shift(crew: &Crew, id: ShiftId) -> Shift {
    crew.team.roster.get(id).unwrap().clone()
}

fn offer(crew: &mut Crew, by: usize, shift: ShiftId, kind: OfferKind) -> Offer {
    let to = Audience::Everyone;
    let id = OfferId::of(crew.act(
        by,
        Command::Offer {
            shift,
            revision: 0,
            kind,
            to,
        },
    ));
    crew.team.offers.get(&id).unwrap().clone()
}

#[test]
fn those_who_can_come_first_and_the_others_are_counted_once() {
    let mut crew = Crew::of(&["Amal", "Zoë", "Bo", "Cas"]);
    let mine = crew.put(Put {
        diploma: true,
        ..night(MARCH_8, Some(0))
    });
    crew.put(night(MARCH_8, Some(2)));
    for at in [1, 2] {
        let (person, qualifications) = (crew.person(at), vec![Crew::diploma()]);
        crew.act(
            0,
            Command::Qualify {
                person,
                qualifications,
            },
        );
    }
    let takers = takers(&crew.team, &shift(&crew, mine), false);
    let names: Vec<_> = takers.iter().map(|taker| taker.name.as_str()).collect();
    assert_eq!(names, ["Zoë", "Bo", "Cas"]);
    assert_eq!(
        tally(&takers),
        Tally {
            can: 1,
            busy: 1,
            unqualified: 1,
            other: 0
        }
    );
}

#[test]
fn in_an_exchange_the_shift_in_the_way_can_be_given() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    // The late shift ends an hour into the night.
    crew.put(late(MARCH_8, Some(1)));
    crew.put(late(MARCH_8, Some(2)));
    crew.put(late(MARCH_8.plus(1), Some(2)));
    crew.put(late(MARCH_8.plus(-1), Some(0)));
    let can = |exchange| -> Vec<bool> {
        let takers = takers(&crew.team, &shift(&crew, mine), exchange);
        takers.iter().map(Taker::can).collect()
    };
    assert_eq!(can(false), [false, false]);
    assert_eq!(can(true), [true, true]);

    crew.put(night(MARCH_8, Some(2)));
    let takers = takers(&crew.team, &shift(&crew, mine), true);
    assert_eq!(
        takers.iter().map(Taker::can).collect::<Vec<_>>(),
        [true, false],
        "two in the way"
    );
}

#[test]
fn only_shifts_that_fit_both_can_be_named() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    crew.put(late(MARCH_8.plus(-2), Some(0)));
    crew.put(late(MARCH_8.plus(-2), Some(1)));
    let fits = crew.put(late(MARCH_8.plus(-1), Some(1)));
    let found = swappable(&crew.team, &shift(&crew, mine), MARCH_8.monday());
    assert_eq!(
        found.iter().map(|shift| shift.id).collect::<Vec<_>>(),
        [fits]
    );
    assert!(swappable(&crew.team, &shift(&crew, mine), MARCH_8.plus(7).monday()).is_empty());
}

#[test]
fn a_gift_has_one_way_or_the_reasons_why_not() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let in_the_way = crew.put(night(MARCH_8, Some(1)));
    let offer = offer(&mut crew, 0, mine, OfferKind::GiveAway);
    let now = Crew::noon(MARCH_8);
    assert_eq!(
        ways(&crew.team, &offer, crew.person(2), now),
        Ways {
            plain: true,
            ..Ways::default()
        }
    );
    let (person, shift, with) = (crew.person(1), mine, in_the_way);
    let obstacles = vec![Refusal::Overlap {
        person,
        shift,
        with,
    }];
    assert_eq!(
        ways(&crew.team, &offer, person, now),
        Ways {
            obstacles,
            ..Ways::default()
        }
    );
}

#[test]
fn a_swap_for_named_shifts_asks_their_owners_alone() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let named = crew.put(late(MARCH_8.plus(1), Some(1)));
    crew.put(late(MARCH_8.plus(2), Some(2)));
    let offer = offer(&mut crew, 0, mine, OfferKind::SwapForNamed(vec![named]));
    let now = Crew::noon(MARCH_8);
    let bo = ways(&crew.team, &offer, crew.person(1), now);
    assert_eq!((bo.plain, bo.with.len(), bo.any()), (false, 1, true));
    let cas = ways(&crew.team, &offer, crew.person(2), now);
    assert_eq!(
        (cas.any(), cas.obstacles),
        (false, vec![Refusal::ReturnNeeded])
    );
}

#[test]
fn a_swap_for_an_answer_offers_my_shifts_that_are_not_over() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let before = crew.put(late(MARCH_8.plus(-3), Some(1)));
    let after = crew.put(late(MARCH_8.plus(3), Some(1)));
    crew.put(late(MARCH_8.plus(60), Some(1)));
    let offer = offer(&mut crew, 0, mine, OfferKind::SwapForAnswer);
    let with = |now| -> Vec<ShiftId> {
        let ways = ways(&crew.team, &offer, crew.person(1), now);
        ways.with.iter().map(|shift| shift.id).collect()
    };
    assert_eq!(with(Crew::noon(MARCH_8)), [after]);
    assert_eq!(
        with(Crew::noon(MARCH_8.plus(300))),
        [before, after],
        "a roster of the past"
    );
}
