//! A roster file in: read, shown as a draft, mapped where it is unclear, and only then written.
//!
//! Nothing is stored before [`Importing::write`]. Every choice of the coordinator goes into the
//! guide and the same bytes are read again, so what is shown is always what would be written.

use leptos::ev::Event;
use leptos::prelude::*;
use ruil_files::plan::{Plan, plan};
use ruil_files::{CodeMeaning, Draft, FILE_BYTES_MAX, Guide, Role, Unreadable, Zone};
use ruil_sync::NotDone;

use super::session::Session;
use crate::edge::file::{self, FileError, Picked};
use crate::edge::{clock, random, task};

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
        /// What writing it would do.
        plan: Plan,
    },
    /// Written into the team's roster.
    Written {
        /// How many shifts.
        shifts: usize,
        /// How many people were new.
        people: usize,
    },
}

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
                Ok(()) => self.read(name),
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

    fn read(self, name: String) {
        let guide = self.guide.get_untracked();
        let read = self
            .bytes
            .with_value(|bytes| ruil_files::read(bytes, &guide));
        self.state.set(match read {
            Ok(draft) => {
                let team = self.session.with(|view| view.hoped.clone());
                let plan = plan(&team, &draft, &mut random::bytes);
                ImportState::Drafted {
                    name,
                    draft: Box::new(draft),
                    plan,
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

    /// Writes the draft into the team's roster, all of it or nothing.
    pub fn write(self) {
        let ImportState::Drafted { name, plan, .. } = self.state.get_untracked() else {
            return;
        };
        let (shifts, people) = (plan.new_shifts, plan.new_people.len());
        match self.session.act(plan.commands) {
            Ok(()) => {
                self.bytes.set_value(Vec::new());
                self.state.set(ImportState::Written { shifts, people });
            }
            Err(not_done) => {
                let failure = ImportFailure::NotDone(not_done);
                self.state.set(ImportState::Failed { name, failure });
            }
        }
    }
}
