//! Push in PostgreSQL.

use postgres::Row;
use ruil_wire::{TeamId, Topic};

use super::link::Link;
use super::team::{bytes, number, signed};
use super::{Answer, PgStore};
use crate::store::StoreError;
use crate::store::post::{Address, Held, Post};

impl Post for PgStore {
    fn subscribe(&self, to: Address, endpoint: Option<&str>) -> Result<(), StoreError> {
        self.step(|link| subscribe(link, to, endpoint))
    }

    fn endpoint(&self, (team, device): Address) -> Result<Option<String>, StoreError> {
        let sql = "SELECT endpoint FROM subscription WHERE team = $1 AND device = $2";
        self.ask(|link| {
            let row = link.row(sql, &[&&team.0[..], &&device[..]])?;
            Ok(row.map(|row| row.get(0)))
        })
    }

    fn hold(&self, to: Address, letter: &Held, max: usize) -> Result<bool, StoreError> {
        self.step(|link| hold(link, to, letter, max))
    }

    fn take_back(&self, (team, device): Address, topic: Topic) -> Result<(), StoreError> {
        let sql = "DELETE FROM letter WHERE team = $1 AND device = $2 AND topic = $3";
        let values = (&team.0[..], &device[..], &topic.0[..]);
        self.step(|link| {
            link.change(sql, &[&values.0, &values.1, &values.2])
                .map(drop)
        })
    }

    fn due(&self, now_ms: u64, count: usize) -> Result<Vec<(Address, Held)>, StoreError> {
        self.step(|link| due(link, now_ms, count))
    }
}

fn subscribe(link: &mut Link, (team, device): Address, endpoint: Option<&str>) -> Answer<()> {
    let (team, device) = (&team.0[..], &device[..]);
    let sql = "DELETE FROM letter WHERE team = $1 AND device = $2";
    link.change(sql, &[&team, &device])?;
    let Some(endpoint) = endpoint else {
        let sql = "DELETE FROM subscription WHERE team = $1 AND device = $2";
        return link.change(sql, &[&team, &device]).map(drop);
    };
    let sql = "INSERT INTO subscription (team, device, endpoint) VALUES ($1, $2, $3)
         ON CONFLICT (team, device) DO UPDATE SET endpoint = excluded.endpoint";
    link.change(sql, &[&team, &device, &endpoint]).map(drop)
}

/// Holds a letter, within a transaction.
pub fn hold(link: &mut Link, (team, device): Address, letter: &Held, max: usize) -> Answer<bool> {
    let (team, device, topic) = (&team.0[..], &device[..], &letter.topic.0[..]);
    // Where two nodes hold one each at the same time, there may be one too many: that harms nobody.
    let sql = "SELECT count(*) FROM letter WHERE team = $1 AND device = $2 AND topic <> $3";
    let row = link.row(sql, &[&team, &device, &topic])?;
    let others = row.map_or(Ok(0), |row| number(&row, 0, "count"))?;
    let fits = usize::try_from(others).unwrap_or(usize::MAX) < max;
    if fits {
        let sql = "INSERT INTO letter (team, device, topic, due_ms, until_ms, urgent, sealed)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (team, device, topic) DO UPDATE SET due_ms = excluded.due_ms,
                 until_ms = excluded.until_ms, urgent = excluded.urgent, sealed = excluded.sealed";
        let (due_ms, until_ms) = (signed(letter.due_ms), signed(letter.until_ms));
        link.change(
            sql,
            &[
                &team,
                &device,
                &topic,
                &due_ms,
                &until_ms,
                &letter.is_urgent,
                &letter.sealed,
            ],
        )?;
    }
    Ok(fits)
}

/// Takes letters that no other node is taking.
fn due(link: &mut Link, now_ms: u64, count: usize) -> Answer<Vec<(Address, Held)>> {
    let sql = "DELETE FROM letter WHERE until_ms <= $1";
    link.change(sql, &[&signed(now_ms)])?;
    let sql = "DELETE FROM letter WHERE (team, device, topic) IN
             (SELECT team, device, topic FROM letter WHERE due_ms <= $1
              ORDER BY due_ms LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING team, device, topic, due_ms, until_ms, urgent, sealed";
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let rows = link.rows(sql, &[&signed(now_ms), &count])?;
    let letters: Answer<Vec<_>> = rows.iter().map(letter).collect();
    let mut letters = letters?;
    letters.sort_by_key(|(_, letter)| letter.due_ms);
    Ok(letters)
}

/// Reads a row of team, device, topic, times, urgency and what is sealed.
pub fn letter(row: &Row) -> Answer<(Address, Held)> {
    let to = (TeamId(bytes(row, 0, "team")?), bytes(row, 1, "device")?);
    let letter = Held {
        topic: Topic(bytes(row, 2, "topic")?),
        due_ms: number(row, 3, "time")?,
        until_ms: number(row, 4, "time")?,
        is_urgent: row.get(5),
        sealed: row.get(6),
    };
    Ok((to, letter))
}
