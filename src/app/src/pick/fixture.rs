//! A small team for the tests of the pickers.

use ruil_core::event::{Additions, Founding, NewPerson, NewShift, RosterPart};
use ruil_core::{
    Command, Day, DeviceId, Event, EventId, KindId, Moment, Outcome, PersonId, QualificationId,
    ShiftId, Stamp, Team, TeamId, TeamRules,
};

const DAY_MIN: i32 = 24 * 60;

/// A Saturday.
pub(crate) const MARCH_8: Day = Day(20_155);

/// A team in which everybody has a device; person 0 is the coordinator.
pub(crate) struct Crew {
    pub(crate) team: Team,
    names: Vec<String>,
    events: u8,
}

/// A shift to put: day, start, length, owner, whether a diploma is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Put {
    pub(crate) day: Day,
    pub(crate) start_min: i32,
    pub(crate) len_min: u16,
    pub(crate) owner: Option<u16>,
    pub(crate) diploma: bool,
}

pub(crate) fn night(day: Day, owner: Option<u16>) -> Put {
    Put {
        day,
        start_min: 23 * 60,
        len_min: 8 * 60,
        owner,
        diploma: false,
    }
}

pub(crate) fn late(day: Day, owner: Option<u16>) -> Put {
    Put {
        day,
        start_min: 16 * 60,
        len_min: 8 * 60,
        owner,
        diploma: false,
    }
}

impl Crew {
    pub(crate) fn of(names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut crew = Self {
            team: Team::default(),
            names,
            events: 0,
        };
        let people: Vec<_> = (0..crew.names.len())
            .map(|at| crew.new_person(at))
            .collect();
        let mut people = people.into_iter();
        let founding = Founding {
            team: TeamId::from_bytes([1; 16]),
            name: "De Linde".to_owned(),
            zone: "Europe/Amsterdam".to_owned(),
            founder: people.next().unwrap(),
            device: crew.device(0),
            key: [0; 32],
        };
        crew.act(0, Command::Found(founding));
        crew.act(
            0,
            Command::Add(Additions {
                qualifications: vec![(Self::diploma(), "medicatie".to_owned())],
                people: people.collect(),
                kinds: vec![(
                    KindId::from_bytes([3; 16]),
                    "N".to_owned(),
                    "nacht".to_owned(),
                )],
                ..Additions::default()
            }),
        );
        for at in 1..crew.names.len() {
            let (person, device) = (crew.person(at), crew.device(at));
            crew.act(
                0,
                Command::Admit {
                    person,
                    device,
                    key: [0; 32],
                },
            );
        }
        crew
    }

    fn new_person(&self, at: usize) -> NewPerson {
        let name = self.names[at].clone();
        NewPerson {
            id: self.person(at),
            name,
            coordinator: at == 0,
            qualifications: Vec::new(),
        }
    }

    pub(crate) fn diploma() -> QualificationId {
        QualificationId::from_bytes([4; 16])
    }

    pub(crate) fn person(&self, at: usize) -> PersonId {
        PersonId::from_bytes([100 + u8::try_from(at).unwrap(); 16])
    }

    fn device(&self, at: usize) -> DeviceId {
        DeviceId::from_bytes([150 + u8::try_from(at).unwrap(); 16])
    }

    pub(crate) fn noon(day: Day) -> Moment {
        Moment {
            utc_min: day.0 * DAY_MIN + 11 * 60,
            offset_min: 60,
        }
    }

    /// Applies a command of a person and returns its event.
    pub(crate) fn act(&mut self, actor: usize, command: Command) -> EventId {
        let (event, outcome) = self.attempt(actor, command);
        assert_eq!(outcome, Outcome::Applied);
        event
    }

    /// Applies a command that may not hold.
    pub(crate) fn attempt(&mut self, actor: usize, command: Command) -> (EventId, Outcome) {
        self.events += 1;
        let id = EventId::from_bytes([self.events; 16]);
        let event = Event {
            id,
            device: self.device(actor),
            actor: self.person(actor),
            command,
        };
        let number = u64::from(self.events);
        let outcome = self.team.apply(
            &event,
            Stamp {
                number,
                time_ms: number * 60_000,
            },
        );
        (id, outcome)
    }

    /// Has the team ask for a coordinator's word on every change, as if it always came too late.
    pub(crate) fn rule_late_changes(&mut self) {
        let mut rules = TeamRules {
            notice_min: u32::MAX,
            ..TeamRules::default()
        };
        rules.law.version = ruil_core::rules::rule_set::NEWEST;
        self.act(0, Command::SetRules(rules));
    }

    /// Has the team work by the law.
    pub(crate) fn rule_law(&mut self) {
        let mut rules = TeamRules::default();
        rules.law.version = ruil_core::rules::rule_set::NEWEST;
        self.act(0, Command::SetRules(rules));
    }

    /// Lets time pass until what is due next has happened.
    pub(crate) fn wait_until_due(&mut self) {
        let time_ms = self.team.due_ms().unwrap();
        let event = Event {
            id: EventId::from_bytes([200; 16]),
            device: self.device(0),
            actor: self.person(0),
            command: Command::Tick,
        };
        let number = u64::from(self.events);
        let outcome = self.team.apply(&event, Stamp { number, time_ms });
        assert_eq!(outcome, Outcome::Applied);
    }

    /// Puts a shift in the roster.
    pub(crate) fn put(&mut self, put: Put) -> ShiftId {
        let start = Moment {
            utc_min: put.day.0 * DAY_MIN + put.start_min - 60,
            offset_min: 60,
        };
        let part = RosterPart {
            people: (0..self.names.len()).map(|at| self.person(at)).collect(),
            kinds: vec![KindId::from_bytes([3; 16])],
            units: Vec::new(),
            needs: vec![Self::diploma()],
            shifts: vec![NewShift {
                start,
                len_min: put.len_min,
                end_offset_min: 60,
                break_min: 0,
                kind: 0,
                unit: None,
                needs: put.diploma.then_some(0),
                owner: put.owner,
            }],
        };
        ShiftId::nth(self.act(0, Command::Import(part)), 0)
    }
}
