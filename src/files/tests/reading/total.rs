//! No bytes make it panic, and no row vanishes.

use std::collections::BTreeSet;

use proptest::prelude::*;
use ruil_files::{Draft, Guide, read, to_csv};

/// Returns the rows (from 1) that a draft accounts for.
fn accounted(draft: &Draft) -> BTreeSet<usize> {
    let shifts = draft.shifts.iter().map(|shift| shift.row);
    let absences = draft.absences.iter().map(|absence| absence.row);
    let problems = draft.problems.iter().map(|problem| problem.row);
    shifts.chain(absences).chain(problems).collect()
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("Ria Vis".into()),
        Just("Dam, Jo".into()),
        Just("3-3-2025".into()),
        Just("04/03/2025".into()),
        Just("ma 3-3".into()),
        Just("2025-10-26 02:30".into()),
        Just("07:00".into()),
        Just("24:00".into()),
        Just("7,5".into()),
        Just("22:45-07:15".into()),
        Just("V".into()),
        Just("V=vroeg 07:00-15:30".into()),
        Just("Totaal".into()),
        Just("Legenda".into()),
        Just("verlof".into()),
        Just("12".into()),
        Just("\"open".into()),
        Just("\"a;b\nc\"".into()),
        "[a-zé€=:/\\-0-9\"]{0,6}",
    ]
}

fn table() -> impl Strategy<Value = String> {
    let heads = prop_oneof![
        Just("Naam;Datum;Begin;Einde;Dienst;Uren\n".to_owned()),
        Just("Rooster maart 2025\nNaam;3;4;5;6;7;8\n".to_owned()),
        Just("3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3;do 6-3\n".to_owned()),
        Just(String::new()),
    ];
    let row = proptest::collection::vec(word(), 1..8).prop_map(|cells| cells.join(";") + "\n");
    (heads, proptest::collection::vec(row, 0..12)).prop_map(|(head, rows)| head + &rows.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(draft) = read(&bytes, &Guide::default()) {
            to_csv(&draft);
        }
    }

    #[test]
    fn any_table_is_read_or_refused_and_reads_the_same_again(text in table()) {
        let guide = Guide { year_hint: Some(2025), ..Guide::default() };
        let once = read(text.as_bytes(), &guide);
        prop_assert_eq!(&once, &read(text.as_bytes(), &guide));
        if let Ok(draft) = once {
            for shift in &draft.shifts {
                prop_assert!(shift.elapsed_min > 0);
                prop_assert_eq!(shift.end_utc_min - shift.start_utc_min, shift.elapsed_min);
                prop_assert!(i64::from(shift.break_min) < shift.elapsed_min);
                prop_assert!(shift.kind < draft.kinds.len());
                prop_assert!(shift.person.is_none_or(|person| person < draft.people.len()));
            }
        }
    }

    #[test]
    fn every_row_with_content_is_a_shift_an_absence_or_a_problem(
        rows in proptest::collection::vec(proptest::collection::vec("[A-Za-z0-9:, \\-]{1,8}", 4), 1..15)
    ) {
        let head = "Naam;Datum;Begin;Einde\nRia Vis;3-3-2025;07:00;15:30\n";
        let text = head.to_owned() + &rows.iter().map(|row| row.join(";") + "\n").collect::<String>();
        let draft = read(text.as_bytes(), &Guide::default()).unwrap();
        let known = accounted(&draft);
        for (at, row) in rows.iter().enumerate() {
            let blank = row.iter().all(|cell| cell.trim().is_empty());
            prop_assert!(blank || known.contains(&(at + 3)), "row {} of\n{}\n{:#?}", at + 3, text, draft.problems);
        }
    }

    #[test]
    fn every_cell_of_a_grid_is_a_shift_an_absence_or_a_problem(
        cells in proptest::collection::vec("[A-Za-z0-9:,/ \\-]{0,6}", 28)
    ) {
        let head = "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3;do 6-3;vr 7-3;za 8-3;zo 9-3\n";
        let rows = cells.chunks(7).zip(["Ria Vis", "Jo Dam", "Kim Bos", "Bo Wit"]);
        let body: String = rows.map(|(row, name)| format!("{name};{}\n", row.join(";"))).collect();
        let draft = read(format!("{head}{body}\nV=vroeg 07:00-15:30\n").as_bytes(), &Guide::default()).unwrap();
        let shifts = draft.shifts.iter().map(|shift| (shift.row, shift.col));
        let absences = draft.absences.iter().map(|absence| (absence.row, absence.col));
        let problems = draft.problems.iter().map(|problem| (problem.row, problem.column));
        let known: BTreeSet<(usize, Option<usize>)> = shifts.chain(absences).chain(problems).collect();
        for (at, cell) in cells.iter().enumerate() {
            let place = (at / 7 + 3, Some(at % 7 + 1));
            let whole = known.contains(&(place.0, None));
            prop_assert!(cell.trim().is_empty() || whole || known.contains(&place), "{cell:?} at {place:?}\n{body}");
        }
    }
}
