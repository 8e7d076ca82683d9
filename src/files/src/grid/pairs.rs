//! Begin above end: a person's days in two rows, made one.

use super::Grid;
use crate::clock::time;
use crate::table::Row;

impl Grid<'_, '_> {
    /// Returns the row at `at` with the ends from the row below, if these two are one.
    pub(super) fn with_ends<'r>(&self, at: usize, row: &Row<'r>) -> Option<Row<'r>> {
        let below = self.table.row(at + 1)?;
        let days = |row: &Row<'_>| -> Vec<usize> {
            let days = row.filled().filter(|(col, _)| self.columns.is_day(*col));
            days.map(|(col, _)| col).collect()
        };
        let clocks = |row: &Row<'_>| {
            let mut cells = row.filled().filter(|(col, _)| self.columns.is_day(*col));
            cells.all(|(_, cell)| time(cell).is_some() && cell.len() > 2)
        };
        let (begins, ends) = (days(row), days(below));
        let named = |row: &Row<'_>| !self.columns.names.names(row).is_empty();
        let two = begins == ends && !begins.is_empty() && clocks(row) && clocks(below);
        if !two || !named(row) || named(below) || self.is_head(at + 1) {
            return None;
        }
        let mut whole = row.clone();
        for col in begins {
            if let Some(cell) = whole.cells.get_mut(col) {
                *cell = format!("{cell}-{}", below.cell(col)).into();
            }
        }
        Some(whole)
    }
}
