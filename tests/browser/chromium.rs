//! Chromium profiles under one ChromeDriver.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};
use tokio::sync::{Mutex, MutexGuard};

use crate::page::{PATIENCE, Page};
use crate::relay::asked;

/// One journey at a time: three browsers are enough for two cores.
static TURN: Mutex<()> = Mutex::const_new(());

/// A running ChromeDriver, and the turn to use it.
pub struct Chromium {
    driver: Child,
    port: u16,
    _turn: MutexGuard<'static, ()>,
}

/// A person's browser: its storage outlives its windows.
pub struct Profile {
    folder: TempDir,
    size: (u32, u32),
    dark: bool,
    camera: Option<PathBuf>,
}

impl Profile {
    /// Makes an empty profile the size of a phone.
    pub fn phone() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            size: (360, 800),
            dark: false,
            camera: None,
        }
    }

    /// Makes an empty profile the size of the team room's screen, dark as at night.
    pub fn tablet() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            size: (1280, 800),
            dark: true,
            camera: None,
        }
    }

    /// Waits for a file whose name ends so to be downloaded.
    pub async fn downloaded(&self, ending: &str) -> PathBuf {
        let start = Instant::now();
        loop {
            let files = std::fs::read_dir(self.downloads()).into_iter().flatten();
            let mut files = files.map(|file| file.unwrap().path());
            if let Some(file) = files.find(|file| file.extension().is_some_and(|it| it == ending)) {
                return file;
            }
            assert!(start.elapsed() < PATIENCE, "no .{ending} was downloaded");
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// Holds a film in front of the camera, and lets every page look through it.
    pub fn seeing(mut self, film: PathBuf) -> Self {
        self.camera = Some(film);
        self
    }
}

impl Profile {
    /// Kills the browser that uses this profile, in the middle of whatever it does, and waits
    /// until nothing of it is left.
    pub fn kill(&self) {
        let own = format!("--user-data-dir={}", self.folder.path().display());
        let start = Instant::now();
        loop {
            let alive = pids_with(&own);
            if alive.is_empty() {
                return;
            }
            for pid in alive {
                // It fails if the process ended by itself: its browser was killed before it.
                drop(Command::new("kill").args(["-9", &pid]).status());
            }
            assert!(start.elapsed() < PATIENCE, "the browser does not die");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Returns the ids of the processes that were started with an argument.
fn pids_with(argument: &str) -> Vec<String> {
    let processes = std::fs::read_dir("/proc").unwrap().map(Result::unwrap);
    let has_it = |pid: &String| {
        let line = std::fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let mut arguments = line.split(|byte| *byte == 0 || *byte == b' ');
        arguments.any(|given| given == argument.as_bytes())
    };
    processes
        .filter_map(|process| process.file_name().into_string().ok())
        .filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
        .filter(has_it)
        .collect()
}

impl Chromium {
    /// Starts ChromeDriver on a port of its choice.
    pub async fn start() -> Self {
        let turn = TURN.lock().await;
        let mut driver = Command::new(asked("RUIL_CHROMEDRIVER"))
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            line.strip_suffix('.')?
                .rsplit_once("on port ")?
                .1
                .parse()
                .ok()
        });
        Self {
            driver,
            port: port.expect("ChromeDriver says its port"),
            _turn: turn,
        }
    }

    /// Opens a profile at an address.
    pub async fn open(&self, profile: &Profile, name: &'static str, address: &str) -> Page {
        let (width, height) = profile.size;
        let mut wants = DesiredCapabilities::chrome();
        wants.set_binary(&asked("RUIL_CHROMIUM")).unwrap();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            "--lang=nl",
            &format!("--window-size={width},{height}"),
            &format!("--user-data-dir={}", profile.folder.path().display()),
        ] {
            wants.add_arg(argument).unwrap();
        }
        if profile.dark {
            wants.add_arg("--force-dark-mode").unwrap();
        }
        if let Some(film) = &profile.camera {
            for argument in [
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                &format!("--use-file-for-fake-video-capture={}", film.display()),
            ] {
                wants.add_arg(argument).unwrap();
            }
        }
        let prefs = serde_json::json!({
            "intl.accept_languages": "nl",
            "download.default_directory": profile.downloads(),
        });
        wants.add_experimental_option("prefs", prefs).unwrap();
        // Phones are narrower than a window may be.
        let metrics = serde_json::json!({
            "deviceMetrics": { "width": width, "height": height, "pixelRatio": 2.0, "touch": false },
        });
        wants
            .add_experimental_option("mobileEmulation", metrics)
            .unwrap();
        wants
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .unwrap();
        let server = format!("http://127.0.0.1:{}", self.port);
        let driver = WebDriver::new(server, wants).await.unwrap();
        let page = Page::new(driver, name);
        page.go(address).await;
        page
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // Both fail only if it is gone already.
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}
