//! Amber waits for an approver's word, for so long, and then silence means something.

use super::fixture::*;

const HOUR: u64 = 60;

fn decided_in_an_hour(silence: Silence) -> Agreements {
    Agreements {
        decide_min: 60,
        silence,
        ..all_need_a_word()
    }
}

#[test]
fn who_needs_a_word_waits_for_it() {
    let mut ward = Ward::agreed(all_need_a_word());
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.applies(DEE, yes(gift));
    assert_eq!(
        (ward.owner(BENS), ward.waiting(gift)),
        (Some(BEN), vec![CAS, DEE])
    );
    ward.refuses(BEN, approve(gift, CAS), Refusal::NotApprover(BEN));
    ward.refuses(ANN, approve(gift, BEN), Refusal::NothingToApprove(BEN));
    ward.applies(ANN, approve(gift, CAS));
    assert_eq!(ward.owner(BENS), Some(CAS));
    assert_eq!(ward.loss(gift, DEE), (Some(CAS), LostReason::Approved));
}

#[test]
fn who_waits_may_change_their_mind() {
    let mut ward = Ward::agreed(all_need_a_word());
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.applies(CAS, no(gift));
    ward.refuses(ANN, approve(gift, CAS), Refusal::NothingToApprove(CAS));
}

#[test]
fn only_the_named_decide() {
    let mut ward = Ward::agreed(Agreements {
        approvers: vec![DEE],
        ..all_need_a_word()
    });
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.refuses(ANN, approve(gift, CAS), Refusal::NotApprover(ANN));
    ward.refuses(ANN, decline(gift, CAS), Refusal::NotApprover(ANN));
    ward.applies(DEE, approve(gift, CAS));
    assert_eq!(ward.owner(BENS), Some(CAS));
}

#[test]
fn who_is_in_a_swap_decides_it_only_where_nobody_else_can() {
    // Approvers, and whether each of Ben, who gives, Cas, who takes, and Dee may.
    for (approvers, [ben, cas, dee]) in [
        (vec![BEN, CAS, DEE], [false, false, true]),
        (vec![BEN, DEE], [false, false, true]),
        (vec![BEN, CAS], [true, true, false]),
        (vec![BEN], [true, false, false]),
        (vec![CAS], [false, true, false]),
    ] {
        for (person, may) in [(BEN, ben), (CAS, cas), (DEE, dee)] {
            let mut ward = Ward::agreed(Agreements {
                approvers: approvers.clone(),
                ..all_need_a_word()
            });
            let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
            ward.applies(CAS, yes(gift));
            if may {
                ward.applies(person, approve(gift, CAS));
            } else if approvers.contains(&person) {
                ward.refuses(person, approve(gift, CAS), Refusal::OwnApproval(person));
                ward.refuses(person, decline(gift, CAS), Refusal::OwnApproval(person));
            } else {
                ward.refuses(person, approve(gift, CAS), Refusal::NotApprover(person));
            }
        }
    }
}

#[test]
fn a_no_turns_one_away_and_leaves_it_open() {
    let mut ward = Ward::agreed(all_need_a_word());
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.applies(DEE, yes(gift));
    ward.applies(ANN, decline(gift, CAS));
    assert_eq!(ward.loss(gift, CAS), (None, LostReason::Declined));
    assert_eq!(
        (ward.waiting(gift), ward.owner(BENS)),
        (vec![DEE], Some(BEN))
    );
    ward.applies(CAS, yes(gift));
    assert_eq!(ward.waiting(gift), [CAS, DEE], "asking again is allowed");
    assert!(ward.offer(gift).losses.is_empty());
}

#[test]
fn silence_means_no_where_the_team_said_so() {
    let mut ward = Ward::agreed(decided_in_an_hour(Silence::No));
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.wait(59);
    ward.applies(DEE, yes(gift));
    assert_eq!(ward.waiting(gift), [CAS, DEE]);
    ward.wait(1);
    ward.refuses_after_tick(ANN, approve(gift, CAS), Refusal::NothingToApprove(CAS));
    for person in [CAS, DEE] {
        assert_eq!(ward.loss(gift, person), (None, LostReason::Silence));
    }
    assert!(ward.offer(gift).is_open());
    assert_eq!(ward.offer(gift).decide_ms, None);
}

#[test]
fn silence_means_yes_to_the_least_burdened_where_the_team_said_so() {
    let mut ward = Ward::agreed(decided_in_an_hour(Silence::Yes));
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.applies(DEE, yes(gift));
    let due_ms = ward.now_ms + HOUR * 60_000;
    ward.wait(5 * HOUR);
    ward.tick();
    assert_eq!(ward.owner(BENS), Some(DEE));
    let at = Stamp {
        number: ward.number,
        time_ms: due_ms,
    };
    let winner = DEE;
    let with = None;
    assert_eq!(ward.state(gift), OfferState::Settled { winner, with, at });
    let (winner, loser) = (0, 13);
    let reason = LostReason::Burden { winner, loser };
    assert_eq!(ward.loss(gift, CAS), (Some(DEE), reason));
}

#[test]
fn silence_is_no_yes_to_what_can_not_be_any_more() {
    let mut ward = Ward::agreed(decided_in_an_hour(Silence::Yes));
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.adds([shift(1, 20, 8, Some(2))]);
    ward.wait(HOUR);
    ward.tick();
    assert_eq!(ward.loss(gift, CAS), (None, LostReason::Busy));
    assert_eq!(
        (ward.owner(BENS), ward.offer(gift).is_open()),
        (Some(BEN), true)
    );
}

#[test]
fn the_next_who_waits_has_the_whole_time() {
    let mut ward = Ward::agreed(decided_in_an_hour(Silence::No));
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.wait(30);
    ward.applies(CAS, no(gift));
    ward.wait(20);
    ward.applies(DEE, yes(gift));
    ward.wait(59);
    ward.tick();
    assert_eq!(ward.waiting(gift), [DEE]);
    ward.wait(1);
    ward.tick();
    assert_eq!(ward.loss(gift, DEE), (None, LostReason::Silence));
}

#[test]
fn nothing_waits_after_the_shift_began() {
    let mut ward = Ward::agreed(all_need_a_word());
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.applies(DEE, answer(gift, Answer::Later));
    ward.now_ms = ms(moment(1, 22)) - 1;
    ward.tick();
    assert_eq!(ward.waiting(gift), [CAS]);
    ward.now_ms += 1;
    ward.tick();
    assert_eq!(ward.state(gift), OfferState::Expired);
    assert_eq!(ward.loss(gift, CAS), (None, LostReason::Begun));
    assert_eq!(ward.offer(gift).losses.len(), 1);
    assert_eq!(ward.team.due_ms(), None);
    ward.refuses(ANN, approve(gift, CAS), Refusal::OfferExpired);
    ward.refuses(DEE, yes(gift), Refusal::OfferExpired);
    ward.refuses(
        BEN,
        Command::Withdraw { offer: gift },
        Refusal::OfferExpired,
    );
}

#[test]
fn the_time_to_decide_ends_when_the_shift_begins() {
    for (silence, owner) in [(Silence::No, BEN), (Silence::Yes, CAS)] {
        let mut ward = Ward::agreed(decided_in_an_hour(silence));
        let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
        ward.now_ms = ms(moment(1, 22)) - 10 * 60_000;
        ward.applies(CAS, yes(gift));
        assert_eq!(ward.offer(gift).decide_ms, Some(ms(moment(1, 22))));
        ward.wait(10);
        ward.tick();
        assert_eq!(ward.owner(BENS), Some(owner), "{silence:?}");
    }
}

#[test]
fn gathered_answers_wait_together_where_all_need_a_word() {
    let mut ward = Ward::agreed(Agreements {
        window_min: 60,
        ..decided_in_an_hour(Silence::No)
    });
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.applies(DEE, yes(gift));
    assert_eq!(ward.waiting(gift), []);
    ward.wait(HOUR);
    ward.tick();
    assert_eq!(ward.waiting(gift), [CAS, DEE]);
    let decide_ms = ward.now_ms + HOUR * 60_000;
    assert_eq!(ward.offer(gift).decide_ms, Some(decide_ms));
    ward.applies(ANN, approve(gift, CAS));
    assert_eq!(ward.loss(gift, DEE), (Some(CAS), LostReason::Approved));
}

#[test]
fn of_gathered_answers_one_that_needs_no_word_goes_first() {
    // Two extra shifts a week: Dee had two, so she would need a word, though she carries least.
    let mut ward = Ward::agreed(Agreements {
        extra: Some(ExtraMax { shifts: 2, days: 7 }),
        ..window(60)
    });
    let [early, late] = ward.adds([shift(1, 8, 8, Some(0)), shift(4, 8, 8, Some(0))]);
    for extra in [early, late] {
        let gift = ward.offers(ANN, extra, OfferKind::GiveAway);
        ward.applies(DEE, yes(gift));
    }
    ward.wait(HOUR);
    ward.tick();
    assert_eq!(
        (ward.owner(early), ward.owner(late)),
        (Some(DEE), Some(DEE))
    );
    let gift = ward.offers(BEN, BENS, OfferKind::GiveAway);
    ward.applies(DEE, yes(gift));
    ward.applies(CAS, yes(gift));
    ward.wait(HOUR);
    ward.tick();
    assert_eq!(ward.owner(BENS), Some(CAS));
    assert_eq!(ward.loss(gift, DEE), (Some(CAS), LostReason::Clear));
}

#[test]
fn approvers_are_people_of_the_team() {
    let mut ward = Ward::new();
    let nobody = PersonId::from_bytes([99; 16]);
    let agreements = Agreements {
        approvers: vec![nobody],
        ..Agreements::default()
    };
    let agree = Command::Agree(agreements);
    ward.refuses(BEN, agree.clone(), Refusal::NotCoordinator(BEN));
    ward.refuses(ANN, agree, Refusal::UnknownPerson(nobody));
}
