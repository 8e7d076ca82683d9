//! What must hold once everything works again and nobody has anything left to say.
//!
//! | | |
//! | --- | --- |
//! | I1 | what was shown as received is in the log; what was shown as saved too, or its person was told |
//! | I2 | an event has one number |
//! | I3 | all have the same log, or who was lied to says so |
//! | I4 | the same log makes the same team, and the oracle's |
//! | I5 | a shift is there once, and has one owner, who exists |
//! | I6 | what is final stays (checked at every step) |
//! | I7 | who was removed changes nothing, and reads nothing that came later |
//! | I8 | a device's events are in the order they were made in |
//! | I9 | everything becomes final or is explained, and then there is silence |
//! | I10 | nothing panics, and no storage grows without bound |
//! | I11 | what a relay lost is there again |
//! | I12 | every receipt tells the number and the chain that the log has |

use std::collections::{BTreeMap, BTreeSet};

use ruil_core::EventId;
use ruil_sync::{Engine, Input, Keyring, Link, Output};
use ruil_wire::{Entry, Head};

use super::device::Device;
use super::oracle::{Oracle, Verdict, read};
use super::world::World;

/// The longest an entry can be on a disk, and then some.
const ROW_BYTES_MAX: usize = 40_000;

/// So much is told of what does not hold.
const FOUND_MAX: usize = 6;

type Log = [(Entry, Head)];

impl World {
    /// Checks all invariants.
    pub(super) fn check(&mut self) {
        let log = self.log();
        let rings = self.rings(&log);
        let real = &self.ledger;
        let oracle = Oracle::read(log.iter().map(|(entry, _)| entry), &rings, |event| {
            let made = real.made.get(&event.id);
            made.is_some_and(|made| made.event == *event) || real.crafted.contains(&event.id)
        });
        let verdicts: Vec<_> = oracle.verdicts.iter().collect();
        for (id, (number, verdict)) in verdicts {
            if *verdict == Verdict::Passed {
                let made = self.ledger.made.get(id).map(|made| made.device);
                let crafted = self.ledger.crafted.contains(id);
                self.tell(|| {
                    format!("entry {number} has no effect; made by {made:?}, by hand {crafted}")
                });
            }
        }
        let mut found = Vec::new();
        found.extend(chain(self.team, &log));
        found.extend(roster(&oracle));
        found.extend(self.receipts(&log));
        for (d, device) in self.devices.iter().enumerate() {
            found.extend(self.alike(d, device, (&log, &oracle)));
            found.extend(unread(d, device, &log, &oracle));
        }
        found.extend(self.events(&oracle));
        found.extend(self.order(&oracle));
        for (invariant, what) in found.into_iter().take(FOUND_MAX) {
            self.fail(invariant, what);
        }
    }

    /// Returns all keys that anybody has who was not led astray: another log has other keys for its periods.
    fn rings(&self, log: &Log) -> Vec<Keyring> {
        let tabs = self
            .devices
            .iter()
            .flat_map(|device| device.tabs.iter().flatten());
        let tabs = tabs.filter(|tab| is_of(&tab.engine, log));
        let rings = tabs.map(|tab| tab.engine.welcome_for_joiner().keys);
        rings.chain(self.rings.iter().cloned()).collect()
    }

    fn receipts(&self, log: &Log) -> Vec<Found> {
        let place: BTreeMap<_, _> = log
            .iter()
            .map(|(entry, head)| (entry.number, (entry, head)))
            .collect();
        let mut found = Vec::new();
        for (event, (number, head)) in &self.ledger.receipts {
            let there = place.get(number);
            let kept = there.is_some_and(|(entry, kept)| {
                entry.envelope.header().event == *event && *kept == head
            });
            if !kept {
                found.push(("I12", format!("the receipt for {number} is not kept")));
            }
        }
        found
    }

    /// Whether who made this has no claim on its being kept.
    fn is_lost(&self, d: usize, oracle: &Oracle) -> bool {
        let Some(device) = self.devices.get(d) else {
            return true;
        };
        let mut tabs = device.tabs.iter().flatten();
        let is_warned = tabs.any(|tab| tab.engine.alarm().is_some());
        let is_out = !oracle.team.devices.contains(&device.id);
        device.is_evil || device.is_gone || is_out || (self.plan.has_liar() && is_warned)
    }

    fn is_torn(&self, d: usize) -> bool {
        self.devices
            .get(d)
            .is_some_and(|device| device.is_torn && device.has_two)
    }

    /// Returns what became of an event, or of what its device did in its place when it was numbered in vain.
    fn verdict<'a>(
        &self,
        oracle: &'a Oracle,
        d: usize,
        event: EventId,
    ) -> Option<&'a (u64, Verdict)> {
        let verdict = oracle.verdicts.get(&event);
        let tab = self.devices.get(d).and_then(Device::first);
        let again = tab.map(|tab| tab.engine.id_anew(event));
        let again = again.filter(|id| self.ledger.made.contains_key(id));
        match (verdict, again) {
            (Some((_, Verdict::Passed)), Some(again)) => self.verdict(oracle, d, again),
            _ => verdict,
        }
    }

    fn events(&self, oracle: &Oracle) -> Vec<Found> {
        let mut found = Vec::new();
        for (id, made) in &self.ledger.made {
            let d = made.device;
            let verdict = self.verdict(oracle, d, *id);
            let (is_saved, is_received) = (
                self.ledger.saved.contains(id),
                self.ledger.received.contains(id),
            );
            let is_told = self.ledger.told.contains(id);
            match verdict {
                Some((_, Verdict::Counted)) => {}
                _ if self.is_lost(d, oracle) => {}
                Some((number, Verdict::Passed)) if !is_told && !self.is_torn(d) => {
                    found.push((
                        "I1",
                        format!(
                            "what device {d} made has no effect at {number}: {:?}",
                            made.event.command
                        ),
                    ));
                }
                None if is_received => {
                    found.push((
                        "I1",
                        format!(
                            "what device {d} showed as received is nowhere: {:?}",
                            made.event.command
                        ),
                    ));
                }
                None if is_saved && !is_told => {
                    found.push((
                        "I1",
                        format!(
                            "what device {d} showed as saved is nowhere: {:?}",
                            made.event.command
                        ),
                    ));
                }
                Some(_) | None => {}
            }
        }
        found
    }

    fn order(&self, oracle: &Oracle) -> Vec<Found> {
        let mut made: Vec<_> = oracle
            .verdicts
            .iter()
            .filter_map(|(id, (number, _))| {
                let made = self.ledger.made.get(id)?;
                Some((*number, made.device, made.order))
            })
            .collect();
        made.sort_unstable();
        let mut last: BTreeMap<usize, u64> = BTreeMap::new();
        let mut found = Vec::new();
        for (number, d, order) in made {
            let is_odd = self.devices.get(d).is_none_or(|device| {
                device.is_evil || device.is_old || device.is_betrayed || device.has_two
            });
            let before = last.insert(d, order);
            if !is_odd && before.is_some_and(|before| before > order) {
                found.push((
                    "I8",
                    format!("entry {number} of device {d} was made before the last"),
                ));
            }
        }
        found
    }

    /// Whether a device has the log and the team that all have.
    fn alike(&self, d: usize, device: &Device, (log, oracle): (&Log, &Oracle)) -> Vec<Found> {
        let is_lied_to = self.plan.has_liar();
        let mut found = Vec::new();
        if device.is_gone {
            return found;
        }
        let last = log.len() as u64;
        let is_in = oracle.team.devices.contains(&device.id);
        if device.disk.len_bytes() > (log.len() + 64) * ROW_BYTES_MAX {
            found.push((
                "I10",
                format!("device {d} keeps {} bytes", device.disk.len_bytes()),
            ));
        }
        let engines = device.tabs.iter().flatten().map(|tab| &tab.engine);
        for engine in engines {
            let may_alarm = is_lied_to || device.is_evil || !is_in;
            match engine.alarm() {
                Some(_) if may_alarm => continue,
                // Whoever was removed while it was lied to never hears of it.
                None if device.is_betrayed && !is_in => continue,
                Some(alarm) => {
                    found.push(("I3", format!("device {d} is alarmed: {alarm:?}")));
                    continue;
                }
                None => {}
            }
            found.extend(same(d, engine, log, oracle));
            if is_in && !device.is_evil {
                let (number, link, waits) = (engine.number(), engine.link(), engine.outbox().len());
                if number != last || link != Link::Live || waits > 0 {
                    let how: Vec<_> = engine
                        .outbox()
                        .iter()
                        .map(|waiting| waiting.progress)
                        .collect();
                    found.push((
                        "I9",
                        format!("device {d} is at {number} of {last}, {link:?}, waiting {how:?}"),
                    ));
                }
                if number == last && **engine.team() != oracle.team {
                    found.push(("I4", format!("device {d} has another team")));
                }
            }
            if let Some(mut again) = Engine::load(device.disk.read()) {
                let odd = same(d, &again, log, oracle);
                // Two tabs may have kept two logs at once, both signed.
                let is_torn = device.is_betrayed && device.has_two;
                if !(is_torn && self.speaks_up(&mut again)) {
                    found.extend(odd);
                }
            }
        }
        found
    }

    /// Whether a device that opens now is alarmed as soon as it has reached the relay.
    fn speaks_up(&self, engine: &mut Engine) -> bool {
        let Some(relay) = self.relays.first() else {
            return false;
        };
        let mut session = relay.open(self.team, [9; 32]);
        let mut todo = engine.handle(Input::LinkUp);
        while let Some(output) = todo.pop() {
            if let Output::Send(frame) = output {
                for said in session.answer(relay, frame).unwrap_or_default() {
                    todo.extend(engine.handle(Input::Frame(said)));
                }
            }
        }
        engine.alarm().is_some()
    }
}

type Found = (&'static str, String);

fn chain(team: ruil_wire::TeamId, log: &Log) -> Vec<Found> {
    let mut head = Head::start(team);
    let mut events = BTreeSet::new();
    let mut found = Vec::new();
    let mut time_ms = 0;
    for (at, (entry, kept)) in log.iter().enumerate() {
        head = head.then(entry.number, entry.time_ms, &entry.envelope);
        if entry.number != at as u64 + 1 || head != *kept || entry.time_ms < time_ms {
            found.push(("I12", format!("entry {} does not follow", entry.number)));
        }
        time_ms = entry.time_ms;
        if !events.insert(entry.envelope.header().event) {
            found.push(("I2", format!("entry {} was numbered before", entry.number)));
        }
    }
    found
}

fn roster(oracle: &Oracle) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for shift in oracle.team.roster.iter() {
        let is_known = shift
            .owner
            .is_none_or(|owner| oracle.team.people.contains(&owner));
        if !seen.insert(shift.id) || !is_known {
            found.push(("I5", format!("shift {:?} has {:?}", shift.id, shift.owner)));
        }
    }
    found
}

/// Whether what a device has is the beginning of this log.
fn is_of(engine: &Engine, log: &Log) -> bool {
    let number = usize::try_from(engine.number()).unwrap_or(usize::MAX);
    let Some(before) = number.checked_sub(1) else {
        return true;
    };
    let there = log.get(before);
    there.is_some_and(|(_, head)| *head == engine.head())
}

fn same(d: usize, engine: &Engine, log: &Log, oracle: &Oracle) -> Vec<Found> {
    let number = engine.number();
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    if !is_of(engine, log) {
        return vec![("I3", format!("device {d} has another log at {number}"))];
    }
    if oracle.states.get(at) != Some(&engine.team().fingerprint()) {
        return vec![("I4", format!("device {d} has another state at {number}"))];
    }
    Vec::new()
}

/// Whether a device that was removed can read what came later.
fn unread(d: usize, device: &Device, log: &Log, oracle: &Oracle) -> Vec<Found> {
    let Some(removed) = oracle.removed.get(&device.id) else {
        return Vec::new();
    };
    let Some(tab) = device.first() else {
        return Vec::new();
    };
    let ring = [tab.engine.welcome_for_joiner().keys];
    let later = log.iter().filter(|(entry, _)| entry.number > *removed);
    let later = later.filter_map(|(entry, _)| {
        let body = read(&entry.envelope, &ring)?;
        let is_from_member = oracle
            .verdicts
            .get(&EventId::from_bytes(entry.envelope.header().event.0));
        let is_own = body.device == device.id || oracle.removed.contains_key(&body.device);
        (is_from_member.is_some() && !is_own).then_some(entry.number)
    });
    later
        .map(|number| {
            (
                "I7",
                format!("device {d}, removed at {removed}, reads {number}"),
            )
        })
        .take(1)
        .collect()
}
