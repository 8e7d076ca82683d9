//! Acting: a command becomes a signed, sealed event in the outbox.

use std::sync::Arc;

use ruil_core::{Command, Event, EventId, Outcome, RULES, Stamp, Team};

use crate::body::{Body, command_bytes};
use crate::saved::{self, Batch, Durability};
use crate::seal::seal;

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
        let mut tentative = Arc::clone(&self.tentative);
        let mut counter = self.counter;
        let mut last = self.last;
        let mut made = Vec::new();
        for (command, seed) in commands {
            let event = Event {
                id: EventId::from_bytes(seed.event),
                device: self.me.device,
                actor: self.me.person,
                command,
            };
            counter += 1;
            let outcome = self.execute(Arc::make_mut(&mut tentative), &event, made.len(), wall_ms);
            if let Outcome::Rejected(refusal) = outcome {
                return Err(NotDone::Refused(refusal));
            }
            let body = self.body(&event, counter, last, wall_ms);
            let envelope = seal(&self.me, event.id, &body, seed.nonce).map_err(NotDone::TooBig)?;
            last = event.id;
            made.push(Waiting {
                slot: counter,
                event,
                wall_ms,
                progress: Progress::Saving,
                outcome,
                envelope,
                ticket: None,
                is_asked: false,
            });
        }
        self.tentative = tentative;
        self.counter = counter;
        self.last = last;
        Ok(self.keep(made))
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

    fn body(&self, event: &Event, counter: u64, previous: EventId, wall_ms: u64) -> Body {
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
    pub(super) fn execute(
        &self,
        team: &mut Team,
        event: &Event,
        ahead: usize,
        wall_ms: u64,
    ) -> Outcome {
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

    /// Executes the outbox again on top of the final state.
    pub(super) fn rebase(&mut self) {
        let mut tentative = Arc::clone(&self.team);
        for at in 0..self.outbox.len() {
            let number = self
                .number
                .saturating_add(1 + u64::try_from(at).unwrap_or(u64::MAX));
            let Some(waiting) = self.outbox.get_mut(at) else {
                break;
            };
            let stamp = Stamp {
                number,
                time_ms: waiting.wall_ms,
            };
            waiting.outcome = Arc::make_mut(&mut tentative).hope(&waiting.event, stamp);
        }
        self.tentative = tentative;
    }

    pub(super) fn saved(&mut self, ticket: Ticket, progress: Progress) -> Vec<Output> {
        let mut any = false;
        for waiting in self
            .outbox
            .iter_mut()
            .filter(|waiting| waiting.ticket == Some(ticket))
        {
            waiting.ticket = None;
            any = true;
            if waiting.progress == Progress::Saving {
                waiting.progress = progress;
            }
        }
        if any {
            self.push().into_iter().chain([Output::Changed]).collect()
        } else {
            Vec::new()
        }
    }
}
