//! What the relay has promised, in its own hand: receipts, and how far the log goes.
//!
//! A relay that breaks its word is caught by the device it gave it to; one that lost what it promised is
//! given it back, as far as its own word proves that it was so.

use ruil_core::EventId;
use ruil_wire::frame::Mark;
use ruil_wire::{Entry, Head, PublicKey, Signature, TeamId};

use crate::saved::{self, RelayWord};

use super::{Alarm, Engine, Output};

impl Engine {
    /// Meets a relay. Its key is kept from the first time on; another one is another relay.
    pub(super) fn meet(&mut self, relay: PublicKey) {
        if self.relay.is_none_or(|known| known.key != relay) {
            self.relay = Some(RelayWord {
                key: relay,
                mark: None,
            });
        }
    }

    pub(super) fn relay_row(&self) -> Option<(String, Vec<u8>)> {
        let word = self.relay?;
        Some((saved::RELAY.to_owned(), word.to_bytes()))
    }

    /// Tells whether the relay signed something; in the old protocol nobody can tell.
    pub(super) fn is_the_relays(&self, holds: impl Fn(&PublicKey, TeamId) -> bool) -> bool {
        let team = self.me.wire_team();
        self.relay.is_none_or(|relay| holds(&relay.key, team))
    }

    /// Returns the relay's word for the chain after these entries; nothing if they don't lead on from here,
    /// or the relay gives no word.
    pub(super) fn word_for(&self, entries: &[Entry], signature: Option<Signature>) -> Option<Mark> {
        let (mut number, mut head) = (self.number, self.head());
        for entry in entries.iter().filter(|entry| entry.number > self.number) {
            number = number.saturating_add(1);
            head = head.then(entry.number, entry.time_ms, &entry.envelope);
        }
        let leads_on = entries.last().is_some_and(|last| last.number == number);
        let signature = signature.filter(|_| leads_on)?;
        Some(Mark {
            number,
            head,
            signature,
        })
    }

    /// Tells whether the relay's word holds. A relay that signs something else than it sends shows two logs.
    pub(super) fn is_true(&self, word: &Mark) -> bool {
        self.is_the_relays(|relay, team| word.is_signed_by(relay, team))
    }

    /// Takes over the relay's word for the chain up to here, and returns it to be kept.
    pub(super) fn marked(&mut self, word: Mark) -> Option<(String, Vec<u8>)> {
        let relay = self.relay.as_mut()?;
        relay.mark = Some(word);
        self.relay_row()
    }

    /// Holds the relay to its receipts: who was promised this number has to have it.
    pub(super) fn keep_promise(&mut self, number: u64, event: EventId) {
        let mut promised = self.outbox.iter();
        let broken =
            promised.any(|waiting| waiting.promised == Some(number) && waiting.event.id != event);
        if broken {
            self.fork(number);
        }
    }

    /// The relay has less than it once gave: it was restored from a backup, or emptied. If it is on
    /// our branch, it is given back what it has lost.
    pub(super) fn rewind(&mut self, number: u64, head: Head) -> Vec<Output> {
        let is_ours = self.chain.head_at(number) == Some(head);
        if !is_ours || number > self.number {
            self.fork(number);
            return vec![Output::HangUp, Output::Changed];
        }
        let word = self.relay.and_then(|relay| relay.mark);
        let word = word.filter(|mark| mark.number > number);
        let is_empty = number == self.chain.first();
        if is_empty {
            self.owe_base();
        }
        // A relay that has never known the team has given no word for it.
        let unsigned = Mark {
            number: self.number,
            head: self.head(),
            signature: [0; 64],
        };
        let Some(goal) = word.or_else(|| is_empty.then_some(unsigned)) else {
            self.alarm = Some(Alarm::Rewound { number });
            return vec![Output::HangUp, Output::Changed];
        };
        let restore = Output::Restore {
            after: number,
            goal,
        };
        vec![restore, Output::Changed]
    }
}
