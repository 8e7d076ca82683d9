//! Where things are. Nothing is written outside `target/`, `dist/` and the relay's data folder.

use crate::run::Trouble;
use std::path::{Path, PathBuf};

/// The folders the commands work in.
pub struct Workspace {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's build folder.
    pub target: PathBuf,
    /// Tools this project installed for itself.
    pub tools: PathBuf,
    /// The finished app.
    pub dist: PathBuf,
}

impl Workspace {
    /// Finds the workspace the way cargo does: from the crate cargo runs, else upwards from here.
    pub fn find() -> Result<Workspace, Trouble> {
        let start = std::env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .or_else(|| std::env::current_dir().ok())
            .unwrap_or_default();
        let root = start
            .ancestors()
            .find(|folder| folder.join("Trunk.toml").is_file())
            .map(Path::to_path_buf)
            .ok_or_else(|| {
                Trouble::new(
                    "no Trunk.toml here or above",
                    "run this inside the repository",
                )
            })?;
        let target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Workspace {
            tools: target.join("tools"),
            dist: root.join("dist"),
            root,
            target,
        })
    }

    /// Returns the path of a program cargo built.
    pub fn built(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }
}
