//! Workbooks of LibreOffice and its kin.

use proptest::prelude::*;
use ruil_files::{Away, Draft, Guide, ProblemKind as P, Unreadable, read, to_archive, to_csv};

use super::help::{findings, lines};

const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// An ODS file of this body.
fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?>\n<office:document-content><office:automatic-styles>{styles}\
         </office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet>\
         </office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest/>".to_owned();
    pack(&content, &manifest)
}

fn pack(content: &str, manifest: &str) -> Vec<u8> {
    to_archive(&[
        ("mimetype", KIND.into()),
        ("content.xml", content.into()),
        ("META-INF/manifest.xml", manifest.into()),
    ])
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn table(name: &str, rows: &[String]) -> String {
    format!(
        "<table:table table:name=\"{name}\">{}</table:table>",
        rows.concat()
    )
}

fn word(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    format!(
        "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
    )
}

fn date(date: &str) -> String {
    format!(
        "<table:table-cell office:value-type=\"date\" office:date-value=\"{date}\">\
         <text:p>zo ziet de planner het</text:p></table:table-cell>"
    )
}

fn time(hour: u32, minute: u32) -> String {
    format!(
        "<table:table-cell office:value-type=\"time\" office:time-value=\"PT{hour:02}H{minute:02}M00S\">\
         <text:p>{hour}u{minute:02}</text:p></table:table-cell>"
    )
}

fn head() -> String {
    row(&["Naam", "Datum", "Begin", "Einde"].map(word))
}

fn draft(bytes: &[u8]) -> Draft {
    read(bytes, &Guide::default()).unwrap()
}

#[test]
fn a_grid_is_read_with_its_merges_repeats_notes_and_hidden_columns() {
    let title = "<table:table-cell table:number-columns-spanned=\"8\"><text:p>Rooster <text:span>Linde</text:span>\
                 </text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"7\"/>";
    let days: Vec<String> = (3..8).map(|day| date(&format!("2025-03-0{day}"))).collect();
    let note = "<table:table-cell office:value-type=\"string\"><office:annotation><dc:creator>Jo</dc:creator>\
                <text:p>ruil met Jo</text:p></office:annotation><text:p>V</text:p></table:table-cell>";
    let twice = "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\">\
                 <text:p>L</text:p></table:table-cell>";
    let away = "<table:table-cell table:number-columns-spanned=\"3\" office:value-type=\"string\">\
                <text:p>verlof</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"2\"/>";
    let legend = |code: &str, times: &str| row(&[word(&format!("{code} = {times}"))]);
    let rows = [
        "<table:table-column/><table:table-column table:number-columns-repeated=\"2\" table:visibility=\"collapse\"/>"
            .to_owned(),
        row(&[title.to_owned()]),
        row(&[vec![word("Naam")], days].concat()),
        row(&[word("Vis, Ria"), note.to_owned(), twice.to_owned()]),
        row(&[word("Dam, Jo"), "<table:table-cell/>".to_owned(), away.to_owned()]),
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>".to_owned(),
        legend("V", "7:00-15:30"),
        legend("L", "15:00-23:00"),
        "<table:table-row table:number-rows-repeated=\"1048560\"><table:table-cell \
         table:number-columns-repeated=\"16384\"/></table:table-row>"
            .to_owned(),
    ];
    let hidden = "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>";
    let other = "<table:table table:name=\"Oud\" table:style-name=\"ta2\"><table:table-row>"
        .to_owned()
        + &word("Naam")
        + "</table:table-row></table:table>";
    let draft = draft(&ods(hidden, &(table("Rooster", &rows) + &other)));
    assert_eq!(draft.sheets, ["Rooster", "Oud"]);
    assert_eq!(
        lines(&draft),
        [
            "Ria Vis,2025-03-03T07:00,2025-03-03T15:30,V,,510",
            "Ria Vis,2025-03-04T15:00,2025-03-04T23:00,L,,480",
            "Ria Vis,2025-03-05T15:00,2025-03-05T23:00,L,,480",
        ],
        "{:#?}",
        draft.problems
    );
    let away: Vec<(i8, Away)> = draft
        .absences
        .iter()
        .map(|absence| (absence.from.day(), absence.why))
        .collect();
    assert_eq!(away, [(4, Away::Leave), (5, Away::Leave), (6, Away::Leave)]);
    assert_eq!(draft.shifts[0].comment.as_deref(), Some("ruil met Jo"));
    assert_eq!(findings(&draft), [&P::Hidden, &P::Hidden]);
    assert_eq!(draft.title.as_deref(), Some("Rooster Linde"));
}

#[test]
fn a_sheet_that_looks_like_a_roster_can_be_left_out() {
    let shift = |name: &str| row(&[word(name), date("2025-03-03"), time(7, 0), time(15, 30)]);
    let rows = |name: &str| [head(), shift(name), shift("Annie de Wit")];
    let both = table("Maart", &rows("Ria Vis")) + &table("Maart oud", &rows("Jo Dam")[..2]);
    let file = ods("", &both);
    let whole = draft(&file);
    assert_eq!(whole.rosters().collect::<Vec<_>>(), [(0, 2), (1, 1)]);
    let mut guide = Guide::default();
    guide.sheets_left_out.insert("Maart oud".to_owned());
    let some = read(&file, &guide).unwrap();
    assert_eq!(some.rosters().collect::<Vec<_>>(), [(0, 2)]);
    assert_eq!(findings(&some), Vec::<&P>::new(), "it was meant so");
    let told = some.problems.iter().map(|problem| &problem.what);
    let name = "Maart oud".to_owned();
    assert!(
        told.into_iter()
            .any(|what| *what == P::OtherSheet { name: name.clone() })
    );
}

#[test]
fn a_row_that_stands_a_million_times_is_more_than_a_roster_has() {
    let many = |cell: &str| {
        format!("<table:table-row table:number-rows-repeated=\"1000000\">{cell}</table:table-row>")
    };
    let shift = row(&[
        word("Ria Vis"),
        date("2025-03-03"),
        time(7, 0),
        time(15, 30),
    ]);
    let empty = [head(), shift.clone(), many("<table:table-cell/>")];
    assert_eq!(lines(&draft(&ods("", &table("Blad1", &empty)))).len(), 1);
    let full = [head(), shift, many(&word("Ria Vis"))];
    let refused = read(&ods("", &table("Blad1", &full)), &Guide::default());
    assert!(
        matches!(refused, Err(Unreadable::TooMany { .. })),
        "{refused:?}"
    );
}

#[test]
fn what_is_sealed_or_cut_off_is_refused() {
    let sealed = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let sealed = pack("\u{1}\u{2}", sealed);
    assert_eq!(read(&sealed, &Guide::default()), Err(Unreadable::Locked));
    let nothing = pack("", "<manifest:manifest/>");
    assert!(read(&nothing, &Guide::default()).is_err());
}

/// A shift: who, on which day of March, from when, and how long.
type Shift = (usize, i32, u32, u32);

const NAMES: [&str; 4] = ["Ria Vis", "Jo Dam", "Annie M. de Wit", "Bé & Zn"];

fn shifts() -> impl Strategy<Value = Vec<Shift>> {
    prop::collection::vec((0..4_usize, 1..29, 0..24_u32, 1..24_u32), 1..30)
}

proptest! {
    #[test]
    fn one_roster_reads_the_same_from_a_workbook_and_from_text(shifts in shifts()) {
        let (mut rows, mut text) = (vec![head()], "Naam;Datum;Begin;Einde\n".to_owned());
        for (name, day, from, hours) in shifts {
            let (name, until) = (NAMES[name], (from + hours) % 24);
            text.push_str(&format!("{name};2025-03-{day:02};{from:02}:00;{until:02}:30\n"));
            rows.push(row(&[word(name), date(&format!("2025-03-{day:02}")), time(from, 0), time(until, 30)]));
        }
        let (sheet, plain) = (draft(&ods("", &table("Blad1", &rows))), draft(text.as_bytes()));
        prop_assert_eq!(to_csv(&sheet), to_csv(&plain));
        prop_assert_eq!(findings(&sheet), findings(&plain));
    }

    #[test]
    fn any_change_of_the_bytes_is_read_or_refused(at in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        let shift = row(&[word("Ria Vis"), date("2025-03-03"), time(7, 0), time(15, 30)]);
        let mut bytes = ods("", &table("Blad1", &[head(), shift]));
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = read(&bytes, &Guide::default());
        bytes.truncate(cut.index(bytes.len()));
        let _ = read(&bytes, &Guide::default());
    }
}
