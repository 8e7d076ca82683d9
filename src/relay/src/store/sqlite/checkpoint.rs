//! Checkpoints in SQL, and the dropping of what they stand for.

use ruil_wire::TeamId;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::log::{damaged, head_at, number, signed};
use super::team;
use crate::store::{DAY_MS, Kept};

/// Keeps a checkpoint.
pub fn keep(db: &mut Connection, id: TeamId, number: u64, sealed: &[u8]) -> rusqlite::Result<Kept> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let team = team::read(&step, id)?;
    let Some(team) = team.filter(|team| (team.first..=team.tail.number).contains(&number)) else {
        return Ok(Kept::Outside);
    };
    step.prepare_cached(
        "INSERT INTO checkpoint (team, number, sealed) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?
    .execute(params![id.0, signed(number), sealed])?;
    let is_new = step.changes() == 1;
    trim(&step, id, team.first)?;
    let is_there: bool = step
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM checkpoint WHERE team = ?1 AND number = ?2)")?
        .query_row(params![id.0, signed(number)], |row| row.get(0))?;
    step.commit()?;
    Ok(if is_new && is_there {
        Kept::New
    } else {
        Kept::Already
    })
}

fn trim(db: &Connection, id: TeamId, first: u64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "DELETE FROM checkpoint WHERE team = ?1 AND number <> ?2 AND number NOT IN
             (SELECT number FROM checkpoint WHERE team = ?1 ORDER BY number DESC LIMIT 2)",
    )?
    .execute(params![id.0, signed(first)])
    .map(drop)
}

/// Returns a checkpoint.
pub fn read(db: &Connection, id: TeamId, number: u64) -> rusqlite::Result<Option<Vec<u8>>> {
    db.prepare_cached("SELECT sealed FROM checkpoint WHERE team = ?1 AND number = ?2")?
        .query_row(params![id.0, signed(number)], |row| row.get(0))
        .optional()
}

/// Drops what checkpoints stand for, team by team.
pub fn drop_old(
    db: &mut Connection,
    now_ms: u64,
    keep_days: Option<u32>,
) -> rusqlite::Result<usize> {
    // Compared with null nothing is old: nobody says how long that team's log is kept.
    let found: Vec<([u8; 16], u64)> = db
        .prepare_cached(
            "SELECT checkpoint.team, max(checkpoint.number) FROM checkpoint
             JOIN team ON team.id = checkpoint.team
             JOIN log ON log.team = checkpoint.team AND log.number = checkpoint.number
             WHERE log.time_ms
                   < ?1 - ?3 * min(ifnull(team.keep_days, ?2), ifnull(?2, team.keep_days))
               AND checkpoint.number > team.first AND checkpoint.number < team.number
             GROUP BY checkpoint.team",
        )?
        .query_map(params![signed(now_ms), keep_days, signed(DAY_MS)], |row| {
            Ok((row.get(0)?, number(row, 1)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    for (id, until) in &found {
        drop_until(db, TeamId(*id), *until)?;
    }
    Ok(found.len())
}

fn drop_until(db: &mut Connection, id: TeamId, until: u64) -> rusqlite::Result<()> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(mut team) = team::read(&step, id)? else {
        return Ok(());
    };
    let range = params![id.0, signed(team.first), signed(until)];
    let bytes = step
        .prepare_cached(
            "SELECT sum(length(envelope)) FROM log
             WHERE team = ?1 AND number > ?2 AND number <= ?3",
        )?
        .query_row(range, |row| number(row, 0))?;
    step.prepare_cached(
        "UPDATE log SET envelope = x'' WHERE team = ?1 AND number > ?2 AND number <= ?3",
    )?
    .execute(range)?;
    team.first_head = head_at(&step, id, until)?.ok_or_else(|| damaged(0))?;
    team.first = until;
    team.tail.bytes = team.tail.bytes.saturating_sub(bytes);
    team::update(&step, id, &team)?;
    trim(&step, id, until)?;
    step.commit()
}
