//! Making an offer.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{HANDOVER_MIN, PART_MIN, Part};
use crate::event::{Audience, NewOffer, OfferKind, ShiftRef};
use crate::id::{EventId, OfferId, PersonId};
use crate::limit::{NAMED_MAX, OFFERED_TOGETHER_MAX, OWED_DAYS_MAX};
use crate::offer::{Offer, OfferState};
use crate::refusal::Refusal;
use crate::team::Team;
use crate::time::Span;

use super::Stamp;
use super::deal::owned;
use super::debt::owed;
use super::membership::at_most;
use super::removal::member;
use super::wish::good_pattern;

/// Offers shifts of `by`.
pub(super) fn offer(
    team: &mut Team,
    event: EventId,
    by: PersonId,
    new: &NewOffer,
    made: Stamp,
) -> Result<(), Refusal> {
    at_most(new.shifts.len(), OFFERED_TOGETHER_MAX)?;
    let Some((first, more)) = new.shifts.split_first() else {
        return Err(Refusal::TooMuch { had: 0, max: 0 });
    };
    for (at, found) in new.shifts.iter().enumerate() {
        owned(team, *found, by)?;
        if let Some(open) = team.open_offer_of(found.shift) {
            return Err(Refusal::AlreadyOffered(open.id));
        }
        if new
            .shifts
            .iter()
            .take(at)
            .any(|other| other.shift == found.shift)
        {
            return Err(Refusal::Repeated);
        }
    }
    let part = part(team, *first, new)?;
    good_kind(team, by, new, made)?;
    good_audience(team, &new.to)?;
    let id = OfferId::of(event);
    team.put_offer(Offer {
        id,
        by: Some(by),
        more: more.to_vec(),
        part,
        ..blank(id, *first, new.kind.clone(), new.to.clone(), made)
    });
    Ok(())
}

/// Returns an offer of an open shift.
pub(super) fn blank(
    id: OfferId,
    found: ShiftRef,
    kind: OfferKind,
    to: Audience,
    made: Stamp,
) -> Offer {
    Offer {
        id,
        by: None,
        shift: found.shift,
        revision: found.revision,
        more: Vec::new(),
        part: None,
        kind,
        to,
        made,
        state: OfferState::Open,
        answers: BTreeMap::new(),
        came: BTreeMap::new(),
        waiting: BTreeSet::new(),
        losses: BTreeMap::new(),
        closes_ms: None,
        decide_ms: None,
    }
}

fn part(team: &Team, first: ShiftRef, new: &NewOffer) -> Result<Option<Part>, Refusal> {
    let Some(asked) = new.part else {
        return Ok(None);
    };
    let bad = Refusal::BadPart {
        shift: first.shift,
        min: PART_MIN,
        handover_max: HANDOVER_MIN,
    };
    let shift = team
        .roster
        .get(first.shift)
        .ok_or(Refusal::UnknownShift(first.shift))?;
    let taken = Span::new(asked.from, asked.until);
    let part = taken.and_then(|taken| Part::of(shift.span, taken, asked.handover_min.into()));
    match part {
        Some(part) if new.shifts.len() == 1 => Ok(Some(part)),
        Some(_) | None => Err(bad),
    }
}

fn good_kind(team: &Team, by: PersonId, new: &NewOffer, made: Stamp) -> Result<(), Refusal> {
    match &new.kind {
        OfferKind::GiveAway | OfferKind::SwapForAnswer => Ok(()),
        OfferKind::SwapForNamed(named) => {
            at_most(named.len(), NAMED_MAX)?;
            if named.is_empty() {
                return Err(Refusal::ReturnNeeded);
            }
            let mut named = named.iter();
            match named.find(|id| team.roster.get(**id).is_none()) {
                Some(unknown) => Err(Refusal::UnknownShift(*unknown)),
                None => Ok(()),
            }
        }
        OfferKind::SwapForWish(patterns) => {
            at_most(patterns.len(), NAMED_MAX)?;
            if patterns.is_empty() {
                return Err(Refusal::ReturnNeeded);
            }
            patterns
                .iter()
                .try_for_each(|pattern| good_pattern(team, pattern))
        }
        OfferKind::OweLater { until } => {
            let today = made.moment().day();
            let last = today.plus(OWED_DAYS_MAX);
            if (today..=last).contains(until) {
                Ok(())
            } else {
                Err(Refusal::BadDay(*until))
            }
        }
        OfferKind::Repay { debt } => {
            let found = owed(team, *debt)?;
            if found.to != by {
                Err(Refusal::UnknownDebt(*debt))
            } else if new.to == Audience::Some(vec![found.owes]) {
                Ok(())
            } else {
                Err(Refusal::NotAsked)
            }
        }
    }
}

fn good_audience(team: &Team, to: &Audience) -> Result<(), Refusal> {
    match to {
        Audience::Everyone => Ok(()),
        Audience::Some(people) | Audience::InTurn { people, .. } => {
            at_most(people.len(), NAMED_MAX)?;
            people.iter().try_for_each(|person| member(team, *person))
        }
    }
}

pub(super) fn by_maker(team: &Team, offer: OfferId, person: PersonId) -> Result<(), Refusal> {
    let offer = team
        .offers
        .get(&offer)
        .ok_or(Refusal::UnknownOffer(offer))?;
    match offer.by {
        Some(by) if by == person => Ok(()),
        Some(by) => Err(Refusal::NotYourOffer(by)),
        None => Err(Refusal::NotOwner {
            shift: offer.shift,
            owner: None,
        }),
    }
}
