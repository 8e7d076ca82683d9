//! What I did, and how far it has come.

use ruil_core::{CircleId, Command, EventId, OfferId, Outcome, Refusal, ShiftId, WishId};
use ruil_sync::{Done, Progress, Waiting};

/// How long a final deed is shown among what I just did.
const JUST_NOW_MS: u64 = 48 * 60 * 60_000;
/// How long a refused one is explained.
const LATELY_MS: u64 = 14 * 24 * 60 * 60_000;

/// How far a deed of mine has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not final yet; if it would not hold any more, why.
    Waiting(Progress, Option<Refusal>),
    /// Final, with this number.
    Final(u64),
    /// It does not hold, for good.
    Rejected(Refusal),
}

/// Something I did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Its event.
    pub event: EventId,
    /// What I asked for.
    pub command: Command,
    /// How far it has come.
    pub stage: Stage,
}

impl Deed {
    /// Returns the offer it is about; making one is about that one.
    pub const fn offer(&self) -> Option<OfferId> {
        match &self.command {
            Command::Offer { .. } | Command::Propose(_) => Some(OfferId::of(self.event)),
            Command::Answer { offer, .. }
            | Command::Withdraw { offer }
            | Command::Choose { offer, .. }
            | Command::Approve { offer, .. }
            | Command::Decline { offer, .. }
            | Command::Forgive { debt: offer } => Some(*offer),
            Command::Found(_)
            | Command::Add(_)
            | Command::Import(_)
            | Command::Revise(_)
            | Command::Qualify { .. }
            | Command::Admit { .. }
            | Command::SetRules(_)
            | Command::SetTerms { .. }
            | Command::Agree(_)
            | Command::Claim { .. }
            | Command::Release { .. }
            | Command::Thank { .. }
            | Command::Wish(_)
            | Command::Unwish { .. }
            | Command::ProposeCircle(_)
            | Command::AnswerCircle { .. }
            | Command::DecideCircle { .. }
            | Command::Tick
            | Command::Remove(_)
            | Command::Appoint { .. }
            | Command::Erase { .. }
            | Command::OpenRound(_)
            | Command::AddDemand { .. }
            | Command::Pick(_)
            | Command::Unpick { .. }
            | Command::TurnRound { .. }
            | Command::Publish(_)
            | Command::Keep { .. }
            | Command::Enrol { .. }
            | Command::SetLetterbox(_)
            | Command::Checkpoint { .. } => None,
        }
    }

    /// Returns the circle it is about; proposing one is about that one.
    pub const fn circle(&self) -> Option<CircleId> {
        match &self.command {
            Command::ProposeCircle(_) => Some(CircleId::of(self.event)),
            Command::AnswerCircle { circle, .. } | Command::DecideCircle { circle, .. } => {
                Some(*circle)
            }
            _ => None,
        }
    }

    /// Returns the wish it is about; making one is about that one.
    pub const fn wish(&self) -> Option<WishId> {
        match &self.command {
            Command::Wish(_) => Some(WishId::of(self.event)),
            Command::Unwish { wish } => Some(*wish),
            _ => None,
        }
    }

    /// Returns the shift it is about itself, without an offer between.
    pub fn shift(&self) -> Option<ShiftId> {
        match &self.command {
            Command::Offer { shift, .. }
            | Command::Claim { shift, .. }
            | Command::Thank { shift, .. }
            | Command::Release { shift, .. } => Some(*shift),
            Command::Propose(new) => new.shifts.first().map(|found| found.shift),
            _ => None,
        }
    }

    fn waiting(waiting: &Waiting) -> Self {
        let refusal = match &waiting.outcome {
            Outcome::Rejected(refusal) => Some(refusal.clone()),
            Outcome::Applied | Outcome::Opaque => None,
        };
        Self {
            event: waiting.event.id,
            command: waiting.event.command.clone(),
            stage: Stage::Waiting(waiting.progress, refusal),
        }
    }

    /// Returns a final one.
    pub fn done(done: &Done) -> Self {
        let stage = match &done.outcome {
            Outcome::Rejected(refusal) => Stage::Rejected(refusal.clone()),
            Outcome::Applied | Outcome::Opaque => Stage::Final(done.stamp.number),
        };
        Self {
            event: done.event.id,
            command: done.event.command.clone(),
            stage,
        }
    }
}

/// Returns what waits, the newest first. What the app says by itself was nobody's deed.
pub fn waiting(outbox: &[Waiting]) -> Vec<Deed> {
    let by_itself = |command: &Command| {
        matches!(
            command,
            Command::Tick | Command::Checkpoint { .. } | Command::SetLetterbox(_)
        )
    };
    let own = outbox.iter().rev();
    let own = own.filter(|waiting| !by_itself(&waiting.event.command));
    own.map(Deed::waiting).collect()
}

/// Returns the last swap deeds that became final within two days, the newest first.
pub fn just_done(done: &[Done], now_ms: u64, max: usize) -> Vec<Deed> {
    let recent = done.iter().rev().filter(|done| {
        now_ms.saturating_sub(done.stamp.time_ms) < JUST_NOW_MS && done.outcome == Outcome::Applied
    });
    recent
        .map(Deed::done)
        .filter(|deed| deed.command.is_swap())
        .take(max)
        .collect()
}

/// Returns my swap deeds that were rejected lately, the newest first.
pub fn rejected(done: &[Done], now_ms: u64) -> Vec<Deed> {
    let recent = done.iter().rev().filter(|done| {
        now_ms.saturating_sub(done.stamp.time_ms) < LATELY_MS
            && matches!(done.outcome, Outcome::Rejected(_))
    });
    recent
        .map(Deed::done)
        .filter(|deed| deed.command.is_swap())
        .collect()
}

/// Returns my last deed about something, waiting or done.
pub fn last(outbox: &[Waiting], done: &[Done], about: impl Fn(&Deed) -> bool) -> Option<Deed> {
    let waiting = outbox.iter().rev().map(Deed::waiting);
    waiting.chain(done.iter().rev().map(Deed::done)).find(about)
}

#[cfg(test)]
mod tests {
    use ruil_core::event::{Founding, NewPerson};
    use ruil_core::{DeviceId, PersonId, TeamId};
    use ruil_sync::{DeviceKey, Engine, Identity, Keyring, Seed, TeamKey};

    use super::*;

    #[test]
    fn a_deed_waits_with_its_progress() {
        let me = Identity {
            team: TeamId::from_bytes([1; 16]),
            person: PersonId::from_bytes([2; 16]),
            device: DeviceId::from_bytes([3; 16]),
            device_key: DeviceKey::make([4; 32]),
            keys: Keyring::new(0, TeamKey::make([5; 32])),
        };
        let founder = NewPerson {
            id: me.person,
            name: "Amal".to_owned(),
            coordinator: true,
            qualifications: Vec::new(),
        };
        let founding = Founding {
            team: me.team,
            name: "De Linde".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder,
            device: me.device,
            key: me.device_key.public(),
        };
        let mut engine = Engine::new(me);
        let seed = Seed {
            event: [6; 16],
            nonce: [7; 24],
        };
        engine
            .act(vec![(Command::Found(founding), seed)], 1_000)
            .unwrap();
        let deeds = waiting(engine.outbox());
        assert_eq!(deeds.len(), 1);
        assert_eq!(deeds[0].stage, Stage::Waiting(Progress::Saving, None));
        assert!(!deeds[0].command.is_swap() && rejected(engine.done(), 2_000).is_empty());
        let found = last(engine.outbox(), engine.done(), |deed| {
            deed.offer().is_some()
        });
        assert_eq!(found, None);

        let seed = Seed {
            event: [8; 16],
            nonce: [9; 24],
        };
        engine.act(vec![(Command::Tick, seed)], 2_000).unwrap();
        assert_eq!(engine.outbox().len(), 2);
        assert_eq!(waiting(engine.outbox()), deeds, "the time is nobody's deed");
    }

    #[test]
    fn a_rejected_deed_is_explained_for_two_weeks() {
        let shift = ShiftId::from_bytes([8; 16]);
        let done = Done {
            event: ruil_core::Event {
                id: EventId::from_bytes([9; 16]),
                device: DeviceId::from_bytes([3; 16]),
                actor: PersonId::from_bytes([2; 16]),
                command: Command::Claim { shift, revision: 0 },
            },
            stamp: ruil_core::Stamp {
                number: 5,
                time_ms: 1_000,
            },
            outcome: Outcome::Rejected(Refusal::UnknownShift(shift)),
        };
        let one = [done];
        let found = rejected(&one, 2_000);
        assert_eq!((found.len(), found[0].shift()), (1, Some(shift)));
        assert!(rejected(&one, 1_000 + LATELY_MS).is_empty());
        assert!(just_done(&one, 2_000, 9).is_empty());
    }
}
