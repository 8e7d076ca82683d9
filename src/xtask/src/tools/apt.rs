//! Debian packages.

use crate::run::{self, Trouble, timed};
use std::io::IsTerminal;
use std::process::Command;

/// Installs packages with apt, unless they are there; `why` says what they are for.
pub fn ensure(packages: &[&str], why: &str) -> Result<(), Trouble> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(" ");
    let Some(apt) = Apt::find() else {
        return Err(Trouble::new(
            format!("{why} needs {names}, and there is no apt-get here to install it with"),
            format!("install {names} with your system's package manager"),
        ));
    };
    let by_hand = format!(
        "run `sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}`"
    );
    timed(
        &format!("installing {names} with apt, for {why} (a minute or so)"),
        || {
            run::run(apt.call().args(["update", "-qq"]), &by_hand)?;
            run::run(
                apt.call()
                    .args([
                        "install",
                        "-y",
                        "-qq",
                        "-o",
                        "Dpkg::Use-Pty=0",
                        "--no-install-recommends",
                    ])
                    .args(&missing),
                &by_hand,
            )
        },
    )
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["--show", "--showformat=${db:Status-Status}", package]);
    run::read(&mut query).is_some_and(|status| status == "installed")
}

/// How apt can be called by whoever runs this.
enum Apt {
    AsRoot,
    /// May ask for a password: there is somebody at the terminal.
    WithSudo,
    /// Fails rather than wait for a password nobody will type.
    WithSilentSudo,
}

impl Apt {
    fn find() -> Option<Apt> {
        run::find("apt-get", &run::path())?;
        if run::read(Command::new("id").arg("-u")).as_deref() == Some("0") {
            return Some(Apt::AsRoot);
        }
        run::find("sudo", &run::path())?;
        Some(if std::io::stdin().is_terminal() {
            Apt::WithSudo
        } else {
            Apt::WithSilentSudo
        })
    }

    fn call(&self) -> Command {
        let words: &[&str] = match self {
            Apt::AsRoot => &[],
            Apt::WithSudo => &["sudo"],
            Apt::WithSilentSudo => &["sudo", "-n"],
        };
        let call = words
            .iter()
            .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        let mut command = Command::new(call.clone().next().unwrap_or(&"env"));
        command.args(call.skip(1));
        command
    }
}
