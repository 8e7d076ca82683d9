//! There and back is a law of any history, with those of replay; here is what the bytes are.

use proptest::prelude::*;

use super::*;
use crate::event::{Additions, Event, Founding, NewPerson, NewShift, RosterPart};
use crate::id::{DeviceId, EventId, KindId, PersonId, TeamId};
use crate::time::Moment;
use crate::{Command, Stamp, fingerprint};

const ANN: PersonId = PersonId::from_bytes([1; 16]);
const KIND: KindId = KindId::from_bytes([6; 16]);

/// Returns a team of one with so many shifts.
fn team(shifts: u16) -> Team {
    let founder = NewPerson {
        id: ANN,
        name: "Ann".to_owned(),
        coordinator: true,
        qualifications: Vec::new(),
    };
    let device = DeviceId::from_bytes([2; 16]);
    let founding = Founding {
        team: TeamId::from_bytes([9; 16]),
        name: "De Linde".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        founder,
        device,
        key: [3; 32],
    };
    let words = Additions {
        kinds: vec![(KIND, "N".to_owned(), "nacht".to_owned())],
        ..Additions::default()
    };
    let shift = |nth: u16| NewShift {
        start: Moment {
            utc_min: 29_000_000 + i32::from(nth) * 1_440,
            offset_min: 120,
        },
        len_min: 480,
        end_offset_min: 120,
        break_min: 30,
        kind: 0,
        unit: None,
        needs: None,
        owner: Some(0),
    };
    let part = RosterPart {
        people: vec![ANN],
        kinds: vec![KIND],
        shifts: (0..shifts).map(shift).collect(),
        ..RosterPart::default()
    };
    let commands = [
        Command::Found(founding),
        Command::Add(words),
        Command::Import(part),
    ];
    let mut team = Team::default();
    for (number, command) in (1..).zip(commands) {
        let event = Event {
            id: EventId::from_bytes([u8::try_from(number).unwrap(); 16]),
            device,
            actor: ANN,
            command,
        };
        let time_ms = 1_000 * number;
        let outcome = team.apply(&event, Stamp { number, time_ms });
        assert_eq!(outcome, crate::Outcome::Applied);
    }
    team
}

/// Frozen: whoever changes what a team is made of counts [`RULES`] up, or two builds that call
/// themselves the same disagree on a checkpoint.
#[test]
fn frozen_bytes() {
    let bytes = team(2).to_bytes();
    assert_eq!(bytes.first(), Some(&6));
    assert_eq!(fingerprint::of(&bytes), 0xf2db_5fda_75af_75ce);
}

#[test]
fn a_shift_of_an_import_takes_few_bytes() {
    let (few, many) = (team(100).to_bytes().len(), team(600).to_bytes().len());
    assert!((many - few) / 500 <= 20, "{}", (many - few) / 500);
}

#[test]
fn other_rules_are_nothing_to_this_build() {
    let mut bytes = team(1).to_bytes();
    assert_eq!(Team::parse(&bytes), Some(team(1)));
    bytes[0] += 1;
    assert_eq!(Team::parse(&bytes), None);
}

#[test]
fn what_is_left_over_is_nobody_s_writing() {
    let mut bytes = team(1).to_bytes();
    bytes.push(0);
    assert_eq!(Team::parse(&bytes), None);
    assert_eq!(Team::parse(&[]), None);
}

/// Bytes that promise a list of four thousand million rows, and have none.
#[test]
fn a_promise_of_many_rows_costs_no_memory() {
    let mut bytes = Team::default().to_bytes();
    assert_eq!(Team::parse(&bytes), Some(Team::default()));
    // The version, no id, no name, no zone; then the people.
    bytes.truncate(4);
    bytes.extend([0xff, 0xff, 0xff, 0xff, 0x0f]);
    assert_eq!(Team::parse(&bytes), None);
}

proptest! {
    #[test]
    fn any_bytes_are_nothing_or_one_team(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let bytes = [&[6][..], &bytes].concat();
        if let Some(team) = Team::parse(&bytes) {
            prop_assert_eq!(team.to_bytes(), bytes);
        }
    }
}
