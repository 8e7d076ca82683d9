//! The team and its clock. Time stands still unless a test lets it pass.

pub(super) use super::super::*;
pub(super) use crate::debt::{Debt, DebtState};
pub(super) use crate::event::{
    Additions, Agreements, Answer, Audience, ExtraMax, Move, NewCircle, NewShift, OfferKind,
    PartAsked, Pattern, RosterPart, Silence, TeamRules,
};
use crate::fixture;
pub(super) use crate::fixture::{
    ANN, BEN, CAS, DEE, KIND, MONDAY, NURSE, device, law, moment, person, shift,
};
pub(super) use crate::id::{CircleId, DeviceId, EventId, KindId, OfferId, ShiftId};
pub(super) use crate::offer::{Lost, LostReason, OfferState};
pub(super) use crate::proposal::ProposalState;
pub(super) use crate::shift::Shift;
pub(super) use crate::time::Day;

pub(super) const PEOPLE: [PersonId; 4] = [ANN, BEN, CAS, DEE];
const ROSTER: EventId = EventId::from_bytes([0xee; 16]);

/// Ann's night on Monday, Ben's on Tuesday, Cas's on Wednesday, Ben's late on Monday, an open night
/// on Monday an hour after Ann's begins, Ann's on Saturday that asks for a nurse, Dee's day on
/// Thursday. Per contract hour Dee carries 0, Cas 13 thousandths, Ben 17.
pub(super) const ANNS: ShiftId = ShiftId::nth(ROSTER, 0);
pub(super) const BENS: ShiftId = ShiftId::nth(ROSTER, 1);
pub(super) const CASS: ShiftId = ShiftId::nth(ROSTER, 2);
pub(super) const BENS_LATE: ShiftId = ShiftId::nth(ROSTER, 3);
pub(super) const OPEN: ShiftId = ShiftId::nth(ROSTER, 4);
pub(super) const NURSES: ShiftId = ShiftId::nth(ROSTER, 5);
pub(super) const DEES: ShiftId = ShiftId::nth(ROSTER, 6);

const MINUTE_MS: u64 = 60_000;

pub(super) fn ms(moment: Moment) -> u64 {
    u64::try_from(moment.utc_min).unwrap() * MINUTE_MS
}

pub(super) fn roster(shifts: Vec<NewShift>) -> Command {
    fixture::roster(&PEOPLE, shifts)
}

/// A team, the number of its last event, and the relay's clock.
#[derive(Clone)]
pub(super) struct Ward {
    pub(super) team: Team,
    pub(super) number: u64,
    pub(super) now_ms: u64,
    /// What was replayed so far, with the relay's time.
    pub(super) log: Vec<(Event, u64)>,
}

impl Ward {
    /// Returns a team that agreed on nothing, at noon a week before its roster.
    pub(super) fn new() -> Self {
        let mut ward = Self {
            team: Team::default(),
            number: 0,
            now_ms: ms(moment(-7, 12)),
            log: Vec::new(),
        };
        for command in fixture::founding(&[(BEN, "Ben"), (CAS, "Cas"), (DEE, "Dee")]) {
            ward.applies(ANN, command);
        }
        let nurses = NewShift {
            needs: Some(0),
            ..shift(5, 22, 8, Some(0))
        };
        let import = roster(vec![
            shift(0, 22, 8, Some(0)),
            shift(1, 22, 8, Some(1)),
            shift(2, 22, 8, Some(2)),
            shift(0, 14, 8, Some(1)),
            shift(0, 23, 8, None),
            nurses,
            shift(3, 8, 8, Some(3)),
        ]);
        assert_eq!(ward.replay(ROSTER, ANN, import), Outcome::Applied);
        ward
    }

    /// Returns a team that agreed on something.
    pub(super) fn agreed(agreements: Agreements) -> Self {
        let mut ward = Self::new();
        ward.applies(ANN, Command::Agree(agreements));
        ward
    }

    /// Lets the law hold.
    pub(super) fn rules(&mut self) {
        self.applies(ANN, Command::SetRules(law()));
    }

    /// Adds shifts, and returns the ids.
    pub(super) fn adds<const N: usize>(&mut self, shifts: [NewShift; N]) -> [ShiftId; N] {
        self.applies(ANN, roster(shifts.to_vec()));
        let event = self.last();
        std::array::from_fn(|nth| ShiftId::nth(event, u32::try_from(nth).unwrap()))
    }

    pub(super) fn wait(&mut self, minutes: u64) {
        self.now_ms += minutes * MINUTE_MS;
    }

    pub(super) fn stamp(&self) -> Stamp {
        Stamp {
            number: self.number,
            time_ms: self.now_ms,
        }
    }

    /// Returns the id of the last event that [`Ward::act`] made.
    pub(super) fn last(&self) -> EventId {
        let id = [&[7; 8][..], &self.number.to_be_bytes()].concat();
        EventId::from_bytes(id.try_into().unwrap())
    }

    pub(super) fn replay(&mut self, id: EventId, actor: PersonId, command: Command) -> Outcome {
        self.number += 1;
        let event = Event {
            id,
            device: device(actor),
            actor,
            command,
        };
        self.log.push((event.clone(), self.now_ms));
        self.team.apply(&event, self.stamp())
    }

    pub(super) fn act(&mut self, actor: PersonId, command: Command) -> Outcome {
        self.number += 1;
        let id = self.last();
        self.number -= 1;
        self.replay(id, actor, command)
    }

    pub(super) fn applies(&mut self, actor: PersonId, command: Command) {
        let shown = format!("{command:?}");
        assert_eq!(self.act(actor, command), Outcome::Applied, "{shown}");
    }

    pub(super) fn refuses(&mut self, actor: PersonId, command: Command, refusal: Refusal) {
        let before = self.team.clone();
        let shown = format!("{command:?}");
        let outcome = self.act(actor, command);
        assert_eq!(outcome, Outcome::Rejected(refusal), "{shown}");
        assert_eq!(self.team, before, "a refused command changes nothing");
    }

    /// Refuses a command after what was due by then has happened.
    pub(super) fn refuses_after_tick(&mut self, actor: PersonId, command: Command, why: Refusal) {
        self.tick();
        self.refuses(actor, command, why);
    }

    /// Refuses a yes that can't be (any more), and keeps why with the offer.
    pub(super) fn loses(&mut self, person: PersonId, command: Command, reason: LostReason) {
        let outcome = self.act(person, command);
        let Outcome::Rejected(Refusal::Lost(lost)) = outcome else {
            panic!("{outcome:?}");
        };
        assert_eq!(lost.reason, reason);
        let mut offers = self.team.offers.values();
        assert!(offers.any(|offer| offer.losses.get(&person) == Some(&lost)));
    }

    pub(super) fn tick(&mut self) {
        self.applies(ANN, Command::Tick);
    }

    /// Offers a whole shift to everybody; returns the offer.
    pub(super) fn offers(&mut self, by: PersonId, shift: ShiftId, kind: OfferKind) -> OfferId {
        let revision = self.shift(shift).revision;
        self.applies(by, offer(shift, revision, kind));
        OfferId::of(self.last())
    }

    /// Ann offers her first night; returns the offer.
    pub(super) fn offered(&mut self, kind: OfferKind) -> OfferId {
        self.offers(ANN, ANNS, kind)
    }

    /// Proposes an offer of any kind; returns it.
    pub(super) fn proposes(&mut self, by: PersonId, new: NewOffer) -> OfferId {
        self.applies(by, Command::Propose(new));
        OfferId::of(self.last())
    }

    pub(super) fn shift(&self, shift: ShiftId) -> Shift {
        self.team.roster.get(shift).unwrap().clone()
    }

    pub(super) fn owner(&self, shift: ShiftId) -> Option<PersonId> {
        self.shift(shift).owner
    }

    pub(super) fn offer(&self, id: OfferId) -> crate::offer::Offer {
        self.team.offers.get(&id).unwrap().clone()
    }

    pub(super) fn state(&self, id: OfferId) -> OfferState {
        self.offer(id).state
    }

    /// Returns who got it instead, and why.
    pub(super) fn loss(&self, id: OfferId, person: PersonId) -> (Option<PersonId>, LostReason) {
        let lost = self.offer(id).losses[&person];
        (lost.winner, lost.reason)
    }

    /// Returns those who wait for a word.
    pub(super) fn waiting(&self, id: OfferId) -> Vec<PersonId> {
        self.offer(id).waiting.into_iter().collect()
    }
}

pub(super) fn offer(shift: ShiftId, revision: u32, kind: OfferKind) -> Command {
    offer_to(shift, revision, kind, Audience::Everyone)
}

pub(super) fn offer_to(shift: ShiftId, revision: u32, kind: OfferKind, to: Audience) -> Command {
    Command::Offer {
        shift,
        revision,
        kind,
        to,
    }
}

/// Returns an offer of shifts at their first revision, to everybody.
pub(super) fn together(shifts: &[ShiftId], kind: OfferKind) -> NewOffer {
    let seen = |shift: &ShiftId| ShiftRef {
        shift: *shift,
        revision: 0,
    };
    NewOffer {
        shifts: shifts.iter().map(seen).collect(),
        part: None,
        kind,
        to: Audience::Everyone,
    }
}

pub(super) fn yes(offer: OfferId) -> Command {
    answer(offer, Answer::Yes)
}

pub(super) fn no(offer: OfferId) -> Command {
    answer(offer, Answer::No)
}

pub(super) fn with(offer: OfferId, shift: ShiftId, revision: u32) -> Command {
    answer(offer, Answer::YesWith { shift, revision })
}

pub(super) fn answer(offer: OfferId, answer: Answer) -> Command {
    Command::Answer { offer, answer }
}

pub(super) fn claim(shift: ShiftId) -> Command {
    Command::Claim { shift, revision: 0 }
}

pub(super) fn approve(offer: OfferId, person: PersonId) -> Command {
    Command::Approve { offer, person }
}

pub(super) fn decline(offer: OfferId, person: PersonId) -> Command {
    Command::Decline { offer, person }
}

/// Agreements that gather answers for so many minutes.
pub(super) fn window(window_min: u32) -> Agreements {
    Agreements {
        window_min,
        ..Agreements::default()
    }
}

/// Agreements by which every gift needs a word.
pub(super) fn all_need_a_word() -> Agreements {
    Agreements {
        extra: Some(ExtraMax { shifts: 0, days: 7 }),
        ..Agreements::default()
    }
}
