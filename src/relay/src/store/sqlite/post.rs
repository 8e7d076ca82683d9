//! Push in SQL.

use ruil_wire::{TeamId, Topic};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::SqliteStore;
use super::log::{number, signed};
use crate::store::StoreError;
use crate::store::post::{Address, Held, Post};

impl Post for SqliteStore {
    fn subscribe(&self, to: Address, endpoint: Option<&str>) -> Result<(), StoreError> {
        Ok(subscribe(&mut self.write(), to, endpoint)?)
    }

    fn endpoint(&self, to: Address) -> Result<Option<String>, StoreError> {
        self.read(|db| endpoint(db, to))
    }

    fn hold(&self, to: Address, letter: &Held, max: usize) -> Result<bool, StoreError> {
        Ok(hold(&mut self.write(), to, letter, max)?)
    }

    fn take_back(&self, (team, device): Address, topic: Topic) -> Result<(), StoreError> {
        self.write()
            .prepare_cached("DELETE FROM letter WHERE team = ?1 AND device = ?2 AND topic = ?3")?
            .execute(params![team.0, device, topic.0])?;
        Ok(())
    }

    fn due(&self, now_ms: u64, count: usize) -> Result<Vec<(Address, Held)>, StoreError> {
        Ok(due(&mut self.write(), now_ms, count)?)
    }
}

fn subscribe(
    db: &mut Connection,
    (team, device): Address,
    endpoint: Option<&str>,
) -> rusqlite::Result<()> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for table in ["letter", "subscription"] {
        let sql = format!("DELETE FROM {table} WHERE team = ?1 AND device = ?2");
        step.prepare_cached(&sql)?
            .execute(params![team.0, device])?;
    }
    if let Some(endpoint) = endpoint {
        step.prepare_cached(
            "INSERT INTO subscription (team, device, endpoint) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![team.0, device, endpoint])?;
    }
    step.commit()
}

fn endpoint(db: &Connection, (team, device): Address) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT endpoint FROM subscription WHERE team = ?1 AND device = ?2")?
        .query_row(params![team.0, device], |row| row.get(0))
        .optional()
}

fn hold(
    db: &mut Connection,
    (team, device): Address,
    letter: &Held,
    max: usize,
) -> rusqlite::Result<bool> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let others: i64 = step
        .prepare_cached(
            "SELECT count(*) FROM letter WHERE team = ?1 AND device = ?2 AND topic <> ?3",
        )?
        .query_row(params![team.0, device, letter.topic.0], |row| row.get(0))?;
    let fits = others < i64::try_from(max).unwrap_or(i64::MAX);
    if fits {
        step.prepare_cached(
            "INSERT OR REPLACE INTO letter (team, device, topic, due_ms, until_ms, urgent, sealed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            team.0,
            device,
            letter.topic.0,
            signed(letter.due_ms),
            signed(letter.until_ms),
            letter.is_urgent,
            letter.sealed,
        ])?;
    }
    step.commit()?;
    Ok(fits)
}

fn due(db: &mut Connection, now_ms: u64, count: usize) -> rusqlite::Result<Vec<(Address, Held)>> {
    let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    step.prepare_cached("DELETE FROM letter WHERE until_ms <= ?1")?
        .execute([signed(now_ms)])?;
    let limit = i64::try_from(count).unwrap_or(i64::MAX);
    let found: Vec<(Address, Held)> = step
        .prepare_cached(
            "SELECT team, device, topic, due_ms, until_ms, urgent, sealed FROM letter
                 WHERE due_ms <= ?1 ORDER BY due_ms LIMIT ?2",
        )?
        .query_map(params![signed(now_ms), limit], |row| {
            let to = (TeamId(row.get(0)?), row.get(1)?);
            let letter = Held {
                topic: Topic(row.get(2)?),
                due_ms: number(row, 3)?,
                until_ms: number(row, 4)?,
                is_urgent: row.get(5)?,
                sealed: row.get(6)?,
            };
            Ok((to, letter))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut gone =
        step.prepare_cached("DELETE FROM letter WHERE team = ?1 AND device = ?2 AND topic = ?3")?;
    for ((team, device), letter) in &found {
        gone.execute(params![team.0, device, letter.topic.0])?;
    }
    drop(gone);
    step.commit()?;
    Ok(found)
}
