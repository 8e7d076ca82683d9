//! Column layouts of planning tools, each with a row or two.

use ruil_files::{Away, ProblemKind as P};

use super::help::{draft, findings, gives, lines};

#[test]
fn shiftbase_roster_detail() {
    let text = "\u{feff}Gebruikers-id;Personeelsnummer;Naam;Datum;Dag;Starttijd;Eindtijd;Pauze;Dienst;Vestiging;Afdeling;Team;Beschrijving;Totaal;Salaris\r\n\
        7;0007;Ria Vis;29-03-2025;zaterdag;22:45;07:15;30;Nacht;\"Linde; noord\";Zorg;A;;7,00;0,00\r\n\
        7;0007;Ria Vis;01-04-2025;dinsdag;07:00;07:00;30;Slaap;Linde;Zorg;A;;23,50;0,00\r\n";
    gives(
        text,
        &[
            "Ria Vis,2025-03-29T22:45,2025-03-30T07:15,Night,Linde; noord,450",
            "Ria Vis,2025-04-01T07:00,2025-04-02T07:00,Slaap,Linde,1440",
        ],
    );
}

#[test]
fn deputy_bulk_import() {
    let text = "First Name,Last Name,Email,Start Date,Start Time,End Date,End Time,Location,Area,Meal Break (Mins),Meal Break Start Date,Meal Break Start Time,Comment,Published,Open\n\
        Ria,Vis,ria@linde.example,2025-03-03,22:45:00,2025-03-04,07:15:00,Linde,Zorg,30,2025-03-04,02:00:00,,Yes,No\n\
        ,,,2025-03-03,22:45:00,2025-03-04,07:15:00,Linde,Zorg,30,,,,Yes,Yes\n\
        ,,,2025-03-03,22:45:00,2025-03-04,07:15:00,Linde,Zorg,30,,,,Yes,Yes\n";
    let open = ",2025-03-03T22:45,2025-03-04T07:15,Night,Zorg,510";
    gives(
        text,
        &[
            open,
            open,
            "Ria Vis,2025-03-03T22:45,2025-03-04T07:15,Night,Zorg,510",
        ],
    );
    assert_eq!(
        draft(text).people[0].email.as_deref(),
        Some("ria@linde.example")
    );
}

#[test]
fn when_i_work_template() {
    gives(
        "first_name,last_name,employee_code,start_time,end_time,schedule,position,unpaid_break\nRia,Vis,7,2025-03-03 07:00,2025-03-03 15:30,Vroeg,Verzorgende,30\n",
        &["Ria Vis,2025-03-03T07:00,2025-03-03T15:30,Early,,510"],
    );
}

#[test]
fn amgtime_days_off_and_on() {
    let text = "Code,Name,Date,Work (Yes/No),Start,Stop,Lunch\n101,Ria Vis,03/14/2025,Yes,07:00,15:30,30\n101,Ria Vis,03/15/2025,No,,,\n";
    let draft = draft(text);
    assert_eq!(
        lines(&draft),
        ["Ria Vis,2025-03-14T07:00,2025-03-14T15:30,Early,,510"]
    );
    assert_eq!(
        (draft.absences.len(), draft.people[0].number.as_deref()),
        (1, Some("101"))
    );
    assert_eq!(findings(&draft), Vec::<&P>::new());
}

#[test]
fn staffwise_quantities() {
    let text = "Job Code,Shift id,Team id,Staff,Venue,Address,Notes,Date,Role,Qty,Start,Finish\nJ1,9,T,,Linde,Dorp 1,,14-03-25,Verzorgende,2,07:00,15:30\n";
    let draft = draft(text);
    assert_eq!(
        lines(&draft),
        [",2025-03-14T07:00,2025-03-14T15:30,Early,Linde,510"; 2]
    );
}

#[test]
fn insightful_date_times_and_zone() {
    gives(
        "Employee_Name,Start_Date_Time,End_Date_Time,Employee_Time_Zone,Type\nRia Vis,03/29/2025 22:45:00,03/30/2025 07:15:00,Europe/Brussels,Regular\n",
        &["Ria Vis,2025-03-29T22:45,2025-03-30T07:15,Regular,,450"],
    );
}

#[test]
fn a_belgian_time_export() {
    let text = "\u{feff}Datum;Personeelsnummer;Naam;Locatie;Start (Brussel);Einde (Brussel);Start (UTC);Einde (UTC);Pauze (min);Bruto (min);Netto (min);Netto (uur)\r\n\
        2025-10-25;'0007;Ria Vis;Linde;22:45;07:15;2025-10-25 20:45;2025-10-26 06:15;30;570;540;9,00\r\n\
        2025-10-26;'0007;Ria Vis;Linde;02:30;02:15;2025-10-26 00:30;2025-10-26 01:15;0;45;45;0,75\r\n\
        2025-10-27;'0007;Ria Vis;Linde;;;;;;;;\r\n";
    let draft = draft(text);
    assert_eq!(
        lines(&draft),
        [
            "Ria Vis,2025-10-25T22:45,2025-10-26T07:15,Night,Linde,570",
            "Ria Vis,2025-10-26T02:30,2025-10-26T02:15,Full,Linde,45"
        ]
    );
    // The second shift lies within the first: told, and kept.
    assert_eq!(findings(&draft), [&P::Overlap { with_row: 2 }]);
    assert_eq!(draft.people[0].number.as_deref(), Some("0007"));
}

#[test]
fn absences_by_number() {
    let text = "EMPLOYEE_NUMBER;DATE;LEAVETYPE_SHORT;NOTE\n7;03.03.2025;U;\n7;04.03.2025;Krank;\n";
    let draft = draft(text);
    let why: Vec<Away> = draft.absences.iter().map(|absence| absence.why).collect();
    assert_eq!(
        (why, draft.people[0].name.as_str()),
        (vec![Away::Other, Away::Sick], "7")
    );
}

#[test]
fn our_own_output_reads_back() {
    let text = "Naam;Datum;Begin;Einde;Afdeling\nRia Vis;29-03-2025;22:45;07:15;\"Linde, noord\"\nOpen;3-3-2025;07:00;15:30;Eik\n";
    let first = draft(text);
    let again = draft(&ruil_files::to_csv(&first));
    assert_eq!(lines(&again), lines(&first));
}
