//! Putting shifts in, copying weeks, and taking it back.

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, late, night};

fn kind() -> KindId {
    KindId::from_bytes([3; 16])
}

const NIGHT: (u16, u16) = (23 * 60, 7 * 60);

fn shape((start_min, end_min): (u16, u16)) -> Shape {
    Shape {
        kind: kind(),
        start_min,
        end_min,
        break_min: 0,
    }
}

fn owned(owner: PersonId) -> Place {
    Place {
        owner: Some(owner),
        ..Place::default()
    }
}

/// Carries edits out as the coordinator.
fn write(crew: &mut Crew, edits: &[Edit]) {
    for command in commands(edits) {
        crew.act(0, command);
    }
}

/// Returns everybody's shifts as a planner has them, in order.
fn all(team: &Team) -> Vec<Planned> {
    let mut all: Vec<_> = team.roster.iter().map(Planned::of).collect();
    all.sort();
    all
}

#[test]
fn the_shift_used_last_is_offered_first_then_the_usual_ones() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    for day in 0..3 {
        crew.put(night(MARCH_8.plus(day), Some(0)));
    }
    crew.put(late(MARCH_8, Some(1)));
    let (night, late, day) = (shape(NIGHT), shape((960, 0)), shape((480, 960)));
    assert_eq!(shapes(&crew.team, &[]), [night, late]);
    assert_eq!(shapes(&crew.team, &[day, late]), [late, day, night]);
}

#[test]
fn a_shift_is_put_in_changed_and_taken_out_and_each_can_be_taken_back() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let bo = crew.person(1);
    let before = crew.team.clone();
    let new = planned(&before, MARCH_8, shape(NIGHT), owned(bo)).unwrap();
    write(&mut crew, &[Edit::Add(new)]);
    assert_eq!(all(&crew.team), [new]);

    let first = crew.team.clone();
    let shift = first.roster.iter().next().unwrap();
    let seen = ShiftRef {
        shift: shift.id,
        revision: shift.revision,
    };
    let open = Planned { owner: None, ..new };
    write(&mut crew, &[Edit::Change(seen, open)]);
    assert_eq!(all(&crew.team), [open]);
    let back = undo(&crew.team, &done(&first, &crew.team));
    write(&mut crew, &back);
    assert_eq!(all(&crew.team), [new]);
    assert_eq!(
        undo(&crew.team, &done(&first, &before)),
        [],
        "it is no more what it was"
    );

    let back = undo(&crew.team, &done(&before, &crew.team));
    let second = crew.team.clone();
    write(&mut crew, &back);
    assert_eq!(all(&crew.team), []);
    let back = undo(&crew.team, &done(&second, &crew.team));
    write(&mut crew, &back);
    assert_eq!(all(&crew.team), [new]);
}

#[test]
fn a_week_is_copied_once_and_nobody_works_twice() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let monday = MARCH_8.monday();
    crew.put(night(MARCH_8, Some(0)));
    crew.put(late(monday, Some(1)));
    crew.put(late(monday, None));
    // Bo works at that time two weeks later.
    crew.put(night(monday.plus(13), Some(1)));
    crew.put(late(monday.plus(14), Some(1)));
    let weeks = every(monday.plus(7), 1, monday.plus(20));
    assert_eq!(weeks, [monday.plus(7), monday.plus(14)]);
    let (edits, kept) = copies(&crew.team, monday, &weeks);
    assert_eq!((edits.len(), kept), (5, 1));
    write(&mut crew, &edits);
    assert_eq!(copies(&crew.team, monday, &weeks), (Vec::new(), 6));
    let nights = crew.team.roster.of(Some(crew.person(0)));
    let days: Vec<_> = nights.map(|shift| shift.span.start().day()).collect();
    assert_eq!(days, [MARCH_8, MARCH_8.plus(7), MARCH_8.plus(14)]);
}

#[test]
fn a_pattern_has_an_end() {
    let day = MARCH_8;
    assert_eq!(
        every(day, 2, day.plus(28)),
        [day, day.plus(14), day.plus(28)]
    );
    assert_eq!(every(day, 1, day.plus(-1)), []);
    assert_eq!(every(day, 0, day.plus(7)), [day, day.plus(7)]);
    assert_eq!(every(day, 1, Day(i32::MAX)).len(), 55);
}

#[test]
fn what_can_t_be_is_known_before_it_is_written() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let (amal, bo) = (crew.person(0), crew.person(1));
    crew.rule_law();
    let add = |from: u16, until: u16, day: Day| {
        planned(&crew.team, day, shape((from * 60, until * 60)), owned(bo)).unwrap()
    };
    let device = crew
        .team
        .devices
        .values()
        .find(|device| device.person == amal);
    let me = (amal, device.unwrap().id);
    let long_ago = ruil_core::Moment {
        utc_min: 0,
        offset_min: 0,
    };
    let light = |edits: &[Edit]| {
        let after = after(&crew.team, &commands(edits), me, 0).unwrap();
        let found = ruil_core::assess::assess_by_hand(&crew.team, &after, long_ago);
        (found.light(), found.obstacles.len())
    };
    let one = Edit::Add(add(15, 23, MARCH_8));
    let close = Edit::Add(add(5, 13, MARCH_8.plus(1)));
    let double = Edit::Add(add(14, 22, MARCH_8));
    assert!(light(&[one]).0 < ruil_core::Light::Red);
    assert_eq!(
        light(&[one, close]),
        (ruil_core::Light::Red, 0),
        "too short a rest"
    );
    assert_eq!(
        light(&[one, double]),
        (ruil_core::Light::Red, 1),
        "told once"
    );
    let not_mine = (bo, me.1);
    assert!(after(&crew.team, &commands(&[one]), not_mine, 0).is_err());
}
