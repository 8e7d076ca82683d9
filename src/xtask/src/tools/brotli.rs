//! Brotli compression, by whichever program of the machine can do it.

use crate::run::{self, Trouble};
use crate::tools::apt;
use std::path::PathBuf;
use std::process::Command;

/// A program that compresses.
pub enum Brotli {
    /// The `brotli` command.
    Itself,
    /// Node.js, which has it built in.
    Node,
}

const NODE_SCRIPT: &str = "
const { brotliCompressSync, constants } = require('zlib');
const { readFileSync, writeFileSync } = require('fs');
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
for (const file of process.argv.slice(1)) {
  writeFileSync(file + '.br', brotliCompressSync(readFileSync(file), { params }));
}";

/// Finds or installs one.
pub fn ensure() -> Result<Brotli, Trouble> {
    let path = run::path();
    if run::find("brotli", &path).is_none() {
        if run::find("node", &path).is_some() {
            return Ok(Brotli::Node);
        }
        apt::ensure(&["brotli"], "compressing the app")?;
    }
    Ok(Brotli::Itself)
}

impl Brotli {
    /// Writes each file's compressed twin beside it, with `.br` added to its name.
    pub fn compress(&self, files: &[PathBuf]) -> Result<(), Trouble> {
        let mut command = match self {
            Brotli::Itself => {
                let mut brotli = Command::new("brotli");
                brotli.args(["--quality=11", "--lgwin=24", "--force", "--keep", "--"]);
                brotli
            }
            Brotli::Node => {
                let mut node = Command::new("node");
                node.args(["--eval", NODE_SCRIPT, "--"]);
                node
            }
        };
        run::run(command.args(files), "see whether the disk is full")
    }
}
