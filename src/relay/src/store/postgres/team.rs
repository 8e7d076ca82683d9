//! Teams in PostgreSQL, the relays' common secret, and until when they take nothing new.

use std::collections::BTreeMap;

use postgres::Row;
use ruil_wire::{Access, Head, TeamId};

use super::link::Link;
use super::{Answer, Trouble};
use crate::store::{Founded, Tail, Team};

/// Returns the relays' secret: this one, if they had none.
pub fn secret(link: &mut Link, fresh: [u8; 32]) -> Answer<[u8; 32]> {
    let sql = "INSERT INTO relay (id, secret) VALUES (1, $1) ON CONFLICT DO NOTHING";
    link.change(sql, &[&&fresh[..]])?;
    let row = link.row("SELECT secret FROM relay", &[])?;
    bytes(&row.ok_or(Trouble::Damaged("secret"))?, 0, "secret")
}

/// Agrees until when nothing new is numbered: the latest that any node has said.
pub fn hold_until(link: &mut Link, until_ms: u64) -> Answer<u64> {
    let sql = "UPDATE relay SET hold_until_ms = $1 WHERE hold_until_ms < $1";
    link.change(sql, &[&signed(until_ms)])?;
    let row = link.row("SELECT hold_until_ms FROM relay", &[])?;
    row.map_or(Ok(until_ms), |row| number(&row, 0, "hold"))
}

/// Keeps a new team.
pub fn found(link: &mut Link, id: TeamId, team: &Team) -> Answer<Founded> {
    let sql = "INSERT INTO team
             (id, founding, access, first, first_head, number, head, time_ms, bytes, keep_days)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
    let access = team.access.as_ref().map(Access::to_bytes);
    let is_new = link.change(
        sql,
        &[
            &&id.0[..],
            &&team.founding[..],
            &access,
            &signed(team.first),
            &&team.first_head.0[..],
            &signed(team.tail.number),
            &&team.tail.head.0[..],
            &signed(team.tail.time_ms),
            &signed(team.tail.bytes),
            &team.keep_days().map(i64::from),
        ],
    )?;
    if is_new == 1 {
        return Ok(Founded::New);
    }
    let is_same = read(link, id)?.is_some_and(|there| there.repeats(team));
    Ok(if is_same {
        Founded::Already
    } else {
        Founded::Taken
    })
}

/// Returns a team.
pub fn read(link: &mut Link, id: TeamId) -> Answer<Option<Team>> {
    let sql = "SELECT id, founding, access, first, first_head, number, head, time_ms, bytes
         FROM team WHERE id = $1";
    let row = link.row(sql, &[&&id.0[..]])?;
    Ok(row.map(|row| team(&row)).transpose()?.map(|(_, team)| team))
}

/// Locks teams until the transaction ends and returns them, with the time until which nothing new is numbered.
///
/// Always in the same order, so that two nodes never wait for each other.
pub fn lock(link: &mut Link, ids: &[TeamId]) -> Answer<(BTreeMap<TeamId, Team>, u64)> {
    let sql = "SELECT id, founding, access, first, first_head, number, head, time_ms, bytes
         FROM team WHERE id = ANY($1) ORDER BY id FOR UPDATE";
    let ids: Vec<_> = ids.iter().map(|id| &id.0[..]).collect();
    let rows = link.rows(sql, &[&ids])?;
    let teams = rows.iter().map(team).collect::<Answer<_>>()?;
    // After the lock was waited for, so that it is what holds now.
    let row = link.row("SELECT hold_until_ms FROM relay", &[])?;
    let hold_until_ms = row.map_or(Ok(0), |row| number(&row, 0, "hold"))?;
    Ok((teams, hold_until_ms))
}

/// Keeps what became of teams.
pub fn update(link: &mut Link, teams: &BTreeMap<TeamId, Team>) -> Answer<()> {
    let sql = "UPDATE team SET access = t.access, first = t.first, first_head = t.first_head,
             number = t.number, head = t.head, time_ms = t.time_ms, bytes = t.bytes, keep_days = t.keep_days
         FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[], $5::bigint[], $6::bytea[],
                     $7::bigint[], $8::bigint[], $9::bigint[])
             AS t (id, access, first, first_head, number, head, time_ms, bytes, keep_days)
         WHERE team.id = t.id";
    let list = |value: fn(&Team) -> u64| -> Vec<i64> {
        teams.values().map(|team| signed(value(team))).collect()
    };
    let ids: Vec<_> = teams.keys().map(|id| &id.0[..]).collect();
    let access = teams.values().map(|team| team.access.as_ref());
    let access: Vec<_> = access.map(|access| access.map(Access::to_bytes)).collect();
    let first_heads: Vec<_> = teams.values().map(|team| &team.first_head.0[..]).collect();
    let heads: Vec<_> = teams.values().map(|team| &team.tail.head.0[..]).collect();
    let keep_days: Vec<_> = teams
        .values()
        .map(|team| team.keep_days().map(i64::from))
        .collect();
    link.change(
        sql,
        &[
            &ids,
            &access,
            &list(|team| team.first),
            &first_heads,
            &list(|team| team.tail.number),
            &heads,
            &list(|team| team.tail.time_ms),
            &list(|team| team.tail.bytes),
            &keep_days,
        ],
    )
    .map(drop)
}

/// Reads a row of id, founding, access, first, its head, and the tail.
pub fn team(row: &Row) -> Answer<(TeamId, Team)> {
    let access: Option<&[u8]> = row.get(2);
    let access = access.map(Access::parse).transpose();
    let tail = Tail {
        number: number(row, 5, "number")?,
        head: Head(bytes(row, 6, "head")?),
        time_ms: number(row, 7, "time")?,
        bytes: number(row, 8, "length")?,
    };
    let team = Team {
        founding: bytes(row, 1, "founding")?,
        access: access.map_err(|_| Trouble::Damaged("list of who may"))?,
        first: number(row, 3, "number")?,
        first_head: Head(bytes(row, 4, "head")?),
        tail,
    };
    Ok((TeamId(bytes(row, 0, "team")?), team))
}

/// Reads one of our unsigned numbers; PostgreSQL only has signed ones.
pub fn number(row: &Row, column: usize, what: &'static str) -> Answer<u64> {
    u64::try_from(row.get::<_, i64>(column)).map_err(|_| Trouble::Damaged(what))
}

/// Writes one of our unsigned numbers; none ever comes near the end of the signed ones.
pub fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Reads so many bytes.
pub fn bytes<const N: usize>(row: &Row, column: usize, what: &'static str) -> Answer<[u8; N]> {
    let bytes: &[u8] = row.get(column);
    bytes.try_into().map_err(|_| Trouble::Damaged(what))
}
