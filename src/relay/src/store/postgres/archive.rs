//! A PostgreSQL database read from end to end, and teams taken in whole.

use postgres::Row;
use ruil_wire::{EventId, Head, InviteId, TeamId};

use super::link::Link;
use super::team::{self, bytes, number, signed};
use super::{Answer, PgStore, invite, post};
use crate::store::archive::{Archive, Belongings, Line};
use crate::store::{Founded, StoreError, Team};

/// A database as it was when it was first asked.
pub struct PgArchive(Link);

/// A connection over which teams come in. After an error it is of no more use.
pub struct PgIntake(Link);

impl PgStore {
    /// Begins to read everything, of one moment, while relays go on.
    pub fn archive(&self) -> Result<PgArchive, StoreError> {
        let mut link = Link::open(&self.config)?;
        link.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        Ok(PgArchive(link))
    }

    /// Begins to take teams in.
    pub fn intake(&self) -> Result<PgIntake, StoreError> {
        Ok(PgIntake(Link::open(&self.config)?))
    }
}

impl PgIntake {
    /// Takes a team in with all it has, in one transaction, unless it is here; tells whether it was not.
    ///
    /// `more` returns the lines of its log after a number, and none at the end.
    pub fn take(
        &mut self,
        id: TeamId,
        team: &Team,
        belongings: &Belongings,
        mut more: impl FnMut(u64) -> Result<Vec<Line>, StoreError>,
    ) -> Result<bool, StoreError> {
        let link = &mut self.0;
        link.script("BEGIN")?;
        if team::found(link, id, team)? != Founded::New {
            link.script("ROLLBACK")?;
            return Ok(false);
        }
        let mut after = 0;
        loop {
            let lines = more(after)?;
            let Some(last) = lines.last() else { break };
            after = last.number;
            write(link, id, &lines)?;
        }
        own(link, id, belongings)?;
        link.script("COMMIT")?;
        Ok(true)
    }
}

fn write(link: &mut Link, id: TeamId, lines: &[Line]) -> Answer<()> {
    let sql = "INSERT INTO log (team, number, event, time_ms, envelope, head)
         SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::bigint[], $5::bytea[], $6::bytea[])";
    let numbers: Vec<_> = lines.iter().map(|line| signed(line.number)).collect();
    let events: Vec<_> = lines.iter().map(|line| &line.event.0[..]).collect();
    let times: Vec<_> = lines.iter().map(|line| signed(line.time_ms)).collect();
    let envelopes: Vec<_> = lines.iter().map(|line| &line.envelope[..]).collect();
    let heads: Vec<_> = lines.iter().map(|line| &line.head.0[..]).collect();
    let team = &id.0[..];
    link.change(sql, &[&team, &numbers, &events, &times, &envelopes, &heads])
        .map(drop)
}

fn own(link: &mut Link, id: TeamId, belongings: &Belongings) -> Answer<()> {
    let team = &id.0[..];
    for (device, number) in &belongings.removals {
        let sql = "INSERT INTO removal (team, device, number) VALUES ($1, $2, $3)";
        link.change(sql, &[&team, &&device[..], &signed(*number)])?;
    }
    for (number, sealed) in &belongings.checkpoints {
        let sql = "INSERT INTO checkpoint (team, number, sealed) VALUES ($1, $2, $3)";
        link.change(sql, &[&team, &signed(*number), sealed])?;
    }
    for (id, invite) in &belongings.invites {
        invite::insert(link, *id, invite)?;
    }
    for (device, endpoint) in &belongings.endpoints {
        let sql = "INSERT INTO subscription (team, device, endpoint) VALUES ($1, $2, $3)";
        link.change(sql, &[&team, &&device[..], endpoint])?;
    }
    for (device, letter) in &belongings.letters {
        post::hold(link, (id, *device), letter, usize::MAX)?;
    }
    Ok(())
}

impl Archive for PgArchive {
    fn teams(
        &mut self,
        after: Option<TeamId>,
        count: usize,
    ) -> Result<Vec<(TeamId, Team)>, StoreError> {
        let sql = "SELECT id, founding, access, first, first_head, number, head, time_ms, bytes
             FROM team WHERE id > $1 ORDER BY id LIMIT $2";
        let after = after.map_or(Vec::new(), |team| team.0.to_vec());
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let rows = self.0.rows(sql, &[&after, &count])?;
        Ok(rows.iter().map(team::team).collect::<Answer<_>>()?)
    }

    fn lines(&mut self, team: TeamId, after: u64, count: usize) -> Result<Vec<Line>, StoreError> {
        let sql = "SELECT number, event, time_ms, head, envelope FROM log
             WHERE team = $1 AND number > $2 ORDER BY number LIMIT $3";
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let rows = self.0.rows(sql, &[&&team.0[..], &signed(after), &count])?;
        let line = |row: &Row| {
            Ok(Line {
                number: number(row, 0, "number")?,
                event: EventId(bytes(row, 1, "event")?),
                time_ms: number(row, 2, "time")?,
                head: Head(bytes(row, 3, "head")?),
                envelope: row.get(4),
            })
        };
        Ok(rows.iter().map(line).collect::<Answer<_>>()?)
    }

    fn belongings(&mut self, id: TeamId) -> Result<Belongings, StoreError> {
        Ok(belongings(&mut self.0, id)?)
    }
}

fn belongings(link: &mut Link, id: TeamId) -> Answer<Belongings> {
    let team = &id.0[..];
    let mut all = Belongings::default();
    for row in link.rows(
        "SELECT device, number FROM removal WHERE team = $1",
        &[&team],
    )? {
        let device = bytes(&row, 0, "device")?;
        all.removals.push((device, number(&row, 1, "number")?));
    }
    let sql = "SELECT number, sealed FROM checkpoint WHERE team = $1";
    for row in link.rows(sql, &[&team])? {
        all.checkpoints
            .push((number(&row, 0, "number")?, row.get(1)));
    }
    for row in link.rows("SELECT id FROM invite WHERE team = $1", &[&team])? {
        let id = InviteId(bytes(&row, 0, "invite")?);
        let invite = invite::read(link, id, 0)?;
        all.invites.extend(invite.map(|invite| (id, invite)));
    }
    let sql = "SELECT device, endpoint FROM subscription WHERE team = $1";
    for row in link.rows(sql, &[&team])? {
        all.endpoints.push((bytes(&row, 0, "device")?, row.get(1)));
    }
    let sql =
        "SELECT team, device, topic, due_ms, until_ms, urgent, sealed FROM letter WHERE team = $1";
    for row in link.rows(sql, &[&team])? {
        let ((_, device), letter) = post::letter(&row)?;
        all.letters.push((device, letter));
    }
    Ok(all)
}
