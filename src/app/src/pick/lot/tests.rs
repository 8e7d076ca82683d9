//! Cutting a shift, and which shifts go together.

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, Put, late, night};

fn shift(crew: &Crew, id: ShiftId) -> Shift {
    crew.team.roster.get(id).unwrap().clone()
}

#[test]
fn both_parts_of_a_cut_are_three_hours_at_least() {
    let mut crew = Crew::of(&["Amal"]);
    let id = crew.put(late(MARCH_8, Some(0)));
    let span = shift(&crew, id).span;
    let hours = |side, handover_min| -> Vec<i32> {
        let cuts = cuts(span, side, handover_min);
        let since = cuts.iter().map(|at| at.utc_min - span.start().utc_min);
        since.collect()
    };
    assert_eq!(hours(Side::First, 0), [180, 210, 240, 270, 300]);
    assert_eq!(hours(Side::Last, 0), [180, 210, 240, 270, 300]);
    assert_eq!(
        hours(Side::First, 30),
        [180, 210, 240, 270, 300, 330],
        "what is worked together counts for both"
    );
    let at = cuts(span, Side::Last, 0)[0];
    let part = cut(span, asked(span, Side::Last, at, 0)).unwrap();
    assert_eq!((part.taken.len_min(), part.kept.len_min()), (300, 180));
    assert!(can_be_cut(span));

    let short = Span::new(span.start(), at).unwrap();
    assert!(!can_be_cut(short) && cuts(short, Side::First, 0).is_empty());
}

#[test]
fn the_halves_of_a_broken_shift_find_each_other() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let half = |start_min| Put {
        start_min,
        len_min: 4 * 60,
        ..late(MARCH_8, Some(0))
    };
    let morning = crew.put(half(7 * 60));
    let evening = crew.put(half(16 * 60));
    crew.put(late(MARCH_8, Some(1)));
    let other = |crew: &Crew, id| other_half(&crew.team, &shift(crew, id)).map(|other| other.id);
    assert_eq!(other(&crew, morning), Some(evening));
    assert_eq!(other(&crew, evening), Some(morning));

    let early = crew.put(Put {
        start_min: 7 * 60,
        ..late(MARCH_8.plus(2), Some(0))
    });
    crew.put(night(MARCH_8.plus(2), Some(0)));
    assert_eq!(other(&crew, early), None, "a rest lies between");
}

#[test]
fn what_goes_together_is_mine_and_ahead() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let first = crew.put(late(MARCH_8, Some(0)));
    let next = crew.put(late(MARCH_8.plus(1), Some(0)));
    crew.put(late(MARCH_8.plus(1), Some(1)));
    crew.put(late(MARCH_8.plus(40), Some(0)));
    crew.put(late(MARCH_8.plus(-3), Some(0)));
    let now = Crew::noon(MARCH_8);
    let found = together(&crew.team, &shift(&crew, first), now);
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [next]);

    let lot = Lot {
        shift: shift(&crew, first),
        more: found,
        part: None,
    };
    let change = lot.change(crew.person(1), None);
    let moved: Vec<_> = change.handovers().iter().map(|one| one.shift).collect();
    assert_eq!(moved, [first, next]);
    assert!(!lot.is_whole() && Lot::whole(shift(&crew, first)).is_whole());
}
