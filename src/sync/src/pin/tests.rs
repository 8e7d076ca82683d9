//! Permits and PINs, without the cost of stretching.

use ruil_core::event::{Additions, Founding, NewPerson};
use ruil_core::{Command, DeviceId, Event, EventId, Outcome, Stamp, TeamId};

use crate::keys::{DeviceKey, Keyring, TeamKey};
use crate::lock::{Stretch, Stretched};

use super::*;

const ANN: PersonId = PersonId::from_bytes([1; 16]);
const BEN: PersonId = PersonId::from_bytes([2; 16]);
const CAS: PersonId = PersonId::from_bytes([3; 16]);
const NOW_MS: u64 = 1_741_000_000_000;

fn device(person: PersonId, seed: u8) -> Identity {
    Identity {
        team: TeamId::from_bytes([9; 16]),
        person,
        device: DeviceId::from_bytes([seed; 16]),
        device_key: DeviceKey::make([seed; 32]),
        keys: Keyring::new(0, TeamKey::make([5; 32])),
    }
}

/// Ann coordinates and has a phone, Ben has one, Cas has none; the tablet is enrolled.
struct Room {
    team: Team,
    ann: Identity,
    ben: Identity,
    tablet: Identity,
}

impl Room {
    fn new() -> Self {
        let (ann, ben) = (device(ANN, 11), device(BEN, 12));
        let tablet = device(PersonId::NOBODY, 13);
        let person = |id, name: &str, coordinator| NewPerson {
            id,
            name: name.to_owned(),
            coordinator,
            qualifications: Vec::new(),
        };
        let founding = Founding {
            team: ann.team,
            name: "De Linde".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: person(ANN, "Ann", true),
            device: ann.device,
            key: ann.device_key.public(),
        };
        let more = Additions {
            people: vec![person(BEN, "Ben", false), person(CAS, "Cas", false)],
            ..Additions::default()
        };
        let admit = Command::Admit {
            person: BEN,
            device: ben.device,
            key: ben.device_key.public(),
        };
        let enrol = Command::Enrol {
            device: tablet.device,
            key: tablet.device_key.public(),
        };
        let mut team = Team::default();
        let commands = [Command::Found(founding), Command::Add(more), admit, enrol];
        for (id, command) in (1..).zip(commands) {
            let event = Event {
                id: EventId::from_bytes([id; 16]),
                device: ann.device,
                actor: ANN,
                command,
            };
            assert_eq!(team.apply(&event, Stamp::default()), Outcome::Applied);
        }
        Self {
            team,
            ann,
            ben,
            tablet,
        }
    }

    fn shown(&self, phone: &Identity, person: PersonId, now_ms: u64) -> String {
        let tablet = self.team.devices.get(&self.tablet.device).unwrap();
        permit(phone, tablet, person, now_ms).unwrap()
    }

    fn checked(&self, person: PersonId, typed: &str, now_ms: u64) -> Result<u64, NoPermit> {
        let pins = Pins::default();
        check(&self.tablet, &self.team, &pins, (person, typed), now_ms)
    }
}

fn lock() -> Lock {
    let stretch = Stretch::make([1; 16]);
    Lock::close(stretch, &Stretched::from_bytes([2; 32]), [3; 24], b"")
}

#[test]
fn the_own_phone_or_a_coordinator_s_vouches_and_no_other() {
    let room = Room::new();
    let own = room.shown(&room.ben, BEN, NOW_MS);
    assert_eq!(own.len(), PERMIT_LEN);
    assert!(room.checked(BEN, &own, NOW_MS).is_ok());
    for person in [BEN, CAS] {
        let given = room.shown(&room.ann, person, NOW_MS);
        assert!(room.checked(person, &given, NOW_MS).is_ok());
        assert_eq!(room.checked(ANN, &given, NOW_MS), Err(NoPermit::Wrong));
    }
    for person in [ANN, CAS] {
        let taken = room.shown(&room.ben, person, NOW_MS);
        assert_eq!(room.checked(person, &taken, NOW_MS), Err(NoPermit::Wrong));
    }
    let stranger = room.shown(&device(BEN, 40), BEN, NOW_MS);
    assert_eq!(room.checked(BEN, &stranger, NOW_MS), Err(NoPermit::Wrong));
    assert_eq!(room.checked(BEN, "", NOW_MS), Err(NoPermit::Wrong));
}

#[test]
fn a_permit_is_for_one_tablet_and_some_minutes() {
    let mut room = Room::new();
    let shown = room.shown(&room.ben, BEN, NOW_MS);
    for later_ms in [0, TURN_MS] {
        assert!(room.checked(BEN, &shown, NOW_MS + later_ms).is_ok());
    }
    for wrong_ms in [NOW_MS + 2 * TURN_MS, NOW_MS - 2 * TURN_MS] {
        assert_eq!(room.checked(BEN, &shown, wrong_ms), Err(NoPermit::Wrong));
    }
    room.tablet = device(PersonId::NOBODY, 14);
    assert_eq!(room.checked(BEN, &shown, NOW_MS), Err(NoPermit::Wrong));
}

#[test]
fn a_permit_is_taken_once() {
    let room = Room::new();
    let mut pins = Pins::default();
    let typed = room.shown(&room.ben, BEN, NOW_MS);
    let check = |pins: &Pins, person, typed: &str, now_ms| {
        super::check(&room.tablet, &room.team, pins, (person, typed), now_ms)
    };
    let turn = check(&pins, BEN, &typed, NOW_MS).unwrap();
    pins.set(BEN, lock(), turn);
    let pins = Pins::parse(&pins.to_bytes());
    assert_eq!(check(&pins, BEN, &typed, NOW_MS), Err(NoPermit::Used));
    let given = room.shown(&room.ann, BEN, NOW_MS);
    assert_eq!(check(&pins, BEN, &given, NOW_MS), Err(NoPermit::Used));
    let next = room.shown(&room.ben, BEN, NOW_MS + TURN_MS);
    assert!(check(&pins, BEN, &next, NOW_MS).is_ok());
    let other = room.shown(&room.ann, CAS, NOW_MS);
    assert!(check(&pins, CAS, &other, NOW_MS).is_ok());
}

#[test]
fn who_guesses_waits_and_then_the_pin_is_gone() {
    let mut pins = Pins::default();
    pins.set(BEN, lock(), 7);
    let mut now_ms = NOW_MS;
    for nth in 1..=TRIES_MAX {
        assert!(pins.has(BEN), "{nth}");
        now_ms = pins.next_ms(BEN, now_ms);
        assert_eq!(pins.begin(BEN, now_ms), Some(lock()), "{nth}");
        let waits = pins.next_ms(BEN, now_ms) > now_ms;
        assert_eq!(waits, (5..TRIES_MAX).contains(&nth), "{nth}");
        pins = Pins::parse(&pins.to_bytes());
    }
    assert!(!pins.has(BEN));
    assert_eq!(pins.begin(BEN, now_ms), None);
}

#[test]
fn the_right_pin_at_the_last_try_is_still_right() {
    let mut pins = Pins::default();
    pins.set(BEN, lock(), 7);
    let mut last = None;
    for _ in 0..TRIES_MAX {
        last = pins.begin(BEN, NOW_MS);
    }
    assert!(!pins.has(BEN));
    pins.opened(BEN, last.unwrap());
    assert!(pins.has(BEN));
    assert_eq!(pins.next_ms(BEN, NOW_MS), 0, "no try is counted");
}
