//! A small ward for the demo and the tests: invented people, a roster round a given day.

use ruil_core::event::{Additions, NewPerson, NewShift, RosterPart};
use ruil_core::{Command, Day, KindId, Moment, PersonId, QualificationId, UnitId};

use crate::phone::{Dice, roll};

const DAY_MIN: i32 = 24 * 60;
const HOUR_MIN: i32 = 60;
/// Six weeks, two of them past.
const WEEKS: i32 = 6;
const WEEKS_PAST: i32 = 2;

/// The colleagues besides the founder; the first two have a phone in the demo.
pub const COLLEAGUES: [&str; 9] = [
    "Bram Hoekstra",
    "Chaima El Amrani",
    "Daan Postma",
    "Eline Visser",
    "Fatma Yılmaz",
    "Gijs van Leeuwen",
    "Hanneke de Groot",
    "Ilse Brouwer",
    "Joris Mulder",
];

/// Code, name, start (minutes after midnight) and length of each kind, with its break.
const KINDS: [(&str, &str, i32, u16); 4] = [
    ("V", "vroeg", 7 * HOUR_MIN, 510),
    ("D", "dag", 8 * HOUR_MIN + 30, 510),
    ("L", "laat", 14 * HOUR_MIN + 30, 510),
    ("N", "nacht", 22 * HOUR_MIN + 45, 510),
];

/// What each person works on each day of a cycle of ten; a point is free. Every column holds each
/// kind at least once, no one works a late before an early.
const CYCLE: [&str; 10] = [
    "VVDLL..NN.",
    "DLL..NN.VV",
    "L..NN.VVDL",
    ".NN.VVDLL.",
    "N.VVDLL..N",
    "VVDLL..NN.",
    "DDLL..NN.V",
    "LL..NN.VVD",
    "..VVDDLL..",
    "NN..VVDD.L",
];

/// Returns the commands that fill a ward whose founder is `founder`, in a roster round `today`.
///
/// Clocks stand at Amsterdam's offset of that season; a demo may pass over a clock change.
pub fn commands(founder: PersonId, today: Day, offset_min: i16, dice: &mut Dice) -> Vec<Command> {
    let people: Vec<NewPerson> = COLLEAGUES
        .iter()
        .map(|name| NewPerson {
            id: PersonId::from_bytes(roll(dice)),
            name: (*name).to_owned(),
            coordinator: false,
            qualifications: Vec::new(),
        })
        .collect();
    let nurse = QualificationId::from_bytes(roll(dice));
    let units = [(UnitId::from_bytes(roll(dice)), "De Linde".to_owned())];
    let kinds: Vec<(KindId, String, String)> = KINDS
        .iter()
        .map(|(code, name, ..)| {
            (
                KindId::from_bytes(roll(dice)),
                (*code).to_owned(),
                (*name).to_owned(),
            )
        })
        .collect();

    let everybody: Vec<PersonId> = std::iter::once(founder)
        .chain(people.iter().map(|person| person.id))
        .collect();
    let mut part = RosterPart {
        people: everybody.clone(),
        kinds: kinds.iter().map(|(id, ..)| *id).collect(),
        units: units.iter().map(|(id, _)| *id).collect(),
        ..RosterPart::default()
    };
    let first = today.monday().plus(-7 * WEEKS_PAST);
    for day in 0..7 * WEEKS {
        for (row, cycle) in CYCLE.iter().enumerate() {
            let at = usize::try_from(day).unwrap_or_default() % cycle.len();
            let code = cycle.get(at..=at).unwrap_or(".");
            let Some(kind) = KINDS.iter().position(|(known, ..)| *known == code) else {
                continue;
            };
            // A few lates of the coming weeks have nobody: the demo's open shifts.
            let is_open = code == "L" && row == 9 && day >= 7 * WEEKS_PAST;
            let owner = (!is_open).then_some(row);
            part.shifts
                .push(shift(first.plus(day), kind, owner, offset_min));
        }
    }
    let additions = Additions {
        qualifications: vec![(nurse, "verpleegkundige".to_owned())],
        people,
        units: units.to_vec(),
        kinds,
    };
    let parts = part.shifts.chunks(300).map(|shifts| {
        Command::Import(RosterPart {
            shifts: shifts.to_vec(),
            ..part.clone()
        })
    });
    std::iter::once(Command::Add(additions))
        .chain(parts)
        .collect()
}

fn shift(day: Day, kind: usize, owner: Option<usize>, offset_min: i16) -> NewShift {
    let (_, _, start, len_min) = KINDS.get(kind).copied().unwrap_or(KINDS[0]);
    NewShift {
        start: Moment {
            utc_min: day.0 * DAY_MIN + start - i32::from(offset_min),
            offset_min,
        },
        len_min,
        end_offset_min: offset_min,
        break_min: 30,
        kind: u8::try_from(kind).unwrap_or_default(),
        unit: Some(0),
        needs: None,
        owner: owner.and_then(|owner| u16::try_from(owner).ok()),
    }
}
