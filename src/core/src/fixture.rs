//! What the tests of several modules begin with: a few people, a Monday, and how a team is founded.

use crate::event::{Additions, Command, Founding, NewPerson, NewShift, RosterPart, TeamRules};
use crate::id::{DeviceId, KindId, PersonId, QualificationId, TeamId};
use crate::time::{Day, Moment};

pub(crate) const ANN: PersonId = PersonId::from_bytes([1; 16]);
pub(crate) const BEN: PersonId = PersonId::from_bytes([2; 16]);
pub(crate) const CAS: PersonId = PersonId::from_bytes([3; 16]);
pub(crate) const DEE: PersonId = PersonId::from_bytes([4; 16]);
pub(crate) const EVA: PersonId = PersonId::from_bytes([5; 16]);
pub(crate) const NURSE: QualificationId = QualificationId::from_bytes([5; 16]);
/// The one kind of shift.
pub(crate) const KIND: KindId = KindId::from_bytes([6; 16]);
/// A Monday in winter.
pub(crate) const MONDAY: Day = Day(20_157);

/// Returns a day after the Monday and an hour, in Amsterdam.
pub(crate) const fn moment(day: i32, hour: i32) -> Moment {
    Moment {
        utc_min: (MONDAY.0 + day) * 24 * 60 + (hour - 1) * 60,
        offset_min: 60,
    }
}

/// Returns the only device of somebody.
pub(crate) fn device(person: PersonId) -> DeviceId {
    DeviceId::from_bytes(*person.as_bytes())
}

/// Returns somebody new, who coordinates nothing.
pub(crate) fn person(id: PersonId, name: &str) -> NewPerson {
    NewPerson {
        id,
        name: name.to_owned(),
        coordinator: false,
        qualifications: Vec::new(),
    }
}

/// Returns a shift of so many hours, whose owner is a position in the roster's people.
pub(crate) fn shift(day: i32, hour: i32, len_h: u16, owner: Option<u16>) -> NewShift {
    NewShift {
        start: moment(day, hour),
        len_min: len_h * 60,
        end_offset_min: 60,
        break_min: 30,
        kind: 0,
        unit: None,
        needs: None,
        owner,
    }
}

/// Returns the import of a roster of these people; needs 0 is a nurse.
pub(crate) fn roster(people: &[PersonId], shifts: Vec<NewShift>) -> Command {
    Command::Import(RosterPart {
        people: people.to_vec(),
        kinds: vec![KIND],
        units: Vec::new(),
        needs: vec![NURSE],
        shifts,
    })
}

/// Returns the commands by which Ann founds a team and admits these, in their order.
pub(crate) fn founding(others: &[(PersonId, &str)]) -> Vec<Command> {
    let founding = Founding {
        team: TeamId::from_bytes([9; 16]),
        name: "De Linde".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        founder: person(ANN, "Ann"),
        device: device(ANN),
        key: [1; 32],
    };
    let additions = Additions {
        qualifications: vec![(NURSE, "verpleegkundige".to_owned())],
        people: others.iter().map(|(id, name)| person(*id, name)).collect(),
        units: Vec::new(),
        kinds: vec![(KIND, "N".to_owned(), "nacht".to_owned())],
    };
    let admit = |(id, _): &(PersonId, &str)| Command::Admit {
        person: *id,
        device: device(*id),
        key: [2; 32],
    };
    [Command::Found(founding), Command::Add(additions)]
        .into_iter()
        .chain(others.iter().map(admit))
        .collect()
}

/// Returns rules by which the law holds in its newest version.
pub(crate) fn law() -> TeamRules {
    let mut rules = TeamRules::default();
    rules.law.version = crate::rules::rule_set::NEWEST;
    rules
}
