//! Cases of local clocks.

use super::*;

fn at(day: i32, minute: i32, offset_min: i16) -> Moment {
    Moment {
        utc_min: day * DAY_MIN + minute - i32::from(offset_min),
        offset_min,
    }
}

#[test]
fn the_clock_changes_where_the_directive_says() {
    // From the Friday before to the Monday after 29 March 2026.
    let span = Span::new(at(20_539, 600, 60), at(20_542, 600, 120)).unwrap();
    let [before, after] = parts(span, span.start().utc_min, span.end().utc_min);
    assert_eq!(before.1, 20_541 * DAY_MIN + 120);
    assert_eq!(after.0, 20_541 * DAY_MIN + 180);
    let nights = minutes_in(before, (0, 360)) + minutes_in(after, (0, 360));
    assert_eq!(nights, 360 + 300 + 360);
}

#[test]
fn elsewhere_it_changes_at_two_by_the_old_clock() {
    // New York, 8 March 2026.
    let span = Span::new(at(20_519, 1380, -300), at(20_520, 420, -240)).unwrap();
    let [before, after] = parts(span, span.start().utc_min, span.end().utc_min);
    assert_eq!(
        (before.1, after.0),
        (20_520 * DAY_MIN + 120, 20_520 * DAY_MIN + 180)
    );
}

#[test]
fn a_window_may_go_past_midnight() {
    assert_eq!(minutes_in((1200, 2000), (1380, 360)), 60 + 360);
    assert_eq!(minutes_in((0, 1440), (1380, 360)), 60 + 360);
    assert_eq!(minutes_in((5, 5), (0, 360)), 0);
}

#[test]
fn weeks_begin_on_monday_and_know_no_new_year() {
    // From 28 December 2026 to 3 January 2027.
    assert_eq!(week_of(20_815), week_of(20_821));
    assert_ne!(week_of(20_821), week_of(20_822));
    assert_eq!(monday(week_of(20_821)), 20_815);
}
