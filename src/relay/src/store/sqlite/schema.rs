//! The database's settings and its tables, brought up to date at the start.

use std::cmp::Ordering;

use rusqlite::Connection;

use super::OpenError;

/// The first SQLite whose write-ahead log can't be corrupted by a reset.
const SQLITE_MIN: i32 = 3_051_003;

/// Each one's place is the version it leads to. Never edited, only added.
const MIGRATIONS: [&str; 4] = [
    include_str!("../migrations/1.sql"),
    include_str!("../migrations/2.sql"),
    include_str!("../migrations/3.sql"),
    include_str!("../migrations/4.sql"),
];

/// Refuses an SQLite that can lose what it committed.
pub fn check_version() -> Result<(), OpenError> {
    let version = rusqlite::version_number();
    if version < SQLITE_MIN {
        Err(OpenError::OldSqlite(version))
    } else {
        Ok(())
    }
}

/// Refuses a database that this relay does not write in the same form.
pub fn check_current(db: &Connection) -> Result<(), OpenError> {
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match version.cmp(&(MIGRATIONS.len() as i64)) {
        Ordering::Less => Err(OpenError::Older(version)),
        Ordering::Equal => Ok(()),
        Ordering::Greater => Err(OpenError::Newer(version)),
    }
}

/// Sets the writing connection up and runs the migrations that are missing.
pub fn prepare(db: &mut Connection, pages_max: Option<u32>) -> Result<(), OpenError> {
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "FULL")?;
    if let Some(pages) = pages_max {
        db.pragma_update(None, "max_page_count", pages)?;
    }
    let version: i64 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    if done > MIGRATIONS.len() {
        return Err(OpenError::Newer(version));
    }
    for (version, migration) in (1_i64..).zip(MIGRATIONS).skip(done) {
        let step = db.transaction()?;
        step.execute_batch(migration)?;
        step.pragma_update(None, "user_version", version)?;
        step.commit()?;
    }
    Ok(())
}
