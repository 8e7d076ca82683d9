//! `fuzz`: looks for bytes that break a promise, with the compiler's coverage to guide it.
//!
//! The compiler's own flags are enough for that, so no other compiler is needed. What leads somewhere
//! new is kept in `tests/fuzz/corpus`, as few and as short inputs as will do; an ordinary test puts them
//! to the targets from then on. An input that breaks something is left in `target/fuzz` and told.

use crate::run::{self, Trouble, say};
use crate::tools::apt;
use crate::workspace::Workspace;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What it takes to build libFuzzer.
const FOR_LIBFUZZER: [&str; 1] = ["g++"];
/// So many inputs for each target, unless asked otherwise.
const RUNS: u64 = 1_000_000;
/// Seconds one input may take.
const INPUT_S_MAX: u32 = 10;
/// Memory all of it may take, in megabytes.
const MEMORY_MB_MAX: u32 = 2_048;
/// Counts every edge and compares operands; what overflows is a fault here.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    -Ccodegen-units=1 -Cdebug-assertions -Coverflow-checks";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Options {
    target: Option<String>,
    runs: u64,
}

impl Options {
    /// Reads `[TARGET] [--runs N]`.
    pub fn parse(words: &[String]) -> Option<Options> {
        let mut options = Options {
            target: None,
            runs: RUNS,
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if word == "--runs" {
                options.runs = words.next()?.parse().ok()?;
            } else if word.starts_with('-') || options.target.is_some() {
                return None;
            } else {
                options.target = Some(word.clone());
            }
        }
        Some(options)
    }
}

/// Looks for bytes.
pub fn run(workspace: &Workspace, options: &Options) -> Result<(), Trouble> {
    apt::ensure(&FOR_LIBFUZZER, "libFuzzer")?;
    let lab = Lab::build(workspace)?;
    for (name, max_bytes) in lab.targets()? {
        if options.target.as_ref().is_none_or(|asked| *asked == name) {
            lab.explore(&name, &max_bytes, options.runs)?;
        }
    }
    Ok(())
}

/// The built programs, and a folder for what they find.
struct Lab {
    fuzzer: PathBuf,
    corpus: PathBuf,
    folder: PathBuf,
}

impl Lab {
    fn build(workspace: &Workspace) -> Result<Lab, Trouble> {
        let host = run::read(Command::new("rustc").arg("-vV")).unwrap_or_default();
        let host = host.lines().find_map(|line| line.strip_prefix("host: "));
        let Some(host) = host else {
            return Err(Trouble::new(
                "`rustc -vV` names no host",
                "see to it that rustc runs",
            ));
        };
        let folder = workspace.target.join("fuzz");
        let mut build = run::cargo();
        build
            .current_dir(&workspace.root)
            .args(["build", "--release", "--package", "ruil-fuzz"])
            .args(["--bin", "ruil-fuzz"])
            // With a target named, build scripts are spared the flags.
            .args(["--features", "coverage", "--target", host])
            .env("CARGO_TARGET_DIR", &folder)
            .env("RUSTFLAGS", FLAGS);
        run::run(&mut build, "see the compiler's message above")?;
        let mut corpus = run::cargo();
        corpus.current_dir(&workspace.root).args([
            "build",
            "--package",
            "ruil-fuzz",
            "--bin",
            "ruil-corpus",
        ]);
        run::run(&mut corpus, "see the compiler's message above")?;
        Ok(Lab {
            fuzzer: folder.join(host).join("release").join("ruil-fuzz"),
            corpus: workspace.built("debug", "ruil-corpus"),
            folder,
        })
    }

    fn targets(&self) -> Result<Vec<(String, String)>, Trouble> {
        let list = run::read(Command::new(&self.corpus).arg("list")).unwrap_or_default();
        let pair = |line: &str| {
            let (name, max_bytes) = line.split_once(' ')?;
            Some((name.to_owned(), max_bytes.to_owned()))
        };
        let targets: Vec<_> = list.lines().filter_map(pair).collect();
        if targets.is_empty() {
            let fix = "run it by hand to see why";
            return Err(Trouble::new("`ruil-corpus list` names no target", fix));
        }
        Ok(targets)
    }

    fn explore(&self, name: &str, max_bytes: &str, runs: u64) -> Result<(), Trouble> {
        say(format_args!("{name}: {runs} inputs"));
        let inputs = self.folder.join("inputs").join(name);
        let least = self.folder.join("least").join(name);
        fs::create_dir_all(&inputs).map_err(|error| Trouble::file(&inputs, &error))?;
        self.keep("unpack", name, &inputs)?;
        let mut explore = self.fuzzer(name, max_bytes);
        explore
            .arg(format!("-runs={runs}"))
            .arg(format!("-dict={}", inputs.with_extension("dict").display()))
            .arg("-print_final_stats=1")
            .arg("-verbosity=0")
            .arg(&inputs);
        let advice = "the input is in the file named above: put it to the target, mend it, and keep it \
                      as a test";
        run::run(&mut explore, advice)?;
        if least.exists() {
            fs::remove_dir_all(&least).map_err(|error| Trouble::file(&least, &error))?;
        }
        fs::create_dir_all(&least).map_err(|error| Trouble::file(&least, &error))?;
        let mut merge = self.fuzzer(name, max_bytes);
        merge.arg("-merge=1").args([&least, &inputs]);
        run::quietly(&mut merge, advice)?;
        self.keep("pack", name, &least)
    }

    fn fuzzer(&self, name: &str, max_bytes: &str) -> Command {
        let mut fuzzer = Command::new(&self.fuzzer);
        let found = self.folder.join(format!("{name}-"));
        fuzzer
            .env("RUIL_FUZZ_TARGET", name)
            .arg(format!("-max_len={max_bytes}"))
            .arg(format!("-timeout={INPUT_S_MAX}"))
            .arg(format!("-rss_limit_mb={MEMORY_MB_MAX}"))
            .arg(format!("-artifact_prefix={}", found.display()));
        fuzzer
    }

    fn keep(&self, word: &str, name: &str, folder: &Path) -> Result<(), Trouble> {
        let mut keep = Command::new(&self.corpus);
        run::run(keep.args([word, name]).arg(folder), "see the message above")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_a_target_and_a_number_in_any_order() {
        let parse = |words: &str| {
            let words: Vec<_> = words.split_whitespace().map(str::to_owned).collect();
            Options::parse(&words)
        };
        let team = |runs| {
            let target = Some("team".to_owned());
            Some(Options { target, runs })
        };
        assert_eq!(parse("team --runs 5"), team(5));
        assert_eq!(parse("--runs 5 team"), team(5));
        assert_eq!(parse("team"), team(RUNS));
        assert_eq!(parse("--runs"), None);
        assert_eq!(parse("team body"), None);
        assert_eq!(parse("--fast"), None);
    }
}
