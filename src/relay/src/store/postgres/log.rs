//! Logs in PostgreSQL. A group of pushes costs the same few statements, however long it is.

use std::collections::{BTreeMap, BTreeSet};

use ruil_wire::{Entry, Envelope, EventId, Head, PublicKey, Receipt, Refusal, TeamId};

use super::link::Link;
use super::team::{self, bytes, number, signed};
use super::{Answer, Trouble, ear};
use crate::store::admit::{self, Lines};
use crate::store::{Admission, Grown, Outcome, Push, Restore};

/// What the logs of a group hold already, and what is to be written to them.
#[derive(Default)]
struct Slate {
    known: BTreeMap<(TeamId, EventId), Receipt>,
    written: Vec<(TeamId, Envelope, Receipt)>,
    removed: Vec<(TeamId, PublicKey, u64)>,
}

/// One team's part of it.
struct Part<'a>(&'a mut Slate, TeamId);

impl Lines for Part<'_> {
    type Error = Trouble;

    fn known(&mut self, event: EventId) -> Answer<Option<Receipt>> {
        Ok(self.0.known.get(&(self.1, event)).copied())
    }

    fn write(&mut self, envelope: &Envelope, receipt: &Receipt) -> Answer<()> {
        self.0.known.insert((self.1, receipt.event), *receipt);
        self.0.written.push((self.1, envelope.clone(), *receipt));
        Ok(())
    }

    fn remove(&mut self, device: PublicKey, number: u64) -> Answer<()> {
        self.0.removed.push((self.1, device, number));
        Ok(())
    }
}

impl Slate {
    /// Reads which of these events were written before.
    fn read<'a>(
        link: &mut Link,
        events: impl Iterator<Item = (TeamId, &'a Envelope)>,
    ) -> Answer<Self> {
        let asked: BTreeSet<_> = events
            .map(|(team, envelope)| (team, envelope.header().event))
            .collect();
        let teams: Vec<_> = asked.iter().map(|(team, _)| &team.0[..]).collect();
        let events: Vec<_> = asked.iter().map(|(_, event)| &event.0[..]).collect();
        let sql = "SELECT log.team, log.event, log.number, log.time_ms, log.head
             FROM unnest($1::bytea[], $2::bytea[]) AS asked (team, event)
             JOIN log ON log.team = asked.team AND log.event = asked.event";
        let mut slate = Self::default();
        for row in link.rows(sql, &[&teams, &events])? {
            let (team, event) = (TeamId(bytes(&row, 0, "team")?), bytes(&row, 1, "event")?);
            let receipt = Receipt {
                event: EventId(event),
                number: number(&row, 2, "number")?,
                time_ms: number(&row, 3, "time")?,
                head: Head(bytes(&row, 4, "head")?),
                signature: None,
            };
            slate.known.insert((team, receipt.event), receipt);
        }
        Ok(slate)
    }

    /// Writes what is to be written, and tells the other nodes.
    fn write(&self, link: &mut Link, node: &str) -> Answer<()> {
        if self.written.is_empty() {
            return Ok(());
        }
        let list = |value: fn(&Receipt) -> u64| -> Vec<i64> {
            let receipts = self.written.iter().map(|(_, _, receipt)| receipt);
            receipts.map(|receipt| signed(value(receipt))).collect()
        };
        let (mut teams, mut events) = (Vec::new(), Vec::new());
        let (mut envelopes, mut heads) = (Vec::new(), Vec::new());
        for (team, envelope, receipt) in &self.written {
            teams.push(&team.0[..]);
            events.push(&receipt.event.0[..]);
            envelopes.push(envelope.as_bytes());
            heads.push(&receipt.head.0[..]);
        }
        let sql = "INSERT INTO log (team, number, event, time_ms, envelope, head)
             SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bigint[], $5::bytea[], $6::bytea[])";
        let numbers = list(|receipt| receipt.number);
        let times = list(|receipt| receipt.time_ms);
        link.change(
            sql,
            &[&teams, &numbers, &events, &times, &envelopes, &heads],
        )?;
        for (team, device, number) in &self.removed {
            let sql = "INSERT INTO removal (team, device, number) VALUES ($1, $2, $3)
                 ON CONFLICT (team, device) DO UPDATE SET number = excluded.number";
            link.change(sql, &[&&team.0[..], &&device[..], &signed(*number)])?;
        }
        ear::tell(link, node, &self.grown())
    }

    fn grown(&self) -> Vec<Grown> {
        let mut grown = BTreeMap::new();
        for (team, _, receipt) in &self.written {
            let first = receipt.number;
            let range = grown.entry(*team).or_insert((first, first));
            range.1 = receipt.number;
        }
        let grown = grown.into_iter();
        grown
            .map(|(team, (first, last))| Grown { team, first, last })
            .collect()
    }
}

/// Numbers and keeps a group, within a transaction.
pub fn append(
    link: &mut Link,
    node: &str,
    group: &[Push],
    at: Admission,
) -> Answer<Vec<Vec<Outcome>>> {
    let ids: BTreeSet<_> = group.iter().map(|push| push.team).collect();
    let ids: Vec<_> = ids.into_iter().collect();
    let (mut teams, hold_until_ms) = team::lock(link, &ids)?;
    let is_held = at.is_held || at.now_ms < hold_until_ms;
    let at = Admission { is_held, ..at };
    let events = group.iter().flat_map(|push| {
        let envelopes = push.envelopes.iter();
        envelopes.map(|envelope| (push.team, envelope))
    });
    let mut slate = Slate::read(link, events)?;
    let mut outcomes = Vec::with_capacity(group.len());
    for push in group {
        outcomes.push(match teams.get_mut(&push.team) {
            Some(team) => admit::push(&mut Part(&mut slate, push.team), team, push, at)?,
            None => vec![Outcome::Refused(Refusal::NotMember); push.envelopes.len()],
        });
    }
    if !slate.written.is_empty() {
        slate.write(link, node)?;
        team::update(link, &teams)?;
    }
    Ok(outcomes)
}

/// Writes back what was lost, within a transaction.
pub fn restore(
    link: &mut Link,
    node: &str,
    restore: &Restore,
    at: Admission,
) -> Answer<Option<Vec<Head>>> {
    let (mut teams, _) = team::lock(link, &[restore.team])?;
    let entries = restore.entries.iter();
    let mut slate = Slate::read(link, entries.map(|entry| (restore.team, &entry.envelope)))?;
    let Some(team) = teams.get_mut(&restore.team) else {
        return Ok(None);
    };
    let heads = admit::restore(&mut Part(&mut slate, restore.team), team, restore, at)?;
    if heads.is_some() {
        slate.write(link, node)?;
        team::update(link, &teams)?;
    }
    Ok(heads)
}

/// Returns the number of the entry that removed a device.
pub fn removed_at(link: &mut Link, team: TeamId, device: &PublicKey) -> Answer<Option<u64>> {
    let sql = "SELECT number FROM removal WHERE team = $1 AND device = $2";
    let row = link.row(sql, &[&&team.0[..], &&device[..]])?;
    row.map(|row| number(&row, 0, "number")).transpose()
}

/// Returns the chain at a number.
pub fn head_at(link: &mut Link, id: TeamId, at: u64) -> Answer<Option<Head>> {
    let sql = "SELECT first_head FROM team WHERE id = $1 AND first = $2
         UNION ALL SELECT log.head FROM log JOIN team ON team.id = log.team
         WHERE log.team = $1 AND log.number = $2 AND log.number > team.first";
    let row = link.row(sql, &[&&id.0[..], &signed(at)])?;
    let head = row.map(|row| bytes(&row, 0, "head"));
    Ok(head.transpose()?.map(Head))
}

/// Returns entries after a number. Those whose envelope was dropped are none.
pub fn read(link: &mut Link, team: TeamId, after: u64, count: usize) -> Answer<Vec<Entry>> {
    let sql = "SELECT number, time_ms, envelope FROM log
         WHERE team = $1 AND number > $2 AND envelope <> '' ORDER BY number LIMIT $3";
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let rows = link.rows(sql, &[&&team.0[..], &signed(after), &count])?;
    let entry = |row: &postgres::Row| {
        let envelope = Envelope::parse(row.get(2)).map_err(|_| Trouble::Damaged("envelope"))?;
        Ok(Entry {
            number: number(row, 0, "number")?,
            time_ms: number(row, 1, "time")?,
            envelope,
        })
    };
    rows.iter().map(entry).collect()
}
