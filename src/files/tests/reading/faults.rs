//! The long layout with faults, gaps and questions.

use ruil_files::{Assumed, Away, CodeMeaning, DateOrder, Guide, ProblemKind as P, Role};

use super::help::{draft, findings, guided, lines};

const EARLY: &str = "Ria Vis,2025-03-03T07:00,2025-03-03T15:30,Early,,510";

#[test]
fn rows_round_the_table_are_listed_as_notes() {
    let text = "Rooster woning Linde\nAfgedrukt 1-3-2025\n\nNaam;Datum;Begin;Einde;Uren\n\nRia Vis;3-3-2025;7:00;15:30;8,5\nNaam;Datum;Begin;Einde;Uren\nRia Vis;4-3-2025;7:00;15:30;8,5\nTotaal;;;;17,0\n\n\nGemaakt met de planner\n";
    let draft = draft(text);
    assert_eq!(draft.shifts.len(), 2);
    assert_eq!(findings(&draft), Vec::<&P>::new());
    let rows: Vec<usize> = draft.problems.iter().map(|problem| problem.row).collect();
    assert_eq!(rows, [1, 2, 3, 5, 7, 9, 10, 12], "{:#?}", draft.problems);
    assert_eq!(
        draft.title.as_deref(),
        Some("Rooster woning Linde\nAfgedrukt 1-3-2025")
    );
}

#[test]
fn every_faulty_row_is_told_and_no_other_is_touched() {
    let text = "Naam;Datum;Begin;Einde\n\
        Ria Vis;3-3-2025;7:00;15:30\n\
        Jo Dam;31-2-2025;7:00;15:30\n\
        Jo Dam;4-3-2025;straks;15:30\n\
        Jo Dam;5-3-2025;7:00;\n\
        Jo Dam;;7:00;15:30\n\
        Jo Dam;6-3-2025;7:0\n\
        Kim Bos\n";
    let draft = draft(text);
    assert_eq!(lines(&draft), [EARLY]);
    let lost: Vec<usize> = draft
        .problems
        .iter()
        .filter(|problem| problem.assumed == Assumed::LeftOut)
        .map(|problem| problem.row)
        .collect();
    assert_eq!(lost, [3, 4, 5, 6, 7, 8], "{:#?}", draft.problems);
}

#[test]
fn codes_without_times_are_asked_for_and_read_when_told() {
    let text = "Naam;Datum;Dienst\nRia Vis;3-3-2025;V\nRia Vis;4-3-2025;Vak\nRia Vis;5-3-2025;Q\nRia Vis;6-3-2025;Q\n";
    let open = draft(text);
    let asked: Vec<(&str, usize)> = open
        .unknown_codes
        .iter()
        .map(|code| (code.code.as_str(), code.count))
        .collect();
    assert_eq!(asked, [("V", 1), ("Q", 2)]);
    assert_eq!(
        (open.absences.len(), open.absences[0].why),
        (1, Away::Leave)
    );
    let mut guide = Guide::default();
    guide.codes.insert(
        "V".into(),
        CodeMeaning::Shift {
            start_min: 420,
            end_min: 930,
            name: Some("vroeg".into()),
        },
    );
    guide.codes.insert("Q".into(), CodeMeaning::Ignore);
    let told = guided(text, &guide);
    assert_eq!(lines(&told), [EARLY]);
    assert_eq!(
        (told.ignored, told.unknown_codes.len(), findings(&told)),
        (2, 0, vec![])
    );
}

#[test]
fn rows_with_neither_times_nor_code_take_the_guides_empty_code() {
    let text = "Date,On-Call\n01/03/2025,Ria Vis\n31/03/2025,Ria Vis\n";
    let open = draft(text);
    assert_eq!((open.shifts.len(), open.unknown_codes[0].count), (0, 2));
    let mut guide = Guide::default();
    guide.codes.insert(
        String::new(),
        CodeMeaning::Shift {
            start_min: 480,
            end_min: 480,
            name: None,
        },
    );
    assert_eq!(guided(text, &guide).shifts.len(), 2);
}

#[test]
fn american_dates_are_known_by_a_day_above_twelve_or_by_the_guide() {
    let proven =
        "Name,Date,Start,End\nRia Vis,03/03/2025,7:00,15:30\nRia Vis,03/14/2025,7:00,15:30\n";
    assert_eq!(draft(proven).date_order, DateOrder::MonthFirst);
    let open = "Name,Date,Start,End\nRia Vis,04/03/2025,7:00,15:30\n";
    let read = draft(open);
    assert_eq!(
        findings(&read),
        [&P::AmbiguousDates {
            text: "04/03/2025".into()
        }]
    );
    assert!(lines(&read)[0].contains("2025-03-04T"));
    let guide = Guide {
        date_order: Some(DateOrder::MonthFirst),
        ..Guide::default()
    };
    let told = guided(open, &guide);
    assert!(lines(&told)[0].contains("2025-04-03T"));
    assert_eq!(findings(&told), Vec::<&P>::new());
}

#[test]
fn doubles_are_left_out_and_overlaps_kept_and_both_are_told() {
    let text = "Naam;Datum;Begin;Einde\nRia Vis;3-3-2025;7:00;15:30\nRia Vis;3-3-2025;7:00;15:30\nRia Vis;3-3-2025;14:30;23:00\n";
    let draft = draft(text);
    assert_eq!(draft.shifts.len(), 2);
    assert_eq!(
        findings(&draft),
        [&P::Duplicate { first_row: 2 }, &P::Overlap { with_row: 2 }]
    );
}

#[test]
fn two_people_of_one_name_stay_two() {
    let text = "Personeelsnummer;Naam;Datum;Begin;Einde\n1;Ria Vis;3-3-2025;7:00;15:30\n2;Ria Vis;3-3-2025;7:00;15:30\n1;Ria Vis;4-3-2025;7:00;15:30\n";
    let draft = draft(text);
    assert_eq!((draft.people.len(), draft.shifts.len()), (2, 3));
    assert_eq!(
        findings(&draft),
        [&P::SameName {
            name: "Ria Vis".into()
        }]
    );
}

#[test]
fn unknown_columns_are_listed_and_can_be_mapped() {
    let text = "Wie doet het;Wanneer;Aan;Uit;Kamer\nRia Vis;3-3-2025;7:00;15:30;12\n";
    let open = draft(text);
    assert_eq!(lines(&open), [EARLY], "{:#?}", open.columns);
    assert!(open.columns.iter().take(4).all(|column| column.guessed));
    assert_eq!(open.unknown_columns, [4]);
    let mut guide = Guide::default();
    guide.roles.insert(4, Role::Unit);
    let told = guided(text, &guide);
    assert_eq!(
        (told.units, told.unknown_columns),
        (vec!["12".to_owned()], vec![])
    );
}

#[test]
fn a_stray_quote_costs_its_row_only() {
    let text = "Naam;Datum;Begin;Einde;Opmerking\nRia Vis;3-3-2025;7:00;15:30;\"half\nRia Vis;4-3-2025;7:00;15:30;\"heel\"\nRia Vis;5-3-2025;7:00;15:30;\n";
    let draft = draft(text);
    assert_eq!(draft.shifts.len(), 3);
    assert_eq!(findings(&draft), [&P::TornQuote]);
}

#[test]
fn separators_within_a_text_shift_the_row_and_that_is_told() {
    let text = "Naam;Opmerking;Datum;Begin;Einde\nRia Vis;rustig;3-3-2025;7:00;15:30\nRia Vis;let op; druk;4-3-2025;7:00;15:30\n";
    let draft = draft(text);
    assert_eq!(lines(&draft), [EARLY]);
    let told: Vec<usize> = draft.problems.iter().map(|problem| problem.row).collect();
    assert!(told.contains(&3), "{:#?}", draft.problems);
}

#[test]
fn names_or_dates_given_once_a_group_are_carried_down() {
    let text = "Naam;Datum;Begin;Einde\nRia Vis;3-3-2025;7:00;15:30\n;4-3-2025;7:00;15:30\n;5-3-2025;7:00;15:30\nJo Dam;3-3-2025;7:00;15:30\n;4-3-2025;7:00;15:30\n";
    let draft = draft(text);
    let of = |name: &str| {
        lines(&draft)
            .iter()
            .filter(|line| line.starts_with(name))
            .count()
    };
    assert_eq!((of("Ria Vis"), of("Jo Dam")), (3, 2));
    assert_eq!(findings(&draft), [&P::NoPerson; 3]);
}

#[test]
fn garbled_names_are_put_right_and_told() {
    let draft = draft("Naam;Datum;Begin;Einde\nChloÃ« Vis;3-3-2025;7:00;15:30\n");
    assert_eq!(draft.people[0].name, "Chloë Vis");
    assert_eq!(
        findings(&draft),
        [&P::Garbled {
            text: "ChloÃ« Vis".into()
        }]
    );
}

#[test]
fn a_broken_shift_in_one_row_is_two() {
    let text = "Naam;Datum;Begin;Einde;Begin 2;Einde 2;Uren\nRia Vis;3-3-2025;07:00;11:00;16:00;20:00;8\nJo Dam;3-3-2025;07:00;15:30;;;8,5\n";
    let draft = draft(text);
    let starts: Vec<(usize, i8)> = draft
        .shifts
        .iter()
        .map(|shift| (shift.row, shift.start.hour()))
        .collect();
    assert_eq!(starts, [(2, 7), (2, 16), (3, 7)]);
    assert_eq!(findings(&draft), Vec::<&P>::new());
}

#[test]
fn a_number_beside_the_name_is_no_part_of_it() {
    let text = "Naam;Datum;Begin;Einde\n1001 - Ria Vis;3-3-2025;07:00;15:30\nRia Vis (1001);4-3-2025;07:00;15:30\nFlex 2;5-3-2025;07:00;15:30\n";
    let draft = draft(text);
    let people: Vec<(&str, Option<&str>)> = draft
        .people
        .iter()
        .map(|person| (person.name.as_str(), person.number.as_deref()))
        .collect();
    assert_eq!(people, [("Ria Vis", Some("1001")), ("Flex 2", None)]);
}

#[test]
fn days_from_midnight_to_midnight_are_what_the_remark_says() {
    let text = "Naam;Code;Begindatum/-tijd;Einddatum/-tijd;Omschrijving\nRia Vis;X9;03-03-2025 00:00;10-03-2025 00:00;Vakantieverlof\nJo Dam;V1;03-03-2025 07:00;03-03-2025 15:30;Vroege dienst\n";
    let draft = draft(text);
    let absence = &draft.absences[0];
    assert_eq!(
        (absence.from.day(), absence.until.day(), absence.why),
        (3, 9, Away::Leave)
    );
    assert_eq!((draft.shifts.len(), findings(&draft)), (1, vec![]));
}

#[test]
fn days_head_the_rows_below_them_from_the_first_on() {
    let text = "Dagrooster\nmaandag 3 maart 2025\nNaam;Van;Tot\nRia Vis;07:00;15:30\n\ndinsdag 4 maart 2025\nNaam;Van;Tot\nRia Vis;22:45;07:15\n";
    let draft = draft(text);
    assert_eq!(
        lines(&draft),
        [
            EARLY,
            "Ria Vis,2025-03-04T22:45,2025-03-05T07:15,Night,,510"
        ]
    );
    assert_eq!(findings(&draft), Vec::<&P>::new());
}

#[test]
fn week_and_weekday_make_a_date() {
    let text = "Jaar;Week;Dag;Medewerker;Begin;Einde\n2025;10;maandag;Ria Vis;07:00;15:30\n2025;wk 10;;Jo Dam;07:00;15:30\n";
    let draft = draft(text);
    assert_eq!(
        (lines(&draft), findings(&draft)),
        (vec![EARLY.to_owned()], vec![&P::NoDate])
    );
}
