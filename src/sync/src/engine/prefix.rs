//! The final prefix: verifying entries, link by link, and replaying them.

use std::sync::Arc;

use ruil_core::ablation::{Defence, stands};
use ruil_core::{Command, Event, EventId, Outcome, PersonId, RULES, Stamp, Team};
use ruil_wire::{ClientFrame, Entry, Envelope, Signature};

use crate::epoch::{self, Period, SEALED_LEN};
use crate::saved::{Batch, doubt, log_row};
use crate::seal::{Opened, open};

use super::{Alarm, DONE_MAX, Done, Engine, Link, Output, Waiting};

impl Engine {
    /// Takes entries from the relay: those it knows are passed over, a gap is asked for.
    pub(super) fn batch(
        &mut self,
        entries: &[Entry],
        last: u64,
        mark: Option<Signature>,
    ) -> Vec<Output> {
        if self.alarm.is_some() || self.start.is_some() || self.behind.is_some() {
            return Vec::new();
        }
        let mut word = self.word_for(entries, mark);
        if let Some(lie) = word.take_if(|word| !self.is_true(word)) {
            self.fork(lie.number);
            if self.alarm.is_some() {
                // Nothing of it is taken over, so that what is kept stays as it was vouched for.
                return vec![Output::Changed];
            }
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
            let own = self.own(&entry.envelope);
            let event = self.extend(entry.time_ms, &entry.envelope, true);
            if self.number < entry.number {
                break;
            }
            let mut row = log_row(entry.time_ms, &entry.envelope);
            if self.doubted == Some(entry.number) {
                doubt(&mut row);
            }
            if !self.settle(event, &entry.envelope, &mut batch.drop_outbox) {
                break;
            }
            batch.log.push((entry.number, row));
            outputs.extend(own.map(|(by, before)| Output::Final {
                by,
                before,
                after: Arc::clone(&self.team),
            }));
        }
        let is_sound = self.alarm.is_none();
        if let Some(word) = word.filter(|word| is_sound && word.number == self.number) {
            batch.meta.extend(self.marked(word));
        }
        self.reopen();
        let tidied = self.tidy();
        outputs.extend(self.write_tidied(tidied, batch));
        if self.link == Link::CatchingUp && self.number >= self.relay_number {
            self.link = Link::Live;
            self.doubt_unproven();
        }
        outputs.extend(self.send_on());
        outputs.extend(self.vouch());
        outputs.push(Output::Changed);
        outputs
    }

    /// Returns who did what an entry brings, and the team before it, if it was done on this device.
    fn own(&self, envelope: &Envelope) -> Option<(PersonId, Arc<Team>)> {
        let id = EventId::from_bytes(envelope.header().event.0);
        let mut outbox = self.outbox.iter();
        let waiting = outbox.find(|waiting| waiting.event.id == id)?;
        Some((waiting.event.actor, Arc::clone(&self.team)))
    }

    /// Takes a final event out of the outbox. What the relay numbered has to be what this device made,
    /// whatever it is sealed in; if it is not, neither it nor that mine is over is kept.
    fn settle(&mut self, event: EventId, envelope: &Envelope, dropped: &mut Vec<u64>) -> bool {
        let at = self
            .outbox
            .iter()
            .position(|waiting| waiting.event.id == event);
        let Some(mine) = at.map(|at| self.outbox.remove(at)) else {
            return true;
        };
        let is_mine = self.open(envelope).is_some_and(|found| {
            found.body.device == self.me.device
                && found.body.command() == Some(mine.event.command.clone())
        });
        if !is_mine {
            self.alarm = Some(Alarm::Tampered {
                number: self.number,
            });
            return false;
        }
        self.conclude(mine, dropped);
        true
    }

    /// Opens an envelope, if it is of the key period it has to be of.
    fn open(&self, envelope: &Envelope) -> Option<Opened> {
        open(self.keys.get(envelope.header().epoch)?, envelope).ok()
    }

    /// Puts one entry on the chain and replays it. Returns the event's id.
    ///
    /// An event that needs newer rules, or a key that this device was not given, stops the prefix
    /// before it. One that was sealed for a key period that was over by its number is passed over: who
    /// was removed may have read it, or written it.
    pub(super) fn extend(&mut self, time_ms: u64, envelope: &Envelope, verify: bool) -> EventId {
        let number = self.number + 1;
        let header = envelope.header();
        let id = EventId::from_bytes(header.event.0);
        let is_timely = header.epoch == self.team.epoch;
        if is_timely && self.keys.get(header.epoch).is_none() {
            self.alarm = Some(Alarm::NoKey { number });
            return id;
        }
        let opened = self.open(envelope).filter(|_| is_timely);
        if opened
            .as_ref()
            .is_some_and(|opened| opened.body.rules > RULES)
        {
            self.alarm = Some(Alarm::Update { number });
            return id;
        }
        self.milestone_before(time_ms);
        self.keep_promise(number, id);
        let stamp = Stamp { number, time_ms };
        if let Some(opened) = opened.filter(|_| self.events.insert(id)) {
            self.replay(&opened, stamp, verify);
        }
        self.take_list(envelope);
        self.number = number;
        let state = self.team.fingerprint();
        self.chain.push(number, time_ms, envelope, state);
        self.milestone_after();
        id
    }

    fn replay(&mut self, opened: &Opened, stamp: Stamp, verify: bool) {
        let body = &opened.body;
        let Some(command) = body.command() else {
            return;
        };
        if matches!(&command, Command::Found(founding) if founding.team != self.me.team) {
            return;
        }
        let event = Event {
            id: opened.event,
            device: body.device,
            actor: body.actor,
            command,
        };
        let Some(key) = self.team.key_for(&event) else {
            return;
        };
        if verify && !opened.is_signed_by(&key) {
            self.doubted = Some(stamp.number);
            return;
        }
        if !self.counts(event.device, body.counter) {
            if event.device == self.me.device {
                self.in_vain.insert(event.id);
            }
            return;
        }
        self.compare(opened);
        let outcome = Arc::make_mut(&mut self.team).apply(&event, stamp);
        self.prove();
        if outcome == Outcome::Applied {
            self.follow(&event);
        }
        let seen = self.seen.entry(event.actor).or_default();
        *seen = (*seen).max(body.seen_number);
        let is_own = event.device == self.me.device && self.me.is_tablet();
        if event.actor == self.me.person || is_own {
            self.remember(Done {
                event,
                stamp,
                outcome,
            });
        }
    }

    /// Tells whether a device's count goes on. One that does not comes from a copy of the device, or
    /// is an old event in a new envelope: the first to be numbered counts.
    fn counts(&mut self, device: ruil_core::DeviceId, counter: u64) -> bool {
        let last = self.counters.entry(device).or_insert(0);
        if counter > *last || !stands(Defence::Counter) {
            *last = counter;
            return true;
        }
        self.copied.insert(device);
        false
    }

    /// Takes over the list of who may as the relay does, whatever becomes of the event: the next list has
    /// to follow the last one that the relay took.
    fn take_list(&mut self, envelope: &Envelope) {
        let Some(next) = envelope.access() else {
            return;
        };
        let fits = match &self.access {
            None => next.begins().is_ok(),
            Some(last) => next.follows(&last.grant).is_ok(),
        };
        if fits {
            self.access = Some(next.clone());
            self.outbox.iter_mut().for_each(Waiting::try_again);
        }
    }

    /// Takes over what an applied event says of the keys.
    fn follow(&mut self, event: &Event) {
        let Command::Remove(removal) = &event.command else {
            return;
        };
        let period = Period {
            team: self.me.team,
            epoch: removal.epoch,
        };
        // The keys are in the order of the devices that stay.
        let place = self.team.devices.iter();
        let place = place
            .map(|(id, _)| *id)
            .position(|device| device == self.me.device);
        let sealed = place.and_then(|at| removal.keys.chunks_exact(SEALED_LEN).nth(at));
        let key = sealed.and_then(|sealed| {
            epoch::open_own(period, &self.me.device_key, removal.ephemeral, sealed)
        });
        if let Some(key) = key {
            self.keys.add(removal.epoch, key);
        }
    }

    /// Compares what the author saw with what this device has at that number.
    fn compare(&mut self, opened: &Opened) {
        let number = opened.body.seen_number;
        if number < self.chain.first() {
            return;
        }
        let (head, state) = (self.chain.head_at(number), self.chain.state_at(number));
        if head.is_none_or(|head| head.0 != opened.body.seen_head) {
            self.fork(number);
        } else if opened.body.rules == RULES
            && stands(Defence::Chain)
            && state.is_none_or(|state| state != opened.body.seen_state)
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
