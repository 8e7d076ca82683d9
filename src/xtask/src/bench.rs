//! `bench`: what the heavy questions cost, on this machine and in a browser.

use crate::run::{self, Trouble, say};
use crate::test::edge;
use crate::workspace::Workspace;

/// Measures all of it, or briefly what needs no browser.
pub fn run(workspace: &Workspace, is_quick: bool) -> Result<(), Trouble> {
    let mut native = run::cargo();
    native
        .current_dir(&workspace.root)
        .args(["run", "--quiet", "--release", "--package", "ruil-tests"])
        .args(["--bin", "ruil-bench", "--"]);
    if is_quick {
        native.arg("--quick");
    }
    run::run(&mut native, "see the message above")?;
    if is_quick {
        return Ok(());
    }
    say("the same in a browser, in the program as it is shipped");
    edge::speed(workspace)
}
