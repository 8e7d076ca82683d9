//! The tables, brought up to date at the start, by one node at a time.

use super::link::Link;
use super::{Answer, ConnectError, Trouble};

/// Each one's place is the version it leads to. Never edited, only added.
const MIGRATIONS: [&str; 1] = [include_str!("../migrations/postgres/1.sql")];

/// Held while tables are made, so that of two nodes that start at once one waits.
const TURN: &str = "SET LOCAL lock_timeout = 0; SELECT pg_advisory_xact_lock(7845); CREATE TABLE IF NOT EXISTS schema (version BIGINT NOT NULL);";

/// Refuses a server that can lose what it committed, and runs the migrations that are missing.
pub fn prepare(link: &mut Link) -> Result<(), ConnectError> {
    let fsync = link.row("SELECT current_setting('fsync')", &[])?;
    if fsync.is_some_and(|row| row.get::<_, &str>(0) == "off") {
        return Err(ConnectError::Unsafe);
    }
    match link.step(migrate)? {
        None => Ok(()),
        Some(newer) => Err(ConnectError::Newer(newer)),
    }
}

/// Returns the database's version if it is beyond this relay's.
fn migrate(link: &mut Link) -> Answer<Option<i64>> {
    link.script(TURN)?;
    let version = link.row("SELECT coalesce(max(version), 0) FROM schema", &[])?;
    let version: i64 = version.map_or(0, |row| row.get(0));
    let done = usize::try_from(version).map_err(|_| Trouble::Damaged("version"))?;
    if done > MIGRATIONS.len() {
        return Ok(Some(version));
    }
    for (version, migration) in (1_i64..).zip(MIGRATIONS).skip(done) {
        link.script(migration)?;
        link.change("INSERT INTO schema (version) VALUES ($1)", &[&version])?;
    }
    Ok(None)
}
