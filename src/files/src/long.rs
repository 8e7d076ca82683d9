//! The long layout: one row a shift.

use std::collections::BTreeSet;

use crate::book::{Book, Place};
use crate::clock::{range, stamp};
use crate::codes::Codes;
use crate::guess;
use crate::legend::{self, Line};
use crate::problem::{Assumed, ProblemKind};
use crate::sheet::{Sheet, is_total, title, usual_cells};
use crate::table::{Row, Table};
use crate::{STEP_ROWS, Step, Unreadable};

mod columns;
mod edge;
mod plan;
mod row;
mod when;
mod who;

use columns::columns;
pub(crate) use columns::header;
use plan::Plan;
use when::Calendar;

/// Reads a long table; `header` is the index of its header row, if it has a known one.
pub(crate) fn read(
    table: &Table<'_>,
    header: Option<usize>,
    name: &str,
    book: &mut Book<'_>,
    step: &mut Step<'_>,
) -> Result<Sheet, Unreadable> {
    let guide = book.guide;
    let (header, first) = match header {
        Some(at) => (Some(at), at + 1),
        None => {
            let first = guess::first_data_row(table).ok_or(Unreadable::NoDates)?;
            let above = first
                .checked_sub(1)
                .filter(|at| table.row(*at).is_some_and(|row| row.filled().count() > 1));
            (above, first)
        }
    };
    if table.rows.iter().skip(first).all(Row::is_blank) {
        return Err(Unreadable::NoRows);
    }
    let columns = columns(table, header, first, guide);
    let top = header.unwrap_or(first);
    let mut plan = Plan::of(&columns);
    plan.choose_unit(table, first);
    let calendar = Calendar::of(table, &plan, (top, first), name, guide);
    if let Some(text) = calendar.doubt.clone() {
        let assumed = Assumed::Order(calendar.order);
        book.problem(
            Place {
                row: first + 1,
                col: plan.date_column(),
            },
            ProblemKind::AmbiguousDates { text },
            assumed,
        );
    }
    if calendar.no_year {
        return Err(Unreadable::NoYear);
    }
    let signs: Vec<Signs> = table.rows.iter().map(|row| Signs::of(&plan, row)).collect();
    let head = header.and_then(|at| table.row(at));
    let mut reader = Reader {
        table,
        header,
        first,
        plan: &plan,
        calendar: &calendar,
        width: head.map_or(columns.len(), Row::width),
        full: usual_cells(table, first),
        last: signs.iter().rposition(|signs| signs.date).unwrap_or(0),
        signs,
        legend_rows: BTreeSet::new(),
        repeats_person: false,
        repeats_date: false,
    };
    let mut lines = reader.legend();
    lines.extend(book.legend.iter().cloned());
    let codes = Codes::new(guide, &lines);
    for (code, name, start_min, end_min) in codes.kinds() {
        book.kind(code, name, start_min, end_min);
    }
    reader.fill_down();
    reader.rows(book, &codes, step)?;
    Ok(Sheet {
        columns,
        order: calendar.order,
        title: title(table, top),
        head: top,
    })
}

struct Reader<'a, 't> {
    table: &'a Table<'t>,
    header: Option<usize>,
    first: usize,
    plan: &'a Plan,
    calendar: &'a Calendar,
    /// How many cells the header has.
    width: usize,
    /// How many cells most rows have.
    full: usize,
    signs: Vec<Signs>,
    /// The last row with a date.
    last: usize,
    legend_rows: BTreeSet<usize>,
    /// Whether an empty cell repeats the person, or the date, of the row above.
    repeats_person: bool,
    repeats_date: bool,
}

/// What a row has, found out once.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    date: bool,
    /// A date or a time: the row belongs to the roster.
    data: bool,
}

impl Signs {
    fn of(plan: &Plan, row: &Row<'_>) -> Self {
        let mut signs = Self::default();
        for col in plan.dated().chain(plan.times.iter().copied()) {
            let cell = row.cell(col);
            let found = stamp(cell);
            signs.date |= found.is_some_and(|found| found.date.is_some());
            signs.data |= found.is_some() || !signs.data && range(cell).is_some();
            if signs.date {
                break;
            }
        }
        signs
    }
}

impl Reader<'_, '_> {
    fn signs(&self, at: usize) -> Signs {
        self.signs.get(at).copied().unwrap_or_default()
    }

    fn legend(&mut self) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut announced = false;
        for (at, row) in self.table.rows.iter().enumerate() {
            let head = self.header == Some(at);
            if row.is_blank() || head {
                announced = false;
                continue;
            }
            let first = row.filled().next().map_or("", |(_, cell)| cell);
            let label = legend::is_label(first.trim_end_matches(':'))
                || at < self.first && legend::is_heading(row);
            // A row of the roster can hold any text; beyond it stands the legend.
            if at >= self.first && (self.signs(at).date || self.signs(at).data && !announced) {
                announced = false;
                continue;
            }
            announced |= label;
            let explains = announced || !legend::in_text(first).is_empty();
            let cells = row.filled().filter(|_| explains);
            let inline: Vec<Line> = cells.flat_map(|(_, cell)| legend::in_text(cell)).collect();
            let line = if announced {
                legend::in_columns(row, true, &BTreeSet::new())
            } else {
                None
            };
            if !inline.is_empty() || line.is_some() || label {
                lines.extend(if inline.is_empty() {
                    line.into_iter().collect()
                } else {
                    inline
                });
                self.legend_rows.insert(at);
            }
        }
        lines
    }

    /// Finds out whether names and dates stand only on the first row of each group.
    fn fill_down(&mut self) {
        let (mut rows, mut nameless, mut dateless) = (0_usize, 0_usize, 0_usize);
        for (at, row) in self.table.rows.iter().enumerate().skip(self.first) {
            if row.is_blank() || self.legend_rows.contains(&at) || !self.signs(at).data {
                continue;
            }
            rows += 1;
            nameless += usize::from(self.plan.names.names(row).is_empty());
            dateless += usize::from(self.plan.dated().all(|col| row.cell(col).is_empty()));
        }
        let many = |count: usize| count * 3 > rows;
        self.repeats_person = many(nameless)
            && nameless < rows
            && self.plan.open.is_none()
            && self.plan.names.exist();
        self.repeats_date = many(dateless);
    }

    fn rows(
        &mut self,
        book: &mut Book<'_>,
        codes: &Codes,
        step: &mut Step<'_>,
    ) -> Result<(), Unreadable> {
        let mut above = who::Above::default();
        for (at, row) in self.table.rows.iter().enumerate() {
            let place = Place::row_at(at);
            if at % STEP_ROWS == 0 {
                step.part(at, self.table.rows.len())?;
            }
            if row.torn {
                book.problem(place, ProblemKind::TornQuote, Assumed::Kept);
            }
            if row.is_blank() {
                book.blank_row(place);
                continue;
            }
            book.end_blanks();
            book.check_size()?;
            if self.legend_rows.contains(&at) {
                book.problem(place, ProblemKind::Legend, Assumed::Nothing);
            } else if self.header == Some(at) {
            } else if at < self.first {
                // The first day's heading may stand above the header.
                let dated = self.plan.date.is_empty();
                let what = dated.then(|| self.day_heading(row, &mut above)).flatten();
                let title = || ProblemKind::Title { text: row.text() };
                book.problem(place, what.unwrap_or_else(title), Assumed::Nothing);
            } else if self.repeats_header(row) {
                book.problem(place, ProblemKind::Heading, Assumed::Nothing);
            } else if !self.signs(at).data
                && let Some(what) = self.section(row, &mut above)
            {
                book.problem(place, what, Assumed::Nothing);
            } else if let Some((what, assumed)) = self.aside(row, at) {
                book.problem(place, what, assumed);
            } else {
                self.row(book, codes, row, place, &mut above);
            }
        }
        Ok(())
    }

    fn repeats_header(&self, row: &Row<'_>) -> bool {
        let header = self.header.and_then(|at| self.table.row(at));
        header.is_some_and(|header| header.cells == row.cells)
    }

    /// Recognises rows of sums and of text.
    fn aside(&self, row: &Row<'_>, at: usize) -> Option<(ProblemKind, Assumed)> {
        let (_, first) = row.filled().next()?;
        let Signs { date, data } = self.signs(at);
        let numbers = || {
            row.filled()
                .all(|(_, cell)| !cell.contains(char::is_alphabetic))
        };
        if !date && (is_total(first) || !data && numbers() && row.filled().count() <= 3) {
            return Some((ProblemKind::Total, Assumed::Nothing));
        }
        if data || row.filled().count() > 1 && !self.plan.names.names(row).is_empty() {
            return None;
        }
        // Right below the last shift it may be half of another.
        let outside = at > self.last + 1 || at < self.first;
        let assumed = if outside && row.filled().count() <= 2 {
            Assumed::Nothing
        } else {
            Assumed::LeftOut
        };
        Some((ProblemKind::Text { text: row.text() }, assumed))
    }
}
