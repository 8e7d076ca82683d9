//! Times in every usual spelling, and what is no time.

use super::range::Range;
use super::*;

#[test]
fn times_are_read_in_every_spelling() {
    let cases = [
        ("7:00", 420),
        ("07:00:00", 420),
        ("07:00:00.000", 420),
        ("0700", 420),
        ("700", 420),
        ("7", 420),
        ("7.00", 420),
        ("7u30", 450),
        ("7u", 420),
        ("7h30", 450),
        ("7 uur", 420),
        ("07.00 Uhr", 420),
        ("7:30 AM", 450),
        ("12:00 am", 0),
        ("12:30 p.m.", 750),
        ("11:15pm", 1395),
        ("24:00", 1440),
        ("23:59:59", 1440),
        ("00:00", 0),
        ("T22:45", 1365),
        ("07:00:00+01:00", 420),
        ("07:00Z", 420),
    ];
    for (text, minute) in cases {
        let clock = time(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((clock.minute, clock.odd), (minute, false), "{text}");
    }
}

#[test]
fn doubtful_spellings_are_read_and_marked() {
    for (text, minute) in [
        ("7,5", 450),
        ("7,25", 435),
        ("7,30", 450),
        ("7.5", 450),
        ("0,2916667", 420),
    ] {
        let clock = time(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!((clock.minute, clock.odd), (minute, true), "{text}");
    }
}

#[test]
fn what_is_no_time_is_none() {
    for text in [
        "", "25:00", "7:60", "15:3", "24:30", "abc", "-", "12345", "13:00 pm", "7:", ":30", "3-3",
        "0,99a",
    ] {
        assert_eq!(time(text), None, "{text}");
    }
}

#[test]
fn ranges_are_found_with_the_text_around_them() {
    let cases = [
        ("07:00-15:30", 420, 930, ""),
        ("07:00 – 15:30", 420, 930, ""),
        ("7-15", 420, 900, ""),
        ("7:30-16", 450, 960, ""),
        ("22:45 tot 07:15", 1365, 435, ""),
        ("vroeg 07:00-15:30", 420, 930, "vroeg"),
        ("V (07:00 - 15:30)", 420, 930, "V"),
        ("7.00-15.30 uur", 420, 930, ""),
        ("7:00 AM - 3:00 PM", 420, 900, ""),
        ("0700-1530", 420, 930, ""),
        ("7u30-16u", 450, 960, ""),
        ("07:00-07:00", 420, 420, ""),
        ("16:00-24:00 laat lang", 960, 1440, "laat lang"),
    ];
    for (text, start_min, end_min, rest) in cases {
        let found = range(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(
            found,
            Range {
                start_min,
                end_min,
                rest: rest.to_owned()
            },
            "{text}"
        );
    }
    for text in [
        "1-2",
        "3/3",
        "V/L",
        "3-3-2025",
        "2025-03-03",
        "ma 3-3",
        "V-L",
        "",
    ] {
        assert_eq!(range(text), None, "{text}");
    }
}

#[test]
fn lengths_are_read_as_hours_or_minutes() {
    let cases = [
        ("8,5", None, Some(510)),
        ("8.50", None, Some(510)),
        ("8:30", None, Some(510)),
        ("8u30", None, Some(510)),
        ("8 uur 30", None, Some(510)),
        ("510", None, Some(510)),
        ("30", Some(true), Some(30)),
        ("30 min", None, Some(30)),
        ("0,5", Some(false), Some(30)),
        ("-1", None, None),
        ("x", None, None),
        ("NaN", None, None),
        ("inf", None, None),
    ];
    for (text, in_minutes, minutes) in cases {
        assert_eq!(length(text, in_minutes), minutes, "{text}");
    }
}

#[test]
fn a_cell_may_hold_date_and_time() {
    let cases = [
        ("2025-03-03T07:00:00+01:00", Some("2025-03-03"), Some(420)),
        ("03-03-2025 07:00", Some("03-03-2025"), Some(420)),
        ("03/03/2025 7:00:00 PM", Some("03/03/2025"), Some(1140)),
        ("ma 3 maart 2025 07:00", Some("ma 3 maart 2025"), Some(420)),
        ("20250303T070000Z", Some("20250303"), Some(420)),
        ("07:00 03-03-2025", Some("03-03-2025"), Some(420)),
        ("3 maart 2025", Some("3 maart 2025"), None),
        ("07:00", None, Some(420)),
        (
            "Tue, 04 Mar 2025 07:00:00 +0100",
            Some("Tue, 04 Mar 2025"),
            Some(420),
        ),
    ];
    for (text, date, minute) in cases {
        let found = stamp(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(
            (found.date, found.clock.map(|clock| clock.minute)),
            (date, minute),
            "{text}"
        );
    }
    assert_eq!(stamp("straks"), None);
}
