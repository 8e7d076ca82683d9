//! Swapping for a wish, and asking a few at a time.

use super::fixture::*;
use crate::shift::PartOfDay;
use crate::time::Weekday;

fn nights() -> Pattern {
    Pattern {
        parts: Pattern::part(PartOfDay::Night),
        ..Pattern::default()
    }
}

#[test]
fn a_swap_for_a_wish_takes_what_matches_one_of_its_patterns() {
    let wednesday = Pattern {
        weekdays: 1 << Weekday::Wednesday as u8,
        ..Pattern::default()
    };
    for (patterns, taken) in [
        (vec![nights()], true),
        (vec![wednesday], true),
        (vec![Pattern::default()], true),
        (
            vec![Pattern {
                weekdays: 1 << Weekday::Monday as u8,
                ..nights()
            }],
            false,
        ),
    ] {
        let mut ward = Ward::new();
        let swap = ward.offered(OfferKind::SwapForWish(patterns.clone()));
        ward.refuses(CAS, yes(swap), Refusal::ReturnNeeded);
        if taken {
            ward.applies(CAS, with(swap, CASS, 0));
            assert_eq!((ward.owner(ANNS), ward.owner(CASS)), (Some(CAS), Some(ANN)));
        } else {
            ward.refuses(CAS, with(swap, CASS, 0), Refusal::NotWished(CASS));
            assert!(ward.offer(swap).is_open(), "{patterns:?}");
        }
    }
}

#[test]
fn wishes_that_say_nothing_sensible_are_refused() {
    let mut ward = Ward::new();
    let kind = KindId::from_bytes([99; 16]);
    for (patterns, refusal) in [
        (vec![], Refusal::ReturnNeeded),
        (
            vec![Pattern {
                days: Some((Day(2), Day(1))),
                ..nights()
            }],
            Refusal::BadWish,
        ),
        (
            vec![Pattern {
                weekdays: 0x80,
                ..nights()
            }],
            Refusal::BadWish,
        ),
        (
            vec![Pattern {
                kinds: vec![kind],
                ..nights()
            }],
            Refusal::UnknownKind(kind),
        ),
        (vec![nights(); 21], Refusal::TooMuch { had: 21, max: 20 }),
    ] {
        ward.refuses(
            ANN,
            offer(ANNS, 0, OfferKind::SwapForWish(patterns)),
            refusal,
        );
    }
}

#[test]
fn who_is_asked_in_turn_answers_when_it_is_their_turn() {
    let mut ward = Ward::agreed(window(60));
    let to = Audience::InTurn {
        people: vec![BEN, CAS],
        at_once: 1,
        each_min: 30,
        then_everyone: true,
    };
    ward.applies(ANN, offer_to(ANNS, 0, OfferKind::GiveAway, to));
    let gift = OfferId::of(ward.last());
    ward.refuses(CAS, yes(gift), Refusal::NotAsked);
    ward.wait(29);
    ward.refuses(CAS, yes(gift), Refusal::NotAsked);
    ward.wait(1);
    ward.applies(CAS, answer(gift, Answer::Later));
    ward.refuses(DEE, yes(gift), Refusal::NotAsked);
    ward.wait(30);
    ward.applies(DEE, yes(gift));
    ward.wait(60);
    ward.tick();
    assert_eq!(ward.owner(ANNS), Some(DEE));
}

#[test]
fn a_no_hands_the_turn_on() {
    let mut ward = Ward::agreed(window(60));
    let to = Audience::InTurn {
        people: vec![BEN, CAS],
        at_once: 1,
        each_min: 30,
        then_everyone: false,
    };
    ward.applies(ANN, offer_to(ANNS, 0, OfferKind::GiveAway, to));
    let gift = OfferId::of(ward.last());
    ward.applies(BEN, no(gift));
    ward.refuses(DEE, yes(gift), Refusal::NotAsked);
    ward.applies(CAS, yes(gift));
    assert_eq!(
        ward.owner(ANNS),
        Some(CAS),
        "nobody is left who could answer"
    );
}

#[test]
fn only_colleagues_are_asked() {
    let mut ward = Ward::new();
    let nobody = PersonId::from_bytes([99; 16]);
    let to = Audience::Some(vec![BEN, nobody]);
    let asked = offer_to(ANNS, 0, OfferKind::GiveAway, to);
    ward.refuses(ANN, asked, Refusal::UnknownPerson(nobody));
}
