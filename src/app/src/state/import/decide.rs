//! Whose word counts where the planner's roster and the team's differ, and writing it.

use leptos::prelude::*;
use ruil_core::bridge::decide::Word;
use ruil_core::bridge::difference::Difference;
use ruil_core::{Command, EventId, Stamp, Team};
use ruil_files::Memory;

use super::{ImportFailure, ImportState, Importing};
use crate::edge::{prefs, random};
use crate::state::session::View;

impl Importing {
    /// Returns whose word counts for a difference, if somebody or custom says so, and follows it.
    pub fn word(self, place: usize, difference: &Difference) -> Option<Word> {
        let said = self.words.with(|words| words.get(&place).copied());
        said.or(difference.usual_word())
    }

    /// Returns how many differences change something here, and how many nobody decided about, and follows
    /// that. What waits for the planner is no change here; what nobody decided about yet is none so far.
    pub fn counts(self, differences: &[Difference]) -> (usize, usize) {
        self.words.with(|words| {
            let numbered = differences.iter().enumerate();
            numbered.fold((0, 0), |(changes, undecided), (place, one)| {
                let is_waiting = matches!(one, Difference::Waiting { .. });
                match words.get(&place).copied().or(one.usual_word()) {
                    Some(_) => (changes + usize::from(!is_waiting), undecided),
                    None => (changes, undecided + 1),
                }
            })
        })
    }

    /// Says whose word counts for a difference.
    pub fn set_word(self, place: usize, word: Word) {
        self.words.update(|words| {
            words.insert(place, word);
        });
    }

    /// Writes what was decided into the team's roster, all of it or nothing. What was not decided is
    /// found again with the next file.
    pub fn write(self) {
        let drafted = self.state.get_untracked();
        let ImportState::Drafted {
            name,
            plan,
            found,
            draft,
            ..
        } = drafted
        else {
            return;
        };
        let decided = untrack(|| {
            let numbered = found.differences.iter().enumerate();
            let decided = numbered.filter_map(|(place, one)| Some((*one, self.word(place, one)?)));
            decided.collect::<Vec<_>>()
        });
        let waits = |difference: &Difference| matches!(difference, Difference::Waiting { .. });
        let changes = decided.iter().filter(|(one, _)| !waits(one)).count();
        let people = plan.new_people.len();
        // The roster may have changed while somebody looked at it: then the team says so, and the
        // file is compared anew.
        let decide = |view: &View| team_with(view, &plan.commands).decide(&found, decided);
        let roster = self.session.with(decide);
        match self.session.act([plan.commands.clone(), roster].concat()) {
            Ok(()) => {
                let mut memory = Memory::from_text(&prefs::explained());
                self.guide
                    .with_untracked(|guide| memory.learn(&draft, guide));
                prefs::set_explained(&memory.to_text());
                self.forget();
                self.state.set(ImportState::Written { changes, people });
            }
            Err(not_done) => {
                let failure = ImportFailure::NotDone(not_done);
                self.state.set(ImportState::Failed { name, failure });
            }
        }
    }
}

/// Returns the team as it is with some commands.
pub(in crate::state) fn team_with(view: &View, commands: &[Command]) -> Team {
    let mut team = Team::clone(&view.hoped);
    for command in commands {
        let event = ruil_core::Event {
            id: EventId::from_bytes(random::bytes()),
            device: view.device,
            actor: view.me,
            command: command.clone(),
        };
        // What does not hold is refused when it is written.
        let _ = team.hope(&event, Stamp::default());
    }
    team
}
