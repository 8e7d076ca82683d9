//! A browser's window, as a person uses it: look, tap, type. Everything waits, nothing sleeps long.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use thirtyfour::prelude::*;

use crate::examine;

/// How long anything may take.
pub const PATIENCE: Duration = Duration::from_secs(30);
const LOOK: Duration = Duration::from_millis(60);

/// A window.
pub struct Page {
    driver: WebDriver,
    name: &'static str,
}

impl Page {
    /// Takes over a window; `name` tells whose it is when something is missed.
    pub fn new(driver: WebDriver, name: &'static str) -> Self {
        Self { driver, name }
    }

    /// Goes to an address.
    pub async fn go(&self, address: &str) {
        self.driver.goto(address).await.unwrap();
    }

    /// Loads the page again. Without a network the service worker has to answer.
    pub async fn reload(&self) {
        self.driver.refresh().await.unwrap();
    }

    /// Opens the place for swaps by its link, as a person does.
    pub async fn go_to_swaps(&self) {
        self.tap("a[href=\"/swaps\"]").await;
        self.see("[data-test=to-answer], [data-test=my-offers], [data-test=past]")
            .await;
    }

    /// Returns the browser's tabs.
    pub async fn tabs(&self) -> Vec<WindowHandle> {
        self.driver.windows().await.unwrap()
    }

    /// Turns to a tab: it is the one that is looked at and tapped from now on.
    pub async fn turn_to(&self, tab: &WindowHandle) {
        self.driver.switch_to_window(tab.clone()).await.unwrap();
    }

    /// Closes the tab, and goes on in an empty one.
    pub async fn leave(&self) {
        let empty = self.driver.new_tab().await.unwrap();
        self.driver.close_window().await.unwrap();
        self.turn_to(&empty).await;
    }

    /// Closes the browser; what it stored stays.
    pub async fn close(self) {
        self.driver.quit().await.unwrap();
    }

    /// Lets go of a browser that was killed.
    pub async fn lose(self) {
        // It can't be asked to end any more.
        drop(self.driver.quit().await);
    }

    /// Has the browser do what no page can.
    pub async fn order(&self, what: &str, how: serde_json::Value) {
        let handle = self.driver.handle();
        let session = format!("session/{}/goog/cdp/execute", handle.session_id());
        let address = handle.server_url().join(&session).unwrap();
        let order = serde_json::json!({ "cmd": what, "params": how }).to_string();
        ureq::post(address.as_str()).send(order).unwrap();
    }

    /// Keeps what the browser would print for a person to look at, and returns the file's bytes.
    pub async fn print(&self, what: &str) -> Vec<u8> {
        let paper = thirtyfour::common::print::PrintParameters::default();
        let file = pictures().join(format!("{}-{what}.pdf", self.name));
        let pdf = self.driver.print_page(paper).await.unwrap();
        std::fs::write(file, &pdf).unwrap();
        let paper = serde_json::json!({ "media": "print" });
        self.order("Emulation.setEmulatedMedia", paper).await;
        self.keep(&format!("{what}-paper")).await;
        let screen = serde_json::json!({ "media": "" });
        self.order("Emulation.setEmulatedMedia", screen).await;
        pdf
    }

    /// Waits until something is there and returns it.
    pub async fn see(&self, css: &str) -> WebElement {
        let start = Instant::now();
        loop {
            let found = self.driver.find_all(By::Css(css)).await.unwrap_or_default();
            for element in found {
                if element.is_displayed().await.unwrap_or(false) {
                    return element;
                }
            }
            if start.elapsed() > PATIENCE {
                self.miss(css).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Waits until something holds a text.
    pub async fn see_text(&self, css: &str, text: &str) {
        let start = Instant::now();
        loop {
            let shown = self.texts(css).await;
            if shown.iter().any(|shown| shown.contains(text)) {
                return;
            }
            if start.elapsed() > PATIENCE {
                self.miss(&format!("{css} with “{text}” (there is {shown:?})"))
                    .await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Waits until something is no longer there.
    pub async fn see_gone(&self, css: &str) {
        let start = Instant::now();
        while self.has(css).await {
            if start.elapsed() > PATIENCE {
                self.miss(&format!("{css} to go")).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Waits until there are so many of something, no fewer and no more.
    pub async fn see_count(&self, css: &str, count: usize) {
        let start = Instant::now();
        loop {
            let shown = self.texts(css).await;
            if shown.len() == count {
                return;
            }
            if start.elapsed() > PATIENCE {
                self.miss(&format!("{count} × {css} (there is {shown:?})"))
                    .await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Tells whether something is there now.
    pub async fn has(&self, css: &str) -> bool {
        !self
            .driver
            .find_all(By::Css(css))
            .await
            .unwrap_or_default()
            .is_empty()
    }

    /// Returns how many of something are there now.
    pub async fn count(&self, css: &str) -> usize {
        let found = self.driver.find_all(By::Css(css)).await;
        found.unwrap_or_default().len()
    }

    /// Taps something.
    pub async fn tap(&self, css: &str) {
        let start = Instant::now();
        loop {
            let element = self.see(css).await;
            drop(element.scroll_into_view().await);
            if element.click().await.is_ok() {
                return;
            }
            if start.elapsed() > PATIENCE {
                self.miss(&format!("{css} to tap")).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Types into a field.
    pub async fn write(&self, css: &str, text: &str) {
        self.see(css).await.send_keys(text).await.unwrap();
    }

    /// Puts a file into a file field.
    pub async fn pick(&self, css: &str, file: &std::path::Path) {
        let start = Instant::now();
        loop {
            if let Ok(field) = self.driver.find(By::Css(css)).await {
                field.send_keys(file.to_str().unwrap()).await.unwrap();
                return;
            }
            if start.elapsed() > PATIENCE {
                self.miss(css).await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Returns the text of something.
    pub async fn text(&self, css: &str) -> String {
        self.see(css).await.text().await.unwrap()
    }

    /// Returns the texts of all that match.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.driver.find_all(By::Css(css)).await.unwrap_or_default() {
            texts.push(element.text().await.unwrap_or_default());
        }
        texts
    }

    /// Makes the window as large as a desk's screen.
    pub async fn wide(&self) {
        let size = serde_json::json!({
            "width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": false,
        });
        self.order("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Makes the window as small as a phone's screen.
    pub async fn narrow(&self) {
        let size = serde_json::json!({
            "width": 360, "height": 800, "deviceScaleFactor": 2, "mobile": true,
        });
        self.order("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Runs a script and returns what it returns, as text.
    pub async fn run(&self, script: &str) -> String {
        let value = self.driver.execute(script, Vec::new()).await.unwrap();
        value
            .json()
            .as_str()
            .map_or_else(|| value.json().to_string(), str::to_owned)
    }

    /// Runs a script that ends by calling its last argument, and returns what it is called with.
    pub async fn run_async(&self, script: &str) -> String {
        let value = self.driver.execute_async(script, Vec::new()).await.unwrap();
        value
            .json()
            .as_str()
            .map_or_else(|| value.json().to_string(), str::to_owned)
    }

    /// Waits until a script returns something.
    pub async fn until(&self, script: &str, wanted: &str) {
        let start = Instant::now();
        loop {
            let returned = self.run(script).await;
            if returned == wanted {
                return;
            }
            if start.elapsed() > PATIENCE {
                self.miss(&format!("{wanted} by {script} (but {returned})"))
                    .await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Keeps a picture of the window by day and one by night for a person to look at, and sees to it that
    /// everybody can use it.
    pub async fn picture(&self, what: &str) {
        let mut flaws = Vec::new();
        for (theme, ending) in [("light", ""), ("dark", "-dark")] {
            // What moves in, or fades from day to night, is there at once.
            self.run(&format!(
                "document.documentElement.dataset.theme = '{theme}';
                 const moving = document.getAnimations();
                 const ends = (one) => one.effect.getComputedTiming().endTime !== Infinity;
                 moving.filter(ends).forEach((one) => one.finish());"
            ))
            .await;
            self.keep(&format!("{what}{ending}")).await;
            let found = examine::axe(self).await.into_iter();
            flaws.extend(found.map(|flaw| format!("{theme}: {flaw}")));
        }
        self.run("delete document.documentElement.dataset.theme; return ''")
            .await;
        flaws.extend(examine::reflow(self).await);
        assert!(
            flaws.is_empty(),
            "{} {what}:\n{}",
            self.name,
            flaws.join("\n")
        );
    }

    /// Does the same on a phone and on a desk.
    pub async fn picture_everywhere(&self, what: &str) {
        self.picture(what).await;
        self.wide().await;
        self.picture(&format!("{what}-wide")).await;
        self.narrow().await;
    }

    async fn keep(&self, what: &str) {
        let file = pictures().join(format!("{}-{what}.png", self.name));
        self.driver.screenshot(&file).await.unwrap();
    }

    /// Ends the journey with what is on the screen instead.
    async fn miss(&self, what: &str) -> ! {
        self.keep("missed").await;
        let log = self.driver.browser_log().await.unwrap_or_default();
        let log: Vec<String> = log.into_iter().map(|entry| format!("{entry:?}")).collect();
        let text = self.texts("body").await.join("\n");
        panic!("{}: no {what}.\n\n{text}\n\n{}", self.name, log.join("\n"));
    }
}

/// Returns the folder of the pictures.
fn pictures() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target/journeys");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
