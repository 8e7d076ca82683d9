//! The tests of the app's edge: compiled for the browser and run in one.

use super::in_root;
use crate::disk;
use crate::run::{self, Trouble};
use crate::tools::browser::{self, Browser};
use crate::tools::{crates, path_with_tools, wasm};
use crate::workspace::Workspace;
use std::path::{Path, PathBuf};

/// Where the tests run.
const TARGET: &str = "wasm32-unknown-unknown";
/// What runs a test that was compiled for the browser; it comes with wasm-bindgen.
const RUNNER: &str = "wasm-bindgen-test-runner";
/// Seconds all tests together may take. They take few; the first start of a browser takes more.
const TESTS_S_MAX: &str = "120";
/// Seconds the driver may take to open its port.
const DRIVER_S_MAX: &str = "30";
/// The runner takes the first of these it finds, and a browser that is seen waits for somebody.
const OTHERS: [&str; 6] = [
    "CHROMEDRIVER_REMOTE",
    "GECKODRIVER",
    "GECKODRIVER_REMOTE",
    "SAFARIDRIVER",
    "SAFARIDRIVER_REMOTE",
    "NO_HEADLESS",
];

/// Runs the edge's tests in a browser.
pub fn run(workspace: &Workspace) -> Result<(), Trouble> {
    in_browser(workspace, &["--test", "edge"], &[])
}

/// Measures in a browser what the app's heavier questions take, and shows what is logged.
pub fn speed(workspace: &Workspace) -> Result<(), Trouble> {
    let shipped = ["--profile", "wasm", "--test", "speed"];
    in_browser(workspace, &shipped, &["--nocapture"])
}

fn in_browser(workspace: &Workspace, which: &[&str], runner: &[&str]) -> Result<(), Trouble> {
    let browser = browser::ensure()?;
    let toolchain = wasm::ensure(workspace)?;
    crates::ensure_wasm_bindgen(workspace)?;
    let wants = write_wants(workspace, &browser)?;
    let mut command = in_root(workspace);
    command
        .args(["test", "--package", "ruil-app", "--target", TARGET])
        // A test is one file; the parts of the app would be looked for in vain.
        .args(["--features", "whole"])
        .args(which)
        .arg("--")
        .args(runner)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", RUNNER)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", wants)
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", DRIVER_S_MAX)
        .env("WASM_BINDGEN_TEST_TIMEOUT", TESTS_S_MAX);
    for other in OTHERS {
        command.env_remove(other);
    }
    toolchain.apply(&mut command, &path_with_tools(workspace));
    run::run(
        &mut command,
        "the failing test says above what it expected; \
         if no browser came up, try `chromium --version` and `chromedriver --version`",
    )
}

/// Writes what the runner asks of the driver: the app's own wishes, of this very browser.
fn write_wants(workspace: &Workspace, browser: &Browser) -> Result<PathBuf, Trouble> {
    let own = workspace.root.join("src/app/webdriver.json");
    let Some(wants) = with_browser(&disk::read(&own)?, &browser.chromium) else {
        return Err(Trouble::new(
            format!("{} asks nothing of Chromium", own.display()),
            "give it `\"goog:chromeOptions\": {`",
        ));
    };
    let file = workspace.target.join("webdriver.json");
    disk::write(&file, &wants)?;
    Ok(file)
}

/// Names the browser's program in a driver's wishes.
fn with_browser(wants: &str, program: &Path) -> Option<String> {
    let head = "\"goog:chromeOptions\": {";
    let (before, after) = wants.split_once(head)?;
    let program = program.to_str()?.replace('\\', "\\\\").replace('"', "\\\"");
    Some(format!(
        "{before}{head}\n    \"binary\": \"{program}\",{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn driver_is_told_which_browser() {
        let wants = "{\n  \"goog:chromeOptions\": {\n    \"args\": []\n  }\n}\n";
        let told = with_browser(wants, Path::new("/opt/a \"b\"/chromium"));
        let expected = "{\n  \"goog:chromeOptions\": {\n    \
                        \"binary\": \"/opt/a \\\"b\\\"/chromium\",\n    \"args\": []\n  }\n}\n";
        assert_eq!(told.as_deref(), Some(expected));
        assert_eq!(with_browser("{}", Path::new("/chromium")), None);
    }
}
