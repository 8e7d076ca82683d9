//! Undoing a settled swap: a new one, that both agree to.

use ruil_core::{
    Audience, Debt, DebtState, Moment, NewOffer, Offer, OfferId, OfferKind, OfferState, PersonId,
    Shift, ShiftId, ShiftRef, Team,
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
            kind: theirs.map_or_else(
                || without_return(team, offer, now),
                |theirs| OfferKind::SwapForNamed(vec![theirs]),
            ),
            to: Audience::Some(vec![whom]),
        },
        whom,
        theirs,
    })
}

/// Returns as what a shift goes back that was given for none: what was owed for it is settled by that,
/// and what it settled is owed again.
fn without_return(team: &Team, offer: &Offer, now: Moment) -> OfferKind {
    let state_of = |debt| team.debts.get(&debt).map(|debt: &Debt| debt.state);
    let again = |debt| {
        let until = team.debts.get(&debt)?.until;
        (until >= now.day()).then_some(OfferKind::OweLater { until })
    };
    match offer.kind {
        OfferKind::OweLater { .. } if state_of(offer.id) == Some(DebtState::Open) => {
            OfferKind::Repay { debt: offer.id }
        }
        OfferKind::Repay { debt } => again(debt).unwrap_or(OfferKind::GiveAway),
        OfferKind::GiveAway
        | OfferKind::SwapForNamed(_)
        | OfferKind::SwapForAnswer
        | OfferKind::SwapForWish(_)
        | OfferKind::OweLater { .. } => OfferKind::GiveAway,
    }
}

/// Returns who could give a gift of mine back: nobody can ask for somebody else's shift, but its owner
/// can give it back in one tap.
pub fn giver_back(team: &Team, offer: &Offer, me: PersonId, now: Moment) -> Option<PersonId> {
    let OfferState::Settled { winner, with, .. } = offer.state else {
        return None;
    };
    let was_given = offer.by == Some(me) && with.is_none();
    let can = was_given && reverse(team, offer, winner, now).is_some();
    can.then_some(winner)
}

/// Returns the settled offer by which somebody got a shift, the latest one.
pub fn came_by(team: &Team, shift: ShiftId, me: PersonId) -> Option<OfferId> {
    let came = team.offers.values().filter_map(|offer| {
        let OfferState::Settled { winner, with, at } = offer.state else {
            return None;
        };
        let is_taken = match offer.part {
            Some(_) => shift == ShiftId::part_of(offer.id),
            None => offer.shifts().any(|found| found.shift == shift),
        };
        let is_mine = (winner == me && is_taken) || (offer.by == Some(me) && with == Some(shift));
        is_mine.then_some((at, offer.id))
    });
    came.max().map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late, night};
    use ruil_core::{Answer, Command, Day, OfferId};

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
        let id = settle(&mut crew, mine, OfferKind::GiveAway, Answer::Yes);
        let now = Crew::noon(MARCH_8.plus(-1));
        let (amal, bo) = (crew.person(0), crew.person(1));
        let offer = crew.team.offers.get(&id).unwrap();
        assert_eq!(reverse(&crew.team, offer, amal, now), None);
        assert_eq!(giver_back(&crew.team, offer, amal, now), Some(bo));
        assert_eq!(giver_back(&crew.team, offer, bo, now), None);
        assert_eq!(came_by(&crew.team, mine, bo), Some(id));
        assert_eq!(came_by(&crew.team, mine, amal), None);
        let back = reverse(&crew.team, offer, bo, now).unwrap();
        assert_eq!((&back.new.kind, back.whom), (&OfferKind::GiveAway, amal));

        let again = OfferId::of(crew.act(1, Command::Propose(back.new)));
        let offer = crew.team.offers.get(&id).unwrap();
        assert_eq!(giver_back(&crew.team, offer, amal, now), None, "on its way");
        let answer = Answer::Yes;
        crew.act(
            0,
            Command::Answer {
                offer: again,
                answer,
            },
        );
        assert_eq!(came_by(&crew.team, mine, amal), Some(again));
    }

    #[test]
    fn what_goes_back_settles_what_was_owed_for_it_and_is_owed_again() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let mine = crew.put(night(MARCH_8, Some(0)));
        // The crew's log begins on the first day there is.
        let until = Day(60);
        let debt = settle(&mut crew, mine, OfferKind::OweLater { until }, Answer::Yes);
        let now = Crew::noon(Day(1));
        let back = |crew: &Crew, offer, at, now| {
            let offer = crew.team.offers.get(&offer).unwrap();
            reverse(&crew.team, offer, crew.person(at), now)
                .unwrap()
                .new
        };
        let new = back(&crew, debt, 1, now);
        assert_eq!(new.kind, OfferKind::Repay { debt });
        let repaid = OfferId::of(crew.act(1, Command::Propose(new)));
        let answer = Answer::Yes;
        crew.act(
            0,
            Command::Answer {
                offer: repaid,
                answer,
            },
        );
        let state = crew.team.debts.get(&debt).unwrap().state;
        assert_eq!(state, DebtState::Repaid(repaid));
        let new = back(&crew, repaid, 0, now);
        assert_eq!(new.kind, OfferKind::OweLater { until });
    }
}
