//! The legend of a grid: above, below or beside the days.

use std::collections::{BTreeMap, BTreeSet};

use super::Grid;
use crate::book::{Book, Place};
use crate::clock::{range, time};
use crate::legend::{self, Line};
use crate::problem::{Assumed, ProblemKind};

/// Whether a label or a heading announced the rows that follow as a legend.
#[derive(Default)]
struct Announced {
    on: bool,
    heads: Option<legend::Heads>,
}

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
        let mut announced = Announced::default();
        for at in 0..self.table.rows.len() {
            if self.is_head(at) {
                announced = Announced::default();
                continue;
            }
            let Some((found, whole_row)) = self.explained(at, &mut announced, &used) else {
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
        lines
            .into_values()
            .chain(book.legend.iter().cloned())
            .collect()
    }

    /// Returns the codes a row explains, and whether that is all the row does.
    fn explained(
        &self,
        at: usize,
        announced: &mut Announced,
        used: &BTreeSet<&str>,
    ) -> Option<(Vec<Line>, bool)> {
        let row = self.table.row(at)?;
        let Some((_, first)) = row.filled().next() else {
            *announced = Announced::default();
            return None;
        };
        let label = legend::is_label(first.trim_end_matches(':')) || legend::is_heading(row);
        announced.on |= label;
        let below = self.table.rows.get(at + 1..).unwrap_or(&[]);
        if let Some(heads) = legend::Heads::of(row, below) {
            announced.heads = Some(heads);
            return Some((Vec::new(), true));
        }
        if let Some(line) = announced.heads.as_ref().and_then(|heads| heads.line(row)) {
            return Some((vec![line], true));
        }
        let explains = announced.on || !legend::in_text(first).is_empty();
        // In a person's row only the columns beside the days can explain something.
        let person = !explains
            && self.columns.names.names(row).len() == 1
            && row.filled().any(|(col, _)| self.columns.is_day(col));
        let beside = |col: usize| !person || col > self.columns.last_day();
        let cells = row.filled().filter(|(col, _)| beside(*col));
        let inline: Vec<Line> = cells.flat_map(|(_, cell)| legend::in_text(cell)).collect();
        // "Vroeg 7.00-15.30" before names of people is a post's row, not a legend.
        let mut others = row.filled().filter(|(col, cell)| {
            self.columns.is_day(*col)
                && legend::in_text(cell).is_empty()
                && time(cell).is_none()
                && range(cell).is_none()
        });
        if !announced.on
            && !label
            && !first.contains('=')
            && others.next().is_some()
            && !legend::in_text(first).is_empty()
        {
            return None;
        }
        if !inline.is_empty() || label {
            return Some((inline, !person));
        }
        let line = legend::in_columns(row, announced.on, used)?;
        Some((vec![line], true))
    }
}
