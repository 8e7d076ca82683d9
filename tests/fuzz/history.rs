//! A year of a team as its relay has it: ten thousand sealed entries, the same bytes wherever they are
//! made, with the head and the state they have to lead to.
//!
//! Everything happens in it: offers and answers of every kind, circles, wishes, owed shifts, lost phones
//! and a colleague who leaves, what does not hold, what was sealed for a time that is over, and what
//! somebody signed for somebody else. One seed decides all of it.

// A test in a browser takes this file in by its path, and these with it.
#[path = "history/ends.rs"]
mod ends;
#[path = "history/life.rs"]
mod life;
#[path = "history/write.rs"]
mod write;

use std::collections::BTreeMap;

use ruil_core::event::{Additions, Founding, NewPerson, NewShift, RosterPart};
use ruil_core::rules::rule_set::NEWEST;
use ruil_core::{
    Agreements, Answer, Audience, Command, DeviceId, Event, EventId, KindId, Moment, Move,
    NewCircle, NewWish, OfferId, OfferKind, OfferState, Pattern, PersonId, ProposalState, Shift,
    Stamp, Team, TeamId, TeamRules, Wanted, WishId,
};
use ruil_sync::body::{Body, command_bytes};
use ruil_sync::checkpoint::{self, Checkpoint};
use ruil_sync::invite::Start;
use ruil_sync::seal::{Cover, sign};
use ruil_sync::{DeviceKey, Engine, Identity, Input, Keyring, Output, Saved, Seed, TeamKey, saved};
use ruil_wire::limit::ENVELOPES_PER_FRAME_MAX;
use ruil_wire::{Access, Entry, Envelope, RelayFrame};

use self::ends::batch;
pub use self::ends::batches;

/// So many entries, and where they lead on every machine: the chain's value, the state's fingerprint, and
/// the hash of a checkpoint there.
pub const PLACES: [(u64, &str); 2] = [
    (
        1_000,
        "774776dbe96bfaad016f6f5d76d5aae613d7e919b19a35665f346c8627ae057f 66abc54870e86992 41e429fdefd96f7f5a84eaf7f7153a45d43102fed4b9886a7d78183fd70140b1",
    ),
    (
        10_000,
        "508334dde7fb15347ef99e60149e45c654963193b2c680ae8d20df6e015b8cc2 8eb0075ef8561ad0 fca17b57829bcb4ecde6faa1baa87c5d5676b64bc9729bdfb5351ad1b069e105",
    ),
];
/// So many entries come after the checkpoint that a joiner begins with.
pub const TAIL: u64 = 200;

const TEAM: TeamId = TeamId::from_bytes([3; 16]);
const ANN: u8 = 1;
const BEN: u8 = 2;
/// Who loses a phone now and then.
const CAS: u8 = 3;
/// Who leaves.
const DEE: u8 = 4;
const KINDS: [KindId; 3] = [
    KindId::from_bytes([0x21; 16]),
    KindId::from_bytes([0x22; 16]),
    KindId::from_bytes([0x23; 16]),
];
const CYCLE: &[u8] = b"EELL.NN..E.LLL..NN..";
const MINUTE_MS: u64 = 60_000;
const DAY_MIN: i32 = 24 * 60;
/// A Monday, 3 March 2025.
const FIRST_DAY: i32 = 20_150;

/// How large a team is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// So many people.
    pub people: u8,
    /// Its roster is known for so many days.
    pub known_days: i32,
    /// So many days of roster are added at once.
    pub part_days: i32,
}

/// A ward.
pub const WARD: Size = Size {
    people: 12,
    known_days: 42,
    part_days: 14,
};

/// The log, and who reads it.
pub struct History {
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// The same as a device keeps them.
    pub rows: Vec<(u64, Vec<u8>)>,
    /// The founder's device, which has come past all of it.
    pub reader: Engine,
    /// Where a joiner begins, and the sealed checkpoint for it.
    pub start: Option<(Start, Vec<u8>)>,
    /// The team as it is now; the reader hears of it a batch later.
    team: Team,
    unread: Vec<Entry>,
    size: Size,
    people: BTreeMap<u8, Author>,
    phones: u8,
    counters: BTreeMap<DeviceId, u64>,
    access: Option<Access>,
    known_until: i32,
    now_ms: u64,
    dice: u64,
}

struct Author {
    me: Identity,
    counter: u64,
    last: EventId,
}

/// Makes the first entries of a team's history. A joiner begins [`TAIL`] entries before their end.
pub fn make(size: Size, events: u64) -> History {
    let mut history = History::found(size);
    history.settle_in();
    while history.number() < events {
        if history.start.is_none() && history.number() >= events.saturating_sub(TAIL) {
            history.start = Some(history.start_here());
        }
        history.next();
    }
    history.read();
    history
}

/// Returns who reads along from the beginning, with a device of their own.
pub fn reader() -> Identity {
    identity(BEN, BEN)
}

fn identity(person: u8, phone: u8) -> Identity {
    Identity {
        team: TEAM,
        person: self::person(person),
        device: device(phone),
        device_key: DeviceKey::make([phone; 32]),
        keys: Keyring::new(0, TeamKey::make([7; 32])),
    }
}

/// Returns the id of the nth person, from 1.
pub fn person(nth: u8) -> PersonId {
    PersonId::from_bytes([nth; 16])
}

/// Returns the id of the nth phone; the first ones are the people's, in their order.
pub fn device(nth: u8) -> DeviceId {
    DeviceId::from_bytes([0x40 ^ nth; 16])
}

impl History {
    fn found(size: Size) -> Self {
        let me = identity(ANN, ANN);
        let founding = Command::Found(Founding {
            team: TEAM,
            name: "De Linde".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: new_person(ANN),
            device: me.device,
            key: me.device_key.public(),
        });
        let mut history = Self {
            entries: Vec::new(),
            rows: Vec::new(),
            reader: Engine::new(me),
            start: None,
            team: Team::default(),
            unread: Vec::new(),
            size,
            people: BTreeMap::new(),
            phones: size.people,
            counters: BTreeMap::new(),
            access: None,
            known_until: FIRST_DAY - size.part_days,
            now_ms: u64::from(FIRST_DAY.unsigned_abs()) * 24 * 60 * MINUTE_MS,
            dice: 0x5275_696c,
        };
        history.ann(founding);
        history
    }

    /// Everybody comes in, and the first roster.
    fn settle_in(&mut self) {
        let words = ["Early", "Late", "Night"];
        let words = KINDS.into_iter().zip(words);
        let kinds = words.map(|(id, name)| (id, name.chars().take(1).collect(), name.to_owned()));
        self.ann(Command::Add(Additions {
            people: (BEN..=self.size.people).map(new_person).collect(),
            kinds: kinds.collect(),
            ..Additions::default()
        }));
        for nth in BEN..=self.size.people {
            self.admit(nth, nth);
        }
        let mut rules = TeamRules::default();
        rules.law.version = NEWEST;
        self.ann(Command::SetRules(rules));
        self.ann(Command::Agree(Agreements::default()));
        self.plan();
    }

    fn number(&self) -> u64 {
        self.entries.len() as u64
    }

    fn admit(&mut self, nth: u8, phone: u8) {
        let me = Identity {
            keys: self.keys(),
            ..identity(nth, phone)
        };
        let (person, device, key) = (me.person, me.device, me.device_key.public());
        self.ann(Command::Admit {
            person,
            device,
            key,
        });
        let author = Author {
            me,
            counter: 0,
            last: EventId::from_bytes([0; 16]),
        };
        self.people.insert(nth, author);
    }

    /// Returns all keys the team has had.
    pub fn keys(&self) -> Keyring {
        self.reader.welcome_for_joiner().keys
    }

    /// The coordinator adds roster, two weeks at a time, until enough is known.
    fn plan(&mut self) {
        let Size {
            people,
            known_days,
            part_days,
        } = self.size;
        while self.known_until < self.today() + known_days {
            let from = self.known_until;
            self.known_until += part_days;
            let days = from..self.known_until;
            let shifts = days.flat_map(|day| (0..=people).filter_map(move |nth| shift(day, nth)));
            let part = RosterPart {
                people: (1..=people).map(person).collect(),
                kinds: KINDS.to_vec(),
                shifts: shifts.collect(),
                ..RosterPart::default()
            };
            self.ann(Command::Import(part));
        }
    }

    fn today(&self) -> i32 {
        self.now_min() / DAY_MIN
    }

    fn now_min(&self) -> i32 {
        i32::try_from(self.now_ms / MINUTE_MS).unwrap_or(i32::MAX)
    }

    /// What comes next.
    fn next(&mut self) {
        let number = self.number();
        self.now_ms += (5 + self.draw(40)) * MINUTE_MS;
        self.plan();
        match number {
            _ if number.is_multiple_of(1_000) => self.vouch(),
            _ if number % 1_700 == 850 => self.lose_a_phone(),
            _ if number % 900 == 450 => self.forge(),
            6_000..6_040 if self.people.contains_key(&DEE) => self.leave(),
            _ => self.ordinary(),
        }
    }
}

fn new_person(nth: u8) -> NewPerson {
    NewPerson {
        id: person(nth),
        name: format!("Person {nth}"),
        coordinator: nth <= BEN,
        qualifications: Vec::new(),
    }
}

/// In the order of the numbers, so that the latest are the last in every table.
fn event(number: u64) -> EventId {
    let number = number.to_be_bytes();
    let mut id = [9; 16];
    id.iter_mut().zip(number).for_each(|(to, from)| *to = from);
    EventId::from_bytes(id)
}

fn nonce(number: u64) -> [u8; 24] {
    let [a, b, c, d, e, f, g, h] = number.to_be_bytes();
    let mut nonce = [0; 24];
    nonce
        .iter_mut()
        .zip([a, b, c, d, e, f, g, h])
        .for_each(|(to, from)| *to = from);
    nonce
}

/// The shift of the nth person on a day; of nobody where it is 0: an open one, now and then.
fn shift(day: i32, nth: u8) -> Option<NewShift> {
    let at = usize::try_from(day).ok()? + usize::from(nth) * 3;
    let (kind, hour) = match CYCLE.get(at % CYCLE.len()) {
        Some(b'E') => (0, 7),
        Some(b'L') => (1, 15),
        Some(b'N') => (2, 23),
        Some(_) | None => return None,
    };
    Some(NewShift {
        start: Moment {
            utc_min: day * DAY_MIN + (hour - 1) * 60,
            offset_min: 60,
        },
        len_min: 480,
        end_offset_min: 60,
        break_min: 30,
        kind,
        unit: None,
        needs: None,
        owner: nth.checked_sub(1).map(u16::from),
    })
}
