//! Invites in PostgreSQL.

use ruil_wire::invite::Slot;
use ruil_wire::{InviteId, TeamId};

use super::Answer;
use super::link::Link;
use super::team::{self, bytes, number, signed};
use crate::store::{Invite, Left, Note, Opened, Opening};

/// Opens an invite, within a transaction. The team is locked, so that two nodes don't open one too many.
pub fn open(link: &mut Link, id: InviteId, invite: &Invite, at: Opening) -> Answer<Opened> {
    team::lock(link, &[invite.team])?;
    purge(link, at.now_ms)?;
    if let Some(there) = read(link, id, at.now_ms)? {
        return Ok(if there.repeats(invite) {
            Opened::Open
        } else {
            Opened::Taken
        });
    }
    let sql = "SELECT count(*) FROM invite WHERE team = $1";
    let row = link.row(sql, &[&&invite.team.0[..]])?;
    let count = row.map_or(Ok(0), |row| number(&row, 0, "count"))?;
    if usize::try_from(count).unwrap_or(usize::MAX) >= at.max {
        return Ok(Opened::TooMany);
    }
    Ok(if insert(link, id, invite)? {
        Opened::Open
    } else {
        Opened::Taken
    })
}

/// Writes an invite, unless another has the id.
pub fn insert(link: &mut Link, id: InviteId, invite: &Invite) -> Answer<bool> {
    let sql = "INSERT INTO invite (id, team, commitment, expires_ms, ask, reveal, answer)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let is_new = link.change(
        sql,
        &[
            &&id.0[..],
            &&invite.team.0[..],
            &&invite.commitment[..],
            &signed(invite.expires_ms),
            &invite.ask,
            &invite.reveal,
            &invite.answer,
        ],
    )?;
    Ok(is_new == 1)
}

/// Returns an invite that is not over.
pub fn read(link: &mut Link, id: InviteId, now_ms: u64) -> Answer<Option<Invite>> {
    let sql = "SELECT team, commitment, expires_ms, ask, reveal, answer FROM invite
         WHERE id = $1 AND expires_ms > $2";
    let Some(row) = link.row(sql, &[&&id.0[..], &signed(now_ms)])? else {
        return Ok(None);
    };
    Ok(Some(Invite {
        team: TeamId(bytes(&row, 0, "team")?),
        commitment: bytes(&row, 1, "commitment")?,
        expires_ms: number(&row, 2, "time")?,
        ask: row.get(3),
        reveal: row.get(4),
        answer: row.get(5),
    }))
}

/// Writes one message, within a transaction.
pub fn leave(link: &mut Link, id: InviteId, note: &Note<'_>, now_ms: u64) -> Answer<Left> {
    let lock = "SELECT 1 FROM invite WHERE id = $1 FOR UPDATE";
    link.change(lock, &[&&id.0[..]])?;
    let Some(mut invite) = read(link, id, now_ms)? else {
        return Ok(Left::Unknown);
    };
    if let Some(left) = invite.meets(note) {
        return Ok(left);
    }
    let sql = match note.slot {
        Slot::Ask => "UPDATE invite SET ask = $2 WHERE id = $1",
        Slot::Reveal => "UPDATE invite SET reveal = $2 WHERE id = $1",
        Slot::Answer => "UPDATE invite SET answer = $2 WHERE id = $1",
    };
    link.change(sql, &[&&id.0[..], &note.message])?;
    Ok(Left::Written)
}

/// Forgets one invite.
pub fn close(link: &mut Link, id: InviteId) -> Answer<()> {
    let sql = "DELETE FROM invite WHERE id = $1";
    link.change(sql, &[&&id.0[..]]).map(drop)
}

/// Forgets the invites that are over.
pub fn purge(link: &mut Link, now_ms: u64) -> Answer<usize> {
    let sql = "DELETE FROM invite WHERE expires_ms <= $1";
    let count = link.change(sql, &[&signed(now_ms)])?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}
