//! Checkpoints in PostgreSQL, and the dropping of what they stand for.

use ruil_wire::TeamId;

use super::link::Link;
use super::log::head_at;
use super::team::{self, bytes, number, signed};
use super::{Answer, Trouble};
use crate::store::{DAY_MS, Kept};

/// Keeps a checkpoint, within a transaction.
pub fn keep(link: &mut Link, id: TeamId, at: u64, sealed: &[u8]) -> Answer<Kept> {
    let (teams, _) = team::lock(link, &[id])?;
    let team = teams.get(&id);
    let Some(team) = team.filter(|team| (team.first..=team.tail.number).contains(&at)) else {
        return Ok(Kept::Outside);
    };
    let sql =
        "INSERT INTO checkpoint (team, number, sealed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let is_new = link.change(sql, &[&&id.0[..], &signed(at), &sealed])? == 1;
    trim(link, id, team.first)?;
    let sql = "SELECT 1 FROM checkpoint WHERE team = $1 AND number = $2";
    let is_there = link.row(sql, &[&&id.0[..], &signed(at)])?.is_some();
    Ok(if is_new && is_there {
        Kept::New
    } else {
        Kept::Already
    })
}

fn trim(link: &mut Link, id: TeamId, first: u64) -> Answer<()> {
    let sql = "DELETE FROM checkpoint WHERE team = $1 AND number <> $2 AND number NOT IN
             (SELECT number FROM checkpoint WHERE team = $1 ORDER BY number DESC LIMIT 2)";
    link.change(sql, &[&&id.0[..], &signed(first)]).map(drop)
}

/// Returns a checkpoint.
pub fn read(link: &mut Link, id: TeamId, at: u64) -> Answer<Option<Vec<u8>>> {
    let sql = "SELECT sealed FROM checkpoint WHERE team = $1 AND number = $2";
    let row = link.row(sql, &[&&id.0[..], &signed(at)])?;
    Ok(row.map(|row| row.get(0)))
}

/// Drops what checkpoints stand for, team by team, each in a transaction of its own.
pub fn drop_old(link: &mut Link, now_ms: u64, keep_days: Option<u32>) -> Answer<usize> {
    // Compared with null nothing is old: nobody says how long that team's log is kept. The least of several
    // passes nulls over.
    let sql = "SELECT checkpoint.team, max(checkpoint.number) FROM checkpoint
         JOIN team ON team.id = checkpoint.team
         JOIN log ON log.team = checkpoint.team AND log.number = checkpoint.number
         WHERE log.time_ms < $1 - $3 * least(team.keep_days, $2)
           AND checkpoint.number > team.first AND checkpoint.number < team.number
         GROUP BY checkpoint.team";
    let keep_days = keep_days.map(i64::from);
    let found = link.rows(sql, &[&signed(now_ms), &keep_days, &signed(DAY_MS)])?;
    for row in &found {
        let (id, until) = (TeamId(bytes(row, 0, "team")?), number(row, 1, "number")?);
        link.step(|link| drop_until(link, id, until))?;
    }
    Ok(found.len())
}

fn drop_until(link: &mut Link, id: TeamId, until: u64) -> Answer<()> {
    let (mut teams, _) = team::lock(link, &[id])?;
    // Another node may have been here first.
    let Some(team) = teams.get_mut(&id).filter(|team| team.first < until) else {
        return Ok(());
    };
    let first = signed(team.first);
    let sql = "SELECT coalesce(sum(length(envelope)), 0)::bigint FROM log
         WHERE team = $1 AND number > $2 AND number <= $3";
    let row = link.row(sql, &[&&id.0[..], &first, &signed(until)])?;
    let bytes = row.map_or(Ok(0), |row| number(&row, 0, "length"))?;
    let sql = "UPDATE log SET envelope = '' WHERE team = $1 AND number > $2 AND number <= $3";
    link.change(sql, &[&&id.0[..], &first, &signed(until)])?;
    team.first_head = head_at(link, id, until)?.ok_or(Trouble::Damaged("head"))?;
    team.first = until;
    team.tail.bytes = team.tail.bytes.saturating_sub(bytes);
    team::update(link, &teams)?;
    trim(link, id, until)
}
