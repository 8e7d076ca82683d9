//! An SQLite file read from end to end, also while a relay writes to it, and copied whole.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use ruil_wire::{EventId, Head, InviteId, TeamId, Topic};
use rusqlite::{Connection, OpenFlags, Row, params};

use super::log::{number, signed};
use super::{DATABASE, OpenError, invite, schema, team};
use crate::store::archive::{Archive, Belongings, Line};
use crate::store::post::Held;
use crate::store::{StoreError, Team};

/// A file as it was when it was opened.
pub struct SqliteArchive(Connection);

impl SqliteArchive {
    /// Opens a database for reading: the file itself, or the folder it is in.
    pub fn open(place: &Path) -> Result<Self, OpenError> {
        let inside = place.join(DATABASE);
        let file = if place.is_dir() { &inside } else { place };
        let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        schema::check_current(&db)?;
        // What comes later is another moment's.
        db.execute_batch("BEGIN; SELECT count(*) FROM team;")?;
        Ok(Self(db))
    }

    /// Returns the relay's secret, if it has one yet.
    pub fn secret(&self) -> Result<Option<[u8; 32]>, StoreError> {
        let mut found = self.0.prepare("SELECT secret FROM relay")?;
        let mut found = found.query_map([], |row| row.get(0))?;
        Ok(found.next().transpose()?)
    }

    fn list<T>(
        &self,
        sql: &str,
        team: TeamId,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut rows = self.0.prepare_cached(sql)?;
        rows.query_map([team.0], read)?.collect()
    }
}

/// Copies a database into a new file as it is at this moment, while a relay may go on writing.
pub fn copy(place: &Path, to: &Path) -> Result<(), OpenError> {
    let inside = place.join(DATABASE);
    let file = if place.is_dir() { &inside } else { place };
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    schema::check_current(&db)?;
    // The relay's secret is in there.
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)?;
    let name = to.to_str().ok_or(std::io::ErrorKind::InvalidFilename)?;
    db.execute("VACUUM INTO ?1", [name])?;
    made.sync_all()?;
    sync_folder(to)
}

/// Makes sure that a file's name outlives a power cut.
pub fn sync_folder(file: &Path) -> Result<(), OpenError> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    Ok(File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?)
}

impl Archive for SqliteArchive {
    fn teams(
        &mut self,
        after: Option<TeamId>,
        count: usize,
    ) -> Result<Vec<(TeamId, Team)>, StoreError> {
        let sql = "SELECT id FROM team WHERE id > ?1 ORDER BY id LIMIT ?2";
        let after = after.map_or(Vec::new(), |team| team.0.to_vec());
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let mut ids = self.0.prepare_cached(sql)?;
        let ids = ids.query_map(params![after, count], |row| row.get(0).map(TeamId))?;
        let ids: Vec<_> = ids.collect::<rusqlite::Result<_>>()?;
        let mut teams = Vec::with_capacity(ids.len());
        for id in ids {
            teams.extend(team::read(&self.0, id)?.map(|team| (id, team)));
        }
        Ok(teams)
    }

    fn lines(&mut self, team: TeamId, after: u64, count: usize) -> Result<Vec<Line>, StoreError> {
        let sql = "SELECT number, event, time_ms, head, envelope FROM log
             WHERE team = ?1 AND number > ?2 ORDER BY number LIMIT ?3";
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let mut lines = self.0.prepare_cached(sql)?;
        let lines = lines.query_map(params![team.0, signed(after), count], |row| {
            Ok(Line {
                number: number(row, 0)?,
                event: EventId(row.get(1)?),
                time_ms: number(row, 2)?,
                head: Head(row.get(3)?),
                envelope: row.get(4)?,
            })
        })?;
        Ok(lines.collect::<rusqlite::Result<_>>()?)
    }

    fn belongings(&mut self, team: TeamId) -> Result<Belongings, StoreError> {
        let removals = "SELECT device, number FROM removal WHERE team = ?1";
        let checkpoints = "SELECT number, sealed FROM checkpoint WHERE team = ?1";
        let invites = "SELECT id FROM invite WHERE team = ?1";
        let endpoints = "SELECT device, endpoint FROM subscription WHERE team = ?1";
        let letters =
            "SELECT device, topic, due_ms, until_ms, urgent, sealed FROM letter WHERE team = ?1";
        let mut open = Vec::new();
        for id in self.list(invites, team, |row| row.get(0).map(InviteId))? {
            open.extend(invite::read(&self.0, id, 0)?.map(|invite| (id, invite)));
        }
        let letter = |row: &Row<'_>| {
            let held = Held {
                topic: Topic(row.get(1)?),
                due_ms: number(row, 2)?,
                until_ms: number(row, 3)?,
                is_urgent: row.get(4)?,
                sealed: row.get(5)?,
            };
            Ok((row.get(0)?, held))
        };
        Ok(Belongings {
            removals: self.list(removals, team, |row| Ok((row.get(0)?, number(row, 1)?)))?,
            checkpoints: self.list(checkpoints, team, |row| Ok((number(row, 0)?, row.get(1)?)))?,
            invites: open,
            endpoints: self.list(endpoints, team, |row| Ok((row.get(0)?, row.get(1)?)))?,
            letters: self.list(letters, team, letter)?,
        })
    }
}
