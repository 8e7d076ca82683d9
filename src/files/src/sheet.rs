//! What both layouts share: the text round the table, and what a reading gives besides the book.

use std::collections::BTreeMap;

use crate::calendar::Anchor;
use crate::draft::Column;
use crate::guide::{DateOrder, Guide};
use crate::name::fold;
use crate::table::{Row, Table};

/// What either layout gives besides the book.
pub(crate) struct Sheet {
    pub columns: Vec<Column>,
    pub order: DateOrder,
    pub title: Option<String>,
    /// The index of the header's row.
    pub head: usize,
}

/// Reads the time of the table from the text above it, or below it, or the guide.
///
/// `name` is that of the sheet, and the guide has the file's: planners put the month there.
pub(crate) fn anchor(
    table: &Table<'_>,
    top: usize,
    name: &str,
    order: DateOrder,
    guide: &Guide,
) -> Anchor {
    let above = table
        .rows
        .iter()
        .take(top)
        .rev()
        .map(|row| Anchor::read(&row.text(), order));
    let anchor = above.fold(Anchor::default(), Anchor::or);
    let file = guide.file_name.as_deref().unwrap_or("");
    let named = Anchor::read(name, order).or(Anchor::read(file, order));
    // "maart" in the one and "2025" in the other are no dates but help each other.
    // Some write the year in the header's corner.
    let corner = table.row(top).and_then(|row| row.filled().next());
    let corner = corner.map_or("", |(_, cell)| cell);
    let corner = Anchor {
        year: Anchor::read(corner, order).year,
        ..Anchor::default()
    };
    let anchor = anchor.or(named).or(corner).or(Anchor {
        year: guide.year_hint,
        ..Anchor::default()
    });
    if anchor.year.is_some() {
        return anchor;
    }
    // A print date at the foot is better than no year.
    let below = table
        .rows
        .iter()
        .rev()
        .take(5)
        .filter(|row| row.filled().count() <= 2);
    let foot = below
        .map(|row| Anchor::read(&row.text(), order))
        .fold(Anchor::default(), Anchor::or);
    Anchor {
        year: foot.year,
        ..anchor
    }
}

/// Returns the text above the row at `top`.
pub(crate) fn title(table: &Table<'_>, top: usize) -> Option<String> {
    let lines = table
        .rows
        .iter()
        .take(top)
        .filter(|row| !row.is_blank())
        .map(Row::text);
    let text = lines.collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then_some(text)
}

/// Tells whether a row's first words announce sums or cover.
pub(crate) fn is_total(text: &str) -> bool {
    const WORDS: [&str; 44] = [
        "totaal",
        "totalen",
        "subtotaal",
        "eindtotaal",
        "som",
        "aantal",
        "bezetting",
        "bezet",
        "benodigd",
        "nodig",
        "norm",
        "minimum",
        "minimaal",
        "tekort",
        "overschot",
        "verschil",
        "gepland",
        "total",
        "totals",
        "subtotal",
        "grand",
        "sum",
        "count",
        "cover",
        "coverage",
        "required",
        "headcount",
        "staffing",
        "summe",
        "gesamt",
        "gesamtsumme",
        "zwischensumme",
        "anzahl",
        "besetzung",
        "bedarf",
        "soll",
        "razem",
        "suma",
        "lacznie",
        "obsada",
        "somme",
        "effectif",
        "effectifs",
        "besoin",
    ];
    let folded = fold(text);
    let first = folded.split(' ').next().unwrap_or("");
    WORDS.contains(&first)
}

/// Returns how many cells most rows have; none in a sheet, where empty cells are not written.
pub(crate) fn usual_cells(table: &Table<'_>, first: usize) -> usize {
    if table.separator.is_none() {
        return 0;
    }
    let mut counts = BTreeMap::<usize, usize>::new();
    for row in table.rows.iter().skip(first).take(1000) {
        *counts.entry(row.cells.len()).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(_, rows)| *rows)
        .map_or(0, |(cells, _)| cells)
}
