//! The runner on small cases of its own.

use super::*;
use serde_json::json;

/// A late and an early with a rest of `minutes` after 23:00, in one zone.
fn case(zone: &str, start: &str, expect: &str, violated: &[&str]) -> Value {
    json!({
        "id": "x", "rule": "daily_rest", "country": "NL", "timezone": zone,
        "employee": {"age": 30}, "options": {"shortening": false},
        "shifts": [{"start": "2026-03-02T14:30", "end": "2026-03-02T23:00", "break_minutes": 30}],
        "add": {"start": start, "end": "2026-03-03T18:30", "break_minutes": 30},
        "expect": expect, "violated_rules": violated, "ambiguous_rules": [],
    })
}

#[test]
fn right_answers_pass_and_wrong_ones_do_not() {
    for zone in ["Europe/Amsterdam", "Europe/London", "America/New_York"] {
        let (fine, short) = ("2026-03-03T10:00", "2026-03-03T09:59");
        assert_eq!(answered(&case(zone, fine, "ok", &[])), Ok(()));
        assert_eq!(
            answered(&case(zone, short, "violation", &["daily_rest"])),
            Ok(())
        );
        let wrong = answered(&case(zone, short, "ok", &["daily_rest"])).unwrap_err();
        assert!(wrong.contains("expected ok"), "{wrong}");
        let missing = answered(&case(zone, short, "violation", &[])).unwrap_err();
        assert!(missing.contains("expected nothing"), "{missing}");
        let unknown = answered(&case(zone, fine, "ok", &["tea_break"])).unwrap_err();
        assert!(unknown.contains("tea_break"), "{unknown}");
    }
}

#[test]
fn a_shift_that_goes_is_not_judged() {
    let mut value = case("Europe/Amsterdam", "2026-03-03T08:00", "ok", &[]);
    value["remove"] = json!([value["shifts"][0].clone()]);
    assert_eq!(answered(&value), Ok(()));
    value["remove"][0]["end"] = json!("2026-03-02T22:00");
    assert!(answered(&value).is_err(), "only what is there can go");
}

#[test]
fn impossible_rosters_are_refused_with_a_reason() {
    let night = |start: &str, end: &str| json!({"start": start, "end": end, "break_minutes": 0});
    let with = |mut shift: Value, name: &str, value: Value| {
        shift[name] = value;
        shift
    };
    let day = night("2026-03-02T07:00", "2026-03-02T15:00");
    for (shift, reason) in [
        (
            night("2026-03-28T22:00", "2026-03-29T02:30"),
            "does not exist",
        ),
        (
            night("2026-03-29T02:00", "2026-03-29T08:00"),
            "does not exist",
        ),
        (night("2026-10-24T22:00", "2026-10-25T02:30"), "comes twice"),
        (night("2026-03-02T07:00", "2026-03-02T07:00"), "empty"),
        (
            night("2026-03-02T23:00", "2026-03-02T07:00"),
            "before it starts",
        ),
        (night("2026-02-29T07:00", "2026-03-02T07:00"), "no date"),
        (
            with(day.clone(), "break_minutes", json!(480)),
            "as long as its shift",
        ),
        (with(day.clone(), "break_minutes", json!(-1)), "no number"),
        (with(day.clone(), "kind", json!("nap")), "no kind"),
        (with(day.clone(), "end_fold", json!(1)), "second time"),
        (
            with(
                day.clone(),
                "breaks",
                json!([night("2026-03-02T06:00", "2026-03-02T08:00")]),
            ),
            "outside",
        ),
    ] {
        let value = json!({"timezone": "Europe/Amsterdam", "shifts": [], "add": shift});
        let told = refused(&value).unwrap().unwrap();
        assert!(told.contains(reason), "{told}");
    }
    let twice =
        json!({"timezone": "Europe/Amsterdam", "shifts": [day.clone()], "add": day.clone()});
    assert!(refused(&twice).unwrap().unwrap().contains("overlap"));
    let fine = json!({"timezone": "Europe/Amsterdam", "shifts": [], "add": day});
    assert!(refused(&fine).is_err(), "what is possible is not refused");
}

#[test]
fn both_occurrences_of_a_repeated_time() {
    let zone = jiff::tz::TimeZone::get("Europe/Amsterdam").unwrap();
    let at = |fold| wall::moment(&zone, "2026-10-25T02:30", Some(fold)).unwrap();
    assert_eq!((at(0).offset_min, at(1).offset_min), (120, 60));
    assert_eq!(at(1).utc_min - at(0).utc_min, 60);
}
