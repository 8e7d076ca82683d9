//! Legends that are tables of their own: a heading, and a code in each row below.

use super::{Line, in_columns, in_text, is_heading, is_label};
use crate::clock::{DAY_MIN, range, time};
use crate::guide::Role;
use crate::header::role_of;
use crate::name::fold;
use crate::table::{Row, Table};

/// Which columns of a legend hold what.
#[derive(Clone, Debug)]
pub(crate) struct Heads {
    code: usize,
    name: Option<usize>,
    start: Option<usize>,
    end: Option<usize>,
    times: Option<usize>,
    works: Option<usize>,
}

impl Heads {
    /// Reads a heading; the rows below it tell code from name.
    pub fn of(heading: &Row<'_>, below: &[Row<'_>]) -> Option<Self> {
        if !is_heading(heading) {
            return None;
        }
        let roles: Vec<(usize, Role)> = heading
            .filled()
            .filter_map(|(col, cell)| {
                // A Dutch Thursday elsewhere; beside a Polish beginning it is the end.
                if cell.eq_ignore_ascii_case("do") {
                    return Some((col, Role::End));
                }
                Some((col, role_of(cell)?.0))
            })
            .collect();
        let all = |role: Role| {
            roles
                .iter()
                .filter(move |(_, own)| *own == role)
                .map(|(col, _)| *col)
        };
        let one = |role: Role| all(role).next();
        let length = |col: &usize| -> usize {
            let cells = below.iter().take(50).map(|row| row.cell(*col));
            cells.map(str::len).sum()
        };
        let code = all(Role::Shift).min_by_key(length)?;
        let other = all(Role::Shift).find(|col| *col != code);
        Some(Self {
            code,
            name: other.or(one(Role::Comment)).or(one(Role::Person)),
            start: one(Role::Start),
            end: one(Role::End),
            times: one(Role::Times),
            works: one(Role::Works),
        })
    }

    /// Reads one row below the heading.
    pub fn line(&self, row: &Row<'_>) -> Option<Line> {
        let cell = |col: Option<usize>| col.map_or("", |col| row.cell(col));
        let code = row.cell(self.code);
        if code.is_empty() || code.chars().count() > super::CODE_CHARS_MAX * 2 {
            return None;
        }
        let clock = |text: &str| time(text).map(|clock| clock.minute);
        let two = clock(cell(self.start)).zip(clock(cell(self.end)));
        let one = range(cell(self.times)).map(|found| (found.start_min, found.end_min));
        let times = two.or(one).map(|(start, end)| (start % DAY_MIN, end));
        let no = fold(cell(self.works));
        Some(Line {
            code: code.to_owned(),
            name: cell(self.name).to_owned(),
            times,
            off: matches!(
                no.as_str(),
                "nee" | "no" | "n" | "nein" | "nie" | "non" | "false" | "0"
            ),
        })
    }
}

/// Reads a table that is nothing but a legend; empty if it is none.
pub(crate) fn of_table(table: &Table<'_>) -> Vec<Line> {
    let rows = &table.rows;
    let heading = rows.iter().take(20).position(is_heading);
    let heads = heading.and_then(|at| {
        let below = rows.get(at + 1..)?;
        Some((Heads::of(rows.get(at)?, below)?, below))
    });
    if let Some((heads, below)) = heads {
        return below.iter().filter_map(|row| heads.line(row)).collect();
    }
    let filled = || rows.iter().filter(|row| !row.is_blank());
    let known = Default::default();
    let lines = filled().flat_map(|row| {
        let first = row.filled().next().map_or("", |(_, cell)| cell);
        let inline = in_text(first);
        if inline.is_empty() && !is_label(first) {
            in_columns(row, true, &known).into_iter().collect()
        } else {
            inline
        }
    });
    let lines: Vec<Line> = lines.collect();
    // A list of people with a time or two is no legend.
    let timed = lines.iter().filter(|line| line.times.is_some()).count();
    if timed * 2 > filled().count() {
        lines
    } else {
        Vec::new()
    }
}
