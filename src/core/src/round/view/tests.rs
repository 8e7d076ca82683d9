//! What is seen of a round: by one, by all, before it starts, and what could be done.

use super::super::fixture::*;
use super::super::{Finding, NoPlace, readiness, suggestions};
use super::*;
use crate::event::{NewWish, Pattern};
use crate::rules::Rule;
use crate::{Command, Wanted};

/// Three early on Monday, one early on Tuesday, one night on Saturday for a nurse.
fn small() -> Ward {
    let mut night = line(5, NIGHT, 1);
    night.place.needs = Some(0);
    let lines = vec![line(0, EARLY, 3), line(1, EARLY, 1), night];
    Ward::new(Some(24 * 60), &ALL).opens(lines, 1)
}

#[test]
fn my_places_tell_what_each_would_mean_for_me() {
    let mut ward = small();
    let mine = ward.imports(vec![crate::event::NewShift {
        owner: Some(4),
        ..place(1, LATE - 2)
    }]);
    let wish = NewWish {
        what: Wanted::Work,
        shifts: Pattern::default(),
        weight: 2,
        until: None,
    };
    ward.does(4, Command::Wish(wish));
    ward.picks(4, &[0]);
    ward.picks(5, &[0]);
    let seen = my_places(&ward.team, ward.round(), person(4), BEFORE);
    let verdicts: Vec<_> = seen.iter().map(|place| place.verdict).collect();
    assert_eq!(
        verdicts,
        [
            Ok(Light::Unknown),
            Err(NoPlace::Busy(mine[0])),
            Err(NoPlace::Unqualified(NURSE)),
        ]
    );
    assert_eq!(seen[0].mine, Some(Mine::Picked { joker: false }));
    assert_eq!(seen[0].level, Level { count: 3, taken: 2 });
    assert_eq!((seen[0].wish, seen[0].burden_min), (2, 0));
    assert_eq!((seen[2].light(), seen[2].burden_min), (Light::Red, 480));
    assert_eq!(
        my_hours(&ward.team, ward.round(), person(4)).placed_min,
        450
    );
}

#[test]
fn my_other_picks_count_for_the_light() {
    let lines = vec![
        line(0, LATE, 1),
        line(1, EARLY - 2, 1),
        line(1, EARLY - 2, 1),
    ];
    let mut ward = Ward::new(None, &ALL).opens(lines, 0);
    let light = |ward: &Ward| my_places(&ward.team, ward.round(), person(3), BEFORE)[1].verdict;
    assert!(light(&ward).is_ok());
    ward.picks(3, &[0]);
    assert!(matches!(
        light(&ward),
        Err(NoPlace::Law(Rule::DailyRest | _))
    ));
}

#[test]
fn staffing_is_under_right_or_over() {
    for (taken, staffing) in [
        (1, Staffing::Under(1)),
        (2, Staffing::Right),
        (4, Staffing::Over(2)),
    ] {
        assert_eq!(Level { count: 2, taken }.staffing(), staffing);
    }
    let mut ward = small();
    for who in [3, 4, 5, 6] {
        ward.picks(who, &[0]);
    }
    let found = super::staffing(ward.round());
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.line, one.level.staffing()))
        .collect();
    let expected = [
        (0, Staffing::Over(1)),
        (1, Staffing::Under(1)),
        (2, Staffing::Under(1)),
    ];
    assert_eq!(found, expected);
}

#[test]
fn progress_counts_and_names_nobody() {
    // Four weeks of 1 hour and 52 minutes a week: one place is all of it.
    let lines = vec![line(0, EARLY, 9), line(1, EARLY, 9)];
    let mut ward = Ward::new(Some(113), &ALL).opens(lines, 0);
    for who in 0..3 {
        ward.picks(who, &[0]);
    }
    let found = progress(&ward.team, ward.round());
    assert_eq!((found.people, found.begun, found.done), (9, 3, 3));
    assert_eq!((found.placed_min, found.target_min), (3 * 450, 9 * 452));
    assert_eq!(found.quartiles, [0, 0, 99]);
}

#[test]
fn a_round_is_ready_or_says_why_not() {
    let days = (MONDAY, MONDAY.plus(27));
    // Nine people for four weeks of 5 hours: 180 hours, and 60 of the nurses.
    let ward = Ward::new(Some(300), &ALL);
    let of = |lines: Vec<crate::event::NewLine>| readiness(&ward.team, days, &demand(lines));
    let of_nurses = |day: i32, count: u8| {
        let mut line = line(day, EARLY, count);
        line.place.needs = Some(0);
        line
    };
    assert_eq!(of(Vec::new()), [Finding::Nothing]);
    let weeks = |count: u8| (0..24).map(move |day| line(day, EARLY, count)).collect();
    assert_eq!(of(weeks(1)), [], "24 × 7.5 hours are 180");
    let short = Finding::TooFewHours {
        needs: None,
        demanded_min: 2 * 10_800,
        there_min: 10_800,
        unknown: 0,
    };
    assert_eq!(of(weeks(2)), [short]);
    let people = Finding::TooFewPeople {
        kind: KIND,
        needs: Some(NURSE),
        day: MONDAY.plus(1),
        places: 4,
        people: 3,
    };
    let found = of(vec![of_nurses(0, 2), of_nurses(1, 4)]);
    assert_eq!(found[0], people);
    assert!(matches!(found[1], Finding::TooManyHours { .. }));
    let hours = of((0..9).map(|day| of_nurses(day, 1)).collect());
    let of_nurses = Finding::TooFewHours {
        needs: Some(NURSE),
        demanded_min: 9 * 450,
        there_min: 3_600,
        unknown: 0,
    };
    assert!(hours.contains(&of_nurses), "{hours:?}");
    let unknown = Ward::new(None, &ALL);
    let found = readiness(&unknown.team, days, &demand(weeks(1)));
    assert!(found.contains(&Finding::NoContract { people: 9 }));
    assert!(!found.iter().any(Finding::is_grave));
}

#[test]
fn who_would_lose_a_contest_is_told_what_else_there_is() {
    let lines = vec![line(0, EARLY, 1), line(2, EARLY, 1)];
    let mut ward = Ward::new(Some(24 * 60), &ALL).opens(lines, 1);
    ward.picks(3, &[0]);
    ward.does(4, ward.pick(0, true));
    ward.moves_on();
    let told = suggestions(&ward.team, ward.round(), person(3), BEFORE);
    assert_eq!((told[0].gives, told[0].takes), (Some(0), Some(1)));
    assert_eq!(told[0].why.over, Some(Level { count: 1, taken: 2 }));
    let joker = suggestions(&ward.team, ward.round(), person(4), BEFORE);
    assert!(joker.iter().all(|one| one.gives.is_none()), "{joker:?}");
    // Whatever is suggested can be done.
    for (who, told) in [(3, told), (4, joker)] {
        for one in told {
            let mut ward = ward_with_picks();
            let command = Command::Pick(crate::NewPick {
                round: ward.round,
                line: one.takes.unwrap(),
                joker: false,
                instead_of: one.gives,
            });
            ward.does(who, command);
        }
    }
    ward.moves_on();
    assert_eq!(suggestions(&ward.team, ward.round(), person(3), BEFORE), []);
}

fn ward_with_picks() -> Ward {
    let lines = vec![line(0, EARLY, 1), line(2, EARLY, 1)];
    let mut ward = Ward::new(Some(24 * 60), &ALL).opens(lines, 1);
    ward.picks(3, &[0]);
    ward.does(4, ward.pick(0, true));
    ward.moves_on();
    ward
}
