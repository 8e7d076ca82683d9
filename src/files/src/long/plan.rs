//! Which columns of a long table hold what.

use std::collections::BTreeSet;

use crate::clock::length;
use crate::draft::Column;
use crate::guide::Role;
use crate::header::says_minutes;
use crate::name::fold;
use crate::people::NameColumns;
use crate::table::{Row, Table};

/// Columns by what the reader asks of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    pub names: NameColumns,
    pub date: Vec<usize>,
    pub end_date: Vec<usize>,
    pub start: Vec<usize>,
    pub end: Vec<usize>,
    pub times: Vec<usize>,
    pub start_utc: Option<usize>,
    pub end_utc: Option<usize>,
    pub shift: Vec<usize>,
    pub absence: Option<usize>,
    pub open: Option<usize>,
    pub works: Option<usize>,
    pub quantity: Option<usize>,
    pub zone: Option<usize>,
    pub comment: Option<usize>,
    pub weekday: Option<usize>,
    pub qualification: Option<usize>,
    /// Week and year, which with a weekday make a date.
    pub week: Option<usize>,
    pub year: Option<usize>,
    /// A second begin and end in the same row: a broken shift.
    pub again: Option<(usize, usize)>,
    unit: Vec<usize>,
    /// Lengths, and whether their names say minutes or hours.
    hours: Vec<(usize, Option<bool>)>,
    breaks: Option<(usize, Option<bool>)>,
}

impl Plan {
    pub fn of(columns: &[Column]) -> Self {
        let roles: Vec<Option<Role>> = columns.iter().map(|column| column.role).collect();
        let all = |role: Role| -> Vec<usize> {
            let own = roles
                .iter()
                .enumerate()
                .filter(|(_, known)| **known == Some(role));
            own.map(|(col, _)| col).collect()
        };
        let one = |role: Role| all(role).first().copied();
        let unit = |col: usize| {
            columns
                .get(col)
                .and_then(|column| says_minutes(&column.name))
        };
        let of_minutes = |col: usize| (col, unit(col));
        const WEEK: [&str; 8] = [
            "week",
            "weeknummer",
            "weeknr",
            "week nr",
            "wk",
            "kw",
            "kalenderwoche",
            "semaine",
        ];
        const YEAR: [&str; 5] = ["jaar", "year", "jahr", "annee", "rok"];
        let named = |words: &[&str]| {
            let mut names = columns.iter().map(|column| fold(&column.name));
            names.position(|name| words.contains(&name.as_str()))
        };
        let (start, end, again) = parted(all(Role::Start), all(Role::End));
        Self {
            names: NameColumns::of(&roles),
            date: all(Role::Date),
            end_date: all(Role::EndDate),
            start,
            end,
            again,
            times: all(Role::Times),
            start_utc: one(Role::StartUtc),
            end_utc: one(Role::EndUtc),
            shift: all(Role::Shift),
            absence: one(Role::Absence),
            open: one(Role::Open),
            works: one(Role::Works),
            quantity: one(Role::Quantity),
            zone: one(Role::Zone),
            comment: one(Role::Comment),
            weekday: one(Role::Weekday),
            qualification: one(Role::Qualification),
            week: named(&WEEK),
            year: named(&YEAR),
            unit: [all(Role::Unit), all(Role::Location), all(Role::Team)].concat(),
            hours: all(Role::Hours).into_iter().map(of_minutes).collect(),
            // A break's whole number is minutes, whatever its size.
            breaks: one(Role::Break).map(of_minutes),
        }
    }

    /// Returns the columns that can hold a date, in the order of trust.
    pub fn dated(&self) -> impl Iterator<Item = usize> + Clone {
        let utc = self.start_utc.into_iter();
        self.date
            .iter()
            .chain(&self.start)
            .copied()
            .chain(utc)
            .chain(self.end_date.iter().chain(&self.end).copied())
    }

    pub fn date_column(&self) -> Option<usize> {
        self.date.first().or(self.start.first()).copied()
    }

    /// Tells whether the table has times at all.
    pub fn has_times(&self) -> bool {
        !(self.start.is_empty() && self.times.is_empty() && self.start_utc.is_none())
    }

    /// Picks the columns that name the unit: a column that says the same in every row tells
    /// nothing apart, so house, ward and team count only where they vary.
    pub fn choose_unit(&mut self, table: &Table<'_>, first: usize) {
        let varies = |col: &usize| {
            let mut cells = table
                .rows
                .iter()
                .skip(first)
                .map(|row| row.cell(*col))
                .filter(|cell| !cell.is_empty());
            let known = cells.next();
            known.is_some() && cells.any(|cell| Some(cell) != known)
        };
        let varied: Vec<usize> = self.unit.iter().copied().filter(varies).collect();
        if varied.is_empty() {
            let filled = |col: &usize| {
                table
                    .rows
                    .iter()
                    .skip(first)
                    .any(|row| !row.cell(*col).is_empty())
            };
            let one = self.unit.iter().copied().find(filled);
            self.unit = one.into_iter().collect();
        } else {
            self.unit = varied;
        }
    }

    pub fn unit(&self, row: &Row<'_>) -> String {
        let mut parts: Vec<&str> = Vec::new();
        for part in self
            .unit
            .iter()
            .map(|col| row.cell(*col))
            .filter(|cell| !cell.is_empty())
        {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts.join(" · ")
    }

    /// Returns the columns of lengths and breaks.
    pub fn lengths(&self) -> impl Iterator<Item = usize> {
        let hours = self.hours.iter().map(|(col, _)| *col);
        hours.chain(self.breaks.map(|(col, _)| col))
    }

    /// Returns the lengths a row names, in minutes.
    pub fn lengths_min(&self, row: &Row<'_>) -> Vec<i64> {
        let lengths: BTreeSet<i64> = self
            .hours
            .iter()
            .filter_map(|(col, unit)| length(row.cell(*col), *unit))
            .collect();
        lengths
            .into_iter()
            .filter(|minutes| *minutes > 0)
            .rev()
            .collect()
    }

    /// Returns the break's cell and its minutes.
    pub fn break_min<'a>(&self, row: &'a Row<'_>) -> Option<(usize, &'a str, Option<u16>)> {
        let (col, unit) = self.breaks?;
        let text = row.cell(col);
        if text.is_empty() {
            return None;
        }
        // "0,5" is hours and "30" minutes, unless the name says which.
        let fraction = text.contains([',', '.'])
            && !text.ends_with(",0")
            && !text.ends_with(".0")
            && !text.ends_with("00");
        let unit = unit
            .filter(|minutes| *minutes || fraction)
            .or(Some(!fraction));
        let minutes = length(text, unit).and_then(|minutes| u16::try_from(minutes).ok());
        Some((col, text, minutes))
    }
}

/// Parts begin, end, begin, end into the first two and the others; a date and a time for each end
/// stand beside each other and stay together.
fn parted(start: Vec<usize>, end: Vec<usize>) -> (Vec<usize>, Vec<usize>, Option<(usize, usize)>) {
    match (start.as_slice(), end.as_slice()) {
        ([first, again], [until, last]) if first < until && until < again && again < last => {
            (vec![*first], vec![*until], Some((*again, *last)))
        }
        _ => (start, end, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, role: Role) -> Column {
        Column {
            name: name.into(),
            role: Some(role),
            guessed: false,
            samples: Vec::new(),
        }
    }

    #[test]
    fn breaks_are_minutes_unless_they_are_fractions_of_an_hour() {
        let read = |name: &str, cell: &str| {
            let plan = Plan::of(&[column(name, Role::Break)]);
            let text = format!("{cell};x");
            plan.break_min(&Table::split(&text).unwrap().rows[0])
                .and_then(|(_, _, minutes)| minutes)
        };
        for (name, cell, minutes) in [
            ("Pauze", "30", Some(30)),
            ("Pauze", "0:30", Some(30)),
            ("Pauze", "00:45", Some(45)),
            ("Pauze", "0,5", Some(30)),
            ("Pauze (min)", "30,0", Some(30)),
            ("Pauze (uur)", "0.75", Some(45)),
            ("Pauze", "geen", None),
        ] {
            assert_eq!(read(name, cell), minutes, "{name} {cell}");
        }
    }

    #[test]
    fn the_unit_is_what_tells_rows_apart() {
        let columns = [
            column("Huis", Role::Location),
            column("Afdeling", Role::Unit),
            column("Team", Role::Team),
        ];
        let unit = |text: &str| {
            let table = Table::split(text).unwrap();
            let mut plan = Plan::of(&columns);
            plan.choose_unit(&table, 0);
            plan.unit(&table.rows[0])
        };
        assert_eq!(unit("Noord;Zorg;1\nZuid;Zorg;1\n"), "Noord");
        assert_eq!(unit("Noord;Zorg;1\nNoord;Zorg;1\n"), "Zorg");
        assert_eq!(unit("Noord;Zorg;1\nZuid;Thuis;1\n"), "Zorg · Noord");
    }
}
