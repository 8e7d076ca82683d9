//! What goes wrong with devices and with the relay.

use super::fault::Fault;
use super::net::NODES;
use super::store::{Shelf, SimStore};
use super::world::{What, World};
use crate::SimRelay;

const MONTH_MS: u64 = 31 * 24 * 60 * 60 * 1_000;
const DECADE_MS: i64 = 10 * 365 * 24 * 60 * 60 * 1_000;
/// So long nothing else goes wrong after the relay has lost something.
const CALM_MS: u64 = 120_000;
const BACKUPS_MAX: usize = 6;

impl World {
    /// Something goes wrong, and something else later.
    pub fn trouble(&mut self) {
        if self.is_healing {
            return;
        }
        let wait_ms = self.dice.within(&(1_000..8_000));
        self.after(wait_ms, What::Trouble);
        if self.now_ms < self.calm_until_ms {
            return;
        }
        let d = self.dice.below(self.devices.len());
        let kind = self.dice.below(100);
        self.tell(|| format!("trouble {kind} on device {d}"));
        match kind {
            0..10 => self.flush(d),
            10..20 => self.crash(d, false),
            20..28 => self.crash(d, true),
            28..33 => self.second_tab(d),
            33..37 => self.freeze(d),
            37..39 => self.partition(),
            39..42 => self.rivals(),
            42..46 => self.clock(d),
            46..49 => self.fill(d),
            49..51 => self.clear(d),
            51..55 => self.image(d),
            55..59 => self.leap(),
            59..64 => self.slow(),
            64..69 => self.lose(false),
            69..71 => self.lose(true),
            71..76 => self.back_up(),
            76..78 => self.lie(d, false),
            78..79 => self.lie(d, true),
            79..81 => self.withhold(d),
            other => self.wicked(d, other - 81),
        }
    }

    fn crash(&mut self, d: usize, power: bool) {
        let fault = if power { Fault::Power } else { Fault::Crash };
        self.counts.add(fault);
        let written = self.dice.below(4);
        self.shut(d, written);
        let Some(device) = self.devices.get_mut(d) else {
            return;
        };
        if power {
            let kept = self.dice.below(device.disk.at_risk() + 1);
            device.disk.lose_power(kept);
        }
        let wait_ms = self.dice.within(&(100..20_000));
        self.after(wait_ms, What::Open(d, 0));
    }

    fn second_tab(&mut self, d: usize) {
        let Some(device) = self.devices.get(d) else {
            return;
        };
        let is_open = |t: usize| device.tabs.get(t).is_some_and(Option::is_some);
        if is_open(1) {
            return self.close(d, 1, 2);
        }
        if is_open(0) {
            self.counts.add(Fault::SecondTab);
            self.open(d, 1);
            if let Some(device) = self.devices.get_mut(d) {
                device.has_two = true;
            }
        }
    }

    fn freeze(&mut self, d: usize) {
        let until_ms = self.now_ms + self.dice.within(&(5_000..60_000));
        if let Some(tab) = self.devices.get_mut(d).and_then(|device| device.tab(0)) {
            tab.frozen_until_ms = until_ms;
            self.counts.add(Fault::Frozen);
        }
    }

    fn partition(&mut self) {
        self.counts.add(Fault::Partition);
        let until_ms = self.now_ms + self.dice.within(&(5_000..90_000));
        for d in 0..self.devices.len() {
            if self.dice.chance(500) {
                self.part_until(d, until_ms);
            }
        }
    }

    /// Two coordinators, out of reach, each change who may, and go on working.
    fn rivals(&mut self) {
        let leads = |d: &usize| {
            let device = self.devices.get(*d)?;
            let tab = device.tabs.first()?.as_ref()?;
            let team = tab.engine.tentative();
            let is_in = team.devices.contains(&device.id);
            Some(is_in && team.is_coordinator(device.person) && !device.is_evil)
        };
        let coordinators = (0..self.devices.len()).filter(|d| leads(d) == Some(true));
        let coordinators: Vec<_> = coordinators.take(2).collect();
        if coordinators.len() < 2 {
            return;
        }
        self.counts.add(Fault::Rivals);
        let until_ms = self.now_ms + 3_000;
        for d in coordinators {
            self.part_until(d, until_ms);
            let team = self.team_on(d, 0);
            let among = team.members().filter(|person| !person.coordinator);
            let with_device = |id| team.devices.values().any(|device| device.person == id);
            let among = among.map(|person| person.id).filter(|id| with_device(*id));
            let among: Vec<_> = among.collect();
            match self.dice.one(&among).filter(|_| self.dice.chance(500)) {
                Some(person) => self.remove(d, 0, vec![person], Vec::new()),
                None => self.invite(d, 0, &team),
            }
            self.act(d, 0, vec![ruil_core::Command::Tick]);
            self.act(d, 0, vec![ruil_core::Command::Tick]);
        }
    }

    fn part_until(&mut self, d: usize, until_ms: u64) {
        if let Some(device) = self.devices.get_mut(d) {
            device.away_until_ms = until_ms;
        }
        self.drop_lines_of(d);
    }

    fn drop_lines_of(&mut self, d: usize) {
        let lines = self.lines.iter().filter(|(_, line)| line.d == d);
        let lines: Vec<_> = lines.map(|(name, _)| *name).collect();
        lines.into_iter().for_each(|line| self.cut(line));
    }

    fn clock(&mut self, d: usize) {
        self.counts.add(Fault::Clock);
        let is_back = self.dice.chance(500);
        if let Some(device) = self.devices.get_mut(d) {
            device.skew_ms = if is_back { -DECADE_MS } else { DECADE_MS };
        }
    }

    fn fill(&mut self, d: usize) {
        let until_ms = self.now_ms + self.dice.within(&(2_000..20_000));
        if let Some(device) = self.devices.get_mut(d) {
            device.full_until_ms = until_ms;
        }
    }

    /// The browser clears a device. Some are left alone, so that the team lives on.
    fn clear(&mut self, d: usize) {
        if d < 3 {
            return;
        }
        let keys_only = self.dice.chance(500);
        self.counts.add(if keys_only {
            Fault::KeysLost
        } else {
            Fault::Evicted
        });
        let device = self.devices.get(d);
        let device = device.filter(|device| !device.is_betrayed);
        let ring = device.and_then(|device| device.first());
        let ring = ring.map(|tab| tab.engine.welcome_for_joiner().keys);
        self.rings.extend(ring);
        self.shut(d, 0);
        self.ledger.excuse(d);
        if let Some(device) = self.devices.get_mut(d) {
            device.disk.clear(keys_only);
        }
        self.open(d, 0);
    }

    /// A device's storage is copied, or put back to the copy.
    fn image(&mut self, d: usize) {
        let Some(device) = self.devices.get_mut(d) else {
            return;
        };
        if device.is_gone {
            return;
        }
        let Some(image) = device.image.take() else {
            device.image = Some(device.disk.read().clone());
            return;
        };
        self.counts.add(Fault::OldImage);
        self.shut(d, 9);
        self.ledger.excuse(d);
        if let Some(device) = self.devices.get_mut(d) {
            device.disk.put_back(image);
            device.is_old = true;
        }
        self.open(d, 0);
    }

    fn leap(&mut self) {
        self.counts.add(Fault::Leap);
        self.now_ms += MONTH_MS;
    }

    fn slow(&mut self) {
        let lines: Vec<_> = self.lines.keys().copied().collect();
        if let Some(line) = self.dice.one(&lines) {
            self.counts.add(Fault::Slow);
            self.cut(line);
        }
    }

    fn back_up(&mut self) {
        if let Some(store) = self.stores.first() {
            self.backups.push(store.copy());
        }
        if self.backups.len() > BACKUPS_MAX {
            self.backups.remove(0);
        }
    }

    /// The relay loses some of its log, or all of it and its key. Who has all of it comes back soon.
    fn lose(&mut self, all: bool) {
        let Some(store) = self.stores.first().cloned() else {
            return;
        };
        let kept_at = self.dice.below(self.backups.len());
        let last = store.last();
        let has_all = |d: &usize| {
            let device = self.devices.get(*d)?;
            let tab = device.tabs.first()?.as_ref()?;
            let engine = &tab.engine;
            let is_awake = tab.frozen_until_ms < self.now_ms && device.full_until_ms < self.now_ms;
            let is_in = engine.team().devices.contains(&device.id);
            let word = device.disk.read().meta.get(ruil_sync::saved::RELAY)?;
            let mark = ruil_sync::saved::RelayWord::parse(word)?.mark?;
            let is_whole = engine.number() == last && mark.number == last;
            let is_written = device.disk.read().log.len() as u64 + engine.first() == last;
            let may_found = !all || engine.team().is_coordinator(device.person);
            let is_in = is_in && may_found;
            let is_true = device.view == 0 && !device.is_betrayed;
            let is_honest = !device.is_evil && is_true && engine.alarm().is_none();
            Some(is_awake && is_in && is_whole && is_written && is_honest)
        };
        let shelf = match kept_at {
            _ if all => Shelf::default(),
            at => match self.backups.get(at) {
                Some(shelf) => shelf.clone(),
                None => return,
            },
        };
        let best = (0..self.devices.len()).find(|d| {
            let key = self.devices.get(*d).map(|device| device.key);
            has_all(d) == Some(true) && (all || key.is_some_and(|key| shelf.has(&key)))
        });
        let Some(best) = best else { return };
        self.counts
            .add(if all { Fault::Emptied } else { Fault::Backup });
        self.tell(|| format!("the relay loses some of {last}; device {best} has all"));
        (0..NODES).for_each(|node| self.kill(node));
        if all {
            self.past = self.log();
            self.backups.clear();
            // Its key is gone, too: nobody can say again what it said.
            self.said.clear();
        }
        store.put_back(shelf);
        let fresh = self.dice.bytes();
        if let Some(relay) = self.relays.first_mut() {
            *relay = SimRelay::over(store, fresh);
            relay.now_ms = self.now_ms;
        }
        self.calm_until_ms = self.now_ms + CALM_MS;
        self.filler = all.then_some(best);
        if all {
            let tab = self.devices.get_mut(best).and_then(|device| device.tab(0));
            tab.into_iter().for_each(|tab| tab.tries = 0);
            // Whoever fills an emptied relay fills it for good, so that nothing may keep the best from it.
            for d in (0..self.devices.len()).filter(|d| *d != best) {
                self.part_until(d, self.now_ms + CALM_MS - 5_000);
            }
        } else if let Some(relay) = self.relays.first() {
            // The operator says that it was put back; all may come, in whatever order. But whom it showed
            // another log has its word for that one, too, and nobody could say which came first.
            relay.hold.begin(self.now_ms);
            for d in 0..self.devices.len() {
                if self.devices.get(d).is_some_and(|device| device.is_betrayed) {
                    self.part_until(d, self.now_ms + CALM_MS - 5_000);
                }
            }
        }
        // Its service worker waits, too.
        if let Some(device) = self.devices.get_mut(best) {
            device.away_until_ms = 0;
        }
        self.after(1, What::Connect(best, 0));
    }

    /// The relay shows a device another log than the others: as it is now, or as it was.
    fn lie(&mut self, d: usize, is_old: bool) {
        let Some(store) = self.stores.first() else {
            return;
        };
        let shelf = if is_old {
            match self.backups.first() {
                Some(shelf) => shelf.clone(),
                None => return,
            }
        } else {
            store.copy()
        };
        let Some(device) = self.devices.get_mut(d) else {
            return;
        };
        if device.view != 0 || d == 0 || !self.plan.has_liar() {
            return;
        }
        self.counts
            .add(if is_old { Fault::Rollback } else { Fault::Fork });
        let store = std::sync::Arc::new(SimStore::new(shelf, self.plan.off));
        let mut relay = SimRelay::over(store.clone(), [0; 32]);
        relay.now_ms = self.now_ms;
        self.relays.push(relay);
        self.stores.push(store);
        device.view = self.relays.len() - 1;
        device.is_betrayed = true;
        self.drop_lines_of(d);
        let wait_ms = self.dice.within(&(20_000..120_000));
        self.after(wait_ms, What::Honest(d));
    }

    /// The relay stops lying to a device.
    pub fn honest(&mut self, d: usize) {
        if let Some(device) = self.devices.get_mut(d) {
            device.view = 0;
        }
        self.drop_lines_of(d);
    }

    fn withhold(&mut self, d: usize) {
        let until_ms = self.now_ms + 60_000;
        if let Some(device) = self.devices.get_mut(d) {
            device.withheld_until_ms = until_ms;
        }
        let lines = self.lines.iter().filter(|(_, line)| line.d == d);
        let lines: Vec<_> = lines.map(|(name, _)| *name).collect();
        for line in lines {
            self.at(until_ms + 1, What::Cut(line));
        }
    }
}
