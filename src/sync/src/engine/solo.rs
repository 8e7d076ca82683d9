//! A team on one device, without a relay: the device numbers its own log.
//!
//! It is the same log with the same chain. A relay that is found later is given it as one that has lost
//! it would be.

use ruil_wire::Entry;

use crate::saved::{self, Batch, Durability};

use super::{Engine, Output, Progress};

impl Engine {
    /// Begins or ends numbering here. It can begin only where no relay has numbered anything.
    pub fn set_solo(&mut self, solo: bool) -> Vec<Output> {
        let may = !solo || self.relay.is_none();
        if !may || self.is_solo == solo {
            return Vec::new();
        }
        self.is_solo = solo;
        let batch = Batch {
            durability: Durability::Strict,
            meta: vec![(saved::SOLO.to_owned(), vec![u8::from(solo)])],
            ..Batch::default()
        };
        let save = Output::Save(self.ticket(), batch);
        let numbered = self.send_on();
        [save]
            .into_iter()
            .chain(numbered)
            .chain([Output::Changed])
            .collect()
    }

    /// Tells whether this device numbers its own log.
    pub fn is_solo(&self) -> bool {
        self.is_solo
    }

    /// Numbers what is saved.
    pub(super) fn number_own(&mut self) -> Option<Output> {
        let saved: Vec<_> = self
            .outbox
            .iter()
            .take_while(|waiting| waiting.progress == Progress::Saved)
            .map(|waiting| (waiting.wall_ms, waiting.envelope.clone()))
            .collect();
        let mut batch = Batch {
            durability: Durability::Strict,
            ..Batch::default()
        };
        for (wall_ms, envelope) in saved {
            let entry = Entry {
                number: self.number + 1,
                // A clock that was set back makes nothing happen earlier than what was before it.
                time_ms: wall_ms.max(self.chain.time_ms()),
                envelope,
            };
            let event = self.extend(entry.time_ms, &entry.envelope, false);
            let row = saved::log_row(entry.time_ms, &entry.envelope);
            batch.log.push((entry.number, row));
            let at = self
                .outbox
                .iter()
                .position(|waiting| waiting.event.id == event);
            batch
                .drop_outbox
                .extend(at.map(|at| self.outbox.remove(at).slot));
        }
        if batch.log.is_empty() {
            return None;
        }
        let tidied = self.tidy();
        let mut outputs = self.write_tidied(tidied, batch).into_iter();
        let first = outputs.next();
        self.late.extend(outputs);
        first
    }
}
