//! What nodes tell each other through the database: which logs grew, and how far.
//!
//! A hint and no more. It comes after the commit or not at all, so who hears it finds the entries; who misses
//! it, as while the connection was lost, looks at the numbers.

use std::time::Duration;

use postgres::Config;
use postgres::fallible_iterator::FallibleIterator;
use ruil_wire::TeamId;

use super::link::Link;
use super::team::{bytes, number};
use super::{Answer, Trouble};
use crate::store::{Ear, Grown, StoreError};

/// Logs named in one message: 75 bytes each, and PostgreSQL takes fewer than 8000.
const GROWN_PER_HINT: usize = 100;

/// Tells the other nodes, when the transaction is committed.
pub fn tell(link: &mut Link, node: &str, grown: &[Grown]) -> Answer<()> {
    for grown in grown.chunks(GROWN_PER_HINT) {
        link.rows("SELECT pg_notify('ruil', $1)", &[&hint(node, grown)])?;
    }
    Ok(())
}

fn hint(node: &str, grown: &[Grown]) -> String {
    let each = |&Grown { team, first, last }: &Grown| format!(" {}:{first}:{last}", hex(team));
    let grown: String = grown.iter().map(each).collect();
    format!("{node}{grown}")
}

fn hex(team: TeamId) -> String {
    team.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a hint of another node. What is not understood, as from a later relay, is passed over: it is a hint.
fn read(hint: &str, own: &str) -> Vec<Grown> {
    let mut words = hint.split(' ');
    if words.next() == Some(own) {
        return Vec::new();
    }
    let grown = |word: &str| {
        let mut parts = word.split(':');
        Some(Grown {
            team: parts.next()?.parse().ok()?,
            first: parts.next()?.parse().ok()?,
            last: parts.next()?.parse().ok()?,
        })
    };
    words.filter_map(grown).collect()
}

/// A connection that listens.
pub struct PgEar {
    link: Link,
    node: String,
}

impl PgEar {
    /// Begins to listen. The node's own hints are passed over.
    pub fn open(config: &Config, node: &str) -> Answer<Self> {
        let mut link = Link::open(config)?;
        link.script("LISTEN ruil")?;
        Ok(Self {
            link,
            node: node.to_owned(),
        })
    }

    fn hear(&mut self, wait: Duration) -> Answer<Vec<Grown>> {
        let mut notices = self.link.client().notifications();
        let mut grown = Vec::new();
        // The first may take its time; those behind it are there already.
        let first = notices.timeout_iter(wait).next()?;
        let mut next = first;
        while let Some(notice) = next {
            grown.extend(read(notice.payload(), &self.node));
            next = notices.iter().next()?;
        }
        Ok(grown)
    }
}

impl Ear for PgEar {
    fn next(&mut self, wait: Duration) -> Result<Vec<Grown>, StoreError> {
        let grown = self.hear(wait)?;
        if self.link.is_lost() {
            return Err(StoreError::Failed("the database hung up".into()));
        }
        Ok(grown)
    }

    fn ends(&mut self, teams: &[TeamId]) -> Result<Vec<(TeamId, u64)>, StoreError> {
        let teams: Vec<_> = teams.iter().map(|team| &team.0[..]).collect();
        let sql = "SELECT id, number FROM team WHERE id = ANY($1)";
        let rows = self.link.rows(sql, &[&teams])?;
        let end = |row: &postgres::Row| {
            Ok::<_, Trouble>((TeamId(bytes(row, 0, "team")?), number(row, 1, "number")?))
        };
        Ok(rows.iter().map(end).collect::<Answer<_>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_is_understood_by_the_others_and_by_nobody_else() {
        let grown = |team, first, last| Grown {
            team: TeamId([team; 16]),
            first,
            last,
        };
        let told = [grown(0xa1, 1, 1), grown(7, 30, u64::MAX)];
        let hint = hint("n1", &told);
        assert_eq!(read(&hint, "n2"), told);
        assert_eq!(read(&hint, "n1"), []);
        assert_eq!(read("n1 later words a:b:c 07:1", "n2"), []);
        let all = vec![grown(9, u64::MAX, u64::MAX); GROWN_PER_HINT];
        assert!(super::hint(&"0".repeat(16), &all).len() < 8_000);
    }
}
