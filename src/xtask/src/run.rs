//! Running other programs, and saying what went wrong and what to do about it.

use std::ffi::OsStr;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Something that stopped a command, with the way out of it.
#[derive(Debug)]
pub struct Trouble {
    what: String,
    fix: String,
}

impl Trouble {
    /// Returns a trouble; `fix` is what the reader can do, ideally a command to copy.
    pub fn new(what: impl Into<String>, fix: impl Into<String>) -> Trouble {
        Trouble {
            what: what.into(),
            fix: fix.into(),
        }
    }

    /// Returns a trouble with a file or folder.
    pub fn file(path: &Path, error: &std::io::Error) -> Trouble {
        Trouble::new(
            format!("{}: {error}", path.display()),
            "see to it that this path can be read and written",
        )
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stopped: {}\n  to do: {}", self.what, self.fix)
    }
}

/// Prints one line of progress.
pub fn say(line: impl fmt::Display) {
    eprintln!("▸ {line}");
}

/// Runs `work` between a line that says what is done and why, and one with the time it took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T, Trouble>) -> Result<T, Trouble> {
    say(what);
    let start = Instant::now();
    let value = work()?;
    say(format_args!("  done in {}", seconds(start.elapsed())));
    Ok(value)
}

/// Returns a length of time as people say it.
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        whole @ 10..120 => format!("{whole} s"),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

/// Returns a call of the cargo that started this program.
pub fn cargo() -> Command {
    Command::new("cargo")
}

/// Runs a program to its end and returns how it ended.
pub fn status(command: &mut Command) -> Result<ExitStatus, Trouble> {
    command
        .status()
        .map_err(|error| cannot_start(command, &error))
}

/// Runs a program that must succeed.
pub fn run(command: &mut Command, fix: &str) -> Result<(), Trouble> {
    let status = status(command)?;
    if status.success() {
        return Ok(());
    }
    Err(Trouble::new(
        format!("`{}` ended with {status}", spelled(command)),
        fix,
    ))
}

/// Runs a program that must succeed, and shows what it says only if it does not.
pub fn quietly(command: &mut Command, fix: &str) -> Result<(), Trouble> {
    let output = command
        .output()
        .map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        return Ok(());
    }
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    Err(Trouble::new(
        format!("`{}` ended with {}", spelled(command), output.status),
        fix,
    ))
}

/// Runs a program and returns what it printed, `None` if it is missing or failed.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Runs a program for at most `limit`; returns whether it succeeded in that time.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).spawn() else {
        return false;
    };
    let start = Instant::now();
    while start.elapsed() < limit {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(Duration::from_millis(100)),
            Err(_) => break,
        }
    }
    // It is late or lost; either way it must not go on behind our back.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Returns where a program is, looking in the folders of `path` (a `PATH`).
pub fn find(program: &str, path: &OsStr) -> Option<PathBuf> {
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path)
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

/// Returns the `PATH` of this process.
pub fn path() -> std::ffi::OsString {
    std::env::var_os("PATH").unwrap_or_default()
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Trouble {
    let program = command.get_program().to_string_lossy().into_owned();
    Trouble::new(
        format!("`{program}` can't be started: {error}"),
        format!("install {program}, or put its folder on PATH"),
    )
}

fn spelled(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
