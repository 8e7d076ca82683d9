//! The program: cut into the parts that load by themselves, bound to the browser, optimised, named.
//!
//! The compiler's own output is cut, for only that still knows which code and data need which.
//! What Trunk made of it in one piece is replaced.

use super::hash::{Hash, name_with};
use super::small;
use crate::disk;
use crate::run::{self, Trouble};
use crate::tools::{AppTools, path_with_tools};
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The app's program, and what its files are called before they are named after their content.
const NAME: &str = "ruil-app";
const WASM: &str = "ruil-app_bg.wasm";
const GLUE: &str = "ruil-app.js";
/// What loads the parts.
const LOADER: &str = "__wasm_split.js";

/// What the compiler may emit, and phones of the last years can run. Allowing the optimiser all it
/// knows would let it write what no browser reads yet.
const FEATURES: [&str; 6] = [
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// Puts the program into the bundle and returns the page with its final names.
pub fn finish(
    workspace: &Workspace,
    bundle: &Path,
    page: &str,
    tools: &AppTools,
) -> Result<String, Trouble> {
    let compiled = workspace
        .target
        .join("wasm32-unknown-unknown/wasm/ruil-app.wasm");
    let parts = workspace.target.join("parts");
    disk::clear(&parts)?;
    split(workspace, &compiled, &parts)?;
    bind(workspace, &parts.join("ruil-app.wasm"), bundle)?;
    disk::remove(&parts.join("ruil-app.wasm"))?;
    let mut files = vec![bundle.join(WASM), bundle.join(GLUE)];
    for part in disk::files(&parts)? {
        let own = bundle.join(name_of(&part)?);
        disk::copy(&part, &own)?;
        files.push(own);
    }
    disk::clear(&parts)?;
    if let Some(wasm_opt) = &tools.wasm_opt {
        for file in files.iter().filter(|file| is_wasm(file)) {
            optimise(wasm_opt, file)?;
        }
    }
    small::join(bundle, LOADER, &mut files)?;
    rename(&files, page)
}

fn split(workspace: &Workspace, compiled: &Path, parts: &Path) -> Result<(), Trouble> {
    let mut command = Command::new("wasm-split-cli");
    command.arg(compiled).arg(parts);
    command.args(["--out-name", NAME]);
    command.env("PATH", path_with_tools(workspace));
    // It warns of every small thing it does not know; an error is still said.
    command.env("RUST_LOG", "error");
    run::run(
        &mut command,
        "see whether .cargo/config.toml still asks for relocations",
    )
}

fn bind(workspace: &Workspace, main: &Path, bundle: &Path) -> Result<(), Trouble> {
    let mut command = Command::new("wasm-bindgen");
    command.args(["--target", "web", "--no-typescript"]);
    // The parts are linked by names that only the linker gives.
    command.args(["--keep-lld-exports", "--out-name", NAME, "--out-dir"]);
    command.arg(bundle).arg(main);
    command.env("PATH", path_with_tools(workspace));
    run::run(&mut command, "see wasm-bindgen's message above")
}

fn optimise(wasm_opt: &Path, file: &Path) -> Result<(), Trouble> {
    let mut command = Command::new(wasm_opt);
    command.args(["-Oz", "--strip-debug", "--strip-producers"]);
    command.args(FEATURES.map(|feature| format!("--enable-{feature}")));
    command.arg(file).arg("--output").arg(file);
    // It says of each part that the names of its tables are unknown to it.
    run::quietly(&mut command, "see the optimiser's message above")
}

/// Names all files after the content of all: they only fit each other.
fn rename(files: &[PathBuf], page: &str) -> Result<String, Trouble> {
    let mut hash = Hash::new();
    for file in files {
        hash.add(name_of(file)?.as_bytes());
        hash.add(&disk::bytes(file)?);
    }
    let hash = hash.to_string();
    let mut page = page.to_owned();
    let mut texts = Vec::new();
    for file in files {
        let old = name_of(file)?;
        let new = file.with_file_name(named(old, &hash));
        disk::rename(file, &new)?;
        if new.extension().is_some_and(|kind| kind == "js") {
            texts.push((disk::read(&new)?, new));
        }
    }
    for file in files {
        let old = name_of(file)?;
        let new = named(old, &hash);
        for (text, _) in &mut texts {
            *text = renamed(text, old, &new);
        }
        page = page.replace(&format!("/{old}"), &format!("/{new}"));
    }
    for (text, file) in texts {
        disk::write(&file, &text)?;
    }
    Ok(page)
}

/// Replaces a file's name where it is fetched or imported, and not where the program itself has it
/// as the name of a module: that stands in the WebAssembly too.
fn renamed(text: &str, old: &str, new: &str) -> String {
    ["from \"./", "URL(\"./", "URL('"]
        .iter()
        .fold(text.to_owned(), |text, before| {
            text.replace(&format!("{before}{old}"), &format!("{before}{new}"))
        })
}

fn named(old: &str, hash: &str) -> String {
    match old {
        WASM => name_with(NAME, "_bg.wasm", hash),
        LOADER => name_with("parts", ".js", hash),
        other => {
            let (stem, kind) = other.rsplit_once('.').unwrap_or((other, ""));
            name_with(stem, &format!(".{kind}"), hash)
        }
    }
}

fn is_wasm(file: &Path) -> bool {
    file.extension().is_some_and(|kind| kind == "wasm")
}

pub fn name_of(file: &Path) -> Result<&str, Trouble> {
    file.file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| {
            Trouble::new(
                format!("{} has no name to go by", file.display()),
                "build again from an empty `target/parts`",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_renamed_where_they_are_fetched_only() {
        let hash = "0123456789abcdef";
        let glue = "import * as a from \"./__wasm_split.js\"\nx = { \"./__wasm_split.js\": a };\n\
                    u = new URL('ruil-app_bg.wasm', import.meta.url);";
        let new = renamed(glue, LOADER, &named(LOADER, hash));
        let new = renamed(&new, WASM, &named(WASM, hash));
        assert_eq!(
            new,
            "import * as a from \"./parts-0123456789abcdef.js\"\nx = { \"./__wasm_split.js\": a };\n\
             u = new URL('ruil-app-0123456789abcdef_bg.wasm', import.meta.url);"
        );
        assert_eq!(
            named("split_team.wasm", hash),
            "split_team-0123456789abcdef.wasm"
        );
    }
}
