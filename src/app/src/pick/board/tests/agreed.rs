//! Boards of teams that agreed on how they swap, and what comes first on them.

use ruil_core::rules::rule_set::NEWEST;
use ruil_core::{Agreements, Outcome, Refusal, TeamRules};

use super::*;

#[test]
fn who_is_in_a_swap_does_not_decide_it_where_others_can() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(1)));
    crew.rule_late_changes();
    let [amal, bo] = [0, 1].map(|at| crew.person(at));
    crew.act(
        0,
        Command::Agree(Agreements {
            approvers: vec![amal, bo],
            ..Default::default()
        }),
    );
    let given = offer(&mut crew, 1, shift, OfferKind::GiveAway);
    answer(&mut crew, 2, given, Answer::Yes);
    let to_approve = |crew: &Crew, me| {
        let board = Board::of(&crew.team, &crew.team, crew.person(me), EARLY);
        board.to_approve
    };
    assert_eq!(to_approve(&crew, 0), [given]);
    assert_eq!(to_approve(&crew, 1), [], "Bo's own");
    assert_eq!(to_approve(&crew, 2), [], "no approver");
    let person = crew.person(2);
    let refused = crew.attempt(
        1,
        Command::Approve {
            offer: given,
            person,
        },
    );
    let own = Outcome::Rejected(Refusal::OwnApproval(bo));
    assert_eq!(refused.1, own, "the board and the replay agree");
}

#[test]
fn what_needs_no_word_is_asked_before_what_comes_sooner() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let soon = crew.put(night(MARCH_8, Some(0)));
    let later = crew.put(night(MARCH_8.plus(9), Some(2)));
    crew.act(
        0,
        Command::SetRules({
            let mut rules = TeamRules {
                notice_min: 4 * 24 * 60,
                ..Default::default()
            };
            rules.law.version = NEWEST;
            rules
        }),
    );
    let first = offer(&mut crew, 0, soon, OfferKind::GiveAway);
    let second = offer(&mut crew, 2, later, OfferKind::GiveAway);
    let now = Crew::noon(MARCH_8.plus(-1));
    let board = Board::of(&crew.team, &crew.team, crew.person(1), now);
    assert_eq!(board.to_answer, [second, first]);
}

#[test]
fn an_open_shift_that_somebody_asked_for_is_asked_of_the_others_too() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, None));
    crew.act(
        0,
        Command::Agree(Agreements {
            window_min: 60,
            ..Default::default()
        }),
    );
    let claim = Command::Claim { shift, revision: 0 };
    let asked = OfferId::of(crew.act(1, claim));
    let board = |crew: &Crew, me| Board::of(&crew.team, &crew.team, crew.person(me), EARLY);
    assert_eq!(board(&crew, 1).answered, [asked]);
    assert_eq!(board(&crew, 2).to_answer, [asked]);
    crew.wait_until_due();
    assert_eq!(board(&crew, 1).past, [asked]);
}

#[test]
fn a_clock_that_is_behind_hides_no_offer() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let given = offer(&mut crew, 0, shift, OfferKind::GiveAway);
    let behind = Moment {
        utc_min: 1,
        offset_min: 60,
    };
    let board = Board::of(&crew.team, &crew.team, crew.person(1), behind);
    assert_eq!(board.to_answer, [given]);
}

#[test]
fn who_is_asked_in_turn_sees_it_when_it_is_their_turn() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let people = vec![crew.person(1), crew.person(2)];
    let (kind, revision) = (OfferKind::GiveAway, 0);
    let to = Audience::InTurn {
        people,
        at_once: 1,
        each_min: 120,
        then_everyone: false,
    };
    crew.act(
        0,
        Command::Offer {
            shift,
            revision,
            kind,
            to,
        },
    );
    let asked = |me, utc_min| {
        let now = Moment {
            utc_min,
            offset_min: 60,
        };
        let board = Board::of(&crew.team, &crew.team, crew.person(me), now);
        board.to_answer.len()
    };
    assert_eq!((asked(1, 60), asked(2, 60)), (1, 0));
    assert_eq!((asked(1, 200), asked(2, 200)), (1, 1));
}
