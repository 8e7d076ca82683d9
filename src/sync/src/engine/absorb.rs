//! Two tabs of one device: what the other one kept is taken over.
//!
//! Tabs are equal peers; the storage they share decides. A tab that finds its place in the outbox
//! taken has counted what the other one counted already: it takes its own action back, absorbs
//! what is kept, and acts again.

use ruil_core::{Command, PersonId};

use crate::checkpoint::{self, Checkpoint};
use crate::keys::Identity;
use crate::saved::{self, Batch, Durability, RelayWord, Saved};

use super::{Engine, Output, Progress, Ticket};

impl Engine {
    /// Takes over what another tab of this device kept since.
    pub fn absorb(&mut self, kept: &Saved) -> Vec<Output> {
        let counter = kept.meta.get(saved::COUNTER);
        if let Some((counter, last)) = counter.and_then(|bytes| saved::parse_counter(bytes))
            && counter > self.counter
        {
            self.counter = counter;
            self.last = last;
        }
        let lock = kept.meta.get(saved::LOCKED);
        if let Some(locked) = lock {
            self.set_lock(locked);
        }
        self.absorb_start(kept);
        for (number, row) in &kept.log {
            if *number <= self.number {
                continue;
            }
            let next = saved::parse_log_row(row).filter(|_| *number == self.number + 1);
            if let Some((time_ms, envelope)) = next.filter(|_| self.alarm.is_none()) {
                let event = self.extend(time_ms, &envelope, saved::is_doubted(row));
                let settled = self
                    .outbox
                    .extract_if(.., |waiting| waiting.event.id == event);
                // The other tab drops its row; what this one is still writing it does not know of.
                let settled: Vec<_> = settled.filter(|waiting| waiting.ticket.is_some()).collect();
                for waiting in settled {
                    self.conclude(waiting, &mut Vec::new());
                }
            }
        }
        self.absorb_word(kept);
        for (slot, bytes) in &kept.outbox {
            if !self
                .outbox
                .iter()
                .any(|waiting| waiting.envelope.as_bytes() == bytes)
            {
                self.reload(*slot, bytes);
            }
        }
        self.outbox.sort_unstable_by_key(|waiting| waiting.slot);
        let tidied = self.tidy();
        let mut outputs = self.write_tidied(tidied, Batch::default());
        outputs.extend(self.send_on());
        outputs.push(Output::Changed);
        outputs
    }

    /// Takes over the relay's last word, if it is for what this tab has.
    fn absorb_word(&mut self, kept: &Saved) {
        let word = kept.meta.get(saved::RELAY);
        let word = word.and_then(|bytes| RelayWord::parse(bytes));
        let Some(word) = word else { return };
        let (mine, new) = (self.relay, word.mark);
        let known = mine.and_then(|mine| mine.mark).map(|mark| mark.number);
        // A tab that has met no relay yet has met the other tab's.
        let is_known = mine.is_none_or(|mine| mine.key == word.key);
        let is_news = is_known && new.map(|mark| mark.number) > known;
        let is_here = new.is_some_and(|mark| self.chain.head_at(mark.number) == Some(mark.head));
        if is_news && is_here {
            self.relay = Some(word);
        }
    }

    /// Begins where the other tab began, if this one still waits for that.
    fn absorb_start(&mut self, kept: &Saved) {
        if self.start.is_none() {
            return;
        }
        let team = self.me.wire_team();
        if let Some(sealed) = kept.meta.get(saved::CHECKPOINT)
            && let Some(bytes) = checkpoint::open(&self.keys, team, sealed)
            && let Some(checkpoint) = Checkpoint::parse(&bytes)
        {
            self.begin(checkpoint, sealed);
        }
        if self.number > 0 || !kept.log.is_empty() {
            self.start = None;
        }
    }

    /// Takes back what a write did not keep, and returns the commands to do again, with who asked for
    /// each. What the relay was given meanwhile stays: done again, it would be done twice.
    pub fn take_back(&mut self, ticket: Ticket) -> Vec<(PersonId, Command)> {
        for waiting in &mut self.outbox {
            // What was counted anew stays what it is, and is counted once more.
            if waiting.ticket == Some(ticket) && waiting.stored != waiting.slot {
                waiting.slot = waiting.stored;
                waiting.ticket = None;
                waiting.progress = Progress::Saved;
            }
        }
        let taken = self.outbox.extract_if(.., |waiting| {
            waiting.ticket == Some(ticket) && !waiting.is_asked
        });
        let commands = taken.map(|waiting| (waiting.event.actor, waiting.event.command));
        let commands = commands.collect();
        self.settled.remove(&ticket);
        let tidied = self.tidy();
        let outputs = self.write_tidied(tidied, Batch::default());
        self.late.extend(outputs);
        commands
    }

    /// Takes note of the identity under a lock, as the storage holds it; empty if it holds the open one.
    pub fn set_lock(&mut self, locked: &[u8]) {
        self.locked = (!locked.is_empty()).then(|| locked.to_vec());
    }

    /// Returns everything this device can't do without, for a storage that was emptied under it:
    /// who it is, how far it counted, and what waits. The relay has the rest, with the keys of the periods
    /// since a lock was put on; under a lock no key is written in the open.
    pub fn whole(&self) -> Batch {
        let waiting = self.outbox.iter();
        let waiting = waiting.map(|waiting| (waiting.slot, waiting.envelope.as_bytes().to_vec()));
        let shut = self.shut.iter();
        let shut = shut.map(|(slot, bytes)| (*slot, bytes.clone()));
        let identity = match &self.locked {
            Some(locked) => (saved::LOCKED.to_owned(), locked.clone()),
            None => {
                let me = Identity {
                    keys: self.keys.clone(),
                    ..self.me.clone()
                };
                (saved::IDENTITY.to_owned(), me.to_bytes().to_vec())
            }
        };
        Batch {
            durability: Durability::Strict,
            meta: vec![
                identity,
                (
                    saved::COUNTER.to_owned(),
                    saved::counter_bytes(self.counter, self.last),
                ),
            ],
            outbox: waiting.chain(shut).collect(),
            ..Batch::default()
        }
    }
}
