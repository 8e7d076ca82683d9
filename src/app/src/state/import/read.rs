//! Having a file read beside the page, and what is made of it.

use std::sync::Arc;

use leptos::ev::Event;
use leptos::prelude::*;
use ruil_core::bridge::Comparing;
use ruil_files::parcel::Heard;
use ruil_files::plan::Planning;
use ruil_files::{Draft, FILE_BYTES_MAX, Memory};

use super::decide::team_with;
use super::{ImportFailure, ImportState, Importing, Words};
use crate::edge::file::{self, Picked};
use crate::edge::reading::{Outcome, Reader};
use crate::edge::{clock, prefs, random, task};
use crate::state::session::View;

/// So many shifts are looked at before whoever taps has their turn: a few milliseconds of a phone.
const FEW: usize = 2048;

/// A reading under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The file's name.
    pub name: String,
    /// How far it is; nothing for as long as it may be over in a moment.
    pub percent: Option<u32>,
    /// Which reading it is: only the newest one's draft counts.
    job: u32,
    /// Whether what was explained about earlier files may still help.
    is_first: bool,
}

impl Importing {
    /// Takes the file from a file field's change.
    pub fn pick(self, event: &Event) {
        if let Some(picked) = file::picked(event) {
            self.take(picked);
        }
    }

    /// Reads a file for the first time.
    pub fn take(self, picked: Picked) {
        self.clear();
        let name = picked.name();
        self.guide
            .update(|guide| guide.file_name = Some(name.clone()));
        self.file.set_value(Some(picked));
        self.read(name, true);
    }

    /// Returns the reading that is under way, and follows it.
    pub fn reading(self) -> Option<Reading> {
        self.reading.get()
    }

    /// Stops reading: all is as it was before.
    pub fn stop(self) {
        self.reader.set_value(None);
        self.reading.set(None);
    }

    /// Lets go of the file.
    pub(super) fn forget(self) {
        self.stop();
        self.file.set_value(None);
    }

    /// Reads the file once more, by what was chosen since.
    pub(super) fn again(self) {
        let name = self.state.with_untracked(|state| match state {
            ImportState::Drafted { name, .. } | ImportState::Failed { name, .. } => {
                Some(name.clone())
            }
            ImportState::Empty | ImportState::Written { .. } => None,
        });
        let under_way = self
            .reading
            .with_untracked(|reading| reading.as_ref().map(|reading| reading.name.clone()));
        if let Some(name) = under_way.or(name) {
            self.read(name, false);
        }
    }

    fn read(self, name: String, is_first: bool) {
        let Some(file) = self.file.get_value() else {
            return;
        };
        self.jobs.update_value(|jobs| *jobs = jobs.wrapping_add(1));
        let percent = |reading: &Option<Reading>| reading.as_ref()?.percent;
        self.reading.set(Some(Reading {
            name,
            percent: self.reading.with_untracked(percent),
            job: self.jobs.get_value(),
            is_first,
        }));
        if self.reader.with_value(Option::is_none) {
            let max_bytes = u64::try_from(FILE_BYTES_MAX).unwrap_or(u64::MAX);
            let reader = Reader::open(file, max_bytes, move |outcome| self.hear(outcome));
            self.reader.set_value(Some(reader));
        }
        let guide = self.guide.get_untracked();
        self.reader.with_value(|reader| {
            if let Some(reader) = reader {
                reader.read(&guide);
            }
        });
    }

    /// Hears what comes of a reading. The page may be gone by then, and who is gone hears nothing.
    fn hear(self, outcome: Outcome) {
        let Some(Some(reading)) = self.reading.try_get_untracked() else {
            return;
        };
        match outcome {
            Ok(Heard::Some) => {}
            Ok(Heard::At(progress)) => self.reading.set(Some(Reading {
                percent: Some(u32::from(progress.permille) / 10),
                ..reading
            })),
            Ok(Heard::Read(Ok(draft))) => self.drafted(reading, draft),
            Ok(Heard::Read(Err(why))) => self.failed(reading.name, ImportFailure::Unreadable(why)),
            Err(why) => {
                self.reader.set_value(None);
                self.failed(reading.name, ImportFailure::NotRead(why));
            }
        }
    }

    fn failed(self, name: String, failure: ImportFailure) {
        self.reading.set(None);
        self.state.set(ImportState::Failed { name, failure });
    }

    fn drafted(self, reading: Reading, draft: Box<Draft>) {
        if reading.is_first {
            let memory = Memory::from_text(&prefs::explained());
            let apply = |guide: &mut _| memory.apply(&draft, guide);
            if self.guide.try_update(apply).unwrap_or_default() {
                return self.read(reading.name, false);
            }
        }
        // One step after another, with room between them for whoever taps.
        task::spawn(async move {
            clock::after(0).await;
            let is_over = || {
                let newest = self.reading.try_get_untracked().flatten();
                newest.is_none_or(|newest| newest.job != reading.job)
            };
            if is_over() {
                return;
            }
            let begin = |view: &View| Planning::begin(&view.hoped, &draft, &mut random::bytes);
            let mut planning = self.session.with(begin);
            while planning.step(&draft, FEW) {
                clock::after(0).await;
                if is_over() {
                    return;
                }
            }
            let plan = planning.finish();
            let team = self.session.with(|view| team_with(view, &plan.commands));
            clock::after(0).await;
            if is_over() {
                return;
            }
            let mut comparing = Comparing::begin(&team, &plan.roster);
            loop {
                clock::after(0).await;
                if is_over() {
                    return;
                }
                if !comparing.step(FEW) {
                    break;
                }
            }
            let found = comparing.finish(&team);
            clock::after(0).await;
            if is_over() {
                return;
            }
            self.words.update(Words::clear);
            self.reading.set(None);
            self.state.set(ImportState::Drafted {
                name: reading.name.clone(),
                draft: Arc::from(draft),
                plan: Arc::new(plan),
                found: Arc::new(found),
                team: Arc::new(team),
            });
        });
    }
}
