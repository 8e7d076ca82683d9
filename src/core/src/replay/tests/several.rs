//! Several shifts that go as one.

use super::fixture::*;

/// Ben has both halves of a broken shift on Friday.
fn halves(ward: &mut Ward) -> [ShiftId; 2] {
    ward.adds([shift(4, 7, 4, Some(1)), shift(4, 16, 4, Some(1))])
}

#[test]
fn both_halves_go_together() {
    let mut ward = Ward::new();
    let halves = halves(&mut ward);
    let gift = ward.proposes(BEN, together(&halves, OfferKind::GiveAway));
    for half in halves {
        assert_eq!(
            ward.team.open_offer_of(half).map(|offer| offer.id),
            Some(gift)
        );
    }
    ward.applies(CAS, yes(gift));
    assert_eq!(halves.map(|half| ward.owner(half)), [Some(CAS); 2]);
    assert!(
        halves
            .iter()
            .all(|half| ward.team.open_offer_of(*half).is_none())
    );
}

#[test]
fn several_for_one() {
    let mut ward = Ward::new();
    let halves = halves(&mut ward);
    let kind = OfferKind::SwapForNamed(vec![CASS]);
    let swap = ward.proposes(BEN, together(&halves, kind));
    ward.applies(CAS, with(swap, CASS, 0));
    assert_eq!(halves.map(|half| ward.owner(half)), [Some(CAS); 2]);
    assert_eq!(ward.owner(CASS), Some(BEN));
}

#[test]
fn who_can_not_have_one_of_them_gets_none() {
    let mut ward = Ward::new();
    let halves = halves(&mut ward);
    ward.adds([shift(4, 18, 4, Some(2))]);
    let gift = ward.proposes(BEN, together(&halves, OfferKind::GiveAway));
    ward.loses(CAS, yes(gift), LostReason::Busy);
    assert_eq!(halves.map(|half| ward.owner(half)), [Some(BEN); 2]);
}

#[test]
fn two_at_the_same_time_go_to_nobody() {
    let mut ward = Ward::new();
    let both = ward.adds([shift(4, 7, 8, Some(1)), shift(4, 14, 8, Some(1))]);
    let gift = ward.proposes(BEN, together(&both, OfferKind::GiveAway));
    ward.loses(CAS, yes(gift), LostReason::Busy);
    assert_eq!(both.map(|shift| ward.owner(shift)), [Some(BEN); 2]);
}

#[test]
fn if_one_moves_on_the_whole_offer_lapses() {
    let mut ward = Ward::new();
    let halves = halves(&mut ward);
    let gift = ward.proposes(BEN, together(&halves, OfferKind::GiveAway));
    let [first, second] = halves;
    let swap = ward.offers(CAS, CASS, OfferKind::SwapForNamed(vec![second]));
    ward.applies(BEN, with(swap, second, 0));
    assert_eq!(ward.state(gift), OfferState::Lapsed);
    assert!(ward.team.open_offer_of(first).is_none());
    ward.offers(BEN, first, OfferKind::GiveAway);
}

#[test]
fn it_is_over_when_the_first_of_them_begins() {
    for flip in [false, true] {
        let mut ward = Ward::agreed(window(10_000));
        let mut halves = halves(&mut ward);
        if flip {
            halves.reverse();
        }
        let gift = ward.proposes(BEN, together(&halves, OfferKind::GiveAway));
        assert_eq!(ward.team.due_ms(), Some(ms(moment(4, 7))));
        ward.now_ms = ms(moment(4, 1));
        ward.applies(CAS, yes(gift));
        assert_eq!(ward.offer(gift).closes_ms, Some(ms(moment(4, 5))));
        ward.applies(CAS, no(gift));
        ward.now_ms = ms(moment(4, 7));
        ward.tick();
        assert_eq!(ward.state(gift), OfferState::Expired);
    }
}

#[test]
fn lists_that_can_not_be_offered() {
    let mut ward = Ward::new();
    let halves @ [first, second] = halves(&mut ward);
    let (none, all) = ([], [first; 8]);
    let gift = |shifts: &[ShiftId]| Command::Propose(together(shifts, OfferKind::GiveAway));
    ward.refuses(BEN, gift(&none), Refusal::TooMuch { had: 0, max: 0 });
    ward.refuses(BEN, gift(&all), Refusal::TooMuch { had: 8, max: 7 });
    ward.refuses(BEN, gift(&[first, first]), Refusal::Repeated);
    let (shift, owner) = (CASS, Some(CAS));
    ward.refuses(
        BEN,
        gift(&[first, CASS]),
        Refusal::NotOwner { shift, owner },
    );
    let open = ward.proposes(BEN, together(&halves, OfferKind::GiveAway));
    for one in [first, second] {
        ward.refuses(BEN, gift(&[BENS, one]), Refusal::AlreadyOffered(open));
    }
}
