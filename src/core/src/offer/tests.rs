//! The whole (state × input) table, section by section, one row a pair.

use super::*;

const BY: PersonId = PersonId::from_bytes([1; 16]);
const ANN: PersonId = PersonId::from_bytes([2; 16]);
const BEN: PersonId = PersonId::from_bytes([3; 16]);
const NAMED: ShiftId = ShiftId::from_bytes([4; 16]);
const OTHER: ShiftId = ShiftId::from_bytes([5; 16]);
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

fn offer(kind: OfferKind, state: OfferState) -> Offer {
    Offer {
        id: OfferId::from_bytes([6; 16]),
        by: BY,
        shift: ShiftId::from_bytes([7; 16]),
        revision: 0,
        kind,
        to: Audience::Some(vec![ANN, BEN]),
        made: Stamp {
            number: 1,
            time_ms: 100,
        },
        state,
        answers: BTreeMap::from([(ANN, YES), (BEN, Answer::Later)]),
        waiting: BTreeSet::from([ANN, BEN]),
        losses: BTreeMap::new(),
    }
}

fn kinds() -> [OfferKind; 3] {
    [
        OfferKind::GiveAway,
        OfferKind::SwapForNamed(vec![NAMED]),
        OfferKind::SwapForAnswer,
    ]
}

fn inputs() -> Vec<Input> {
    let mut inputs = vec![
        Input::Withdraw,
        Input::Choose { person: ANN },
        Input::Approve { person: ANN },
        Input::Moved,
    ];
    for answer in [YES, WITH, WITH_OTHER, Answer::Later, Answer::No] {
        inputs.push(Input::Answer {
            person: ANN,
            answer,
        });
    }
    inputs
}

fn answer(answer: Answer) -> Input {
    Input::Answer {
        person: ANN,
        answer,
    }
}

#[test]
fn open() {
    let settle = |answer| {
        Ok(Step::Settle {
            winner: ANN,
            answer,
        })
    };
    let record = |answer| {
        Ok(Step::Record {
            person: ANN,
            answer,
        })
    };
    let [gift, named, choice] = kinds();
    for (kind, input, expected) in [
        (&gift, answer(YES), settle(YES)),
        (&gift, answer(WITH), Err(Refusal::NoReturnWanted)),
        (&gift, answer(Answer::Later), record(Answer::Later)),
        (&gift, answer(Answer::No), record(Answer::No)),
        (
            &gift,
            Input::Choose { person: ANN },
            Err(Refusal::NothingToChoose),
        ),
        (&named, answer(YES), Err(Refusal::ReturnNeeded)),
        (&named, answer(WITH), settle(WITH)),
        (&named, answer(WITH_OTHER), Err(Refusal::NotNamed(OTHER))),
        (&named, answer(Answer::Later), record(Answer::Later)),
        (&named, answer(Answer::No), record(Answer::No)),
        (
            &named,
            Input::Choose { person: ANN },
            Err(Refusal::NothingToChoose),
        ),
        (&choice, answer(YES), record(YES)),
        (&choice, answer(WITH_OTHER), record(WITH_OTHER)),
        (&choice, answer(Answer::Later), record(Answer::Later)),
        (&choice, answer(Answer::No), record(Answer::No)),
        (&choice, Input::Choose { person: ANN }, settle(YES)),
        (
            &choice,
            Input::Choose { person: BEN },
            Err(Refusal::NoYesFrom(BEN)),
        ),
        (
            &choice,
            Input::Choose { person: BY },
            Err(Refusal::NoYesFrom(BY)),
        ),
    ] {
        let offer = offer(kind.clone(), OfferState::Open);
        assert_eq!(step(&offer, input), expected, "{kind:?} {input:?}");
    }
    for kind in kinds() {
        let offer = offer(kind, OfferState::Open);
        assert_eq!(step(&offer, Input::Withdraw), Ok(Step::Withdraw));
        assert_eq!(step(&offer, Input::Moved), Ok(Step::Lapse));
        let approve = |person| step(&offer, Input::Approve { person });
        assert_eq!(approve(ANN), settle(YES));
        assert_eq!(approve(BY), Err(Refusal::NothingToApprove(BY)));
        let mut not_waiting = offer.clone();
        not_waiting.waiting.clear();
        assert_eq!(
            step(&not_waiting, Input::Approve { person: ANN }),
            Err(Refusal::NothingToApprove(ANN))
        );
        let own = Input::Answer {
            person: BY,
            answer: YES,
        };
        assert_eq!(step(&offer, own), Err(Refusal::OwnOffer));
        let stranger = Input::Answer {
            person: PersonId::from_bytes([8; 16]),
            answer: Answer::No,
        };
        assert_eq!(step(&offer, stranger), Err(Refusal::NotAsked));
    }
}

#[test]
fn settled() {
    for kind in kinds() {
        let state = OfferState::Settled {
            winner: BEN,
            with: None,
            at: AT,
        };
        let offer = offer(kind, state);
        let lost = Lost {
            winner: BEN,
            reason: offer.reason(),
            settled: AT,
            came: None,
        };
        for input in inputs() {
            let expected = match input {
                Input::Answer { answer, .. } if answer.is_yes() => Err(Refusal::Lost(lost)),
                Input::Answer { .. }
                | Input::Withdraw
                | Input::Choose { .. }
                | Input::Approve { .. } => Err(Refusal::OfferSettled),
                Input::Moved => Ok(Step::Stay),
            };
            assert_eq!(step(&offer, input), expected, "{input:?}");
        }
        let again = Input::Answer {
            person: BEN,
            answer: YES,
        };
        assert_eq!(step(&offer, again), Err(Refusal::OfferSettled));
    }
}

#[test]
fn withdrawn_and_lapsed() {
    for (state, refusal) in [
        (OfferState::Withdrawn, Refusal::OfferWithdrawn),
        (OfferState::Lapsed, Refusal::OfferLapsed),
    ] {
        for kind in kinds() {
            let offer = offer(kind, state);
            for input in inputs() {
                let expected = match input {
                    Input::Moved => Ok(Step::Stay),
                    Input::Answer { .. }
                    | Input::Withdraw
                    | Input::Choose { .. }
                    | Input::Approve { .. } => Err(refusal.clone()),
                };
                assert_eq!(step(&offer, input), expected, "{state:?} {input:?}");
            }
        }
    }
}
