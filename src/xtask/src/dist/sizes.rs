//! What the first visit downloads, and its budget.
//!
//! A first visit is what the browser must have until the app stands and can be used. The parts come
//! after that, in the background, and are counted by themselves.

use super::precache::{is_precached, url_of};
use crate::disk;
use crate::run::Trouble;
use std::path::{Path, PathBuf};

/// Most bytes of the whole first visit, compressed.
const FIRST_LOAD_BYTES_MAX: u64 = 250_000;

/// The files of a first visit, and those that follow it.
pub struct FirstLoad {
    files: Vec<Size>,
    later: Vec<Size>,
}

struct Size {
    url: String,
    raw_bytes: u64,
    sent_bytes: u64,
}

/// Measures a finished app.
pub fn measure(dist: &Path) -> Result<FirstLoad, Trouble> {
    let (mut files, mut later) = (Vec::new(), Vec::new());
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
            let list = if is_part(&url) {
                &mut later
            } else {
                &mut files
            };
            list.push(Size {
                url,
                raw_bytes,
                sent_bytes,
            });
        }
    }
    Ok(FirstLoad { files, later })
}

/// Tells whether a file is a part of the program that is fetched by itself.
fn is_part(url: &str) -> bool {
    url.ends_with(".bin") || url.ends_with(".wasm") && !url.ends_with("_bg.wasm")
}

impl FirstLoad {
    /// Prints the tables.
    pub fn print(&self) {
        table("first visit", &self.files);
        println!("{}\n", self.verdict());
        table("in the background", &self.later);
        let total: u64 = self.later.iter().map(|size| size.sent_bytes).sum();
        println!("{total} bytes");
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

    /// Refuses more than the budget.
    pub fn hold(&self) -> Result<(), Trouble> {
        if self.total_bytes() <= FIRST_LOAD_BYTES_MAX {
            return Ok(());
        }
        Err(Trouble::new(
            format!("the first visit is too much: {}", self.verdict()),
            "look at `cargo xtask sizes`, and whether wasm-opt could be installed; what a first \
             visit does not need belongs in a part (src/app/src/app/part.rs)",
        ))
    }
}

fn table(name: &str, sizes: &[Size]) {
    println!("{name:<48} {:>10} {:>10}", "raw", "brotli");
    for size in sizes {
        println!(
            "{:<48} {:>10} {:>10}",
            size.url, size.raw_bytes, size.sent_bytes
        );
    }
}

fn length(path: &Path) -> Result<u64, Trouble> {
    std::fs::metadata(path)
        .map(|file| file.len())
        .map_err(|error| Trouble::file(path, &error))
}
