//! Every phase with every input.

use super::*;
use crate::event::{NewLine, NewPick, NewShift, Turn};
use crate::id::KindId;
use crate::refusal::Refusal;
use crate::time::Moment;

const ANN: PersonId = PersonId::from_bytes([1; 16]);
const BEN: PersonId = PersonId::from_bytes([2; 16]);
const CAS: PersonId = PersonId::from_bytes([3; 16]);
const ID: RoundId = RoundId::from_bytes([4; 16]);
const MONDAY: Day = Day(20_157);
const AT: Stamp = Stamp {
    number: 9,
    time_ms: 1_000,
};
const OVER: Phase = Phase::Published {
    event: EventId::from_bytes([5; 16]),
    places: 3,
    at: AT,
};
const PHASES: [Phase; 5] = [
    Phase::Picking,
    Phase::Solving,
    Phase::Closed,
    OVER,
    Phase::Cancelled,
];

fn place(day: i32, owner: Option<u16>) -> NewShift {
    NewShift {
        start: Moment {
            utc_min: (MONDAY.0 + day) * 1_440 + 360,
            offset_min: 60,
        },
        len_min: 480,
        end_offset_min: 60,
        break_min: 30,
        kind: 0,
        unit: None,
        needs: None,
        owner,
    }
}

/// Monday is picked by Ann with a joker and needs one; Tuesday needs two; Wednesday is Cas's.
fn round(phase: Phase) -> Round {
    let line = |day, count, owner| NewLine {
        place: place(day, owner),
        count,
    };
    Round {
        id: ID,
        by: ANN,
        made: AT,
        first: MONDAY,
        last: MONDAY.plus(6),
        jokers: 1,
        until_ms: [Some(5_000), Some(6_000)],
        revision: 7,
        phase,
        ends_ms: None,
        demand: Demand {
            people: vec![CAS],
            kinds: vec![KindId::from_bytes([6; 16])],
            lines: vec![line(0, 1, None), line(1, 2, None), line(2, 1, Some(0))],
            ..Demand::default()
        },
        picks: BTreeMap::from([(ANN, BTreeMap::from([(0, true)]))]),
        missed: Vec::new(),
    }
}

fn pick(person: PersonId, line: u16, joker: bool, instead_of: Option<u16>) -> Input {
    let pick = NewPick {
        round: ID,
        line,
        joker,
        instead_of,
    };
    Input::Pick { person, pick }
}

#[test]
fn every_phase_and_every_input() {
    use Step::{Drop, Enter, Grow, Note, Publish, Stay};
    let taken = || Err(Refusal::PlaceTaken { line: 0, count: 1 });
    let closed = || Err(Refusal::RoundClosed);
    let wrong = || Err(Refusal::WrongPhase);
    let end = |phase| Ok(Enter(phase));
    let unpick = |person, line| Input::Unpick { person, line };
    let own = Refusal::NotPicked(0);
    for (input, expected) in [
        (
            pick(BEN, 0, false, None),
            [Ok(Note), taken(), closed(), closed(), closed()],
        ),
        (
            pick(BEN, 1, true, None),
            [Ok(Note), Ok(Note), closed(), closed(), closed()],
        ),
        (
            pick(ANN, 0, false, None),
            [Ok(Note), Ok(Note), closed(), closed(), closed()],
        ),
        (
            unpick(ANN, 0),
            [Ok(Drop), Ok(Drop), closed(), closed(), closed()],
        ),
        (
            unpick(BEN, 0),
            [Err(own.clone()), Err(own), closed(), closed(), closed()],
        ),
        (Input::Add, [Ok(Grow), wrong(), wrong(), wrong(), wrong()]),
        (
            Input::Turn(Turn::On),
            [
                end(Phase::Solving),
                end(Phase::Closed),
                wrong(),
                wrong(),
                wrong(),
            ],
        ),
        (
            Input::Turn(Turn::Back),
            [
                wrong(),
                end(Phase::Picking),
                end(Phase::Solving),
                wrong(),
                wrong(),
            ],
        ),
        (
            Input::Turn(Turn::Cancel),
            [
                end(Phase::Cancelled),
                end(Phase::Cancelled),
                end(Phase::Cancelled),
                wrong(),
                wrong(),
            ],
        ),
        (
            Input::Publish,
            [wrong(), Ok(Publish), Ok(Publish), wrong(), wrong()],
        ),
        (
            Input::End,
            [
                end(Phase::Solving),
                end(Phase::Closed),
                Ok(Stay),
                Ok(Stay),
                Ok(Stay),
            ],
        ),
    ] {
        for (phase, expected) in PHASES.into_iter().zip(expected) {
            assert_eq!(step(&round(phase), input), expected, "{phase:?} {input:?}");
        }
    }
}

#[test]
fn picks_that_make_no_sense() {
    for phase in [Phase::Picking, Phase::Solving] {
        for (input, why) in [
            (pick(BEN, 3, false, None), Refusal::UnknownPlace(3)),
            (
                pick(BEN, 2, false, None),
                Refusal::PlaceTaken { line: 2, count: 1 },
            ),
            (pick(BEN, 1, false, Some(0)), Refusal::NotPicked(0)),
            (pick(ANN, 1, true, None), Refusal::NoJoker { max: 1 }),
        ] {
            assert_eq!(step(&round(phase), input), Err(why), "{input:?}");
        }
        // A joker that comes free is one to spend.
        let instead = pick(ANN, 1, true, Some(0));
        assert_eq!(step(&round(phase), instead), Ok(Step::Note));
    }
    assert_eq!(round(Phase::Picking).jokers_left(ANN), 0);
    assert_eq!(round(Phase::Picking).jokers_left(BEN), 1);
}

#[test]
fn a_phase_ends_when_it_was_said_and_never_in_the_past() {
    let mut round = round(Phase::Picking);
    for (phase, until_ms, now_ms, ends_ms) in [
        (Phase::Solving, None, 5_500, Some(6_000)),
        (Phase::Solving, Some(9_000), 5_500, Some(9_000)),
        (Phase::Solving, None, 6_000, None),
        (Phase::Picking, None, 6_000, None),
        (Phase::Closed, Some(9_000), 6_000, None),
    ] {
        let before = round.revision;
        round.enter(phase, until_ms, now_ms);
        assert_eq!((round.phase, round.ends_ms), (phase, ends_ms));
        assert_eq!(round.revision, before + 1);
        assert_eq!(round.places().len(), 4, "what is needed stays");
    }
    round.enter(Phase::Cancelled, None, 6_000);
    assert_eq!((round.places().len(), round.picks.len()), (0, 0));
}

#[test]
fn what_is_alike_is_one_line() {
    let places = round(Phase::Picking).places();
    let lines: Vec<_> = places.iter().map(|place| place.line).collect();
    assert_eq!(lines, [0, 1, 1, 2]);
    let shifts: Vec<_> = places.into_iter().map(|place| place.shift).collect();
    assert_eq!(shifts[3].owner, Some(CAS));
    let demand = Demand::of(shifts.iter().rev());
    assert_eq!(demand, round(Phase::Picking).demand);
    let ids: std::collections::BTreeSet<_> = shifts.iter().map(|shift| shift.id).collect();
    assert_eq!(ids.len(), 4);
    let whole = round(Phase::Picking);
    assert_eq!(whole.line(1).map(|shift| shift.id), Some(shifts[1].id));
    assert!(
        whole
            .lines()
            .all(|(line, _, shift)| whole.line(line) == Some(shift))
    );
}

#[test]
fn who_left_is_forgotten() {
    let mut round = round(Phase::Picking);
    assert!(round.knows(ANN) && round.knows(CAS) && !round.knows(BEN));
    round.forget(ANN);
    round.forget(CAS);
    assert!(round.picks.is_empty());
    assert!(
        round
            .places()
            .iter()
            .all(|place| place.shift.owner.is_none())
    );
}
