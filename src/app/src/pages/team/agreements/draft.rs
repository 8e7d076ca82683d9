//! The agreements as they would be saved: what the form reads and changes, and how its lists spell it.

use std::collections::BTreeSet;

use leptos::prelude::*;
use ruil_core::limit::NAMED_MAX;
use ruil_core::{Agreements, ExtraMax, PersonId, Silence, gather};

/// Extra shifts are counted within so many days, four weeks.
const EXTRA_DAYS: u16 = 28;
/// Minutes to gather answers, as they are offered: none, 1, 4, 12 hours, a day.
const WINDOWS_MIN: [u32; 5] = [0, 60, 240, 720, 1_440];
/// Most extra shifts, as they are offered beside no limit.
const EXTRAS: [u8; 6] = [0, 1, 2, 3, 4, 6];
/// Minutes to decide, as they are offered: until the shift, 4, 12 hours, 1, 2, 4 days.
const DECIDES_MIN: [u32; 6] = [0, 240, 720, 1_440, 2_880, 5_760];

/// The agreements in the form.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) window: RwSignal<String>,
    pub(super) extra: RwSignal<String>,
    /// Whether approvers are named; else all coordinators approve.
    pub(super) is_named: RwSignal<bool>,
    pub(super) approvers: RwSignal<BTreeSet<PersonId>>,
    pub(super) decide: RwSignal<String>,
    pub(super) silence: RwSignal<Silence>,
}

impl Draft {
    /// Starts with what was agreed before.
    pub(super) fn new(agreed: &Agreements) -> Self {
        Self {
            window: RwSignal::new(agreed.window_min.to_string()),
            extra: RwSignal::new(tag(agreed.extra)),
            is_named: RwSignal::new(!agreed.approvers.is_empty()),
            approvers: RwSignal::new(gather(agreed.approvers.iter().copied())),
            decide: RwSignal::new(agreed.decide_min.to_string()),
            silence: RwSignal::new(agreed.silence),
        }
    }

    /// Tells whether it can be saved: approvers are named where they are to be, and not too many.
    pub(super) fn is_ready(self) -> bool {
        !self.is_named.get() || (1..=NAMED_MAX).contains(&self.approvers.read().len())
    }

    /// Returns it as it is saved.
    pub(super) fn saved(self) -> Agreements {
        let named = self.is_named.get_untracked();
        let approvers = self.approvers.get_untracked().into_iter();
        Agreements {
            window_min: minutes(&self.window.get_untracked()),
            extra: extra_of(&self.extra.get_untracked()),
            approvers: approvers.filter(|_| named).collect(),
            decide_min: minutes(&self.decide.get_untracked()),
            silence: self.silence.get_untracked(),
        }
    }
}

/// Returns the choices of a window; one that was set elsewhere is among them.
pub(super) fn windows(agreed: &Agreements) -> Vec<u32> {
    with(WINDOWS_MIN.to_vec(), agreed.window_min)
}

/// Returns the choices of time to decide; one that was set elsewhere is among them.
pub(super) fn decides(agreed: &Agreements) -> Vec<u32> {
    with(DECIDES_MIN.to_vec(), agreed.decide_min)
}

/// Returns the choices of most extra shifts; one that was set elsewhere is among them.
pub(super) fn extras(agreed: &Agreements) -> Vec<Option<ExtraMax>> {
    let days = EXTRA_DAYS;
    let offered = EXTRAS.map(|shifts| Some(ExtraMax { shifts, days }));
    let mut all: Vec<_> = [None].into_iter().chain(offered).collect();
    if !all.contains(&agreed.extra) {
        all.push(agreed.extra);
    }
    all
}

fn with(mut all: Vec<u32>, own: u32) -> Vec<u32> {
    if !all.contains(&own) {
        all.push(own);
        all.sort_unstable();
    }
    all
}

fn minutes(tag: &str) -> u32 {
    tag.parse().unwrap_or_default()
}

/// Returns the list value of most extra shifts, such as "2/28"; no limit is empty.
pub(super) fn tag(extra: Option<ExtraMax>) -> String {
    extra.map_or_else(String::new, |most| format!("{}/{}", most.shifts, most.days))
}

fn extra_of(tag: &str) -> Option<ExtraMax> {
    let (shifts, days) = tag.split_once('/')?;
    Some(ExtraMax {
        shifts: shifts.parse().ok()?,
        days: days.parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed() -> Agreements {
        Agreements {
            window_min: 90,
            extra: Some(ExtraMax {
                shifts: 5,
                days: 14,
            }),
            approvers: vec![PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16])],
            decide_min: 1_440,
            silence: Silence::Yes,
        }
    }

    #[test]
    fn what_was_agreed_is_saved_as_it_was_unless_it_is_changed() {
        for before in [agreed(), Agreements::default()] {
            let draft = Draft::new(&before);
            assert!(draft.is_ready());
            assert_eq!(draft.saved(), before);
        }
        let draft = Draft::new(&agreed());
        draft.window.set("240".to_owned());
        draft.extra.set(String::new());
        draft.decide.set("0".to_owned());
        draft.silence.set(Silence::No);
        let saved = draft.saved();
        assert_eq!(
            (saved.window_min, saved.extra, saved.decide_min),
            (240, None, 0)
        );
        assert_eq!(saved.approvers, agreed().approvers);
        draft.is_named.set(false);
        assert_eq!(draft.saved().approvers, []);
    }

    #[test]
    fn somebody_must_approve_where_they_are_named() {
        let draft = Draft::new(&Agreements::default());
        draft.is_named.set(true);
        assert!(!draft.is_ready());
        draft.approvers.set([PersonId::from_bytes([1; 16])].into());
        assert!(draft.is_ready());
    }

    #[test]
    fn what_was_set_elsewhere_can_be_kept() {
        let own = agreed();
        assert_eq!(windows(&own).get(2), Some(&90));
        assert_eq!(extras(&own).last(), Some(&own.extra));
        assert_eq!(decides(&own).len(), DECIDES_MIN.len());
        for most in extras(&own) {
            assert_eq!(extra_of(&tag(most)), most);
        }
        for nonsense in ["", "3", "3/x", "999/28"] {
            assert_eq!(extra_of(nonsense), None, "{nonsense}");
        }
    }
}
