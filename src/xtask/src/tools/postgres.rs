//! PostgreSQL's programs, for the tests that put the relay in front of a server of their own.

pub mod cluster;

use crate::run::{self, Trouble};
use crate::tools::apt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The first release that the relay is tested with.
const RELEASE_MIN: u32 = 15;

/// Finds or installs them, and returns their folder.
pub fn ensure() -> Result<PathBuf, Trouble> {
    if let Some(folder) = find() {
        return Ok(folder);
    }
    apt::ensure(&["postgresql"], "the relay's tests with PostgreSQL")?;
    find().ok_or_else(|| {
        Trouble::new(
            format!("no PostgreSQL {RELEASE_MIN} or later, on PATH or in /usr/lib/postgresql"),
            "install one, for example with `sudo apt-get install postgresql`",
        )
    })
}

fn find() -> Option<PathBuf> {
    let on_path = run::find("initdb", &run::path());
    let on_path = on_path.and_then(|initdb| Some(initdb.parent()?.to_owned()));
    // Debian keeps them where several releases have room, and off the path.
    let debian = std::fs::read_dir("/usr/lib/postgresql");
    let debian = debian.into_iter().flatten().flatten();
    let debian = debian.map(|release| release.path().join("bin"));
    on_path
        .into_iter()
        .chain(debian)
        .filter(|folder| folder.join("pg_basebackup").is_file())
        .find(|folder| release(folder).is_some_and(|release| release >= RELEASE_MIN))
}

/// Returns the release of the server in a folder.
fn release(folder: &Path) -> Option<u32> {
    let said = run::read(Command::new(folder.join("postgres")).arg("--version"))?;
    number(&said)
}

fn number(said: &str) -> Option<u32> {
    let version = said
        .split(' ')
        .find(|word| word.starts_with(char::is_numeric))?;
    version
        .split(|c: char| !c.is_numeric())
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_is_read_from_what_the_server_says_of_itself() {
        let debian = "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)";
        assert_eq!(number(debian), Some(15));
        assert_eq!(number("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(number("something else"), None);
    }
}
