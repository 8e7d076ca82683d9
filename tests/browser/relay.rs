//! The relay as a child process: started, killed and started again on the same port and data.

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A relay that serves the built app.
pub struct Relay {
    child: Option<Child>,
    data: TempDir,
    app: PathBuf,
    port: u16,
    host: &'static str,
    posts: bool,
}

impl Relay {
    /// Starts one on a free port.
    pub fn start() -> Self {
        Self::serving(PathBuf::from(asked("RUIL_DIST")))
    }

    /// Starts one on data that somebody fills first.
    pub fn with(fill: impl FnOnce(&Path)) -> Self {
        let data = TempDir::new().unwrap();
        fill(data.path());
        Self::on(PathBuf::from(asked("RUIL_DIST")), data)
    }

    /// Starts one that serves the app from another folder.
    pub fn serving(app: PathBuf) -> Self {
        Self::on(app, TempDir::new().unwrap())
    }

    fn on(app: PathBuf, data: TempDir) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let mut relay = Self {
            child: None,
            data,
            app,
            port,
            host: "127.0.0.1",
            posts: false,
        };
        relay.run();
        relay
    }

    /// Is asked by its name: a passkey belongs to a name, never to a number.
    pub fn by_name(mut self) -> Self {
        self.host = "localhost";
        self
    }

    /// Takes letters to push services on this machine too, and keeps what it logs.
    pub fn posting(mut self) -> Self {
        self.kill();
        self.posts = true;
        self.run();
        self
    }

    /// Returns where its data lies.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// Returns what it logged, if it posts.
    pub fn logged(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap()
    }

    fn log(&self) -> PathBuf {
        self.data.path().join("relay.log")
    }

    /// Starts it again, after [`Self::kill`].
    pub fn run(&mut self) {
        let mut command = Command::new(asked("RUIL_RELAY_BIN"));
        if self.posts {
            let log = File::create(self.log()).unwrap();
            command
                .arg("serve")
                .args(["--push-anywhere", "--log", "debug"]);
            command.stdout(log.try_clone().unwrap()).stderr(log);
        } else {
            command.args(["serve", "--log", "warn"]);
        }
        let child = command
            .args(["--listen", &format!("127.0.0.1:{}", self.port)])
            .arg("--data")
            .arg(self.data.path())
            .arg("--app")
            .arg(&self.app)
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        self.child = Some(child);
        let address = format!("http://127.0.0.1:{}/v1/health", self.port);
        let start = Instant::now();
        while ureq::get(&address).call().is_err() {
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "the relay does not answer"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Takes it away, in the middle of whatever it does.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Returns the address of a path of the app.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}:{}{path}", self.host, self.port)
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Returns what `cargo xtask test` says in the environment.
pub fn asked(name: &str) -> String {
    let value = std::env::var(name).unwrap_or_default();
    assert!(
        !value.is_empty(),
        "{name} is not set: run the journeys by `cargo xtask test`"
    );
    assert!(Path::new(&value).exists(), "{name}: there is no {value}");
    value
}
