//! What goes to my calendar app, and what is taken out of it again.
//!
//! A calendar app forgets nothing by itself, and the roster remembers nothing of a shift that was taken
//! out. So what went to the calendar is kept on the device, with all that a cancellation must say.

use ruil_core::bridge::Planned;
use ruil_core::{KindId, PersonId, Shift, ShiftId, Team};

/// A shift as it went to a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Which.
    pub shift: ShiftId,
    /// How often it had changed: a calendar app takes the highest.
    pub sequence: u32,
    /// Its start, end and kind; a note from before these were kept has none.
    pub facts: Option<Facts>,
}

/// What a calendar says of a shift that is cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its start, in minutes since 1970 UTC.
    pub start_utc_min: i32,
    /// Its end.
    pub end_utc_min: i32,
    /// Its kind.
    pub kind: KindId,
}

impl Facts {
    const fn of(shift: &Planned) -> Self {
        Self {
            start_utc_min: shift.span.start().utc_min,
            end_utc_min: shift.span.end().utc_min,
            kind: shift.kind,
        }
    }
}

impl Given {
    /// Returns what is kept of a shift that goes to a calendar.
    pub const fn of(shift: &Shift) -> Self {
        let Entry {
            shift,
            sequence,
            facts,
        } = Entry::of(shift);
        Self {
            shift,
            sequence,
            facts: Some(facts),
        }
    }

    /// Returns it as one word.
    pub fn to_word(self) -> String {
        let (shift, sequence) = (self.shift, self.sequence);
        self.facts.map_or_else(
            || shift.to_string(),
            |facts| {
                let (start, end) = (facts.start_utc_min, facts.end_utc_min);
                format!("{shift},{sequence},{start},{end},{}", facts.kind)
            },
        )
    }

    /// Reads such a word; the oldest ones are an id alone.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut parts = word.split(',');
        let shift = ShiftId::parse(parts.next()?)?;
        let Some(sequence) = parts.next() else {
            return Some(Self {
                shift,
                sequence: 0,
                facts: None,
            });
        };
        let facts = Facts {
            start_utc_min: parts.next()?.parse().ok()?,
            end_utc_min: parts.next()?.parse().ok()?,
            kind: KindId::parse(parts.next()?)?,
        };
        Some(Self {
            shift,
            sequence: sequence.parse().ok()?,
            facts: Some(facts),
        })
    }
}

/// A shift as it goes to a calendar, or out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub shift: ShiftId,
    /// Higher than any that went to the calendar before with something else.
    pub sequence: u32,
    /// What the calendar says of it.
    pub facts: Facts,
}

impl Entry {
    /// Returns a shift as it stands in the roster.
    pub const fn of(shift: &Shift) -> Self {
        Self {
            shift: shift.id,
            sequence: shift.revision,
            facts: Facts::of(&Planned::of(shift)),
        }
    }
}

/// The shifts of a calendar file: mine, and those to be taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// Mine, final.
    pub mine: Vec<Shift>,
    /// Went to a calendar before, and are not mine any more: somebody else's, or nobody's, or taken out
    /// of the roster.
    pub gone: Vec<Entry>,
}

impl Entries {
    /// Returns what a file would hold of the shifts from a UTC minute on, if `given` went to a calendar
    /// before.
    pub fn of(team: &Team, me: PersonId, from_min: i32, given: &[Given]) -> Self {
        let mine = team.roster.starting(Some(me), from_min, i32::MAX);
        // What was mine by the official roster went to a calendar from there.
        let official = team.official.iter();
        let official = official.filter(|(_, one)| one.was.is_some_and(|was| was.owner == Some(me)));
        let moved = official.filter_map(|(id, _)| team.roster.get(*id));
        let given = given
            .iter()
            .filter_map(|given| match team.roster.get(given.shift) {
                Some(shift) => is_gone(shift, me),
                None => taken_out(team, *given),
            });
        let moved = moved.filter_map(|shift| is_gone(shift, me));
        let mut gone: Vec<_> = given
            .chain(moved)
            .filter(|gone| gone.facts.start_utc_min >= from_min)
            .collect();
        gone.sort_by_key(|gone| (gone.facts.start_utc_min, gone.shift));
        gone.dedup();
        Self {
            mine: mine.cloned().collect(),
            gone,
        }
    }
}

fn is_gone(shift: &Shift, me: PersonId) -> Option<Entry> {
    (shift.owner != Some(me)).then(|| Entry::of(shift))
}

/// Returns the end of a shift that is not in the roster any more.
fn taken_out(team: &Team, given: Given) -> Option<Entry> {
    let official = team.official.get(&given.shift);
    let was = official.and_then(|official| official.was);
    Some(Entry {
        shift: given.shift,
        sequence: given.sequence.saturating_add(1),
        facts: given.facts.or(was.as_ref().map(Facts::of))?,
    })
}

#[cfg(test)]
mod tests {
    use ruil_core::Command;
    use ruil_core::event::{Revise, Revision, RosterPart, ShiftRef};

    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};

    fn take_out(crew: &mut Crew, shift: ShiftId, is_official: bool) {
        let revision = crew.team.roster.get(shift).unwrap().revision;
        let part = RosterPart {
            people: Vec::new(),
            kinds: Vec::new(),
            units: Vec::new(),
            needs: Vec::new(),
            shifts: Vec::new(),
        };
        let seen = ShiftRef { shift, revision };
        let revision = Revision {
            part,
            changes: vec![Revise::Cancel { seen }],
            is_official,
        };
        crew.act(0, Command::Revise(revision));
    }

    fn given(crew: &Crew, me: PersonId) -> Vec<Given> {
        let mine = Entries::of(&crew.team, me, i32::MIN, &[]).mine;
        mine.iter().map(Given::of).collect()
    }

    #[test]
    fn a_shift_taken_out_of_the_roster_is_cancelled_for_who_had_it_in_a_calendar() {
        for is_official in [false, true] {
            let mut crew = Crew::of(&["Amal", "Bo"]);
            let me = crew.person(1);
            let stays = crew.put(late(MARCH_8, Some(1)));
            let goes = crew.put(night(MARCH_8.plus(2), Some(1)));
            let before = crew.team.roster.get(goes).unwrap().clone();
            let given = given(&crew, me);
            take_out(&mut crew, goes, is_official);

            let entries = Entries::of(&crew.team, me, i32::MIN, &given);
            let mine: Vec<_> = entries.mine.iter().map(|shift| shift.id).collect();
            assert_eq!(mine, [stays]);
            let gone = Entry {
                shift: goes,
                sequence: before.revision + 1,
                facts: Facts::of(&Planned::of(&before)),
            };
            assert_eq!(entries.gone, [gone], "official: {is_official}");
            let unaware = Entries::of(&crew.team, me, i32::MIN, &[]);
            assert_eq!(unaware.gone, [], "who was given none is told nothing");
            let later = Entries::of(&crew.team, me, gone.facts.start_utc_min + 1, &given);
            assert_eq!(later.gone, [], "what is long over stays as it is");
        }
    }

    #[test]
    fn a_note_from_before_knows_what_the_planner_still_has() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let me = crew.person(1);
        let shift = crew.put(late(MARCH_8, Some(1)));
        let given = [Given::from_word(&shift.to_string()).unwrap()];
        take_out(&mut crew, shift, false);
        let gone = Entries::of(&crew.team, me, i32::MIN, &given).gone;
        assert_eq!(gone.len(), 1);
        assert_eq!((gone[0].shift, gone[0].sequence), (shift, 1));
    }

    #[test]
    fn what_is_kept_comes_back() {
        let mut crew = Crew::of(&["Amal"]);
        crew.put(late(MARCH_8, Some(0)));
        for given in given(&crew, crew.person(0)) {
            assert_eq!(Given::from_word(&given.to_word()), Some(given));
            let word = given.to_word();
            let (half, _) = word.rsplit_once(',').unwrap();
            assert_eq!(Given::from_word(half), None, "half a note is none");
        }
        assert_eq!(Given::from_word("gisteren"), None);
    }
}
