//! `serve`: the app, a relay, and a demo team to click on.
//!
//! A browser keeps one person's data per origin, so three people can live in one browser only at
//! three addresses. The relay listens on four ports: one for whoever comes, one for each of them.

mod child;
mod demo;
mod ports;
mod relay;

use crate::app;
use crate::run::{self, Trouble, say, timed};
use crate::workspace::Workspace;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How often we look whether all is well.
const LOOK: Duration = Duration::from_millis(100);

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    is_empty: bool,
    opens_browser: bool,
    port: Option<u16>,
    data: Option<PathBuf>,
}

impl Options {
    /// Reads the words after `serve`; `None` if one of them is not understood.
    pub fn parse(words: &[String]) -> Option<Options> {
        let mut options = Options::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--empty" => options.is_empty = true,
                "--open" => options.opens_browser = true,
                "--port" => options.port = Some(words.next()?.parse().ok()?),
                "--data" => options.data = Some(words.next()?.into()),
                _ => return None,
            }
        }
        Some(options)
    }
}

/// Builds what is missing, starts everything and waits until it is told to stop.
pub fn serve(workspace: &Workspace, options: &Options) -> Result<(), Trouble> {
    app::build(workspace)?;
    build_program(
        workspace,
        "relay",
        &["--release", "--package", "ruil-relay"],
    )?;
    if !options.is_empty {
        build_program(
            workspace,
            "demo team",
            &["--package", "ruil-tests", "--bin", "ruil-demo"],
        )?;
    }
    let stop = listen_for_stop()?;
    let count = if options.is_empty {
        1
    } else {
        1 + demo::PEOPLE
    };
    let ports = ports::choose(options.port, count)?;
    let addresses: Vec<String> = ports.iter().map(|port| ports::address(*port)).collect();
    let Some((everybody, others)) = addresses.split_first() else {
        return Ok(());
    };
    let data = workspace
        .root
        .join(options.data.clone().unwrap_or_else(|| "data".into()));

    // Dropped in reverse order: the demo team leaves before its relay does.
    let mut relay = relay::start(workspace, &ports, &data)?;
    relay::wait(&mut relay, everybody, &stop)?;
    let mut demo = match options.is_empty {
        true => None,
        false => Some(demo::start(workspace, everybody, &data, &stop)?),
    };
    println!("\n  {:<28}{everybody}/", "Ruil");
    for (invite, address) in demo.iter().flat_map(|demo| &demo.invites).zip(others) {
        let who = format!("{} ({})", invite.name, invite.role);
        println!("  {who:<28}{address}/join#{}", invite.code);
    }
    println!(
        "\n  Ctrl-C stops it; the log is kept in {}\n",
        data.display()
    );
    if options.opens_browser {
        open_browser(everybody);
    }
    while !stop.load(Ordering::Relaxed) {
        relay.must_run()?;
        if let Some(demo) = &mut demo {
            demo.child.must_run()?;
        }
        std::thread::sleep(LOOK);
    }
    say("stopping");
    Ok(())
}

fn build_program(workspace: &Workspace, name: &str, words: &[&str]) -> Result<(), Trouble> {
    timed(&format!("building the {name}"), || {
        let mut cargo = run::cargo();
        cargo
            .args(["build", "--quiet"])
            .args(words)
            .current_dir(&workspace.root);
        run::run(&mut cargo, "see the compiler's message above")
    })
}

fn listen_for_stop() -> Result<Arc<AtomicBool>, Trouble> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        signal_hook::flag::register(signal, Arc::clone(&stop)).map_err(|error| {
            Trouble::new(format!("can't listen for Ctrl-C: {error}"), "try once more")
        })?;
    }
    Ok(stop)
}

fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(opener);
    command
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if command.spawn().is_err() {
        say(format_args!("no {opener} here: open {address}/ yourself"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Options> {
        Options::parse(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn options_are_read_in_any_order_and_unknown_ones_refused() {
        let expected = Options {
            is_empty: true,
            opens_browser: true,
            port: Some(9000),
            data: Some("elsewhere".into()),
        };
        assert_eq!(
            parse("--port 9000 --empty --data elsewhere --open"),
            Some(expected)
        );
        assert_eq!(parse(""), Some(Options::default()));
        for wrong in ["--port", "--port many", "--data", "--emtpy", "9000"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
