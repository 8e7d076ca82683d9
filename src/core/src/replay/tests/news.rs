//! Who is told what.

use super::fixture::*;
use crate::event::{NewWish, Wanted};
use crate::news::{About, Changes, News, Touch, Turned, What, lost, standing};

/// Does something, and returns what that means for somebody.
fn told(ward: &mut Ward, person: PersonId, act: impl FnOnce(&mut Ward)) -> Turned {
    let before = ward.team.clone();
    act(ward);
    let now = ward.stamp().moment();
    let changes = Changes::between(&before, &ward.team);
    changes.turned(&before, &ward.team, person, now)
}

fn came(ward: &mut Ward, person: PersonId, act: impl FnOnce(&mut Ward)) -> Vec<(About, What)> {
    let came = told(ward, person, act).came.into_iter();
    came.map(|news| (news.about, news.what)).collect()
}

#[test]
fn who_could_take_a_shift_is_told_and_nobody_else() {
    for (person, is_told) in [(ANN, false), (BEN, false), (CAS, true), (DEE, true)] {
        let mut ward = Ward::new();
        // Ben has the late before it.
        let mut expected = Vec::new();
        let found = came(&mut ward, person, |ward| {
            ward.rules();
            ward.offered(OfferKind::GiveAway);
        });
        if is_told {
            let offer = OfferId::of(ward.last());
            expected.push((About::Offer(offer), What::Could));
        }
        assert_eq!(found, expected, "{person:?}");
    }
}

#[test]
fn who_is_asked_by_name_is_asked_and_who_would_rather_be_free_is_left_alone() {
    let free = NewWish {
        what: Wanted::Free,
        shifts: Pattern::default(),
        weight: 2,
        until: None,
    };
    let named = |ward: &mut Ward, to: Audience| {
        ward.applies(CAS, Command::Wish(free.clone()));
        let found = came(ward, CAS, |ward| {
            ward.applies(ANN, offer_to(ANNS, 0, OfferKind::GiveAway, to));
        });
        found.first().map(|(_, what)| *what)
    };
    assert_eq!(named(&mut Ward::new(), Audience::Everyone), None);
    let by_name = Audience::Some(vec![CAS]);
    assert_eq!(named(&mut Ward::new(), by_name), Some(What::Asked));
}

#[test]
fn who_is_asked_in_turn_is_told_in_turn_and_not_if_it_is_settled_before() {
    let mut ward = Ward::new();
    let to = Audience::InTurn {
        people: vec![DEE, CAS],
        at_once: 1,
        each_min: 30,
        then_everyone: false,
    };
    let ask = |ward: &mut Ward| ward.applies(ANN, offer_to(ANNS, 0, OfferKind::GiveAway, to));
    let found = told(&mut ward, CAS, ask);
    let offer = OfferId::of(ward.last());
    let asked = News {
        at_ms: ward.now_ms + 30 * 60_000,
        about: About::Offer(offer),
        what: What::Asked,
    };
    assert_eq!((found.came, found.went), (vec![asked], vec![]));
    let found = told(&mut ward, CAS, |ward| ward.applies(DEE, yes(offer)));
    assert_eq!((found.came, found.went), (vec![], vec![asked]));
}

#[test]
fn the_maker_chooses_and_both_are_told_what_came_of_it() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::SwapForAnswer);
    let about = About::Offer(offer);
    let found = came(&mut ward, ANN, |ward| ward.applies(CAS, yes(offer)));
    assert_eq!(found, [(about, What::Choose)]);
    let found = came(&mut ward, ANN, |ward| ward.applies(DEE, yes(offer)));
    assert_eq!(found, [], "told once");
    let choose = |ward: &mut Ward| {
        let person = CAS;
        ward.applies(ANN, Command::Choose { offer, person });
    };
    for (person, what) in [
        (ANN, Some(What::Settled)),
        (BEN, None),
        (CAS, Some(What::Settled)),
        (DEE, Some(What::Lost)),
    ] {
        let mut ward = ward.clone();
        let found = came(&mut ward, person, choose);
        let found: Vec<_> = found.into_iter().map(|(_, what)| what).collect();
        assert_eq!(found, Vec::from_iter(what), "{person:?}");
    }
    choose(&mut ward);
    let news = standing(&ward.team, DEE, ward.stamp().moment());
    let why = lost(&ward.team, &news[0], DEE).map(|lost| (lost.winner, lost.reason));
    assert_eq!(why, Some((Some(CAS), LostReason::Chosen)));
}

#[test]
fn what_is_taken_back_is_told_to_who_had_said_yes() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::SwapForAnswer);
    ward.applies(CAS, yes(offer));
    let back = |ward: &mut Ward| ward.applies(ANN, Command::Withdraw { offer });
    for (person, came, went) in [(CAS, 1, 0), (DEE, 0, 1), (ANN, 0, 1)] {
        let found = told(&mut ward.clone(), person, back);
        assert_eq!(
            (found.came.len(), found.went.len()),
            (came, went),
            "{person:?}"
        );
    }
}

#[test]
fn an_approver_is_told_what_waits_and_not_their_own() {
    let mut ward = Ward::agreed(Agreements {
        extra: Some(ExtraMax { shifts: 0, days: 7 }),
        ..Agreements::default()
    });
    let offer = ward.offers(BEN, BENS, OfferKind::GiveAway);
    let about = About::Offer(offer);
    let found = came(&mut ward.clone(), ANN, |ward| ward.applies(DEE, yes(offer)));
    assert_eq!(found, [(about, What::Decide)]);
    let found = came(&mut ward, CAS, |ward| ward.applies(DEE, yes(offer)));
    assert_eq!(found, [], "Cas decides nothing");
}

#[test]
fn an_open_shift_asks_a_few_at_a_time_and_not_whose_it_was() {
    let mut ward = Ward::new();
    let release = Command::Release {
        shift: BENS,
        revision: 0,
    };
    let before = ward.team.clone();
    ward.applies(ANN, release);
    let changes = Changes::between(&before, &ward.team);
    let now = ward.stamp().moment();
    let open = |person| {
        let came = changes.turned(&before, &ward.team, person, now).came;
        came.into_iter().find(|news| news.what == What::Open)
    };
    assert_eq!(open(BEN), None, "who is ill is not asked");
    let turns: Vec<_> = [ANN, CAS, DEE].into_iter().filter_map(open).collect();
    let now_ms = now_ms(&ward);
    assert_eq!(turns.len(), 3);
    let later = turns.iter().filter(|news| news.at_ms > now_ms).count();
    assert!(later <= 1, "three of four are asked at once: {turns:?}");
}

fn now_ms(ward: &Ward) -> u64 {
    ward.now_ms / 60_000 * 60_000
}

#[test]
fn a_changed_roster_is_told_once_to_whom_it_touches() {
    let mut ward = Ward::new();
    let add = |ward: &mut Ward| {
        ward.applies(
            ANN,
            roster(vec![shift(6, 8, 8, Some(3)), shift(7, 8, 8, Some(3))]),
        );
    };
    let touch = Touch {
        come: 2,
        gone: 0,
        moved: 0,
    };
    let found = came(&mut ward.clone(), DEE, add);
    assert_eq!(found, [(About::Mine, What::Roster(touch))]);
    assert_eq!(came(&mut ward, CAS, add), []);
}

#[test]
fn a_swap_is_told_as_a_swap_and_not_as_a_changed_roster() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::SwapForNamed(vec![CASS]));
    let found = came(&mut ward, ANN, |ward| {
        ward.applies(CAS, with(offer, CASS, 0))
    });
    assert_eq!(found, [(About::Offer(offer), What::Settled)]);
}

#[test]
fn thanks_are_told_to_whom_they_are_for() {
    let mut ward = Ward::new();
    let offer = ward.offered(OfferKind::GiveAway);
    ward.applies(DEE, yes(offer));
    let thank = Command::Thank {
        person: DEE,
        shift: ANNS,
    };
    let thank = |ward: &mut Ward| ward.applies(ANN, thank.clone());
    assert_eq!(came(&mut ward.clone(), CAS, thank), []);
    let found = came(&mut ward, DEE, thank);
    assert_eq!(found, [(About::Shift(ANNS), What::Thanks(ANN))]);
}

#[test]
fn a_team_that_just_arrived_is_no_news() {
    let mut ward = Ward::new();
    ward.offered(OfferKind::GiveAway);
    assert!(Changes::between(&Team::default(), &ward.team).is_none());
    assert!(Changes::between(&ward.team, &ward.team).is_none());
    let open = standing(&ward.team, DEE, ward.stamp().moment());
    assert_eq!(open.len(), 1, "and what stands is in the list all the same");
}
