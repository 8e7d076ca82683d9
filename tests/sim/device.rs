//! A device: a storage, and the tabs that share it.

use std::collections::VecDeque;

use ruil_core::{Command, DeviceId, Event, EventId, PersonId};
use ruil_sync::{Batch, Engine, Input, Output, Progress, Saved, Seed, Ticket};
use ruil_wire::{Envelope, PublicKey};

use super::disk::{Disk, Wrote};
use super::fault::Fault;
use super::telling;
use super::world::{What, World};

/// A device.
pub struct Device {
    /// Whose it is.
    pub person: PersonId,
    /// Its id.
    pub id: DeviceId,
    /// Its public key.
    pub key: PublicKey,
    /// Its storage.
    pub disk: Disk,
    /// Its tabs; none where one was closed.
    pub tabs: Vec<Option<Tab>>,
    /// Its storage as it once was.
    pub image: Option<Saved>,
    /// Its clock is so far off.
    pub skew_ms: i64,
    /// It reaches nobody until then.
    pub away_until_ms: u64,
    /// Its storage takes nothing until then.
    pub full_until_ms: u64,
    /// It gets no entries until then.
    pub withheld_until_ms: u64,
    /// Which of the relays it is shown.
    pub view: usize,
    /// Somebody with bad intentions has it.
    pub is_evil: bool,
    /// Its storage was cleared.
    pub is_gone: bool,
    /// The relay lied to it.
    pub is_betrayed: bool,
    /// Its storage was put back to an older day.
    pub is_old: bool,
    /// A write failed. With two tabs, what the one could not keep the other may have counted past.
    pub is_torn: bool,
    /// It had two tabs at once.
    pub has_two: bool,
    /// The next entry that it is sent is changed.
    pub is_tampered: bool,
}

/// A tab.
pub struct Tab {
    /// Its engine.
    pub engine: Engine,
    /// What is being written, in order.
    pub writes: VecDeque<(Ticket, Batch)>,
    /// Its connection.
    pub line: Option<u64>,
    /// It sleeps until then.
    pub frozen_until_ms: u64,
    /// Tells it from the tab that was there before.
    pub born: u64,
    /// How often it tried to connect in vain.
    pub tries: u32,
}

impl Device {
    /// Returns its first tab.
    pub fn first(&self) -> Option<&Tab> {
        self.tabs.iter().flatten().next()
    }

    /// Returns a tab.
    pub fn tab(&mut self, at: usize) -> Option<&mut Tab> {
        self.tabs.get_mut(at)?.as_mut()
    }
}

/// A device's logs are short here: it takes snapshots more often than a real one.
const SNAPSHOT_EVERY: u64 = 6;

impl World {
    /// Adds a device that has just joined, and opens it.
    pub fn enter(&mut self, person: PersonId, kept: Saved) -> Option<usize> {
        let engine = Engine::load(&kept)?;
        let me = engine.me();
        let device = Device {
            person,
            id: me.device,
            key: me.device_key.public(),
            disk: Disk::new(kept),
            tabs: vec![None, None],
            image: None,
            skew_ms: 0,
            away_until_ms: 0,
            full_until_ms: 0,
            withheld_until_ms: 0,
            view: 0,
            is_evil: false,
            is_gone: false,
            is_betrayed: false,
            is_old: false,
            is_torn: false,
            has_two: false,
            is_tampered: false,
        };
        self.devices.push(device);
        let at = self.devices.len() - 1;
        self.open(at, 0);
        Some(at)
    }

    /// Opens a tab on what the device kept.
    pub fn open(&mut self, d: usize, t: usize) {
        let born = self.fresh();
        let Some(device) = self.devices.get_mut(d) else {
            return;
        };
        let Some(engine) = Engine::load(device.disk.read()) else {
            device.is_gone = true;
            return;
        };
        if let Some(place) = device.tabs.get_mut(t) {
            *place = Some(Tab {
                engine,
                writes: VecDeque::new(),
                line: None,
                frozen_until_ms: 0,
                born,
                tries: 0,
            });
        }
        self.after(10, What::Connect(d, t));
    }

    /// Closes a tab at once; of what it was writing, the first so many are kept.
    pub fn close(&mut self, d: usize, t: usize, written: usize) {
        let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(t)) else {
            return;
        };
        let writes: Vec<_> = tab.writes.drain(..).take(written).collect();
        if let Some(line) = tab.line.take() {
            self.lines.remove(&line);
        }
        for (_, batch) in writes {
            self.commit(d, &batch);
        }
        if let Some(place) = self
            .devices
            .get_mut(d)
            .and_then(|device| device.tabs.get_mut(t))
        {
            *place = None;
        }
    }

    /// Closes all tabs of a device.
    pub fn shut(&mut self, d: usize, written: usize) {
        self.close(d, 0, written);
        self.close(d, 1, written);
    }

    /// Gives an engine an input, and does what it wants.
    pub fn feed(&mut self, d: usize, t: usize, input: Input) {
        let tab = self.devices.get_mut(d).and_then(|device| device.tab(t));
        if let Some(tab) = tab {
            let before = tab.engine.number();
            let calm = tab.engine.alarm();
            let mut outputs = tab.engine.handle(input);
            outputs.extend(tab.engine.snapshot(SNAPSHOT_EVERY));
            let after = tab.engine.number();
            let alarm = tab.engine.alarm();
            if alarm != calm {
                self.tell(|| format!("{d}.{t} is alarmed: {alarm:?}"));
            }
            if after < before {
                self.fail(
                    "I6",
                    format!("device {d} went back from {before} to {after}"),
                );
            }
            self.run(d, t, outputs);
        }
    }

    /// Does something on a device. Tells whether it was taken on.
    pub fn act(&mut self, d: usize, t: usize, commands: Vec<Command>) -> bool {
        let mut dice = self.dice.clone();
        let now_ms = self.now_ms;
        let Some(device) = self.devices.get_mut(d) else {
            return false;
        };
        let wall_ms = now_ms.saturating_add_signed(device.skew_ms);
        let Some(tab) = device.tab(t) else {
            return false;
        };
        let seeded = commands.into_iter().map(|command| {
            let seed = Seed {
                event: dice.bytes(),
                nonce: dice.bytes(),
            };
            (command, seed)
        });
        let acted = tab.engine.act(seeded.collect(), wall_ms);
        let made: Vec<_> = tab
            .engine
            .outbox()
            .iter()
            .map(|waiting| waiting.event.clone())
            .collect();
        self.dice = dice;
        let Ok(outputs) = acted else { return false };
        for event in made {
            self.ledger.make(d, event);
        }
        self.run(d, t, outputs);
        true
    }

    /// Does what an engine wants.
    pub fn run(&mut self, d: usize, t: usize, outputs: Vec<Output>) {
        for output in outputs {
            match output {
                Output::Save(ticket, batch) => self.write(d, t, ticket, batch),
                Output::Send(frame) => self.say(d, t, &frame),
                Output::Register(founding) => self.register(d, t, &founding),
                Output::Restore { after, goal } => {
                    let kept = self
                        .devices
                        .get(d)
                        .map(|device| device.disk.read().log.clone());
                    let frames = ruil_sync::saved::restore(&kept.unwrap_or_default(), after, goal);
                    frames.iter().for_each(|frame| self.say(d, t, frame));
                }
                Output::Vouch(command) => {
                    let wait_ms = self.dice.within(&(0..60_000));
                    self.after(wait_ms, What::Vouch(d, t, command));
                }
                Output::Upload { number, sealed } => self.upload(d, t, number, &sealed),
                Output::Fetch { number } => self.fetch(d, t, number),
                Output::Missed(event, _) => self.missed(d, t, &event),
                Output::HangUp => self.hang_up(d, t),
                Output::Final { .. } | Output::Changed => {}
            }
        }
        self.observe(d, t);
        self.welcome_joiners(d, t);
    }

    fn write(&mut self, d: usize, t: usize, ticket: Ticket, batch: Batch) {
        let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(t)) else {
            return;
        };
        let born = tab.born;
        let told = telling::write(&batch);
        tab.writes.push_back((ticket, batch));
        self.tell(|| format!("{d}.{t} writes{told}"));
        let wait_ms = self.dice.within(&(1..20));
        self.after(wait_ms, What::Commit(d, t, born));
    }

    /// Ends a tab's oldest write.
    pub fn end_write(&mut self, d: usize, t: usize, born: u64) {
        let now_ms = self.now_ms;
        let Some(device) = self.devices.get_mut(d) else {
            return;
        };
        let is_full = device.full_until_ms > now_ms;
        let Some(tab) = device.tab(t).filter(|tab| tab.born == born) else {
            return;
        };
        let Some((ticket, batch)) = tab.writes.pop_front() else {
            return;
        };
        let is_aborted = !self.is_healing && self.dice.chance(4);
        if is_aborted || is_full {
            self.counts
                .add(if is_full { Fault::Quota } else { Fault::Abort });
            if let Some(device) = self.devices.get_mut(d) {
                device.is_torn = true;
                // As the app does, it is tried again before anything that came later.
                if let Some(tab) = device.tab(t) {
                    tab.writes.push_front((ticket, batch));
                }
            }
            self.after(1_000, What::Commit(d, t, born));
            return self.feed(d, t, Input::NotSaved(ticket));
        }
        match self.commit(d, &batch) {
            Wrote::Done => {
                self.feed(d, t, Input::Saved(ticket));
                self.after(5, What::Absorb(d, 1 - t.min(1)));
            }
            Wrote::Conflict => self.act_again(d, t, ticket),
        }
    }

    fn commit(&mut self, d: usize, batch: &Batch) -> Wrote {
        let is_strict_kept = self.plan.off != Some(super::Defence::Strict);
        let Some(device) = self.devices.get_mut(d) else {
            return Wrote::Conflict;
        };
        let wrote = device.disk.write(batch, is_strict_kept);
        // Two tabs may be shown two logs at once, both signed; the next connection tells.
        let is_torn = device.is_betrayed && device.has_two;
        let rewritten = device.disk.rewritten.take().filter(|_| !is_torn);
        if let Some(number) = rewritten {
            self.fail("I6", format!("device {d} wrote entry {number} differently"));
        }
        if wrote == Wrote::Done {
            for (_, bytes) in &batch.outbox {
                if let Ok(envelope) = Envelope::parse(bytes.clone()) {
                    let event = EventId::from_bytes(envelope.header().event.0);
                    self.ledger.saved.insert(event);
                }
            }
        }
        wrote
    }

    /// Another tab was first in the outbox: does it again, after what that tab did.
    fn act_again(&mut self, d: usize, t: usize, ticket: Ticket) {
        let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(t)) else {
            return;
        };
        let commands = tab.engine.take_back(ticket);
        let commands = commands.into_iter().map(|(_, command)| command).collect();
        self.absorb(d, t);
        self.act(d, t, commands);
    }

    /// Takes over what another tab kept.
    pub fn absorb(&mut self, d: usize, t: usize) {
        let Some(device) = self.devices.get_mut(d) else {
            return;
        };
        let kept = device.disk.read();
        if let Some(tab) = device.tabs.get_mut(t).and_then(Option::as_mut) {
            let outputs = tab.engine.absorb(kept);
            self.run(d, t, outputs);
        }
    }

    /// Notes what a person was told of; what was to be done in place of something was told for both.
    fn missed(&mut self, d: usize, t: usize, event: &Event) {
        self.ledger.tell(event.id);
        let tab = self.devices.get_mut(d).and_then(|device| device.tab(t));
        let before = tab.and_then(|tab| self.ledger.done_before(&tab.engine, event.id));
        before
            .into_iter()
            .for_each(|before| self.ledger.tell(before));
    }

    /// Notes what a device shows of its own work.
    fn observe(&mut self, d: usize, t: usize) {
        let Some(device) = self.devices.get_mut(d) else {
            return;
        };
        let is_true = device.view == 0 && !device.is_betrayed;
        let Some(tab) = device.tab(t) else {
            return;
        };
        for waiting in tab.engine.outbox() {
            if let Some(before) = self.ledger.done_before(&tab.engine, waiting.event.id) {
                self.ledger.make_again(d, waiting.event.clone(), before);
            }
        }
        if !is_true {
            return;
        }
        let outbox = tab.engine.outbox().iter();
        let received = outbox.filter(|waiting| waiting.progress == Progress::Received);
        let received: Vec<_> = received.map(|waiting| waiting.event.id).collect();
        self.ledger.received.extend(received);
    }
}
