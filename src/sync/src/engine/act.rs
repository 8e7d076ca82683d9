//! Acting: a command becomes a signed, sealed event in the outbox.

use std::sync::Arc;

use ruil_core::{Command, DeviceId, Event, EventId, Outcome, PersonId, RULES, Stamp, Team};
use ruil_wire::Grant;

use crate::body::{Body, command_bytes};
use crate::epoch::{self, Period};
use crate::keys::TeamKey;
use crate::saved::{self, Batch, Durability};
use crate::seal::sign;

use super::outbox::{Tidied, changes_access};
use super::{Engine, NotDone, Output, Progress, Ticket, Waiting};

/// The randomness one event needs, 40 bytes from the edge.
#[derive(Clone, Copy)]
pub struct Seed {
    /// Becomes the event's id.
    pub event: [u8; 16],
    /// Becomes the seal's nonce.
    pub nonce: [u8; 24],
}

impl Engine {
    /// Does what a person asks for, all of it in one transaction or nothing.
    ///
    /// `wall_ms` is this device's clock; there is one seed a command. Commands after the first
    /// are checked on top of those before. What does not hold by what this device knows is not
    /// taken on at all.
    pub fn act(
        &mut self,
        commands: Vec<(Command, Seed)>,
        wall_ms: u64,
    ) -> Result<Vec<Output>, NotDone> {
        if let Some(alarm) = self.alarm {
            return Err(NotDone::Alarm(alarm));
        }
        if commands.is_empty() {
            // Nor is a count written: it would be ahead of what is about to be written in its place.
            return Ok(Vec::new());
        }
        let mut tentative = Arc::clone(&self.tentative);
        let mut counter = self.counter;
        let mut last = self.last;
        let mut list = self.last_list().cloned();
        let is_final = list.as_ref() == self.access.as_ref().map(|access| &access.grant);
        let mut is_wrong = is_final && self.is_list_wrong();
        let mut made = Vec::new();
        for (command, seed) in commands {
            let event = Event {
                id: EventId::from_bytes(seed.event),
                device: self.me.device,
                actor: self.actor,
                command,
            };
            counter = counter.saturating_add(1);
            let outcome = self.execute(Arc::make_mut(&mut tentative), &event, made.len(), wall_ms);
            if let Outcome::Rejected(refusal) = outcome {
                return Err(NotDone::Refused(refusal));
            }
            let signed = sign(
                &self.me,
                event.id,
                &self.body(&event, counter, last, wall_ms),
            );
            let brings_list = changes_access(&event.command) || core::mem::take(&mut is_wrong);
            let access = brings_list.then(|| {
                let grant = self.grant(&event, &tentative, list.as_ref());
                list = Some(grant.clone());
                self.sign_access(grant)
            });
            let envelope = self.seal(&signed, access.as_ref(), seed.nonce);
            let envelope = envelope.map_err(NotDone::TooBig)?;
            last = event.id;
            made.push(Waiting {
                slot: counter,
                event,
                wall_ms,
                progress: Progress::Saving,
                outcome,
                signed,
                envelope,
                promised: None,
                live_since_ms: None,
                ticket: None,
                stored: counter,
                is_outdated: false,
                is_anew: false,
                is_asked: false,
            });
        }
        self.tentative = tentative;
        self.counter = counter;
        self.last = last;
        Ok(self.keep(made))
    }

    /// Prepares taking people or devices out of the team, for [`Command::Remove`]: a new team key,
    /// sealed for each device that stays. `random` becomes that key and the key it is sealed with.
    ///
    /// Nothing if a device's key is none. Made on the membership as it is now; if that changes before
    /// the relay has it, it is taken out of the outbox and told.
    pub fn removal(
        &self,
        people: Vec<PersonId>,
        devices: Vec<DeviceId>,
        random: ([u8; 32], [u8; 32]),
    ) -> Option<ruil_core::event::Removal> {
        let team = &self.tentative;
        let epoch = team.epoch.checked_add(1)?;
        let period = Period {
            team: self.me.team,
            epoch,
        };
        let staying = team.remaining(&people, &devices);
        let keys = staying.iter().map(|device| &device.key);
        let sealed = epoch::seal_for(period, &TeamKey::make(random.0), random.1, keys)?;
        Some(ruil_core::event::Removal {
            base: team.membership(),
            people,
            devices,
            epoch,
            ephemeral: sealed.ephemeral,
            keys: sealed.keys,
        })
    }

    /// Returns the last list of who may, waiting or final.
    pub(super) fn last_list(&self) -> Option<&Grant> {
        let waiting = self.outbox.iter().rev();
        let mut waiting = waiting.filter_map(|waiting| waiting.envelope.access());
        let last = waiting.next().or(self.access.as_ref());
        last.map(|access| &access.grant)
    }

    fn keep(&mut self, mut made: Vec<Waiting>) -> Vec<Output> {
        let ticket = self.ticket();
        made.iter_mut()
            .for_each(|waiting| waiting.ticket = Some(ticket));
        let rows = made
            .iter()
            .map(|waiting| (waiting.slot, waiting.envelope.as_bytes().to_vec()));
        let counter = saved::counter_bytes(self.counter, self.last);
        let batch = Batch {
            durability: Durability::Strict,
            meta: vec![(saved::COUNTER.to_owned(), counter)],
            outbox: rows.collect(),
            ..Batch::default()
        };
        self.outbox.extend(made);
        vec![Output::Save(ticket, batch), Output::Changed]
    }

    pub(super) fn body(
        &self,
        event: &Event,
        counter: u64,
        previous: EventId,
        wall_ms: u64,
    ) -> Body {
        Body {
            rules: RULES,
            device: event.device,
            counter,
            previous,
            seen_number: self.number,
            seen_head: self.head().0,
            seen_state: self.team.fingerprint(),
            wall_ms,
            actor: event.actor,
            command: command_bytes(&event.command),
        }
    }

    /// Executes an event on the tentative state, as if it were numbered after all before it.
    fn execute(&self, team: &mut Team, event: &Event, ahead: usize, wall_ms: u64) -> Outcome {
        let place = self.outbox.len().saturating_add(ahead).saturating_add(1);
        let number = self
            .number
            .saturating_add(u64::try_from(place).unwrap_or(u64::MAX));
        team.hope(
            event,
            Stamp {
                number,
                time_ms: wall_ms,
            },
        )
    }

    pub(super) fn saved(&mut self, ticket: Ticket, progress: Progress) -> Vec<Output> {
        let written = self.writing.remove(&ticket);
        if let Some(batch) = written.filter(|_| progress == Progress::NotSaved) {
            self.unwritten = core::mem::take(&mut self.unwritten).then(batch);
        }
        let is_saved = progress == Progress::Saved;
        let mut again = Tidied::default();
        if is_saved {
            again
                .dropped
                .extend(self.settled.remove(&ticket).into_iter().flatten());
        }
        let mut any = false;
        for waiting in self
            .outbox
            .iter_mut()
            .filter(|waiting| waiting.ticket == Some(ticket))
        {
            if is_saved {
                waiting.ticket = None;
                waiting.stored = waiting.slot;
                waiting.is_anew = false;
                if core::mem::take(&mut waiting.is_outdated) {
                    again.resealed.push(waiting.row());
                }
            }
            any = true;
            // What failed is tried again, and may end well.
            if matches!(waiting.progress, Progress::Saving | Progress::NotSaved) {
                waiting.progress = progress;
            }
        }
        if is_saved && self.is_behind() {
            // The log came while it was being written.
            again.extend(self.tidy());
        }
        let mut outputs = Vec::new();
        if !again.is_empty() {
            outputs.extend(self.write_tidied(again, Batch::default()));
        }
        if any {
            outputs.extend(self.send_on());
            outputs.push(Output::Changed);
        }
        outputs
    }
}
