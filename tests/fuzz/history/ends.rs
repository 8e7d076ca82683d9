//! The ways to come to the state at the end.

use super::*;

impl History {
    /// Reads all of it from the relay, believing nothing.
    pub fn verify(batches: Vec<Input>) -> Engine {
        let mut engine = Engine::new(reader());
        for batch in batches {
            engine.handle(batch);
        }
        engine
    }

    /// Returns what a device keeps that has read all of it.
    pub fn saved(&self) -> Saved {
        let identity = (
            saved::IDENTITY.to_owned(),
            reader().to_bytes().as_slice().to_vec(),
        );
        Saved {
            meta: BTreeMap::from([identity]),
            log: self.rows.clone(),
            outbox: Vec::new(),
        }
    }

    /// Joins late: a checkpoint and what came after it.
    pub fn join(&self) -> Option<Engine> {
        let (start, sealed) = self.start.as_ref()?;
        let me = Identity {
            keys: self.keys(),
            ..reader()
        };
        let mut kept = Saved::default();
        let meta = [
            (saved::IDENTITY, me.to_bytes().as_slice().to_vec()),
            (saved::START, start.to_bytes()),
        ];
        let meta = meta.map(|(name, bytes)| (name.to_owned(), bytes));
        kept.meta.extend(meta);
        let mut engine = Engine::load(&kept)?;
        engine.handle(Input::Checkpoint(Some(sealed.clone())));
        let at = usize::try_from(start.number).ok()?;
        for batch in batches(self.entries.get(at..)?) {
            engine.handle(batch);
        }
        Some(engine)
    }
}

/// Returns a relay's batches of entries.
pub fn batches(entries: &[Entry]) -> impl Iterator<Item = Input> {
    let last = entries.last().map_or(0, |entry| entry.number);
    let parts = entries.chunks(ENVELOPES_PER_FRAME_MAX);
    parts.map(move |entries| batch(entries.to_vec(), last))
}

pub(super) fn batch(entries: Vec<Entry>, last: u64) -> Input {
    Input::Frame(RelayFrame::Batch {
        entries,
        last,
        mark: None,
    })
}
