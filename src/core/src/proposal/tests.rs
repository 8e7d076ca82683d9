//! The whole (state × input) table, one row a pair.

use super::*;
use crate::rules::Rule;

const ANN: PersonId = PersonId::from_bytes([1; 16]);
const BEN: PersonId = PersonId::from_bytes([2; 16]);
const CAS: PersonId = PersonId::from_bytes([3; 16]);
const DEE: PersonId = PersonId::from_bytes([4; 16]);
const AT: Stamp = Stamp {
    number: 9,
    time_ms: 900,
};

/// Its time is over, where silence means no and where it means yes.
const IN_SILENCE: Input = Input::End { means: Silence::No };
const IN_CONSENT: Input = Input::End {
    means: Silence::Yes,
};

/// Ann → Ben → Cas → Ann; Ann proposed, and Ben agreed.
fn circle(state: ProposalState) -> Proposal {
    let step = |nth: u8, from, to| Step {
        shift: ShiftId::from_bytes([nth; 16]),
        revision: 0,
        from: Some(from),
        to,
    };
    Proposal {
        id: CircleId::from_bytes([9; 16]),
        by: ANN,
        moves: vec![step(1, ANN, BEN), step(2, BEN, CAS), step(3, CAS, ANN)],
        made: AT,
        ends_ms: 1_000,
        agreed: BTreeSet::from([ANN, BEN]),
        state,
    }
}

fn says(person: PersonId, yes: bool) -> Input {
    Input::Answer { person, yes }
}

#[test]
fn while_answers_are_awaited() {
    let open = circle(ProposalState::Open);
    for (input, expected) in [
        (says(CAS, true), Ok(Effect::Complete(CAS))),
        (says(BEN, true), Ok(Effect::Agree(BEN))),
        (
            says(BEN, false),
            Ok(Effect::End(ProposalState::Dissolved { by: BEN })),
        ),
        (says(DEE, true), Err(Refusal::NotAsked)),
        (says(DEE, false), Err(Refusal::NotAsked)),
        (Input::Decide { yes: true }, Err(Refusal::CircleNotAgreed)),
        (Input::Decide { yes: false }, Err(Refusal::CircleNotAgreed)),
        (IN_SILENCE, Ok(Effect::End(ProposalState::Expired))),
        (IN_CONSENT, Ok(Effect::End(ProposalState::Expired))),
        (Input::Moved, Ok(Effect::End(ProposalState::Lapsed))),
    ] {
        assert_eq!(step(&open, input), expected, "{input:?}");
    }
}

#[test]
fn while_an_approver_is_awaited() {
    let agreed = circle(ProposalState::Agreed);
    for (input, expected) in [
        (says(CAS, true), Ok(Effect::Stay)),
        (says(DEE, true), Err(Refusal::NotAsked)),
        (
            says(CAS, false),
            Ok(Effect::End(ProposalState::Dissolved { by: CAS })),
        ),
        (says(DEE, false), Err(Refusal::NotAsked)),
        (Input::Decide { yes: true }, Ok(Effect::Settle)),
        (
            Input::Decide { yes: false },
            Ok(Effect::End(ProposalState::Declined)),
        ),
        (IN_SILENCE, Ok(Effect::End(ProposalState::Expired))),
        (IN_CONSENT, Ok(Effect::Settle)),
        (Input::Moved, Ok(Effect::End(ProposalState::Lapsed))),
    ] {
        assert_eq!(step(&agreed, input), expected, "{input:?}");
    }
}

#[test]
fn who_proposes_may_step_back() {
    for state in [ProposalState::Open, ProposalState::Agreed] {
        let dissolved = Ok(Effect::End(ProposalState::Dissolved { by: ANN }));
        assert_eq!(step(&circle(state), says(ANN, false)), dissolved);
    }
}

#[test]
fn who_takes_an_open_shift_at_its_end_is_asked_once() {
    let mut chain = circle(ProposalState::Open);
    chain.moves[2].from = None;
    assert_eq!(chain.people(), [ANN, BEN, CAS]);
    assert!(chain.concerns(CAS) && !chain.concerns(DEE));
    assert_eq!(step(&chain, says(CAS, true)), Ok(Effect::Complete(CAS)));
}

#[test]
fn when_it_is_over_nothing_moves_it() {
    for state in [
        ProposalState::Settled { at: AT },
        ProposalState::Dissolved { by: BEN },
        ProposalState::Declined,
        ProposalState::Broken(LostReason::Breaks(Rule::DailyRest)),
        ProposalState::Lapsed,
        ProposalState::Expired,
    ] {
        let over = circle(state);
        for input in [
            says(CAS, true),
            says(CAS, false),
            says(DEE, true),
            Input::Decide { yes: true },
            Input::Decide { yes: false },
        ] {
            assert_eq!(
                step(&over, input),
                Err(Refusal::CircleOver),
                "{state:?} {input:?}"
            );
        }
        for input in [IN_SILENCE, IN_CONSENT, Input::Moved] {
            assert_eq!(step(&over, input), Ok(Effect::Stay), "{state:?} {input:?}");
        }
    }
}
