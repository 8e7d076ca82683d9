//! Writing the roster by hand: what the rules say of it first, then writing, and taking it back.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::{Assessment, Command, KindId, Refusal, Team, assess};
use ruil_sync::NotDone;

use super::Session;
use crate::edge::{clock, random};
use crate::pick::hand::{self, Done, Shape};

/// Most shifts that are remembered as used last.
const USED_MAX: usize = 12;

/// The hand that writes the roster, for as long as its page is open.
#[derive(Clone, Copy)]
pub struct Hand {
    session: Session,
    used: RwSignal<Vec<Shape>>,
    done: RwSignal<Vec<Done>>,
}

impl Hand {
    /// Begins; nothing was written yet.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            used: RwSignal::new(Vec::new()),
            done: RwSignal::new(Vec::new()),
        }
    }

    /// Returns the team as it is to be, my waiting actions included, and follows it.
    pub fn team(self) -> Arc<Team> {
        self.session.with(|view| view.hoped.clone())
    }

    /// Returns what was put in, the last one at the end.
    pub fn used(self) -> Vec<Shape> {
        self.used.get()
    }

    /// Returns how many shifts the last writing changed; it can be taken back.
    pub fn changed(self) -> usize {
        self.done.with(Vec::len)
    }

    /// Returns the team as it would be after some commands, with what the rules say of it.
    pub fn advise(self, commands: &[Command]) -> Result<(Team, Assessment), Refusal> {
        let now_ms = clock::now_ms();
        self.session.with(|view| {
            let me = (view.me, view.device);
            let after = hand::after(&view.hoped, commands, me, now_ms)?;
            let found = assess::assess_by_hand(&view.hoped, &after, clock::moment(now_ms));
            Ok((after, found))
        })
    }

    /// Writes, and remembers how it was.
    pub fn write(self, commands: Vec<Command>, shape: Option<Shape>) -> Result<(), NotDone> {
        let before = untrack(|| self.team());
        self.session.act(commands)?;
        self.done.set(hand::done(&before, &untrack(|| self.team())));
        self.used.update(|used| {
            used.extend(shape);
            let old = used.len().saturating_sub(USED_MAX);
            used.drain(..old);
        });
        Ok(())
    }

    /// Takes the last writing back, but for what was changed again since.
    pub fn undo(self) -> Result<(), NotDone> {
        let edits = untrack(|| self.done.with(|done| hand::undo(&self.team(), done)));
        self.session.act(hand::commands(&edits))?;
        self.done.set(Vec::new());
        Ok(())
    }
}

/// Returns an id for a new kind of shift.
pub fn new_kind() -> KindId {
    KindId::from_bytes(random::bytes())
}
