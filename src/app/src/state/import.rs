//! A roster file in: read, shown as a draft, mapped where it is unclear, and only then written.
//!
//! Nothing is stored before [`Importing::write`]. Every choice of the coordinator goes into the
//! guide and the same file is read again, so what is shown is always what would be written. It is
//! read beside the page, which goes on answering.

mod decide;
mod read;
mod shared;

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::Team;
use ruil_core::bridge::decide::Word;
use ruil_core::bridge::difference::Comparison;
use ruil_files::plan::Plan;
use ruil_files::{CodeMeaning, Draft, Guide, Role, Unreadable, Zone};
use ruil_sync::NotDone;

pub(super) use self::decide::team_with;
pub use self::read::Reading;
use super::session::Session;
use crate::edge::file::Picked;
use crate::edge::reading::{NotRead, Reader};

/// Where an import stands.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportState {
    /// No file yet.
    Empty,
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
        draft: Arc<Draft>,
        /// The draft in the team's own words.
        plan: Arc<Plan>,
        /// How it differs from what is known.
        found: Arc<Comparison>,
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
    /// It is no roster that can be read.
    Unreadable(Unreadable),
    /// Reading broke off.
    NotRead(NotRead),
    /// It is read, but the team does not take it.
    NotDone(NotDone),
}

/// A running import.
#[derive(Clone, Copy)]
pub struct Importing {
    session: Session,
    state: RwSignal<ImportState>,
    /// The file that is being read, and how far it is in per cent, once that is known.
    reading: RwSignal<Option<Reading>>,
    jobs: StoredValue<u32>,
    file: StoredValue<Option<Picked>, LocalStorage>,
    reader: StoredValue<Option<Reader>, LocalStorage>,
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
            reading: RwSignal::new(None),
            jobs: StoredValue::new(0),
            file: StoredValue::new_local(None),
            reader: StoredValue::new_local(None),
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

    /// Tells whether there is a draft to look at, and follows that.
    pub fn has_draft(self) -> bool {
        let is_draft = |state: &ImportState| matches!(state, ImportState::Drafted { .. });
        self.state.with(is_draft)
    }

    /// Returns what was chosen so far, and follows it.
    pub fn guide(self) -> Guide {
        self.guide.get()
    }

    /// Starts again without a file.
    pub fn clear(self) {
        self.forget();
        self.guide.update(|guide| {
            guide.roles.clear();
            guide.codes.clear();
            guide.sheets_left_out.clear();
        });
        self.state.set(ImportState::Empty);
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

    /// Says whether a sheet of the workbook is part of this roster.
    pub fn set_sheet(self, name: &str, is_part: bool) {
        self.guide.update(|guide| {
            if is_part {
                guide.sheets_left_out.remove(name);
            } else {
                guide.sheets_left_out.insert(name.to_owned());
            }
        });
        self.again();
    }

    /// Says in which year the file begins.
    pub fn set_year(self, year: Option<i16>) {
        self.guide.update(|guide| guide.year_hint = year);
        self.again();
    }
}
