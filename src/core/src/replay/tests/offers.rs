//! Giving away, swapping and choosing, where a team agreed on nothing.

use super::fixture::*;

#[test]
fn a_gift_goes_to_the_first_yes_and_the_second_learns_who_and_why() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::GiveAway);
    ward.applies(CAS, yes(offer));
    let settled = ward.stamp();
    assert_eq!(ward.owner(ANNS), Some(CAS));

    let outcome = ward.act(BEN, yes(offer));
    let came = Some(ward.stamp());
    let lost = Lost {
        winner: Some(CAS),
        reason: LostReason::First,
        settled,
        came,
    };
    assert_eq!(outcome, Outcome::Rejected(Refusal::Lost(lost)));
    assert_eq!(
        ward.team.offers.get(&offer).unwrap().losses.get(&BEN),
        Some(&lost)
    );
    assert_eq!(ward.owner(ANNS), Some(CAS));
}

#[test]
fn a_named_swap_moves_both_shifts_at_once() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::SwapForNamed(vec![CASS]));
    ward.refuses(BEN, with(offer, BENS, 0), Refusal::NotNamed(BENS));
    ward.refuses(CAS, yes(offer), Refusal::ReturnNeeded);
    ward.applies(CAS, with(offer, CASS, 0));
    assert_eq!((ward.owner(ANNS), ward.owner(CASS)), (Some(CAS), Some(ANN)));
    assert_eq!(ward.team.roster.get(CASS).unwrap().revision, 1);
}

#[test]
fn the_one_who_offers_chooses_among_the_answers() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::SwapForAnswer);
    ward.applies(BEN, with(offer, BENS, 0));
    ward.applies(CAS, with(offer, CASS, 0));
    assert_eq!(
        ward.owner(ANNS),
        Some(ANN),
        "nothing moves before the choice"
    );
    ward.refuses(
        BEN,
        Command::Choose { offer, person: BEN },
        Refusal::NotYourOffer(ANN),
    );
    ward.applies(ANN, Command::Choose { offer, person: CAS });
    assert_eq!((ward.owner(ANNS), ward.owner(CASS)), (Some(CAS), Some(ANN)));
    let offer = ward.team.offers.get(&offer).unwrap();
    let lost = offer.losses.get(&BEN).unwrap();
    assert_eq!(
        (lost.winner, lost.reason, lost.came),
        (Some(CAS), LostReason::Chosen, None)
    );
}

#[test]
fn an_answer_whose_shift_moved_on_can_not_be_chosen() {
    let mut ward = Ward::new();
    let choice = ward.offered(OfferKind::SwapForAnswer);
    ward.applies(CAS, with(choice, CASS, 0));
    ward.applies(CAS, offer(CASS, 0, OfferKind::GiveAway));
    let gift = ward.team.open_offer_of(CASS).unwrap().id;
    ward.applies(BEN, yes(gift));
    let moved = Refusal::NotOwner {
        shift: CASS,
        owner: Some(BEN),
    };
    ward.refuses(
        ANN,
        Command::Choose {
            offer: choice,
            person: CAS,
        },
        moved,
    );
}

#[test]
fn a_shift_given_in_return_takes_its_own_offer_with_it() {
    let mut ward = Ward::new();
    ward.applies(CAS, offer(CASS, 0, OfferKind::GiveAway));
    let lapsing = ward.team.open_offer_of(CASS).unwrap().id;
    let swap = ward.offered(OfferKind::SwapForNamed(vec![CASS]));
    ward.applies(CAS, with(swap, CASS, 0));
    assert_eq!(
        ward.team.offers.get(&lapsing).unwrap().state,
        OfferState::Lapsed
    );
    ward.refuses(BEN, yes(lapsing), Refusal::OfferLapsed);
}

#[test]
fn nobody_works_two_shifts_at_once() {
    let mut ward = Ward::new();
    ward.applies(ANN, offer(ANNS, 0, OfferKind::GiveAway));
    let gift = ward.team.open_offer_of(ANNS).unwrap().id;
    ward.applies(CAS, claim(OPEN));
    ward.loses(CAS, yes(gift), LostReason::Busy);
    ward.applies(BEN, yes(gift));
    assert_eq!(
        ward.owner(BENS_LATE),
        Some(BEN),
        "back to back is no overlap"
    );
}

#[test]
fn a_swap_may_use_the_time_of_the_shift_it_gives() {
    let mut ward = Ward::new();
    ward.applies(CAS, claim(OPEN));
    let swap = ward.offered(OfferKind::SwapForNamed(vec![OPEN]));
    ward.applies(CAS, with(swap, OPEN, 1));
    assert_eq!((ward.owner(ANNS), ward.owner(OPEN)), (Some(CAS), Some(ANN)));
}

#[test]
fn a_shift_that_needs_a_nurse_goes_to_nurses() {
    let mut ward = Ward::new();
    ward.applies(ANN, offer(NURSES, 0, OfferKind::GiveAway));
    let gift = ward.team.open_offer_of(NURSES).unwrap().id;
    ward.loses(BEN, yes(gift), LostReason::Unqualified);
    ward.applies(
        ANN,
        Command::Qualify {
            person: BEN,
            qualifications: vec![NURSE],
        },
    );
    ward.applies(BEN, yes(gift));
}

#[test]
fn an_open_shift_has_one_taker() {
    let mut ward = Ward::new();
    ward.applies(BEN, claim(OPEN));
    let taken = Refusal::NotOpen {
        shift: OPEN,
        owner: BEN,
    };
    ward.refuses(CAS, claim(OPEN), taken);
}

#[test]
fn offers_that_can_not_be_made() {
    let mut ward = Ward::new();
    let gift = || OfferKind::GiveAway;
    let owned = Refusal::NotOwner {
        shift: BENS,
        owner: Some(BEN),
    };
    ward.refuses(ANN, offer(BENS, 0, gift()), owned);
    let stale = Refusal::ShiftChanged {
        shift: ANNS,
        had: 3,
        now: 0,
    };
    ward.refuses(ANN, offer(ANNS, 3, gift()), stale);
    let nowhere = ShiftId::from_bytes([99; 16]);
    ward.refuses(
        ANN,
        offer(nowhere, 0, gift()),
        Refusal::UnknownShift(nowhere),
    );
    ward.refuses(
        ANN,
        offer(ANNS, 0, OfferKind::SwapForNamed(vec![])),
        Refusal::ReturnNeeded,
    );
    let first = ward.offered(gift());
    ward.refuses(ANN, offer(ANNS, 0, gift()), Refusal::AlreadyOffered(first));
    ward.refuses(ANN, yes(first), Refusal::OwnOffer);
    ward.refuses(
        BEN,
        Command::Withdraw { offer: first },
        Refusal::NotYourOffer(ANN),
    );
    ward.applies(ANN, Command::Withdraw { offer: first });
    ward.refuses(BEN, yes(first), Refusal::OfferWithdrawn);
    ward.offered(gift());
}

#[test]
fn an_offer_to_some_asks_only_them() {
    let mut ward = Ward::new();
    let to = Audience::Some(vec![CAS]);
    ward.applies(
        ANN,
        Command::Offer {
            shift: ANNS,
            revision: 0,
            kind: OfferKind::GiveAway,
            to,
        },
    );
    let gift = ward.team.open_offer_of(ANNS).unwrap().id;
    ward.refuses(BEN, yes(gift), Refusal::NotAsked);
    ward.applies(CAS, yes(gift));
}
