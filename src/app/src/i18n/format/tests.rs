//! What is written for known days and times.

use super::*;

const BOTH: [Lang; 2] = [Lang::Dutch, Lang::English];

fn date_of(year: i32, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).unwrap()
}

fn at(day: Day, hour: i32, minute: i32, offset_min: i16) -> Moment {
    let local_min = day.0 * DAY_MIN + hour * HOUR_MIN + minute;
    Moment {
        utc_min: local_min - i32::from(offset_min),
        offset_min,
    }
}

#[test]
fn days_in_both_languages() {
    let monday = date_of(2025, 3, 3);
    assert_eq!(
        BOTH.map(|lang| day(lang, monday)),
        ["ma 3 maart", "Mon 3 March"]
    );
    assert_eq!(
        BOTH.map(|lang| day_full(lang, monday)),
        ["maandag 3 maart 2025", "Monday 3 March 2025"],
    );
    assert_eq!(
        BOTH.map(|lang| month_year(lang, monday)),
        ["maart 2025", "March 2025"]
    );
    assert_eq!(BOTH.map(|lang| month_short(lang, monday)), ["mrt", "Mar"]);
}

#[test]
fn every_weekday_and_month_has_names_of_its_own() {
    for lang in BOTH {
        let week = (0..7).map(|ahead| date_of(2025, 3, 3).plus(ahead).weekday());
        let year = (1..=12).map(|month| date_of(2025, month, 15));
        let mut names: Vec<_> = week.clone().map(|day| weekday(lang, day)).collect();
        names.extend(year.clone().map(|day| month(lang, day)));
        assert_all_differ(names);
        let mut short: Vec<_> = week.map(|day| weekday_short(lang, day)).collect();
        short.extend(year.map(|day| month_short(lang, day)));
        assert_all_differ(short);
    }
}

fn assert_all_differ(names: Vec<&str>) {
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), names.len(), "{names:?}");
}

#[test]
fn a_stretch_of_days_says_only_what_changes() {
    let days = |from, to| BOTH.map(|lang| days(lang, from, to));
    assert_eq!(
        days(date_of(2025, 3, 17), date_of(2025, 3, 23)),
        ["17–23 maart", "17–23 March"],
    );
    assert_eq!(
        days(date_of(2025, 3, 31), date_of(2025, 4, 6)),
        ["31 maart – 6 april", "31 March – 6 April"],
    );
    assert_eq!(
        days(date_of(2025, 12, 29), date_of(2026, 1, 4)),
        [
            "29 december 2025 – 4 januari 2026",
            "29 December 2025 – 4 January 2026"
        ],
    );
    assert_eq!(
        days(date_of(2025, 5, 1), date_of(2025, 5, 1)),
        ["1 mei", "1 May"]
    );
}

#[test]
fn weeks_are_numbered_by_iso_8601() {
    assert_eq!(week(Lang::Dutch, date_of(2025, 3, 17)), "week 12");
    assert_eq!(week(Lang::English, date_of(2027, 1, 1)), "week 53");
}

#[test]
fn days_nearby_have_words() {
    let today = date_of(2025, 3, 1);
    let near = |ahead| BOTH.map(|lang| near_day(lang, today.plus(ahead), today));
    assert_eq!(near(0), ["vandaag", "today"]);
    assert_eq!(near(1), ["morgen", "tomorrow"]);
    assert_eq!(near(-1), ["gisteren", "yesterday"]);
    assert_eq!(near(2), ["ma 3 maart", "Mon 3 March"]);
    assert_eq!(near(-2), ["do 27 februari", "Thu 27 February"]);
}

#[test]
fn times_are_wall_times() {
    let day = date_of(2025, 3, 29);
    let early = Span::new(at(day, 7, 0, 60), at(day, 15, 30, 60)).unwrap();
    assert_eq!(times(early), "07:00–15:30");
    let over_the_clock_change = Span::new(at(day, 22, 45, 60), at(day.plus(1), 7, 15, 120));
    assert_eq!(times(over_the_clock_change.unwrap()), "22:45–07:15");
}

#[test]
fn lengths_in_hours_and_minutes() {
    let length = |len_min| BOTH.map(|lang| length(lang, len_min));
    assert_eq!(length(510), ["8 uur 30", "8 h 30"]);
    assert_eq!(length(485), ["8 uur 05", "8 h 05"]);
    assert_eq!(length(480), ["8 uur", "8 h"]);
    assert_eq!(length(45), ["45 min", "45 min"]);
    assert_eq!(length(0), ["0 min", "0 min"]);
    assert_eq!(length(-5), ["0 min", "0 min"]);
}

#[test]
fn the_past_in_words_up_to_a_week() {
    let now = at(date_of(2026, 1, 5), 12, 0, 60);
    let ago = |past_min| {
        BOTH.map(|lang| {
            ago(
                lang,
                Moment {
                    utc_min: now.utc_min - past_min,
                    ..now
                },
                now,
            )
        })
    };
    assert_eq!(ago(0), ["zojuist", "just now"]);
    assert_eq!(
        ago(-30),
        ["zojuist", "just now"],
        "another clock is ahead of ours"
    );
    assert_eq!(ago(1), ["1 minuut geleden", "1 minute ago"]);
    assert_eq!(ago(59), ["59 minuten geleden", "59 minutes ago"]);
    assert_eq!(ago(60), ["1 uur geleden", "1 hour ago"]);
    assert_eq!(ago(DAY_MIN - 1), ["23 uur geleden", "23 hours ago"]);
    assert_eq!(ago(DAY_MIN), ["1 dag geleden", "1 day ago"]);
    assert_eq!(ago(WEEK_MIN - 1), ["6 dagen geleden", "6 days ago"]);
    assert_eq!(ago(WEEK_MIN), ["29 december 2025", "29 December 2025"]);
    assert_eq!(ago(4 * DAY_MIN), ["4 dagen geleden", "4 days ago"]);
}

#[test]
fn a_date_of_this_year_needs_no_year() {
    let now = at(date_of(2025, 3, 20), 12, 0, 60);
    let then = at(date_of(2025, 3, 3), 23, 59, 60);
    assert_eq!(
        BOTH.map(|lang| ago(lang, then, now)),
        ["3 maart", "3 March"]
    );
}

#[test]
fn a_deadline_names_its_day_unless_that_is_today() {
    let today = Day::from_ymd(2026, 5, 11).unwrap();
    let at = |days: i32| Moment {
        utc_min: (today.0 + days) * 24 * 60 + 12 * 60,
        offset_min: 120,
    };
    for (days, text) in [(0, "14:00"), (1, "morgen 14:00"), (4, "vr 15 mei 14:00")] {
        assert_eq!(when(Lang::Dutch, at(days), today), text);
    }
}

#[test]
fn two_numbers_are_told_apart_with_as_few_decimals_as_it_takes() {
    for (one, other, dutch) in [
        (800, 1_300, ("0,8", "1,3")),
        (810, 840, ("0,81", "0,84")),
        (811, 812, ("0,811", "0,812")),
        (800, 800, ("0,8", "0,8")),
        (12_049, 96, ("12,0", "0,1")),
    ] {
        let (one, other) = thousandths(Lang::Dutch, one, other);
        assert_eq!((one.as_str(), other.as_str()), dutch);
    }
    assert_eq!(thousandths(Lang::English, 800, 1_300).0, "0.8");
}

#[test]
fn a_date_field_is_read_as_it_was_written() {
    let day = Day::from_ymd(2026, 5, 9).unwrap();
    assert_eq!(iso(day), "2026-05-09");
    assert_eq!(parse_day(&iso(day)), Some(day));
    for none in ["", "2026-02-30", "9 mei", "2026-05"] {
        assert_eq!(parse_day(none), None, "{none}");
    }
}

#[test]
fn of_a_hundred_there_is_a_decimal_below_ten() {
    for (thousandths, text) in [
        (0, "0"),
        (4, "0,4"),
        (75, "7,5"),
        (99, "9,9"),
        (100, "10"),
        (224, "22"),
        (226, "23"),
        (1_333, "133"),
    ] {
        assert_eq!(per_hundred(Lang::Dutch, thousandths), text);
    }
}
