//! The world: what is where, and what comes next.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use ruil_core::{Command, Event, EventId};
use ruil_sync::{Engine, Input};
use ruil_wire::{Entry, Head, TeamId};

use super::device::Device;
use super::dice::Dice;
use super::fault::Counts;
use super::net::Line;
use super::people::Join;
use super::store::{Shelf, SimStore};
use super::{Failure, Plan, Report, telling};
use crate::SimRelay;

/// When every run begins, Unix milliseconds.
pub const T0_MS: u64 = 1_741_000_000_000;
/// Nobody may have anything to say for longer than this, once everything works.
const HEAL_STEPS_MAX: u32 = 30_000;

/// What happens next.
#[derive(Debug)]
pub enum What {
    /// A frame reaches the relay.
    Up(u64, Vec<u8>),
    /// A frame reaches a device.
    Down(u64, Vec<u8>),
    /// A connection ends.
    Cut(u64),
    /// A tab connects.
    Connect(usize, usize),
    /// A tab's oldest write ends.
    Commit(usize, usize, u64),
    /// A tab takes over what another one kept.
    Absorb(usize, usize),
    /// A tab opens.
    Open(usize, usize),
    /// Somebody does something.
    Act(usize),
    /// A device vouches for a checkpoint.
    Vouch(usize, usize, Command),
    /// A checkpoint is there, or is not.
    Fetched(usize, usize, Option<Vec<u8>>),
    /// Something goes wrong.
    Trouble,
    /// The relay stops lying to a device.
    Honest(usize),
}

/// What somebody asked for, as it was when it was made.
pub struct Made {
    /// On which device.
    pub device: usize,
    /// Counts what that device made.
    pub order: u64,
    /// What.
    pub event: Event,
}

/// What is known of all events, beside the log.
#[derive(Default)]
pub struct Ledger {
    /// All that honest devices made.
    pub made: BTreeMap<EventId, Made>,
    /// Those shown as saved.
    pub saved: BTreeSet<EventId>,
    /// Those shown as received.
    pub received: BTreeSet<EventId>,
    /// Those whose person was told that they can't be any more.
    pub told: BTreeSet<EventId>,
    /// What a wicked member made by hand, and signed as it must be.
    pub crafted: BTreeSet<EventId>,
    /// What the relay promised.
    pub receipts: BTreeMap<ruil_wire::EventId, (u64, Head)>,
}

impl Ledger {
    /// Writes down what a device made.
    pub fn make(&mut self, device: usize, event: Event) {
        let order = u64::try_from(self.made.len()).unwrap_or(u64::MAX);
        self.made.entry(event.id).or_insert(Made {
            device,
            order,
            event,
        });
    }

    /// Returns what was numbered in vain, if this unknown event is done in its place, under another name.
    pub fn done_before(&self, engine: &Engine, event: EventId) -> Option<EventId> {
        let mut known = self.made.keys().filter(|_| !self.made.contains_key(&event));
        known
            .find(|known| engine.id_anew(**known) == event)
            .copied()
    }

    /// Writes down what a device does in place of what was numbered in vain.
    pub fn make_again(&mut self, device: usize, event: Event, before: EventId) {
        let order = self.made.get(&before).map(|made| made.order);
        let id = event.id;
        self.make(device, event);
        if let (Some(order), Some(made)) = (order, self.made.get_mut(&id)) {
            made.order = order;
        }
    }

    /// Writes down that a person was told.
    pub fn tell(&mut self, event: EventId) {
        self.told.insert(event);
    }

    /// Writes down that what a device made until now may be lost, and its person knows.
    pub fn excuse(&mut self, device: usize) {
        let made = self.made.iter();
        let lost = made.filter(|(_, made)| made.device == device);
        self.told.extend(lost.map(|(id, _)| *id));
    }
}

/// The world.
pub struct World {
    /// What is simulated.
    pub plan: Plan,
    /// Chance.
    pub dice: Dice,
    /// The time, Unix milliseconds.
    pub now_ms: u64,
    /// The team.
    pub team: TeamId,
    /// The relay, and behind it what it shows to those it lies to.
    pub relays: Vec<SimRelay>,
    /// Their storages.
    pub stores: Vec<Arc<SimStore>>,
    /// The log up to where the relay was last emptied: who fills it may have begun at a checkpoint.
    pub past: Vec<(Entry, Head)>,
    /// What the relay's storage once was.
    pub backups: Vec<Shelf>,
    /// The devices.
    pub devices: Vec<Device>,
    /// The open connections.
    pub lines: BTreeMap<u64, Line>,
    /// Who is about to join.
    pub joins: Vec<Join>,
    /// What went wrong, as planned.
    pub counts: Counts,
    /// What is known of all events.
    pub ledger: Ledger,
    /// Nothing more goes wrong.
    pub is_healing: bool,
    /// Nothing big goes wrong until then.
    pub calm_until_ms: u64,
    /// Who fills an emptied relay in that time: whoever came first would do it for good.
    pub filler: Option<usize>,
    /// What the relay said lately.
    pub said: Vec<Vec<u8>>,
    /// The keys of devices that are gone.
    pub rings: Vec<ruil_sync::Keyring>,
    agenda: BTreeMap<(u64, u64), What>,
    next: u64,
    digest: DefaultHasher,
    told: Vec<String>,
    failures: Vec<Failure>,
}

impl World {
    /// Founds a team and lets a few in, before anything goes wrong.
    pub fn new(plan: Plan) -> Self {
        let mut dice = Dice::new(plan.seed);
        let store = Arc::new(SimStore::new(Shelf::default(), plan.off));
        let relay = SimRelay::over(store.clone(), dice.bytes());
        let mut world = Self {
            plan,
            team: TeamId(dice.bytes()),
            dice,
            now_ms: T0_MS,
            relays: vec![relay],
            stores: vec![store],
            past: Vec::new(),
            backups: Vec::new(),
            devices: Vec::new(),
            lines: BTreeMap::new(),
            joins: Vec::new(),
            counts: Counts::default(),
            ledger: Ledger::default(),
            is_healing: true,
            calm_until_ms: 0,
            filler: None,
            said: Vec::new(),
            rings: Vec::new(),
            agenda: BTreeMap::new(),
            next: 0,
            digest: DefaultHasher::new(),
            told: Vec::new(),
            failures: Vec::new(),
        };
        world.begin();
        world
    }

    /// Lives as long as planned, heals, and looks whether all is well.
    pub fn live(&mut self) {
        self.is_healing = false;
        for d in 0..self.devices.len() {
            let wait_ms = self.dice.within(&(0..10_000));
            self.after(wait_ms, What::Act(d));
        }
        self.after(500, What::Trouble);
        for _ in 0..self.plan.steps {
            if !self.step() {
                break;
            }
        }
        self.heal();
        if self.failures.is_empty() {
            self.check();
        }
    }

    /// Goes on until nobody has anything to say.
    pub fn settle(&mut self) {
        for _ in 0..HEAL_STEPS_MAX {
            if !self.step() {
                return;
            }
        }
        self.fail("I9", "they never come to rest".to_owned());
    }

    fn heal(&mut self) {
        self.is_healing = true;
        // What a relay has lost is given back first.
        while self.now_ms < self.calm_until_ms && self.step() {}
        self.now_ms += 1_000_000;
        for d in 0..self.devices.len() {
            if let Some(device) = self.devices.get_mut(d) {
                device.view = 0;
                device.is_tampered = false;
                for tab in device.tabs.iter_mut().flatten() {
                    (tab.frozen_until_ms, tab.tries) = (0, 0);
                }
            }
        }
        let lines: Vec<_> = self.lines.keys().copied().collect();
        lines.into_iter().for_each(|line| self.cut(line));
        for d in 0..self.devices.len() {
            let is_open = self
                .devices
                .get(d)
                .is_some_and(|device| device.first().is_some());
            if !is_open {
                self.open(d, 0);
            }
            // Who had given up tries again. Whoever looks at the app sees what a tab kept as it was closed.
            for t in 0..2 {
                self.after(1_000, What::Connect(d, t));
                self.after(1_000, What::Absorb(d, t));
            }
        }
        self.settle();
    }

    /// Takes the next thing that happens; nothing if nothing does.
    fn step(&mut self) -> bool {
        let Some(((at_ms, next), what)) = self.agenda.pop_first() else {
            return false;
        };
        self.now_ms = self.now_ms.max(at_ms);
        (self.now_ms, next).hash(&mut self.digest);
        self.note(&what);
        let now_ms = self.now_ms;
        self.relays
            .iter_mut()
            .for_each(|relay| relay.now_ms = now_ms);
        if let Some((d, t)) = self.whose(&what)
            && let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(t))
            && tab.frozen_until_ms > now_ms
        {
            let thaws_ms = tab.frozen_until_ms;
            self.agenda.insert((thaws_ms, next), what);
            return true;
        }
        match what {
            What::Up(line, bytes) => self.up(line, &bytes),
            What::Down(line, bytes) => self.down(line, &bytes),
            What::Cut(line) => self.cut(line),
            What::Connect(d, t) => self.connect(d, t),
            What::Commit(d, t, born) => self.end_write(d, t, born),
            What::Absorb(d, t) => self.absorb(d, t),
            What::Open(d, t) => self.open(d, t),
            What::Act(d) => self.somebody_acts(d),
            What::Vouch(d, t, command) => {
                self.act(d, t, vec![command]);
            }
            What::Fetched(d, t, sealed) => self.feed(d, t, Input::Checkpoint(sealed)),
            What::Trouble => self.trouble(),
            What::Honest(d) => self.honest(d),
        }
        true
    }

    fn whose(&self, what: &What) -> Option<(usize, usize)> {
        match what {
            What::Down(line, _) => self.lines.get(line).map(|line| (line.d, line.t)),
            What::Commit(d, t, _)
            | What::Absorb(d, t)
            | What::Vouch(d, t, _)
            | What::Fetched(d, t, _) => Some((*d, *t)),
            What::Up(..)
            | What::Cut(_)
            | What::Connect(..)
            | What::Open(..)
            | What::Act(_)
            | What::Trouble
            | What::Honest(_) => None,
        }
    }

    /// Lets something happen after a while.
    pub fn after(&mut self, wait_ms: u64, what: What) {
        self.at(self.now_ms + wait_ms, what);
    }

    /// Lets something happen at a time.
    pub fn at(&mut self, at_ms: u64, what: What) {
        let next = self.fresh();
        self.agenda.insert((at_ms, next), what);
    }

    /// Returns a number that was never returned before.
    pub const fn fresh(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// Writes down that something does not hold.
    pub fn fail(&mut self, invariant: &'static str, what: String) {
        self.tell(|| format!("{invariant} fails: {what}"));
        self.failures.push(Failure { invariant, what });
    }

    /// Writes a line down, if lines are.
    pub fn tell(&mut self, line: impl FnOnce() -> String) {
        if self.plan.is_told {
            let line = format!("{:>12} {}", self.now_ms - T0_MS, line());
            self.told.push(line);
        }
    }

    fn note(&mut self, what: &What) {
        match what {
            What::Up(line, bytes) | What::Down(line, bytes) => (line, bytes).hash(&mut self.digest),
            other => format!("{other:?}").hash(&mut self.digest),
        }
        let place = self
            .whose(what)
            .map_or(String::new(), |(d, t)| format!("{d}.{t}"));
        self.tell(|| match what {
            What::Up(line, bytes) => format!("line {line} up: {}", telling::up(bytes)),
            What::Down(line, bytes) => format!("line {line} to {place}: {}", telling::down(bytes)),
            other => telling::short(&format!("{other:?}")),
        });
    }

    /// Returns all of the log, from the first entry on.
    pub fn log(&self) -> Vec<(Entry, Head)> {
        let Some(store) = self.stores.first() else {
            return Vec::new();
        };
        let before = usize::try_from(store.first()).unwrap_or(usize::MAX);
        let mut log: Vec<_> = self.past.iter().take(before).cloned().collect();
        log.extend(store.entries());
        log
    }

    /// Returns what came of it.
    pub fn report(self) -> Report {
        let last = self.stores.first().map_or(0, |store| store.last());
        Report {
            digest: self.digest.finish(),
            counts: self.counts,
            failures: self.failures,
            told: self.told,
            last,
        }
    }
}
