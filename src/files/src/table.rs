//! Text to rows of cells.
//!
//! Written out here, not left to a CSV crate, because a roster with one stray quotation mark must
//! lose at most that row: a standard reader takes everything up to the next mark as one cell.

use std::borrow::Cow;

use crate::name::tidy;

mod separator;

/// A quoted cell may span this many lines; more is a mark that was never closed.
const CELL_LINES_MAX: usize = 30;

/// A file's rows; a row's number is its index plus one, as in a spreadsheet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Table<'a> {
    /// The character between cells; none where they are apart by themselves.
    pub separator: Option<char>,
    pub rows: Vec<Row<'a>>,
    pub merges: Vec<Merge>,
}

/// Cells made one: first and last row, first and last column, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    pub rows: (usize, usize),
    pub cols: (usize, usize),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    pub cells: Vec<Cow<'a, str>>,
    /// Whether a quotation mark was left open.
    pub torn: bool,
    /// How many of the cells begin with a blank, as what follows a comma in a sentence does.
    pub spaced: usize,
    /// Cells of several lines, with a stroke between the lines.
    pub listed: Vec<(usize, String)>,
}

impl Row<'_> {
    /// Returns the cell at `column`, or nothing.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell)
    }

    /// Returns the cell at `column` as a list: its lines are apart.
    pub fn list(&self, column: usize) -> &str {
        let listed = self.listed.iter().find(|(at, _)| *at == column);
        listed.map_or_else(|| self.cell(column), |(_, text)| text)
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.is_empty())
    }

    /// Returns the cells with content and their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells
            .iter()
            .enumerate()
            .map(|(at, cell)| (at, &**cell))
            .filter(|(_, cell)| !cell.is_empty())
    }

    /// Returns the number of cells without empty ones at the end.
    pub fn width(&self) -> usize {
        self.filled().last().map_or(0, |(at, _)| at + 1)
    }

    /// Returns the row's words, for people.
    pub fn text(&self) -> String {
        let cells: Vec<&str> = self.filled().map(|(_, cell)| cell).collect();
        cells.join(" ")
    }
}

impl<'a> Table<'a> {
    /// Splits `text`, or returns none if no separator makes columns of it.
    pub fn split(text: &'a str) -> Option<Self> {
        let first = text.lines().next().unwrap_or("");
        // Spreadsheets take this first line as an order, and so do we.
        let told = first.trim().trim_matches('"').to_ascii_lowercase();
        let told = told
            .strip_prefix("sep=")
            .map(|rest| rest.chars().next().unwrap_or('\t'));
        let separator = match told {
            Some(separator) if separator.is_ascii() && separator != '"' => separator,
            _ => separator::detect(text)?,
        };
        let mut rows: Vec<Row<'a>> = Rows {
            rest: text,
            separator,
        }
        .collect();
        if let (Some(row), Some(_)) = (rows.first_mut(), told) {
            row.cells.clear();
        }
        Some(Self {
            separator: Some(separator),
            rows,
            merges: Vec::new(),
        })
    }

    /// Returns the row at `index`, or nothing.
    pub fn row(&self, index: usize) -> Option<&Row<'a>> {
        self.rows.get(index)
    }
}

/// Returns a text of several lines with strokes between them, or none for one line.
pub(crate) fn listed(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.contains(['\n', '\r']) {
        return None;
    }
    let lines = text.split(['\n', '\r']).map(tidy);
    let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    Some(lines.join(" / "))
}

/// Returns the text with the quotation marks round whole lines taken off, if that is what hides
/// the columns: a spreadsheet of another country's settings saves such files.
pub(crate) fn unwrapped(text: &str) -> Option<String> {
    let wrapped = |line: &&str| {
        line.len() > 2 && line.starts_with('"') && line.trim_end_matches([';', ',']).ends_with('"')
    };
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let inner = |line: &str| -> String {
        let line = line.trim_end_matches([';', ',']);
        let inside = line
            .strip_prefix('"')
            .and_then(|line| line.strip_suffix('"'));
        inside.map_or_else(|| line.to_owned(), |inside| inside.replace("\"\"", "\""))
    };
    let all = lines().count();
    (all > 0 && lines().filter(wrapped).count() * 10 >= all * 9)
        .then(|| text.lines().map(inner).collect::<Vec<_>>().join("\n"))
}

struct Rows<'a> {
    rest: &'a str,
    separator: char,
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut row = Row::default();
        loop {
            let (cell, rest, torn) = self.cell();
            let raw = self.rest.len().checked_sub(rest.len());
            let raw = raw.and_then(|length| self.rest.get(..length)).unwrap_or("");
            if raw.starts_with('"')
                && let Some(text) = listed(raw.trim_matches('"'))
            {
                row.listed.push((row.cells.len(), text));
            }
            row.spaced += usize::from(raw.starts_with(' '));
            row.cells.push(cell);
            row.torn |= torn;
            let mut letters = rest.chars();
            self.rest = match letters.next() {
                Some(letter) if letter == self.separator => letters.as_str(),
                Some('\r') => {
                    let rest = letters.as_str();
                    self.rest = rest.strip_prefix('\n').unwrap_or(rest);
                    return Some(row);
                }
                _ => {
                    self.rest = letters.as_str();
                    return Some(row);
                }
            };
        }
    }
}

impl<'a> Rows<'a> {
    /// Reads one cell; the rest begins with its separator or line end.
    fn cell(&self) -> (Cow<'a, str>, &'a str, bool) {
        let inside = self.rest.trim_start_matches(' ').strip_prefix('"');
        if let Some(inside) = inside {
            if let Some((cell, rest)) = self.quoted(inside) {
                return (cell, rest, false);
            }
            let (cell, rest) = self.plain(self.rest);
            return (tidy(cell.trim_start_matches([' ', '"'])), rest, true);
        }
        let (cell, rest) = self.plain(self.rest);
        (tidy(cell), rest, false)
    }

    fn plain(&self, text: &'a str) -> (&'a str, &'a str) {
        let end = text
            .find([self.separator, '\n', '\r'])
            .unwrap_or(text.len());
        text.split_at_checked(end).unwrap_or((text, ""))
    }

    fn quoted(&self, inside: &'a str) -> Option<(Cow<'a, str>, &'a str)> {
        let (mut from, mut lines, mut doubled) = (0, 0, false);
        loop {
            let found = inside.get(from..)?;
            let at = from + found.find('"')?;
            lines += inside.get(from..at)?.matches('\n').count();
            let rest = inside.get(at + 1..)?;
            if lines > CELL_LINES_MAX {
                return None;
            }
            if rest.starts_with('"') {
                (from, doubled) = (at + 2, true);
                continue;
            }
            let (tail, after) = self.plain(rest);
            // A mark in the midst of a later line is the opening of another cell.
            if lines > 0 && !tail.trim().is_empty() {
                return None;
            }
            let cell = inside.get(..at)?;
            if !doubled && tail.trim().is_empty() {
                return Some((tidy(cell), after));
            }
            let cell = cell.replace("\"\"", "\"") + tail;
            return Some((Cow::Owned(tidy(&cell).into_owned()), after));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = Table::split(text).unwrap();
        table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.to_string()).collect())
            .collect()
    }

    #[test]
    fn quotes_keep_separators_marks_and_line_ends() {
        assert_eq!(
            cells("a;\"b;c\";d\r\n\"x\"\"y\";\"two\nlines\";\r\n"),
            [vec!["a", "b;c", "d"], vec!["x\"y", "two lines", ""]]
        );
        assert_eq!(
            cells("a; \"b\" ;c\n1;2\"x;3\n"),
            [["a", "b", "c"], ["1", "2\"x", "3"]]
        );
        assert_eq!(cells("a;b\rc;d\r"), [["a", "b"], ["c", "d"]]);
    }

    #[test]
    fn an_open_quote_costs_one_row() {
        let text = "a;b\n\"Jo;1\n\"Ria\";2\nKim;3\n";
        assert_eq!(
            cells(text),
            [["a", "b"], ["Jo", "1"], ["Ria", "2"], ["Kim", "3"]]
        );
        let torn: Vec<bool> = Table::split(text)
            .unwrap()
            .rows
            .iter()
            .map(|row| row.torn)
            .collect();
        assert_eq!(torn, [false, true, false, false]);
        assert_eq!(cells("a;b\nc;\"d\n"), [["a", "b"], ["c", "d"]]);
    }

    #[test]
    fn wholly_quoted_lines_are_unwrapped() {
        let text = "\"a;b\"\n\"\"\"x\"\";2\"\n";
        assert_eq!(unwrapped(text).as_deref(), Some("a;b\n\"x\";2"));
        assert_eq!(unwrapped("a\nb\n"), None);
    }
}
