//! Starting from what a device kept.

use ruil_core::{Event, Outcome};
use ruil_wire::Envelope;

use crate::checkpoint::{self, Checkpoint};
use crate::invite::Start;
use crate::keys::Identity;
use crate::saved::{self, Batch, RelayWord, Saved};
use crate::seal::open;

use super::{Engine, Progress, Waiting};

impl Engine {
    /// Starts a device from what it kept. Nothing if it kept no identity.
    ///
    /// Rows were verified before they were written, so signatures are not checked again, but for those
    /// that did not hold. A row that can't be read ends the prefix there; the relay is asked for the
    /// rest.
    pub fn load(saved: &Saved) -> Option<Self> {
        let meta = |key: &str| saved.meta.get(key).filter(|bytes| !bytes.is_empty());
        let me = Identity::parse(meta(saved::IDENTITY)?)?;
        let mut engine = Self::new(me);
        let counter = meta(saved::COUNTER).and_then(|bytes| saved::parse_counter(bytes));
        if let Some((counter, last)) = counter {
            engine.counter = counter;
            engine.last = last;
        }
        engine.locked = meta(saved::LOCKED).cloned();
        engine.relay = meta(saved::RELAY).and_then(|bytes| RelayWord::parse(bytes));
        engine.is_solo = meta(saved::SOLO).is_some_and(|bytes| bytes == &[1]);
        engine.start = meta(saved::START).and_then(|bytes| Start::parse(bytes));
        let base = meta(saved::CHECKPOINT);
        if let Some(sealed) = base {
            engine.stand_on(sealed);
        }
        if let (Some(row), Some((last, _))) = (meta(saved::SNAPSHOT), saved.log.last()) {
            engine.take_snapshot(row, *last);
        }
        let team = engine.me.wire_team();
        if engine.number == 0
            && let Some(sealed) = base
            && let Some(bytes) = checkpoint::open(&engine.keys, team, sealed)
            && let Some(checkpoint) = Checkpoint::parse_known(&bytes)
        {
            engine.begin(checkpoint, sealed);
        }
        if engine.number == 0 {
            engine.base = None;
        }
        for (number, row) in &saved.log {
            if *number <= engine.number {
                continue;
            }
            let next = saved::parse_log_row(row).filter(|_| *number == engine.number + 1);
            let Some((time_ms, envelope)) = next else {
                break;
            };
            engine.extend(time_ms, &envelope, saved::is_doubted(row));
        }
        if engine.number > 0 {
            // It went another way when the checkpoint could not be had.
            engine.start = None;
        }
        for (slot, bytes) in &saved.outbox {
            engine.reload(*slot, bytes);
        }
        let tidied = engine.tidy();
        engine.late = engine.write_tidied(tidied, Batch::default());
        if engine.is_solo {
            // What was saved just before the app was closed has no number yet.
            let numbered = engine.number_own();
            engine.late.extend(numbered);
        }
        Some(engine)
    }

    /// Takes up what could not be opened, as far as its key has come.
    pub(super) fn reopen(&mut self) {
        if self.shut.is_empty() {
            return;
        }
        for (slot, bytes) in core::mem::take(&mut self.shut) {
            self.reload(slot, &bytes);
        }
        self.outbox.sort_unstable_by_key(|waiting| waiting.slot);
    }

    /// Takes a kept envelope into the outbox, unless it waits there or is final by now. What is sealed for a
    /// key period this device has not come to (again) waits until it does: the log may have been lost, or
    /// written later than the outbox.
    pub(super) fn reload(&mut self, slot: u64, bytes: &[u8]) {
        let Ok(envelope) = Envelope::parse(bytes.to_vec()) else {
            return;
        };
        let Some(key) = self.keys.get(envelope.header().epoch) else {
            self.shut.insert(slot, bytes.to_vec());
            return;
        };
        let Ok(opened) = open(key, &envelope) else {
            return;
        };
        let Some(command) = opened.body.command() else {
            return;
        };
        let (device, actor) = (opened.body.device, opened.body.actor);
        // The count may be gone, or written before the outbox was signed anew.
        if slot > self.counter {
            self.counter = slot;
            self.last = opened.event;
        }
        let mut outbox = self.outbox.iter_mut();
        if let Some(known) = outbox.find(|waiting| waiting.event.id == opened.event) {
            if known.ticket.is_none() && known.waits() && known.slot < slot {
                // Another tab has counted it anew.
                (known.slot, known.stored, known.is_asked) = (slot, slot, false);
                (known.signed, known.envelope) = (opened.signed, envelope);
                known.is_anew = false;
            }
            return;
        }
        let is_anew = self.in_vain.contains(&opened.event);
        let id = if is_anew {
            self.id_anew(opened.event)
        } else {
            opened.event
        };
        if self.events.contains(&id) {
            self.unwritten.drop_outbox.push(slot);
            return;
        }
        if self.outbox.iter().any(|waiting| waiting.event.id == id) {
            return;
        }
        self.outbox.push(Waiting {
            slot,
            event: Event {
                id,
                device,
                actor,
                command,
            },
            wall_ms: opened.body.wall_ms,
            progress: Progress::Saved,
            outcome: Outcome::Opaque,
            signed: opened.signed,
            envelope,
            promised: None,
            live_since_ms: None,
            ticket: None,
            stored: slot,
            is_outdated: false,
            is_anew,
            is_asked: false,
        });
    }
}
