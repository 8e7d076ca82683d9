//! The relay: started, and waited for.

use super::child::Child;
use super::ports::address;
use crate::run::Trouble;
use crate::workspace::Workspace;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long it may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Starts the relay on these ports.
pub fn start(workspace: &Workspace, ports: &[u16], data: &Path) -> Result<Child, Trouble> {
    std::fs::create_dir_all(data).map_err(|error| Trouble::file(data, &error))?;
    let mut command = Command::new(workspace.built("release", "ruil-relay"));
    // Its requests and connections are not what somebody who tries the app wants to read.
    command.args(["serve", "--log", "warn"]);
    for port in ports {
        let host = address(*port);
        command.args(["--listen", host.trim_start_matches("http://")]);
    }
    command
        .arg("--data")
        .arg(data)
        .arg("--app")
        .arg(&workspace.dist);
    Child::start("relay", &mut command)
}

/// Waits until the relay answers.
pub fn wait(relay: &mut Child, address: &str, stop: &AtomicBool) -> Result<(), Trouble> {
    let start = Instant::now();
    while !is_healthy(address) && !stop.load(Ordering::Relaxed) {
        relay.must_run()?;
        if start.elapsed() > PATIENCE {
            return Err(relay.ended("it does not answer"));
        }
        std::thread::sleep(super::LOOK);
    }
    Ok(())
}

fn is_healthy(address: &str) -> bool {
    ask_health(address.trim_start_matches("http://")).is_ok_and(|answer| answer.contains(" 200 "))
}

fn ask_health(host: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    write!(
        stream,
        "GET /v1/health HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
