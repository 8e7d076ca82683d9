//! The same long, random life in every store: whatever is asked, all of them say the same.

use core::fmt::Debug;

use ruil_relay::store::memory::MemoryStore;
use ruil_relay::store::post::Held;
use ruil_relay::store::postgres::PgStore;
use ruil_relay::store::sqlite::SqliteStore;
use ruil_relay::store::{Admission, DAY_MS, Invite, Note, Opening, Push, Store, StoreError, Team};
use ruil_wire::invite::Slot;
use ruil_wire::{Envelope, InviteId, SizeClass, TeamId, Topic};

use super::cluster::database;
use super::harness::TEAM;
use super::keys::{ANA, BEN, CAS, change, envelope_of, founding, grant, key, sealed, signed};

const OLD: TeamId = TeamId([1; 16]);
const ABSENT: TeamId = TeamId([2; 16]);
const STEPS: u64 = 400;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.throw(list.len() as u64) as usize]
    }
}

struct Life<'a> {
    stores: [&'a dyn Store; 3],
    dice: Dice,
    now_ms: u64,
    revision: u32,
    epoch: u32,
    /// What was asked last, to be told if they disagree.
    step: u64,
}

impl Life<'_> {
    /// Asks all stores, and returns what they say if it is the same.
    fn ask<T: PartialEq + Debug>(
        &self,
        what: &str,
        ask: impl Fn(&dyn Store) -> Result<T, StoreError>,
    ) -> T {
        let [memory, sqlite, postgres] = self.stores.map(|store| ask(store).unwrap());
        assert_eq!(memory, sqlite, "SQLite, {what} at {}", self.step);
        assert_eq!(memory, postgres, "PostgreSQL, {what} at {}", self.step);
        memory
    }

    fn team(&mut self) -> TeamId {
        self.dice.pick(&[TEAM, TEAM, TEAM, OLD, OLD, ABSENT])
    }

    fn envelope(&mut self, team: TeamId) -> Envelope {
        let event = self.dice.throw(150);
        let epoch = self.dice.pick(&[0, self.epoch, self.epoch]);
        if team == TEAM && self.dice.throw(8) == 0 {
            let devices = self.dice.pick(&[&[ANA][..], &[ANA, BEN], &[ANA, BEN, CAS]]);
            let next = self.revision + self.dice.pick(&[0, 1, 1]) as u32;
            let then = self.epoch + self.dice.pick(&[0, 1, 1]) as u32;
            let access = signed(ANA, grant(event, next, then, devices));
            return change(epoch, &access);
        }
        match self.dice.throw(12) {
            0 => envelope_of(ABSENT, event, SizeClass::Small),
            1 => sealed(team, event, epoch, SizeClass::Medium, None),
            _ => sealed(team, event, epoch, SizeClass::Small, None),
        }
    }

    fn push(&mut self) -> Push {
        let team = self.team();
        let device = match team {
            OLD => None,
            _ => Some(key(self.dice.pick(&[ANA, ANA, BEN, CAS]))),
        };
        let count = 1 + self.dice.throw(4);
        Push {
            team,
            device,
            envelopes: (0..count).map(|_| self.envelope(team)).collect(),
        }
    }

    fn append(&mut self) {
        let count = 1 + self.dice.throw(3);
        let group: Vec<_> = (0..count).map(|_| self.push()).collect();
        let at = Admission {
            now_ms: self.now_ms,
            log_bytes_max: 40_000,
            is_held: self.dice.throw(15) == 0,
        };
        self.ask("append", |store| store.append(&group, at));
        let team = self.ask("team", |store| store.team(TEAM));
        let access = team.and_then(|team| team.access);
        let grant = access.map(|access| access.grant);
        self.revision = grant.as_ref().map_or(0, |grant| grant.revision);
        self.epoch = grant.map_or(0, |grant| grant.epoch);
    }

    fn look(&mut self) {
        let (team, number) = (self.team(), self.dice.throw(80));
        let count = 1 + self.dice.throw(30) as usize;
        let device = key(self.dice.pick(&[ANA, BEN, CAS]));
        self.ask("team", |store| store.team(team));
        self.ask("head", |store| store.head_at(team, number));
        self.ask("read", |store| store.read(team, number, count));
        self.ask("removed", |store| store.removed_at(team, &device));
        self.ask("checkpoint", |store| store.checkpoint(team, number));
    }

    fn keep(&mut self) {
        let (team, number) = (self.team(), self.dice.throw(60));
        self.ask("keep", |store| {
            store.keep(team, number, &[number as u8; 40])
        });
        if self.dice.throw(3) == 0 {
            let (now_ms, days) = (self.now_ms, self.dice.pick(&[None, Some(3), Some(30)]));
            self.ask("drop", |store| store.drop_old(now_ms, days));
        }
    }

    fn invite(&mut self) {
        let (id, now_ms) = (InviteId([self.dice.throw(5) as u8; 16]), self.now_ms);
        let invite = Invite {
            team: self.dice.pick(&[TEAM, OLD]),
            commitment: [self.dice.throw(2) as u8; 32],
            expires_ms: now_ms + self.dice.throw(DAY_MS),
            ask: None,
            reveal: None,
            answer: None,
        };
        let slot = self.dice.pick(&[Slot::Ask, Slot::Reveal, Slot::Answer]);
        let message = [self.dice.throw(2) as u8; 5];
        let note = Note {
            slot,
            message: &message,
        };
        match self.dice.throw(6) {
            0 | 1 => drop(self.ask("open", |store| {
                store.open(id, &invite, Opening { now_ms, max: 2 })
            })),
            2 | 3 => drop(self.ask("leave", |store| store.leave(id, &note, now_ms))),
            4 => self.ask("close", |store| store.close(id)),
            _ => drop(self.ask("purge", |store| store.purge(now_ms))),
        }
        self.ask("invite", |store| store.invite(id, now_ms));
    }

    fn post(&mut self) {
        let to = (
            self.dice.pick(&[TEAM, OLD]),
            key(self.dice.pick(&[ANA, BEN])),
        );
        let topic = Topic([self.dice.throw(6) as u8; 16]);
        let now_ms = self.now_ms;
        let letter = Held {
            topic,
            // No two at the same time: their order is nobody's business.
            due_ms: (now_ms + self.dice.throw(DAY_MS)) / STEPS * STEPS + self.step,
            until_ms: now_ms + self.dice.throw(2 * DAY_MS),
            is_urgent: self.dice.throw(2) == 0,
            sealed: vec![7; 9],
        };
        let endpoint = self.dice.pick(&[None, Some("https://push.invalid/")]);
        match self.dice.throw(8) {
            0 => self.ask("subscribe", |store| store.subscribe(to, endpoint)),
            1 => self.ask("take back", |store| store.take_back(to, topic)),
            2 => drop(self.ask("due", |store| store.due(now_ms, 3))),
            _ => drop(self.ask("hold", |store| store.hold(to, &letter, 4))),
        }
        self.ask("endpoint", |store| store.endpoint(to));
    }

    fn live(&mut self) {
        let teams = [
            (TEAM, Team::by_access(founding())),
            (OLD, Team::by_token(OLD, [2; 32])),
        ];
        for (id, team) in &teams {
            self.ask("found", |store| store.found(*id, team));
        }
        for step in 0..STEPS {
            (self.step, self.now_ms) = (step, self.now_ms + self.dice.throw(DAY_MS / 4));
            match self.dice.throw(8) {
                0..=2 => self.append(),
                3 => self.look(),
                4 => self.keep(),
                5 => self.invite(),
                _ => self.post(),
            }
        }
    }
}

#[test]
fn all_stores_say_the_same_whatever_they_live_through() {
    for seed in [0x5eed, 0xbeef, 0xcafe] {
        let folder = tempfile::tempdir().unwrap();
        let memory = MemoryStore::default();
        let sqlite = SqliteStore::open(folder.path(), None).unwrap();
        let postgres = PgStore::open(&database()).unwrap();
        let mut life = Life {
            stores: [&memory, &sqlite, &postgres],
            dice: Dice(seed),
            now_ms: 1_000 * DAY_MS,
            revision: 0,
            epoch: 0,
            step: 0,
        };
        life.live();
        let team = memory.team(TEAM).unwrap().unwrap();
        let (first, last) = (team.first, team.tail.number);
        assert!(
            last > 20 && first > 0,
            "hardly anything happened: {first} to {last}"
        );
        assert!(life.revision > 1, "the list hardly changed");
    }
}
