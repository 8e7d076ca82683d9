//! The fair window: answers are gathered, and the least burdened gets the shift.

use super::fixture::*;

const HOUR: u64 = 60;

fn settled(winner: PersonId, at: Stamp) -> OfferState {
    OfferState::Settled {
        winner,
        with: None,
        at,
    }
}

/// Two people of whom each carries one night: Cas, and Dee with a night of her own.
fn two_alike() -> Ward {
    let mut ward = Ward::agreed(window(60));
    ward.adds([shift(4, 22, 8, Some(3))]);
    ward
}

#[test]
fn of_three_yeses_the_least_burdened_wins_though_the_last() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offered(OfferKind::GiveAway);
    for person in [BEN, CAS, DEE] {
        ward.applies(person, yes(gift));
        assert_eq!(
            ward.owner(ANNS),
            Some(ANN),
            "nothing moves before it closes"
        );
        ward.wait(10);
    }
    ward.wait(30);
    ward.tick();
    assert_eq!(ward.owner(ANNS), Some(DEE));
    assert_eq!(ward.state(gift), settled(DEE, ward.stamp()));
    for (person, loser) in [(BEN, 17), (CAS, 13)] {
        let reason = LostReason::Burden { winner: 0, loser };
        assert_eq!(ward.loss(gift, person), (Some(DEE), reason));
    }
}

#[test]
fn of_two_who_carry_the_same_the_first_wins() {
    for [first, second] in [[CAS, DEE], [DEE, CAS]] {
        let mut ward = two_alike();
        let gift = ward.offered(OfferKind::GiveAway);
        ward.applies(first, yes(gift));
        ward.applies(second, yes(gift));
        ward.wait(HOUR);
        ward.tick();
        assert_eq!(ward.owner(ANNS), Some(first));
        assert_eq!(ward.loss(gift, second), (Some(first), LostReason::Tie));
    }
}

#[test]
fn saying_yes_again_keeps_the_place_and_taking_it_back_does_not() {
    for (between, winner) in [(Answer::Yes, CAS), (Answer::No, DEE)] {
        let mut ward = two_alike();
        let gift = ward.offered(OfferKind::GiveAway);
        ward.applies(CAS, yes(gift));
        ward.applies(DEE, yes(gift));
        ward.applies(CAS, answer(gift, between));
        ward.applies(CAS, yes(gift));
        ward.wait(HOUR);
        ward.tick();
        assert_eq!(ward.owner(ANNS), Some(winner), "{between:?}");
    }
}

#[test]
fn without_a_window_the_first_yes_settles() {
    let mut ward = Ward::agreed(window(0));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(BEN, yes(gift));
    assert_eq!(ward.owner(ANNS), Some(BEN));
    ward.loses(DEE, yes(gift), LostReason::First);
}

#[test]
fn the_window_closes_two_hours_before_the_shift_at_the_latest() {
    let starts = ms(moment(0, 22));
    // The window in hours, the hour of the Monday of the first yes, and when it closes.
    for (window_h, yes_hour, closes_hour) in [
        (1, 12, Some(13)),
        (24, 12, Some(20)),
        (1, 19, Some(20)),
        (2, 19, Some(20)),
        (1, 20, None),
        (1, 21, None),
    ] {
        let mut ward = Ward::agreed(window(window_h * 60));
        let gift = ward.offered(OfferKind::GiveAway);
        ward.now_ms = ms(moment(0, yes_hour));
        ward.applies(DEE, yes(gift));
        let offer = ward.offer(gift);
        assert_eq!(offer.closes_ms, closes_hour.map(|hour| ms(moment(0, hour))));
        assert_eq!(offer.is_open(), closes_hour.is_some(), "{yes_hour}");
        ward.now_ms = starts - 2 * 60 * 60_000;
        ward.tick();
        assert_eq!(ward.owner(ANNS), Some(DEE));
    }
}

#[test]
fn when_all_who_are_asked_have_answered_it_closes_at_once() {
    let mut ward = Ward::agreed(window(60));
    let to = Audience::Some(vec![BEN, CAS, DEE]);
    ward.applies(ANN, offer_to(ANNS, 0, OfferKind::GiveAway, to));
    let gift = OfferId::of(ward.last());
    ward.applies(BEN, yes(gift));
    ward.applies(DEE, answer(gift, Answer::Later));
    ward.applies(CAS, yes(gift));
    assert_eq!(ward.state(gift), OfferState::Open, "Dee thinks about it");
    ward.applies(DEE, no(gift));
    assert_eq!(ward.state(gift), settled(CAS, ward.stamp()));
    ward.loses(DEE, yes(gift), LostReason::Late);
}

#[test]
fn a_yes_that_is_taken_back_is_not_weighed() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(BEN, yes(gift));
    ward.applies(CAS, yes(gift));
    ward.applies(CAS, no(gift));
    ward.wait(HOUR);
    ward.tick();
    assert_eq!(ward.owner(ANNS), Some(BEN));
    assert!(ward.offer(gift).losses.is_empty());
}

#[test]
fn when_the_only_yes_is_taken_back_the_next_one_has_the_whole_window() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.wait(50);
    ward.applies(CAS, no(gift));
    assert_eq!(
        (ward.offer(gift).closes_ms, ward.team.due_ms()),
        (None, Some(ms(moment(0, 22))))
    );
    ward.applies(BEN, yes(gift));
    ward.wait(59);
    ward.tick();
    assert_eq!(ward.owner(ANNS), Some(ANN));
    ward.wait(1);
    ward.tick();
    assert_eq!(ward.owner(ANNS), Some(BEN));
}

#[test]
fn a_yes_that_the_law_forbids_by_then_is_lost_and_the_others_are_weighed() {
    for others in [&[][..], &[DEE]] {
        let mut ward = Ward::agreed(window(60));
        ward.rules();
        // Ben's early an hour after Ann's night; Cas will have it by then.
        let [early] = ward.adds([shift(1, 7, 8, Some(1))]);
        let gift = ward.offered(OfferKind::GiveAway);
        ward.applies(CAS, yes(gift));
        for person in others {
            ward.applies(*person, yes(gift));
        }
        let swap = ward.offers(CAS, CASS, OfferKind::SwapForNamed(vec![early]));
        ward.applies(BEN, with(swap, early, 0));
        assert_eq!(ward.owner(early), Some(CAS));

        ward.wait(HOUR);
        ward.tick();
        let rule = crate::rules::Rule::DailyRest;
        assert_eq!(ward.loss(gift, CAS), (None, LostReason::Breaks(rule)));
        let taker = others.first().copied().unwrap_or(ANN);
        assert_eq!(ward.owner(ANNS), Some(taker));
        assert_eq!(ward.offer(gift).is_open(), others.is_empty());
    }
}

#[test]
fn a_yes_that_comes_to_nothing_leaves_no_window_behind() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(CAS, yes(gift));
    ward.wait(30);
    // Cas gets a shift at that time, and says yes again.
    let [clash] = ward.adds([shift(0, 20, 8, Some(1))]);
    let swap = ward.offers(CAS, CASS, OfferKind::SwapForNamed(vec![clash]));
    ward.applies(BEN, with(swap, clash, 0));
    ward.loses(CAS, yes(gift), LostReason::Busy);
    assert_eq!(ward.offer(gift).closes_ms, None);
    ward.wait(10);
    ward.applies(DEE, yes(gift));
    assert_eq!(
        ward.offer(gift).closes_ms,
        Some(ward.now_ms + HOUR * 60_000)
    );
}

#[test]
fn who_comes_after_the_weighing_is_told_so() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(BEN, yes(gift));
    ward.wait(HOUR);
    let late = ward.act(DEE, yes(gift));
    let lost = Lost {
        winner: Some(BEN),
        reason: LostReason::Late,
        settled: ward.stamp(),
        came: Some(ward.stamp()),
    };
    assert_eq!(late, Outcome::Rejected(Refusal::Lost(lost)));
    assert_eq!(ward.offer(gift).losses[&DEE], lost);
}

#[test]
fn it_closes_at_the_same_point_whatever_comes_after() {
    let mut open = Ward::agreed(window(60));
    let gift = open.offered(OfferKind::GiveAway);
    open.applies(BEN, yes(gift));
    open.wait(20);
    open.applies(CAS, yes(gift));
    let closes_ms = open.offer(gift).closes_ms.unwrap();

    let mut before = open.clone();
    before.now_ms = closes_ms - 1;
    before.tick();
    assert!(before.offer(gift).is_open(), "a millisecond too early");

    for (after_ms, actor, command) in [
        (0, DEE, Command::Tick),
        (0, DEE, yes(gift)),
        (0, CAS, no(gift)),
        (1, ANN, Command::Withdraw { offer: gift }),
        (99_999_999, BEN, Command::Tick),
        (99_999_999, BEN, offer(ANNS, 7, OfferKind::GiveAway)),
    ] {
        let mut ward = open.clone();
        ward.now_ms = closes_ms + after_ms;
        let shown = format!("{command:?}");
        ward.act(actor, command);
        let at = Stamp {
            number: ward.number,
            time_ms: closes_ms,
        };
        assert_eq!(ward.state(gift), settled(CAS, at), "{shown}");
        assert_eq!(ward.owner(ANNS), Some(CAS), "{shown}");
        let (winner, loser) = (13, 17);
        let lost = (Some(CAS), LostReason::Burden { winner, loser });
        assert_eq!(ward.loss(gift, BEN), lost, "{shown}");
    }
}

#[test]
fn what_is_not_final_yet_closes_no_window() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(BEN, yes(gift));
    ward.wait(2 * HOUR);
    let event = Event {
        id: EventId::from_bytes([1; 16]),
        device: device(CAS),
        actor: CAS,
        command: Command::Tick,
    };
    assert_eq!(ward.team.hope(&event, ward.stamp()), Outcome::Applied);
    assert!(ward.offer(gift).is_open());
}

#[test]
fn a_swap_settles_at_once_whatever_the_window() {
    let mut ward = Ward::agreed(window(60));
    let swap = ward.offered(OfferKind::SwapForNamed(vec![CASS]));
    ward.applies(CAS, with(swap, CASS, 0));
    assert_eq!(ward.owner(ANNS), Some(CAS));
}

#[test]
fn withdrawn_while_it_was_gathered_nobody_gets_it() {
    let mut ward = Ward::agreed(window(60));
    let gift = ward.offered(OfferKind::GiveAway);
    ward.applies(BEN, yes(gift));
    ward.applies(ANN, Command::Withdraw { offer: gift });
    assert_eq!(ward.team.due_ms(), None);
    ward.wait(2 * HOUR);
    ward.tick();
    assert_eq!(ward.owner(ANNS), Some(ANN));
}
