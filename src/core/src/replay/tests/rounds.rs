//! Rounds: opened, picked, solved, published.

use super::fixture::*;
use crate::event::{Demand, NewLine, NewPick, NewRound, Publication, Turn};
use crate::id::RoundId;
use crate::round::{Missed, NoPlace, Phase};
use crate::rules::Rule;

/// The week after the fixture's, Monday 7 days on.
const FIRST: i32 = 7;

pub(super) fn line(day: i32, hour: i32, count: u8) -> NewLine {
    NewLine {
        place: shift(day, hour, 8, None),
        count,
    }
}

pub(super) fn demand(lines: Vec<NewLine>) -> Demand {
    Demand {
        people: PEOPLE.to_vec(),
        kinds: vec![KIND],
        needs: vec![NURSE],
        lines,
        ..Demand::default()
    }
}

pub(super) fn new(lines: Vec<NewLine>) -> NewRound {
    NewRound {
        first: MONDAY.plus(FIRST),
        last: MONDAY.plus(FIRST + 13),
        demand: demand(lines),
        pick_until_ms: None,
        solve_until_ms: None,
        jokers: 1,
    }
}

/// Two early on Monday, one until midnight on Monday, one early on Tuesday, Cas's early on Wednesday.
fn lines() -> Vec<NewLine> {
    let mut wednesday = line(FIRST + 2, 7, 1);
    wednesday.place.owner = Some(2);
    vec![
        line(FIRST, 7, 2),
        line(FIRST, 16, 1),
        line(FIRST + 1, 7, 1),
        wednesday,
    ]
}

fn opened(ward: &mut Ward) -> RoundId {
    ward.applies(ANN, Command::OpenRound(new(lines())));
    RoundId::of(ward.last())
}

fn pick(round: RoundId, line: u16) -> Command {
    Command::Pick(NewPick {
        round,
        line,
        joker: false,
        instead_of: None,
    })
}

fn turn(ward: &mut Ward, id: RoundId, turn: Turn) {
    let revision = round(ward, id).revision;
    let command = Command::TurnRound {
        round: id,
        revision,
        turn,
        until_ms: None,
    };
    ward.applies(ANN, command);
}

fn round(ward: &Ward, id: RoundId) -> crate::round::Round {
    ward.team.rounds.get(&id).unwrap().clone()
}

fn publish(ward: &mut Ward, id: RoundId, owners: &[Option<PersonId>]) -> Vec<Option<PersonId>> {
    let revision = round(ward, id).revision;
    ward.applies(ANN, Command::Publish(Publication::of(id, revision, owners)));
    let round = round(ward, id);
    round.shifts().map(|shift| ward.owner(shift)).collect()
}

fn missed(ward: &Ward, id: RoundId) -> Vec<(PersonId, usize, NoPlace)> {
    let round = round(ward, id);
    let shifts: Vec<_> = round.shifts().collect();
    let at = |missed: &Missed| shifts.iter().position(|shift| *shift == missed.shift);
    let all = round.missed.iter();
    all.map(|missed| (missed.person, at(missed).unwrap(), missed.why))
        .collect()
}

#[test]
fn a_round_from_its_opening_to_the_roster() {
    let mut ward = Ward::new();
    let id = opened(&mut ward);
    for person in [ANN, BEN, DEE] {
        ward.applies(person, pick(id, 0));
    }
    ward.applies(DEE, pick(id, 2));
    turn(&mut ward, id, Turn::On);
    ward.refuses(CAS, pick(id, 0), Refusal::PlaceTaken { line: 0, count: 2 });
    ward.applies(CAS, pick(id, 1));
    turn(&mut ward, id, Turn::On);
    ward.refuses(BEN, pick(id, 2), Refusal::RoundClosed);
    let owners = [Some(ANN), Some(BEN), Some(CAS), None, Some(CAS)];
    assert_eq!(publish(&mut ward, id, &owners), owners);
    assert_eq!(
        missed(&ward, id),
        [(DEE, 0, NoPlace::Others), (DEE, 3, NoPlace::Left)]
    );
    let open = ward.team.roster.of(None).count();
    assert_eq!(open, 2, "the fixture's, and what nobody was given");
    ward.refuses(ANN, pick(id, 0), Refusal::RoundClosed);
    assert_eq!(round(&ward, id).places().len(), 0);
}

#[test]
fn only_coordinators_open_turn_and_publish() {
    let mut ward = Ward::new();
    let id = opened(&mut ward);
    let no = Refusal::NotCoordinator(BEN);
    ward.refuses(BEN, Command::OpenRound(new(lines())), no.clone());
    let revision = 1;
    let turn = Command::TurnRound {
        round: id,
        revision,
        turn: Turn::On,
        until_ms: None,
    };
    ward.refuses(BEN, turn, no.clone());
    ward.refuses(
        BEN,
        Command::Publish(Publication::of(id, revision, &[])),
        no.clone(),
    );
    let demand = demand(Vec::new());
    let add = Command::AddDemand {
        round: id,
        revision,
        demand,
    };
    ward.refuses(BEN, add, no);
}

#[test]
fn rounds_that_make_no_sense() {
    let mut ward = Ward::new();
    let mut backwards = new(lines());
    backwards.last = MONDAY;
    ward.refuses(ANN, Command::OpenRound(backwards), Refusal::BadRound);
    let mut owned = line(FIRST, 7, 2);
    owned.place.owner = Some(0);
    for bad in [
        line(FIRST - 1, 7, 1),
        line(FIRST, 7, 0),
        line(FIRST + 14, 7, 1),
        owned,
    ] {
        let bad = Command::OpenRound(new(vec![line(FIRST, 7, 1), bad]));
        ward.refuses(ANN, bad, Refusal::BadShift { index: 1 });
    }
    let many = vec![line(FIRST, 7, 250); 9];
    let max = crate::limit::PLACES_MAX;
    ward.refuses(
        ANN,
        Command::OpenRound(new(many)),
        Refusal::TooMuch { had: 2_250, max },
    );
    let unknown = RoundId::from_bytes([0x77; 16]);
    ward.refuses(ANN, pick(unknown, 0), Refusal::UnknownRound(unknown));
}

#[test]
fn a_command_made_for_an_older_round_does_not_hold() {
    let mut ward = Ward::new();
    let id = opened(&mut ward);
    let more = Command::AddDemand {
        round: id,
        revision: 1,
        demand: demand(vec![line(FIRST + 3, 7, 2)]),
    };
    ward.applies(ANN, more.clone());
    assert_eq!(round(&ward, id).places().len(), 7);
    ward.refuses(ANN, more, Refusal::RoundChanged { had: 1, now: 2 });
    ward.applies(BEN, pick(id, 4));
    turn(&mut ward, id, Turn::On);
    let late = Publication::of(id, 2, &[None; 7]);
    let changed = Refusal::RoundChanged { had: 2, now: 3 };
    ward.refuses(ANN, Command::Publish(late), changed);
    let short = Publication::of(id, 3, &[None; 6]);
    ward.refuses(ANN, Command::Publish(short), Refusal::BadRound);
}

#[test]
fn a_pick_fits_the_roster_and_the_other_picks() {
    let mut ward = Ward::new();
    ward.rules();
    let [early, other] = ward.adds([
        shift(FIRST, 7, 8, Some(1)),
        shift(FIRST + 3, 15, 8, Some(0)),
    ]);
    let late = vec![line(FIRST + 4, 6, 1), line(FIRST, 10, 1)];
    ward.applies(ANN, Command::OpenRound(new([lines(), late].concat())));
    let id = RoundId::of(ward.last());
    let [first, after] = [0, 4].map(|at| round(&ward, id).line(at).unwrap().id);
    let busy = Refusal::Overlap {
        person: BEN,
        shift: first,
        with: early,
    };
    ward.refuses(BEN, pick(id, 0), busy);
    let breaks = Refusal::Breaks {
        person: ANN,
        shift: after,
        rule: Rule::DailyRest,
    };
    // Seven hours after the late of her own.
    assert!(ward.team.roster.get(other).is_some());
    ward.refuses(ANN, pick(id, 4), breaks);
    ward.applies(DEE, pick(id, 0));
    ward.refuses(DEE, pick(id, 5), Refusal::PickOverlap { line: 0 });
    let instead = Command::Pick(NewPick {
        round: id,
        line: 5,
        joker: true,
        instead_of: Some(0),
    });
    ward.applies(DEE, instead);
    assert_eq!(
        round(&ward, id).picks[&DEE].keys().collect::<Vec<_>>(),
        [&5]
    );
    let unpick = Command::Unpick { round: id, line: 5 };
    ward.applies(DEE, unpick.clone());
    ward.refuses(DEE, unpick, Refusal::NotPicked(5));
}

#[test]
fn who_would_break_the_law_does_not_get_it() {
    let mut ward = Ward::new();
    ward.rules();
    let id = opened(&mut ward);
    ward.applies(DEE, pick(id, 0));
    turn(&mut ward, id, Turn::On);
    // Both at once, then a late and an early after seven hours.
    let owners = [Some(DEE), Some(DEE), Some(BEN), Some(BEN), Some(CAS)];
    let found = publish(&mut ward, id, &owners);
    assert_eq!(found, [Some(DEE), None, Some(BEN), None, Some(CAS)]);
    let shifts: Vec<_> = round(&ward, id).shifts().collect();
    assert_eq!(
        missed(&ward, id),
        [
            (DEE, 1, NoPlace::Busy(shifts[0])),
            (BEN, 3, NoPlace::Law(Rule::DailyRest)),
        ]
    );
}

#[test]
fn phases_end_by_themselves() {
    let mut ward = Ward::new();
    let hour_ms = 3_600_000;
    let timed = NewRound {
        pick_until_ms: Some(ward.now_ms + hour_ms),
        solve_until_ms: Some(ward.now_ms + 2 * hour_ms),
        ..new(lines())
    };
    ward.applies(ANN, Command::OpenRound(timed));
    let id = RoundId::of(ward.last());
    for (minutes, phase) in [
        (59, Phase::Picking),
        (1, Phase::Solving),
        (59, Phase::Solving),
        (1, Phase::Closed),
        (900, Phase::Closed),
    ] {
        ward.wait(minutes);
        ward.tick();
        assert_eq!(
            round(&ward, id).phase,
            phase,
            "after {minutes} minutes more"
        );
    }
    turn(&mut ward, id, Turn::Back);
    assert_eq!(round(&ward, id).ends_ms, None, "that time is over");
    turn(&mut ward, id, Turn::Cancel);
    assert!(!round(&ward, id).phase.is_open());
    assert_eq!(ward.team.due_ms(), None);
}

#[test]
fn it_does_not_matter_who_picked_first() {
    let all = [(ANN, 0), (BEN, 0), (DEE, 0), (BEN, 2), (DEE, 2), (CAS, 1)];
    let played = |order: &[usize]| {
        let mut ward = Ward::new();
        let id = opened(&mut ward);
        for at in order {
            let (person, line) = all[*at];
            ward.applies(person, pick(id, line));
        }
        ward.team.fingerprint()
    };
    let first = played(&[0, 1, 2, 3, 4, 5]);
    for order in [[5, 4, 3, 2, 1, 0], [2, 4, 0, 5, 1, 3]] {
        assert_eq!(played(&order), first, "{order:?}");
    }
}
