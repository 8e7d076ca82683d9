//! Teams and their logs in SQL.

use std::collections::BTreeMap;

use ruil_wire::{Entry, Envelope, EventId, Head, Receipt, Refusal, TeamId};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use crate::store::{Admission, Founded, Outcome, Push, Tail, Team};

/// Keeps a new team.
pub fn found(db: &Connection, id: TeamId, token_hash: [u8; 32]) -> rusqlite::Result<Founded> {
    let tail = Tail::start(id);
    let added = db
        .prepare_cached(
            "INSERT INTO team (id, token_hash, number, head, time_ms, bytes)
             VALUES (?1, ?2, 0, ?3, 0, 0) ON CONFLICT DO NOTHING",
        )?
        .execute(params![id.0, token_hash, tail.head.0])?;
    if added == 1 {
        return Ok(Founded::New);
    }
    let same = team(db, id)?.is_some_and(|team| team.token_hash == token_hash);
    Ok(if same {
        Founded::Already
    } else {
        Founded::Taken
    })
}

/// Returns a team.
pub fn team(db: &Connection, id: TeamId) -> rusqlite::Result<Option<Team>> {
    db.prepare_cached("SELECT token_hash, number, head, time_ms, bytes FROM team WHERE id = ?1")?
        .query_row([id.0], |row| {
            let tail = Tail {
                number: number(row, 1)?,
                head: Head(row.get(2)?),
                time_ms: number(row, 3)?,
                bytes: number(row, 4)?,
            };
            Ok(Team {
                token_hash: row.get(0)?,
                tail,
            })
        })
        .optional()
}

/// Numbers and keeps a group in one transaction.
pub fn append(
    db: &mut Connection,
    group: &[Push],
    at: Admission,
) -> rusqlite::Result<Vec<Vec<Outcome>>> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut tails = BTreeMap::new();
    let mut outcomes = Vec::with_capacity(group.len());
    for push in group {
        if !tails.contains_key(&push.team)
            && let Some(team) = team(&step, push.team)?
        {
            tails.insert(push.team, team.tail);
        }
        outcomes.push(match tails.get_mut(&push.team) {
            Some(tail) => add_all(&step, tail, push, at)?,
            None => vec![Outcome::Refused(Refusal::NotMember); push.envelopes.len()],
        });
    }
    for (team, tail) in tails {
        step.prepare_cached(
            "UPDATE team SET number = ?2, head = ?3, time_ms = ?4, bytes = ?5 WHERE id = ?1",
        )?
        .execute(params![
            team.0,
            signed(tail.number),
            tail.head.0,
            signed(tail.time_ms),
            signed(tail.bytes)
        ])?;
    }
    step.commit()?;
    Ok(outcomes)
}

fn add_all(
    db: &Connection,
    tail: &mut Tail,
    push: &Push,
    at: Admission,
) -> rusqlite::Result<Vec<Outcome>> {
    push.envelopes
        .iter()
        .map(|envelope| add(db, tail, push.team, envelope, at))
        .collect()
}

fn add(
    db: &Connection,
    tail: &mut Tail,
    team: TeamId,
    envelope: &Envelope,
    at: Admission,
) -> rusqlite::Result<Outcome> {
    let event = envelope.header().event;
    if let Some(receipt) = known(db, team, event)? {
        return Ok(Outcome::Repeat(receipt));
    }
    let receipt = match tail.add(envelope, at) {
        Ok(receipt) => receipt,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    db.prepare_cached(
        "INSERT INTO log (team, number, event, time_ms, envelope, head)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        team.0,
        signed(receipt.number),
        event.0,
        signed(receipt.time_ms),
        envelope.as_bytes(),
        receipt.head.0
    ])?;
    Ok(Outcome::New(receipt))
}

fn known(db: &Connection, team: TeamId, event: EventId) -> rusqlite::Result<Option<Receipt>> {
    db.prepare_cached("SELECT number, time_ms, head FROM log WHERE team = ?1 AND event = ?2")?
        .query_row([&team.0, &event.0], |row| {
            let (number, time_ms) = (number(row, 0)?, number(row, 1)?);
            Ok(Receipt {
                event,
                number,
                time_ms,
                head: Head(row.get(2)?),
            })
        })
        .optional()
}

/// Returns the chain at a number.
pub fn head_at(db: &Connection, id: TeamId, number: u64) -> rusqlite::Result<Option<Head>> {
    if number == 0 {
        return Ok(team(db, id)?.map(|_| Head::start(id)));
    }
    db.prepare_cached("SELECT head FROM log WHERE team = ?1 AND number = ?2")?
        .query_row(params![id.0, signed(number)], |row| row.get(0).map(Head))
        .optional()
}

/// Returns entries after a number.
pub fn read(
    db: &Connection,
    team: TeamId,
    after: u64,
    count: usize,
) -> rusqlite::Result<Vec<Entry>> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    db.prepare_cached(
        "SELECT number, time_ms, envelope FROM log
         WHERE team = ?1 AND number > ?2 ORDER BY number LIMIT ?3",
    )?
    .query_map(params![team.0, signed(after), count], |row| {
        let envelope = Envelope::parse(row.get(2)?).map_err(|_| damaged(2))?;
        Ok(Entry {
            number: number(row, 0)?,
            time_ms: number(row, 1)?,
            envelope,
        })
    })?
    .collect()
}

/// Reads one of our unsigned numbers; SQLite only has signed ones.
pub fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    u64::try_from(row.get::<_, i64>(column)?).map_err(|_| damaged(column))
}

/// Writes one of our unsigned numbers; none ever comes near the end of the signed ones.
pub fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn damaged(column: usize) -> rusqlite::Error {
    rusqlite::Error::IntegralValueOutOfRange(column, 0)
}
