//! A storage that fails at each step, in each way: nothing is lost, nothing is written twice.

use ruil_core::event::{Additions, Founding, NewPerson};
use ruil_core::{Command, DeviceId, PersonId, TeamId};
use ruil_sync::engine::Seed;
use ruil_sync::{DeviceKey, Engine, Identity, Keyring, Output, Progress, Saved, TeamKey, saved};

use super::*;

const ACTIONS: u8 = 6;

/// What can become of a write.
#[derive(Clone, Copy, Debug)]
enum Fate {
    /// It is kept.
    Kept,
    /// It fails, and nothing of it is kept.
    Fails,
    /// It is kept, but what is told is that it failed.
    KeptInSilence,
}

/// A device with a storage whose writes end as the test says.
struct Device {
    engine: Engine,
    keep: Keep,
    kept: Saved,
    writes: usize,
}

impl Device {
    fn new() -> Self {
        let me = me();
        let mut kept = Saved::default();
        kept.meta
            .insert(saved::IDENTITY.to_owned(), me.to_bytes().to_vec());
        Self {
            engine: Engine::new(me),
            keep: Keep::default(),
            kept,
            writes: 0,
        }
    }

    fn act(&mut self, n: u8, fates: &impl Fn(usize) -> Fate) {
        let command = if n == 0 { founding() } else { add(n) };
        let seed = Seed {
            event: [n + 1; 16],
            nonce: [n + 1; 24],
        };
        let outputs = self.engine.act(vec![(command, seed)], u64::from(n));
        self.take(outputs.unwrap());
        self.write_on(fates);
    }

    fn take(&mut self, outputs: Vec<Output>) {
        for output in outputs {
            if let Output::Save(ticket, batch) = output {
                self.keep.add(ticket, batch);
            }
        }
    }

    /// Writes until nothing waits or a write fails, as the session does.
    fn write_on(&mut self, fates: &impl Fn(usize) -> Fate) {
        while let Some(batch) = self.keep.next() {
            let fate = fates(self.writes);
            self.writes += 1;
            let is_there = batch
                .outbox
                .iter()
                .all(|row| self.kept.outbox.contains(row));
            if matches!(fate, Fate::Kept | Fate::KeptInSilence) && !is_there {
                self.kept.write(&batch);
            }
            let told = match fate {
                Fate::Kept => Ok(()),
                Fate::Fails => Err(StorageError::Quota),
                Fate::KeptInSilence => Err(StorageError::Timeout),
            };
            let failed = told.is_err();
            for after in self.keep.ended(told) {
                let After::Tell(input) = after else {
                    panic!("no other tab is there");
                };
                let outputs = self.engine.handle(input);
                self.take(outputs);
            }
            if failed {
                return;
            }
        }
    }

    fn progress(&self) -> Vec<Progress> {
        let outbox = self.engine.outbox().iter();
        outbox.map(|waiting| waiting.progress).collect()
    }

    /// Asserts that what is kept is all that was done, in order, counted to the end.
    fn assert_whole(&self, case: &str) {
        let all: Vec<u64> = (1..=u64::from(ACTIONS)).collect();
        let slots: Vec<u64> = self.kept.outbox.iter().map(|(slot, _)| *slot).collect();
        assert_eq!(slots, all, "{case}");
        let counter = saved::parse_counter(&self.kept.meta[saved::COUNTER]).unwrap();
        assert_eq!(counter.0, u64::from(ACTIONS), "{case}");
        let again = Engine::load(&self.kept).unwrap();
        assert_eq!(again.tentative(), self.engine.tentative(), "{case}");
    }
}

fn me() -> Identity {
    Identity {
        team: TeamId::from_bytes([1; 16]),
        person: PersonId::from_bytes([2; 16]),
        device: DeviceId::from_bytes([3; 16]),
        device_key: DeviceKey::make([4; 32]),
        keys: Keyring::new(0, TeamKey::make([5; 32])),
    }
}

fn person(id: u8) -> NewPerson {
    NewPerson {
        id: PersonId::from_bytes([id; 16]),
        name: format!("Ann {id}"),
        coordinator: false,
        qualifications: Vec::new(),
    }
}

fn founding() -> Command {
    Command::Found(Founding {
        team: me().team,
        name: "De Linde".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        founder: person(2),
        device: me().device,
        key: me().device_key.public(),
    })
}

fn add(n: u8) -> Command {
    Command::Add(Additions {
        people: vec![person(n + 100)],
        ..Additions::default()
    })
}

#[test]
fn whichever_write_fails_everything_is_kept_in_the_end() {
    for fate in [Fate::Fails, Fate::KeptInSilence] {
        for first in 0..usize::from(ACTIONS) {
            for length in 1..=usize::from(ACTIONS) {
                let case = format!("{fate:?}, writes {first} to {}", first + length);
                let fails = first..first + length;
                let fates = move |write| {
                    if fails.contains(&write) {
                        fate
                    } else {
                        Fate::Kept
                    }
                };
                let mut device = Device::new();
                for n in 0..ACTIONS {
                    device.act(n, &fates);
                    let is_told = device.progress().contains(&Progress::NotSaved);
                    assert_eq!(is_told, device.keep.is_stuck(), "{case}: {n}");
                }
                for _again in 0..ACTIONS {
                    device.write_on(&fates);
                }
                assert_eq!(device.progress(), [Progress::Saved; 6], "{case}");
                assert!(device.keep.trouble().is_none(), "{case}");
                device.assert_whole(&case);
            }
        }
    }
}

#[test]
fn what_is_told_to_be_saved_is_kept_after_every_write() {
    for seed in 0..64_usize {
        let fates = |write: usize| match (seed >> (write % 6)) & 1 {
            0 => Fate::Kept,
            _ => Fate::Fails,
        };
        let mut device = Device::new();
        for n in 0..ACTIONS {
            device.act(n, &fates);
            let mut outbox = device.engine.outbox().iter();
            let is_kept = |slot| device.kept.outbox.iter().any(|(kept, _)| *kept == slot);
            assert!(
                outbox.all(|waiting| waiting.progress != Progress::Saved || is_kept(waiting.slot)),
                "{seed}: after {n}"
            );
        }
    }
}

#[test]
fn own_work_goes_before_what_the_relay_has_too() {
    let mut keep = Keep::default();
    let [first, second, third] = tickets();
    let cached = Batch {
        log: vec![(1, vec![1])],
        ..Batch::default()
    };
    let own = Batch {
        durability: Durability::Strict,
        outbox: vec![(1, vec![1])],
        ..Batch::default()
    };
    keep.add(first, cached.clone());
    assert_eq!(keep.next(), Some(cached.clone()));
    keep.add(second, cached.clone());
    keep.add(third, own.clone());
    assert_eq!(keep.next(), None, "one at a time");
    let told = keep.ended(Err(StorageError::Quota));
    assert_eq!(told.len(), 3, "all that waits is not saved");
    assert_eq!(keep.next(), Some(own));
    let saved = |ticket| vec![After::Tell(Input::Saved(ticket))];
    assert_eq!(keep.ended(Ok(())), saved(third));
    assert_eq!(keep.next(), Some(cached.clone()));
    assert_eq!(keep.ended(Ok(())), saved(first));
    assert!(keep.next().is_some());
    assert_eq!(
        keep.ended(Err(StorageError::Conflict)),
        [After::Again(second)]
    );
    assert_eq!((keep.next(), keep.is_stuck()), (None, false));
}

#[test]
fn a_storage_that_was_emptied_is_given_everything_again() {
    let mut device = Device::new();
    let kept = |_| Fate::Kept;
    for n in 0..ACTIONS - 1 {
        device.act(n, &kept);
    }
    device.kept = Saved::default();
    device.act(ACTIONS - 1, &|_| Fate::Fails);
    assert!(device.keep.is_stuck());
    device.kept.write(&device.engine.whole());
    for after in device.keep.restored() {
        let After::Tell(input) = after else {
            panic!("no other tab is there");
        };
        device.engine.handle(input);
    }
    assert_eq!(device.progress(), [Progress::Saved; 6]);
    assert!(!device.keep.is_stuck());
    device.assert_whole("emptied");
}

/// Returns three tickets, as an engine gives them.
fn tickets() -> [Ticket; 3] {
    let mut device = Device::new();
    let tickets = [0, 1, 2].map(|n| {
        let command = if n == 0 { founding() } else { add(n) };
        let seed = Seed {
            event: [n + 1; 16],
            nonce: [n + 1; 24],
        };
        let outputs = device.engine.act(vec![(command, seed)], 0).unwrap();
        outputs.into_iter().find_map(|output| match output {
            Output::Save(ticket, _) => Some(ticket),
            _ => None,
        })
    });
    tickets.map(Option::unwrap)
}
