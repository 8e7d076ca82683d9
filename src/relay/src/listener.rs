//! The listener: where several nodes share a store, one thread that hears what the others wrote and hands it
//! to the devices here.
//!
//! Other nodes' hints come late, twice or not at all. So the listener reads what it hands on, and looks now and
//! then how far the logs go; and a device that hears of a number beyond its own reads up to it.

use std::io;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use ruil_wire::{Entry, Head};
use tokio::sync::watch;

use crate::limit::{LISTEN_AGAIN_MS, LISTEN_LOOK_S};
use crate::store::{Ear, Grown, StoreError};
use crate::writer::Shared;

struct Listener {
    shared: Shared,
    stop: watch::Receiver<bool>,
    is_deaf: bool,
}

/// Starts the thread. It ends when the relay stops, or at once where no other node can write.
pub fn start(shared: Shared, stop: watch::Receiver<bool>) -> io::Result<JoinHandle<()>> {
    let mut listener = Listener {
        shared,
        stop,
        is_deaf: false,
    };
    let builder = thread::Builder::new().name("listener".into());
    builder.spawn(move || listener.work())
}

impl Listener {
    fn work(&mut self) {
        while !self.is_over() {
            match self.listen() {
                Ok(()) => return,
                Err(error) => {
                    if !std::mem::replace(&mut self.is_deaf, true) {
                        tracing::warn!("what other nodes write can't be heard: {error}");
                    }
                    thread::sleep(Duration::from_millis(LISTEN_AGAIN_MS));
                }
            }
        }
    }

    /// Tells whether the relay stops, or is gone.
    fn is_over(&self) -> bool {
        *self.stop.borrow() || self.stop.has_changed().is_err()
    }

    /// Listens until the relay stops or the store is lost.
    fn listen(&mut self) -> Result<(), StoreError> {
        let Some(mut ear) = self.shared.store.listen()? else {
            return Ok(());
        };
        // Whatever came before it listened.
        self.look(&mut *ear)?;
        if std::mem::take(&mut self.is_deaf) {
            tracing::info!("other nodes can be heard again");
        }
        let mut looked = Instant::now();
        while !self.is_over() {
            for grown in ear.next(Duration::from_millis(LISTEN_AGAIN_MS))? {
                self.pass_on(grown)?;
            }
            if looked.elapsed() > Duration::from_secs(LISTEN_LOOK_S) {
                self.look(&mut *ear)?;
                looked = Instant::now();
            }
        }
        Ok(())
    }

    /// Tells devices how far their logs go, and learns until when the nodes take nothing new.
    fn look(&self, ear: &mut dyn Ear) -> Result<(), StoreError> {
        let Shared {
            store, hub, hold, ..
        } = &self.shared;
        for (team, last) in ear.ends(&hub.listened())? {
            hub.grow(team, last);
        }
        hold.until(store.hold_until(hold.until_ms())?);
        Ok(())
    }

    /// Reads what another node wrote, once for all devices here.
    fn pass_on(&self, Grown { team, first, last }: Grown) -> Result<(), StoreError> {
        let Shared { store, hub, .. } = &self.shared;
        self.shared.meter.heard();
        if !hub.is_listened(team) {
            return Ok(());
        }
        let before = first.saturating_sub(1);
        if let Some(head) = store.head_at(team, before)? {
            let mut entries = store.read(team, before, ENVELOPES_PER_FRAME_MAX)?;
            entries.retain(|entry| entry.number <= last);
            hub.publish(team, chained(before, head, entries));
        }
        // If that was not all, each reads on for itself.
        hub.grow(team, last);
        Ok(())
    }
}

/// Returns each entry with the chain after it, up to the first gap.
fn chained(before: u64, mut head: Head, entries: Vec<Entry>) -> Vec<(Entry, Head)> {
    let numbered = (before + 1..).zip(entries);
    let whole = numbered.take_while(|(number, entry)| *number == entry.number);
    let link = |(_, entry): (u64, Entry)| {
        head = head.then(entry.number, entry.time_ms, &entry.envelope);
        (entry, head)
    };
    whole.map(link).collect()
}
