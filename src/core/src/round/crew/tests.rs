//! What the team asks of those who work together counts for a round's places, and so does its notice.

use super::super::fixture::*;
use super::super::{NoPlace, my_places, propose};
use super::*;
use crate::Command;
use crate::event::{NewShift, TeamRules, Terms};
use crate::rules::Age;

fn one_nurse() -> TeamRules {
    TeamRules {
        mix: vec![Mix {
            kind: KIND,
            qualification: NURSE,
            at_least: 1,
        }],
        ..TeamRules::default()
    }
}

/// Two early places on Monday, of which a nurse must have one.
fn ward() -> Ward {
    let mut ward = Ward::new(Some(24 * 60), &ALL).opens(vec![line(0, EARLY, 2)], 0);
    ward.rules(one_nurse());
    ward
}

fn light(ward: &Ward, who: u8, now: Moment) -> Result<Light, NoPlace> {
    my_places(&ward.team, ward.round(), person(who), now)[0].verdict
}

fn caution(ward: &Ward, who: u8, now: Moment) -> Option<Caution> {
    my_places(&ward.team, ward.round(), person(who), now)[0].caution
}

#[test]
fn the_last_place_without_a_nurse_needs_a_word() {
    let mut ward = ward();
    let calm = Ok(Light::Unknown);
    assert_eq!(light(&ward, 3, BEFORE), calm, "a nurse can take the other");
    ward.picks(4, &[0]);
    assert_eq!(light(&ward, 3, BEFORE), Ok(Light::Amber));
    assert_eq!(caution(&ward, 3, BEFORE), Some(Caution::Lacks(NURSE)));
    assert_eq!(caution(&ward, 1, BEFORE), None);
    assert_eq!(light(&ward, 1, BEFORE), calm, "a nurse is what is needed");
    ward.picks(1, &[0]);
    assert_eq!(
        light(&ward, 3, BEFORE),
        calm,
        "whoever else gets it, there is one"
    );
}

#[test]
fn a_nurse_of_the_roster_beside_it_is_enough() {
    let mut ward = ward();
    ward.picks(4, &[0]);
    ward.imports(vec![NewShift {
        owner: Some(2),
        ..place(0, EARLY)
    }]);
    assert_eq!(light(&ward, 3, BEFORE), Ok(Light::Unknown));
}

#[test]
fn what_comes_too_soon_needs_a_word() {
    let mut ward = ward();
    ward.rules(TeamRules {
        notice_min: 2 * 1_440,
        ..TeamRules::default()
    });
    let start = ward.round().line(0).unwrap().span.start();
    let before = |min: i32| Moment {
        utc_min: start.utc_min - min,
        ..start
    };
    assert_eq!(light(&ward, 3, before(2 * 1_440)), Ok(Light::Unknown));
    let too_soon = before(2 * 1_440 - 1);
    assert_eq!(light(&ward, 3, too_soon), Ok(Light::Amber));
    assert_eq!(caution(&ward, 3, too_soon), Some(Caution::Soon));
}

#[test]
fn more_than_the_team_allows_in_a_week_needs_a_word() {
    let mut ward = Ward::new(Some(24 * 60), &ALL);
    ward = ward.opens((0..4).map(|day| line(day, EARLY, 2)).collect(), 0);
    ward.rules(TeamRules {
        extra_min_max: Some(0),
        ..TeamRules::default()
    });
    ward.picks(3, &[1, 2, 3]);
    assert_eq!(light(&ward, 3, BEFORE), Ok(Light::Amber));
    assert_eq!(caution(&ward, 3, BEFORE), Some(Caution::Week));
}

#[test]
fn a_proposal_gives_a_place_to_a_nurse_who_is_a_little_dearer() {
    let owners = |ward: &Ward| -> Vec<_> {
        let proposal = propose(&ward.team, ward.round());
        let owners = proposal.given.iter().map(|given| given.shift.owner);
        assert!(owners.clone().all(|owner| owner.is_some()));
        owners.flatten().collect()
    };
    let is_nurse = |owner: &PersonId| (0..3).any(|nth| person(nth) == *owner);
    let mut ward = ward();
    for nth in 0..3 {
        let terms = Terms {
            age: Age::From18,
            contract_min: Some(23 * 60),
        };
        let person = person(nth);
        ward.does(0, Command::SetTerms { person, terms });
    }
    assert_eq!(owners(&ward).iter().filter(|one| is_nurse(one)).count(), 1);
    assert_eq!(propose(&ward.team, ward.round()).score.amber, 0);

    let mut free = ward;
    free.rules(TeamRules::default());
    assert!(!owners(&free).iter().any(is_nurse), "nobody asks for one");

    free.rules(one_nurse());
    let nights = (0..3).map(|owner| NewShift {
        owner: Some(owner),
        ..place(-1, NIGHT)
    });
    free.imports(nights.collect());
    assert!(!owners(&free).iter().any(is_nurse));
    assert_eq!(propose(&free.team, free.round()).score.amber, 1);
}
