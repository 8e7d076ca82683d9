//! What a person keeps to themselves: why they wish something, and what they do not want to be
//! asked now. It stays on this device; on the team's tablet it is gone when they go.

use std::collections::BTreeSet;

use leptos::prelude::*;
use ruil_core::{Command, NewWish, WishId};
use ruil_sync::NotDone;

use super::Session;
use crate::edge::prefs;

/// Most things put aside; the oldest names go first.
const PARKED_MAX: usize = 60;

/// What was put aside, for the pages of a team.
#[derive(Clone, Copy)]
pub struct Notes {
    parked: RwSignal<Vec<String>>,
    is_kept: bool,
}

/// Provides what this device keeps.
pub fn provide_notes(session: Session) -> Notes {
    let is_kept = !session.is_tablet();
    let parked = if is_kept { prefs::parked() } else { Vec::new() };
    let notes = Notes {
        parked: RwSignal::new(parked),
        is_kept,
    };
    provide_context(notes);
    notes
}

/// Returns what this device keeps.
pub fn use_notes() -> Notes {
    expect_context()
}

impl Notes {
    /// Returns the names of what was put aside, and follows them.
    pub fn parked(self) -> BTreeSet<String> {
        self.parked.with(|parked| parked.iter().cloned().collect())
    }

    /// Puts something aside.
    pub fn park(self, name: String) {
        self.parked.update(|parked| {
            parked.retain(|other| *other != name);
            parked.push(name);
            let old = parked.len().saturating_sub(PARKED_MAX);
            parked.drain(..old);
        });
        self.keep();
    }

    /// Takes something up again.
    pub fn unpark(self, name: &str) {
        self.parked
            .update(|parked| parked.retain(|other| other != name));
        self.keep();
    }

    fn keep(self) {
        if self.is_kept {
            self.parked
                .with_untracked(|parked| prefs::set_parked(parked));
        }
    }
}

/// Returns up to which number I have seen what was done in my name on the tablet.
pub fn tablet_seen() -> u64 {
    prefs::tablet_seen()
}

/// Keeps that I have seen it up to there.
pub fn see_tablet(number: u64) {
    prefs::set_tablet_seen(number);
}

/// Returns why somebody wished something.
pub fn reason(wish: WishId) -> Option<String> {
    prefs::reason(&wish.to_string())
}

/// Keeps why somebody wished something; an empty reason is none.
pub fn set_reason(wish: WishId, reason: &str) {
    let reason = reason.trim();
    prefs::set_reason(&wish.to_string(), (!reason.is_empty()).then_some(reason));
}

/// Wishes something, and keeps why on this device.
pub fn wish(session: Session, wish: NewWish, reason: &str) -> Result<(), NotDone> {
    session.act(vec![Command::Wish(wish)])?;
    let made = untrack(|| {
        session.with(|view| {
            let last = view.outbox.last()?;
            matches!(last.event.command, Command::Wish(_)).then(|| WishId::of(last.event.id))
        })
    });
    if let Some(made) = made
        && !session.is_tablet()
    {
        set_reason(made, reason);
    }
    Ok(())
}
