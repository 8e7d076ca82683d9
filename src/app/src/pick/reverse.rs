//! Undoing a settled swap: a new one, that both agree to.

use ruil_core::{
    Audience, Moment, NewOffer, Offer, OfferKind, OfferState, PersonId, Shift, ShiftId, ShiftRef,
    Team,
};

/// A swap back, as one of the two can ask it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reverse {
    /// What is proposed.
    pub new: NewOffer,
    /// Whom it asks.
    pub whom: PersonId,
    /// What I give back, the first of it.
    pub mine: ShiftId,
    /// What I get back; nothing, if I was given a shift.
    pub theirs: Option<ShiftId>,
}

/// Returns what asks a settled swap back, as a person in it can. Nothing if that can't be: it moved on
/// since, it began, it is being asked already, or this person gave a shift away and got nothing.
pub fn reverse(team: &Team, offer: &Offer, me: PersonId, now: Moment) -> Option<Reverse> {
    let OfferState::Settled { winner, with, .. } = offer.state else {
        return None;
    };
    let by = offer.by?;
    // The shifts the winner got: of one that was cut, the part.
    let taken: Vec<ShiftId> = match offer.part {
        Some(_) => vec![ShiftId::part_of(offer.id)],
        None => offer.shifts().map(|found| found.shift).collect(),
    };
    let (whom, mine, theirs) = if me == winner {
        (by, taken, with)
    } else if me == by {
        // Of several shifts for one, one would come back: that is not the swap that was.
        let only = taken.first().copied().filter(|_| taken.len() == 1);
        (winner, vec![with?], Some(only?))
    } else {
        return None;
    };
    let is_free = |id: ShiftId, owner: PersonId| -> Option<&Shift> {
        let shift = team.roster.get(id)?;
        let is_theirs = shift.owner == Some(owner) && !shift.has_begun(now);
        (is_theirs && team.open_offer_of(id).is_none()).then_some(shift)
    };
    if let Some(theirs) = theirs {
        is_free(theirs, whom)?;
    }
    let shifts = mine.iter().map(|id| {
        let revision = is_free(*id, me)?.revision;
        Some(ShiftRef {
            shift: *id,
            revision,
        })
    });
    let shifts = shifts.collect::<Option<Vec<_>>>()?;
    Some(Reverse {
        mine: shifts.first()?.shift,
        new: NewOffer {
            shifts,
            part: None,
            kind: theirs.map_or(OfferKind::GiveAway, |theirs| {
                OfferKind::SwapForNamed(vec![theirs])
            }),
            to: Audience::Some(vec![whom]),
        },
        whom,
        theirs,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};
    use ruil_core::{Answer, Command, OfferId};

    fn settle(crew: &mut Crew, shift: ShiftId, kind: OfferKind, answer: Answer) -> OfferId {
        let to = Audience::Everyone;
        let offer = OfferId::of(crew.act(
            0,
            Command::Offer {
                shift,
                revision: 0,
                kind,
                to,
            },
        ));
        crew.act(1, Command::Answer { offer, answer });
        offer
    }

    #[test]
    fn both_can_ask_a_swap_back_and_then_all_is_as_it_was() {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let mine = crew.put(night(MARCH_8, Some(0)));
        let theirs = crew.put(late(MARCH_8.plus(3), Some(1)));
        let kind = OfferKind::SwapForNamed(vec![theirs]);
        let with = Answer::YesWith {
            shift: theirs,
            revision: 0,
        };
        let offer = settle(&mut crew, mine, kind, with);
        let now = Crew::noon(MARCH_8.plus(-1));
        let found = |crew: &Crew, at, now| {
            let offer = crew.team.offers.get(&offer).unwrap();
            reverse(&crew.team, offer, crew.person(at), now)
        };
        assert_eq!(found(&crew, 2, now), None, "not Cas's");
        assert_eq!(found(&crew, 0, Crew::noon(MARCH_8.plus(2))), None, "begun");
        let back = found(&crew, 1, now).unwrap();
        assert_eq!((back.mine, back.theirs), (mine, Some(theirs)));
        let back = found(&crew, 0, now).unwrap();
        let asked = OfferId::of(crew.act(0, Command::Propose(back.new)));
        assert_eq!(found(&crew, 1, now), None, "asked already");
        let answer = Answer::YesWith {
            shift: mine,
            revision: 1,
        };
        let offer = asked;
        crew.act(1, Command::Answer { offer, answer });
        let owner = |id| crew.team.roster.get(id).unwrap().owner;
        assert_eq!(owner(mine), Some(crew.person(0)));
        assert_eq!(owner(theirs), Some(crew.person(1)));
    }

    #[test]
    fn who_was_given_a_shift_can_give_it_back() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let mine = crew.put(night(MARCH_8, Some(0)));
        let offer = settle(&mut crew, mine, OfferKind::GiveAway, Answer::Yes);
        let now = Crew::noon(MARCH_8.plus(-1));
        let offer = crew.team.offers.get(&offer).unwrap();
        assert_eq!(reverse(&crew.team, offer, crew.person(0), now), None);
        let back = reverse(&crew.team, offer, crew.person(1), now).unwrap();
        assert_eq!(
            (back.new.kind, back.whom),
            (OfferKind::GiveAway, crew.person(0))
        );
    }
}
