//! A shift as it is filled in.

use ruil_core::event::Additions;
use ruil_core::{Command, Day, KindId, PersonId, QualificationId, Shift, ShiftRef, Team, UnitId};

use crate::i18n::{Lang, format, t};
use crate::pick::hand::{Edit, Place, Shape, commands, every, planned};

/// The times a new kind begins with.
const FIRST: (u16, u16, u16) = (7 * 60, 15 * 60, 30);

/// What is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// The shift that is changed; nothing puts one in.
    pub(super) seen: Option<ShiftRef>,
    pub(super) day: Day,
    /// The kind; nothing is a new one.
    pub(super) kind: Option<KindId>,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) start: String,
    pub(super) end: String,
    pub(super) rest: String,
    pub(super) owner: Option<PersonId>,
    pub(super) unit: Option<UnitId>,
    pub(super) needs: Option<QualificationId>,
    /// Every so many weeks; empty is once.
    pub(super) every: String,
    pub(super) until: String,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    Kind,
    Times,
    Rest,
    Repeat,
}

impl Wrong {
    pub(super) fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Kind => t::edit::wrong_kind(lang),
            Self::Times => t::edit::wrong_times(lang),
            Self::Rest => t::edit::wrong_rest(lang),
            Self::Repeat => t::edit::wrong_repeat(lang),
        }
    }
}

impl Draft {
    /// Begins a new shift, like the one used last.
    pub(super) fn new(day: Day, owner: Option<PersonId>, shape: Option<Shape>) -> Self {
        let (start_min, end_min, break_min) = FIRST;
        let mut draft = Self {
            seen: None,
            day,
            kind: None,
            name: String::new(),
            code: String::new(),
            start: clock(start_min),
            end: clock(end_min),
            rest: break_min.to_string(),
            owner,
            unit: None,
            needs: None,
            every: String::new(),
            until: format::iso(day.plus(28)),
        };
        if let Some(shape) = shape {
            draft.choose(shape);
        }
        draft
    }

    /// Begins to change a shift.
    pub(super) fn of(shift: &Shift) -> Self {
        let day = shift.span.start().day();
        Self {
            seen: Some(ShiftRef {
                shift: shift.id,
                revision: shift.revision,
            }),
            unit: shift.unit,
            needs: shift.needs,
            ..Self::new(day, shift.owner, Some(Shape::of(shift)))
        }
    }

    /// Moves it to somebody's row and another day.
    pub(super) fn at(mut self, owner: Option<PersonId>, day: Day) -> Self {
        (self.owner, self.day) = (owner, day);
        self
    }

    /// Takes a usual shift's kind and times.
    pub(super) fn choose(&mut self, shape: Shape) {
        self.kind = Some(shape.kind);
        self.start = clock(shape.start_min);
        self.end = clock(shape.end_min);
        self.rest = shape.break_min.to_string();
    }

    /// Returns its kind and times, if they make sense; `new` is the id of a new kind.
    pub(super) fn shape(&self, new: KindId) -> Result<Shape, Wrong> {
        let is_named = !self.name.trim().is_empty() && !self.code.trim().is_empty();
        if self.kind.is_none() && !is_named {
            return Err(Wrong::Kind);
        }
        let rest = self.rest.trim();
        let rest = if rest.is_empty() { "0" } else { rest };
        Ok(Shape {
            kind: self.kind.unwrap_or(new),
            start_min: minute(&self.start).ok_or(Wrong::Times)?,
            end_min: minute(&self.end).ok_or(Wrong::Times)?,
            break_min: rest.parse().map_err(|_| Wrong::Rest)?,
        })
    }

    /// Returns the commands that write it.
    pub(super) fn commands(&self, team: &Team, new: KindId) -> Result<Vec<Command>, Wrong> {
        let shape = self.shape(new)?;
        let place = Place {
            owner: self.owner,
            unit: self.unit,
            needs: self.needs,
        };
        let planned = |day: Day| planned(team, day, shape, place).ok_or(Wrong::Rest);
        let edits: Result<Vec<Edit>, Wrong> = match self.seen {
            Some(seen) => planned(self.day).map(|new| vec![Edit::Change(seen, new)]),
            None => self
                .days()?
                .into_iter()
                .map(|day| planned(day).map(Edit::Add))
                .collect(),
        };
        let kind = self.kind.is_none().then(|| {
            Command::Add(Additions {
                kinds: vec![(
                    new,
                    self.code.trim().to_owned(),
                    self.name.trim().to_owned(),
                )],
                ..Additions::default()
            })
        });
        Ok(kind.into_iter().chain(commands(&edits?)).collect())
    }

    fn days(&self) -> Result<Vec<Day>, Wrong> {
        if self.every.trim().is_empty() {
            return Ok(vec![self.day]);
        }
        let weeks: i32 = self.every.trim().parse().map_err(|_| Wrong::Repeat)?;
        let until = format::parse_day(&self.until).ok_or(Wrong::Repeat)?;
        if weeks < 1 || until < self.day {
            return Err(Wrong::Repeat);
        }
        Ok(every(self.day, weeks, until))
    }
}

/// Returns a time of day as a time field holds it.
pub(in crate::pages) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Reads a time of day as a time field gives it.
pub(in crate::pages) fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let minute = minute.get(..2)?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8};

    #[test]
    fn what_is_filled_in_becomes_shifts() {
        let crew = Crew::of(&["Amal"]);
        let new = KindId::from_bytes([8; 16]);
        let known = Shape {
            kind: KindId::from_bytes([3; 16]),
            start_min: 23 * 60,
            end_min: 7 * 60 + 15,
            break_min: 45,
        };
        let draft = Draft::new(MARCH_8, None, Some(known));
        let of = |change: &dyn Fn(&mut Draft)| {
            let mut draft = draft.clone();
            change(&mut draft);
            draft.commands(&crew.team, new).map(|all| all.len())
        };
        assert_eq!(draft.shape(new), Ok(known));
        assert_eq!(of(&|_| ()), Ok(1));
        assert_eq!(of(&|draft| draft.kind = None), Err(Wrong::Kind));
        let named = |draft: &mut Draft| {
            draft.kind = None;
            draft.name = "tussendienst".to_owned();
            draft.code = "T".to_owned();
        };
        assert_eq!(of(&named), Ok(2), "the kind comes first");
        for (start, rest, wrong) in [
            ("", "30", Wrong::Times),
            ("24:00", "30", Wrong::Times),
            ("23:00", "half", Wrong::Rest),
            ("23:00", "600", Wrong::Rest),
        ] {
            let found = of(&|draft| {
                draft.start = start.to_owned();
                draft.rest = rest.to_owned();
            });
            assert_eq!(found, Err(wrong), "{start} {rest}");
        }
        assert_eq!(
            of(&|draft| draft.every = "0".to_owned()),
            Err(Wrong::Repeat)
        );
        let days = |every: &str| {
            let every = every.to_owned();
            Draft {
                every,
                ..draft.clone()
            }
            .days()
            .map(|days| days.len())
        };
        assert_eq!((days(""), days("1"), days("2")), (Ok(1), Ok(5), Ok(3)));
    }
}
