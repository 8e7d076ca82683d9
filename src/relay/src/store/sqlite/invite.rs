//! Invites in SQL.

use ruil_wire::invite::Slot;
use ruil_wire::{InviteId, TeamId};
use rusqlite::{Connection, OptionalExtension, params};

use super::log::{number, signed};
use crate::store::{Invite, Left, Note, Opened, Opening};

/// Opens an invite.
pub fn open(
    db: &mut Connection,
    id: InviteId,
    invite: &Invite,
    at: Opening,
) -> rusqlite::Result<Opened> {
    let step = db.transaction()?;
    purge(&step, at.now_ms)?;
    let opened = match read(&step, id, at.now_ms)? {
        Some(there) if there.repeats(invite) => Opened::Open,
        Some(_) => Opened::Taken,
        None if count(&step, invite.team)? >= at.max => Opened::TooMany,
        None => {
            insert(&step, id, invite)?;
            Opened::Open
        }
    };
    step.commit()?;
    Ok(opened)
}

fn count(db: &Connection, team: TeamId) -> rusqlite::Result<usize> {
    let count: i64 = db
        .prepare_cached("SELECT count(*) FROM invite WHERE team = ?1")?
        .query_row([team.0], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

fn insert(db: &Connection, id: InviteId, invite: &Invite) -> rusqlite::Result<usize> {
    db.prepare_cached(
        "INSERT INTO invite (id, team, commitment, expires_ms, ask, reveal, answer)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id.0,
        invite.team.0,
        invite.commitment,
        signed(invite.expires_ms),
        invite.ask,
        invite.reveal,
        invite.answer
    ])
}

/// Returns an invite that is not over.
pub fn read(db: &Connection, id: InviteId, now_ms: u64) -> rusqlite::Result<Option<Invite>> {
    db.prepare_cached(
        "SELECT team, commitment, expires_ms, ask, reveal, answer FROM invite
         WHERE id = ?1 AND expires_ms > ?2",
    )?
    .query_row(params![id.0, signed(now_ms)], |row| {
        Ok(Invite {
            team: TeamId(row.get(0)?),
            commitment: row.get(1)?,
            expires_ms: number(row, 2)?,
            ask: row.get(3)?,
            reveal: row.get(4)?,
            answer: row.get(5)?,
        })
    })
    .optional()
}

/// Writes one message.
pub fn leave(
    db: &Connection,
    id: InviteId,
    note: &Note<'_>,
    now_ms: u64,
) -> rusqlite::Result<Left> {
    let Some(mut invite) = read(db, id, now_ms)? else {
        return Ok(Left::Unknown);
    };
    if let Some(left) = invite.meets(note) {
        return Ok(left);
    }
    let sql = match note.slot {
        Slot::Ask => "UPDATE invite SET ask = ?2 WHERE id = ?1",
        Slot::Reveal => "UPDATE invite SET reveal = ?2 WHERE id = ?1",
        Slot::Answer => "UPDATE invite SET answer = ?2 WHERE id = ?1",
    };
    db.prepare_cached(sql)?
        .execute(params![id.0, note.message])?;
    Ok(Left::Written)
}

/// Forgets one invite.
pub fn close(db: &Connection, id: InviteId) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM invite WHERE id = ?1")?
        .execute([id.0])
        .map(drop)
}

/// Forgets the invites that are over.
pub fn purge(db: &Connection, now_ms: u64) -> rusqlite::Result<usize> {
    db.prepare_cached("DELETE FROM invite WHERE expires_ms <= ?1")?
        .execute([signed(now_ms)])
}
