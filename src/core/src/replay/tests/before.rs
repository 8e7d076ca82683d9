//! A log from before a team agreed how to swap is read as it was then.

use super::fixture::*;

#[test]
fn a_shift_that_began_can_still_be_answered() {
    let mut ward = Ward::new();
    let gift = ward.offered(OfferKind::GiveAway);
    ward.now_ms = ms(moment(3, 0));
    assert_eq!(ward.team.due_ms(), None);
    ward.applies(CAS, yes(gift));
    assert_eq!(ward.owner(ANNS), Some(CAS));
}

#[test]
fn a_claim_settles_at_once_and_makes_no_offer() {
    let mut ward = Ward::new();
    ward.applies(CAS, claim(OPEN));
    assert_eq!(ward.owner(OPEN), Some(CAS));
    assert!(ward.team.offers.is_empty());
}

#[test]
fn who_is_in_a_swap_may_decide_it() {
    let mut ward = Ward::new();
    let rules = TeamRules {
        notice_min: 60 * 24 * 60,
        ..law()
    };
    ward.applies(ANN, Command::SetRules(rules));
    ward.refuses(CAS, claim(OPEN), Refusal::NeedsApproval(OPEN));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    assert_eq!((ward.waiting(gift), ward.team.due_ms()), (vec![CAS], None));
    ward.applies(ANN, approve(gift, CAS));
    assert_eq!(ward.owner(ANNS), Some(CAS));
}

#[test]
fn what_is_open_when_a_team_agrees_ends_when_its_shift_begins() {
    let mut ward = Ward::new();
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(ANN, Command::Agree(window(60)));
    assert_eq!(ward.team.due_ms(), Some(ms(moment(0, 22))));
    ward.now_ms = ms(moment(0, 22));
    ward.tick();
    assert_eq!(ward.state(gift), OfferState::Expired);
    assert_eq!(ward.team.due_ms(), None);
}

#[test]
fn a_roster_of_the_past_can_be_swapped_in_after_a_team_agreed_too() {
    let mut ward = Ward::agreed(Agreements {
        decide_min: 60,
        ..all_need_a_word()
    });
    ward.now_ms = ms(moment(3, 0));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    let decide_ms = ward.now_ms + 60 * 60_000;
    assert_eq!(ward.offer(gift).decide_ms, Some(decide_ms));
    ward.tick();
    ward.applies(ANN, approve(gift, CAS));
    assert_eq!(ward.owner(ANNS), Some(CAS));
}
