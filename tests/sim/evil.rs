//! A relay that lies in small ways, and a member who does.

use ruil_core::{Command, DeviceId, EventId, PersonId};
use ruil_relay::key::RelayKey;
use ruil_relay::store::{Admission, Outcome, Push, Store};
use ruil_sync::body::{Body, command_bytes};
use ruil_sync::seal::{Cover, sign};
use ruil_sync::{DeviceKey, Identity, Output, Progress, Seed};
use ruil_wire::limit::ENVELOPE_BYTES_MAX;
use ruil_wire::{ClientFrame, Envelope, Receipt, RelayFrame};

use super::fault::Fault;
use super::world::World;

/// The count a wicked member goes on from, so that it is not its device's own.
const COUNTED: u64 = 1_000;

impl World {
    /// Somebody does something wicked.
    pub(super) fn wicked(&mut self, d: usize, what: usize) {
        match what {
            0..3 => self.replay(),
            3..5 => self.forge_receipt(d),
            5 => self.tamper(d),
            6..9 => self.removed_writes(d),
            _ => self.member(d),
        }
    }

    fn replay(&mut self) {
        let lines = self.lines.iter().filter(|(_, line)| line.view == 0);
        let lines: Vec<_> = lines.map(|(name, _)| *name).collect();
        let at = self.dice.below(self.said.len());
        if let (Some(line), Some(bytes)) = (self.dice.one(&lines), self.said.get(at).cloned()) {
            self.counts.add(Fault::Replay);
            self.after(1, super::world::What::Down(line, bytes));
        }
    }

    fn forge_receipt(&mut self, d: usize) {
        let waits = |d: &usize| {
            let tab = self.devices.get(*d)?.tabs.first()?.as_ref()?;
            let mut waiting = tab.engine.outbox().iter();
            let is_waiting = waiting.any(|waiting| waiting.progress == Progress::Saved);
            Some(tab.line.is_some() && is_waiting)
        };
        let mut devices = (d..self.devices.len()).chain(0..d);
        let found = devices.find(|d| waits(d) == Some(true));
        let Some(d) = found else { return };
        let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(0)) else {
            return;
        };
        let Some(line) = tab.line else { return };
        let mut waiting = tab.engine.outbox().iter();
        let waiting = waiting.find(|waiting| waiting.progress == Progress::Saved);
        let Some(event) = waiting.map(|waiting| waiting.event.id) else {
            return;
        };
        let number = tab.engine.number() + 1;
        let receipt = Receipt {
            event: ruil_wire::EventId(*event.as_bytes()),
            number,
            time_ms: self.now_ms,
            head: tab.engine.head(),
            signature: Some(self.dice.bytes()),
        };
        self.counts.add(Fault::ForgedReceipt);
        let bytes = RelayFrame::Receipt(receipt).to_bytes();
        self.down(line, &bytes);
        let tab = self.devices.get_mut(d).and_then(|device| device.tab(0));
        let outbox = tab.into_iter().flat_map(|tab| tab.engine.outbox());
        let mut believed = outbox.filter(|waiting| waiting.event.id == event);
        if believed.any(|waiting| waiting.progress == Progress::Received) {
            self.fail("I1", format!("device {d} believed a forged receipt"));
        }
    }

    fn tamper(&mut self, d: usize) {
        let has_liar = self.plan.has_liar();
        if let Some(device) = self.devices.get_mut(d).filter(|_| d > 0 && has_liar) {
            device.is_tampered = true;
        }
    }

    /// Returns what the relay sends in place of a frame, if it is to be changed.
    pub(super) fn tampered(&mut self, d: usize, frame: &RelayFrame) -> Option<RelayFrame> {
        let RelayFrame::Batch { entries, last, .. } = frame else {
            return None;
        };
        let device = self.devices.get_mut(d)?;
        let engine = &device.tabs.first()?.as_ref()?.engine;
        let (number, head) = (engine.number(), engine.head());
        let [entry] = entries.as_slice() else {
            return None;
        };
        let is_fitting = device.is_tampered && entry.number == number + 1;
        if !is_fitting || entry.envelope.header().has_access {
            return None;
        }
        device.is_tampered = false;
        device.is_betrayed = true;
        let mut bytes = entry.envelope.as_bytes().to_vec();
        *bytes.last_mut()? ^= 1;
        let mut entry = entry.clone();
        entry.envelope = Envelope::parse(bytes).ok()?;
        let head = head.then(entry.number, entry.time_ms, &entry.envelope);
        let secret = self.stores.first()?.secret([0; 32]).ok()?;
        let mark = RelayKey::new(secret).mark(self.team, entry.number, head);
        self.counts.add(Fault::Tampered);
        Some(RelayFrame::Batch {
            entries: vec![entry],
            last: *last,
            mark: Some(mark),
        })
    }

    /// A device that was removed writes on, and a relay may take it.
    fn removed_writes(&mut self, d: usize) {
        let Some(device) = self.devices.get(d) else {
            return;
        };
        let key = device.key;
        let Some(epoch) = self.stores.first().and_then(|store| store.without(&key)) else {
            return;
        };
        let was_in = device.first().is_some_and(|tab| tab.engine.number() > 0);
        let is_out = was_in && epoch > 0;
        let Some(envelope) = self
            .craft(d, &Craft::plain(Command::Tick))
            .filter(|_| is_out)
        else {
            return;
        };
        let is_stale = envelope.header().epoch < epoch;
        let outcome = self.put(Some(key), envelope.clone());
        if let Some(Outcome::New(_)) = outcome {
            self.fail("I7", format!("removed device {d} wrote to the log"));
        }
        self.counts.add(Fault::AfterRemoval);
        if is_stale && self.dice.chance(300) {
            self.counts.add(Fault::StaleEpoch);
            if let Some(store) = self.stores.first() {
                store.force(&envelope, self.admission());
            }
            self.publish(0);
        }
    }

    fn member(&mut self, d: usize) {
        let Some(device) = self.devices.get_mut(d).filter(|_| d > 2) else {
            return;
        };
        let (id, key) = (device.id, device.key);
        let is_honest_so_far = !device.is_evil;
        let is_in = device
            .first()
            .is_some_and(|tab| tab.engine.team().devices.contains(&id));
        if !is_in || self.now_ms < super::world::T0_MS {
            return;
        }
        if is_honest_so_far {
            if self.devices.iter().any(|device| device.is_evil) {
                return;
            }
            if let Some(device) = self.devices.get_mut(d) {
                device.is_evil = true;
            }
        }
        let team = self.team_on(d, 0);
        let (fault, craft) = match self.dice.below(7) {
            0 => (Fault::BadSignature, Craft::forged(Command::Tick)),
            1 => (Fault::CounterReuse, Craft::again(self.offer_of(d))),
            2 => (Fault::UnknownKind, Craft::unknown()),
            3 => (Fault::Garbage, Craft::noise()),
            4 => (Fault::Oversize, Craft::noise()),
            5 if self.is_even() && self.remove_in_vain(d) => return,
            5 => (Fault::WrongBase, Craft::plain(self.wrong_removal(d))),
            _ => {
                let device = team.devices.values().next().map(|device| device.id);
                let admit = Command::Admit {
                    person: PersonId::from_bytes([9; 16]),
                    device: device.unwrap_or(DeviceId::from_bytes([0; 16])),
                    key: [7; 32],
                };
                (Fault::InviteReuse, Craft::plain(admit))
            }
        };
        self.counts.add(fault);
        if fault == Fault::Oversize {
            let long = vec![1; ENVELOPE_BYTES_MAX + 1];
            if Envelope::parse(long.clone()).is_ok() || ClientFrame::parse(&long).is_ok() {
                self.fail("I10", "too long an envelope was read".to_owned());
            }
            return;
        }
        if let Some(envelope) = self.craft(d, &craft) {
            self.put(Some(key), envelope);
        }
    }

    fn offer_of(&mut self, d: usize) -> Command {
        let (team, me) = (
            self.team_on(d, 0),
            self.devices.get(d).map(|device| device.person),
        );
        let shift = me.and_then(|me| team.roster.of(Some(me)).next().cloned());
        shift.map_or(Command::Tick, |shift| Command::Offer {
            shift: shift.id,
            revision: shift.revision,
            kind: ruil_core::OfferKind::GiveAway,
            to: ruil_core::Audience::Everyone,
        })
    }

    fn wrong_removal(&mut self, d: usize) -> Command {
        let tab = self.devices.get(d).and_then(|device| device.first());
        let person = self.devices.first().map(|device| device.person);
        let people: Vec<_> = person.into_iter().collect();
        let random = ([3; 32], [4; 32]);
        let removal = tab.and_then(|tab| tab.engine.removal(people, Vec::new(), random));
        removal.map_or(Command::Tick, |mut removal| {
            removal.base ^= 1;
            Command::Remove(removal)
        })
    }

    /// Tells heads from tails without rolling the dice.
    fn is_even(&self) -> bool {
        let store = self.stores.first();
        store.is_some_and(|store| store.last().is_multiple_of(2))
    }

    /// A coordinator's device removes somebody with a count that it has used: the relay takes the list of who
    /// may that comes with it, and the team is what it was.
    fn remove_in_vain(&mut self, d: usize) -> bool {
        let team = self.team_on(d, 0);
        let Some(tab) = self.devices.get(d).and_then(|device| device.first()) else {
            return false;
        };
        let mut twin = tab.engine.clone();
        let key = twin.me().device_key.public();
        let mut members = team.members().filter(|person| !person.coordinator);
        let Some(person) = members.next().map(|person| person.id) else {
            return false;
        };
        let mut dice = self.dice.clone();
        let random = (dice.bytes(), dice.bytes());
        let Some(removal) = twin.removal(vec![person], Vec::new(), random) else {
            return false;
        };
        let seed = Seed {
            event: dice.bytes(),
            nonce: dice.bytes(),
        };
        let acted = twin.act(vec![(Command::Remove(removal), seed)], self.now_ms);
        let saved = acted
            .ok()
            .into_iter()
            .flatten()
            .find_map(|output| match output {
                Output::Save(_, batch) => batch.outbox.into_iter().next(),
                _ => None,
            });
        let Some(envelope) = saved.and_then(|(_, bytes)| Envelope::parse(bytes).ok()) else {
            return false;
        };
        self.dice = dice;
        let Some(first) = self.craft(d, &Craft::plain(Command::Tick)) else {
            return false;
        };
        self.counts.add(Fault::VainRemoval);
        self.put(Some(key), first);
        self.ledger.crafted.insert(EventId::from_bytes(seed.event));
        self.put(Some(key), envelope);
        true
    }

    /// Makes an envelope by hand, with what a device has.
    fn craft(&mut self, d: usize, craft: &Craft) -> Option<Envelope> {
        let event = EventId::from_bytes(self.dice.bytes());
        let nonce = self.dice.bytes();
        let count = COUNTED + self.fresh();
        let forger = DeviceKey::make(self.dice.bytes());
        let engine = &self.devices.get(d)?.first()?.engine;
        let keys = engine.welcome_for_joiner().keys;
        let me = Identity {
            device_key: if craft.is_forged {
                forger
            } else {
                engine.me().device_key.clone()
            },
            ..engine.me().clone()
        };
        let body = Body {
            rules: ruil_core::RULES,
            device: me.device,
            counter: if craft.is_again { 1 } else { count },
            previous: event,
            seen_number: engine.number(),
            seen_head: engine.head().0,
            seen_state: engine.team().fingerprint(),
            wall_ms: self.now_ms,
            actor: me.person,
            command: craft.command.clone(),
        };
        let cover = Cover {
            team: self.team,
            keys: &keys,
            nonce,
            access: None,
        };
        let envelope = sign(&me, event, &body).seal(&cover).ok()?;
        if !craft.is_forged && !craft.is_noise {
            self.ledger.crafted.insert(event);
        }
        if !craft.is_noise {
            return Some(envelope);
        }
        let mut bytes = envelope.as_bytes().to_vec();
        bytes.iter_mut().skip(100).for_each(|byte| *byte ^= 0x5a);
        Envelope::parse(bytes).ok()
    }

    fn put(&mut self, device: Option<[u8; 32]>, envelope: Envelope) -> Option<Outcome> {
        let push = Push {
            team: self.team,
            device,
            envelopes: vec![envelope],
        };
        let outcomes = self
            .stores
            .first()?
            .append(&[push], self.admission())
            .ok()?;
        self.publish(0);
        outcomes.into_iter().flatten().next()
    }

    const fn admission(&self) -> Admission {
        Admission {
            now_ms: self.now_ms,
            log_bytes_max: u64::MAX,
            is_held: false,
        }
    }
}

/// What is wrong with an envelope.
struct Craft {
    command: Vec<u8>,
    is_forged: bool,
    is_again: bool,
    is_noise: bool,
}

impl Craft {
    fn plain(command: Command) -> Self {
        Self {
            command: command_bytes(&command),
            is_forged: false,
            is_again: false,
            is_noise: false,
        }
    }

    fn forged(command: Command) -> Self {
        Self {
            is_forged: true,
            ..Self::plain(command)
        }
    }

    fn again(command: Command) -> Self {
        Self {
            is_again: true,
            ..Self::plain(command)
        }
    }

    fn unknown() -> Self {
        Self {
            command: vec![0xff; 9],
            ..Self::plain(Command::Tick)
        }
    }

    fn noise() -> Self {
        Self {
            is_noise: true,
            ..Self::plain(Command::Tick)
        }
    }
}
