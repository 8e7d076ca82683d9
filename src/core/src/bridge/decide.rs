//! From what a coordinator decided about differences to the commands that carry it out.

use super::difference::{Comparison, Difference};
use super::{NetChange, Planned};
use crate::event::{Command, NewShift, Revise, Revision, RosterPart, ShiftRef};
use crate::shift::Shift;
use crate::team::Team;

/// Most changes in one command: with all its lists it fits an envelope whatever happens.
const CHANGES_PER_COMMAND: usize = 150;
/// Most shifts in a stretch of roster, for the same reason.
const SHIFTS_PER_PART: usize = 300;

/// Whose word counts where the two rosters differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// The planner's: here it becomes as it is there.
    Planner,
    /// The team's: it stays as it is here, and the planner is to hear it.
    Team,
    /// Both: whose it is by the team's swap, all else by the planner.
    Both,
}

impl Difference {
    /// Returns whose word counts unless somebody says otherwise; nothing where somebody must say.
    pub const fn usual_word(&self) -> Option<Word> {
        match self {
            Self::Processed { .. }
            | Self::Added { .. }
            | Self::Changed { .. }
            | Self::Gone { .. } => Some(Word::Planner),
            Self::Waiting { .. } => Some(Word::Team),
            Self::Conflict { .. } => None,
        }
    }

    /// Returns the words that make sense here.
    pub const fn words(&self) -> &'static [Word] {
        match self {
            Self::Processed { .. } => &[Word::Planner],
            Self::Waiting { .. } => &[Word::Team],
            Self::Added { .. } | Self::Changed { .. } | Self::Gone { .. } => {
                &[Word::Planner, Word::Team]
            }
            Self::Conflict { revision, new, .. } => match (revision, new) {
                (Some(_), Some(_)) => &[Word::Both, Word::Planner, Word::Team],
                _ => &[Word::Planner, Word::Team],
            },
        }
    }
}

impl Team {
    /// Returns the commands that carry out what was decided. What is not decided stays as it is, and
    /// is found again the next time.
    pub fn decide(
        &self,
        comparison: &Comparison,
        decided: impl IntoIterator<Item = (Difference, Word)>,
    ) -> Vec<Command> {
        // What the planner says comes first; what the team makes of it changes that again.
        let mut planner = Revisions::new(true);
        let mut team = Revisions::new(false);
        for (difference, word) in decided {
            let planned = difference
                .planned()
                .and_then(|new| comparison.shifts.get(new).copied());
            match (difference, word) {
                (Difference::Processed { shift, revision }, _) => {
                    planner.push(None, |_| Revise::Confirm { shift, revision });
                }
                (Difference::Waiting { .. }, _)
                | (Difference::Added { .. }, Word::Team | Word::Both) => {}
                (Difference::Added { .. }, Word::Planner) => {
                    planned.into_iter().for_each(|there| planner.add(there))
                }
                (Difference::Changed { seen, .. } | Difference::Gone { seen }, Word::Planner) => {
                    planner.rewrite(seen, planned);
                }
                (
                    Difference::Changed { seen, .. } | Difference::Gone { seen },
                    Word::Team | Word::Both,
                ) => {
                    planner.keep(seen, planned);
                }
                (
                    Difference::Conflict {
                        shift,
                        revision: Some(revision),
                        ..
                    },
                    word,
                ) => {
                    let seen = ShiftRef { shift, revision };
                    match (word, planned) {
                        (Word::Planner, _) => planner.rewrite(seen, planned),
                        (Word::Team, _) | (Word::Both, None) => planner.keep(seen, planned),
                        (Word::Both, Some(there)) => {
                            planner.keep(seen, planned);
                            let owner = self.roster.get(shift).and_then(|here| here.owner);
                            team.rewrite(seen, Some(Planned { owner, ..there }));
                        }
                    }
                }
                (
                    Difference::Conflict {
                        shift,
                        revision: None,
                        ..
                    },
                    word,
                ) => {
                    let revision = None;
                    planner.push(None, |_| Revise::Confirm { shift, revision });
                    if word == Word::Planner {
                        planned.into_iter().for_each(|there| planner.add(there));
                    }
                }
            }
        }
        planner.end().chain(team.end()).collect()
    }

    /// Returns the commands that say that the planner's roster has these changes by now. Those that
    /// were changed again since the list was made stay on it.
    pub fn processed(&self, changes: &[NetChange]) -> Vec<Command> {
        let revision = |shift| self.roster.get(shift).map(|shift: &Shift| shift.revision);
        let is_same = |change: &&NetChange| revision(change.shift) == change.revision;
        let mut revisions = Revisions::new(true);
        for change in changes.iter().filter(is_same) {
            let (shift, revision) = (change.shift, change.revision);
            revisions.push(None, |_| Revise::Confirm { shift, revision });
        }
        revisions.end().collect()
    }
}

/// Changes on their way into commands, each small enough for an envelope.
#[derive(Debug)]
pub struct Revisions {
    is_official: bool,
    full: Vec<Command>,
    last: Revision,
    /// What the planner has that is new is a stretch of roster like the first.
    new: RosterPart,
}

impl Revisions {
    /// Begins: with the planner's word, or the team's own.
    pub fn new(is_official: bool) -> Self {
        Self {
            is_official,
            full: Vec::new(),
            last: Revision::default(),
            new: RosterPart::default(),
        }
    }

    /// Adds a shift.
    pub fn add(&mut self, planned: Planned) {
        if self.is_official {
            if self.new.shifts.len() >= SHIFTS_PER_PART {
                self.fill_new();
            }
            let new = new_shift(&mut self.new, &planned);
            self.new.shifts.push(new);
        } else {
            self.push(Some(planned), |new| Revise::Add {
                new: new.unwrap_or_default(),
            });
        }
    }

    fn fill_new(&mut self) {
        let part = core::mem::take(&mut self.new);
        if !part.shifts.is_empty() {
            self.full.push(Command::Import(part));
        }
    }

    /// Makes a shift another, or takes it out.
    pub fn rewrite(&mut self, seen: ShiftRef, planned: Option<Planned>) {
        self.push(planned, |new| match new {
            Some(new) => Revise::Change { seen, new },
            None => Revise::Cancel { seen },
        });
    }

    fn keep(&mut self, seen: ShiftRef, planned: Option<Planned>) {
        self.push(planned, |new| Revise::Keep { seen, new });
    }

    fn push(&mut self, planned: Option<Planned>, change: impl FnOnce(Option<u16>) -> Revise) {
        if self.last.changes.len() >= CHANGES_PER_COMMAND {
            self.fill();
        }
        let new = planned.map(|planned| {
            let part = &mut self.last.part;
            let new = new_shift(part, &planned);
            part.shifts.push(new);
            u16::try_from(part.shifts.len().saturating_sub(1)).unwrap_or(u16::MAX)
        });
        self.last.changes.push(change(new));
    }

    fn fill(&mut self) {
        let mut revision = core::mem::take(&mut self.last);
        revision.is_official = self.is_official;
        if !revision.changes.is_empty() {
            self.full.push(Command::Revise(revision));
        }
    }

    /// Returns the commands.
    pub fn end(mut self) -> impl Iterator<Item = Command> {
        self.fill();
        self.fill_new();
        self.full.into_iter()
    }
}

/// Writes a shift by positions in the part's lists.
fn new_shift(part: &mut RosterPart, planned: &Planned) -> NewShift {
    let owner = planned.owner.map(|owner| place(&mut part.people, owner));
    let kind = place(&mut part.kinds, planned.kind);
    let unit = planned.unit.map(|unit| place(&mut part.units, unit));
    let needs = planned.needs.map(|needed| place(&mut part.needs, needed));
    NewShift {
        start: planned.span.start(),
        len_min: u16::try_from(planned.span.len_min()).unwrap_or(u16::MAX),
        end_offset_min: planned.span.end().offset_min,
        break_min: planned.break_min,
        kind: narrow(kind),
        unit: unit.map(narrow),
        needs: needs.map(narrow),
        owner: owner.map(|at| u16::try_from(at).unwrap_or(u16::MAX)),
    }
}

/// Returns an item's position in a list, at its end if it is new.
fn place<T: PartialEq>(list: &mut Vec<T>, item: T) -> usize {
    list.iter()
        .position(|other| *other == item)
        .unwrap_or_else(|| {
            list.push(item);
            list.len().saturating_sub(1)
        })
}

/// With so few changes in a command no list grows longer than a byte counts.
fn narrow(at: usize) -> u8 {
    u8::try_from(at).unwrap_or(u8::MAX)
}
