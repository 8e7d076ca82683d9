//! What the relay has promised, in its own hand: receipts, and how far the log goes.
//!
//! A relay that breaks its word is caught by the device it gave it to; one that lost what it promised is
//! given it back, as far as its own word proves that it was so.

use ruil_core::EventId;
use ruil_wire::frame::Mark;
use ruil_wire::{Head, PublicKey, Receipt, Signature};

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

    /// Tells whether a receipt is the relay's own; in the old protocol nobody can tell.
    pub(super) fn is_the_relays(&self, receipt: &Receipt) -> bool {
        let team = self.me.wire_team();
        self.relay
            .is_none_or(|relay| receipt.is_signed_by(&relay.key, team))
    }

    /// Checks the relay's word for the chain up to here, and returns it to be kept. A relay that signs
    /// something else than it sends shows two logs.
    pub(super) fn marked(&mut self, signature: Option<Signature>) -> Option<(String, Vec<u8>)> {
        let (number, head) = (self.number, self.head());
        let relay = self.relay.as_mut()?;
        let mark = Mark {
            number,
            head,
            signature: signature?,
        };
        if !mark.is_signed_by(&relay.key, self.me.wire_team()) {
            self.fork(number);
            return None;
        }
        relay.mark = Some(mark);
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
