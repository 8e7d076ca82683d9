//! Teams in SQL, and the relay's secret.

use ruil_wire::{Access, Head, TeamId};
use rusqlite::{Connection, OptionalExtension, params};

use super::log::{damaged, number, signed};
use crate::store::{Founded, Tail, Team};

/// Returns the relay's secret: this one, if it had none.
pub fn secret(db: &Connection, fresh: [u8; 32]) -> rusqlite::Result<[u8; 32]> {
    db.execute(
        "INSERT INTO relay (id, secret) VALUES (1, ?1) ON CONFLICT DO NOTHING",
        [fresh],
    )?;
    db.query_row("SELECT secret FROM relay", [], |row| row.get(0))
}

/// Keeps a new team.
pub fn found(db: &Connection, id: TeamId, team: &Team) -> rusqlite::Result<Founded> {
    let sql = "INSERT INTO team
             (id, founding, access, first, first_head, number, head, time_ms, bytes, keep_days)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING";
    let values = params![
        id.0,
        team.founding,
        team.access.as_ref().map(Access::to_bytes),
        signed(team.first),
        team.first_head.0,
        signed(team.tail.number),
        team.tail.head.0,
        signed(team.tail.time_ms),
        signed(team.tail.bytes),
        team.keep_days()
    ];
    if db.prepare_cached(sql)?.execute(values)? == 1 {
        return Ok(Founded::New);
    }
    let same = read(db, id)?.is_some_and(|there| there.repeats(team));
    Ok(if same {
        Founded::Already
    } else {
        Founded::Taken
    })
}

/// Returns a team.
pub fn read(db: &Connection, id: TeamId) -> rusqlite::Result<Option<Team>> {
    let sql = "SELECT founding, access, first, first_head, number, head, time_ms, bytes
         FROM team WHERE id = ?1";
    let mut found = db.prepare_cached(sql)?;
    let found = found.query_row([id.0], |row| {
        let access: Option<Vec<u8>> = row.get(1)?;
        let access = access.map(|bytes| Access::parse(&bytes)).transpose();
        let first_head: Option<[u8; 32]> = row.get(3)?;
        let tail = Tail {
            number: number(row, 4)?,
            head: Head(row.get(5)?),
            time_ms: number(row, 6)?,
            bytes: number(row, 7)?,
        };
        Ok(Team {
            founding: row.get(0)?,
            access: access.map_err(|_| damaged(1))?,
            first: number(row, 2)?,
            first_head: first_head.map_or_else(|| Head::start(id), Head),
            tail,
        })
    });
    found.optional()
}

/// Keeps what became of a team.
pub fn update(db: &Connection, id: TeamId, team: &Team) -> rusqlite::Result<()> {
    let sql = "UPDATE team SET access = ?2, first = ?3, first_head = ?4,
             number = ?5, head = ?6, time_ms = ?7, bytes = ?8, keep_days = ?9
         WHERE id = ?1";
    let values = params![
        id.0,
        team.access.as_ref().map(Access::to_bytes),
        signed(team.first),
        team.first_head.0,
        signed(team.tail.number),
        team.tail.head.0,
        signed(team.tail.time_ms),
        signed(team.tail.bytes),
        team.keep_days()
    ];
    db.prepare_cached(sql)?.execute(values).map(drop)
}
