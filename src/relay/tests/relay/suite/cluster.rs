//! A PostgreSQL server of the tests' own: in a folder of its own, on a socket in it, gone at the end.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};
use tempfile::TempDir;

/// What is done when this program is gone: the server ends, and when it has, its folder goes.
const GUARD: &str = r#"cat; kill -QUIT "$0"
    for turn in $(seq 100); do kill -0 "$0" && sleep 0.1 || break; done
    rm -rf "$1""#;
const PATIENCE: Duration = Duration::from_secs(60);

/// Returns the address of a new, empty database on a server that all tests share.
pub fn database() -> String {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(Cluster::start).database()
}

/// A server.
pub struct Cluster {
    folder: PathBuf,
    databases: AtomicU32,
    server: Option<Server>,
}

/// Its process, and who ends it when this program is gone, however it ends.
struct Server {
    child: Child,
    guard: Child,
    /// The guard waits for this to be closed.
    alive: Option<ChildStdin>,
}

impl Cluster {
    /// Makes a server and starts it.
    pub fn start() -> Self {
        let folder = folder();
        done(
            program("initdb")
                .args(["--no-sync", "--auth=trust", "--username=ruil", "--locale=C"])
                .arg("--pgdata")
                .arg(folder.join("data")),
        );
        Self::of(folder)
    }

    /// Makes a second server that has all the first commits, before the first says that it is committed.
    pub fn standby(&self) -> Self {
        let folder = folder();
        done(
            program("pg_basebackup")
                .args(["--checkpoint=fast", "--write-recovery-conf", "--no-sync"])
                .args(["--username=ruil", "--host"])
                .arg(&self.folder)
                .arg("--pgdata")
                .arg(folder.join("data")),
        );
        let standby = Self::of(folder);
        let mut client = self.client();
        client
            .batch_execute("ALTER SYSTEM SET synchronous_standby_names = '*'")
            .unwrap();
        client.execute("SELECT pg_reload_conf()", &[]).unwrap();
        let start = Instant::now();
        let sql = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'";
        while client.query_opt(sql, &[]).unwrap().is_none() {
            assert!(start.elapsed() < PATIENCE, "the standby does not follow");
            thread::yield_now();
        }
        standby
    }

    /// Makes a standby the one that is written to.
    pub fn promote(&self) {
        let promoted = self.client().query_one("SELECT pg_promote()", &[]);
        assert!(promoted.unwrap().get::<_, bool>(0));
    }

    /// Returns the address of the same database here or there, wherever it can be written to.
    pub fn with_standby(&self, standby: &Self, address: &str) -> String {
        let both = format!("{},{}", self.folder.display(), standby.folder.display());
        let one = self.folder.to_str().unwrap();
        format!(
            "{} target_session_attrs=read-write",
            address.replace(one, &both)
        )
    }

    fn of(folder: PathBuf) -> Self {
        let mut cluster = Self {
            folder,
            databases: AtomicU32::new(0),
            server: None,
        };
        cluster.serve();
        cluster
    }

    /// Starts the server again.
    pub fn serve(&mut self) {
        let start = Instant::now();
        let mut child = self.spawn();
        while Client::connect(&self.address("postgres"), NoTls).is_err() {
            assert!(start.elapsed() < PATIENCE, "the server does not start");
            // Right after it was killed it may find that its children have not ended yet.
            if child.try_wait().unwrap().is_some() {
                child = self.spawn();
            }
            // There is nothing to await: a server says that it is ready by taking a connection.
            thread::yield_now();
        }
        let mut guard = Command::new("sh")
            .args(["-c", GUARD])
            .arg(child.id().to_string())
            .arg(&self.folder)
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let alive = guard.stdin.take();
        self.server = Some(Server {
            child,
            guard,
            alive,
        });
    }

    fn spawn(&self) -> Child {
        program("postgres")
            .arg("-D")
            .arg(self.folder.join("data"))
            .arg("-k")
            .arg(&self.folder)
            .args(["-c", "listen_addresses=", "-c", "shared_buffers=32MB"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Ends the server at once, as a power cut would.
    pub fn kill(&mut self) {
        let mut server = self.server.take().unwrap();
        // The guard first: what it would clear away is still needed.
        server.guard.kill().unwrap();
        server.guard.wait().unwrap();
        // The postmaster's children end with it.
        server.child.kill().unwrap();
        server.child.wait().unwrap();
    }

    /// Makes an empty database and returns its address.
    pub fn database(&self) -> String {
        let name = format!("ruil{}", self.databases.fetch_add(1, Ordering::Relaxed));
        self.client()
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        self.address(&name)
    }

    fn client(&self) -> Client {
        Client::connect(&self.address("postgres"), NoTls).unwrap()
    }

    fn address(&self, name: &str) -> String {
        format!("host={} user=ruil dbname={name}", self.folder.display())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Some(mut server) = self.server.take() {
            drop(server.alive.take());
            drop(server.child.wait());
            drop(server.guard.wait());
        }
        // The children of a server that was killed may outlive it for a moment, and write.
        let start = Instant::now();
        while self.folder.exists() && start.elapsed() < PATIENCE {
            drop(fs::remove_dir_all(&self.folder));
            thread::yield_now();
        }
    }
}

/// Makes a folder for a server, with one in it for its data.
fn folder() -> PathBuf {
    let folder = TempDir::with_prefix("ruil-pg").unwrap().keep();
    let data = folder.join("data");
    DirBuilder::new().mode(0o700).create(&data).unwrap();
    if let Some(user) = other_user() {
        chown(&folder, Some(user), None).unwrap();
        chown(&data, Some(user), None).unwrap();
    }
    folder
}

fn done(command: &mut Command) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}

/// A program of PostgreSQL, as a user it takes orders from: none of them runs as root.
fn program(name: &str) -> Command {
    let mut command = Command::new(programs().join(name));
    if let Some(user) = other_user() {
        command.uid(user);
    }
    command.current_dir("/");
    command
}

fn programs() -> PathBuf {
    if let Some(folder) = std::env::var_os("RUIL_POSTGRES") {
        return folder.into();
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let on_path = path.split(':').map(PathBuf::from);
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debian = debian.flatten().map(|version| version.path().join("bin"));
    let mut all = on_path.chain(debian);
    let has = |folder: &Path, program| folder.join(program).is_file();
    let found = all.find(|folder| has(folder, "initdb") && has(folder, "pg_basebackup"));
    found.expect(
        "PostgreSQL's programs are not here: install postgresql, or say where in RUIL_POSTGRES",
    )
}

/// Returns who runs the server where these tests run as root.
fn other_user() -> Option<u32> {
    let own = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let own = own.lines().find_map(|line| line.strip_prefix("Uid:\t"));
    if !own.is_some_and(|ids| ids.starts_with("0\t")) {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let user = |name: &str| {
        let mut fields = users
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>());
        let user = fields.find(|fields| fields.first() == Some(&name))?;
        user.get(2)?.parse().ok()
    };
    Some(user("postgres").or_else(|| user("nobody")).unwrap())
}
