//! Who could take a shift, and who could not and why.

use ruil_core::{Command, ShiftId};

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, Put, late, night};

fn shift(crew: &Crew, id: ShiftId) -> Shift {
    crew.team.roster.get(id).unwrap().clone()
}

fn whole(crew: &Crew, id: ShiftId) -> Lot {
    Lot::whole(shift(crew, id))
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
    let now = Crew::noon(MARCH_8);
    let found = |exchange| takers(&crew.team, &whole(&crew, mine), exchange, now);
    let (zoe, bo) = (crew.person(1), crew.person(2));
    let gift = found(false);
    let fit: Vec<_> = gift.fit.iter().map(|one| one.person).collect();
    assert_eq!(fit, [zoe]);
    let left_out = LeftOut {
        busy: 1,
        unqualified: 1,
        rules: 0,
    };
    assert_eq!(gift.left_out, left_out);
    assert!(gift.have(&[zoe]) && !gift.have(&[zoe, bo]));

    let exchange = found(true);
    assert!(exchange.have(&[zoe, bo]), "one night for the other");
    assert_eq!(
        exchange.left_out,
        LeftOut {
            busy: 0,
            ..left_out
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
    let now = Crew::noon(MARCH_8.plus(-7));
    let can = |crew: &Crew, exchange| -> Vec<PersonId> {
        let takers = takers(&crew.team, &whole(crew, mine), exchange, now);
        takers.fit.iter().map(|one| one.person).collect()
    };
    let (bo, cas) = (crew.person(1), crew.person(2));
    assert_eq!(can(&crew, false), []);
    let mut both = can(&crew, true);
    both.sort();
    assert_eq!(both, [bo, cas]);

    crew.put(night(MARCH_8, Some(2)));
    assert_eq!(can(&crew, true), [bo], "two in the way");
}

#[test]
fn who_the_law_leaves_out_is_counted_apart() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    // Bo comes out of the night seven hours before it begins.
    let mine = crew.put(Put {
        start_min: 14 * 60,
        ..late(MARCH_8, Some(0))
    });
    crew.put(night(MARCH_8.plus(-1), Some(1)));
    crew.rule_law();
    let now = Crew::noon(MARCH_8.plus(-7));
    let gift = takers(&crew.team, &whole(&crew, mine), false, now);
    assert_eq!((gift.fit.len(), gift.left_out.rules), (1, 1));
    let exchange = takers(&crew.team, &whole(&crew, mine), true, now);
    assert_eq!((exchange.fit.len(), exchange.left_out.all()), (2, 0));
}

#[test]
fn only_shifts_that_fit_both_can_be_named() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    crew.put(late(MARCH_8.plus(-2), Some(0)));
    crew.put(late(MARCH_8.plus(-2), Some(1)));
    let fits = crew.put(late(MARCH_8.plus(-1), Some(1)));
    let now = Crew::noon(MARCH_8.plus(-7));
    let lot = whole(&crew, mine);
    let found = swappable(&crew.team, &lot, MARCH_8.monday(), now);
    assert_eq!(
        found.iter().map(|(shift, _)| shift.id).collect::<Vec<_>>(),
        [fits]
    );
    let next = MARCH_8.plus(7).monday();
    assert!(swappable(&crew.team, &lot, next, now).is_empty());
}

#[test]
fn what_goes_along_is_judged_with_each_shift_that_can_be_named() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let along = crew.put(late(MARCH_8.plus(2), Some(0)));
    let bos = crew.put(late(MARCH_8.plus(-1), Some(1)));
    let cass = crew.put(late(MARCH_8.plus(-1), Some(2)));
    crew.put(late(MARCH_8.plus(2), Some(2)));
    let now = Crew::noon(MARCH_8.plus(-7));
    let named = |lot: &Lot| {
        let found = swappable(&crew.team, lot, MARCH_8.monday(), now).into_iter();
        found.map(|(shift, _)| shift.id).collect::<Vec<_>>()
    };
    let alone = whole(&crew, mine);
    let both = Lot {
        more: vec![shift(&crew, along)],
        ..alone.clone()
    };
    let mut could = named(&alone);
    could.sort();
    let mut all = [bos, cass];
    all.sort();
    assert_eq!(could, all);
    assert_eq!(named(&both), [bos], "Cas works when the other one is");
}

#[test]
fn who_works_in_a_part_of_it_can_take_the_other() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let mine = crew.put(late(MARCH_8, Some(0)));
    crew.put(Put {
        start_min: 20 * 60,
        ..late(MARCH_8, Some(1))
    });
    let now = Crew::noon(MARCH_8.plus(-7));
    let fits = |lot: &Lot| takers(&crew.team, lot, false, now).fit.len();
    let lot = whole(&crew, mine);
    assert_eq!(fits(&lot), 0);
    let span = lot.shift.span;
    let at = super::super::lot::cuts(span, super::super::lot::Side::First, 0)[0];
    let asked = super::super::lot::asked(span, super::super::lot::Side::First, at, 0);
    let part = Lot {
        part: Some(asked),
        ..lot
    };
    assert_eq!(fits(&part), 1);
}

#[test]
fn an_open_shift_that_needs_a_word_can_be_asked_for_where_it_can_wait() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let open = crew.put(night(MARCH_8, None));
    crew.rule_late_changes();
    let now = Crew::noon(MARCH_8.plus(-7));
    let bo = crew.person(1);
    assert_eq!(claimable(&crew.team, bo, now), []);
    crew.act(0, Command::Agree(ruil_core::Agreements::default()));
    let found = claimable(&crew.team, bo, now);
    assert_eq!((found.len(), found[0].1), (1, Light::Amber));
    crew.act(
        1,
        Command::Claim {
            shift: open,
            revision: 0,
        },
    );
    assert_eq!(claimable(&crew.team, bo, now), [], "asked for already");
}

#[test]
fn what_was_made_open_for_me_is_not_for_me() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(1)));
    let now = Crew::noon(MARCH_8.plus(-7));
    let count = |crew: &Crew, at| claimable(&crew.team, crew.person(at), now).len();
    assert_eq!(count(&crew, 2), 0, "not open yet");
    crew.act(1, Command::Release { shift, revision: 0 });
    assert_eq!((count(&crew, 1), count(&crew, 2)), (0, 1));
}
