//! A workbook's sheets: which are rosters, which explain codes, and which are something else.

use crate::book::{Book, Place};
use crate::calendar::Anchor;
use crate::days;
use crate::draft::Layout;
use crate::guide::{DateOrder, Guide};
use crate::legend;
use crate::long;
use crate::name::fold;
use crate::problem::{Assumed, ProblemKind};
use crate::sheet::Sheet as Found;
use crate::table::{Row, Table};
use crate::workbook::{Sheet, Workbook};
use crate::{Step, Unreadable, read_table};

/// Reads all sheets that hold a roster.
pub(crate) fn read(
    workbook: &Workbook,
    book: &mut Book<'_>,
    step: &mut Step<'_>,
) -> Result<(Layout, Found), Unreadable> {
    book.sheets = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut tables: Vec<(usize, &Sheet, Table<'_>)> = Vec::new();
    for (at, sheet) in workbook.sheets.iter().enumerate() {
        let mut table = workbook.table(sheet);
        table.spread();
        if table.rows.iter().any(|row| !row.is_blank()) {
            tables.push((at, sheet, table));
        }
    }
    if tables.is_empty() {
        return Err(Unreadable::Empty);
    }
    let alone = tables.len() == 1;
    let seen = |(_, sheet, _): &&(usize, &Sheet, Table<'_>)| !sheet.hidden;
    // With one sheet to be seen there is nothing to choose; a table without header may be it.
    let only = alone || tables.iter().filter(seen).count() == 1;
    let left_out = |sheet: &Sheet| !only && book.guide.sheets_left_out.contains(&sheet.name);
    let is_roster = |sheet: &Sheet, table: &Table<'_>| {
        (!sheet.hidden || alone) && !left_out(sheet) && (only || has_days(table))
    };
    let (rosters, others): (Vec<_>, Vec<_>) = tables
        .iter()
        .partition(|(_, sheet, table)| is_roster(sheet, table));
    for (at, sheet, table) in &others {
        book.sheet = *at;
        let lines = legend::of_table(table);
        let name = sheet.name.clone();
        let (what, assumed) = if book.guide.sheets_left_out.contains(&name) {
            (ProblemKind::OtherSheet { name }, Assumed::Nothing)
        } else if !lines.is_empty() {
            (ProblemKind::Legend, Assumed::Nothing)
        } else if has_days(table) {
            (ProblemKind::OtherSheet { name }, Assumed::LeftOut)
        } else {
            (ProblemKind::OtherSheet { name }, Assumed::Nothing)
        };
        book.legend.extend(lines);
        book.problem(Place::row_at(0), what, assumed);
    }
    if rosters.is_empty() {
        return Err(Unreadable::NoDates);
    }
    let mut first = None;
    let mut failure = None;
    let count = rosters.len();
    for (done, (at, sheet, table)) in rosters.iter().enumerate() {
        let stretch = |done: usize| u16::try_from(400 + done * 600 / count).unwrap_or(1000);
        step.stretch(stretch(done), stretch(done + 1));
        book.sheet = *at;
        book.usual_unit =
            (count > 1 && names_a_unit(&sheet.name, book.guide)).then(|| sheet.name.clone());
        match read_table(table, &sheet.name, book, step) {
            Ok(found) => {
                first.get_or_insert(found);
                hidden(sheet, book);
                notes(sheet, book);
            }
            Err(why @ (Unreadable::TooMany { .. } | Unreadable::Cancelled)) => return Err(why),
            Err(why) => {
                failure.get_or_insert(why);
                let name = sheet.name.clone();
                book.problem(
                    Place::row_at(0),
                    ProblemKind::OtherSheet { name },
                    Assumed::LeftOut,
                );
            }
        }
    }
    first.ok_or(failure.unwrap_or(Unreadable::NoDates))
}

fn has_days(table: &Table<'_>) -> bool {
    long::header(table).is_some() || !days::candidates(table).is_empty()
}

/// Tells whether a sheet is named after a ward, not after a month or nothing.
fn names_a_unit(name: &str, guide: &Guide) -> bool {
    const NOTHING: [&str; 12] = [
        "blad",
        "sheet",
        "tabelle",
        "tabelle",
        "feuil",
        "arkusz",
        "rooster",
        "planning",
        "export",
        "roster",
        "dienstplan",
        "grafik",
    ];
    let folded = fold(name);
    let bare = folded.trim_end_matches(|last: char| last.is_ascii_digit() || last == ' ');
    let order = guide.date_order.unwrap_or(DateOrder::DayFirst);
    let dated = Anchor::read(name, order) != Anchor::default() || bare.is_empty();
    let week = bare
        .split(' ')
        .any(|word| matches!(word, "week" | "wk" | "kw" | "w" | "periode"));
    !dated && !week && !NOTHING.contains(&bare)
}

/// Tells of columns and rows that are out of sight and were read.
fn hidden(sheet: &Sheet, book: &mut Book<'_>) {
    let here = book.sheet;
    let shifts = || book.shifts.iter().filter(move |shift| shift.sheet == here);
    let columns: Vec<usize> = sheet
        .hidden_columns
        .iter()
        .copied()
        .filter(|col| shifts().any(|shift| shift.col == Some(*col)))
        .collect();
    let rows: Vec<usize> = sheet
        .hidden_rows
        .iter()
        .copied()
        .filter(|row| shifts().any(|shift| shift.row == row + 1))
        .collect();
    for col in columns {
        book.problem(Place::row_at(0).at(col), ProblemKind::Hidden, Assumed::Kept);
    }
    for row in rows {
        book.problem(Place::row_at(row), ProblemKind::Hidden, Assumed::Kept);
    }
}

/// Gives the notes at cells to the shifts in them; the others are told.
fn notes(sheet: &Sheet, book: &mut Book<'_>) {
    let here = book.sheet;
    for (row, col, text) in &sheet.notes {
        let text = text.trim();
        let own = book.shifts.iter_mut().filter(|shift| {
            shift.sheet == here && shift.row == row + 1 && shift.col.is_none_or(|own| own == *col)
        });
        let mut taken = false;
        for shift in own {
            taken = true;
            shift.comment = Some(match shift.comment.take() {
                Some(comment) => format!("{comment} · {text}"),
                None => text.to_owned(),
            });
        }
        if !taken && !text.is_empty() {
            let text = text.to_owned();
            let place = Place::row_at(*row).at(*col);
            book.problem(place, ProblemKind::Remark { text }, Assumed::Nothing);
        }
    }
}

impl Table<'_> {
    /// Writes the value of merged cells into each of them: a name beside several rows, leave over
    /// several days. A title over the whole width stays one.
    pub(crate) fn spread(&mut self) {
        const ROWS_MAX: usize = 200;
        const COLUMNS_MAX: usize = 62;
        let merges = std::mem::take(&mut self.merges);
        let head = days::candidates(self).first().map(|head| head.row);
        for merge in &merges {
            let ((top, bottom), (left, right)) = (merge.rows, merge.cols);
            let Some(row) = self.rows.get(top) else {
                continue;
            };
            let value = row.cell(left).to_owned();
            let (down, along) = (bottom.saturating_sub(top), right.saturating_sub(left));
            if value.is_empty() {
                continue;
            }
            if along == 0 && (1..=ROWS_MAX).contains(&down) {
                for at in top + 1..=bottom {
                    if let Some(row) = self.rows.get_mut(at).filter(|row| !row.is_blank()) {
                        put(row, left, &value);
                    }
                }
            }
            let named = left > 0 && (0..left).any(|col| !row_cell(&self.rows, top, col).is_empty());
            let days = head.is_some_and(|head| head < top) && named;
            if down == 0
                && days
                && (1..=COLUMNS_MAX).contains(&along)
                && let Some(row) = self.rows.get_mut(top)
            {
                for col in left + 1..=right {
                    put(row, col, &value);
                }
            }
        }
        self.merges = merges;
    }
}

fn row_cell<'a>(rows: &'a [Row<'_>], row: usize, col: usize) -> &'a str {
    rows.get(row).map_or("", |row| row.cell(col))
}

fn put(row: &mut Row<'_>, col: usize, value: &str) {
    if col >= row.cells.len() {
        row.cells.resize(col + 1, "".into());
    }
    if let Some(cell) = row.cells.get_mut(col)
        && cell.is_empty()
    {
        *cell = value.to_owned().into();
    }
}
