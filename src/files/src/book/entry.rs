//! What is entered into the book: where it stands, who, and a shift.

use crate::fit::Span;

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The row, from 1.
    pub row: usize,
    /// The column, from 0.
    pub col: Option<usize>,
}

impl Place {
    /// Returns the row at an index.
    pub fn row_at(index: usize) -> Self {
        Self {
            row: index + 1,
            col: None,
        }
    }

    /// Returns a cell of the same row.
    pub fn at(self, col: usize) -> Self {
        Self {
            col: Some(col),
            ..self
        }
    }
}

/// A person as a row names them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Who<'a> {
    pub name: &'a str,
    pub number: &'a str,
    pub email: &'a str,
}

/// A shift about to be entered.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub place: Place,
    pub person: Option<usize>,
    pub kind: usize,
    pub unit: Option<usize>,
    pub qualification: Option<String>,
    pub span: Span,
    /// The file's hours, in minutes; several columns may each say something else.
    pub said_min: Vec<i64>,
    pub break_min: Option<u16>,
    pub comment: Option<String>,
}
