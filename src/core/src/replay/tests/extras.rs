//! A cap on extra shifts: above it a word is needed.

use super::fixture::*;

/// So many extra shifts in a week.
fn at_most(shifts: u8) -> Ward {
    Ward::agreed(Agreements {
        extra: Some(ExtraMax { shifts, days: 7 }),
        ..Agreements::default()
    })
}

fn gives(ward: &mut Ward, by: PersonId, shift: ShiftId, to: PersonId) -> bool {
    let gift = ward.offers(by, shift, OfferKind::GiveAway);
    ward.applies(to, yes(gift));
    ward.owner(shift) == Some(to)
}

#[test]
fn one_more_than_the_cap_waits_and_another_week_does_not_count() {
    let mut ward = at_most(1);
    let [later, next_day] = ward.adds([shift(7, 22, 8, Some(0)), shift(8, 8, 8, Some(0))]);
    assert!(gives(&mut ward, ANN, ANNS, DEE));
    assert!(
        !gives(&mut ward, BEN, BENS, DEE),
        "a second within seven days"
    );
    assert!(
        gives(&mut ward, ANN, later, DEE),
        "seven days after the first"
    );
    assert!(gives(&mut ward, ANN, next_day, BEN), "Ben took none");
}

#[test]
fn a_swap_is_no_extra_shift() {
    let mut ward = at_most(0);
    let swap = ward.offered(OfferKind::SwapForNamed(vec![CASS]));
    ward.applies(CAS, with(swap, CASS, 0));
    assert_eq!(ward.owner(ANNS), Some(CAS));
}

#[test]
fn several_at_once_count_each() {
    for (most, at_once) in [(1, false), (2, true)] {
        let mut ward = at_most(most);
        let both = ward.adds([shift(4, 8, 4, Some(1)), shift(4, 16, 4, Some(1))]);
        let gift = ward.proposes(BEN, together(&both, OfferKind::GiveAway));
        ward.applies(CAS, yes(gift));
        assert_eq!(!ward.offer(gift).is_open(), at_once, "{most}");
    }
}

#[test]
fn a_claimed_shift_and_one_taken_in_a_chain_count() {
    let mut ward = at_most(1);
    ward.applies(DEE, claim(OPEN));
    assert!(!gives(&mut ward, BEN, BENS, DEE));

    let mut ward = at_most(1);
    let step = |shift, to| Move {
        shift,
        revision: 0,
        to,
    };
    let moves = vec![step(ANNS, DEE), step(OPEN, ANN)];
    ward.applies(
        DEE,
        Command::ProposeCircle(NewCircle {
            moves,
            open_min: 60,
        }),
    );
    let circle = CircleId::of(ward.last());
    ward.applies(ANN, Command::AnswerCircle { circle, yes: true });
    assert_eq!(ward.owner(ANNS), Some(DEE));
    assert!(!gives(&mut ward, BEN, BENS, DEE));
}
