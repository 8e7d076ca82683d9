//! How the log is written, and read along.

use super::*;

impl History {
    /// The founder acts, as her own device does it. What does not hold is not done.
    pub(super) fn ann(&mut self, command: Command) {
        self.read();
        let number = self.number() + 1;
        let made = Event {
            id: event(number),
            device: device(ANN),
            actor: person(ANN),
            command: command.clone(),
        };
        let seed = Seed {
            event: *event(number).as_bytes(),
            nonce: nonce(number),
        };
        let Ok(outputs) = self.reader.act(vec![(command, seed)], self.now_ms) else {
            return;
        };
        let saves = outputs.into_iter().filter_map(|output| match output {
            Output::Save(ticket, batch) => Some((ticket, batch)),
            _ => None,
        });
        let saves: Vec<_> = saves.collect();
        for (ticket, batch) in saves {
            self.reader.handle(Input::Saved(ticket));
            for (counter, bytes) in batch.outbox {
                if let Ok(envelope) = Envelope::parse(bytes) {
                    self.counters.insert(device(ANN), counter);
                    self.relay(envelope, Some(&made));
                }
            }
        }
        self.read();
    }

    /// Somebody else acts. The relay numbers it, whether it holds or not.
    pub(super) fn does(&mut self, nth: u8, command: &Command) {
        let keys = self.keys();
        self.writes(nth, command, None, &keys);
    }

    pub(super) fn writes(
        &mut self,
        nth: u8,
        command: &Command,
        forger: Option<u8>,
        keys: &Keyring,
    ) {
        let number = self.number() + 1;
        let Some(author) = self.people.get_mut(&nth) else {
            return;
        };
        let body = Body {
            rules: ruil_core::RULES,
            device: author.me.device,
            counter: author.counter + 1,
            previous: author.last,
            seen_number: self.reader.number(),
            seen_head: self.reader.head().0,
            seen_state: self.reader.team().fingerprint(),
            wall_ms: self.now_ms,
            actor: author.me.person,
            command: command_bytes(command),
        };
        let is_real = forger.is_none() && keys.epoch() == self.team.epoch;
        if is_real {
            author.counter = body.counter;
            author.last = event(number);
            self.counters.insert(body.device, body.counter);
        }
        let hand = Identity {
            device_key: DeviceKey::make([forger.unwrap_or(nth); 32]),
            ..author.me.clone()
        };
        let me = if forger.is_some() { &hand } else { &author.me };
        let cover = Cover {
            team: me.wire_team(),
            keys,
            nonce: nonce(number),
            access: None,
        };
        let made = Event {
            id: event(number),
            device: body.device,
            actor: body.actor,
            command: command.clone(),
        };
        if let Ok(envelope) = sign(me, made.id, &body).seal(&cover) {
            self.relay(envelope, is_real.then_some(&made));
        }
    }

    /// Numbers an envelope, and lets happen what holds.
    pub(super) fn relay(&mut self, envelope: Envelope, made: Option<&Event>) {
        if let Some(access) = envelope.access() {
            self.access = Some(access.clone());
        }
        let (number, time_ms) = (self.number() + 1, self.now_ms);
        if let Some(made) = made {
            self.team.apply(made, Stamp { number, time_ms });
        }
        let entry = Entry {
            number,
            time_ms,
            envelope,
        };
        self.entries.push(entry.clone());
        self.unread.push(entry);
        if self.unread.len() >= ENVELOPES_PER_FRAME_MAX {
            self.read();
        }
    }

    /// Lets the reader read what there is, believing nothing.
    pub(super) fn read(&mut self) {
        let unread = core::mem::take(&mut self.unread);
        for output in self.reader.handle(batch(unread, self.number())) {
            if let Output::Save(_, batch) = output {
                self.rows.extend(batch.log);
            }
        }
        let read = (self.reader.number(), self.reader.alarm());
        assert_eq!(read, (self.number(), None));
        assert_eq!(self.reader.team().fingerprint(), self.team.fingerprint());
    }

    /// Says what the state is after the last entry.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            number: self.number(),
            time_ms: self.now_ms,
            head: self.reader.head(),
            counters: self.counters.clone(),
            access: self.access.clone(),
            team: self.reader.team().as_ref().clone(),
        }
    }

    /// Returns where it has come to, to be compared with [`PLACES`].
    pub fn place(&self) -> String {
        let digest = checkpoint::digest(&self.checkpoint().to_bytes());
        let hex =
            |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
        let state = self.reader.team().fingerprint();
        let head = hex(&self.reader.head().0);
        format!("{head} {state:016x} {}", hex(&digest))
    }

    pub(super) fn start_here(&mut self) -> (Start, Vec<u8>) {
        self.read();
        let bytes = self.checkpoint().to_bytes();
        let start = Start {
            number: self.number(),
            head: self.reader.head().0,
            digest: checkpoint::digest(&bytes),
        };
        let team = self.reader.me().wire_team();
        (start, checkpoint::seal(&self.keys(), team, &bytes))
    }
}
