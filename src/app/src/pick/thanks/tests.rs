//! Who can thank whom, and for how long it is shown.

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, late, night};
use ruil_core::{Answer, Audience, Command, OfferId, OfferKind};

/// Offers a shift of one person and has another say yes with an answer.
fn settle(crew: &mut Crew, by: usize, shift: ShiftId, kind: OfferKind, answer: Answer) -> OfferId {
    let to = Audience::Everyone;
    let offer = OfferId::of(crew.act(
        by,
        Command::Offer {
            shift,
            revision: 0,
            kind,
            to,
        },
    ));
    crew.act(1, Command::Answer { offer, answer });
    offer
}

/// Returns whom each of three can thank for a shift.
fn thanked(crew: &Crew, shift: ShiftId) -> [Option<PersonId>; 3] {
    [0, 1, 2].map(|at| {
        let found = for_shift(&crew.team, crew.person(at), shift, 0);
        found.map(|found| found.person)
    })
}

#[test]
fn who_gave_a_shift_away_thanks_who_took_it() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    assert_eq!(thanked(&crew, shift), [None; 3], "nothing happened yet");
    let offer = settle(&mut crew, 0, shift, OfferKind::GiveAway, Answer::Yes);
    let bo = crew.person(1);
    assert_eq!(thanked(&crew, shift), [Some(bo), None, None]);

    let at = |crew: &Crew| {
        let offer = crew.team.offers.get(&offer).unwrap();
        for_offer(&crew.team, crew.person(0), offer, 0).unwrap()
    };
    assert!(!at(&crew).is_done);
    crew.act(0, Command::Thank { person: bo, shift });
    assert!(at(&crew).is_done);
}

#[test]
fn who_swapped_thank_each_other() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let mine = crew.put(night(MARCH_8, Some(0)));
    let with = crew.put(late(MARCH_8.plus(3), Some(1)));
    let kind = OfferKind::SwapForNamed(vec![with]);
    let answer = Answer::YesWith {
        shift: with,
        revision: 0,
    };
    settle(&mut crew, 0, mine, kind, answer);
    let (amal, bo) = (crew.person(0), crew.person(1));
    assert_eq!(thanked(&crew, mine), [Some(bo), None, None]);
    assert_eq!(thanked(&crew, with), [None, Some(amal), None]);
}

#[test]
fn everybody_thanks_who_filled_an_open_shift() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, None));
    let revision = 0;
    crew.act(1, Command::Claim { shift, revision });
    let bo = Some(crew.person(1));
    assert_eq!(thanked(&crew, shift), [bo, None, bo]);
}

#[test]
fn thanks_stand_by_shift_until_they_are_put_away_or_old() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, None));
    let other = crew.put(late(MARCH_8.plus(3), None));
    let (amal, bo, cas) = (crew.person(0), crew.person(1), crew.person(2));
    let revision = 0;
    for shift in [shift, other] {
        crew.act(1, Command::Claim { shift, revision });
    }
    for (at, shift) in [(0, shift), (0, other), (2, shift)] {
        crew.act(at, Command::Thank { person: bo, shift });
    }
    let both = Received {
        shift,
        from: vec![amal, cas],
    };
    let one = Received {
        shift: other,
        from: vec![amal],
    };
    let mut away = BTreeSet::new();
    let found = |away: &BTreeSet<String>, now_ms| received(&crew.team, bo, away, now_ms);
    assert_eq!(found(&away, 0), [both.clone(), one.clone()]);
    assert_eq!(received(&crew.team, amal, &away, 0), []);
    away.extend(both.names());
    assert_eq!(found(&away, 0), [one]);
    assert_eq!(found(&BTreeSet::new(), u64::MAX), []);
}
