//! The legend of a grid: above, below or beside the days.

use std::collections::{BTreeMap, BTreeSet};

use super::Grid;
use crate::book::{Book, Place};
use crate::legend::{self, Line};
use crate::problem::{Assumed, ProblemKind};
use crate::table::Row;

impl Grid<'_, '_> {
    /// Collects the legend from all over the file.
    pub(super) fn legend(&mut self, book: &mut Book<'_>) -> Vec<Line> {
        let mut used = BTreeSet::new();
        for (at, row) in self.table.rows.iter().enumerate() {
            if at > self.top() && !self.is_head(at) {
                used.extend(
                    row.filled()
                        .filter(|(col, _)| self.columns.is_day(*col))
                        .map(|(_, cell)| cell),
                );
            }
        }
        let mut lines = BTreeMap::<String, Line>::new();
        let mut announced = false;
        for (at, row) in self.table.rows.iter().enumerate() {
            if self.is_head(at) {
                announced = false;
                continue;
            }
            let Some((found, whole_row)) = self.explained(row, &mut announced, &used) else {
                continue;
            };
            if whole_row {
                self.legend_rows.insert(at);
            }
            for line in found {
                match lines.get(&line.code) {
                    Some(known) if known.times != line.times => {
                        let what = ProblemKind::TwoMeanings { code: line.code };
                        book.problem(Place::row_at(at), what, Assumed::First);
                    }
                    Some(_) => {}
                    None => {
                        lines.insert(line.code.clone(), line);
                    }
                }
            }
        }
        lines.into_values().collect()
    }

    /// Returns the codes a row explains, and whether that is all the row does.
    fn explained(
        &self,
        row: &Row<'_>,
        announced: &mut bool,
        used: &BTreeSet<&str>,
    ) -> Option<(Vec<Line>, bool)> {
        let Some((_, first)) = row.filled().next() else {
            *announced = false;
            return None;
        };
        let label = legend::is_label(first.trim_end_matches(':')) || legend::is_heading(row);
        *announced |= label;
        let explains = *announced || !legend::in_text(first).is_empty();
        // In a person's row only the columns beside the days can explain something.
        let person = !explains
            && self.columns.names.names(row).len() == 1
            && row.filled().any(|(col, _)| self.columns.is_day(col));
        let beside = |col: usize| !person || col > self.columns.last_day();
        let cells = row.filled().filter(|(col, _)| beside(*col));
        let inline: Vec<Line> = cells.flat_map(|(_, cell)| legend::in_text(cell)).collect();
        if !inline.is_empty() || label {
            return Some((inline, !person));
        }
        let line = legend::in_columns(row, *announced, used)?;
        Some((vec![line], true))
    }
}
