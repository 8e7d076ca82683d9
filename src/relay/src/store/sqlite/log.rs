//! Logs in SQL.

use std::collections::BTreeMap;

use ruil_wire::{Entry, Envelope, EventId, Head, PublicKey, Receipt, Refusal, TeamId};
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};

use super::team;
use crate::store::admit::{self, Lines};
use crate::store::{Admission, Outcome, Push, Restore};

/// One team's lines within a transaction.
struct Rows<'a> {
    db: &'a Connection,
    team: TeamId,
}

impl Lines for Rows<'_> {
    type Error = rusqlite::Error;

    fn known(&mut self, event: EventId) -> rusqlite::Result<Option<Receipt>> {
        let sql = "SELECT number, time_ms, head FROM log WHERE team = ?1 AND event = ?2";
        let mut found = self.db.prepare_cached(sql)?;
        let receipt = |row: &Row<'_>| {
            Ok(Receipt {
                event,
                number: number(row, 0)?,
                time_ms: number(row, 1)?,
                head: Head(row.get(2)?),
                signature: None,
            })
        };
        let found = found.query_row([&self.team.0, &event.0], receipt);
        found.optional()
    }

    fn write(&mut self, envelope: &Envelope, receipt: &Receipt) -> rusqlite::Result<()> {
        let sql = "INSERT INTO log (team, number, event, time_ms, envelope, head)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let values = params![
            self.team.0,
            signed(receipt.number),
            receipt.event.0,
            signed(receipt.time_ms),
            envelope.as_bytes(),
            receipt.head.0
        ];
        self.db.prepare_cached(sql)?.execute(values).map(drop)
    }

    fn remove(&mut self, device: PublicKey, number: u64) -> rusqlite::Result<()> {
        let sql = "INSERT INTO removal (team, device, number) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET number = excluded.number";
        let values = params![self.team.0, device, signed(number)];
        self.db.prepare_cached(sql)?.execute(values).map(drop)
    }
}

/// Numbers and keeps a group in one transaction.
pub fn append(
    db: &mut Connection,
    group: &[Push],
    at: Admission,
) -> rusqlite::Result<Vec<Vec<Outcome>>> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut teams = BTreeMap::new();
    let mut outcomes = Vec::with_capacity(group.len());
    for push in group {
        if !teams.contains_key(&push.team)
            && let Some(team) = team::read(&step, push.team)?
        {
            teams.insert(push.team, team);
        }
        let (db, id) = (&*step, push.team);
        outcomes.push(match teams.get_mut(&push.team) {
            Some(team) => admit::push(&mut Rows { db, team: id }, team, push, at)?,
            None => vec![Outcome::Refused(Refusal::NotMember); push.envelopes.len()],
        });
    }
    for (id, team) in &teams {
        team::update(&step, *id, team)?;
    }
    step.commit()?;
    Ok(outcomes)
}

/// Writes back what was lost in one transaction.
pub fn restore(
    db: &mut Connection,
    restore: &Restore,
    at: Admission,
) -> rusqlite::Result<Option<Vec<Head>>> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(mut team) = team::read(&step, restore.team)? else {
        return Ok(None);
    };
    let (db, id) = (&*step, restore.team);
    let heads = admit::restore(&mut Rows { db, team: id }, &mut team, restore, at)?;
    if heads.is_some() {
        team::update(&step, id, &team)?;
        step.commit()?;
    }
    Ok(heads)
}

/// Returns the number of the entry that removed a device.
pub fn removed_at(
    db: &Connection,
    team: TeamId,
    device: &PublicKey,
) -> rusqlite::Result<Option<u64>> {
    db.prepare_cached("SELECT number FROM removal WHERE team = ?1 AND device = ?2")?
        .query_row(params![team.0, device], |row| number(row, 0))
        .optional()
}

/// Returns the chain at a number.
pub fn head_at(db: &Connection, id: TeamId, number: u64) -> rusqlite::Result<Option<Head>> {
    let Some(team) = team::read(db, id)? else {
        return Ok(None);
    };
    if number <= team.first {
        return Ok((number == team.first).then_some(team.first_head));
    }
    db.prepare_cached("SELECT head FROM log WHERE team = ?1 AND number = ?2")?
        .query_row(params![id.0, signed(number)], |row| row.get(0).map(Head))
        .optional()
}

/// Returns entries after a number. Those whose envelope was dropped are none.
pub fn read(
    db: &Connection,
    team: TeamId,
    after: u64,
    count: usize,
) -> rusqlite::Result<Vec<Entry>> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    db.prepare_cached(
        "SELECT number, time_ms, envelope FROM log
         WHERE team = ?1 AND number > ?2 AND envelope <> x'' ORDER BY number LIMIT ?3",
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

/// Returns what is said of a column that holds what this relay never wrote.
pub fn damaged(column: usize) -> rusqlite::Error {
    rusqlite::Error::IntegralValueOutOfRange(column, 0)
}
