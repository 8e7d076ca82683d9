//! Tools that come as crates: Trunk, wasm-bindgen and the splitter.

use crate::run::{self, Trouble, say, timed};
use crate::tools::path_with_tools;
use crate::workspace::Workspace;
use std::process::Command;

/// The Trunk we build with; any release of the same series will do.
const TRUNK: &str = "0.21.14";

/// Installs Trunk, which bundles the app.
pub fn ensure_trunk(workspace: &Workspace) -> Result<(), Trouble> {
    let series = TRUNK.rsplit_once('.').map_or(TRUNK, |(series, _)| series);
    ensure(
        workspace,
        &Tool {
            name: "trunk",
            program: "trunk",
            version: TRUNK,
            is_right: &|found| found.starts_with(series),
            why: "it bundles the app",
            // Downloads are our work, not Trunk's, but it does not compile without a TLS stack.
            flags: &["--no-default-features", "--features", "rustls"],
        },
    )
}

/// The splitter that fits the marks `wasm_split_helpers` leaves in the program.
const SPLITTER: &str = "0.2.4";

/// Installs the splitter, which cuts the app into parts that load by themselves.
pub fn ensure_splitter(workspace: &Workspace) -> Result<(), Trouble> {
    let tool = Tool {
        name: "wasm_split_cli_support",
        program: "wasm-split-cli",
        version: SPLITTER,
        is_right: &|found| found == SPLITTER,
        why: "it cuts the app into parts, so that a first visit fetches little",
        flags: &["--features", "build-binary"],
    };
    // It does not tell its version; cargo notes what it installed.
    let notes = std::fs::read_to_string(workspace.tools.join(".crates.toml")).unwrap_or_default();
    if notes.contains(&format!("\"{} {SPLITTER} ", tool.name)) {
        return Ok(());
    }
    get(workspace, &tool)
}

/// Installs wasm-bindgen and its test runner, in exactly the version the app is built against.
pub fn ensure_wasm_bindgen(workspace: &Workspace) -> Result<(), Trouble> {
    let path = workspace.root.join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).map_err(|error| Trouble::file(&path, &error))?;
    let Some(version) = locked_version(&lock, "wasm-bindgen") else {
        return Err(Trouble::new(
            "Cargo.lock names no wasm-bindgen",
            "run `cargo update`",
        ));
    };
    ensure(
        workspace,
        &Tool {
            name: "wasm-bindgen-cli",
            // Who has the runner has the other too.
            program: "wasm-bindgen-test-runner",
            version,
            is_right: &|found| found == version,
            why: "it writes the glue between the app and the browser",
            flags: &["--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner"],
        },
    )
}

struct Tool<'a> {
    name: &'a str,
    program: &'a str,
    version: &'a str,
    is_right: &'a dyn Fn(&str) -> bool,
    why: &'a str,
    flags: &'a [&'a str],
}

fn ensure(workspace: &Workspace, tool: &Tool<'_>) -> Result<(), Trouble> {
    let path = path_with_tools(workspace);
    let found = run::find(tool.program, &path)
        .and_then(|program| run::read(Command::new(program).arg("--version")))
        .and_then(|line| Some(line.split_whitespace().nth(1)?.to_owned()));
    if found.is_some_and(|version| (tool.is_right)(&version)) {
        return Ok(());
    }
    get(workspace, tool)
}

fn get(workspace: &Workspace, tool: &Tool<'_>) -> Result<(), Trouble> {
    let Tool {
        name, version, why, ..
    } = tool;
    timed(
        &format!("installing {name} {version}: {why} (once, 3 to 6 minutes)"),
        || {
            // The lock file the crate was published with is the surest set of versions, but a mirror
            // may lack one of them.
            if !run::status(install(workspace, tool).arg("--locked"))?.success() {
                say(format_args!(
                    "its own lock file did not work out; trying without"
                ));
                let by_hand = format!("run `cargo install {name} --version ={version}`");
                run::run(&mut install(workspace, tool), &by_hand)?;
            }
            // Only the program is kept, its hundreds of megabytes of parts are not.
            let _ = std::fs::remove_dir_all(build_folder(workspace));
            Ok(())
        },
    )
}

/// Unoptimised is quick enough for these tools, and much quicker to get.
fn install(workspace: &Workspace, tool: &Tool<'_>) -> Command {
    let mut command = run::cargo();
    command
        .args([
            "install",
            tool.name,
            "--version",
            &format!("={}", tool.version),
        ])
        .args(["--debug", "--config", "profile.dev.debug=false", "--root"])
        .arg(&workspace.tools)
        .args(tool.flags)
        .env("CARGO_TARGET_DIR", build_folder(workspace));
    command
}

fn build_folder(workspace: &Workspace) -> std::path::PathBuf {
    workspace.tools.join("build")
}

/// Returns the version of a package in a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
