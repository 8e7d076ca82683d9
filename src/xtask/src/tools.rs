//! The tools the commands need: found if they are there, installed if they are not.
//!
//! A right version on `PATH` is used as it is. What is installed with cargo or npm goes to
//! `target/tools`, so nothing of the machine's own is replaced; only Debian packages go to the
//! system, as they must.

pub mod apt;
pub mod brotli;
pub mod browser;
pub mod crates;
pub mod npm;
pub mod postgres;
pub mod wasm;

use crate::run::{self, Trouble};
use crate::workspace::Workspace;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

/// What the app's build needs.
pub struct AppTools {
    /// The compiler for WebAssembly.
    pub wasm: wasm::Toolchain,
    /// The optimiser; without it the app works but is about twice as large.
    pub wasm_opt: Option<PathBuf>,
    /// The compressor.
    pub brotli: brotli::Brotli,
}

impl AppTools {
    /// Finds or installs all of them.
    pub fn ensure(workspace: &Workspace) -> Result<AppTools, Trouble> {
        let wasm = wasm::ensure(workspace)?;
        crates::ensure_wasm_bindgen(workspace)?;
        crates::ensure_trunk(workspace)?;
        crates::ensure_splitter(workspace)?;
        Ok(AppTools {
            wasm,
            wasm_opt: npm::ensure_wasm_opt(workspace),
            brotli: brotli::ensure()?,
        })
    }

    /// Returns a call of Trunk that finds these tools and no others.
    pub fn trunk(&self, workspace: &Workspace) -> Command {
        let mut command = Command::new("trunk");
        self.wasm.apply(&mut command, &path_with_tools(workspace));
        command.current_dir(&workspace.root);
        command
    }
}

/// Returns a `PATH` on which our own tools come first.
pub fn path_with_tools(workspace: &Workspace) -> OsString {
    put_first(workspace.tools.join("bin"), &run::path())
}

/// Returns `path` with one folder put first.
pub fn put_first(folder: PathBuf, path: &std::ffi::OsStr) -> OsString {
    let folders = std::iter::once(folder).chain(std::env::split_paths(path));
    // Joining fails only for a folder with the separator in its name: then it can't be on PATH.
    std::env::join_paths(folders).unwrap_or_else(|_| path.to_owned())
}
