//! What the first visit downloads, and its budget.

use super::precache::{is_precached, url_of};
use crate::disk;
use crate::run::{Trouble, say};
use std::path::{Path, PathBuf};

/// Most bytes of the whole first visit, compressed.
const FIRST_LOAD_BYTES_MAX: u64 = 250_000;
/// What it must not grow past until it meets the budget. This number only ever falls. Compilers
/// differ by some per cent, so it leaves them that much.
const FIRST_LOAD_BYTES_RATCHET: u64 = 620_000;

/// The files of a first visit.
pub struct FirstLoad {
    files: Vec<Size>,
}

struct Size {
    url: String,
    raw_bytes: u64,
    sent_bytes: u64,
}

/// Measures a finished app.
pub fn measure(dist: &Path) -> Result<FirstLoad, Trouble> {
    let mut files = Vec::new();
    for path in disk::files(dist)? {
        let url = url_of(dist, &path);
        if is_precached(&url) || url == "/sw.js" {
            let raw_bytes = length(&path)?;
            let twin = PathBuf::from(format!("{}.br", path.display()));
            let sent_bytes = if twin.is_file() {
                length(&twin)?
            } else {
                raw_bytes
            };
            files.push(Size {
                url,
                raw_bytes,
                sent_bytes,
            });
        }
    }
    Ok(FirstLoad { files })
}

impl FirstLoad {
    /// Prints the table.
    pub fn print(&self) {
        println!("{:<48} {:>10} {:>10}", "first visit", "raw", "brotli");
        for size in &self.files {
            println!(
                "{:<48} {:>10} {:>10}",
                size.url, size.raw_bytes, size.sent_bytes
            );
        }
        println!("{}", self.verdict());
    }

    fn total_bytes(&self) -> u64 {
        self.files.iter().map(|size| size.sent_bytes).sum()
    }

    /// Says how the total compares with the budget.
    pub fn verdict(&self) -> String {
        let total = self.total_bytes();
        let percent = total * 100 / FIRST_LOAD_BYTES_MAX;
        format!("{total} bytes, {percent} % of the budget of {FIRST_LOAD_BYTES_MAX}")
    }

    /// Refuses more than the ratchet, and says it when the budget is not met.
    pub fn hold(&self) -> Result<(), Trouble> {
        if self.total_bytes() > FIRST_LOAD_BYTES_RATCHET {
            return Err(Trouble::new(
                format!(
                    "the first visit grew past {FIRST_LOAD_BYTES_RATCHET} bytes: {}",
                    self.verdict()
                ),
                "look at `cargo xtask sizes`, and whether wasm-opt could be installed",
            ));
        }
        if self.total_bytes() > FIRST_LOAD_BYTES_MAX {
            say("the budget is NOT met; the ratchet only keeps it from getting worse");
        }
        Ok(())
    }
}

fn length(path: &Path) -> Result<u64, Trouble> {
    std::fs::metadata(path)
        .map(|file| file.len())
        .map_err(|error| Trouble::file(path, &error))
}
