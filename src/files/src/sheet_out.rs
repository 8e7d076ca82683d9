//! A table as a spreadsheet program in the Netherlands opens it by itself.

/// Says that the text is UTF-8; Excel asks nothing then.
const MARK: char = '\u{feff}';

/// Returns rows as CSV: with semicolons, as a comma is the decimal mark there, and CRLF (RFC 4180).
///
/// No cell is taken for a formula, whatever somebody is called.
pub fn sheet_csv<'a>(rows: impl IntoIterator<Item = &'a [String]>) -> String {
    let mut text = String::from(MARK);
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        text.push_str(&cells.join(";"));
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([';', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_cells() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned);
        let rows = [
            row(["Dag", "Van", "Naar"]),
            row(["ma 3 maart", "De Vries; J.", "=1+1"]),
            row(["", "say \"hi\"", "two\nlines"]),
        ];
        assert_eq!(
            sheet_csv(rows.iter().map(|row| &row[..])),
            "\u{feff}Dag;Van;Naar\r\n\
             ma 3 maart;\"De Vries; J.\";'=1+1\r\n\
             ;\"say \"\"hi\"\"\";\"two\nlines\"\r\n"
        );
    }
}
