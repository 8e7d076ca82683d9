//! The draft of an offer: what I offer, what I want and whom I ask.

use std::collections::BTreeSet;

use leptos::prelude::*;
use ruil_core::limit::NAMED_MAX;
use ruil_core::{
    Audience, Command, Day, NewOffer, OfferKind, Pattern, PersonId, Shift, ShiftId, Team,
};

use crate::pick::lot::{Lot, Side, asked, cuts};

/// Those asked in turn are asked in so many turns or a few more, at most so many at a time, each for so
/// many minutes.
const TURNS: usize = 3;
const AT_ONCE: usize = 3;
const EACH_MIN: u32 = 12 * 60;
/// Asking in turn is offered for shifts that begin later than this.
const TURN_AHEAD_MIN: i32 = 4 * 24 * 60;

/// What I want for a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    /// Nothing.
    Give,
    /// To choose among the answers.
    Answers,
    /// One of the shifts I point out.
    Named,
    /// Any shift of some days and parts of the day.
    Wish,
    /// Nothing now, and I owe a shift.
    Owe,
}

/// Whom I ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// Everybody.
    Everyone,
    /// Those I tick.
    Some,
    /// Who fits best first, and everybody in the end.
    InTurn,
}

/// The draft; at its start it gives the shift away to everyone, which is one tap from sent.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) want: RwSignal<Want>,
    pub(super) to: RwSignal<To>,
    pub(super) people: RwSignal<BTreeSet<PersonId>>,
    pub(super) named: RwSignal<BTreeSet<ShiftId>>,
    /// The end of the shift that is offered, if not all of it is.
    pub(super) side: RwSignal<Option<Side>>,
    /// Where it is cut, in UTC minutes.
    pub(super) at_min: RwSignal<i32>,
    pub(super) handover_min: RwSignal<u16>,
    /// The shifts that go with it.
    pub(super) more: RwSignal<BTreeSet<ShiftId>>,
    /// The days and parts of the day of a swap for anything that fits.
    pub(super) days: RwSignal<(Day, Day)>,
    pub(super) parts: RwSignal<u8>,
    /// The last day to give a shift back.
    pub(super) until: RwSignal<Option<Day>>,
}

impl Draft {
    /// Starts with a shift, and with the other half of it where it is broken.
    pub(super) fn new(shift: &Shift, half: Option<ShiftId>) -> Self {
        const OWED_DAYS: i32 = 91;
        let day = shift.span.start().day();
        Self {
            want: RwSignal::new(Want::Give),
            to: RwSignal::new(To::Everyone),
            people: RwSignal::new(BTreeSet::new()),
            named: RwSignal::new(BTreeSet::new()),
            side: RwSignal::new(None),
            at_min: RwSignal::new(0),
            handover_min: RwSignal::new(0),
            more: RwSignal::new(half.into_iter().collect()),
            days: RwSignal::new((day.monday(), day.monday().plus(6))),
            parts: RwSignal::new(0),
            until: RwSignal::new(Some(day.plus(OWED_DAYS))),
        }
    }

    /// Returns what is offered.
    pub(super) fn lot(self, team: &Team, shift: &Shift) -> Lot {
        let part = self.side.get().and_then(|side| {
            let handover_min = self.handover_min.get();
            let at = cuts(shift.span, side, handover_min).into_iter();
            let at = at.min_by_key(|at| at.utc_min.abs_diff(self.at_min.get()))?;
            Some(asked(shift.span, side, at, handover_min))
        });
        let more = self.more.get();
        let more = more.iter().filter_map(|id| team.roster.get(*id)).cloned();
        Lot {
            shift: shift.clone(),
            // A part of a shift goes alone.
            more: more.filter(|_| part.is_none()).collect(),
            part,
        }
    }

    /// Tells whether nothing is missing.
    pub(super) fn is_ready(self, today: Day) -> bool {
        let fits = |count: usize| (1..=NAMED_MAX).contains(&count);
        let is_asked = self.to.get() != To::Some || fits(self.people.read().len());
        match self.want.get() {
            Want::Named => fits(self.named.read().len()),
            Want::Give | Want::Answers => is_asked,
            Want::Wish => {
                let (from, until) = self.days.get();
                is_asked && from <= until
            }
            Want::Owe => is_asked && self.until.get().is_some_and(|day| can_owe(day, today)),
        }
    }

    /// Tells whether more is chosen than an offer may name.
    pub(super) fn is_too_much(self) -> bool {
        match self.want.get() {
            Want::Named => self.named.read().len() > NAMED_MAX,
            Want::Give | Want::Answers | Want::Wish | Want::Owe => {
                self.to.get() == To::Some && self.people.read().len() > NAMED_MAX
            }
        }
    }

    /// Returns the command; `ranked` are those who could take it, best first. Named shifts ask their
    /// owners and bother nobody else.
    pub(super) fn command(self, team: &Team, shift: &Shift, ranked: &[PersonId]) -> Command {
        let lot = untrack(|| self.lot(team, shift));
        let (kind, to) = self.kind_and_audience(team, ranked);
        let is_simple = match (&kind, &to) {
            (_, Audience::InTurn { .. })
            | (
                OfferKind::SwapForWish(_) | OfferKind::OweLater { .. } | OfferKind::Repay { .. },
                _,
            ) => false,
            (
                OfferKind::GiveAway | OfferKind::SwapForNamed(_) | OfferKind::SwapForAnswer,
                Audience::Everyone | Audience::Some(_),
            ) => lot.is_whole(),
        };
        if is_simple {
            Command::Offer {
                shift: shift.id,
                revision: shift.revision,
                kind,
                to,
            }
        } else {
            Command::Propose(NewOffer {
                shifts: lot.shifts(),
                part: lot.part,
                kind,
                to,
            })
        }
    }

    fn kind_and_audience(self, team: &Team, ranked: &[PersonId]) -> (OfferKind, Audience) {
        let to = match self.to.get_untracked() {
            To::Everyone => Audience::Everyone,
            To::Some => Audience::Some(self.people.get_untracked().into_iter().collect()),
            To::InTurn => Audience::InTurn {
                people: ranked.iter().copied().take(NAMED_MAX).collect(),
                at_once: u8::try_from(at_once(ranked.len())).unwrap_or(u8::MAX),
                each_min: EACH_MIN,
                then_everyone: true,
            },
        };
        match self.want.get_untracked() {
            Want::Give => (OfferKind::GiveAway, to),
            Want::Answers => (OfferKind::SwapForAnswer, to),
            Want::Named => {
                let named: Vec<_> = self.named.get_untracked().into_iter().collect();
                let owners = named.iter().filter_map(|id| team.roster.get(*id)?.owner);
                let owners: BTreeSet<_> = owners.collect();
                let to = Audience::Some(owners.into_iter().collect());
                (OfferKind::SwapForNamed(named), to)
            }
            Want::Wish => {
                let pattern = Pattern {
                    days: Some(self.days.get_untracked()),
                    parts: self.parts.get_untracked(),
                    ..Pattern::default()
                };
                (OfferKind::SwapForWish(vec![pattern]), to)
            }
            Want::Owe => {
                // Without a day it is not ready to be sent.
                let until = self.until.get_untracked().unwrap_or(Day(0));
                (OfferKind::OweLater { until }, to)
            }
        }
    }
}

/// Tells whether a shift can be owed until a day.
pub(super) fn can_owe(day: Day, today: Day) -> bool {
    (today..=today.plus(ruil_core::limit::OWED_DAYS_MAX)).contains(&day)
}

/// Tells whether there is time to ask in turn.
pub(super) const fn has_time(shift: &Shift, now: ruil_core::Moment) -> bool {
    shift.span.start().utc_min.saturating_sub(now.utc_min) > TURN_AHEAD_MIN
}

/// Returns how many are asked at once if so many are asked in turn: in a small team one by one.
pub(super) fn at_once(count: usize) -> usize {
    count.div_ceil(TURNS).clamp(1, AT_ONCE)
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
mod tests;
