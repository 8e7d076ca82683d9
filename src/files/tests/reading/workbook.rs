//! Workbooks, old and new.

use proptest::prelude::*;
use ruil_files::{
    Away, Draft, FILE_BYTES_MAX, FileKind, Go, Guide, ProblemKind as P, Unreadable, read, read_with,
};

use super::help::{findings, lines};
use super::made::{Xlsx, archive, number, word, xls};

/// 3 March 2025 as a spreadsheet counts it.
const MONDAY: f64 = 45_719.0;

fn roster() -> Xlsx {
    let days: String = (0..7)
        .map(|day| {
            number(
                &format!("{}2", ["B", "C", "D", "E", "F", "G", "H"][day]),
                4,
                MONDAY + day as f64,
            )
        })
        .collect();
    let cells = format!(
        r#"<x:cols><x:col min="3" max="3" hidden="1"/></x:cols><x:sheetData>
        <x:row r="1">{}</x:row><x:row r="2">{}{days}</x:row>
        <x:row r="3">{}{}{}{}</x:row><x:row r="4">{}{}</x:row></x:sheetData>
        <x:mergeCells><x:mergeCell ref="A1:H1"/><x:mergeCell ref="C4:E4"/></x:mergeCells>"#,
        word("A1", "Rooster Linde & Eik"),
        word("A2", "Naam"),
        word("A3", "Vis, Ria"),
        word("B3", "V"),
        word("C3", "L"),
        word("G3", " "),
        word("A4", "Dam, Jo "),
        word("C4", "verlof"),
    );
    let codes = format!(
        r#"<sheetData><row>{}{}{}{}</row><row>{}{}{}{}</row><row>{}{}{}{}</row></sheetData>"#,
        word("A1", "Naam dienst"),
        word("B1", "Code"),
        word("C1", "Van"),
        word("D1", "Tot"),
        word("A2", "Vroege dienst"),
        word("B2", "V"),
        number("C2", 2, 7.0 / 24.0),
        number("D2", 2, 15.5 / 24.0),
        word("A3", "Late dienst"),
        word("B3", "L"),
        number("C3", 0, 15.0),
        number("D3", 0, 24.0),
    );
    let people = format!(
        "<sheetData><row>{}{}</row></sheetData>",
        word("A1", "Naam"),
        word("B1", "Schoenmaat")
    );
    let note = |place: &str, text: &str| {
        format!(r#"<comment ref="{place}"><text><r><t>{text}</t></r></text></comment>"#)
    };
    Xlsx {
        properties: "",
        sheets: vec![("Rooster", cells), ("Codes", codes), ("Lijst", people)],
        comments: Some(format!(
            "<comments>{}{}</comments>",
            note("B3", "ruil met Jo"),
            note("F3", "bellen")
        )),
    }
}

fn draft(bytes: &[u8]) -> Draft {
    read(bytes, &Guide::default()).unwrap()
}

#[test]
fn a_grid_is_read_with_its_merges_notes_hidden_columns_and_other_sheets() {
    let draft = draft(&roster().bytes());
    assert_eq!(
        lines(&draft),
        [
            "Ria Vis,2025-03-03T07:00,2025-03-03T15:30,Vroege dienst,,510",
            "Ria Vis,2025-03-04T15:00,2025-03-05T00:00,Late dienst,,540",
        ]
        .map(|line| line
            .replace("Vroege dienst", "Early")
            .replace("Late dienst", "Late")),
        "{:#?}",
        draft.problems
    );
    let away: Vec<(u16, Away)> = draft
        .absences
        .iter()
        .map(|absence| (u16::try_from(absence.from.day()).unwrap(), absence.why))
        .collect();
    assert_eq!(away, [(4, Away::Leave), (5, Away::Leave), (6, Away::Leave)]);
    assert_eq!(draft.shifts[0].comment.as_deref(), Some("ruil met Jo"));
    assert_eq!(findings(&draft), [&P::Hidden]);
    let told = |what: &P| draft.problems.iter().any(|problem| problem.what == *what);
    assert!(told(&P::Remark {
        text: "bellen".into()
    }));
    assert!(told(&P::OtherSheet {
        name: "Lijst".into()
    }));
    assert_eq!(draft.title.as_deref(), Some("Rooster Linde & Eik"));
}

#[test]
fn dates_from_1904_formulas_and_times_past_midnight_are_read() {
    let head = ["Naam", "Datum", "Begin", "Einde", "Dienst"];
    let heads: String = head
        .iter()
        .zip('A'..)
        .map(|(name, col)| word(&format!("{col}1"), name))
        .collect();
    let formula = r#"<c r="E2" t="str"><f>IF(A2="","","Nacht")</f><v>Nacht</v></c>"#;
    let cells = format!(
        "<sheetData><row>{heads}</row><row>{}{}{}{}{formula}</row><row>{}{}{}{}</row></sheetData>",
        word("A2", "Ria Vis"),
        number("B2", 1, MONDAY - 1462.0),
        number("C2", 2, 22.75 / 24.0),
        number("D2", 2, 7.25 / 24.0),
        word("A3", "Jo Dam"),
        number("B3", 1, MONDAY - 1462.0),
        number("C3", 0, 0.604_166_666_7),
        number("D3", 2, 1.0),
    );
    let file = Xlsx {
        properties: r#"<workbookPr date1904="1"/>"#,
        sheets: vec![("Blad1", cells)],
        comments: None,
    };
    let draft = draft(&file.bytes());
    assert_eq!(
        lines(&draft),
        [
            "Jo Dam,2025-03-03T14:30,2025-03-04T00:00,Late,,570",
            "Ria Vis,2025-03-03T22:45,2025-03-04T07:15,Night,,510",
        ]
    );
    assert_eq!(findings(&draft), Vec::<&P>::new());
}

#[test]
fn each_sheet_of_a_ward_is_read_and_gives_its_name_to_the_unit() {
    let sheet = |name: &str| {
        format!(
            "<sheetData><row>{}{}{}{}</row><row>{}{}{}{}</row></sheetData>",
            word("A1", "Naam"),
            word("B1", "Datum"),
            word("C1", "Begin"),
            word("D1", "Einde"),
            word("A2", name),
            number("B2", 1, MONDAY),
            word("C2", "7:00"),
            word("D2", "15:30"),
        )
    };
    let sheets = vec![
        ("Linde", sheet("Ria")),
        ("Eik", sheet("Jo")),
        ("~oud", sheet("Bo")),
    ];
    let draft = draft(
        &Xlsx {
            properties: "",
            sheets,
            comments: None,
        }
        .bytes(),
    );
    assert_eq!(draft.units, ["Linde", "Eik"]);
    let rows: Vec<(usize, usize)> = draft
        .shifts
        .iter()
        .map(|shift| (shift.sheet, shift.row))
        .collect();
    assert_eq!(rows, [(0, 2), (1, 2)]);
    assert_eq!(
        findings(&draft),
        [&P::OtherSheet {
            name: "~oud".into()
        }]
    );
}

#[test]
fn a_sheet_for_each_month_takes_its_dates_from_its_name() {
    let sheet = |code: &str| {
        let days = ('B'..='H')
            .zip(1..)
            .map(|(col, day)| number(&format!("{col}1"), 0, f64::from(day)));
        let days: String = days.collect();
        format!(
            "<sheetData><row>{}{days}</row><row>{}{}</row></sheetData>",
            word("A1", "Naam"),
            word("A2", "Ria Vis"),
            word("C2", code),
        )
    };
    let codes = format!(
        "<sheetData><row>{}</row><row>{}</row></sheetData>",
        word("A1", "V = vroeg 7:00-15:30"),
        word("A2", "L = laat 14:30-23:00")
    );
    let sheets = vec![
        ("Januari", sheet("V")),
        ("Februari", sheet("L")),
        ("Codes", codes),
    ];
    let file = Xlsx {
        properties: "",
        sheets,
        comments: None,
    }
    .bytes();
    let guide = Guide {
        file_name: Some("rooster 2025 linde".into()),
        ..Guide::default()
    };
    let draft = read(&file, &guide).unwrap();
    assert_eq!(
        lines(&draft),
        [
            "Ria Vis,2025-01-02T07:00,2025-01-02T15:30,Early,,510",
            "Ria Vis,2025-02-02T14:30,2025-02-02T23:00,Late,,510",
        ]
    );
    assert_eq!((findings(&draft), draft.units.len()), (vec![], 0));
}

fn old() -> Vec<u8> {
    let text = |text: &str| {
        [
            &u16::try_from(text.len()).unwrap().to_le_bytes()[..],
            &[0],
            text.as_bytes(),
        ]
        .concat()
    };
    let format = |id: u16, code: &str| (0x41e, [id.to_le_bytes().to_vec(), text(code)].concat());
    let style = |format: u16| {
        (
            0xe0,
            [&[0, 0][..], &format.to_le_bytes(), &[0; 16]].concat(),
        )
    };
    // "Nachtdienst Zoë" is cut after its third letter and goes on in wide ones.
    let words = ["Naam", "Datum", "Begin", "Einde", "Dienst", "Ria Vis"];
    let mut strings = [7_u32.to_le_bytes(), 7_u32.to_le_bytes()].concat();
    strings.extend(words.iter().flat_map(|word| text(word)));
    strings.extend([&15_u16.to_le_bytes()[..], &[0], b"Nac"].concat());
    let rest: Vec<u8> = "htdienst Zoë"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let globals = [
        format(164, "dd\\-mm\\-yyyy"),
        style(0),
        style(164),
        style(20),
        (0xfc, strings),
        (0x3c, [vec![1], rest].concat()),
    ];
    let at = |row: u16, col: u16, style: u16| {
        [row.to_le_bytes(), col.to_le_bytes(), style.to_le_bytes()].concat()
    };
    let label = |row: u16, col: u16, index: u32| {
        (
            0xfd,
            [at(row, col, 0), index.to_le_bytes().to_vec()].concat(),
        )
    };
    let double = |row, col, style, value: f64| {
        (
            0x203,
            [at(row, col, style), value.to_le_bytes().to_vec()].concat(),
        )
    };
    let whole = |value: u32| (value << 2 | 2).to_le_bytes();
    let mut sheet: Vec<(u16, Vec<u8>)> = (0..5).map(|col| label(0, col, u32::from(col))).collect();
    sheet.extend([
        label(1, 0, 5),
        (0x27e, [at(1, 1, 1), whole(45_719).to_vec()].concat()),
        double(1, 2, 2, 22.75 / 24.0),
        double(1, 3, 2, 7.25 / 24.0),
        label(1, 4, 6),
        // Jo's row is a formula's text, and two short numbers beside each other.
        (
            0x06,
            [at(2, 0, 0), vec![0, 0, 0, 0, 0, 0, 0xff, 0xff], vec![0; 6]].concat(),
        ),
        (0x207, text("Jo Dam")),
        (
            0xbd,
            [
                &2_u16.to_le_bytes()[..],
                &[1, 0],
                &1_u16.to_le_bytes(),
                &whole(45_720),
                &0_u16.to_le_bytes(),
                &whole(7),
                &[2, 0],
            ]
            .concat(),
        ),
        double(2, 3, 2, 15.5 / 24.0),
    ]);
    xls(&globals, &sheet)
}

#[test]
fn an_old_workbook_is_read_with_texts_cut_into_pieces() {
    let draft = draft(&old());
    assert_eq!(
        lines(&draft),
        [
            "Jo Dam,2025-03-04T07:00,2025-03-04T15:30,Early,,510",
            "Ria Vis,2025-03-03T22:45,2025-03-04T07:15,Nachtdienst Zoë,,510",
        ],
        "{:#?}",
        draft.problems
    );
    assert_eq!(
        (findings(&draft), draft.sheets.clone()),
        (vec![], vec!["Blad 1".to_owned()])
    );
}

#[test]
fn pages_and_xml_called_workbooks_are_read() {
    let page = "<html><head><style>td {x: y}</style></head><body><h1>Rooster</h1><table border=1>\
        <tr><th>Naam<th>Datum<th>Begin</th><th>Einde</th></tr>\
        <tr><td rowspan=\"2\">Ria&nbsp;Vis</td><td>03-03-2025</td><td>07:00</td><td>15:30</td></tr>\
        <tr><td>04-03-2025</td><td>22:45<br></td><td>07:15</td></tr></table></body></html>";
    let xml = "<?xml version=\"1.0\"?><Workbook xmlns:ss=\"x\"><Styles><Style/></Styles><Worksheet ss:Name=\"Rooster\"><Table>\
        <Row><Cell><Data ss:Type=\"String\">Naam</Data></Cell><Cell><Data>Datum</Data></Cell><Cell><Data>Begin</Data></Cell><Cell><Data>Einde</Data></Cell></Row>\
        <Row ss:Index=\"3\"><Cell ss:MergeDown=\"1\"><Data>Ria Vis</Data></Cell><Cell><Data ss:Type=\"DateTime\">2025-03-03T00:00:00.000</Data></Cell><Cell><Data>1899-12-31T07:00:00.000</Data></Cell><Cell><Data>1899-12-31T15:30:00.000</Data></Cell></Row>\
        <Row><Cell ss:Index=\"2\"><Data>2025-03-04T00:00:00.000</Data></Cell><Cell><Data>22:45</Data></Cell><Cell><Data>07:15</Data></Cell></Row></Table></Worksheet></Workbook>";
    for text in [page, xml] {
        let draft = draft(text.as_bytes());
        assert_eq!(
            lines(&draft),
            [
                "Ria Vis,2025-03-03T07:00,2025-03-03T15:30,Early,,510",
                "Ria Vis,2025-03-04T22:45,2025-03-05T07:15,Night,,510",
            ],
            "{:#?}",
            draft.problems
        );
        assert_eq!(findings(&draft), Vec::<&P>::new());
    }
    let refused = read(b"<html><body>Meld u aan</body></html>", &Guide::default());
    assert_eq!(
        refused,
        Err(Unreadable::NotText {
            looks_like: Some(FileKind::WebPage)
        })
    );
}

#[test]
fn a_cell_in_the_far_corner_costs_no_memory() {
    let cells = format!(
        "<sheetData><row>{}</row></sheetData>",
        word("XFD1048576", "x")
    );
    let file = Xlsx {
        properties: "",
        sheets: vec![("Blad1", cells)],
        comments: None,
    };
    let refused = read(&file.bytes(), &Guide::default());
    assert!(
        matches!(refused, Err(Unreadable::TooMany { .. })),
        "{refused:?}"
    );
}

#[test]
fn damaged_locked_and_other_archives_are_refused_by_name() {
    let refusal = |bytes: &[u8]| read(bytes, &Guide::default()).unwrap_err();
    let whole = roster().bytes();
    assert_eq!(refusal(&whole[..whole.len() / 2]), Unreadable::Broken);
    assert_eq!(
        refusal(&archive(&[("word/document.xml", String::new())])),
        Unreadable::NotText {
            looks_like: Some(FileKind::Document)
        }
    );
    assert_eq!(
        refusal(&xls(&[(0x2f, vec![0; 6])], &[])),
        Unreadable::Locked
    );
    assert!(whole.len() < FILE_BYTES_MAX);
}

#[test]
fn a_reading_tells_how_far_it_is_and_stops_when_told() {
    let file = roster().bytes();
    let mut told = Vec::new();
    read_with(&file, &Guide::default(), &mut |progress| {
        told.push(progress.permille);
        Go::On
    })
    .unwrap();
    assert!(told.is_sorted() && told.len() > 3, "{told:?}");
    let stopped = read_with(&file, &Guide::default(), &mut |progress| {
        if progress.permille > 200 {
            Go::Stop
        } else {
            Go::On
        }
    });
    assert_eq!(stopped, Err(Unreadable::Cancelled));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_page_is_read_or_refused(tags in proptest::collection::vec("(<(tr|td|th|/td|/tr|table|/table|Row|Cell|style|p|!--|br/)( (colspan|rowspan|ss:Index|ss:MergeDown)=.?[0-9]{1,9}.?)?>|[a-z&;0-9: -]{0,8}|<|>|\")", 0..40)) {
        let text = format!("<html><table>{}", tags.concat());
        if let Ok(draft) = read(text.as_bytes(), &Guide::default()) {
            ruil_files::to_csv(&draft);
        }
    }

    #[test]
    fn damaged_workbooks_are_read_or_refused(
        hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        new in any::<bool>(),
    ) {
        let mut bytes = if new { roster().bytes() } else { old() };
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(draft) = read(&bytes, &Guide::default()) {
            ruil_files::to_csv(&draft);
        }
    }
}
