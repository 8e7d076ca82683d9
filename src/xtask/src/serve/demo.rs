//! The demo team: a program that founds one at the relay and answers its three invites.
//!
//! It prints one line a person, `NAME<tab>ROLE<tab>CODE`, and stays until its input is closed.

use super::child::Child;
use crate::run::Trouble;
use crate::workspace::Workspace;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How many people can be clicked on.
pub const PEOPLE: usize = 3;
/// How long founding the team may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The running demo team.
pub struct Demo {
    /// Its program.
    pub child: Child,
    /// Who can be taken on.
    pub invites: Vec<Invite>,
}

/// A person to be.
#[derive(Debug, PartialEq, Eq)]
pub struct Invite {
    /// The person's name.
    pub name: String,
    /// What the person does in the team.
    pub role: String,
    /// The one-time code that makes a browser this person's.
    pub code: String,
}

/// Starts it and waits until everybody can be taken on.
pub fn start(
    workspace: &Workspace,
    relay: &str,
    data: &Path,
    stop: &AtomicBool,
) -> Result<Demo, Trouble> {
    let mut command = Command::new(workspace.built("debug", "ruil-demo"));
    command
        .args(["--relay", relay, "--data"])
        .arg(data.join("demo"))
        .stdout(Stdio::piped());
    let mut child = Child::start("demo team", &mut command)?;
    let (sender, lines) = mpsc::channel();
    if let Some(stdout) = child.stdout() {
        // Reads on to the end, so that the program never waits for us.
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
    }
    let mut invites = Vec::new();
    let start = Instant::now();
    while invites.len() < PEOPLE && !stop.load(Ordering::Relaxed) {
        match lines.recv_timeout(super::LOOK) {
            Ok(line) => invites.extend(invite(&line)),
            Err(RecvTimeoutError::Timeout) if start.elapsed() < PATIENCE => {}
            Err(RecvTimeoutError::Timeout) => return Err(child.ended("it takes too long")),
            Err(RecvTimeoutError::Disconnected) => return Err(child.ended("it prints no more")),
        }
    }
    Ok(Demo { child, invites })
}

fn invite(line: &str) -> Option<Invite> {
    let mut parts = line.split('\t').map(str::to_owned);
    Some(Invite {
        name: parts.next()?,
        role: parts.next()?,
        code: parts.next()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_are_invites() {
        let expected = Invite {
            name: "Anouk".into(),
            role: "coordinator".into(),
            code: "7F3K-9Q".into(),
        };
        assert_eq!(invite("Anouk\tcoordinator\t7F3K-9Q"), Some(expected));
        assert_eq!(invite("founding the team"), None);
    }
}
