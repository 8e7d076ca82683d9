//! A shift made open for somebody who fell ill.

use super::fixture::*;

fn release(shift: ShiftId, revision: u32) -> Command {
    Command::Release { shift, revision }
}

#[test]
fn the_owner_and_a_coordinator_do_it_alone() {
    for (actor, shift, of) in [(CAS, CASS, CAS), (ANN, CASS, CAS), (ANN, ANNS, ANN)] {
        let mut ward = Ward::new();
        ward.applies(actor, release(shift, 0));
        assert_eq!((ward.owner(shift), ward.shift(shift).revision), (None, 1));
        let found = ward.team.releases.get(&shift).unwrap();
        let done = (found.of, found.by.as_slice(), found.at);
        assert_eq!(done, (of, &[actor][..], Some(ward.stamp())));
    }
}

#[test]
fn it_takes_two_colleagues() {
    let mut ward = Ward::new();
    ward.applies(BEN, release(CASS, 0));
    assert_eq!(ward.owner(CASS), Some(CAS), "one is not enough");
    assert_eq!(ward.team.releases.get(&CASS).unwrap().at, None);
    ward.refuses(BEN, release(CASS, 0), Refusal::SecondNeeded(CASS));
    ward.applies(DEE, release(CASS, 0));
    assert_eq!(ward.owner(CASS), None);
    let found = ward.team.releases.get(&CASS).unwrap();
    assert_eq!((found.of, found.by.as_slice()), (CAS, &[BEN, DEE][..]));
}

#[test]
fn one_colleague_and_whose_shift_it_is_are_enough() {
    let mut ward = Ward::new();
    ward.applies(BEN, release(CASS, 0));
    ward.applies(CAS, release(CASS, 0));
    assert_eq!(ward.owner(CASS), None);
}

#[test]
fn a_word_about_a_shift_that_changed_hands_since_does_not_count() {
    let mut ward = Ward::new();
    ward.applies(BEN, release(CASS, 0));
    let gift = ward.offers(CAS, CASS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    let (shift, had, now) = (CASS, 0, 1);
    ward.refuses(
        BEN,
        release(CASS, 0),
        Refusal::ShiftChanged { shift, had, now },
    );
    ward.applies(BEN, release(CASS, 1));
    assert_eq!(ward.owner(CASS), Some(DEE));
    ward.applies(CAS, release(CASS, 1));
    let found = ward.team.releases.get(&CASS).unwrap();
    assert_eq!((found.of, ward.owner(CASS)), (DEE, None));
}

#[test]
fn an_open_shift_can_not_be_made_open() {
    let mut ward = Ward::new();
    let open = Refusal::NotOwner {
        shift: OPEN,
        owner: None,
    };
    ward.refuses(ANN, release(OPEN, 0), open);
    let nowhere = ShiftId::from_bytes([99; 16]);
    ward.refuses(ANN, release(nowhere, 0), Refusal::UnknownShift(nowhere));
}

#[test]
fn what_was_asked_for_it_lapses_and_it_can_be_claimed() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offers(CAS, CASS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    ward.applies(ANN, release(CASS, 0));
    assert_eq!(ward.state(gift), OfferState::Lapsed);
    assert_eq!(ward.loss(gift, DEE), (None, LostReason::Moved));
    assert_eq!(ward.team.due_ms(), None);
    let (shift, revision) = (CASS, 1);
    ward.applies(DEE, Command::Claim { shift, revision });
    ward.wait(60);
    ward.tick();
    assert_eq!(ward.owner(CASS), Some(DEE));
}
