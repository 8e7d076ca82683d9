//! What was done in my name on the team's tablet, and how it is taken back.

use ruil_core::{Answer, Command, EventId, OfferId, Outcome, PersonId, Team, WishId};
use ruil_sync::Done;

use super::board::answer_of;
use super::deeds::Deed;

/// How long it is told.
const LATELY_MS: u64 = 14 * 24 * 60 * 60_000;

/// How something is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakeBack {
    /// At once.
    Now(Command),
    /// By asking whom it is about, on its own page.
    Ask,
    /// Not at all.
    No,
}

/// Something that was done on the tablet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct There {
    /// Its event.
    pub event: EventId,
    /// What was asked for.
    pub deed: Deed,
    /// Its number.
    pub number: u64,
    /// When, by the relay's clock.
    pub time_ms: u64,
    /// How it is taken back.
    pub back: TakeBack,
}

/// Returns what was done on the tablet after a number, the newest first.
pub fn there(team: &Team, done: &[Done], me: PersonId, seen: u64, now_ms: u64) -> Vec<There> {
    let is_told = |done: &&Done| {
        let device = team.devices.get(&done.event.device);
        device.is_some_and(|device| device.is_tablet())
            && done.outcome == Outcome::Applied
            && done.stamp.number > seen
            && now_ms.saturating_sub(done.stamp.time_ms) < LATELY_MS
    };
    let told = done.iter().rev().filter(is_told).map(|done| There {
        event: done.event.id,
        deed: Deed::done(done),
        number: done.stamp.number,
        time_ms: done.stamp.time_ms,
        back: back(team, done, me),
    });
    told.filter(|there| there.deed.command.is_swap()).collect()
}

fn back(team: &Team, done: &Done, me: PersonId) -> TakeBack {
    let of = |offer: OfferId, now: fn(OfferId) -> Command| match team.offers.get(&offer) {
        Some(found) if found.is_open() => TakeBack::Now(now(offer)),
        Some(_) => TakeBack::Ask,
        None => TakeBack::No,
    };
    match &done.event.command {
        Command::Offer { .. } | Command::Propose(_) => of(OfferId::of(done.event.id), |offer| {
            Command::Withdraw { offer }
        }),
        Command::Answer { offer, answer } if answer.is_yes() => {
            let found = team.offers.get(offer);
            let stands = found.and_then(|found| answer_of(found, me)) == Some(*answer);
            let no = |offer| Command::Answer {
                offer,
                answer: Answer::No,
            };
            if stands { of(*offer, no) } else { TakeBack::No }
        }
        Command::Wish(_) => {
            let wish = WishId::of(done.event.id);
            if team.wishes.contains(&wish) {
                TakeBack::Now(Command::Unwish { wish })
            } else {
                TakeBack::No
            }
        }
        Command::Pick(pick) => TakeBack::Now(Command::Unpick {
            round: pick.round,
            line: pick.line,
        }),
        Command::Claim { .. }
        | Command::Release { .. }
        | Command::Choose { .. }
        | Command::AnswerCircle { .. }
        | Command::ProposeCircle(_) => TakeBack::Ask,
        _ => TakeBack::No,
    }
}

#[cfg(test)]
mod tests {
    use ruil_core::{Audience, DeviceId, Event, OfferKind, Stamp};

    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late};

    const TABLET: DeviceId = DeviceId::from_bytes([77; 16]);

    /// Has somebody do something, at the tablet or at home, and returns what their phone keeps of it.
    fn done(crew: &mut Crew, actor: usize, device: DeviceId, command: Command) -> Done {
        let event = crew.act(actor, command.clone());
        Done {
            event: Event {
                id: event,
                device,
                actor: crew.person(actor),
                command,
            },
            stamp: Stamp {
                number: u64::from(event.as_bytes()[0]),
                time_ms: 60_000,
            },
            outcome: Outcome::Applied,
        }
    }

    #[test]
    fn what_was_done_on_the_tablet_is_told_and_taken_back_while_it_can_be() {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let enrol = Command::Enrol {
            device: TABLET,
            key: [7; 32],
        };
        crew.act(0, enrol);
        let shifts = [1, 2].map(|day| crew.put(late(MARCH_8.plus(day), Some(1))));
        let offer = |shift| Command::Offer {
            shift,
            revision: 0,
            kind: OfferKind::GiveAway,
            to: Audience::Everyone,
        };
        let home = DeviceId::from_bytes([151; 16]);
        let all = [
            done(&mut crew, 1, TABLET, offer(shifts[0])),
            done(&mut crew, 1, home, offer(shifts[1])),
        ];
        let made = OfferId::of(all[0].event.id);
        let told = |crew: &Crew, seen, now_ms| {
            let found = there(&crew.team, &all, crew.person(1), seen, now_ms);
            found.into_iter().map(|one| one.back).collect::<Vec<_>>()
        };
        let withdraw = Command::Withdraw { offer: made };
        assert_eq!(told(&crew, 0, 90_000), [TakeBack::Now(withdraw)]);
        assert!(told(&crew, all[0].stamp.number, 90_000).is_empty(), "seen");
        assert!(told(&crew, 0, 60_000 + LATELY_MS).is_empty(), "long ago");

        let yes = Command::Answer {
            offer: made,
            answer: Answer::Yes,
        };
        let yes = [done(&mut crew, 2, TABLET, yes)];
        assert_eq!(told(&crew, 0, 90_000), [TakeBack::Ask], "it is settled");
        let taker = there(&crew.team, &yes, crew.person(2), 0, 90_000);
        assert_eq!(taker[0].back, TakeBack::Ask);
    }

    #[test]
    fn an_answer_that_stands_no_more_is_not_taken_back() {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let enrol = Command::Enrol {
            device: TABLET,
            key: [7; 32],
        };
        crew.act(0, enrol);
        let shift = crew.put(late(MARCH_8.plus(1), Some(1)));
        let propose = Command::Offer {
            shift,
            revision: 0,
            kind: OfferKind::SwapForAnswer,
            to: Audience::Everyone,
        };
        let offer = OfferId::of(crew.act(1, propose));
        let own = crew.put(late(MARCH_8.plus(3), Some(2)));
        let with = Answer::YesWith {
            shift: own,
            revision: 0,
        };
        let answer = |answer| Command::Answer { offer, answer };
        let all = [done(&mut crew, 2, TABLET, answer(with))];
        let back = |crew: &Crew| {
            there(&crew.team, &all, crew.person(2), 0, 90_000)[0]
                .back
                .clone()
        };
        assert_eq!(back(&crew), TakeBack::Now(answer(Answer::No)));
        crew.act(2, answer(Answer::No));
        assert_eq!(back(&crew), TakeBack::No);
    }
}
