//! `bench`: what the heavy questions cost, on this machine and in a browser.

use crate::app;
use crate::run::{self, Trouble, say};
use crate::test::{self, edge};
use crate::tools::postgres::cluster::Cluster;
use crate::tools::{apt, postgres};
use crate::workspace::Workspace;

/// What it takes to build the solver that the search for circles is measured against.
const FOR_PEERS: [&str; 3] = ["cmake", "g++", "libclang-dev"];

/// Measures all of it, or briefly what needs no browser and no other solver.
pub fn run(workspace: &Workspace, is_quick: bool) -> Result<(), Trouble> {
    let mut native = run::cargo();
    native
        .current_dir(&workspace.root)
        .args(["run", "--quiet", "--release", "--package", "ruil-tests"])
        .args(["--bin", "ruil-bench"]);
    if is_quick {
        native.args(["--", "--quick"]);
    } else {
        match apt::ensure(&FOR_PEERS, "HiGHS, to measure against") {
            Ok(()) => {
                native.args(["--features", "peers"]);
            }
            Err(trouble) => say(format!("without HiGHS: {trouble}")),
        }
    }
    // Stopped when all is measured.
    let _cluster = match postgres::ensure().and_then(Cluster::start) {
        Ok(cluster) => {
            native.env("RUIL_DATABASE", cluster.address());
            Some(cluster)
        }
        Err(trouble) => {
            say(format!("without PostgreSQL: {trouble}"));
            None
        }
    };
    run::run(&mut native, "see the message above")?;
    if is_quick {
        return Ok(());
    }
    in_browser(workspace)
}

/// Measures what runs on phones, in a browser.
pub fn in_browser(workspace: &Workspace) -> Result<(), Trouble> {
    say("the same in a browser, in the program as it is shipped");
    edge::speed(workspace)?;
    say("a team with a long past, from the door to the roster");
    app::build(workspace)?;
    test::journeys(workspace, &["late::", "--nocapture"])
}
