//! The columns of a grid: days, and what stands beside them.

use std::collections::BTreeSet;

use crate::days::Band;
use crate::draft::Column;
use crate::guide::{Guide, Role};
use crate::header::role_of;
use crate::people::NameColumns;
use crate::table::{Row, Table};

/// What a column holds within its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sub {
    Code,
    Start,
    End,
}

/// All columns of a grid.
pub(super) struct Columns {
    pub names: NameColumns,
    pub list: Vec<Column>,
    subs: Vec<Option<Sub>>,
    loose: Vec<bool>,
    unit: Option<usize>,
    qualification: Option<usize>,
}

impl Columns {
    pub fn of(table: &Table<'_>, bands: &[Band], guide: &Guide) -> Self {
        let width = table.rows.iter().map(Row::width).max().unwrap_or(0);
        let subs = subs(table, bands, guide, width);
        let mut list: Vec<Column> = (0..width)
            .map(|col| column(table, bands, guide, col, subs.get(col).copied().flatten()))
            .collect();
        guess_person(table, bands, &mut list);
        let roles: Vec<Option<Role>> = list.iter().map(|column| column.role).collect();
        let find = |role: Role| roles.iter().position(|known| *known == Some(role));
        let loose = list
            .iter()
            .map(|column| column.role.is_none() && column.name.is_empty())
            .collect();
        Self {
            names: NameColumns::of(&roles),
            subs,
            loose,
            unit: find(Role::Unit)
                .or(find(Role::Location))
                .or(find(Role::Team)),
            qualification: find(Role::Qualification),
            list,
        }
    }

    pub fn is_day(&self, col: usize) -> bool {
        self.subs.get(col).copied().flatten().is_some()
    }

    pub fn last_day(&self) -> usize {
        self.subs.iter().rposition(Option::is_some).unwrap_or(0)
    }

    /// Tells whether a column has neither a name nor a role.
    pub fn is_loose(&self, col: usize) -> bool {
        self.loose.get(col).copied().unwrap_or(true)
    }

    pub fn unit<'a>(&self, row: &'a Row<'_>) -> Option<&'a str> {
        self.unit
            .map(|col| row.cell(col))
            .filter(|cell| !cell.is_empty())
    }

    pub fn qualification<'a>(&self, row: &'a Row<'_>) -> Option<&'a str> {
        self.qualification
            .map(|col| row.cell(col))
            .filter(|cell| !cell.is_empty())
    }

    /// Returns the texts of one day, begin and end joined.
    pub fn texts(&self, row: &Row<'_>, from: usize, until: usize) -> Vec<(usize, String)> {
        let mut texts = Vec::new();
        let mut start: Option<(usize, &str)> = None;
        let cells = row
            .cells
            .get(from..until.min(row.cells.len()))
            .unwrap_or(&[]);
        for (col, cell) in (from..)
            .zip(cells)
            .map(|(col, cell)| (col, &**cell))
            .filter(|(_, cell)| !cell.is_empty())
        {
            match self.subs.get(col).copied().flatten() {
                Some(Sub::Code) => texts.push((col, cell.to_owned())),
                Some(Sub::Start) => {
                    texts.extend(start.take().map(|(col, cell)| (col, cell.to_owned())));
                    start = Some((col, cell));
                }
                Some(Sub::End) => {
                    let (at, begin) = start.take().unwrap_or((col, ""));
                    let joined = if begin.is_empty() {
                        cell.to_owned()
                    } else {
                        format!("{begin}-{cell}")
                    };
                    texts.push((at, joined));
                }
                None => {}
            }
        }
        // A begin without an end, or a code in the begin's column.
        texts.extend(start.map(|(col, cell)| (col, cell.to_owned())));
        texts
    }
}

/// Tells of every column what it holds of a day, if it belongs to one.
fn subs(table: &Table<'_>, bands: &[Band], guide: &Guide, width: usize) -> Vec<Option<Sub>> {
    let mut subs: Vec<Option<Sub>> = vec![None; width];
    for band in bands {
        let below = table.rows.get(band.row + 1..=band.head.1).unwrap_or(&[]);
        let (Some((first, _)), Some((last, _))) = (band.days.first(), band.days.last()) else {
            continue;
        };
        let step = step(band);
        let own: BTreeSet<usize> = band.days.iter().map(|(col, _)| *col).collect();
        for (col, sub) in subs.iter_mut().enumerate().take(last + step).skip(*first) {
            let named = below
                .iter()
                .find_map(|row| role_of(row.cell(col)))
                .map(|(role, _)| role);
            let headed = table
                .row(band.row)
                .is_some_and(|row| !row.cell(col).is_empty());
            *sub = sub.or(match named {
                Some(Role::Start) => Some(Sub::Start),
                Some(Role::End) => Some(Sub::End),
                // A cell without a head is the second half of a merged one.
                _ if own.contains(&col) || !headed && step > 1 => Some(Sub::Code),
                _ => None,
            });
        }
    }
    for (col, role) in &guide.roles {
        if let Some(sub) = subs.get_mut(*col).filter(|_| *role != Role::Day) {
            *sub = None;
        }
    }
    subs
}

/// How many columns each day has, if all have the same number.
fn step(band: &Band) -> usize {
    let mut steps = band.days.windows(2).filter_map(|pair| match pair {
        [(a, _), (b, _)] => b.checked_sub(*a),
        _ => None,
    });
    let first = steps.next().unwrap_or(1);
    if steps.all(|step| step == first) {
        first.max(1)
    } else {
        1
    }
}

fn column(
    table: &Table<'_>,
    bands: &[Band],
    guide: &Guide,
    col: usize,
    sub: Option<Sub>,
) -> Column {
    let heads = bands.first().map_or((0, 0), |band| band.head);
    let rows = table.rows.get(heads.0..=heads.1).unwrap_or(&[]);
    // The row with the dates names a column first, then the rows beside it.
    let dated = bands
        .first()
        .and_then(|band| table.row(band.row))
        .map_or("", |row| row.cell(col));
    let names = [dated]
        .into_iter()
        .chain(rows.iter().map(|row| row.cell(col)));
    let name = names
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or("")
        .to_owned();
    let (role, guessed) = match (guide.roles.get(&col), sub) {
        (Some(role), _) => (Some(*role), false),
        (None, Some(_)) => (Some(Role::Day), false),
        (None, None) => {
            role_of(&name).map_or((None, false), |(role, guessed)| (Some(role), guessed))
        }
    };
    let mut samples: Vec<String> = Vec::new();
    for row in table.rows.iter().skip(heads.1 + 1) {
        let cell = row.cell(col);
        if samples.len() < 3 && !cell.is_empty() && !samples.iter().any(|known| known == cell) {
            samples.push(cell.to_owned());
        }
    }
    Column {
        name,
        role,
        guessed,
        samples,
    }
}

/// A grid's names often stand under an empty header, or under the team's name.
fn guess_person(table: &Table<'_>, bands: &[Band], list: &mut [Column]) {
    let named = [Role::Person, Role::LastName, Role::FirstName];
    if list
        .iter()
        .any(|column| column.role.is_some_and(|role| named.contains(&role)))
    {
        return;
    }
    let first_day = bands
        .iter()
        .filter_map(|band| band.days.first())
        .map(|(col, _)| *col)
        .min()
        .unwrap_or(0);
    let top = bands.first().map_or(0, |band| band.head.1 + 1);
    let words = |col: usize| {
        let cells = table.rows.iter().skip(top).map(|row| row.cell(col));
        cells
            .filter(|cell| cell.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
            .count()
    };
    let best = (0..first_day)
        .filter(|col| list.get(*col).is_some_and(|column| column.role.is_none()))
        .max_by_key(|col| (words(*col), first_day - col));
    if let Some(column) = best
        .filter(|col| words(*col) > 0)
        .and_then(|col| list.get_mut(col))
    {
        (column.role, column.guessed) = (Some(Role::Person), true);
    }
}
