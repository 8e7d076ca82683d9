//! The outbox: sealing, signing who may, and doing both anew when the ground has moved.
//!
//! What a person asked for is signed once. What is around it can change before the relay takes it: the
//! key period, or the list of who may. Then it is sealed anew, unchanged inside.

use ruil_core::{Command, Event, EventId, Outcome, Refusal, Team};
use ruil_wire::envelope::NONCE_LEN;
use ruil_wire::{Access, Envelope, Grant, Member};

use crate::saved::{self, Batch, Durability};
use crate::seal::{Cover, Signed, TooBig};

use super::{Engine, Output, Progress, Waiting};

/// What became of the outbox when the log grew.
#[derive(Default)]
pub(super) struct Tidied {
    /// Slots that wait no longer.
    pub dropped: Vec<u64>,
    /// Sealed anew.
    pub resealed: Vec<(u64, Vec<u8>)>,
    /// Where what is counted anew was.
    pub moved: Vec<u64>,
    /// What could not be any more, to be told.
    pub missed: Vec<Output>,
}

impl Tidied {
    /// Tells whether there is nothing to do.
    pub const fn is_empty(&self) -> bool {
        self.dropped.is_empty()
            && self.resealed.is_empty()
            && self.moved.is_empty()
            && self.missed.is_empty()
    }

    /// Adds what became of it later.
    pub fn extend(&mut self, later: Self) {
        self.dropped.extend(later.dropped);
        self.resealed.extend(later.resealed);
        self.moved.extend(later.moved);
        self.missed.extend(later.missed);
    }
}

/// Tells whether a command changes who may read and write.
pub(super) const fn changes_access(command: &Command) -> bool {
    matches!(
        command,
        Command::Found(_)
            | Command::Admit { .. }
            | Command::Remove(_)
            | Command::Appoint { .. }
            | Command::Keep { .. }
            | Command::Enrol { .. }
    )
}

impl Engine {
    /// Returns the list of who may, as it is once an event holds that leads to `after`; it follows `last`.
    pub(super) fn grant(&self, event: &Event, after: &Team, last: Option<&Grant>) -> Grant {
        let revision = last.map_or(0, |last| last.revision.saturating_add(1));
        let keep_days = match event.command {
            Command::Keep { days } => days,
            _ => last.and_then(|last| last.keep_days),
        };
        Grant {
            team: self.me.wire_team(),
            event: ruil_wire::EventId(*event.id.as_bytes()),
            revision,
            epoch: after.epoch,
            devices: members(after),
            keep_days,
        }
    }

    /// Tells whether the list that the relay took last is not what the team's state says, and this device may
    /// put that right: what came with it had no effect. Then the next thing it sends brings the right list.
    pub(super) fn is_list_wrong(&self) -> bool {
        let Some(last) = self.access.as_ref().map(|access| &access.grant) else {
            return false;
        };
        let me = last.member(&self.me.device_key.public());
        let may = me.is_some_and(|me| me.is_admin);
        may && (last.epoch != self.team.epoch || last.devices != members(&self.team))
    }

    pub(super) fn sign_access(&self, grant: Grant) -> Access {
        let signature = self.me.device_key.sign(&grant.message());
        Access {
            grant,
            signer: self.me.device_key.public(),
            signature,
        }
    }

    pub(super) fn seal(
        &self,
        signed: &Signed,
        access: Option<&Access>,
        nonce: [u8; NONCE_LEN],
    ) -> Result<Envelope, TooBig> {
        signed.seal(&Cover {
            team: self.me.wire_team(),
            keys: &self.keys,
            nonce,
            access,
        })
    }

    /// Returns a nonce for sealing anew: it follows from all that can differ from the time before.
    fn nonce_again(&self, signed: &Signed, access: Option<&Access>) -> [u8; NONCE_LEN] {
        let mut hasher = blake3::Hasher::new_derive_key("ruil 2026 reseal nonce v1");
        hasher.update(self.keys.newest().as_bytes());
        hasher.update(signed.event.as_bytes());
        hasher.update(&signed.hash());
        let revision = access.map_or(0, |access| access.grant.revision);
        hasher.update(&revision.to_le_bytes());
        let mut nonce = [0; NONCE_LEN];
        hasher.finalize_xof().fill(&mut nonce);
        nonce
    }

    /// Executes the outbox again on top of the final state, and puts it in order: what was sealed for
    /// a key period that is over is sealed anew; who may is counted on from the last list; what would
    /// change that list but does not hold any more is taken out and told, since the relay can't know.
    pub(super) fn tidy(&mut self) -> Tidied {
        let mut tidied = Tidied::default();
        let mut tentative = std::sync::Arc::clone(&self.team);
        let mut last = self.access.as_ref().map(|access| access.grant.clone());
        let mut is_wrong = self.is_list_wrong();
        let listed = self.access.as_ref().map(|access| access.grant.epoch);
        let is_ahead = listed.is_some_and(|listed| listed != self.team.epoch);
        let mut kept = Vec::new();
        let counted = self.counted();
        self.counter = self.counter.max(counted);
        let mut floor = counted;
        for mut waiting in core::mem::take(&mut self.outbox) {
            let place = u64::try_from(kept.len()).unwrap_or(u64::MAX);
            let number = self.number.saturating_add(1).saturating_add(place);
            let time_ms = waiting.wall_ms;
            let stamp = ruil_core::Stamp { number, time_ms };
            let before = std::sync::Arc::clone(&tentative);
            let team = std::sync::Arc::make_mut(&mut tentative);
            waiting.outcome = team.hope(&waiting.event, stamp);
            let is_access = changes_access(&waiting.event.command);
            // A removal can't be what puts the list right: its key period would be the one the list has.
            let is_stuck =
                is_wrong && is_ahead && matches!(waiting.event.command, Command::Remove(_));
            let refusal = match &waiting.outcome {
                Outcome::Rejected(refusal) if is_access => Some(refusal),
                _ if is_stuck => Some(&Refusal::MembershipChanged),
                _ => None,
            };
            if let Some(refusal) = refusal {
                tidied.missed.push(missed(&waiting, refusal));
                self.forget(&waiting, &mut tidied.dropped);
                tentative = before;
                continue;
            }
            // Who is counted anew takes all behind along, so that their order stays. What is being
            // written may find its place taken by another tab's, and is then made anew.
            let is_counted = waiting.ticket.is_none();
            let is_behind = is_counted && (waiting.slot <= floor || waiting.is_anew);
            if is_behind {
                self.count_on(&mut waiting);
                tidied.moved.push(waiting.stored);
            }
            if is_counted {
                floor = waiting.slot;
            }
            let may_say = is_wrong && waiting.progress != Progress::Received;
            let grant = (is_access || may_say).then(|| {
                is_wrong = false;
                let grant = self.grant(&waiting.event, &tentative, last.as_ref());
                last = Some(grant.clone());
                grant
            });
            let is_renewed = self.renew(&mut waiting, grant);
            if is_behind {
                // Until it is written, another tab may take its new place.
                waiting.progress = Progress::Saving;
                waiting.is_asked = false;
            } else if is_renewed && waiting.ticket.is_some() {
                waiting.is_outdated = true;
            } else if is_renewed {
                tidied.resealed.push(waiting.row());
            }
            kept.push(waiting);
        }
        self.outbox = kept;
        self.tentative = tentative;
        tidied
    }

    /// Returns the last count of this device in the log.
    fn counted(&self) -> u64 {
        self.counters.get(&self.me.device).copied().unwrap_or(0)
    }

    /// Tells whether something is to be counted anew before it is sent.
    pub(super) fn is_behind(&self) -> bool {
        let counted = self.counted();
        let mut idle = self.outbox.iter();
        idle.any(|waiting| waiting.ticket.is_none() && waiting.slot <= counted)
    }

    /// Seals an event anew if its cover is not what it has to be.
    fn renew(&self, waiting: &mut Waiting, grant: Option<Grant>) -> bool {
        let envelope = &waiting.envelope;
        let same_list = envelope.access().map(|access| &access.grant) == grant.as_ref();
        if envelope.header().epoch == self.keys.epoch() && same_list {
            return false;
        }
        let access = grant.map(|grant| self.sign_access(grant));
        let nonce = self.nonce_again(&waiting.signed, access.as_ref());
        let Ok(envelope) = self.seal(&waiting.signed, access.as_ref(), nonce) else {
            return false;
        };
        waiting.envelope = envelope;
        if matches!(waiting.progress, Progress::Refused(_) | Progress::Received) {
            waiting.progress = Progress::Saved;
        }
        waiting.is_asked = false;
        true
    }

    /// Signs an event again with a count that this device has not used: its storage was put back to
    /// an older day, and what it counted since is in the log already.
    fn count_on(&mut self, waiting: &mut Waiting) {
        self.counter = self.counter.saturating_add(1);
        waiting.slot = self.counter;
        let body = self.body(&waiting.event, self.counter, self.last, waiting.wall_ms);
        self.last = waiting.event.id;
        waiting.signed = crate::seal::sign(&self.me, waiting.event.id, &body);
        let nonce = self.nonce_again(&waiting.signed, None);
        if let Ok(envelope) = self.seal(&waiting.signed, None, nonce) {
            waiting.envelope = envelope;
        }
    }

    /// Returns what to write for a tidied outbox, and what to tell.
    pub(super) fn write_tidied(&mut self, tidied: Tidied, mut batch: Batch) -> Vec<Output> {
        let mut outputs = tidied.missed;
        batch.drop_outbox.extend(tidied.dropped);
        if !tidied.resealed.is_empty() {
            batch.durability = Durability::Strict;
            batch.reseal.extend(tidied.resealed);
        }
        let batch = core::mem::take(&mut self.unwritten).then(batch);
        if batch != Batch::default() {
            let ticket = self.ticket();
            self.writing.insert(ticket, batch.clone());
            outputs.push(Output::Save(ticket, batch));
        }
        outputs.extend(self.move_on(tidied.moved));
        outputs
    }

    /// Writes what was counted anew in its new places: as new rows, so that no two tabs take one place.
    fn move_on(&mut self, moved: Vec<u64>) -> Option<Output> {
        if moved.is_empty() {
            return None;
        }
        let ticket = self.ticket();
        let is_moved = |waiting: &&mut Waiting| {
            moved.contains(&waiting.stored) && waiting.stored != waiting.slot
        };
        let rows = self.outbox.iter_mut().filter(is_moved).map(|waiting| {
            waiting.ticket = Some(ticket);
            waiting.row()
        });
        let outbox = rows.collect();
        let counter = saved::counter_bytes(self.counter, self.last);
        let batch = Batch {
            durability: Durability::Strict,
            meta: vec![(saved::COUNTER.to_owned(), counter)],
            outbox,
            drop_outbox: moved,
            ..Batch::default()
        };
        Some(Output::Save(ticket, batch))
    }

    /// Ends the waiting of what has a number. What has it in vain, because its count was used before, is done
    /// again: the service worker sends what waits as it is, and can't know that the storage was put back to
    /// an older day or copied.
    pub(super) fn conclude(&mut self, mine: Waiting, dropped: &mut Vec<u64>) {
        if !self.in_vain.contains(&mine.event.id) {
            return self.forget(&mine, dropped);
        }
        let id = self.id_anew(mine.event.id);
        let is_there = self.events.contains(&id);
        if is_there || self.outbox.iter().any(|waiting| waiting.event.id == id) {
            return self.forget(&mine, dropped);
        }
        let mut again = mine;
        again.event.id = id;
        again.is_anew = true;
        again.is_asked = false;
        again.promised = None;
        again.progress = Progress::Saved;
        if let Some(ticket) = again.ticket.take() {
            self.settled.entry(ticket).or_default().push(again.slot);
            if again.stored == again.slot {
                // No row of its own yet.
                again.stored = 0;
            }
        }
        again.slot = again.stored;
        let before = |waiting: &Waiting| waiting.slot < again.slot;
        let at = self.outbox.partition_point(before);
        self.outbox.insert(at, again);
    }

    /// Returns the id under which this device does an action again: always the same, so that two tabs, or one
    /// that was closed in between, do it once; and nobody else knows it before.
    pub fn id_anew(&self, event: EventId) -> EventId {
        EventId::from_bytes(self.me.device_key.derive_id(event))
    }

    /// Drops the row of what waits no longer: now, or once it is known that it is there. While it is being
    /// written, its place may turn out to be another tab's.
    pub(super) fn forget(&mut self, waiting: &Waiting, dropped: &mut Vec<u64>) {
        match waiting.ticket {
            Some(ticket) => {
                self.settled.entry(ticket).or_default().push(waiting.slot);
                if waiting.stored != waiting.slot {
                    dropped.push(waiting.stored);
                }
            }
            None => dropped.push(waiting.stored),
        }
    }
}

/// Returns the devices of a team as a list of who may has them.
fn members(team: &Team) -> Vec<Member> {
    let devices = team.devices.values().map(|device| Member {
        key: device.key,
        is_admin: team.is_coordinator(device.person),
    });
    let mut devices: Vec<_> = devices.collect();
    devices.sort_unstable();
    devices.dedup_by_key(|member| member.key);
    devices
}

fn missed(waiting: &Waiting, refusal: &Refusal) -> Output {
    Output::Missed(Box::new(waiting.event.clone()), refusal.clone())
}

impl Waiting {
    pub(super) fn row(&self) -> (u64, Vec<u8>) {
        (self.slot, self.envelope.as_bytes().to_vec())
    }
}
