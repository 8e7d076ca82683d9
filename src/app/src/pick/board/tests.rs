//! What an offer board shows, for each place an offer can stand.

mod agreed;

use ruil_core::{Audience, Command, OfferKind, ShiftId};

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, night};

fn offer(crew: &mut Crew, by: usize, shift: ShiftId, kind: OfferKind) -> OfferId {
    let to = Audience::Everyone;
    OfferId::of(crew.act(
        by,
        Command::Offer {
            shift,
            revision: 0,
            kind,
            to,
        },
    ))
}

fn answer(crew: &mut Crew, by: usize, offer: OfferId, answer: Answer) {
    crew.act(by, Command::Answer { offer, answer });
}

/// Leaves the lights out, for tests of where an offer stands.
fn places(board: Board) -> Board {
    Board {
        lights: BTreeMap::new(),
        ..board
    }
}

/// Soon after the fixture's events, whose minutes are counted from 1970.
const EARLY: Moment = Moment {
    utc_min: 60,
    offset_min: 60,
};

#[test]
fn an_offer_stands_in_one_place_for_each() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    crew.put(night(MARCH_8, Some(2)));
    let given = offer(&mut crew, 0, shift, OfferKind::GiveAway);
    let board = |crew: &Crew, me| places(Board::of(&crew.team, &crew.team, crew.person(me), EARLY));

    assert_eq!(
        board(&crew, 0),
        Board {
            mine: vec![given],
            ..Board::default()
        }
    );
    assert_eq!(
        board(&crew, 1),
        Board {
            to_answer: vec![given],
            ..Board::default()
        }
    );
    assert_eq!(board(&crew, 2).blocked, [given]);
    assert_eq!(
        (
            board(&crew, 1).waiting(&crew.team),
            board(&crew, 2).waiting(&crew.team)
        ),
        (1, 0)
    );

    answer(&mut crew, 1, given, Answer::Later);
    let parked = board(&crew, 1);
    assert_eq!((parked.to_answer, parked.parked), (vec![], vec![given]));
    assert_eq!(
        board(&crew, 1).waiting(&crew.team),
        0,
        "later does not press"
    );
    answer(&mut crew, 1, given, Answer::Yes);
    assert_eq!(
        board(&crew, 0),
        Board {
            past: vec![given],
            ..Board::default()
        }
    );
    assert_eq!(
        board(&crew, 1),
        Board {
            past: vec![given],
            ..Board::default()
        }
    );
    assert_eq!(board(&crew, 2), Board::default(), "not about Cas");

    let later = Moment {
        utc_min: 60 + 20 * 24 * 60,
        offset_min: 60,
    };
    assert_eq!(
        Board::of(&crew.team, &crew.team, crew.person(0), later),
        Board::default()
    );
}

#[test]
fn a_yes_that_is_not_final_leaves_the_offer_open() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let given = offer(&mut crew, 0, shift, OfferKind::GiveAway);
    let team = crew.team.clone();
    answer(&mut crew, 1, given, Answer::Yes);
    let board = Board::of(&team, &crew.team, crew.person(1), EARLY);
    assert_eq!(
        places(board),
        Board {
            answered: vec![given],
            ..Board::default()
        }
    );
}

#[test]
fn the_loser_is_told_and_the_asker_chooses() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let swap = offer(&mut crew, 0, shift, OfferKind::SwapForAnswer);
    answer(&mut crew, 1, swap, Answer::Yes);
    answer(&mut crew, 2, swap, Answer::Yes);
    let board = Board::of(&crew.team, &crew.team, crew.person(0), EARLY);
    assert_eq!((board.to_choose(&crew.team), board.mine), (1, vec![swap]));
    let person = crew.person(2);
    crew.act(
        0,
        Command::Choose {
            offer: swap,
            person,
        },
    );
    let bo = Board::of(&crew.team, &crew.team, crew.person(1), EARLY);
    assert_eq!(bo.past, [swap]);
}

#[test]
fn an_offer_that_nobody_took_in_time_asks_no_more() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let given = offer(&mut crew, 0, shift, OfferKind::GiveAway);
    let found = crew.team.offers.get(&given).unwrap().clone();
    assert!(!is_overdue(&crew.team, &found, EARLY));
    let after = Crew::noon(MARCH_8.plus(2));
    assert!(is_overdue(&crew.team, &found, after));
    let made = ruil_core::Stamp {
        number: 9,
        time_ms: u64::MAX,
    };
    assert!(
        !is_overdue(&crew.team, &Offer { made, ..found }, after),
        "made when it was past"
    );
    assert!(
        Board::of(&crew.team, &crew.team, crew.person(1), after)
            .to_answer
            .is_empty()
    );
}

#[test]
fn the_light_of_an_offer_is_that_of_my_best_way() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    crew.put(night(MARCH_8, Some(2)));
    let given = offer(&mut crew, 0, shift, OfferKind::GiveAway);
    let lights = |me| Board::of(&crew.team, &crew.team, crew.person(me), EARLY).lights;
    assert_eq!(lights(0).get(&given), None, "mine asks others");
    assert_eq!(lights(1).get(&given), Some(&Light::Green));
    assert_eq!(lights(2).get(&given), Some(&Light::Red));
}

#[test]
fn a_yes_that_needs_a_word_waits_with_the_approvers() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(1)));
    crew.rule_late_changes();
    let given = offer(&mut crew, 1, shift, OfferKind::GiveAway);
    answer(&mut crew, 2, given, Answer::Yes);
    let board = |crew: &Crew, me| Board::of(&crew.team, &crew.team, crew.person(me), EARLY);

    let amal = board(&crew, 0);
    assert_eq!(amal.to_approve, [given]);
    assert_eq!(
        (amal.to_answer.as_slice(), amal.waiting(&crew.team)),
        ([given].as_slice(), 2),
        "a coordinator is still asked, too"
    );
    assert_eq!(board(&crew, 1).to_approve, []);
    assert_eq!(board(&crew, 1).waiting(&crew.team), 0, "nothing to choose");
    let cas = board(&crew, 2);
    assert_eq!((cas.answered, cas.to_approve), (vec![given], Vec::new()));
    assert_eq!(cas.lights.get(&given), Some(&Light::Amber));

    let team = crew.team.clone();
    let person = crew.person(2);
    crew.act(
        0,
        Command::Approve {
            offer: given,
            person,
        },
    );
    let hoping = Board::of(&team, &crew.team, crew.person(0), EARLY);
    assert_eq!(hoping.to_approve, [], "my word is on its way");
}
