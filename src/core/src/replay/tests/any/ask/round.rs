//! What is asked about rounds.

use super::super::super::fixture::*;
use super::super::super::rounds::{demand, line, new};
use super::{Ask, pick};
use crate::event::{NewLine, NewPick, Publication, Turn};
use crate::round::Round;

/// Two or three lines of the coming days; now and then one that somebody has already.
fn lines(ward: &Ward, ask: &Ask) -> Vec<NewLine> {
    let today = ward.stamp().moment().day().0 - MONDAY.0;
    let day = |nth: usize| today + 1 + i32::try_from((ask.b + nth) % 6).unwrap();
    let hour = |nth: usize| [7, 15, 23][(ask.c + nth) % 3];
    let count = |nth: usize| u8::try_from((ask.a + nth) % 3).unwrap().max(1);
    let mut lines: Vec<_> = (0..2 + ask.a % 2)
        .map(|nth| line(day(nth), hour(nth), count(nth)))
        .collect();
    if ask.c.is_multiple_of(3) {
        let mut owned = line(day(4), hour(1), 1);
        owned.place.owner = Some(u16::try_from(ask.b % 4).unwrap());
        lines.push(owned);
    }
    lines
}

fn opened(ward: &Ward, ask: &Ask) -> Command {
    let today = ward.stamp().moment().day();
    let minute_ms = 60_000 * u64::try_from(ask.a).unwrap();
    let mut round = new(lines(ward, ask));
    (round.first, round.last) = (today, today.plus(13));
    round.pick_until_ms = Some(ward.now_ms + minute_ms).filter(|_| ask.b.is_multiple_of(2));
    round.solve_until_ms = Some(ward.now_ms + 3 * minute_ms).filter(|_| ask.c.is_multiple_of(2));
    Command::OpenRound(round)
}

pub(super) fn rostered(ward: &Ward, ask: &Ask) -> Option<(PersonId, Command)> {
    let Ask { who, a, b, c, .. } = *ask;
    let open = ward
        .team
        .rounds
        .values()
        .filter(|round| round.phase.is_open());
    let Some(found) = pick(open, a) else {
        return Some((ANN, opened(ward, ask)));
    };
    let (round, revision) = (found.id, found.revision);
    let line = u16::try_from(b % found.demand.lines.len().max(1)).unwrap();
    Some(match c % 12 {
        0..=4 => {
            let own = found.picks.get(&who);
            let other = own.and_then(|own| own.keys().next().copied());
            let pick = NewPick {
                round,
                line,
                joker: a.is_multiple_of(5),
                instead_of: other.filter(|_| a.is_multiple_of(4)),
            };
            (who, Command::Pick(pick))
        }
        5 => (who, Command::Unpick { round, line }),
        6 => {
            let demand = demand(lines(ward, ask));
            let add = Command::AddDemand {
                round,
                revision,
                demand,
            };
            (ANN, add)
        }
        7..=9 => {
            let turn = [
                Turn::On,
                Turn::On,
                Turn::On,
                Turn::On,
                Turn::Back,
                Turn::Cancel,
            ][b % 6];
            let turn = Command::TurnRound {
                round,
                revision,
                turn,
                until_ms: None,
            };
            (ANN, turn)
        }
        _ => {
            let said = Publication::of(round, revision, &owners(found, ask));
            (ANN, Command::Publish(said))
        }
    })
}

/// Who picked a place, or anybody, or nobody; whether it may be is for the replay to say.
fn owners(round: &Round, ask: &Ask) -> Vec<Option<PersonId>> {
    let places = round.places();
    let numbered = places.iter().enumerate();
    let owners = numbered.map(|(nth, place)| {
        let picked = pick(round.picked(place.line).map(|(who, _)| who), nth);
        let anybody = PEOPLE.get((ask.a + nth * ask.b) % 5).copied();
        if ask.a.is_multiple_of(3) {
            anybody
        } else {
            picked.or(anybody)
        }
    });
    owners.collect()
}
