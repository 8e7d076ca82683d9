//! Posts and days: grids of people's names, days that run downwards, shifts cut in two.

use proptest::prelude::*;
use ruil_files::{CodeMeaning, Guide, ProblemKind as P};

use super::help::{draft, findings, gives, guided, lines};

const THREE: [&str; 3] = [
    "Jo Dam,2025-03-03T22:45,2025-03-04T07:15,Night,,510",
    "Ria Vis,2025-03-03T07:00,2025-03-03T15:30,Early,,510",
    "Ria Vis,2025-03-05T07:00,2025-03-05T15:30,Early,,510",
];

#[test]
fn days_down_and_posts_across() {
    let days = "ma 3-3-2025;Ria Vis;Jo Dam\ndi 4-3-2025;;\nwo 5-3-2025;Ria Vis;\ndo 6-3-2025;;\nvr 7-3-2025;;\n";
    for head in [
        "Datum;Vroeg 07:00-15:30;Nacht 22:45-07:15\n",
        "Rooster Linde\n\nDatum;Vroeg;Nacht\n;07:00-15:30;22:45-07:15\n",
    ] {
        gives(&format!("{head}{days}"), &THREE);
    }
    let legend = format!(
        "Datum;V;N\n{days}\nLegenda\nV;Vroege dienst;07:00;15:30\nN;Nachtdienst;22:45;07:15\n"
    );
    let read = draft(&legend);
    assert_eq!(lines(&read), THREE, "{:#?}", read.problems);
}

#[test]
fn places_are_those_of_the_file_and_nothing_beside_the_posts_is_lost() {
    let text = "Maart 2025\nDatum;Vroeg 07:00-15:30;Laat 14:30-23:00;Nacht;Opmerking\n\
        ma 3-3;Ria Vis;Jo Dam;Kim Bos;let op\ndi 4-3;Ria Vis;open;;\n;Bo Wit;;;\nWeek 10;;;;\nwo 5-3;Jo;-;;\ndo 6-3;Jo;;;\nvr 7-3;Jo;;;\n";
    let read = draft(text);
    let places: Vec<(usize, Option<usize>)> = read
        .shifts
        .iter()
        .map(|shift| (shift.row, shift.col))
        .collect();
    assert_eq!(
        places[..4],
        [(3, Some(1)), (3, Some(2)), (4, Some(1)), (4, Some(1))]
    );
    let told: Vec<(usize, Option<usize>)> = read
        .problems
        .iter()
        .map(|problem| (problem.row, problem.column))
        .collect();
    for place in [
        (1, None),
        (2, Some(4)),
        (3, Some(3)),
        (6, None),
        (7, Some(2)),
    ] {
        assert!(told.contains(&place), "{place:?} in {:#?}", read.problems);
    }
    assert_eq!(
        read.shifts
            .iter()
            .filter(|shift| shift.person.is_none())
            .count(),
        1
    );
    assert_eq!(read.unknown_codes[0].code, "Nacht");
    let mut guide = Guide::default();
    let night = CodeMeaning::Shift {
        start_min: 1365,
        end_min: 435,
        name: None,
    };
    guide.codes.insert("Nacht".into(), night);
    assert_eq!(guided(text, &guide).shifts.len(), read.shifts.len() + 1);
}

#[test]
fn names_below_each_other_in_one_cell_are_two_people() {
    let text = "Datum;Vroeg 07:00-15:30;Nacht 22:45-07:15\n3-3-2025;\"Ria Vis\nKim Bos\";Jo Dam\n4-3-2025;;\n5-3-2025;Ria Vis;\n6-3-2025;;\n7-3-2025;;\n";
    let read = draft(text);
    let names: Vec<&str> = read
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["Ria Vis", "Kim Bos", "Jo Dam"]);
    assert_eq!((read.shifts.len(), read.shifts[1].row), (4, 2));
}

#[test]
fn posts_down_and_days_across() {
    let text = "Week 10 2025\nDienst;ma;di;wo;do;vr;za;zo\nVroeg 7.00-15.30;Ria Vis;;Ria Vis;;;;\nNacht 22.45-7.15;Jo Dam;;;;;;\n";
    gives(text, &THREE);
}

#[test]
fn days_down_and_people_across() {
    let text = "Datum;Ria Vis;Jo Dam\n3-3-2025;V;N\n4-3-2025;;\n5-3-2025;V;\n6-3-2025;-;-\n7-3-2025;;\n\nV = vroeg 07:00-15:30\nN = nacht 22:45-07:15\n";
    let read = draft(text);
    assert_eq!(
        (lines(&read), read.absences.len()),
        (THREE.map(str::to_owned).to_vec(), 2)
    );
    assert_eq!((read.absences[0].row, read.absences[0].col), (5, Some(1)));
}

#[test]
fn begin_above_end_is_one_shift() {
    gives(
        "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3\nRia Vis;07:00;;07:00\n;15:30;;15:30\nJo Dam;22:45;;\n;07:15;;\n",
        &THREE,
    );
}

#[test]
fn nights_cut_at_midnight_are_made_whole() {
    let text = "Naam;Datum;Begin;Einde;Dienst;Uren\n\
        Jo Dam;3-3-2025;22:45; 24:00;Nacht;1,25\nJo Dam;4-3-2025;00:00;07:15;Nacht;7,25\n\
        Ria Vis;3-3-2025;15:00;00:00;Laat;9\nRia Vis;4-3-2025;0:00;6:00;Slaap;6\n";
    let read = draft(text);
    assert_eq!(
        lines(&read),
        [
            "Jo Dam,2025-03-03T22:45,2025-03-04T07:15,Night,,510",
            "Ria Vis,2025-03-03T15:00,2025-03-04T00:00,Late,,540",
            "Ria Vis,2025-03-04T00:00,2025-03-04T06:00,Slaap,,360",
        ]
    );
    assert_eq!(findings(&read), Vec::<&P>::new());
    assert_eq!(read.problems[0].what, P::CutAtMidnight { with_row: 2 });
    let codes: Vec<&str> = read.kinds.iter().map(|kind| kind.code.as_str()).collect();
    assert_eq!(codes, ["Laat", "Slaap", "Nacht"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_cell_of_a_turned_table_is_a_shift_an_absence_or_a_problem(
        cells in proptest::collection::vec("[A-Za-z0-9:,/ \\-]{0,6}", 24)
    ) {
        let body: String = cells.chunks(4).zip(3..).map(|(row, day)| format!("{day}-3-2025;{}\n", row.join(";"))).collect();
        let text = format!("Datum;Vroeg;Laat;Nacht;Slaap\n{body}\nVroeg = 07:00-15:30\n");
        let read = draft(&text);
        let shifts = read.shifts.iter().map(|shift| (shift.row, shift.col));
        let absences = read.absences.iter().map(|absence| (absence.row, absence.col));
        let problems = read.problems.iter().map(|problem| (problem.row, problem.column));
        let known: std::collections::BTreeSet<_> = shifts.chain(absences).chain(problems).collect();
        for (at, cell) in cells.iter().enumerate() {
            let (row, col) = (at / 4 + 2, at % 4 + 1);
            let told = known.contains(&(row, Some(col))) || known.contains(&(row, None)) || known.contains(&(1, Some(col)));
            prop_assert!(cell.trim().is_empty() || told, "{cell:?} at {row}, {col}\n{text}\n{:#?}", read.problems);
        }
    }
}
