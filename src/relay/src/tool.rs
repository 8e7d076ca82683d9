//! What an operator does beside serving: look a store through, back it up, put it back, move it.

use core::fmt;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::settings::DATA;
use crate::store::Store;
use crate::store::archive::{self, Archive, Findings, ROWS};
use crate::store::postgres::PgStore;
use crate::store::sqlite::archive::{SqliteArchive, copy, sync_folder};
use crate::store::sqlite::{DATABASE, SqliteStore};

mod error;

pub use error::ToolError;

/// Where a backup is looked through before it has its place.
const ASIDE: &str = "restoring";

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Reckon everything anew, in a data folder or a backup.
    Check(PathBuf),
    /// The same in a PostgreSQL database.
    CheckDatabase(String),
    /// Copy a data folder's database into a new file, while a relay may be serving it.
    Backup {
        /// The data folder.
        data: PathBuf,
        /// The new file.
        to: PathBuf,
    },
    /// Put a backup into a data folder that has no database.
    Restore {
        /// The backup.
        from: PathBuf,
        /// The data folder.
        data: PathBuf,
    },
    /// Move all teams of a data folder to a PostgreSQL database.
    Migrate {
        /// The data folder.
        data: PathBuf,
        /// The database's address.
        database: String,
    },
}

impl Tool {
    /// Reads a command and its options; nothing if it is none of these.
    pub fn parse(
        name: &str,
        arguments: impl IntoIterator<Item = String>,
        set: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, String> {
        if !["check", "backup", "restore", "migrate"].contains(&name) {
            return Ok(None);
        }
        let (mut data, mut database, mut file) = (None, None, None);
        let mut arguments = arguments.into_iter();
        while let Some(option) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{option} needs a value"));
            match (name, option.as_str()) {
                (_, "--data") => data = Some(value()?),
                ("check" | "migrate", "--database") => database = Some(value()?),
                ("check", "--file") | ("backup", "--to") | ("restore", "--from") => {
                    file = Some(value()?.into());
                }
                (_, other) => return Err(format!("there is no option {other:?} of {name}")),
            }
        }
        let is_data = data.is_some();
        let database =
            database.or_else(|| set("RUIL_DATABASE").filter(|_| name == "migrate" || !is_data));
        let data = data
            .or_else(|| set("RUIL_DATA"))
            .unwrap_or_else(|| DATA.into());
        let data = PathBuf::from(data);
        let needs = |what: &str| format!("{name} needs {what}");
        Ok(Some(match name {
            "check" => match (file, database) {
                (Some(file), _) => Self::Check(file),
                (None, Some(database)) => Self::CheckDatabase(database),
                (None, None) => Self::Check(data),
            },
            "backup" => Self::Backup {
                data,
                to: file.ok_or_else(|| needs("--to FILE"))?,
            },
            "restore" => Self::Restore {
                from: file.ok_or_else(|| needs("--from FILE"))?,
                data,
            },
            _ => Self::Migrate {
                data,
                database: database.ok_or_else(|| needs("--database ADDRESS"))?,
            },
        }))
    }

    /// Does it, and returns what there is to say.
    pub fn run(&self) -> Result<String, ToolError> {
        match self {
            Self::Check(place) => {
                let found = whole(&mut SqliteArchive::open(place)?)?;
                Ok(format!("{found}: all whole"))
            }
            Self::CheckDatabase(address) => {
                let found = whole(&mut PgStore::open(address)?.archive()?)?;
                Ok(format!("{found}: all whole"))
            }
            Self::Backup { data, to } => {
                copy(data, to)?;
                // A backup that was never read is none.
                let found = whole(&mut SqliteArchive::open(to)?)?;
                Ok(format!("{found}, in {}", to.display()))
            }
            Self::Restore { from, data } => {
                let found = put_back(from, data)?;
                Ok(format!(
                    "{found}, put back; now start it once with --put-back, so that devices give back what came after"
                ))
            }
            Self::Migrate { data, database } => {
                let found = migrate(data, database)?;
                Ok(format!(
                    "{found}, moved; now start the relays with --database"
                ))
            }
        }
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} teams with {} entries", self.teams, self.lines)
    }
}

fn whole(archive: &mut impl Archive) -> Result<Findings, ToolError> {
    let findings = archive::check(archive)?;
    if findings.flaws.is_empty() {
        Ok(findings)
    } else {
        Err(ToolError::Flawed(findings))
    }
}

/// Puts a backup into a folder. It is brought up to date and looked through before it has its place.
fn put_back(from: &Path, data: &Path) -> Result<Findings, ToolError> {
    let (place, aside) = (data.join(DATABASE), data.join(ASIDE));
    if place.exists() {
        return Err(ToolError::Taken);
    }
    if aside.exists() {
        fs::remove_dir_all(&aside)?;
    }
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&aside)?;
    let file = aside.join(DATABASE);
    let mut options = OpenOptions::new();
    let mut to = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)?;
    io::copy(&mut fs::File::open(from)?, &mut to)?;
    drop(SqliteStore::open(&aside, None)?);
    let found = whole(&mut SqliteArchive::open(&file)?)?;
    to.sync_all()?;
    fs::rename(&file, &place)?;
    sync_folder(&place)?;
    fs::remove_dir_all(&aside)?;
    Ok(found)
}

/// Moves everything. Broken off, it is begun again and passes over what is there; until it has ended, the
/// data folder stays what it was, and no relay can serve it meanwhile.
fn migrate(data: &Path, database: &str) -> Result<Findings, ToolError> {
    let old = SqliteStore::open(data, None)?;
    let mut archive = SqliteArchive::open(data)?;
    let found = whole(&mut archive)?;
    let new = PgStore::open(database)?;
    if let Some(secret) = archive.secret()?
        && new.secret(secret)? != secret
    {
        return Err(ToolError::OtherRelay);
    }
    let mut intake = new.intake()?;
    archive::each_team(&mut archive, |archive, id, team| {
        let belongings = archive.belongings(id)?;
        let more = |after| archive.lines(id, after, ROWS);
        if intake.take(id, &team, &belongings, more)? || new.team(id)? == Some(team) {
            Ok(())
        } else {
            Err(ToolError::OtherTeam)
        }
    })?;
    whole(&mut new.archive()?)?;
    old.leave_behind()?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Tool>, String> {
        let mut words = line.split_whitespace().map(String::from);
        let name = words.next().unwrap();
        let set = |name: &str| (name == "RUIL_DATABASE").then(|| "there".into());
        Tool::parse(&name, words, set)
    }

    #[test]
    fn a_tool_knows_its_own_options() {
        let tool = |line| parse(line).unwrap().unwrap();
        assert_eq!(parse("serve --data a").unwrap(), None);
        assert_eq!(tool("check --data a"), Tool::Check("a".into()));
        assert_eq!(tool("check"), Tool::CheckDatabase("there".into()));
        assert_eq!(tool("check --file b"), Tool::Check("b".into()));
        let (data, to) = (PathBuf::from(DATA), PathBuf::from("b"));
        assert_eq!(tool("backup --to b"), Tool::Backup { data, to });
        let (data, database) = (PathBuf::from("a"), "there".into());
        assert_eq!(tool("migrate --data a"), Tool::Migrate { data, database });
        let refused = |line| parse(line).unwrap_err();
        assert_eq!(refused("backup"), "backup needs --to FILE");
        assert_eq!(
            refused("restore --to b"),
            "there is no option \"--to\" of restore"
        );
        assert_eq!(refused("restore --from"), "--from needs a value");
    }
}
