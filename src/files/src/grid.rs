//! The grid layout: one row a person, one column a day.

use std::collections::BTreeSet;

use crate::book::{Book, Place};
use crate::calendar::order_of;
use crate::codes::Codes;
use crate::days::{Band, Candidate, dated};
use crate::problem::{Assumed, ProblemKind};
use crate::sheet::{Sheet, anchor, title, usual_cells};
use crate::table::{Row, Table};
use crate::{STEP_ROWS, Step, Unreadable};

mod cell;
mod columns;
mod explain;
mod pairs;
mod posts;
mod row;

use columns::Columns;

/// Reads a grid.
pub(crate) fn read(
    table: &Table<'_>,
    candidates: &[Candidate],
    name: &str,
    book: &mut Book<'_>,
    step: &mut Step<'_>,
) -> Result<Sheet, Unreadable> {
    let guide = book.guide;
    let heads = candidates
        .iter()
        .filter_map(|candidate| table.row(candidate.row));
    let order = order_of(
        heads.flat_map(|row| row.filled().map(|(_, cell)| cell)),
        guide,
    )
    .order;
    let top = candidates.first().map_or(0, |candidate| candidate.row);
    let anchor = anchor(table, top, name, order, guide);
    let (bands, findings) = dated(table, candidates, &anchor, order, guide)?;
    for (row, what, assumed) in findings {
        book.problem(Place::row_at(row), what, assumed);
    }
    let columns = Columns::of(table, &bands, guide);
    let mut grid = Grid {
        table,
        bands: &bands,
        columns: &columns,
        head_rows: bands
            .iter()
            .flat_map(|band| band.head.0..=band.head.1)
            .collect(),
        legend_rows: BTreeSet::new(),
        last: 0,
        full: usual_cells(table, top),
        unit: None,
        posts: false,
    };
    let lines = grid.legend(book);
    grid.last = grid.last_row();
    let codes = Codes::new(guide, &lines);
    grid.posts = grid.has_posts(&codes);
    for (code, name, start_min, end_min) in codes.kinds() {
        book.kind(code, name, start_min, end_min);
    }
    grid.rows(book, &codes, step)?;
    let title = title(table, grid.top());
    Ok(Sheet {
        columns: columns.list,
        order,
        title,
        head: top,
    })
}

struct Grid<'a, 't> {
    table: &'a Table<'t>,
    bands: &'a [Band],
    columns: &'a Columns,
    head_rows: BTreeSet<usize>,
    legend_rows: BTreeSet<usize>,
    /// The last row with anything under the days.
    last: usize,
    /// How many cells most rows have.
    full: usize,
    /// The unit named by a row of its own.
    unit: Option<String>,
    /// Whether rows are posts and cells people.
    posts: bool,
}

impl Grid<'_, '_> {
    fn top(&self) -> usize {
        self.bands.first().map_or(0, |band| band.head.0)
    }

    fn is_head(&self, at: usize) -> bool {
        self.head_rows.contains(&at)
    }

    fn last_row(&self) -> usize {
        let days = |row: &Row<'_>| row.filled().any(|(col, _)| self.columns.is_day(col));
        let mut rows = self.table.rows.iter().enumerate().rev();
        let last = rows.find(|(at, row)| !self.legend_rows.contains(at) && days(row));
        last.map_or(0, |(at, _)| at)
    }

    fn rows(
        &mut self,
        book: &mut Book<'_>,
        codes: &Codes,
        step: &mut Step<'_>,
    ) -> Result<(), Unreadable> {
        let mut bands = self.bands.iter().peekable();
        let mut band = None;
        // The row of ends that belongs to the row of begins before it.
        let mut ends = None;
        for (at, row) in self.table.rows.iter().enumerate() {
            let place = Place::row_at(at);
            if at % STEP_ROWS == 0 {
                step.part(at, self.table.rows.len())?;
            }
            while let Some(next) = bands.next_if(|next| next.row < at) {
                band = Some(next);
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
            } else if at < self.top() {
                book.problem(
                    place,
                    ProblemKind::Title { text: row.text() },
                    Assumed::Nothing,
                );
            } else if self.is_head(at) {
                if at > self.bands.first().map_or(0, |band| band.row) {
                    book.problem(place, ProblemKind::Heading, Assumed::Nothing);
                }
            } else if let Some(band) = band {
                if self.posts {
                    self.post(book, codes, band, row, place);
                } else if ends == Some(at) {
                    let what = ProblemKind::Text { text: row.text() };
                    book.problem(place, what, Assumed::Nothing);
                } else if let Some(whole) = self.with_ends(at, row) {
                    ends = Some(at + 1);
                    self.row(book, codes, band, &whole, place);
                } else {
                    self.row(book, codes, band, row, place);
                }
            }
        }
        Ok(())
    }
}
