//! The draft of an offer: what I want and whom I ask.

use std::collections::BTreeSet;

use leptos::prelude::*;
use ruil_core::limit::NAMED_MAX;
use ruil_core::{Audience, Command, OfferKind, PersonId, Shift, ShiftId, Team};

/// What I want for a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Nothing.
    Give,
    /// To choose among the answers.
    Answers,
    /// One of the shifts I point out.
    Named,
}

/// The draft; at its start it gives the shift away to everyone, which is one tap from sent.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) want: RwSignal<Want>,
    pub(super) everyone: RwSignal<bool>,
    pub(super) people: RwSignal<BTreeSet<PersonId>>,
    pub(super) named: RwSignal<BTreeSet<ShiftId>>,
}

impl Draft {
    pub(super) fn new() -> Self {
        Self {
            want: RwSignal::new(Want::Give),
            everyone: RwSignal::new(true),
            people: RwSignal::new(BTreeSet::new()),
            named: RwSignal::new(BTreeSet::new()),
        }
    }

    /// Tells whether nothing is missing.
    pub(super) fn is_ready(self) -> bool {
        let fits = |count: usize| (1..=NAMED_MAX).contains(&count);
        match self.want.get() {
            Want::Named => fits(self.named.read().len()),
            Want::Give | Want::Answers => self.everyone.get() || fits(self.people.read().len()),
        }
    }

    /// Tells whether more is chosen than an offer may name.
    pub(super) fn is_too_much(self) -> bool {
        match self.want.get() {
            Want::Named => self.named.read().len() > NAMED_MAX,
            Want::Give | Want::Answers => {
                !self.everyone.get() && self.people.read().len() > NAMED_MAX
            }
        }
    }

    /// Returns the command. Named shifts ask their owners and bother nobody else.
    pub(super) fn command(self, team: &Team, shift: &Shift) -> Command {
        let named: Vec<_> = self.named.get_untracked().into_iter().collect();
        let people = self.people.get_untracked().into_iter().collect();
        let to = if self.everyone.get_untracked() {
            Audience::Everyone
        } else {
            Audience::Some(people)
        };
        let (kind, to) = match self.want.get_untracked() {
            Want::Give => (OfferKind::GiveAway, to),
            Want::Answers => (OfferKind::SwapForAnswer, to),
            Want::Named => {
                let owners = named.iter().filter_map(|id| team.roster.get(*id)?.owner);
                let owners: BTreeSet<_> = owners.collect();
                (
                    OfferKind::SwapForNamed(named),
                    Audience::Some(owners.into_iter().collect()),
                )
            }
        };
        Command::Offer {
            shift: shift.id,
            revision: shift.revision,
            kind,
            to,
        }
    }
}

/// Puts something in a set, or takes it out.
pub(super) fn toggle<T: Ord + Send + Sync + 'static>(set: RwSignal<BTreeSet<T>>, one: T) {
    set.update(|set| {
        if !set.remove(&one) {
            set.insert(one);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};

    #[test]
    fn at_its_start_it_gives_away_to_everyone() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let id = crew.put(night(MARCH_8, Some(0)));
        let shift = crew.team.roster.get(id).unwrap().clone();
        let draft = Draft::new();
        assert!(draft.is_ready());
        let (kind, to) = (OfferKind::GiveAway, Audience::Everyone);
        assert_eq!(
            draft.command(&crew.team, &shift),
            Command::Offer {
                shift: id,
                revision: 0,
                kind,
                to
            }
        );
    }

    #[test]
    fn named_shifts_ask_their_owners_once() {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let id = crew.put(night(MARCH_8, Some(0)));
        let named = [2, 3].map(|days| crew.put(late(MARCH_8.plus(days), Some(1))));
        let shift = crew.team.roster.get(id).unwrap().clone();
        let draft = Draft::new();
        draft.want.set(Want::Named);
        assert!(!draft.is_ready(), "nothing is named yet");
        named
            .into_iter()
            .for_each(|named| toggle(draft.named, named));
        assert!(draft.is_ready());
        let command = draft.command(&crew.team, &shift);
        let Command::Offer {
            kind: OfferKind::SwapForNamed(shifts),
            to,
            ..
        } = command
        else {
            panic!("{command:?}");
        };
        assert_eq!(
            (shifts.len(), to),
            (2, Audience::Some(vec![crew.person(1)]))
        );
        draft
            .named
            .set((0..=20).map(|n| ShiftId::from_bytes([n; 16])).collect());
        assert!(draft.is_too_much() && !draft.is_ready());
    }
}
