//! A QR code.

use std::fmt::Write;

use leptos::prelude::*;

/// White modules round the code, as the standard asks.
const QUIET: usize = 4;

/// A square of dark and light modules, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrMatrix {
    /// Modules in a row.
    pub size: usize,
    /// Whether each is dark.
    pub dark: Vec<bool>,
}

impl QrMatrix {
    /// Returns the dark modules as one path: runs of a row together.
    fn path(&self) -> String {
        let mut path = String::new();
        for (row, line) in self.dark.chunks(self.size.max(1)).enumerate() {
            let mut column = 0;
            for run in line.chunk_by(|a, b| a == b) {
                if run.first() == Some(&true) {
                    let (x, y, length) = (column + QUIET, row + QUIET, run.len());
                    // Writing to a String does not fail.
                    let _ = write!(path, "M{x} {y}h{length}v1h-{length}z");
                }
                column += run.len();
            }
        }
        path
    }
}

/// Draws a QR code, dark on light in every theme, because cameras want it so.
#[component]
pub fn QrCode(
    /// The modules.
    matrix: QrMatrix,
    /// What it is for, read aloud.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let side = matrix.size + 2 * QUIET;
    view! {
        <svg class="qr-code" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
            <path class="qr-code__dark" d=matrix.path() />
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_runs_become_rectangles() {
        let matrix = QrMatrix {
            size: 3,
            dark: vec![true, true, false, false, false, true],
        };
        assert_eq!(matrix.path(), "M4 4h2v1h-2zM6 5h1v1h-1z");
        assert_eq!(
            QrMatrix {
                size: 0,
                dark: vec![]
            }
            .path(),
            ""
        );
    }
}
