//! The browser of the journeys, and the driver that steers it.

use crate::run::{self, Trouble};
use crate::tools::apt;
use std::path::PathBuf;

/// A browser and its driver.
pub struct Browser {
    /// Chromium.
    pub chromium: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

/// Finds or installs them.
pub fn ensure() -> Result<Browser, Trouble> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    // Without a font the pages have no text to click on.
    apt::ensure(
        &["chromium", "chromium-driver", "fonts-dejavu-core"],
        "the browser journeys",
    )?;
    find().ok_or_else(|| {
        Trouble::new(
            "no chromium and chromedriver on PATH",
            "put both there, of the same release, for example with \
             `sudo apt-get install chromium chromium-driver`",
        )
    })
}

fn find() -> Option<Browser> {
    let path = run::path();
    let chromium = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| run::find(name, &path))?;
    Some(Browser {
        chromium,
        driver: run::find("chromedriver", &path)?,
    })
}
