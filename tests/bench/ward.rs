//! A ward of any size and age.

use ruil_core::event::{Additions, Founding, NewPerson, NewShift, RosterPart};
use ruil_core::rules::rule_set::NEWEST;
use ruil_core::{
    Command, Day, DeviceId, Event, EventId, KindId, Moment, PersonId, Stamp, Team, TeamId,
    TeamRules,
};

const DAY_MIN: i32 = 24 * 60;
/// A Monday.
pub const LAST: Day = Day(20_157);
/// Early, late and night with their free days; a person starts somewhere in it.
const CYCLE: &[u8] = b"EELL.NN..E.LLL..NN..";
/// What fits a command.
const PART: usize = 600;

/// Returns the id of the nth person.
pub fn person(nth: usize) -> PersonId {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&(nth as u64 + 1).to_le_bytes());
    PersonId::from_bytes(bytes)
}

/// Returns the events that make a ward of so many people, with so many weeks of roster before
/// [`LAST`] and four after it.
pub fn events(people: usize, weeks: i32) -> Vec<Event> {
    let new = |nth| NewPerson {
        id: person(nth),
        name: format!("Person {nth}"),
        coordinator: false,
        qualifications: Vec::new(),
    };
    let device = DeviceId::from_bytes([1; 16]);
    let kind = KindId::from_bytes([2; 16]);
    let mut commands = vec![
        Command::Found(Founding {
            team: TeamId::from_bytes([3; 16]),
            name: "Ward".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: new(0),
            device,
            key: [4; 32],
        }),
        Command::Add(Additions {
            people: (1..people).map(new).collect(),
            kinds: vec![(kind, "W".to_owned(), "work".to_owned())],
            ..Additions::default()
        }),
    ];
    let shifts: Vec<_> = (-7 * weeks..28)
        .flat_map(|day| (0..people).filter_map(move |nth| shift(day, nth)))
        .collect();
    let everybody: Vec<_> = (0..people).map(person).collect();
    commands.extend(shifts.chunks(PART).map(|shifts| {
        Command::Import(RosterPart {
            people: everybody.clone(),
            kinds: vec![kind],
            shifts: shifts.to_vec(),
            ..RosterPart::default()
        })
    }));
    let mut rules = TeamRules::default();
    rules.law.version = NEWEST;
    commands.push(Command::SetRules(rules));
    (1..)
        .zip(commands)
        .map(|(number, command)| event(number, person(0), command))
        .collect()
}

/// Returns an event with an id made of its number.
pub fn event(number: u64, actor: PersonId, command: Command) -> Event {
    let mut id = [9; 16];
    id[..8].copy_from_slice(&number.to_le_bytes());
    Event {
        id: EventId::from_bytes(id),
        device: DeviceId::from_bytes([1; 16]),
        actor,
        command,
    }
}

/// Replays events from nothing.
pub fn replay(events: &[Event]) -> Team {
    let mut team = Team::default();
    for (number, event) in (1..).zip(events) {
        let time_ms = 1_700_000_000_000 + number * 60_000;
        team.apply(event, Stamp { number, time_ms });
    }
    team
}

fn shift(day: i32, nth: usize) -> Option<NewShift> {
    let at = usize::try_from(day + 100_000).unwrap_or_default() + nth * 3;
    let hour = match CYCLE.get(at % CYCLE.len()) {
        Some(b'E') => 7,
        Some(b'L') => 15,
        Some(b'N') => 23,
        Some(_) | None => return None,
    };
    Some(NewShift {
        start: Moment {
            utc_min: (LAST.0 + day) * DAY_MIN + (hour - 1) * 60,
            offset_min: 60,
        },
        len_min: 480,
        end_offset_min: 60,
        break_min: 30,
        kind: 0,
        unit: None,
        needs: None,
        owner: u16::try_from(nth).ok(),
    })
}
