//! What is asked about the team itself.

use super::super::super::fixture::*;
use super::super::super::removal::removal;
use super::{Ask, agreements, pick, rules};
use crate::event::{Calm, LETTER_KEY_BYTES, Letterbox, Terms};
use crate::id::UnitId;

/// The key of who was admitted again.
pub(in super::super) const BACK: [u8; 32] = [77; 32];

/// What coordinators do, and what is never right.
pub(super) fn set(ward: &Ward, ask: &Ask) -> (PersonId, Command) {
    let Ask { who, a, b, c, .. } = *ask;
    let by = if c.is_multiple_of(10) { who } else { ANN };
    let command = match a % 11 {
        0..=2 => Command::Agree(agreements(b)),
        3 => Command::SetRules(rules(b)),
        4..=5 => Command::SetTerms {
            person: who,
            terms: Terms {
                contract_min: Some([480, 960, 2_160][b % 3]),
                ..Terms::default()
            },
        },
        6 => {
            let day = i32::try_from(b % 14).unwrap();
            let owner = u16::try_from(c % 5).ok().filter(|owner| *owner < 4);
            roster(vec![shift(day, 7 + 8 * (day % 3), 8, owner)])
        }
        7 => Command::Qualify {
            person: who,
            qualifications: [vec![], vec![NURSE]][b % 2].clone(),
        },
        8 => {
            let mut more = Additions::default();
            let unit = UnitId::from_bytes([u8::try_from(b % 200).unwrap(); 16]);
            more.units.push((unit, "Boven".to_owned()));
            Command::Add(more)
        }
        9 => return (who, Command::SetLetterbox(letterbox(b))),
        _ => match &ward.log[b % 5].0.command {
            // A second founding, or a device that is there already.
            said @ (Command::Found(_) | Command::Admit { .. }) => said.clone(),
            _ => Command::Tick,
        },
    };
    (by, command)
}

/// How a device is written to, or no longer; now and then so that it can't be.
fn letterbox(drawn: usize) -> Option<Letterbox> {
    let key = vec![4; LETTER_KEY_BYTES - usize::from(drawn % 7 == 6)];
    (drawn % 3 != 2).then(|| Letterbox {
        key,
        secret: [u8::try_from(drawn % 200).unwrap(); 16],
        language: *b"nl",
        calm: Calm::default(),
    })
}

/// A coordinator; now and then somebody else.
pub(super) fn coordinator(ward: &Ward, ask: &Ask) -> Option<PersonId> {
    let people = ward.team.members().filter(|person| person.coordinator);
    let found = pick(people.map(|person| person.id), ask.b);
    found.filter(|_| ask.c % 12 != 11).or(Some(ask.who))
}

/// Somebody is removed, or two, or a phone; now and then in a way that does not hold.
pub(super) fn removed(ward: &Ward, ask: &Ask) -> Option<(PersonId, Command)> {
    let Ask { who, a, b, c, .. } = *ask;
    let another = PEOPLE[b % 4];
    let (people, devices) = match a % 6 {
        0 => (vec![], vec![device(who)]),
        1 => (vec![who, another], vec![]),
        2 => (vec![who], vec![device(another)]),
        _ => (vec![who], vec![]),
    };
    let mut removal = removal(&ward.team, &people, &devices);
    match c % 20 {
        0 => removal.base ^= 1,
        1 => removal.epoch += 1,
        2 => removal.keys.push(0),
        3 => removal.keys.push(0),
        _ => {}
    }
    Some((coordinator(ward, ask)?, Command::Remove(removal)))
}

/// Somebody without a device gets one, if they left too.
pub(super) fn admitted(ward: &Ward, ask: &Ask) -> Option<(PersonId, Command)> {
    let has_none = |person: &PersonId| !ward.team.devices.contains(&device(*person));
    let person = pick(PEOPLE.into_iter().filter(has_none), ask.a).unwrap_or(ask.who);
    let key = if ward.team.is_member(person) {
        [6; 32]
    } else {
        BACK
    };
    let device = device(person);
    let admit = Command::Admit {
        person,
        device,
        key,
    };
    Some((coordinator(ward, ask)?, admit))
}

pub(super) fn appointed(ward: &Ward, ask: &Ask) -> Option<(PersonId, Command)> {
    let appoint = Command::Appoint {
        person: ask.who,
        coordinator: !ask.a.is_multiple_of(4),
    };
    Some((coordinator(ward, ask)?, appoint))
}

/// What the team is after the last entry, or after one before it that others may mean too.
pub(super) fn checkpoint(ward: &Ward, ask: &Ask) -> (PersonId, Command) {
    let last = ward.number;
    let number = match ask.a % 8 {
        0 => last,
        1 => last + 1_000,
        2 => 1,
        _ => last / 8 * 8,
    };
    let digest = [u8::from(ask.b.is_multiple_of(5)); 32];
    (ask.who, Command::Checkpoint { number, digest })
}
