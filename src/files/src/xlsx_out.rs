//! A table as an Excel workbook of one sheet.

use crate::archive_out::to_archive;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const TOP: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

/// A sheet's name has at most so many letters, and none of those that follow.
const NAME_CHARS_MAX: usize = 31;
const NO_NAME: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// How wide a column is at most, in letters.
const WIDE: usize = 60;

/// Returns rows as a workbook with one sheet. Every cell is text: no name is taken for a formula,
/// and no time for a number.
pub fn to_xlsx(sheet: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let name: String = sheet
        .chars()
        .filter(|letter| !NO_NAME.contains(letter))
        .take(NAME_CHARS_MAX)
        .collect();
    let name = if name.trim().is_empty() {
        "1"
    } else {
        name.trim()
    };
    let book = format!(
        "<workbook {MAIN} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
         <sheets><sheet name=\"{}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        escaped(name)
    );
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", TOP.to_owned()),
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", LINKS.to_owned()),
        ("xl/worksheets/sheet1.xml", cells(rows)),
    ];
    let parts = parts.map(|(name, text)| (name, format!("{HEAD}{text}").into_bytes()));
    to_archive(&parts)
}

fn cells(rows: &[Vec<String>]) -> String {
    let mut text = format!("<worksheet {MAIN}>");
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    if columns > 0 {
        text.push_str("<cols>");
        for at in 0..columns {
            let longest = rows.iter().filter_map(|row| row.get(at));
            let longest = longest.map(|cell| cell.chars().count()).max();
            let (number, width) = (at + 1, longest.unwrap_or_default().min(WIDE) + 2);
            text.push_str(&format!(
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
            ));
        }
        text.push_str("</cols>");
    }
    text.push_str("<sheetData>");
    for (number, row) in (1..).zip(rows) {
        text.push_str(&format!("<row r=\"{number}\">"));
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let (place, cell) = (letters(at), escaped(cell));
            text.push_str(&format!(
                "<c r=\"{place}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{cell}</t></is></c>"
            ));
        }
        text.push_str("</row>");
    }
    text.push_str("</sheetData></worksheet>");
    text
}

/// Returns a column's letters: A … Z, AA …
fn letters(mut at: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(at % 26).unwrap_or_default()));
        match (at / 26).checked_sub(1) {
            Some(next) => at = next,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

/// Returns a text as XML has it, without what XML can't have.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(letter))),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if u32::from(letter) < 0x20 => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Go;
    use crate::name::tidy;
    use crate::progress::Step;
    use crate::table::Row;
    use crate::workbook::Workbook;

    /// Reads a workbook's one sheet back, without the empty cells and rows at its ends.
    fn back(bytes: &[u8]) -> (String, Vec<Vec<String>>) {
        let mut tell = |_| Go::On;
        let book = Workbook::of_today(bytes, &mut Step::new(&mut tell)).unwrap();
        let [sheet] = &book.sheets[..] else {
            panic!("one sheet was written");
        };
        let cells = |row: &Row<'_>| row.cells.iter().map(|cell| cell.to_string()).collect();
        let rows = book.table(sheet).rows.iter().map(cells).collect();
        (sheet.name.clone(), trimmed(rows))
    }

    fn trimmed(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
        for row in &mut rows {
            let filled = row.iter().rposition(|cell| !cell.is_empty());
            row.truncate(filled.map_or(0, |last| last + 1));
        }
        let filled = rows.iter().rposition(|row| !row.is_empty());
        rows.truncate(filled.map_or(0, |last| last + 1));
        rows
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[ -~é€☂\\t\\n]{0,20}", 0..30), 0..12),
        ) {
            let (_, read) = back(&to_xlsx("Rooster", &rows));
            // As any cell is read: blanks and marks round a text are none of it.
            let tidied = rows.iter().map(|row| row.iter().map(|cell| tidy(cell).to_string()).collect());
            prop_assert_eq!(read, trimmed(tidied.collect()));
        }
    }

    #[test]
    fn names_and_odd_letters_are_no_danger() {
        let cell = "=1+1 \u{1}<b> & \"x\" ]]>".to_owned();
        let (name, rows) = back(&to_xlsx(
            "maart/april: [1] & zo verder, tot het eind",
            &[vec![cell]],
        ));
        assert_eq!(name, "maartapril 1 & zo verder, tot h");
        assert_eq!(rows, [["=1+1 <b> & \"x\" ]]>"]]);
        assert_eq!(back(&to_xlsx("", &[])).0, "1");
    }

    #[test]
    fn columns_past_the_alphabet_have_two_letters() {
        let named = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(named, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
