//! One connection to the database, as the relay wants it.

use std::collections::HashMap;
use std::time::Duration;

use postgres::types::ToSql;
use postgres::{Client, Config, NoTls, Row, Statement};

use super::Answer;
use crate::limit::{
    DATABASE_CONNECT_S_MAX, DATABASE_PAUSE_S_MAX, DATABASE_SILENCE_S_MAX, DATABASE_STEP_S_MAX,
};

/// What a statement is told.
pub type Values<'a> = [&'a (dyn ToSql + Sync)];

/// A commit must outlive a power cut, whatever the server's default. What is asked goes by a key always, and
/// a table that is empty when a plan is made is not for long: without these the plan would read it whole. Who
/// vanishes in the middle must not keep a team locked.
fn manners() -> String {
    let step_ms = DATABASE_STEP_S_MAX * 1_000;
    let pause_ms = DATABASE_PAUSE_S_MAX * 1_000;
    format!(
        "SELECT set_config('synchronous_commit', 'on', false)
            WHERE current_setting('synchronous_commit') IN ('off', 'local');
         SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;
         SET statement_timeout = {step_ms}; SET lock_timeout = {pause_ms};
         SET idle_in_transaction_session_timeout = {pause_ms};"
    )
}

/// Bounds how long a database that does not answer is waited for.
pub fn be_patient(config: &mut Config) {
    let silence = Duration::from_secs(DATABASE_SILENCE_S_MAX);
    config
        .application_name("ruil-relay")
        .connect_timeout(Duration::from_secs(DATABASE_CONNECT_S_MAX))
        .keepalives_idle(silence)
        .tcp_user_timeout(silence);
}

/// A connection and the statements it has learned.
pub struct Link {
    client: Client,
    learned: HashMap<&'static str, Statement>,
}

impl Link {
    /// Connects.
    pub fn open(config: &Config) -> Answer<Self> {
        let mut client = config.connect(NoTls)?;
        client.batch_execute(&manners())?;
        Ok(Self {
            client,
            learned: HashMap::new(),
        })
    }

    /// Tells whether the connection is of no more use.
    pub fn is_lost(&self) -> bool {
        self.client.is_closed()
    }

    /// Returns the rows that a question yields.
    pub fn rows(&mut self, sql: &'static str, values: &Values<'_>) -> Answer<Vec<Row>> {
        let statement = self.learn(sql)?;
        Ok(self.client.query(&statement, values)?)
    }

    /// Returns the first row that a question yields.
    pub fn row(&mut self, sql: &'static str, values: &Values<'_>) -> Answer<Option<Row>> {
        Ok(self.rows(sql, values)?.into_iter().next())
    }

    /// Changes rows and returns how many.
    pub fn change(&mut self, sql: &'static str, values: &Values<'_>) -> Answer<u64> {
        let statement = self.learn(sql)?;
        Ok(self.client.execute(&statement, values)?)
    }

    /// Runs statements that are told nothing.
    pub fn script(&mut self, sql: &str) -> Answer<()> {
        Ok(self.client.batch_execute(sql)?)
    }

    /// Does something in one transaction: all of it or nothing.
    pub fn step<T>(&mut self, work: impl FnOnce(&mut Self) -> Answer<T>) -> Answer<T> {
        self.script("BEGIN")?;
        let done = work(self);
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let ended = self.script(end);
        let done = done?;
        ended?;
        Ok(done)
    }

    /// Returns the connection for what it says by itself.
    pub fn client(&mut self) -> &mut Client {
        &mut self.client
    }

    fn learn(&mut self, sql: &'static str) -> Answer<Statement> {
        if let Some(statement) = self.learned.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql)?;
        self.learned.insert(sql, statement.clone());
        Ok(statement)
    }
}
