//! A roster file in: read, shown as a draft, mapped where it is unclear, and only then written.
//!
//! Nothing is stored before [`Importing::write`]. Every choice of the coordinator goes into the
//! guide and the same bytes are read again, so what is shown is always what would be written.

mod decide;

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::ev::Event;
use leptos::prelude::*;
use ruil_core::Team;
use ruil_core::bridge::decide::Word;
use ruil_core::bridge::difference::Comparison;
use ruil_files::plan::{Plan, plan};
use ruil_files::{CodeMeaning, Draft, FILE_BYTES_MAX, Guide, Memory, Role, Unreadable, Zone};
use ruil_sync::NotDone;

use self::decide::team_with;
use super::session::Session;
use crate::edge::file::{self, FileError, Picked};
use crate::edge::{clock, prefs, random, task};

/// Long enough for the screen to say that something is going on.
const PAINT_MS: u32 = 30;

/// Where an import stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportState {
    /// No file yet.
    Empty,
    /// Reading the file.
    Reading {
        /// Its name.
        name: String,
    },
    /// The file gave no draft.
    Failed {
        /// Its name.
        name: String,
        /// Why.
        failure: ImportFailure,
    },
    /// A draft to look at.
    Drafted {
        /// The file's name.
        name: String,
        /// The draft.
        draft: Box<Draft>,
        /// The draft in the team's own words.
        plan: Plan,
        /// How it differs from what is known.
        found: Comparison,
        /// The team with the people and words that are new.
        team: Arc<Team>,
    },
    /// Written into the team's roster.
    Written {
        /// How many changes.
        changes: usize,
        /// How many people were new.
        people: usize,
    },
}

/// Whose word counts, for the differences (by position) where it is not the usual.
pub type Words = BTreeMap<usize, Word>;

/// Why a file gave no draft, or a draft was not written. Nothing was stored.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportFailure {
    /// The file could not be opened.
    File(FileError),
    /// It is no roster that can be read.
    Unreadable(Unreadable),
    /// It is read, but the team does not take it.
    NotDone(NotDone),
}

/// A running import.
#[derive(Clone, Copy)]
pub struct Importing {
    session: Session,
    state: RwSignal<ImportState>,
    bytes: StoredValue<Vec<u8>>,
    guide: RwSignal<Guide>,
    words: RwSignal<Words>,
}

impl Importing {
    /// Starts without a file.
    pub fn new(session: Session) -> Self {
        let zone = session
            .with(|view| Zone::named(&view.hoped.zone))
            .unwrap_or_default();
        Self {
            session,
            state: RwSignal::new(ImportState::Empty),
            bytes: StoredValue::new(Vec::new()),
            guide: RwSignal::new(Guide {
                zone,
                ..Guide::default()
            }),
            words: RwSignal::new(Words::new()),
        }
    }

    /// Returns where it stands, and follows it.
    pub fn state(self) -> ImportState {
        self.state.get()
    }

    /// Returns what was chosen so far, and follows it.
    pub fn guide(self) -> Guide {
        self.guide.get()
    }

    /// Starts again without a file.
    pub fn clear(self) {
        self.bytes.set_value(Vec::new());
        self.guide.update(|guide| {
            guide.roles.clear();
            guide.codes.clear();
        });
        self.state.set(ImportState::Empty);
    }

    /// Takes the file from a file field's change.
    pub fn pick(self, event: &Event) {
        let Some(picked) = file::picked(event) else {
            return;
        };
        self.clear();
        let name = picked.name();
        self.state.set(ImportState::Reading { name: name.clone() });
        task::spawn(async move {
            clock::after(PAINT_MS).await;
            match self.open(&picked).await {
                Ok(()) => self.read_first(name),
                Err(error) => {
                    let failure = ImportFailure::File(error);
                    self.state.set(ImportState::Failed { name, failure });
                }
            }
        });
    }

    async fn open(self, picked: &Picked) -> Result<(), FileError> {
        let max_bytes = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX);
        self.bytes.set_value(picked.read(max_bytes).await?);
        Ok(())
    }

    /// Reads a file for the first time, with what was explained about earlier ones.
    fn read_first(self, name: String) {
        self.guide
            .update(|guide| guide.file_name = Some(name.clone()));
        self.read(name.clone());
        let memory = Memory::from_text(&prefs::explained());
        let is_known = self.state.with_untracked(|state| match state {
            ImportState::Drafted { draft, .. } => {
                let apply = |guide: &mut Guide| memory.apply(draft, guide);
                self.guide.try_update(apply).unwrap_or_default()
            }
            _ => false,
        });
        if is_known {
            self.read(name);
        }
    }

    fn read(self, name: String) {
        self.words.update(Words::clear);
        let guide = self.guide.get_untracked();
        let read = self
            .bytes
            .with_value(|bytes| ruil_files::read(bytes, &guide));
        self.state.set(match read {
            Ok(draft) => {
                let plan = self
                    .session
                    .with(|view| plan(&view.hoped, &draft, &mut random::bytes));
                let team = self.session.with(|view| team_with(view, &plan.commands));
                ImportState::Drafted {
                    name,
                    draft: Box::new(draft),
                    found: team.compare(&plan.roster),
                    plan,
                    team: Arc::new(team),
                }
            }
            Err(unreadable) => {
                let failure = ImportFailure::Unreadable(unreadable);
                ImportState::Failed { name, failure }
            }
        });
    }

    fn again(self) {
        let name = self.state.with_untracked(|state| match state {
            ImportState::Drafted { name, .. }
            | ImportState::Failed { name, .. }
            | ImportState::Reading { name } => Some(name.clone()),
            ImportState::Empty | ImportState::Written { .. } => None,
        });
        if let Some(name) = name {
            self.read(name);
        }
    }

    /// Says what a column holds; `None` leaves it to the reader.
    pub fn set_role(self, column: usize, role: Option<Role>) {
        self.guide.update(|guide| {
            match role {
                Some(role) => guide.roles.insert(column, role),
                None => guide.roles.remove(&column),
            };
        });
        self.again();
    }

    /// Says what a code means; `None` leaves it to the reader.
    pub fn set_code(self, code: &str, meaning: Option<CodeMeaning>) {
        self.guide.update(|guide| {
            match meaning {
                Some(meaning) => guide.codes.insert(code.to_owned(), meaning),
                None => guide.codes.remove(code),
            };
        });
        self.again();
    }

    /// Says in which year the file begins.
    pub fn set_year(self, year: Option<i16>) {
        self.guide.update(|guide| guide.year_hint = year);
        self.again();
    }
}
