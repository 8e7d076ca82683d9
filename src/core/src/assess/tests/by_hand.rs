//! The team's own rules, where a roster is written by hand and where a round's places are thought of.

use super::*;
use crate::assess::{Outlook, TeamBreach, assess_by_hand};
use crate::time::Moment;

/// Long before anything that is written.
const EARLY: Moment = moment(-30, 0);

/// Writes shifts into the ward's roster and returns what the team's own rules say of it.
fn written(ward: &mut Ward, shifts: &[(u16, i32, i32)], now: Moment) -> Vec<TeamBreach> {
    let before = ward.team.clone();
    let new = |(owner, day, hour): &(u16, i32, i32)| fixture::shift(*day, *hour, 8, Some(*owner));
    let import = fixture::roster(&PEOPLE, shifts.iter().map(new).collect());
    assert_eq!(ward.act(ANN, import), Outcome::Applied);
    let found = assess_by_hand(&before, &ward.team, now);
    assert_eq!(found.light() >= Light::Amber, !found.team.is_empty());
    found.team
}

fn with_contract(ward: &mut Ward, person: PersonId, contract_min: u16) {
    let terms = Terms {
        contract_min: Some(contract_min),
        ..Terms::default()
    };
    let set = ward.act(ANN, Command::SetTerms { person, terms });
    assert_eq!(set, Outcome::Applied);
}

#[test]
fn a_shift_written_without_the_nurse_it_needs_is_told_of_once() {
    let mut ward = Ward::new(&[(1, 0, 15, 8)]);
    let (person, qualifications) = (BEN, vec![NURSE]);
    let set = ward.act(
        ANN,
        Command::Qualify {
            person,
            qualifications,
        },
    );
    assert_eq!(set, Outcome::Applied);
    ward.rule(TeamRules {
        mix: vec![Mix {
            kind: KIND,
            qualification: NURSE,
            at_least: 1,
        }],
        ..law()
    });
    assert_eq!(written(&mut ward, &[(2, 0, 15)], EARLY), [], "Ben is there");
    let alone = written(&mut ward, &[(2, 2, 15), (3, 2, 15)], EARLY);
    assert!(
        matches!(
            alone[..],
            [TeamBreach::Mix {
                had: 0,
                needs: 1,
                ..
            }]
        ),
        "{alone:?}"
    );
    assert_eq!(
        written(&mut ward, &[(0, 2, 15)], EARLY),
        [],
        "it is no worse"
    );
}

#[test]
fn what_comes_too_late_is_told_and_what_is_over_is_not() {
    let mut ward = Ward::new(&[(1, 0, 15, 8)]);
    ward.rule(TeamRules {
        notice_min: 2 * 24 * 60,
        ..law()
    });
    assert_eq!(written(&mut ward, &[(2, 4, 7)], moment(1, 0)), []);
    let late = written(&mut ward, &[(2, 6, 7)], moment(5, 7));
    let [
        TeamBreach::TooLate {
            left_min,
            notice_min,
            ..
        },
    ] = late[..]
    else {
        panic!("{late:?}");
    };
    assert_eq!((left_min, notice_min), (24 * 60, 2 * 24 * 60));
    assert_eq!(written(&mut ward, &[(3, 6, 7)], moment(7, 0)), []);
}

#[test]
fn hours_above_the_contract_are_told_by_the_week_and_in_a_round_too() {
    let mut ward = Ward::new(&[(1, 1, 8, 8), (0, 3, 8, 8), (0, 8, 8, 8)]);
    ward.rule(TeamRules {
        extra_min_max: Some(60),
        ..law()
    });
    with_contract(&mut ward, BEN, 8 * 60);
    let outlook = Outlook::of(&ward.team, BEN, (moment(0, 0).day(), moment(13, 0).day()));
    let fits = |shift: &Shift, but: &[ShiftId]| outlook.fits(&ward.team, shift, but).unwrap();
    let [own, same_week, next_week] = [0, 1, 2].map(|index| ward.shift(index).clone());
    assert_eq!(fits(&same_week, &[]), Light::Amber);
    assert!(
        fits(&same_week, &[own.id]) < Light::Amber,
        "one for the other"
    );
    assert!(fits(&next_week, &[]) < Light::Amber);

    assert_eq!(written(&mut ward, &[(1, 9, 8)], EARLY), []);
    let extra = written(&mut ward, &[(1, 5, 8)], EARLY);
    let [
        TeamBreach::Extra {
            person,
            had_min,
            max_min,
            ..
        },
    ] = extra[..]
    else {
        panic!("{extra:?}");
    };
    assert_eq!((person, had_min, max_min), (BEN, 15 * 60, 9 * 60));
}
