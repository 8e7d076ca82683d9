//! The log: replay from nothing.

use ruil_core::{Answer, Audience, Command, OfferId, OfferKind, Stamp, Team};

use crate::clock::{Clock, line};
use crate::ward::{LAST, event, events, person, replay};

const REPLAY_NS: u128 = 100_000_000;
const EVENTS: u64 = 10_000;

/// Measures the replay of ten thousand events: a year's roster, then offers and answers.
pub fn measure(clock: &Clock) {
    let start = events(40, 8);
    let team = replay(&start);
    let log = offers(&team, start.len() as u64);
    let took = clock.median_ns(|| {
        let mut team = team.clone();
        for (number, event) in (start.len() as u64 + 1..).zip(&log) {
            let time_ms = 1_700_000_000_000 + number * 60_000;
            team.apply(event, Stamp { number, time_ms });
        }
        team
    });
    line("replay of 10 000 offers and answers", took, Some(REPLAY_NS));
}

/// Offers of all coming shifts in turn, each answered no: the log of a lively team.
fn offers(team: &Team, first: u64) -> Vec<ruil_core::Event> {
    let from = LAST.0 * 24 * 60;
    let coming: Vec<_> = team
        .roster
        .starting(Some(person(0)), from, i32::MAX)
        .cloned()
        .collect();
    let mut number = first;
    let mut log = Vec::new();
    while (log.len() as u64) < EVENTS {
        for shift in &coming {
            number += 1;
            let offer = event(
                number,
                person(0),
                Command::Offer {
                    shift: shift.id,
                    revision: shift.revision,
                    kind: OfferKind::GiveAway,
                    to: Audience::Everyone,
                },
            );
            let id = OfferId::of(offer.id);
            log.push(offer);
            number += 1;
            let answer = Answer::No;
            log.push(event(
                number,
                person(0),
                Command::Answer { offer: id, answer },
            ));
            number += 1;
            log.push(event(number, person(0), Command::Withdraw { offer: id }));
        }
    }
    log.truncate(usize::try_from(EVENTS).unwrap_or_default());
    log
}
