//! Wishes stand until they are taken back.

use super::fixture::*;
use crate::event::{NewWish, Wanted};
use crate::id::WishId;

fn wish(weight: u8, shifts: Pattern) -> Command {
    Command::Wish(NewWish {
        what: Wanted::Free,
        shifts,
        weight,
        until: None,
    })
}

#[test]
fn a_wish_is_kept_and_taken_back_by_its_owner() {
    let mut ward = Ward::new();
    ward.applies(CAS, wish(2, Pattern::default()));
    let id = WishId::of(ward.last());
    assert_eq!(ward.team.wishes.get(&id).unwrap().person, CAS);
    let unwish = || Command::Unwish { wish: id };
    ward.refuses(ANN, unwish(), Refusal::UnknownWish(id));
    ward.applies(CAS, unwish());
    assert!(ward.team.wishes.is_empty());
    ward.refuses(CAS, unwish(), Refusal::UnknownWish(id));
}

#[test]
fn a_weight_is_from_one_to_three() {
    let mut ward = Ward::new();
    for weight in [0, 4, u8::MAX] {
        ward.refuses(CAS, wish(weight, Pattern::default()), Refusal::BadWish);
    }
    for weight in 1..=3 {
        ward.applies(CAS, wish(weight, Pattern::default()));
    }
}

#[test]
fn a_pattern_has_to_say_something() {
    let mut ward = Ward::new();
    let any = Pattern::default;
    for pattern in [
        Pattern {
            parts: 0b10_0000,
            ..any()
        },
        Pattern {
            weekdays: 0b1000_0000,
            ..any()
        },
        Pattern {
            days: Some((Day(9), Day(8))),
            ..any()
        },
    ] {
        ward.refuses(CAS, wish(1, pattern), Refusal::BadWish);
    }
    let unit = crate::id::UnitId::from_bytes([99; 16]);
    let elsewhere = Pattern {
        units: vec![unit],
        ..any()
    };
    ward.refuses(CAS, wish(1, elsewhere), Refusal::UnknownUnit(unit));
}

#[test]
fn one_person_has_forty_wishes_at_most() {
    let mut ward = Ward::new();
    for _ in 0..40 {
        ward.applies(CAS, wish(1, Pattern::default()));
    }
    let (had, max) = (41, 40);
    ward.refuses(
        CAS,
        wish(1, Pattern::default()),
        Refusal::TooMuch { had, max },
    );
    ward.applies(DEE, wish(1, Pattern::default()));
}
