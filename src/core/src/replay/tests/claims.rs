//! Open shifts in a team that agreed how to swap: gathered, weighed, and amber ones waiting.

use super::fixture::*;

fn asked(ward: &Ward) -> OfferId {
    ward.team.open_offer_of(OPEN).unwrap().id
}

#[test]
fn claims_are_gathered_and_the_least_burdened_gets_the_shift() {
    let mut ward = Ward::agreed(window(60));
    ward.applies(CAS, claim(OPEN));
    let first = asked(&ward);
    ward.wait(30);
    ward.applies(DEE, claim(OPEN));
    assert_eq!(
        asked(&ward),
        first,
        "both are answers to one offer of nobody"
    );
    assert_eq!((ward.offer(first).by, ward.owner(OPEN)), (None, None));
    ward.wait(30);
    ward.tick();
    assert_eq!(ward.owner(OPEN), Some(DEE));
    let (winner, loser) = (0, 13);
    let reason = LostReason::Burden { winner, loser };
    assert_eq!(ward.loss(first, CAS), (Some(DEE), reason));
    let owner = DEE;
    ward.refuses(BEN, claim(OPEN), Refusal::NotOpen { shift: OPEN, owner });
}

#[test]
fn without_a_window_the_first_claim_settles() {
    let mut ward = Ward::agreed(window(0));
    ward.applies(CAS, claim(OPEN));
    assert_eq!(
        (ward.owner(OPEN), ward.shift(OPEN).revision),
        (Some(CAS), 1)
    );
    assert!(ward.team.open_offer_of(OPEN).is_none());
}

#[test]
fn a_claim_is_taken_back_by_a_no_and_by_nobody_else() {
    let mut ward = Ward::agreed(window(60));
    ward.applies(CAS, claim(OPEN));
    let offer = asked(&ward);
    let nobody_s = || Refusal::NotOwner {
        shift: OPEN,
        owner: None,
    };
    ward.refuses(ANN, Command::Withdraw { offer }, nobody_s());
    ward.refuses(CAS, Command::Choose { offer, person: CAS }, nobody_s());
    ward.applies(CAS, no(offer));
    ward.wait(60);
    ward.tick();
    assert_eq!(ward.owner(OPEN), None);
    ward.applies(DEE, claim(OPEN));
    assert_eq!(asked(&ward), offer);
}

#[test]
fn a_claim_that_needs_a_word_waits_for_it() {
    let mut ward = Ward::agreed(all_need_a_word());
    ward.applies(CAS, claim(OPEN));
    let offer = asked(&ward);
    assert_eq!((ward.owner(OPEN), ward.waiting(offer)), (None, vec![CAS]));
    ward.applies(ANN, approve(offer, CAS));
    assert_eq!(ward.owner(OPEN), Some(CAS));
}

#[test]
fn nobody_decides_their_own_claim_where_others_can() {
    let mut ward = Ward::agreed(Agreements {
        approvers: vec![ANN, CAS],
        ..all_need_a_word()
    });
    ward.applies(CAS, claim(OPEN));
    let offer = asked(&ward);
    ward.refuses(CAS, approve(offer, CAS), Refusal::OwnApproval(CAS));
    ward.applies(ANN, approve(offer, CAS));
}

#[test]
fn a_first_claim_that_can_not_be_leaves_nothing_behind() {
    let mut ward = Ward::agreed(window(60));
    let clash = Refusal::Overlap {
        person: BEN,
        shift: OPEN,
        with: ward.adds([shift(0, 22, 8, Some(1))])[0],
    };
    ward.refuses(BEN, claim(OPEN), clash);
    assert!(ward.team.offers.is_empty());
    let stale = Command::Claim {
        shift: OPEN,
        revision: 4,
    };
    let (shift, had, now) = (OPEN, 4, 0);
    ward.refuses(CAS, stale, Refusal::ShiftChanged { shift, had, now });
    ward.applies(CAS, claim(OPEN));
    ward.loses(BEN, claim(OPEN), LostReason::Busy);
}

#[test]
fn an_open_shift_nobody_may_take_by_then_stays_open() {
    let mut ward = Ward::agreed(window(60));
    ward.applies(CAS, claim(OPEN));
    let offer = asked(&ward);
    ward.adds([shift(0, 22, 8, Some(2))]);
    ward.wait(60);
    ward.tick();
    assert_eq!(ward.loss(offer, CAS), (None, LostReason::Busy));
    assert_eq!((ward.owner(OPEN), asked(&ward)), (None, offer));
}
