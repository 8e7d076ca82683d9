//! `test` and `check`: what must hold, step by step, each with its time.

pub mod edge;

use crate::app;
use crate::run::{self, Trouble, cargo, say, seconds};
use crate::tools::{browser, npm, postgres};
use crate::workspace::Workspace;
use std::process::Command;
use std::time::{Duration, Instant};

/// How much is tested.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Everything.
    Whole,
    /// What needs no browser and no WebAssembly.
    Fast,
}

/// Runs the tests; the first step that fails is the last.
pub fn test(workspace: &Workspace, extent: Extent) -> Result<(), Trouble> {
    let mut steps = Steps::new(workspace);
    steps.formatting()?;
    steps.lints()?;
    steps.step("tests", |workspace| {
        let postgres = postgres::ensure()?;
        run::run(
            in_root(workspace)
                .args(["test", "--workspace"])
                .env("RUIL_POSTGRES", postgres),
            "run the failing test by its name: `cargo test --workspace NAME`",
        )
    })?;
    if extent == Extent::Whole {
        steps.step("the app and its size", |workspace| {
            app::build(workspace)?.hold()
        })?;
        steps.step("edge tests in the browser", edge::run)?;
        steps.step("browser journeys", |workspace| journeys(workspace, &[]))?;
    }
    steps.report();
    Ok(())
}

/// Runs what takes a minute at most.
pub fn check(workspace: &Workspace) -> Result<(), Trouble> {
    let mut steps = Steps::new(workspace);
    steps.formatting()?;
    steps.lints()?;
    steps.step("tidy", |workspace| {
        let mut tidy = in_root(workspace);
        tidy.args([
            "test",
            "--quiet",
            "--workspace",
            "--test",
            "suite",
            "tidy::",
        ]);
        run::run(&mut tidy, "each finding above names its file and line")
    })?;
    steps.report();
    Ok(())
}

/// Runs the journeys in a real browser, against the real app and a relay; with what is told to the test
/// program, if anything.
pub fn journeys(workspace: &Workspace, told: &[&str]) -> Result<(), Trouble> {
    let browser = browser::ensure()?;
    let axe = npm::ensure_axe(workspace)?;
    // With the same set of packages as the tests before, so that nothing is compiled again.
    run::run(
        in_root(workspace).args(["build", "--workspace", "--bin", "ruil-relay"]),
        "see the compiler's message above",
    )?;
    run::run(
        in_root(workspace)
            .args(["test", "--workspace", "--test", "browser", "--"])
            .args(told)
            .env("RUIL_DIST", &workspace.dist)
            .env("RUIL_RELAY_BIN", workspace.built("debug", "ruil-relay"))
            .env("RUIL_AXE", &axe)
            .env("RUIL_CHROMIUM", &browser.chromium)
            .env("RUIL_CHROMEDRIVER", &browser.driver),
        "the failing journey says what it saw; `cargo xtask serve` shows the same app",
    )
}

fn in_root(workspace: &Workspace) -> Command {
    let mut command = cargo();
    command.current_dir(&workspace.root);
    command
}

/// The steps done so far.
struct Steps<'a> {
    workspace: &'a Workspace,
    done: Vec<(&'static str, Duration)>,
}

impl<'a> Steps<'a> {
    fn new(workspace: &'a Workspace) -> Steps<'a> {
        Steps {
            workspace,
            done: Vec::new(),
        }
    }

    fn formatting(&mut self) -> Result<(), Trouble> {
        self.step("formatting", |workspace| {
            run::run(
                in_root(workspace).args(["fmt", "--all", "--check"]),
                "run `cargo fmt --all`",
            )
        })
    }

    fn lints(&mut self) -> Result<(), Trouble> {
        self.step("lints", |workspace| {
            let mut clippy = in_root(workspace);
            clippy.args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ]);
            let advice = "each finding above says what to write instead";
            run::run(&mut clippy, advice)?;
            // The journeys are no target of a plain `cargo test`, so `--all-targets` passes them by.
            let mut journeys = in_root(workspace);
            journeys.args([
                "clippy",
                "--workspace",
                "--test",
                "browser",
                "--",
                "-D",
                "warnings",
            ]);
            run::run(&mut journeys, advice)
        })
    }

    fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&Workspace) -> Result<(), Trouble>,
    ) -> Result<(), Trouble> {
        say(name);
        let start = Instant::now();
        let result = work(self.workspace);
        match result {
            Ok(()) => self.done.push((name, start.elapsed())),
            Err(_) => {
                self.report();
                eprintln!("  {name:<26} failed after {}", seconds(start.elapsed()));
            }
        }
        result
    }

    fn report(&self) {
        eprintln!();
        for (name, time) in &self.done {
            eprintln!("  {name:<26} ok, {}", seconds(*time));
        }
    }
}
