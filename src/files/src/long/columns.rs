//! Finds a long table's header and what its columns hold.

use std::collections::BTreeSet;

use crate::clock::stamp;
use crate::draft::Column;
use crate::guess;
use crate::guide::{Guide, Role};
use crate::header::role_of;
use crate::table::{Row, Table};

/// Finds the header row of a long table.
pub(crate) fn header(table: &Table<'_>) -> Option<usize> {
    let heads = |row: &Row<'_>| {
        // "Team;Noord;Datum;3-3-2025" stands above a table.
        let dated = |cell: &str| stamp(cell).is_some_and(|stamp| stamp.date.is_some());
        if row.filled().any(|(_, cell)| dated(cell)) {
            return false;
        }
        let roles: Vec<(Role, bool)> = row.filled().filter_map(|(_, cell)| role_of(cell)).collect();
        let has = |wanted: &[Role]| roles.iter().any(|(role, _)| wanted.contains(role));
        let sure: BTreeSet<Role> = roles
            .iter()
            .filter(|(_, guessed)| !guessed)
            .map(|(role, _)| *role)
            .collect();
        let times = [
            Role::Date,
            Role::Start,
            Role::StartUtc,
            Role::Times,
            Role::Weekday,
        ];
        let people = [
            Role::Person,
            Role::People,
            Role::FirstName,
            Role::LastName,
            Role::PersonId,
            Role::Email,
            Role::Date,
        ];
        sure.len() >= 2 && has(&times) && has(&people)
    };
    table.rows.iter().take(100).position(heads)
}

pub(super) fn columns(
    table: &Table<'_>,
    header: Option<usize>,
    first: usize,
    guide: &Guide,
) -> Vec<Column> {
    let head = header.and_then(|at| table.row(at));
    let body = table.rows.iter().skip(first);
    let width = body
        .map(Row::width)
        .chain(head.map(Row::width))
        .max()
        .unwrap_or(0);
    let name = |col: usize| head.map_or("", |row| row.cell(col));
    let mut roles: Vec<Option<(Role, bool)>> = (0..width).map(|col| role_of(name(col))).collect();
    let polish = (0..width).any(|col| name(col).eq_ignore_ascii_case("od"));
    for (col, known) in roles.iter_mut().enumerate() {
        if polish && known.is_none() && name(col).eq_ignore_ascii_case("do") {
            *known = Some((Role::End, false));
        }
    }
    for (col, role) in &guide.roles {
        if let Some(known) = roles.get_mut(*col) {
            *known = Some((*role, false));
        }
    }
    guess::fill(table, first, &mut roles);
    // What a person decided is not corrected.
    for (col, role) in &guide.roles {
        if let Some(known) = roles.get_mut(*col) {
            *known = Some((*role, false));
        }
    }
    let mut list: Vec<Column> = roles
        .iter()
        .enumerate()
        .map(|(col, known)| Column {
            name: name(col).to_owned(),
            role: known.map(|(role, _)| role),
            guessed: known.is_some_and(|(_, guessed)| guessed),
            samples: Vec::new(),
        })
        .collect();
    for row in table.rows.iter().skip(first).take(1000) {
        for (column, cell) in list.iter_mut().zip(&row.cells) {
            if column.samples.len() < 3
                && !cell.is_empty()
                && !column.samples.iter().any(|known| known == cell)
            {
                column.samples.push(cell.to_string());
            }
        }
    }
    list
}
