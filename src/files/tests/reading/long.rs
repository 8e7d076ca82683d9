//! The long layout: one row a shift.

use ruil_files::{Away, Guide, ProblemKind as P, Zone};

use super::help::{draft, findings, gives, guided, lines};

const EARLY: &str = "Ria Vis,2025-03-03T07:00,2025-03-03T15:30,Early,,510";
const NIGHT: &str = "Ria Vis,2025-03-29T22:45,2025-03-30T07:15,Night,,450";

#[test]
fn separators_and_languages_make_no_difference() {
    for text in [
        "Medewerker;Datum;Begin;Einde\nRia Vis;03-03-2025;07:00;15:30\n",
        "Naam\tDatum\tVan\tTot\r\nVis, Ria\t3-3-2025\t7:00\t15:30\r\n",
        "Employee,Date,Start Time,End Time\nRia Vis,2025-03-03,07:00:00,15:30:00\n",
        "Mitarbeiter;Datum;Beginn;Ende\nRia Vis;03.03.2025;07.00;15.30\n",
        "sep=|\nnaam|datum|begintijd|eindtijd\nRia Vis|3-3-25|0700|1530\n",
        "\"Voornaam\";\"Achternaam\";\"Startdatum\";\"Starttijd\";\"Eindtijd\"\n\"Ria\";\"Vis\";\"3 maart 2025\";\"7u\";\"15u30\"\n",
        "Date,Name,Start,End\n\"Mon, 03 Mar 2025\",\"Vis, Ria\",7:00 AM,3:30 PM\n",
        "Name;Datum;Zeit\nRia Vis;03.03.2025;07:00 - 15:30 Uhr\n",
    ] {
        gives(text, &[EARLY]);
    }
}

#[test]
fn date_and_time_may_share_a_cell() {
    for text in [
        "Employee_Name,Start_Date_Time,End_Date_Time\nRia Vis,03/29/2025 22:45:00,03/30/2025 07:15:00\n",
        "Naam;Begin;Einde\nRia Vis;29-03-2025 22:45;30-03-2025 07:15\n",
        "name,start,end\nRia Vis,2025-03-29T22:45:00+01:00,2025-03-30T07:15:00+02:00\n",
        "name,start,end\nRia Vis,2025-03-29T21:45:00Z,2025-03-30T05:15:00Z\n",
        "Naam;Startdatum;Starttijd;Einddatum;Eindtijd\nRia Vis;29-03-2025;22:45;30-03-2025;07:15\n",
        "Naam;Datum;Begin;Einde\nRia Vis;45745;22:45;07:15\n",
        "Naam;Datum;Begin;Einde\nRia Vis;29-03-2025 00:00:00;30-12-1899 22:45;30-12-1899 07:15\n",
    ] {
        gives(text, &[NIGHT]);
    }
}

#[test]
fn ends_at_or_before_the_start_are_on_the_next_day() {
    gives(
        "Naam;Datum;Begin;Einde\nRia Vis;1-3-2025;07:00;07:00\nRia Vis;4-3-2025;16:00;24:00\nRia Vis;6-3-2025;16:00;00:00\n",
        &[
            "Ria Vis,2025-03-01T07:00,2025-03-02T07:00,Full,,1440",
            "Ria Vis,2025-03-04T16:00,2025-03-05T00:00,Late,,480",
            "Ria Vis,2025-03-06T16:00,2025-03-07T00:00,Late,,480",
        ],
    );
}

#[test]
fn names_keep_their_marks_and_are_turned_round() {
    let text = "Naam;Datum;Begin;Einde\n\"van ’t Veer-Løvland, Chloe\u{308}\";3-3-2025;7:00;15:30\nNu\u{308}r  Çelik ;3-3-2025;7:00;15:30\n";
    let draft = draft(text);
    let names: Vec<&str> = draft
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["Chloë van ’t Veer-Løvland", "Nür Çelik"]);
}

#[test]
fn open_shifts_are_known_by_flag_word_and_emptiness() {
    let flagged = "First Name,Last Name,Start Date,Start Time,End Time,Open\n,,2025-03-03,07:00,15:30,Yes\nRia,Vis,2025-03-03,07:00,15:30,No\n";
    gives(
        flagged,
        &[",2025-03-03T07:00,2025-03-03T15:30,Early,,510", EARLY],
    );
    gives(
        "Naam;Datum;Begin;Einde\nOpen dienst;3-3-2025;07:00;15:30\n",
        &[",2025-03-03T07:00,2025-03-03T15:30,Early,,510"],
    );
    let bare = draft(
        "Naam;Datum;Begin;Einde\nRia Vis;3-3-2025;07:00;15:30\nRia Vis;5-3-2025;07:00;15:30\nRia Vis;7-3-2025;07:00;15:30\n;4-3-2025;07:00;15:30\n",
    );
    assert_eq!(findings(&bare), [&P::NoPerson]);
    assert_eq!(
        bare.shifts
            .iter()
            .filter(|shift| shift.person.is_none())
            .count(),
        1
    );
}

#[test]
fn several_equal_open_shifts_come_from_equal_rows_or_a_number() {
    let open = ",2025-03-03T07:00,2025-03-03T15:30,Early,,510";
    gives(
        "Staff,Date,Start,End,Qty\nOpen,03-03-25,07:00,15:30,3\n",
        &[open; 3],
    );
    gives(
        "Naam;Datum;Begin;Einde\nOpen;3-3-2025;7:00;15:30\nOpen;3-3-2025;7:00;15:30\n",
        &[open; 2],
    );
}

#[test]
fn hours_agree_with_clock_time_passed_time_and_both_without_break() {
    let head = "Naam;Datum;Begin;Einde;Pauze;Uren\n";
    for hours in ["8,5", "8.5", "8:30", "7,5", "8", "7,0", "7"] {
        let text = format!("{head}Ria Vis;29-03-2025;22:45;07:15;30;{hours}\n");
        gives(&text, &[NIGHT]);
    }
    let wrong = draft(&format!("{head}Ria Vis;29-03-2025;22:45;07:15;30;4\n"));
    assert_eq!(
        findings(&wrong),
        [&P::HoursDiffer {
            said_min: 240,
            found_min: 420
        }]
    );
    let without = draft("Naam;Datum;Begin;Einde;Uren\nRia Vis;3-3-2025;07:00;15:30;8\n");
    assert_eq!(
        (without.shifts[0].break_min, findings(&without)),
        (30, vec![])
    );
}

#[test]
fn a_day_total_on_the_first_row_of_a_day_is_no_contradiction() {
    gives(
        "Datum;Naam;Start;Einde;Netto (uur)\n3-3-2025;Ria Vis;07:00;11:00;7,00\n3-3-2025;Ria Vis;15:00;18:00;\n",
        &[
            "Ria Vis,2025-03-03T07:00,2025-03-03T11:00,Early,,240",
            "Ria Vis,2025-03-03T15:00,2025-03-03T18:00,Late,,180",
        ],
    );
}

#[test]
fn utc_columns_settle_the_hour_that_comes_twice() {
    let text = "Datum;Naam;Start (Brussel);Einde (Brussel);Start (UTC);Einde (UTC)\n\
        26-10-2025;Ria Vis;02:30;02:15;00:30;01:15\n\
        26-10-2025;Jo Dam;02:30;09:00;01:30;08:00\n";
    gives(
        text,
        &[
            "Jo Dam,2025-10-26T02:30,2025-10-26T09:00,Night,,390",
            "Ria Vis,2025-10-26T02:30,2025-10-26T02:15,Full,,45",
        ],
    );
}

#[test]
fn a_legend_below_the_rows_explains_their_codes() {
    let text = "Naam;Datum;Dienst\nRia Vis;3-3-2025;V\n\nLegenda\nV;Vroeg;07:00;15:30\n";
    gives(text, &[EARLY]);
}

#[test]
fn days_without_a_shift_and_absences_are_kept_apart() {
    let text = "Naam;Datum;Begin;Einde;Dienst\nRia Vis;3-3-2025;;;\nRia Vis;4-3-2025;;;Ziek\nRia Vis;5-3-2025;07:00;15:00;Verlof\nRia Vis;6-3-2025;07:00;15:30;Vroeg\n";
    let draft = draft(text);
    let away: Vec<(usize, Away)> = draft
        .absences
        .iter()
        .map(|absence| (absence.row, absence.why))
        .collect();
    assert_eq!(away, [(3, Away::Sick), (4, Away::Leave)]);
    assert_eq!(
        draft
            .problems
            .iter()
            .map(|problem| &problem.what)
            .collect::<Vec<_>>(),
        [&P::EmptyDay]
    );
    assert_eq!(draft.shifts.len(), 1);
}

#[test]
fn dates_without_a_year_take_it_from_the_title_or_the_guide() {
    let rows = "Naam;Datum;Begin;Einde\nRia Vis;ma 29-12;7:00;15:30\nRia Vis;do 1-1;7:00;15:30\n";
    let expected = [
        "Ria Vis,2025-12-29T07:00,2025-12-29T15:30,Early,,510",
        "Ria Vis,2026-01-01T07:00,2026-01-01T15:30,Early,,510",
    ];
    gives(
        &format!("Rooster 29-12-2025 t/m 25-1-2026\n{rows}"),
        &expected,
    );
    let guide = Guide {
        year_hint: Some(2025),
        ..Guide::default()
    };
    assert_eq!(lines(&guided(rows, &guide)), expected);
    assert_eq!(
        ruil_files::read(rows.as_bytes(), &Guide::default()),
        Err(ruil_files::Unreadable::NoYear)
    );
}

#[test]
fn a_table_without_a_header_is_read_by_its_content() {
    gives("Ria Vis;03-03-2025;07:00;15:30\n", &[EARLY]);
}

#[test]
fn the_zone_changes_what_a_night_lasts() {
    let text = "Naam;Datum;Begin;Einde\nRia Vis;29-3-2025;22:45;07:15\n";
    let guide = Guide {
        zone: Zone::named("America/Curacao").unwrap(),
        ..Guide::default()
    };
    assert_eq!(guided(text, &guide).shifts[0].elapsed_min, 510);
    assert_eq!(draft(text).shifts[0].start_offset_min, 60);
    assert_eq!(draft(text).shifts[0].end_offset_min, 120);
}

#[test]
fn a_name_or_a_day_may_head_the_rows_below() {
    let by_person = "Datum;Begin;Einde\nMedewerker: Vis, Ria\n3-3-2025;07:00;15:30\nJo Dam\n3-3-2025;07:00;15:30\n";
    gives(
        by_person,
        &["Jo Dam,2025-03-03T07:00,2025-03-03T15:30,Early,,510", EARLY],
    );
    let by_day = "Naam;Begin;Einde\nmaandag 3 maart 2025\nRia Vis;07:00;15:30\ndinsdag 4 maart 2025\nJo Dam;07:00;15:30\n";
    gives(
        by_day,
        &["Jo Dam,2025-03-04T07:00,2025-03-04T15:30,Early,,510", EARLY],
    );
}

#[test]
fn times_may_stand_beside_the_shifts_name() {
    gives(
        "Naam;Datum;Dienst\nRia Vis;3-3-2025;Vroeg 07:00-15:30\nRia Vis;4-3-2025;Tussendienst (10:00 - 16:00)\n",
        &[
            EARLY,
            "Ria Vis,2025-03-04T10:00,2025-03-04T16:00,Tussendienst,,360",
        ],
    );
}

#[test]
fn with_times_beside_them_vague_words_are_work() {
    let text = "Naam;Datum;Begin;Einde;Dienst\nRia Vis;3-3-2025;09:00;17:00;Training\nRia Vis;4-3-2025;07:00;15:30;RV\nRia Vis;5-3-2025;07:00;15:30;Verlof\nRia Vis;6-3-2025;;;RV\n";
    let draft = draft(text);
    assert_eq!((draft.shifts.len(), draft.absences.len()), (2, 2));
}

#[test]
fn facts_above_the_table_are_no_header() {
    let text = "Organisatie;Linde\nTeam;Noord;Datum;1-3-2025\nPeriode;3-3-2025 t/m 9-3-2025\n\nMedewerker;Datum;Begin;Einde\nRia Vis;ma 3-3;07:00;15:30\n";
    gives(text, &[EARLY]);
}
