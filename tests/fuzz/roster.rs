//! Roster files from anywhere.

use ruil_core::{Event, EventId, Stamp};
use ruil_files::{Guide, plan, read, to_archive, to_csv, to_xlsx};
use ruil_sync::body::command_bytes;
use ruil_sync::seal::BODY_BYTES_MAX;

use crate::history;
use crate::team::fixture;

/// Room for the other fields of a body.
const BODY_SLACK_BYTES: usize = 200;

/// A file is a draft or a refusal; a draft is commands that fit an envelope, which the team answers.
pub fn roster(bytes: &[u8]) {
    let guide = Guide {
        year_hint: Some(2025),
        ..Guide::default()
    };
    let Ok(draft) = read(bytes, &guide) else {
        return;
    };
    to_csv(&draft);
    let mut team = fixture().engine.team().as_ref().clone();
    let mut count = 0_u8;
    let mut ids = || {
        count = count.wrapping_add(1);
        [0x99 ^ count; 16]
    };
    let made = plan::plan(&team, &draft, &mut ids);
    for (number, command) in (1_000..).zip(made.commands) {
        let len = command_bytes(&command).len();
        assert!(len + BODY_SLACK_BYTES <= BODY_BYTES_MAX, "{len} bytes");
        let event = Event {
            id: EventId::from_bytes([0x44; 16]),
            device: history::device(1),
            actor: history::person(1),
            command,
        };
        let time_ms = 1_741_000_000_000;
        team.apply(&event, Stamp { number, time_ms });
    }
}

/// A file of each layout.
pub fn files() -> Vec<Vec<u8>> {
    let files = [
        "Naam;Datum;Begin;Einde;Dienst;Woning\nRia Vis;3-3-2025;7:00;15:30;V;Linde\nJo Dam;4-3-2025;23:00;7:00;N;Linde\n",
        "Name,Date,Start,End\nRia Vis,2025-03-03,07:00,15:30\nJo Dam,2025-03-04,15:00,23:00\n",
        "Rooster maart 2025\n;1;2;3;4\nRia Vis;V;V;;N\nJo Dam;;L;L;X\n\nV = 7:00-15:30\nL = 15:00-23:00\nN = 23:00-7:00\nX = verlof\n",
        "\u{feff}Medewerker\tvan\ttot\nRia Vis\t2025-03-03T07:00\t2025-03-03T15:30\n",
        "<table><tr><td>Naam</td><td>Datum</td></tr></table>",
    ];
    let files = files.iter().map(|file| file.as_bytes().to_vec());
    files.chain(workbooks()).collect()
}

/// A roster in a workbook of either kind, not compressed: a changed byte is a changed roster.
fn workbooks() -> [Vec<u8>; 2] {
    let rows = [
        ["Naam", "Datum", "Begin", "Einde"],
        ["Ria Vis", "2025-03-03", "07:00", "15:30"],
        ["Jo Dam", "2025-03-04", "23:00", "07:00"],
    ];
    let cells = |row: &[&str; 4]| row.map(str::to_owned).to_vec();
    let row = |row: &[&str; 4]| {
        let cell = |text: &&str| format!("<table-cell><p>{text}</p></table-cell>");
        format!(
            "<table-row>{}</table-row>",
            row.iter().map(cell).collect::<String>()
        )
    };
    let day = "<table-row table:number-rows-repeated=\"2\"><table-cell><p>Jo Dam</p></table-cell>\
         <table-cell value-type=\"date\" date-value=\"2025-03-05T00:00:00\"/>\
         <table-cell value-type=\"time\" time-value=\"PT07H00M00S\" number-columns-repeated=\"2\"/>\
         </table-row>";
    let content = format!(
        "<spreadsheet><table table:name=\"A\">{}{day}</table></spreadsheet>",
        rows.iter().map(row).collect::<String>()
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    [
        to_xlsx("Rooster", &rows.iter().map(cells).collect::<Vec<_>>()),
        to_archive(&[("mimetype", kind.into()), ("content.xml", content.into())]),
    ]
}
