//! How an offer can be answered, and what each way means.

use ruil_core::{Answer, Audience, Command, Light, Offer, OfferId, OfferKind, Refusal, ShiftId};

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, Put, late, night};

fn offer(crew: &mut Crew, by: usize, shift: ShiftId, kind: OfferKind) -> Offer {
    let to = Audience::Everyone;
    let id = OfferId::of(crew.act(
        by,
        Command::Offer {
            shift,
            revision: 0,
            kind,
            to,
        },
    ));
    crew.team.offers.get(&id).unwrap().clone()
}

fn given_back(ways: &Ways) -> Vec<ShiftId> {
    let shift = |way: &Way| way.with.as_ref().unwrap().id;
    ways.exchanges().map(shift).collect()
}

#[test]
fn a_gift_has_one_way_and_the_reasons_why_it_can_not_be() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let with = crew.put(night(MARCH_8, Some(1)));
    let offer = offer(&mut crew, 0, mine, OfferKind::GiveAway);
    let now = Crew::noon(MARCH_8);
    let cas = ways(&crew.team, &offer, crew.person(2), now);
    assert!(cas.free().is_some() && cas.with.is_empty());
    assert_eq!(cas.best().map(Way::light), Some(Light::Green));

    let bo = ways(&crew.team, &offer, crew.person(1), now);
    assert!(!bo.any() && bo.free().is_none());
    let (person, shift) = (crew.person(1), mine);
    let clash = Refusal::Overlap {
        person,
        shift,
        with,
    };
    assert_eq!(bo.best().unwrap().assessment.obstacles, [clash]);
    assert_eq!(light(&crew.team, &offer, person, now), Some(Light::Red));
}

#[test]
fn a_swap_for_named_shifts_asks_their_owners_alone() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let named = crew.put(late(MARCH_8.plus(2), Some(1)));
    crew.put(late(MARCH_8.plus(2), Some(2)));
    let offer = offer(&mut crew, 0, mine, OfferKind::SwapForNamed(vec![named]));
    let now = Crew::noon(MARCH_8);
    let bo = ways(&crew.team, &offer, crew.person(1), now);
    assert_eq!((&bo.plain, given_back(&bo)), (&None, vec![named]));
    let cas = ways(&crew.team, &offer, crew.person(2), now);
    assert_eq!(cas, Ways::default());
    assert_eq!(light(&crew.team, &offer, crew.person(2), now), None);
}

#[test]
fn a_swap_for_an_answer_offers_my_shifts_that_are_not_over() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let before = crew.put(late(MARCH_8.plus(-3), Some(1)));
    let after = crew.put(late(MARCH_8.plus(3), Some(1)));
    crew.put(late(MARCH_8.plus(60), Some(1)));
    let offer = offer(&mut crew, 0, mine, OfferKind::SwapForAnswer);
    let with = |now| given_back(&ways(&crew.team, &offer, crew.person(1), now));
    assert_eq!(with(Crew::noon(MARCH_8)), [after]);
    assert_eq!(
        with(Crew::noon(MARCH_8.plus(300))),
        [before, after],
        "a roster of the past"
    );
}

#[test]
fn an_exchange_can_be_where_the_gift_breaks_the_law() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    // Bo comes out of the night seven hours before it begins.
    let mine = crew.put(Put {
        start_min: 14 * 60,
        ..late(MARCH_8, Some(0))
    });
    let tired = crew.put(night(MARCH_8.plus(-1), Some(1)));
    crew.rule_law();
    let offer = offer(&mut crew, 0, mine, OfferKind::SwapForAnswer);
    let (bo, now) = (crew.person(1), Crew::noon(MARCH_8.plus(-2)));
    let ways = ways(&crew.team, &offer, bo, now);
    let plain = ways.plain.as_ref().unwrap();
    assert_eq!(
        (plain.light(), given_back(&ways)),
        (Light::Red, vec![tired])
    );
    assert!(plain.assessment.obstacles.is_empty(), "no double booking");
    assert!(ways.any() && ways.free().is_none());
    let best = ways.best().unwrap();
    assert_eq!(
        light(&crew.team, &offer, bo, now),
        Some(best.light()),
        "the light alone is the same"
    );
}

#[test]
fn a_yes_is_judged_as_it_would_be_carried_out_now() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let with = crew.put(late(MARCH_8.plus(4), Some(1)));
    let found = offer(&mut crew, 0, mine, OfferKind::SwapForAnswer);
    let answer = |shift| Answer::YesWith { shift, revision: 0 };
    crew.act(
        1,
        Command::Answer {
            offer: found.id,
            answer: answer(with),
        },
    );
    let now = Crew::noon(MARCH_8);
    let judged = |crew: &Crew, at| {
        let offer = crew.team.offers.get(&found.id).unwrap();
        given(&crew.team, offer, crew.person(at), now).map(|way| (way.answer(), way.light()))
    };
    assert_eq!(judged(&crew, 1), Some((answer(with), Light::Green)));
    assert_eq!(judged(&crew, 2), None);
    crew.put(night(MARCH_8, Some(1)));
    assert_eq!(judged(&crew, 1), Some((answer(with), Light::Red)));
}
