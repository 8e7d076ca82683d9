//! What a round needs, taken from a roster file: every shift in it is a place.

use std::sync::Arc;

use leptos::ev::Event;
use leptos::prelude::*;
use ruil_core::bridge::Planned;
use ruil_core::{Command, Day, Demand, Team};
use ruil_files::parcel::Heard;
use ruil_files::plan::plan;
use ruil_files::{Draft, FILE_BYTES_MAX, Guide, Memory, Zone};

use super::import::{ImportFailure, team_with};
use super::session::Session;
use crate::edge::file;
use crate::edge::reading::{Outcome, Reader};
use crate::edge::{prefs, random};
use crate::pick::round::place;

/// What a file says is needed.
#[derive(Clone, Debug, PartialEq)]
pub struct Needed {
    /// The file's name.
    pub name: String,
    /// The first and the last day it says something about.
    pub days: (Day, Day),
    /// The commands that add the words that are new; no people, for the places are nobody's.
    pub words: Vec<Command>,
    /// The team with those words.
    pub team: Arc<Team>,
    shifts: Vec<Planned>,
}

impl Needed {
    /// Returns the demand of some days; nights and weekends stay with whom they name if `keep` says so.
    pub fn demand(&self, (first, last): (Day, Day), keep: bool) -> Demand {
        let shifts = self.shifts.iter().filter(|shift| {
            let day = shift.span.start().day();
            first <= day && day <= last
        });
        let places: Vec<_> = shifts.map(|shift| place(&self.team, shift, keep)).collect();
        Demand::of(&places)
    }
}

/// Where the reading of such a file stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Filed {
    /// No file yet.
    #[default]
    Empty,
    /// It is being read; so much of it, in per cent.
    Reading(String, Option<u32>),
    /// It gave nothing.
    Failed(String, ImportFailure),
    /// It is read.
    Read(Arc<Needed>),
}

/// The reading of such a file.
#[derive(Clone, Copy)]
pub struct Filing {
    session: Session,
    state: RwSignal<Filed>,
    reader: StoredValue<Option<Reader>, LocalStorage>,
    guide: StoredValue<Guide>,
}

impl Filing {
    /// Starts without a file.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            state: RwSignal::new(Filed::Empty),
            reader: StoredValue::new_local(None),
            guide: StoredValue::new(Guide::default()),
        }
    }

    /// Returns where it stands, and follows it.
    pub fn state(self) -> Filed {
        self.state.get()
    }

    /// Takes the file from a file field's change.
    pub fn pick(self, event: &Event) {
        let Some(picked) = file::picked(event) else {
            return;
        };
        let name = picked.name();
        let zone = untrack(|| self.session.with(|view| Zone::named(&view.hoped.zone)));
        self.guide.set_value(Guide {
            zone: zone.unwrap_or_default(),
            file_name: Some(name.clone()),
            ..Guide::default()
        });
        self.state.set(Filed::Reading(name, None));
        let max_bytes = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX);
        let reader = Reader::open(picked, max_bytes, move |outcome| self.hear(outcome));
        self.guide.with_value(|guide| reader.read(guide));
        self.reader.set_value(Some(reader));
    }

    /// Stops reading.
    pub fn stop(self) {
        self.reader.set_value(None);
        self.state.set(Filed::Empty);
    }

    fn hear(self, outcome: Outcome) {
        let Some(Filed::Reading(name, _)) = self.state.try_get_untracked() else {
            return;
        };
        let state = match outcome {
            Ok(Heard::Some) => return,
            Ok(Heard::At(progress)) => {
                Filed::Reading(name, Some(u32::from(progress.permille) / 10))
            }
            Ok(Heard::Read(Ok(draft))) => match self.read(name, &draft) {
                Some(state) => state,
                None => return,
            },
            Ok(Heard::Read(Err(why))) => Filed::Failed(name, ImportFailure::Unreadable(why)),
            Err(why) => Filed::Failed(name, ImportFailure::NotRead(why)),
        };
        self.state.set(state);
    }

    /// Makes of a draft what is needed; nothing if what was explained earlier has it read once more.
    fn read(self, name: String, draft: &Draft) -> Option<Filed> {
        let memory = Memory::from_text(&prefs::explained());
        let apply = |guide: &mut Guide| memory.apply(draft, guide);
        if self.guide.try_update_value(apply).unwrap_or_default() {
            let again = |reader: &Option<Reader>| {
                let reader = reader.as_ref()?;
                self.guide.with_value(|guide| reader.read(guide));
                Some(())
            };
            return self
                .reader
                .with_value(again)
                .is_none()
                .then_some(Filed::Empty);
        }
        Some(untrack(|| {
            self.session.with(|view| {
                let plan = plan(&view.hoped, draft, &mut random::bytes);
                let is_word = |command: &Command| {
                    matches!(command, Command::Add(additions) if additions.people.is_empty())
                };
                let words: Vec<_> = plan.commands.into_iter().filter(is_word).collect();
                let Some(days) = plan.roster.days else {
                    return Filed::Failed(
                        name,
                        ImportFailure::Unreadable(ruil_files::Unreadable::NoDates),
                    );
                };
                Filed::Read(Arc::new(Needed {
                    name,
                    days,
                    team: Arc::new(team_with(view, &words)),
                    words,
                    shifts: plan.roster.shifts,
                }))
            })
        }))
    }
}
