//! The whole (state × input) table, section by section, one row a pair.

use super::*;
use crate::event::Pattern;
use crate::time::Day;

const BY: PersonId = PersonId::from_bytes([1; 16]);
const ANN: PersonId = PersonId::from_bytes([2; 16]);
const BEN: PersonId = PersonId::from_bytes([3; 16]);
const STRANGER: PersonId = PersonId::from_bytes([8; 16]);
const NAMED: ShiftId = ShiftId::from_bytes([4; 16]);
const OTHER: ShiftId = ShiftId::from_bytes([5; 16]);
const DEBT: OfferId = OfferId::from_bytes([9; 16]);
const AT: Stamp = Stamp {
    number: 9,
    time_ms: 900,
};

const YES: Answer = Answer::Yes;
const WITH: Answer = Answer::YesWith {
    shift: NAMED,
    revision: 0,
};
const WITH_OTHER: Answer = Answer::YesWith {
    shift: OTHER,
    revision: 0,
};
const LATER: Answer = Answer::Later;
const NO: Answer = Answer::No;

/// Ann said yes and waits for a word; Ben says later.
fn offer(kind: OfferKind, state: OfferState) -> Offer {
    Offer {
        id: OfferId::from_bytes([6; 16]),
        by: Some(BY),
        shift: ShiftId::from_bytes([7; 16]),
        revision: 0,
        more: Vec::new(),
        part: None,
        kind,
        to: Audience::Some(vec![ANN, BEN]),
        made: Stamp {
            number: 1,
            time_ms: 100,
        },
        state,
        answers: BTreeMap::from([(ANN, YES), (BEN, LATER)]),
        came: BTreeMap::new(),
        waiting: BTreeSet::from([ANN, BEN]),
        losses: BTreeMap::new(),
        closes_ms: None,
        decide_ms: None,
    }
}

fn kinds() -> [OfferKind; 6] {
    [
        OfferKind::GiveAway,
        OfferKind::OweLater { until: Day(9) },
        OfferKind::Repay { debt: DEBT },
        OfferKind::SwapForNamed(vec![NAMED]),
        OfferKind::SwapForWish(vec![Pattern::default()]),
        OfferKind::SwapForAnswer,
    ]
}

/// Ann answers at once where nothing is gathered.
fn says(answer: Answer) -> Input {
    Input::Answer {
        person: ANN,
        answer,
        at: AT,
        closes_ms: AT.time_ms,
    }
}

/// Every input, the answers first.
fn inputs() -> [Input; 14] {
    [
        says(YES),
        says(WITH),
        says(WITH_OTHER),
        says(LATER),
        says(NO),
        Input::Withdraw,
        Input::Choose { person: ANN },
        Input::Approve { person: ANN },
        Input::Decline { person: ANN },
        Input::Close,
        Input::Unanswered {
            means: Silence::Yes,
        },
        Input::Unanswered { means: Silence::No },
        Input::Begin,
        Input::Moved,
    ]
}

const SETTLE: fn(Answer) -> Result<Step, Refusal> = |answer| {
    Ok(Step::Settle {
        winner: ANN,
        answer,
    })
};
const RECORD: fn(Answer) -> Result<Step, Refusal> = |answer| {
    Ok(Step::Record {
        person: ANN,
        answer,
    })
};

#[test]
fn every_input_and_every_kind_has_its_place_in_the_tables() {
    let input = |input: &Input| match input {
        Input::Answer { .. } => 0,
        Input::Withdraw => 1,
        Input::Choose { .. } => 2,
        Input::Approve { .. } => 3,
        Input::Decline { .. } => 4,
        Input::Close => 5,
        Input::Unanswered { .. } => 6,
        Input::Begin => 7,
        Input::Moved => 8,
    };
    let kind = |kind: &OfferKind| match kind {
        OfferKind::GiveAway => 0,
        OfferKind::OweLater { .. } => 1,
        OfferKind::Repay { .. } => 2,
        OfferKind::SwapForNamed(_) => 3,
        OfferKind::SwapForWish(_) => 4,
        OfferKind::SwapForAnswer => 5,
    };
    let inputs: BTreeSet<_> = inputs().iter().map(input).collect();
    let kinds: Vec<_> = kinds().iter().map(kind).collect();
    assert_eq!((inputs.len(), inputs.last()), (9, Some(&8)));
    assert_eq!(kinds, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn open() {
    let nothing_wanted = || Err(Refusal::NoReturnWanted);
    let return_needed = || Err(Refusal::ReturnNeeded);
    let no_choice = || Err(Refusal::NothingToChoose);
    // Yes, yes with the named shift, yes with another, and the maker's choice of Ann.
    let by_kind = [
        [SETTLE(YES), nothing_wanted(), nothing_wanted(), no_choice()],
        [SETTLE(YES), nothing_wanted(), nothing_wanted(), no_choice()],
        [SETTLE(YES), nothing_wanted(), nothing_wanted(), no_choice()],
        [
            return_needed(),
            SETTLE(WITH),
            Err(Refusal::NotNamed(OTHER)),
            no_choice(),
        ],
        [
            return_needed(),
            SETTLE(WITH),
            SETTLE(WITH_OTHER),
            no_choice(),
        ],
        [RECORD(YES), RECORD(WITH), RECORD(WITH_OTHER), SETTLE(YES)],
    ];
    for (kind, own) in kinds().into_iter().zip(by_kind) {
        let [yes, with, with_other, choose] = own;
        let expected = [
            yes,
            with,
            with_other,
            RECORD(LATER),
            RECORD(NO),
            Ok(Step::Withdraw),
            choose,
            SETTLE(YES),
            Ok(Step::TurnAway { person: Some(ANN) }),
            Ok(Step::Weigh),
            Ok(Step::Allow),
            Ok(Step::TurnAway { person: None }),
            Ok(Step::Expire),
            Ok(Step::Lapse),
        ];
        let offer = offer(kind, OfferState::Open);
        for (input, expected) in inputs().into_iter().zip(expected) {
            assert_eq!(step(&offer, input), expected, "{:?} {input:?}", offer.kind);
        }
    }
}

#[test]
fn open_to_those_it_asks_and_to_a_yes_that_is_there() {
    let settled = OfferState::Settled {
        winner: ANN,
        with: None,
        at: AT,
    };
    for (kind, state) in kinds()
        .into_iter()
        .flat_map(|kind| [(kind.clone(), settled), (kind, OfferState::Open)])
    {
        let mut offer = offer(kind, state);
        for answer in [YES, WITH, LATER, NO] {
            for (person, refusal) in [(BY, Refusal::OwnOffer), (STRANGER, Refusal::NotAsked)] {
                let closes_ms = AT.time_ms;
                let given = Input::Answer {
                    person,
                    answer,
                    at: AT,
                    closes_ms,
                };
                assert_eq!(step(&offer, given), Err(refusal), "{answer:?}");
            }
        }
        offer.state = OfferState::Open;
        let nothing = |person| Err(Refusal::NothingToApprove(person));
        for input in [Input::Approve { person: BY }, Input::Decline { person: BY }] {
            assert_eq!(step(&offer, input), nothing(BY));
        }
        offer.waiting.clear();
        for person in [ANN, BEN] {
            assert_eq!(step(&offer, Input::Approve { person }), nothing(person));
            assert_eq!(step(&offer, Input::Decline { person }), nothing(person));
        }
    }
    let choice = offer(OfferKind::SwapForAnswer, OfferState::Open);
    for person in [BEN, BY] {
        let refused = Err(Refusal::NoYesFrom(person));
        assert_eq!(step(&choice, Input::Choose { person }), refused);
    }
}

#[test]
fn a_yes_is_gathered_until_the_first_one_s_window_closes() {
    let says = |closes_ms| Input::Answer {
        person: ANN,
        answer: YES,
        at: AT,
        closes_ms,
    };
    let gather = |closes_ms| {
        Ok(Step::Gather {
            person: ANN,
            answer: YES,
            closes_ms,
        })
    };
    // When it closes already, when it would if this is the first yes, and what that comes to.
    for (closes_ms, first_ms, expected) in [
        (None, 800, SETTLE(YES)),
        (None, 900, SETTLE(YES)),
        (None, 901, gather(901)),
        (Some(2_000), 5_000, gather(2_000)),
        (Some(2_000), 900, gather(2_000)),
        (Some(900), 5_000, SETTLE(YES)),
    ] {
        for (kind, gathers) in kinds().into_iter().zip([true, true, false]) {
            let offer = Offer {
                closes_ms,
                ..offer(kind, OfferState::Open)
            };
            let expected = if gathers {
                expected.clone()
            } else {
                SETTLE(YES)
            };
            let found = step(&offer, says(first_ms));
            assert_eq!(found, expected, "{:?} {closes_ms:?} {first_ms}", offer.kind);
        }
    }
}

/// What ended offers of all kinds answer: to the three kinds of yes, and to all else that somebody
/// does; what happens by itself leaves them as they are.
fn over(state: OfferState, to_yes: impl Fn(&Offer) -> Refusal, to_all: &Refusal) {
    for kind in kinds() {
        let offer = offer(kind, state);
        let (yes, other) = (|| Err(to_yes(&offer)), || Err(to_all.clone()));
        let expected = [
            yes(),
            yes(),
            yes(),
            other(),
            other(),
            other(),
            other(),
            other(),
            other(),
            Ok(Step::Stay),
            Ok(Step::Stay),
            Ok(Step::Stay),
            Ok(Step::Stay),
            Ok(Step::Stay),
        ];
        for (input, expected) in inputs().into_iter().zip(expected) {
            assert_eq!(step(&offer, input), expected, "{:?} {input:?}", offer.kind);
        }
    }
}

#[test]
fn settled() {
    let state = |winner| OfferState::Settled {
        winner,
        with: None,
        at: AT,
    };
    let lost = |offer: &Offer| {
        Refusal::Lost(Lost {
            winner: Some(BEN),
            reason: offer.reason(),
            settled: AT,
            came: None,
        })
    };
    over(state(BEN), lost, &Refusal::OfferSettled);
    over(
        state(ANN),
        |_| Refusal::OfferSettled,
        &Refusal::OfferSettled,
    );
}

#[test]
fn withdrawn_and_lapsed() {
    for (state, refusal) in [
        (OfferState::Withdrawn, Refusal::OfferWithdrawn),
        (OfferState::Lapsed, Refusal::OfferLapsed),
    ] {
        over(state, |_| refusal.clone(), &refusal);
    }
}

#[test]
fn expired() {
    let refusal = Refusal::OfferExpired;
    over(OfferState::Expired, |_| refusal.clone(), &refusal);
}

#[test]
fn what_decides_against_a_yes_that_comes_after_the_settling() {
    for (kind, at_once, gathered) in [
        (OfferKind::GiveAway, LostReason::First, LostReason::Late),
        (
            OfferKind::OweLater { until: Day(9) },
            LostReason::First,
            LostReason::Late,
        ),
        (
            OfferKind::SwapForAnswer,
            LostReason::Chosen,
            LostReason::Chosen,
        ),
    ] {
        let mut offer = offer(kind, OfferState::Open);
        assert_eq!(offer.reason(), at_once);
        offer.closes_ms = Some(500);
        assert_eq!(offer.reason(), gathered);
    }
}
