//! Calendars in, and this program's own back.

use proptest::prelude::*;
use ruil_files::{
    Assumed, Away, CalendarHead, CalendarShift, Draft, Guide, ProblemKind as P, Zone, read, to_ics,
};

use super::help::{draft, findings, guided, lines};

fn calendar(body: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nX-WR-CALNAME:Rooster Ria Vis\r\n{body}END:VCALENDAR")
}

fn event(body: &str) -> String {
    calendar(&format!("BEGIN:VEVENT\r\n{body}\r\nEND:VEVENT\r\n"))
}

/// Returns start and end of each shift.
fn times(draft: &Draft) -> Vec<String> {
    let lines = lines(draft);
    let cut = lines.iter().map(|line| {
        line.split(',')
            .skip(1)
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
    });
    cut.collect()
}

const EARLY: &str = "2025-03-03T07:00 2025-03-03T15:30";

#[test]
fn times_come_in_every_zone_and_spelling() {
    for body in [
        "DTSTART;TZID=Europe/Amsterdam:20250303T070000\r\nDTEND;TZID=Europe/Amsterdam:20250303T153000",
        "DTSTART;TZID=\"W. Europe Standard Time\":20250303T070000\r\nDTEND;TZID=\"W. Europe Standard Time\":20250303T153000",
        "DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin, Bern\":20250303T070000\r\nDURATION:PT8H30M",
        "DTSTART;TZID=/example.org/2005/Europe/London:20250303T060000\r\nDTEND;TZID=/example.org/2005/Europe/London:20250303T143000",
        "DTSTART:20250303T070000\r\nDTEND:20250303T153000",
        "dtstart:20250303T\r\n 070000\r\nDURATION:P0DT8H30M0S",
    ] {
        let draft = draft(&event(body));
        assert_eq!(times(&draft), [EARLY], "{body}");
        assert_eq!(findings(&draft), Vec::<&P>::new(), "{body}");
    }
}

#[test]
fn times_in_utc_are_shown_on_the_wall_clock_and_told() {
    let text = event("SUMMARY:Vroeg\r\nDTSTART:20250303T060000Z\r\nDTEND:20250303T143000Z");
    let read = draft(&text);
    assert_eq!(
        (times(&read), findings(&read)),
        (vec![EARLY.to_owned()], vec![&P::UtcTimes])
    );
    let guide = Guide {
        utc_is_local: true,
        ..Guide::default()
    };
    let flat = guided(&text, &guide);
    assert_eq!(times(&flat), ["2025-03-03T06:00 2025-03-03T14:30"]);
    assert_eq!(findings(&flat), Vec::<&P>::new());
}

#[test]
fn a_zone_that_only_the_calendar_knows_is_read_from_it() {
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\n\
        BEGIN:STANDARD\r\nDTSTART:16011028T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n\
        BEGIN:DAYLIGHT\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nDTSTART:16010325T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n";
    let event = "BEGIN:VEVENT\r\nSUMMARY:N\r\nDTSTART;TZID=Customized Time Zone:20250329T224500\r\nDTEND;TZID=Customized Time Zone:20250330T071500\r\nEND:VEVENT\r\n";
    let read = draft(&calendar(&format!("{zone}{event}")));
    assert_eq!(read.shifts[0].elapsed_min, 450);
    assert_eq!(findings(&read), Vec::<&P>::new());
    let unknown = draft(&calendar(event));
    assert_eq!(
        findings(&unknown),
        [&P::UnknownZone {
            text: "Customized Time Zone".into()
        }]
    );
}

#[test]
fn repeated_events_follow_their_rule_their_exceptions_and_their_changes() {
    let text = calendar(
        "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:V\r\nDTSTART:20250303T070000\r\nDTEND:20250303T153000\r\n\
         RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=5\r\nEXDATE:20250305T070000\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:L\r\nRECURRENCE-ID:20250310T070000\r\nDTSTART:20250310T143000\r\nDTEND:20250310T230000\r\nEND:VEVENT\r\n",
    );
    let read = draft(&text);
    let starts: Vec<String> = times(&read)
        .iter()
        .map(|line| line[8..16].to_owned())
        .collect();
    assert_eq!(starts, ["03T07:00", "10T14:30", "12T07:00", "17T07:00"]);
    assert_eq!(findings(&read), Vec::<&P>::new());
    let endless = draft(&event(
        "DTSTART:20250303T070000\r\nDURATION:PT8H\r\nRRULE:FREQ=WEEKLY",
    ));
    assert!(matches!(findings(&endless)[..], [P::Repeats { .. }]));
    assert_eq!(endless.shifts.len(), 105);
    let odd = draft(&event(
        "DTSTART:20250303T070000\r\nDURATION:PT8H\r\nRRULE:FREQ=WEEKLY;BYSETPOS=1",
    ));
    assert_eq!(
        (odd.shifts.len(), &odd.problems[0].assumed),
        (1, &Assumed::First)
    );
}

#[test]
fn what_is_called_off_replaced_or_without_length_is_told() {
    let text = calendar(
        "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:V\r\nSTATUS:CANCELLED\r\nDTSTART:20250303T070000\r\nDTEND:20250303T153000\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:b\r\nSEQUENCE:1\r\nDTSTART:20250304T070000\r\nDTEND:20250304T153000\r\nBEGIN:VALARM\r\nDURATION:PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:b\r\nSEQUENCE:0\r\nDTSTART:20250305T070000\r\nDTEND:20250305T153000\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:c\r\nDTSTART:20250306T070000\r\nDTEND:20250306T070000\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nUID:d\r\nDTSTART:20251306T070000\r\nEND:VEVENT\r\n\
         BEGIN:VTODO\r\nSUMMARY:rooster mailen\r\nEND:VTODO\r\n",
    );
    let draft = draft(&text);
    assert_eq!(times(&draft), ["2025-03-04T07:00 2025-03-04T15:30"]);
    let rows: Vec<usize> = draft.problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [3, 19, 25, 30, 34], "{:#?}", draft.problems);
}

#[test]
fn whole_days_are_absences_or_asked_for() {
    let text = calendar(
        "BEGIN:VEVENT\r\nSUMMARY:Vakantie\r\nDTSTART;VALUE=DATE:20250303\r\nDTEND;VALUE=DATE:20250306\r\nEND:VEVENT\r\n\
         BEGIN:VEVENT\r\nSUMMARY:D2\r\nDTSTART;VALUE=DATE:20250307\r\nEND:VEVENT\r\n",
    );
    let draft = draft(&text);
    let absence = &draft.absences[0];
    assert_eq!(
        (absence.from.day(), absence.until.day(), absence.why),
        (3, 5, Away::Leave)
    );
    assert_eq!(draft.unknown_codes[0].code, "D2");
}

#[test]
fn a_wards_calendar_names_people_and_a_nameless_one_takes_the_guides() {
    let shift = "BEGIN:VEVENT\r\nDTSTART:20250303T070000\r\nDTEND:20250303T153000\r\n";
    let ward = format!(
        "BEGIN:VCALENDAR\r\n{shift}ATTENDEE;CN=\"Vis, Ria\":mailto:ria@linde.example\r\nATTENDEE;CUTYPE=ROOM;CN=Zaal:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    assert_eq!(draft(&ward).people[0].name, "Ria Vis");
    let nameless = format!("BEGIN:VCALENDAR\r\n{shift}END:VEVENT\r\nEND:VCALENDAR\r\n");
    assert_eq!(findings(&draft(&nameless)), [&P::NoPerson]);
    let guide = Guide {
        person: Some("Jo Dam".into()),
        ..Guide::default()
    };
    assert_eq!(guided(&nameless, &guide).people[0].name, "Jo Dam");
}

fn shift() -> impl Strategy<Value = CalendarShift> {
    let text = "[A-Za-zé–;,:\\\\\" ]{0,60}";
    // Shifts of two years, over every change of the clock.
    (
        0_i64..200_000,
        30_i64..1400,
        "[A-Z][a-z0-9é]{0,4}",
        proptest::option::of("[a-z]([;,é]? ?[a-z]){0,20}"),
        proptest::option::of("[A-Z][a-z]{3,8}"),
        0_u16..30,
        proptest::option::of(text),
        any::<bool>(),
    )
        .prop_map(
            |(quarter, minutes, code, name, unit, break_min, comment, cancelled)| {
                let start_utc_min = 28_900_000 + quarter * 5;
                CalendarShift {
                    id: String::new(),
                    sequence: 0,
                    start_utc_min,
                    end_utc_min: start_utc_min + minutes,
                    code,
                    name,
                    unit,
                    break_min,
                    comment,
                    cancelled,
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn our_own_calendar_reads_back(shifts in proptest::collection::vec(shift(), 1..12)) {
        let shifts: Vec<CalendarShift> = shifts
            .into_iter()
            .enumerate()
            .map(|(at, shift)| CalendarShift { id: format!("{at}@ruil"), ..shift })
            .collect();
        let head = CalendarHead { name: "Rooster Ria Vis", person: "Ria Vis", zone: Zone::default(), written_utc_min: 29_000_000 };
        let text = to_ics(head, &shifts);
        let draft = read(text.as_bytes(), &Guide::default()).unwrap();
        let mut wanted: Vec<&CalendarShift> = shifts.iter().filter(|shift| !shift.cancelled).collect();
        wanted.dedup_by_key(|shift| (shift.start_utc_min, shift.end_utc_min, &shift.code));
        let found = &draft.shifts;
        let called_off = draft.problems.iter().filter(|problem| matches!(problem.what, P::CalledOff { .. })).count();
        let doubles = draft.problems.iter().filter(|problem| matches!(problem.what, P::Duplicate { .. })).count();
        prop_assert_eq!(found.len() + called_off + doubles, shifts.len());
        prop_assume!(doubles == 0);
        for (shift, wanted) in found.iter().zip(wanted) {
            let kind = &draft.kinds[shift.kind];
            prop_assert_eq!((shift.start_utc_min, shift.end_utc_min), (wanted.start_utc_min, wanted.end_utc_min), "{}", text);
            prop_assert_eq!((&kind.code, &kind.name), (&wanted.code, &wanted.name));
            prop_assert_eq!(shift.unit.map(|at| &draft.units[at]), wanted.unit.as_ref());
            prop_assert_eq!(shift.break_min, wanted.break_min);
            let comment = wanted.comment.as_ref().map(|text| text.trim()).filter(|text| !text.is_empty());
            prop_assert_eq!(shift.comment.as_deref(), comment);
            prop_assert_eq!(draft.people[shift.person.unwrap()].name.as_str(), "Ria Vis");
        }
    }

    #[test]
    fn any_calendar_is_read_or_refused(lines in proptest::collection::vec("(DTSTART|DTEND|DURATION|RRULE|EXDATE|BEGIN|END|SUMMARY|TZID|TZOFFSETTO|UID)(;TZID=[A-Z/]{0,5}|;VALUE=DATE|):[A-Z0-9=;,+\\-]{0,24}", 0..20)) {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20250303T070000\n{}\nEND:VEVENT", lines.join("\n"));
        if let Ok(draft) = read(text.as_bytes(), &Guide::default()) {
            for shift in &draft.shifts {
                prop_assert!(shift.elapsed_min > 0);
            }
        }
    }
}
