//! What comes from npm: `wasm-opt`, which halves the app and is often too old in distributions for what
//! today's compiler emits, and axe, which looks at every page for those who see, hear or move
//! otherwise.

use crate::run::{self, Trouble, say, timed};
use crate::tools::apt;
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The release of binaryen we optimise with.
const BINARYEN: &str = "132.0.0";
/// The oldest release on `PATH` that is good enough.
const BINARYEN_MIN: u32 = 120;

/// The release of axe-core that looks at the pages.
const AXE: &str = "4.14.1";

/// Returns axe's script, installed if need be.
pub fn ensure_axe(workspace: &Workspace) -> Result<PathBuf, Trouble> {
    let folder = workspace.tools.join("npm");
    let script = folder.join("node_modules/axe-core/axe.min.js");
    let says_release = |script: &PathBuf| {
        std::fs::read_to_string(script).is_ok_and(|text| text.contains(&format!("axe v{AXE}")))
    };
    if !says_release(&script) {
        let what = format!("installing axe-core {AXE}: it looks at every page");
        install(&folder, &what, &format!("axe-core@{AXE}"))?;
    }
    Ok(script)
}

/// Returns `wasm-opt`, installed if need be.
///
/// A build without it is a good build, only a large one, so trouble is told and then let be.
pub fn ensure_wasm_opt(workspace: &Workspace) -> Option<PathBuf> {
    let folder = workspace.tools.join("npm");
    let own = folder.join("node_modules/.bin/wasm-opt");
    let on_path = run::find("wasm-opt", &run::path());
    if let Some(found) = on_path
        .into_iter()
        .chain([own.clone()])
        .find(|path| is_new_enough(path))
    {
        return Some(found);
    }
    let what = format!("installing binaryen {BINARYEN}: its wasm-opt halves the app's size");
    match install(&folder, &what, &format!("binaryen@{BINARYEN}")) {
        Ok(()) if is_new_enough(&own) => return Some(own),
        Ok(()) => say("wasm-opt was installed but does not run; is this Node.js too old?"),
        Err(trouble) => say(trouble),
    }
    say("going on without wasm-opt: the app will work, but be about twice as large");
    None
}

/// Installs a package beside those that are there.
fn install(folder: &Path, what: &str, package: &str) -> Result<(), Trouble> {
    if run::find("npm", &run::path()).is_none() {
        apt::ensure(&["nodejs", "npm"], what)?;
    }
    timed(what, || {
        std::fs::create_dir_all(folder).map_err(|error| Trouble::file(folder, &error))?;
        run::run(
            Command::new("npm")
                .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
                .arg("--prefix")
                .arg(folder)
                .arg(package)
                .current_dir(folder),
            "put what is asked for on PATH, or let npm reach its registry",
        )
    })
}

fn is_new_enough(program: &Path) -> bool {
    run::read(Command::new(program).arg("--version"))
        .and_then(|line| release(&line))
        .is_some_and(|release| release >= BINARYEN_MIN)
}

/// Returns the release in a line like `wasm-opt version 132 (version_132)`.
fn release(line: &str) -> Option<u32> {
    line.split_whitespace().nth(2)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn release_is_read_from_what_the_program_says() {
        assert_eq!(release("wasm-opt version 132 (version_132)"), Some(132));
        assert_eq!(release("wasm-opt version 108"), Some(108));
        assert_eq!(release("command not found"), None);
    }
}
