//! The grid layout: one row a person, one column a day.

use ruil_files::{
    Assumed, Away, CodeMeaning, Date, Guide, Layout, ProblemKind as P, Role, Unreadable, read,
};

use super::help::{draft, findings, gives, guided, lines};

const LEGEND: &str = "Legenda: V=vroeg 07:00-15:30; L=laat 14:30-23:00; N=nacht 22:45-07:15";
const WEEK: [&str; 3] = [
    "Jo Dam,2025-03-04T22:45,2025-03-05T07:15,Night,,510",
    "Ria Vis,2025-03-03T07:00,2025-03-03T15:30,Early,,510",
    "Ria Vis,2025-03-05T14:30,2025-03-05T23:00,Late,,510",
];

#[test]
fn day_headers_come_in_many_forms() {
    let body = "Vis, Ria;V;;L;;;;\nDam, Jo;;N;;;;;\n";
    for head in [
        "Rooster 3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3;do 6-3;vr 7-3;za 8-3;zo 9-3\n",
        "Naam;03-03-2025;04-03-2025;05-03-2025;06-03-2025;07-03-2025;08-03-2025;09-03-2025\n",
        "Name;2025-03-03;2025-03-04;2025-03-05;2025-03-06;2025-03-07;2025-03-08;2025-03-09\n",
        "Maart 2025\nNaam;3;4;5;6;7;8;9\n",
        "Rooster maart 2025\nNaam;ma 3;di 4;wo 5;do 6;vr 7;za 8;zo 9\n",
        "Maart 2025\n;ma;di;wo;do;vr;za;zo\nNaam;3;4;5;6;7;8;9\n",
        "Maart 2025\n;3;4;5;6;7;8;9\nNaam;ma;di;wo;do;vr;za;zo\n",
        "Week 10 2025\nNaam;ma;di;wo;do;vr;za;zo\n",
        "Weekrooster vanaf 3 maart 2025\nNaam;maandag;dinsdag;woensdag;donderdag;vrijdag;zaterdag;zondag\n",
        "Dienstplan März 2025\nMitarbeiter;Mo 3.3.;Di 4.3.;Mi 5.3.;Do 6.3.;Fr 7.3.;Sa 8.3.;So 9.3.\n",
        "Rota 2025\nName;Mon 3 Mar;Tue 4 Mar;Wed 5 Mar;Thu 6 Mar;Fri 7 Mar;Sat 8 Mar;Sun 9 Mar\n",
        "2025\n;3-mrt;4-mrt;5-mrt;6-mrt;7-mrt;8-mrt;9-mrt\n",
        "Naam;03/03/2025;03/04/2025;03/05/2025;03/06/2025;03/07/2025;03/08/2025;03/09/2025\n",
    ] {
        let text = format!("{head}{body}\n{LEGEND}\n");
        let draft = draft(&text);
        assert_eq!(draft.layout, Layout::Grid, "{head}");
        assert_eq!(lines(&draft), WEEK, "{head}\n{:#?}", draft.problems);
        assert_eq!(findings(&draft), Vec::<&P>::new(), "{head}");
    }
}

#[test]
fn legends_stand_anywhere_and_in_many_forms() {
    let table =
        "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3;do 6-3\nRia Vis;V;;L;\nJo Dam;;N;;\n";
    for legend in [
        "\nLegenda: V=vroeg 07:00-15:30; L=laat 14:30-23:00; N=nacht 22:45-07:15\n",
        "\nV = vroeg (07:00 - 15:30)\nL = laat (14:30 - 23:00)\nN = nacht (22:45 - 07:15)\n",
        "\nLegenda\nV;vroeg;07:00;15:30\nL;laat;14:30;23:00\nN;nacht;22:45;07:15\n",
        "\nCode;Omschrijving;Begin;Einde\nV;Vroege dienst;07:00;15:30\nL;Late dienst;14:30;23:00\nN;Nachtdienst;22:45;07:15\n",
        "\nV;vroeg;07:00-15:30\nL;laat;14:30-23:00\nN;nacht;22:45-07:15\n",
        "\n;V: vroeg 7.00-15.30 uur\n;L: laat 14.30-23.00 uur\n;N: nacht 22.45-7.15 uur\n",
        "\n\"Legenda: V=vroeg 07:00-15:30, L=laat 14:30-23:00, N=nacht 22:45-07:15\"\n",
        "\nDiensten:;V 07:00-15:30 vroeg;L 14:30-23:00 laat;N 22:45-07:15 nacht\n",
    ] {
        gives(&format!("{table}{legend}"), &WEEK);
    }
    let above = format!("{LEGEND}\n\n{table}");
    gives(&above, &WEEK);
    let beside = "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3;do 6-3;;Legenda\nRia Vis;V;;L;;;V=vroeg 07:00-15:30\nJo Dam;;N;;;;L=laat 14:30-23:00\n;;;;;;N=nacht 22:45-07:15\n";
    gives(beside, &WEEK);
}

#[test]
fn cells_may_hold_times_several_codes_and_absences() {
    let text = format!(
        "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3;do 6-3;vr 7-3;za 8-3;zo 9-3\nRia Vis;07:00-15:30;V/L;verlof;-;ziek;V*;x\n\n{LEGEND}\n"
    );
    let draft = draft(&text);
    assert_eq!(draft.shifts.len(), 4);
    let away: Vec<Away> = draft.absences.iter().map(|absence| absence.why).collect();
    assert_eq!(away, [Away::Leave, Away::Free, Away::Sick, Away::Free]);
    assert_eq!(
        findings(&draft),
        [
            &P::Overlap { with_row: 3 },
            &P::MarkedCode { text: "V*".into() }
        ]
    );
}

#[test]
fn the_legend_wins_over_common_words() {
    let text = "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3\nRia Vis;VL;OFF;VL\n\nVL=vroeg lang 07:00-19:00; OFF=kantoor 09:00-17:00\n";
    let draft = draft(text);
    assert_eq!((draft.shifts.len(), draft.absences.len()), (3, 0));
}

#[test]
fn unknown_codes_are_counted_told_and_read_when_explained() {
    let text =
        "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3;do 6-3\nRia Vis;D1;D1;Q;\nJo Dam;D1;;;\n";
    let open = draft(text);
    let asked: Vec<(&str, usize)> = open
        .unknown_codes
        .iter()
        .map(|code| (code.code.as_str(), code.count))
        .collect();
    assert_eq!(asked, [("D1", 3), ("Q", 1)]);
    assert_eq!(findings(&open).len(), 4);
    let mut guide = Guide::default();
    guide.codes.insert(
        "D1".into(),
        CodeMeaning::Shift {
            start_min: 420,
            end_min: 930,
            name: None,
        },
    );
    guide
        .codes
        .insert("Q".into(), CodeMeaning::Absent(Away::Other));
    let told = guided(text, &guide);
    assert_eq!(
        (told.shifts.len(), told.absences.len(), findings(&told)),
        (3, 1, vec![])
    );
}

#[test]
fn sums_and_sections_and_feet_are_notes() {
    let text = format!(
        "Rooster Linde maart 2025\nNaam;Contract;3;4;5;6;7\nWoning Noord\nRia Vis;24;V;;L;;\nWoning Zuid\nJo Dam;32;;N;;;\nKim Bos;16;;;;;\nTotaal;;1;1;1;0;0\nV;;1;0;0;0;0\n;;1;1;1;0;0\n\n{LEGEND}\nAfgedrukt op 28-2-2025 10:15\n"
    );
    let draft = draft(&text);
    assert_eq!(draft.shifts.len(), 3, "{:#?}", draft.problems);
    assert_eq!(findings(&draft), Vec::<&P>::new());
    assert_eq!(draft.units, ["Woning Noord", "Woning Zuid"]);
    let names: Vec<&str> = draft
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["Ria Vis", "Jo Dam", "Kim Bos"]);
    let totals = draft
        .problems
        .iter()
        .filter(|problem| problem.what == P::Total)
        .count();
    assert_eq!(totals, 3);
    assert_eq!(draft.unknown_columns, [1]);
}

#[test]
fn months_and_years_go_on_where_the_numbers_begin_again() {
    let text = "November 2020\nNaam;26;27;28;29;30;31;1;2;3;4;5;6;7;8\nRia Vis;V;;;;;;V;;;;;;;\n\nV=07:00-15:30\n";
    let draft1 = draft(text);
    assert_eq!(
        lines(&draft1)[0].get(8..18),
        Some("2020-10-26"),
        "{:?}",
        lines(&draft1)
    );
    assert_eq!(lines(&draft1)[1].get(8..18), Some("2020-11-01"));
    let year = "Rooster 29-12-2025 t/m 11-1-2026\nNaam;ma 29-12;di 30-12;wo 31-12;do 1-1;vr 2-1\nRia Vis;V;;;V;\n\nV=07:00-15:30\n";
    assert_eq!(lines(&draft(year))[1].get(8..18), Some("2026-01-01"));
}

#[test]
fn weekdays_find_the_year_that_a_hint_misses() {
    let text = "Naam;ma 3-3;di 4-3;wo 5-3\nRia Vis;V;;\n\nV=07:00-15:30\n";
    assert_eq!(
        read(text.as_bytes(), &Guide::default()),
        Err(Unreadable::NoYear)
    );
    let guide = |year| Guide {
        year_hint: Some(year),
        ..Guide::default()
    };
    assert_eq!(findings(&guided(text, &guide(2025))), Vec::<&P>::new());
    let corrected = guided(text, &guide(2024));
    assert_eq!(corrected.shifts[0].start.year(), 2025);
    assert_eq!(corrected.problems[0].assumed, Assumed::Year(2025));
}

#[test]
fn several_weeks_below_each_other_are_read_as_one_roster() {
    let text = "Naam;ma 3-3-2025;di 4-3-2025;wo 5-3-2025\nRia Vis;V;;L\nJo Dam;;N;\n\nNaam;ma 10-3-2025;di 11-3-2025;wo 12-3-2025\nRia Vis;;V;\nJo Dam;N;;\n\nLegenda: V=vroeg 07:00-15:30; L=laat 14:30-23:00; N=nacht 22:45-07:15\n";
    let draft = draft(text);
    assert_eq!((draft.shifts.len(), draft.people.len()), (5, 2));
    assert_eq!(findings(&draft), Vec::<&P>::new());
}

#[test]
fn begin_and_end_may_have_a_column_each() {
    let text = "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;;di 4-3;;wo 5-3;\n;Begin;Einde;Begin;Einde;Begin;Einde\nRia Vis;07:00;15:30;;;14:30;23:00\nJo Dam;;;22:45;07:15;;\n";
    gives(text, &WEEK);
}

#[test]
fn open_rows_and_double_codes_are_open_shifts() {
    let text = "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3\nOpen diensten;V;V+V;\nRia Vis;;;L\n\nV=vroeg 07:00-15:30; L=laat 14:30-23:00\n";
    let draft = draft(text);
    assert_eq!(
        draft
            .shifts
            .iter()
            .filter(|shift| shift.person.is_none())
            .count(),
        3
    );
    assert_eq!((draft.people.len(), findings(&draft)), (1, vec![]));
}

#[test]
fn a_grid_without_any_date_needs_the_first_day_from_the_guide() {
    let text = "Naam;1;2;3;4;5;6;7\nRia Vis;V;;;;;;\n\nV=vroeg 07:00-15:30\n";
    assert_eq!(
        read(text.as_bytes(), &Guide::default()),
        Err(Unreadable::NoYear)
    );
    let guide = Guide {
        first_day: Date::new(2025, 3, 1).ok(),
        ..Guide::default()
    };
    assert_eq!(
        lines(&guided(text, &guide)),
        ["Ria Vis,2025-03-01T07:00,2025-03-01T15:30,Early,,510"]
    );
}

#[test]
fn columns_beside_the_days_have_roles_and_can_be_mapped() {
    let text = "3-3-2025 t/m 9-3-2025\nAchternaam;Voornaam;Functie;Kamer;ma 3-3;di 4-3;wo 5-3\nVis;Ria;Verzorgende;12;V;;\n\nV=vroeg 07:00-15:30\n";
    let open = draft(text);
    assert_eq!(
        (
            open.people[0].name.as_str(),
            open.unknown_columns.as_slice()
        ),
        ("Ria Vis", [3].as_slice())
    );
    assert_eq!(open.people[0].qualifications, ["Verzorgende"]);
    let mut guide = Guide::default();
    guide.roles.insert(3, Role::Unit);
    assert_eq!(guided(text, &guide).units, ["12"]);
}

#[test]
fn cells_without_a_day_above_them_are_told() {
    let text =
        "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3\nRia Vis;V;;;V\n\nV=vroeg 07:00-15:30\n";
    assert_eq!(findings(&draft(text)), [&P::NoDay { text: "V".into() }]);
}

#[test]
fn surnames_that_are_words_stay_people() {
    let text = "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3\n\"de Vrij, Stef\";;V;\nDag Open;V;;\nJan;07:00-15:30;;\n\nV=vroeg 07:00-15:30\n";
    let draft = draft(text);
    let names: Vec<&str> = draft
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(
        (names, draft.shifts.len()),
        (vec!["Stef de Vrij", "Dag Open", "Jan"], 3)
    );
}

#[test]
fn a_row_cut_short_is_told() {
    let text = "3-3-2025 t/m 9-3-2025\nNaam;ma 3-3;di 4-3;wo 5-3\n\nV=vroeg 07:00-15:30\n\nRia Vis;V;;\nKim Bos;V;;\nJo Dam;V";
    assert_eq!(
        findings(&draft(text)),
        [&P::ShortRow {
            cells: 2,
            header: 4
        }]
    );
}

#[test]
fn groups_are_no_people_and_short_legend_rows_no_rows() {
    let text = "Naam;ma 3-3-2025;di 4-3-2025;wo 5-3-2025\nVerzorgenden;;;\nRia Vis;V;RV;\nHelpenden;;;\nJo Dam;;RV;V\n\nV;vroeg;07.30;16.00\nRV;Roostervrij\n";
    let draft = draft(text);
    let names: Vec<&str> = draft
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(
        (names, draft.shifts.len(), draft.absences.len()),
        (vec!["Ria Vis", "Jo Dam"], 2, 2)
    );
    assert_eq!(findings(&draft), Vec::<&P>::new());
}

#[test]
fn the_year_may_stand_in_the_corner() {
    gives(
        "2025;ma 3 mrt;di 4 mrt;wo 5 mrt\nRia Vis;07:00-15:30;;\n",
        &["Ria Vis,2025-03-03T07:00,2025-03-03T15:30,Early,,510"],
    );
}
