//! The final prefix: verifying entries, link by link, and replaying them.

use std::sync::Arc;

use ruil_core::{Command, Event, EventId, Outcome, RULES, Stamp};
use ruil_wire::{ClientFrame, Entry, Envelope};

use crate::saved::{Batch, log_row};
use crate::seal::{Opened, open};

use super::{Alarm, DONE_MAX, Done, Engine, Link, Output};

impl Engine {
    /// Takes entries from the relay: those it knows are passed over, a gap is asked for.
    pub(super) fn batch(&mut self, entries: &[Entry], last: u64) -> Vec<Output> {
        if self.alarm.is_some() {
            return Vec::new();
        }
        self.relay_number = self.relay_number.max(last);
        let mut batch = Batch::default();
        let mut outputs = Vec::new();
        for entry in entries {
            if entry.number <= self.number {
                continue;
            }
            if entry.number != self.number + 1 {
                outputs.push(Output::Send(ClientFrame::Pull { after: self.number }));
                break;
            }
            let event = self.extend(entry.time_ms, &entry.envelope, true);
            if self.number < entry.number {
                break;
            }
            batch
                .log
                .push((entry.number, log_row(entry.time_ms, &entry.envelope)));
            batch.drop_outbox.extend(self.settle(event));
        }
        self.rebase();
        if batch != Batch::default() {
            outputs.push(Output::Save(self.ticket(), batch));
        }
        if self.link == Link::CatchingUp && self.number >= self.relay_number {
            self.link = Link::Live;
        }
        outputs.extend(self.push());
        outputs.push(Output::Changed);
        outputs
    }

    /// Takes a final event out of the outbox and returns its slot.
    fn settle(&mut self, event: EventId) -> Option<u64> {
        let at = self
            .outbox
            .iter()
            .position(|waiting| waiting.event.id == event)?;
        Some(self.outbox.remove(at).slot)
    }

    /// Puts one entry on the chain and replays it. Returns the event's id.
    ///
    /// An event that needs newer rules stops the prefix before it.
    pub(super) fn extend(&mut self, time_ms: u64, envelope: &Envelope, verify: bool) -> EventId {
        let number = self.number + 1;
        let id = EventId::from_bytes(envelope.header().event.0);
        let opened = open(&self.me.team_key, envelope).ok();
        if opened
            .as_ref()
            .is_some_and(|opened| opened.body.rules > RULES)
        {
            self.alarm = Some(Alarm::Update { number });
            return id;
        }
        let stamp = Stamp { number, time_ms };
        if let Some(opened) = opened.filter(|_| self.events.insert(id)) {
            self.replay(&opened, stamp, verify);
        }
        self.number = number;
        self.heads.push(self.head().then(number, time_ms, envelope));
        self.states.push(self.team.fingerprint());
        id
    }

    fn replay(&mut self, opened: &Opened, stamp: Stamp, verify: bool) {
        let Some(command) = opened.body.command() else {
            return;
        };
        if matches!(&command, Command::Found(founding) if founding.team != self.me.team) {
            return;
        }
        let event = Event {
            id: opened.event,
            device: opened.body.device,
            actor: opened.body.actor,
            command,
        };
        let Some(key) = self.team.key_for(&event) else {
            return;
        };
        if verify && !opened.is_signed_by(&key) {
            return;
        }
        self.compare(opened);
        let outcome = Arc::make_mut(&mut self.team).apply(&event, stamp);
        let seen = self.seen.entry(event.actor).or_default();
        *seen = (*seen).max(opened.body.seen_number);
        if event.actor == self.me.person {
            self.remember(Done {
                event,
                stamp,
                outcome,
            });
        }
    }

    /// Compares what the author saw with what this device has at that number.
    fn compare(&mut self, opened: &Opened) {
        let number = opened.body.seen_number;
        let at = usize::try_from(number).unwrap_or(usize::MAX);
        let (head, state) = (self.heads.get(at), self.states.get(at));
        if head.is_none_or(|head| head.0 != opened.body.seen_head) {
            self.alarm = Some(Alarm::Fork { number });
        } else if opened.body.rules == RULES
            && state.is_none_or(|state| *state != opened.body.seen_state)
        {
            // Another build keeps another state of the same log; only like is compared with like.
            self.alarm = Some(Alarm::Diverged { number });
        }
    }

    fn remember(&mut self, done: Done) {
        if done.outcome == Outcome::Opaque {
            return;
        }
        if self.done.len() >= DONE_MAX {
            self.done.remove(0);
        }
        self.done.push(done);
    }
}
