//! Self-rostering rounds: what is needed, and what people pick of it.

use serde::{Deserialize, Serialize};

use super::NewShift;
use crate::gather::gather;
use crate::id::{KindId, PersonId, QualificationId, RoundId, UnitId};
use crate::shift::Shift;
use crate::time::Day;

/// A period for which the team makes its own roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRound {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// What is needed.
    pub demand: Demand,
    /// Everybody picks until then, Unix milliseconds; nothing: until a coordinator moves on.
    pub pick_until_ms: Option<u64>,
    /// The team solves what does not fit until then, Unix milliseconds.
    pub solve_until_ms: Option<u64>,
    /// So many picks of a person may count first where several want one place; 0: none.
    pub jokers: u8,
}

/// What is needed in a round. Its lines refer to the lists by position, as a stretch of roster does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Demand {
    /// The people who have a place before anybody picks.
    pub people: Vec<PersonId>,
    /// The kinds.
    pub kinds: Vec<KindId>,
    /// The units.
    pub units: Vec<UnitId>,
    /// The qualifications asked for.
    pub needs: Vec<QualificationId>,
    /// The lines.
    pub lines: Vec<NewLine>,
}

/// A stretch of work, and how many are needed for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NewLine {
    /// The stretch. An owner has it before anybody picks.
    pub place: NewShift,
    /// So many people; one, if it has an owner.
    pub count: u8,
}

/// A pick of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewPick {
    /// In which round.
    pub round: RoundId,
    /// Which line of its demand.
    pub line: u16,
    /// Whether it counts first where several want the place.
    pub joker: bool,
    /// The pick of mine it replaces, by its line.
    pub instead_of: Option<u16>,
}

/// What a coordinator does with a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Turn {
    /// On to the next phase.
    On,
    /// Back to the one before.
    Back,
    /// It is called off; nothing comes of it.
    Cancel,
}

/// A round becomes roster.
///
/// One event does all of it: what the shifts are is in the demand, so it only says whose they are, and
/// no place can be lost or come twice between two events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Which round.
    pub round: RoundId,
    /// Its revision as I saw it.
    pub revision: u32,
    /// The people who get a shift.
    pub people: Vec<PersonId>,
    /// For each place, in the order of the lines, the position of who gets it; nothing: it is open.
    pub owners: Vec<Option<u16>>,
}

impl Publication {
    /// Returns the publication of a round with an owner, or none, for each place.
    pub fn of(round: RoundId, revision: u32, owners: &[Option<PersonId>]) -> Self {
        let mut people = Vec::new();
        let owners = owners
            .iter()
            .map(|owner| owner.and_then(|owner| place(&mut people, owner)));
        let owners = owners.collect();
        Self {
            round,
            revision,
            people,
            owners,
        }
    }
}

impl Demand {
    /// Returns the demand that some shifts stand for, such as last month's moved to next month: what is
    /// alike becomes one line, and who owns one has it before anybody picks. What fits no list is left out.
    pub fn of<'a>(shifts: impl IntoIterator<Item = &'a Shift>) -> Self {
        let mut sorted: Vec<_> = gather(shifts);
        let key = |shift: &Shift| {
            let (start, end) = (shift.span.start(), shift.span.end());
            let what = (shift.kind, shift.unit, shift.needs, shift.break_min);
            (start, end, what, shift.owner)
        };
        sorted.sort_by_key(|shift| key(shift));
        let mut demand = Self::default();
        for shift in sorted {
            let Some(place) = demand.place(shift) else {
                continue;
            };
            match demand.lines.last_mut() {
                Some(last)
                    if last.place == place && place.owner.is_none() && last.count < u8::MAX =>
                {
                    last.count += 1;
                }
                _ => demand.lines.push(NewLine { place, count: 1 }),
            }
        }
        demand
    }

    /// Adds a line; tells whether it fits the lists.
    pub(crate) fn grow(&mut self, shift: &Shift, count: u8) -> bool {
        let place = self.place(shift);
        self.lines
            .extend(place.map(|place| NewLine { place, count }));
        place.is_some()
    }

    fn place(&mut self, shift: &Shift) -> Option<NewShift> {
        let narrow = |place: Option<u16>| u8::try_from(place?).ok();
        let unit = shift.unit.map(|unit| narrow(place(&mut self.units, unit)));
        let needs = shift
            .needs
            .map(|needs| narrow(place(&mut self.needs, needs)));
        let owner = shift.owner.map(|owner| place(&mut self.people, owner));
        Some(NewShift {
            start: shift.span.start(),
            len_min: u16::try_from(shift.span.len_min()).ok()?,
            end_offset_min: shift.span.end().offset_min,
            break_min: shift.break_min,
            kind: narrow(place(&mut self.kinds, shift.kind))?,
            unit: all(unit)?,
            needs: all(needs)?,
            owner: all(owner)?,
        })
    }

    /// Returns how many places there are.
    pub fn places(&self) -> usize {
        self.lines.iter().map(|line| usize::from(line.count)).sum()
    }
}

/// Returns nothing for nothing, and no answer for what has no place.
const fn all<T: Copy>(found: Option<Option<T>>) -> Option<Option<T>> {
    match found {
        None => Some(None),
        Some(None) => None,
        Some(some) => Some(some),
    }
}

/// Returns the position of something in a list, at the end if it is new.
fn place<T: Copy + PartialEq>(list: &mut Vec<T>, item: T) -> Option<u16> {
    let found = list.iter().position(|other| *other == item);
    let at = found.unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    });
    u16::try_from(at).ok()
}
