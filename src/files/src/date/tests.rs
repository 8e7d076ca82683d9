//! Dates in every usual spelling, and what is no date.

use super::*;
use jiff::civil::date;

fn first(text: &str) -> Option<Date> {
    resolved(
        written_or_serial(text)?.day,
        DateOrder::DayFirst,
        Some(2025),
    )
}

#[test]
fn dates_are_read_in_every_spelling() {
    let texts = [
        "03-03-2025",
        "3-3-2025",
        "3-3-25",
        "03/03/2025",
        "3.3.2025",
        "2025-03-03",
        "2025/03/03",
        "20250303",
        "03032025",
        "3 maart 2025",
        "ma 3 mrt 2025",
        "Mon, 03 Mar 2025",
        "Mar 3, 2025",
        "March 3rd, 2025",
        "3. März 2025",
        "03-mrt-25",
        "ma 3-3",
        "ma. 3/3",
        "maandag 3 maart",
        "3.3.",
        "Mo 3.3.",
        "ma3-3",
        "45719",
        "45719.0",
        "3 mrt '25",
    ];
    for text in texts {
        assert_eq!(first(text), Some(date(2025, 3, 3)), "{text}");
    }
}

#[test]
fn the_order_decides_between_day_and_month() {
    let day = written("03/04/2025").unwrap().day;
    assert_eq!(
        resolved(day, DateOrder::DayFirst, None),
        Some(date(2025, 4, 3))
    );
    assert_eq!(
        resolved(day, DateOrder::MonthFirst, None),
        Some(date(2025, 3, 4))
    );
    let day = written("25-03-04").unwrap().day;
    assert_eq!(
        resolved(day, DateOrder::YearFirst, None),
        Some(date(2025, 3, 4))
    );
}

#[test]
fn numbers_and_weekdays_stay_what_they_are() {
    assert_eq!(written("3").unwrap().day, Day::Number(3));
    let tuesday = written("di").unwrap();
    assert_eq!(
        (tuesday.weekday, tuesday.day),
        (Some(Weekday::Tuesday), Day::None)
    );
    assert_eq!(written("za 1").unwrap().weekday, Some(Weekday::Saturday));
}

#[test]
fn what_is_no_date_is_none() {
    for text in [
        "",
        "V3",
        "32",
        "0",
        "31-02-2025",
        "13-13-2025",
        "07:00",
        "8,5",
        "Jan Mei",
        "3-3-2025 07:00",
        "1234567",
        "week 3",
        "3 3",
    ] {
        let date = written(text).and_then(|written| match written.day {
            Day::Number(_) | Day::None => Some(jiff::civil::Date::ZERO),
            day => resolved(day, DateOrder::DayFirst, Some(2025)),
        });
        assert_eq!(date, None, "{text}");
    }
}
