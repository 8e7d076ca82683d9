//! The app's build: Trunk compiles and bundles, [`crate::dist`] makes it ready to be served.
//!
//! A build from the very same sources is not repeated.

use crate::disk;
use crate::dist::hash::Hash;
use crate::dist::sizes::{self, FirstLoad};
use crate::dist::{self, precache};
use crate::run::{self, Trouble, say, timed};
use crate::tools::AppTools;
use crate::workspace::Workspace;
use std::path::Path;

/// Everything the app is made of, and what makes it.
const SOURCES: [&str; 12] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "public",
    "src/app",
    "src/core",
    "src/files",
    "src/sync",
    "src/wire",
    "src/xtask",
    "style",
];

/// Builds the app into `dist/`, unless it is there already, and returns what a visit costs.
pub fn build(workspace: &Workspace) -> Result<FirstLoad, Trouble> {
    let sources = fingerprint(workspace)?;
    if precache::is_built_from(&workspace.dist, &sources) {
        say("the app is built and nothing in it has changed");
        return sizes::measure(&workspace.dist);
    }
    leave_optimising_to_us(&workspace.root.join("src/app/index.html"))?;
    let tools = AppTools::ensure(workspace)?;
    let bundle = workspace.target.join("bundle");
    disk::clear(&bundle)?;
    timed(
        "building the app for the browser (a few minutes from nothing)",
        || {
            let mut trunk = tools.trunk(workspace);
            let fix = "see the compiler's message above";
            run::run(
                trunk.args(["build", "--release", "--dist"]).arg(&bundle),
                fix,
            )
        },
    )?;
    timed("getting it ready to be served", || {
        dist::finish(workspace, &bundle, &tools, &sources)
    })?;
    let first_load = sizes::measure(&workspace.dist)?;
    say(format_args!("first visit: {}", first_load.verdict()));
    Ok(first_load)
}

/// Refuses a page that makes Trunk look for an optimiser: it would download one.
fn leave_optimising_to_us(page: &Path) -> Result<(), Trouble> {
    if disk::read(page)?.contains("data-wasm-opt=\"0\"") {
        return Ok(());
    }
    let what = format!("{} lets Trunk optimise the app", page.display());
    Err(Trouble::new(
        what,
        "give its `rel=\"rust\"` link the attribute `data-wasm-opt=\"0\"`",
    ))
}

fn fingerprint(workspace: &Workspace) -> Result<String, Trouble> {
    let mut hash = Hash::new();
    for source in SOURCES {
        for file in disk::files(&workspace.root.join(source))? {
            hash.add(file.to_string_lossy().as_bytes());
            hash.add(&disk::bytes(&file)?);
        }
    }
    Ok(hash.to_string())
}
