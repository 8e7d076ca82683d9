//! Tables whose days run downwards: turned over, so that days are columns.

use crate::book::Book;
use crate::clock::stamp;
use crate::date::{Day, written};
use crate::guess::Look;
use crate::guide::Role;
use crate::header::role_of;
use crate::table::{Row, Table};

/// A table turned over, and where its cells were.
pub(crate) struct Turned<'a> {
    pub table: Table<'a>,
    /// The original row of the days' header, and the column of the dates.
    head: usize,
    dates: usize,
    /// The original columns, in the order of the turned rows.
    columns: Vec<usize>,
    /// The original rows, in the order of the turned columns.
    rows: Vec<usize>,
    /// How many turned columns stand before the days.
    labels: usize,
    /// Turned rows before the days' header; they were where they are.
    above: usize,
    /// Original row of the first row below the days.
    below: usize,
    /// Original rows between the days that are no day, and columns that are no post.
    pub asides: Vec<usize>,
    pub unread: Vec<(usize, String)>,
}

/// Turns a table over if its days run downwards and it is no list of shifts.
pub(crate) fn turned<'a>(table: &Table<'a>) -> Option<Turned<'a>> {
    let rows = &table.rows;
    let (first, dates) = rows.iter().enumerate().take(60).find_map(|(at, row)| {
        let (col, _) = row.filled().find(|(_, cell)| is_day(cell))?;
        (row.filled().next()?.0 >= col.saturating_sub(1)).then_some((at, col))
    })?;
    let last = rows.iter().rposition(|row| is_day(row.cell(dates)))?;
    let days: Vec<usize> = (first..=last)
        .filter(|at| is_day(rows.get(*at).map_or("", |row| row.cell(dates))))
        .collect();
    let texts: std::collections::BTreeSet<&str> = days
        .iter()
        .filter_map(|at| rows.get(*at))
        .map(|row| row.cell(dates))
        .collect();
    // The same day twice is a list of shifts.
    if days.len() < 5 || texts.len() * 10 < days.len() * 9 {
        return None;
    }
    let head = (0..first)
        .rev()
        .find(|at| rows.get(*at).is_some_and(|row| !row.is_blank()))?;
    // Times under the names of the posts stand in a second row.
    let timed = |row: &Row<'_>| {
        row.filled()
            .filter(|(col, cell)| *col > dates && crate::clock::range(cell).is_some())
            .count()
            > 1
    };
    let second = rows.get(head).is_some_and(timed)
        && head > 0
        && rows
            .get(head - 1)
            .is_some_and(|row| row.filled().count() > 1);
    let heads: Vec<usize> = if second {
        vec![head - 1, head]
    } else {
        vec![head]
    };
    let top = *heads.first()?;
    let name = |col: usize| rows.get(top).map_or("", |row| row.cell(col));
    let role = |col: usize| role_of(name(col)).map(|(role, _)| role);
    let listed = [
        Role::Start,
        Role::End,
        Role::Times,
        Role::Person,
        Role::FirstName,
        Role::LastName,
        Role::PersonId,
        Role::Email,
        Role::StartUtc,
        Role::Shift,
    ];
    let width = rows.get(top..=last)?.iter().map(Row::width).max()?;
    if (0..width).any(|col| role(col).is_some_and(|role| listed.contains(&role))) {
        return None;
    }
    let body = rows.get(first..=last)?;
    let columns: Vec<usize> = (0..width)
        .filter(|col| *col != dates && !name(*col).is_empty() && role(*col).is_none())
        .collect();
    let looks = columns.iter().map(|col| crate::guess::look(body, *col));
    let clocks = looks
        .filter(|look| matches!(look, Look::Time | Look::DateTime | Look::Date))
        .count();
    if columns.len() < 2 || clocks > 0 {
        return None;
    }
    let cell = |row: usize, col: usize| {
        rows.get(row).map_or_else(Default::default, |row| {
            row.cells.get(col).cloned().unwrap_or_default()
        })
    };
    // A second line of the same day has no date of its own.
    let mut asides = Vec::new();
    let mut lines: Vec<Vec<usize>> = days.iter().map(|at| vec![*at]).collect();
    for at in first..=last {
        let row = rows.get(at)?;
        let before = days.iter().rposition(|day| *day < at);
        if days.contains(&at) || row.is_blank() {
        } else if let Some(line) = before.filter(|_| row.cell(dates).is_empty()) {
            lines.get_mut(line)?.push(at);
        } else {
            asides.push(at);
        }
    }
    let joined = |line: &Vec<usize>, col: usize| {
        let cells = line
            .iter()
            .filter_map(|at| rows.get(*at))
            .map(|row| row.list(col));
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        cells.join(" / ")
    };
    let filled = |col: usize| body.iter().any(|row| !row.cell(col).is_empty());
    let other = |col: &usize| *col != dates && !columns.contains(col) && filled(*col);
    let unread = (0..width)
        .filter(other)
        .map(|col| (col, name(col).to_owned()))
        .collect();
    let labels = heads.len();
    let mut made: Vec<Row<'a>> = rows.get(..top)?.to_vec();
    let mut header = Row::default();
    header.cells.resize(labels, "".into());
    header.cells.extend(days.iter().map(|at| cell(*at, dates)));
    made.push(header);
    for col in &columns {
        let head = heads.iter().map(|at| cell(*at, *col));
        let cells = head
            .chain(lines.iter().map(|line| joined(line, *col).into()))
            .collect();
        made.push(Row {
            cells,
            ..Row::default()
        });
    }
    made.push(Row::default());
    made.extend(rows.get(last + 1..)?.iter().cloned());
    Some(Turned {
        table: Table {
            separator: None,
            rows: made,
            merges: Vec::new(),
        },
        head: top,
        dates,
        columns,
        rows: days,
        labels,
        above: top,
        below: last + 1,
        asides,
        unread,
    })
}

fn is_day(cell: &str) -> bool {
    let full = |day: Day| !matches!(day, Day::Number(_) | Day::None);
    written(cell).is_some_and(|written| full(written.day))
        || cell.len() > 5
            && stamp(cell).is_some_and(|stamp| stamp.date.is_some() && stamp.clock.is_none())
}

impl Turned<'_> {
    /// Puts everything that was found back to where it stood.
    pub fn put_back(
        &self,
        book: &mut Book<'_>,
        (shifts, absences, problems): (usize, usize, usize),
    ) {
        for shift in book.shifts.iter_mut().skip(shifts) {
            (shift.row, shift.col) = self.place(shift.row, shift.col);
        }
        for absence in book.absences.iter_mut().skip(absences) {
            (absence.row, absence.col) = self.place(absence.row, absence.col);
        }
        for problem in book.problems.iter_mut().skip(problems) {
            (problem.row, problem.column) = self.place(problem.row, problem.column);
        }
    }

    /// Returns the original row, from 1, and column of a place in the turned table.
    fn place(&self, row: usize, col: Option<usize>) -> (usize, Option<usize>) {
        let at = row.saturating_sub(1);
        let Some(inside) = at.checked_sub(self.above) else {
            return (row, col);
        };
        let day = col
            .and_then(|col| col.checked_sub(self.labels))
            .and_then(|day| self.rows.get(day));
        match inside
            .checked_sub(1)
            .map(|post| (post, self.columns.get(post)))
        {
            None => (day.map_or(self.head, |row| *row) + 1, Some(self.dates)),
            Some((_, Some(column))) => (day.map_or(self.head, |row| *row) + 1, Some(*column)),
            // What stands below moved up or down as a whole.
            Some((post, None)) => {
                let beyond = post.saturating_sub(self.columns.len() + 1);
                (self.below + beyond + 1, col)
            }
        }
    }
}
