//! Days and dates as rosters write them.

use super::*;
use jiff::civil::date;

fn order(texts: &[&str]) -> Order {
    order_of(texts.iter().copied(), &Guide::default())
}

#[test]
fn one_impossible_month_proves_the_order_of_all() {
    assert_eq!(
        order(&["03/04/2025", "25/04/2025"]),
        Order {
            order: DateOrder::DayFirst,
            doubt: None
        }
    );
    assert_eq!(
        order(&["03/04/2025", "04/25/2025"]),
        Order {
            order: DateOrder::MonthFirst,
            doubt: None
        }
    );
}

#[test]
fn without_proof_the_dates_that_lie_together_win_and_the_doubt_is_told() {
    let american = order(&["03/03/2025", "03/04/2025", "03/05/2025", "03/09/2025"]);
    assert_eq!(
        american,
        Order {
            order: DateOrder::MonthFirst,
            doubt: Some("03/04/2025".into())
        }
    );
    let dutch = order(&["03/03/2025", "04/03/2025", "09/03/2025"]);
    assert_eq!(
        dutch,
        Order {
            order: DateOrder::DayFirst,
            doubt: Some("04/03/2025".into())
        }
    );
    assert_eq!(
        order(&["03-04-2025"]),
        Order {
            order: DateOrder::DayFirst,
            doubt: None
        }
    );
}

#[test]
fn titles_tell_the_time_of_the_table() {
    let read = |text| Anchor::read(text, DateOrder::DayFirst);
    let range = read("Rooster Linde 3-3-2025 t/m 27-4-2025");
    assert_eq!(
        (range.from, range.until),
        (Some(date(2025, 3, 3)), Some(date(2025, 4, 27)))
    );
    let last = read("3 maart t/m 27 april 2025");
    assert_eq!(
        (last.from, last.until, last.year),
        (None, Some(date(2025, 4, 27)), Some(2025))
    );
    let month = read("Rooster Maart 2025");
    assert_eq!((month.month, month.year), (Some(3), Some(2025)));
    assert_eq!(read("planning 03-2025").month, Some(3));
    assert_eq!(read("Rooster maart/april 2025").month, Some(3));
    assert_eq!(read("Week 10, 2025").monday, Some(date(2025, 3, 3)));
    assert_eq!(read("2025-W10").monday, Some(date(2025, 3, 3)));
    assert_eq!(read("Rooster woning Linde"), Anchor::default());
}

#[test]
fn days_without_a_year_get_the_one_that_fits_the_title() {
    let anchor = Anchor::read("29-12-2025 t/m 25-1-2026", DateOrder::DayFirst);
    assert_eq!(anchor.year_for(12, 30, true), Some(2025));
    assert_eq!(anchor.year_for(1, 24, true), Some(2026));
    let until = Anchor::read("29-12 t/m 25-1-2026", DateOrder::DayFirst);
    assert_eq!(
        [until.year_for(12, 30, true), until.year_for(1, 24, true)],
        [Some(2025), Some(2026)]
    );
    let hint = Anchor {
        year: Some(2025),
        ..Anchor::default()
    };
    assert_eq!(
        [hint.year_for(12, 30, true), hint.year_for(1, 2, true)],
        [Some(2025), Some(2026)]
    );
    assert_eq!(hint.year_for(1, 2, false), Some(2025));
    assert_eq!(Anchor::default().year_for(1, 2, false), None);
}
