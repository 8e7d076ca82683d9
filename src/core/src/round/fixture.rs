//! A team with a round, for the tests.

use crate::Command;
use crate::event::{
    Additions, Demand, Event, Founding, NewLine, NewPerson, NewPick, NewRound, NewShift,
    RosterPart, TeamRules, Terms, Turn,
};
use crate::id::{DeviceId, EventId, KindId, PersonId, QualificationId, RoundId, ShiftId, TeamId};
use crate::replay::{Outcome, Stamp};
use crate::round::Round;
use crate::rules::Age;
use crate::team::Team;
use crate::time::{Day, Moment};

pub(super) const NURSE: QualificationId = QualificationId::from_bytes([5; 16]);
pub(super) const KIND: KindId = KindId::from_bytes([6; 16]);
/// A Monday in winter.
pub(super) const MONDAY: Day = Day(20_157);
/// Three weeks before it.
pub(super) const BEFORE: Moment = Moment {
    utc_min: (MONDAY.0 - 21) * 1_440,
    offset_min: 60,
};
pub(super) const EARLY: i32 = 7;
pub(super) const LATE: i32 = 15;
pub(super) const NIGHT: i32 = 23;

pub(super) fn person(nth: u8) -> PersonId {
    PersonId::from_bytes([nth + 1; 16])
}

fn device(person: PersonId) -> DeviceId {
    DeviceId::from_bytes(*person.as_bytes())
}

/// Eight hours from an hour of a day of the round, counted from its Monday.
pub(super) fn place(day: i32, hour: i32) -> NewShift {
    NewShift {
        start: Moment {
            utc_min: (MONDAY.0 + day) * 1_440 + (hour - 1) * 60,
            offset_min: 60,
        },
        len_min: 480,
        end_offset_min: 60,
        break_min: 30,
        kind: 0,
        unit: None,
        needs: None,
        owner: None,
    }
}

pub(super) fn line(day: i32, hour: i32, count: u8) -> NewLine {
    NewLine {
        place: place(day, hour),
        count,
    }
}

/// The demand of some lines.
pub(super) fn demand(lines: Vec<NewLine>) -> Demand {
    Demand {
        people: (0..9).map(person).collect(),
        kinds: vec![KIND],
        needs: vec![NURSE],
        lines,
        ..Demand::default()
    }
}

/// The team and its log's length.
pub(super) struct Ward {
    pub(super) team: Team,
    number: u64,
    pub(super) round: RoundId,
}

impl Ward {
    /// Nine people of so many contract minutes a week; the first three are nurses; the law holds. They
    /// are added in an order.
    pub(super) fn new(contract_min: Option<u16>, order: &[u8]) -> Self {
        let mut ward = Self {
            team: Team::default(),
            number: 0,
            round: RoundId::from_bytes([0; 16]),
        };
        let new = |nth: u8| NewPerson {
            id: person(nth),
            name: format!("Person {nth}"),
            coordinator: false,
            qualifications: if nth < 3 { vec![NURSE] } else { Vec::new() },
        };
        let founding = Founding {
            team: TeamId::from_bytes([9; 16]),
            name: "De Linde".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: NewPerson {
                qualifications: Vec::new(),
                ..new(0)
            },
            device: device(person(0)),
            key: [1; 32],
        };
        ward.does(0, Command::Found(founding));
        let words = Additions {
            qualifications: vec![(NURSE, "verpleegkundige".to_owned())],
            kinds: vec![(KIND, "D".to_owned(), "dienst".to_owned())],
            ..Additions::default()
        };
        ward.does(0, Command::Add(words));
        let qualify = Command::Qualify {
            person: person(0),
            qualifications: vec![NURSE],
        };
        ward.does(0, qualify);
        for nth in order.iter().filter(|nth| **nth > 0) {
            let people = vec![new(*nth)];
            let additions = Additions {
                people,
                ..Additions::default()
            };
            ward.does(0, Command::Add(additions));
            let admit = Command::Admit {
                person: person(*nth),
                device: device(person(*nth)),
                key: [2; 32],
            };
            ward.does(0, admit);
        }
        for nth in order {
            let terms = Terms {
                age: Age::From18,
                contract_min,
            };
            let person = person(*nth);
            ward.does(0, Command::SetTerms { person, terms });
        }
        ward.rules(TeamRules::default());
        ward
    }

    /// Gives the team rules of its own, beside the law.
    pub(super) fn rules(&mut self, mut rules: TeamRules) {
        rules.law.version = crate::rules::rule_set::NEWEST;
        self.does(0, Command::SetRules(rules));
    }

    /// Opens a round of four weeks.
    pub(super) fn opens(mut self, lines: Vec<NewLine>, jokers: u8) -> Self {
        let new = NewRound {
            first: MONDAY,
            last: MONDAY.plus(27),
            demand: demand(lines),
            pick_until_ms: None,
            solve_until_ms: None,
            jokers,
        };
        self.round = RoundId::of(self.does(0, Command::OpenRound(new)));
        self
    }

    pub(super) fn imports(&mut self, shifts: Vec<NewShift>) -> Vec<ShiftId> {
        let count = u32::try_from(shifts.len()).unwrap();
        let part = RosterPart {
            people: (0..9).map(person).collect(),
            kinds: vec![KIND],
            shifts,
            ..RosterPart::default()
        };
        let event = self.does(0, Command::Import(part));
        (0..count).map(|nth| ShiftId::nth(event, nth)).collect()
    }

    pub(super) fn tries(&mut self, who: u8, command: Command) -> (EventId, Outcome) {
        self.number += 1;
        let id = [&self.number.to_be_bytes()[..], &[7; 8]].concat();
        let id = EventId::from_bytes(id.try_into().unwrap());
        let event = Event {
            id,
            device: device(person(who)),
            actor: person(who),
            command,
        };
        let stamp = Stamp {
            number: self.number,
            time_ms: 60_000 * 1_440 * u64::try_from(MONDAY.0 - 20).unwrap(),
        };
        (id, self.team.apply(&event, stamp))
    }

    pub(super) fn does(&mut self, who: u8, command: Command) -> EventId {
        let shown = format!("{command:?}");
        let (id, outcome) = self.tries(who, command);
        assert_eq!(outcome, Outcome::Applied, "{shown}");
        id
    }

    pub(super) fn pick(&self, line: u16, joker: bool) -> Command {
        Command::Pick(NewPick {
            round: self.round,
            line,
            joker,
            instead_of: None,
        })
    }

    pub(super) fn picks(&mut self, who: u8, lines: &[u16]) {
        for line in lines {
            self.does(who, self.pick(*line, false));
        }
    }

    pub(super) fn moves_on(&mut self) {
        let turn = Command::TurnRound {
            round: self.round,
            revision: self.round().revision,
            turn: Turn::On,
            until_ms: None,
        };
        self.does(0, turn);
    }

    pub(super) fn round(&self) -> &Round {
        self.team.rounds.get(&self.round).unwrap()
    }
}

/// Everybody, in order.
pub(super) const ALL: [u8; 9] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
