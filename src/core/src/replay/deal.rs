//! What a yes would change, whether that may be, and carrying it out.

use crate::assess::{Assessment, Light, assess};
use crate::check::{Change, Handover, Part};
use crate::event::{Answer, OfferKind, ShiftRef};
use crate::id::{PersonId, ShiftId};
use crate::offer::{Input, Offer};
use crate::proposal;
use crate::refusal::Refusal;
use crate::shift::Shift;
use crate::team::Team;

use super::debt::owed;
use super::{Stamp, answer, circle};

/// What a yes comes to.
pub(super) struct Deal {
    pub(super) change: Change,
    pub(super) light: Light,
    /// The taker's burden per contract hour as it is, thousandths.
    pub(super) burden: i64,
}

/// Returns what a yes comes to, if nothing stands in its way.
pub(super) fn deal(
    team: &Team,
    offer: &Offer,
    taker: PersonId,
    answer: Answer,
    at: Stamp,
) -> Result<Deal, Refusal> {
    if let OfferKind::OweLater { until } = &offer.kind
        && *until < at.moment().day()
    {
        return Err(Refusal::BadDay(*until));
    }
    let change = team.change_of(offer, taker, answer)?;
    let assessment = assess(team, &change, at.moment());
    let light = allowed(&assessment, offer.shift)?;
    let own = assessment.effects.iter();
    let mut own = own.filter(|effect| effect.person == taker);
    let burden = own
        .next()
        .map_or(0, |effect| effect.burden_before.per_contract());
    Ok(Deal {
        change,
        light,
        burden,
    })
}

impl Team {
    /// Returns the change a yes to an offer asks for, or why it can't be asked any more. Whether it
    /// is allowed is another question ([`assess`]).
    pub fn change_of(
        &self,
        offer: &Offer,
        taker: PersonId,
        answer: Answer,
    ) -> Result<Change, Refusal> {
        if let OfferKind::Repay { debt } = &offer.kind {
            owed(self, *debt)?;
        }
        if offer.part.is_some() && self.roster.get(ShiftId::part_of(offer.id)).is_some() {
            return Err(Refusal::Repeated);
        }
        let mut handovers = Vec::new();
        for found in offer.shifts() {
            match offer.by {
                Some(by) => owned(self, found, by)?,
                None => open(self, found)?,
            }
            handovers.push(Handover {
                shift: found.shift,
                from: offer.by,
                to: taker,
                part: offer.part,
            });
        }
        if let Some(found) = returned(answer) {
            owned(self, found, taker)?;
            let shift = self.roster.get(found.shift);
            if let OfferKind::SwapForWish(patterns) = &offer.kind
                && !shift.is_some_and(|shift| patterns.iter().any(|one| one.matches(shift)))
            {
                return Err(Refusal::NotWished(found.shift));
            }
            handovers.extend(offer.by.map(|by| Handover {
                shift: found.shift,
                from: Some(taker),
                to: by,
                part: None,
            }));
        }
        Ok(Change::new(handovers))
    }
}

/// Returns an assessment's light, or why it can't be.
pub(super) fn allowed(assessment: &Assessment, shift: ShiftId) -> Result<Light, Refusal> {
    if let Some(obstacle) = assessment.obstacles.first() {
        return Err(obstacle.clone());
    }
    let red = assessment.effects.iter();
    let mut red = red.filter(|effect| effect.light() == Light::Red);
    match red.next() {
        Some(effect) => Err(effect
            .first_law()
            .map_or(Refusal::NeedsApproval(shift), |rule| Refusal::Breaks {
                person: effect.person,
                shift,
                rule,
            })),
        None => Ok(assessment.light()),
    }
}

/// Moves the shifts; every other open offer and circle they stand in lapses. `cut` makes the id of
/// the part that changes hands, where only a part does.
pub(super) fn carry_out(team: &mut Team, change: &Change, cut: Option<ShiftId>, at: Stamp) {
    for handover in change.handovers() {
        match (handover.part, cut) {
            (Some(part), Some(cut)) => {
                let Some(shift) = team.roster.get(handover.shift).cloned() else {
                    continue;
                };
                let taken = Shift {
                    id: cut,
                    span: part.taken,
                    break_min: Part::break_min(&shift, part.taken),
                    owner: Some(handover.to),
                    revision: 0,
                    ..shift.clone()
                };
                let kept = Shift {
                    span: part.kept,
                    break_min: Part::break_min(&shift, part.kept),
                    revision: shift.revision.wrapping_add(1),
                    ..shift
                };
                team.write_shift(taken, at);
                team.write_shift(kept, at);
            }
            (Some(_), None) | (None, _) => {
                team.hand_over(handover.shift, Some(handover.to), at);
            }
        }
        moved(team, handover.shift, at);
    }
}

/// Ends what still asks for a shift that changed hands.
pub(super) fn moved(team: &mut Team, shift: ShiftId, at: Stamp) {
    if let Some(other) = team.open_offer_of(shift).map(|offer| offer.id) {
        let lapsed = answer::input(team, other, Input::Moved, at);
        debug_assert_eq!(lapsed, Ok(()));
    }
    if let Some(other) = team.open_circle_of(shift).map(|found| found.id) {
        let lapsed = circle::input(team, other, proposal::Input::Moved, at);
        debug_assert_eq!(lapsed, Ok(()));
    }
}

pub(super) const fn returned(answer: Answer) -> Option<ShiftRef> {
    match answer {
        Answer::YesWith { shift, revision } => Some(ShiftRef { shift, revision }),
        Answer::Yes | Answer::Later | Answer::No => None,
    }
}

/// Tells why a shift is not, or no longer, what somebody saw as theirs.
pub(super) fn owned(team: &Team, seen: ShiftRef, owner: PersonId) -> Result<(), Refusal> {
    let shift = seen.shift;
    let found = team.roster.get(shift).ok_or(Refusal::UnknownShift(shift))?;
    if found.owner != Some(owner) {
        return Err(Refusal::NotOwner {
            shift,
            owner: found.owner,
        });
    }
    same_revision(seen, found.revision)
}

/// Tells why a shift is not, or no longer, open.
pub(super) fn open(team: &Team, seen: ShiftRef) -> Result<(), Refusal> {
    let shift = seen.shift;
    let found = team.roster.get(shift).ok_or(Refusal::UnknownShift(shift))?;
    if let Some(owner) = found.owner {
        return Err(Refusal::NotOpen { shift, owner });
    }
    same_revision(seen, found.revision)
}

pub(super) const fn same_revision(seen: ShiftRef, now: u32) -> Result<(), Refusal> {
    if seen.revision == now {
        Ok(())
    } else {
        Err(Refusal::ShiftChanged {
            shift: seen.shift,
            had: seen.revision,
            now,
        })
    }
}
