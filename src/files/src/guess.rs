//! Guesses what a column holds from what is in it, where its name says nothing.

use crate::clock::{range, stamp};
use crate::date::{Day, weekday_named, written_or_serial};
use crate::guide::Role;
use crate::table::{Row, Table};

/// Rows looked at.
const SAMPLE_ROWS: usize = 300;

/// What most cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    Date,
    DateTime,
    Time,
    Range,
    Name,
    Other,
}

/// Fills roles that a long table needs and its header does not give.
pub(crate) fn fill(table: &Table<'_>, first: usize, roles: &mut [Option<(Role, bool)>]) {
    let rows = table.rows.get(first..).unwrap_or(&[]);
    let rows = rows.get(..SAMPLE_ROWS).unwrap_or(rows);
    let looks: Vec<Look> = (0..roles.len()).map(|col| look(rows, col)).collect();
    correct(rows, &looks, roles);
    let has = |roles: &[Option<(Role, bool)>], wanted: &[Role]| {
        roles
            .iter()
            .flatten()
            .any(|(role, _)| wanted.contains(role))
    };
    let give = |roles: &mut [Option<(Role, bool)>], look: Look, role: Role| {
        let free = roles
            .iter_mut()
            .zip(&looks)
            .find(|(known, own)| known.is_none() && **own == look);
        if let Some((known, _)) = free {
            *known = Some((role, true));
        }
    };
    let timed = [Role::Start, Role::Times, Role::StartUtc];
    if !has(roles, &timed) {
        give(roles, Look::Range, Role::Times);
    }
    for role in [Role::Start, Role::End] {
        if !has(roles, &[role, Role::Times]) {
            give(roles, Look::DateTime, role);
        }
        if !has(roles, &[role, Role::Times]) {
            give(roles, Look::Time, role);
        }
    }
    let dated = roles.iter().zip(&looks).any(|(known, look)| {
        known.is_some_and(|(role, _)| {
            role == Role::Date || role == Role::Start && *look == Look::DateTime
        })
    });
    if !dated {
        give(roles, Look::Date, Role::Date);
    }
    let people = [
        Role::Person,
        Role::People,
        Role::FirstName,
        Role::LastName,
        Role::PersonId,
        Role::Email,
    ];
    if !has(roles, &people) {
        give(roles, Look::Name, Role::Person);
    }
    if !has(roles, &people) {
        give(roles, Look::Other, Role::Person);
    }
}

/// Corrects names that mean one thing here and another there.
fn correct(rows: &[Row<'_>], looks: &[Look], roles: &mut [Option<(Role, bool)>]) {
    let person = roles
        .iter()
        .flatten()
        .any(|(role, _)| *role == Role::Person);
    let numbered = roles
        .iter()
        .flatten()
        .any(|(role, _)| *role == Role::PersonId);
    for (col, (known, look)) in roles.iter_mut().zip(looks).enumerate() {
        let Some((role, guessed)) = known else {
            continue;
        };
        let digits = || {
            let mut cells = rows
                .iter()
                .map(|row| row.cell(col))
                .filter(|cell| !cell.is_empty())
                .peekable();
            cells.peek().is_some()
                && cells
                    .all(|cell| cell.len() < 10 && cell.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let better = match (*role, look) {
            // "Dag" over dates.
            (Role::Weekday, Look::Date) => Role::Date,
            // "Date" over dates with times is still the date; "Tijd" over single times a start.
            (Role::Times, Look::Time | Look::DateTime) => Role::Start,
            (Role::Start | Role::Hours, Look::Range) => Role::Times,
            // "Code" beside "Name" over numbers is the employee's.
            (Role::Shift, Look::Other) if person && !numbered && digits() => Role::PersonId,
            _ => continue,
        };
        (*role, *guessed) = (better, true);
    }
}

pub(crate) fn look(rows: &[Row<'_>], col: usize) -> Look {
    let (mut all, mut dates, mut both, mut times, mut ranges, mut names, mut spaced) =
        (0, 0, 0, 0, 0, 0, 0);
    for row in rows {
        let cell = row.cell(col);
        if cell.is_empty() {
            continue;
        }
        all += 1;
        match stamp(cell) {
            Some(found) if found.date.is_some() && found.clock.is_some() => both += 1,
            Some(found) if found.date.is_some() => dates += 1,
            // A bare number is as well an amount.
            Some(_) if cell.contains([':', 'u', 'h', 'U', 'm', 'M']) => times += 1,
            _ if range(cell).is_some() => ranges += 1,
            _ if is_dateish(cell) => {}
            _ if cell.chars().filter(|letter| letter.is_alphabetic()).count() > 1
                && !cell.contains(|letter: char| letter.is_ascii_digit()) =>
            {
                names += 1;
                spaced += usize::from(cell.contains([' ', ',']));
            }
            _ => {}
        }
    }
    let most = |count: usize| all > 0 && count * 10 >= all * 7;
    match () {
        () if most(both) => Look::DateTime,
        () if most(dates) => Look::Date,
        () if most(times) => Look::Time,
        () if most(ranges) => Look::Range,
        () if most(names) && spaced * 2 >= names => Look::Name,
        () => Look::Other,
    }
}

fn is_dateish(cell: &str) -> bool {
    weekday_named(&cell.to_lowercase()).is_some()
        || written_or_serial(cell)
            .is_some_and(|date| matches!(date.day, Day::Number(_) | Day::None))
}

/// Finds the header of a table whose names the dictionary does not know: the row above the first
/// row with a date and, in most rows below, a date in the same column.
///
/// Returns the index of the first row with data.
pub(crate) fn first_data_row(table: &Table<'_>) -> Option<usize> {
    let dated = |row: &Row<'_>| -> Option<usize> {
        let (col, _) = row
            .filled()
            .find(|(_, cell)| stamp(cell).is_some_and(|stamp| stamp.date.is_some()))?;
        (row.filled().count() > 1).then_some(col)
    };
    for (at, row) in table.rows.iter().enumerate().take(100) {
        let Some(col) = dated(row) else { continue };
        let below = table.rows.get(at..).unwrap_or(&[]);
        let below = below.get(..SAMPLE_ROWS).unwrap_or(below);
        let rows = below.iter().filter(|row| row.filled().count() > 1).count();
        let same = below
            .iter()
            .filter(|row| stamp(row.cell(col)).is_some_and(|stamp| stamp.date.is_some()))
            .count();
        if same * 2 >= rows {
            return Some(at);
        }
    }
    None
}
