//! Why a tool did not do what it was asked to.

use core::fmt;
use std::io;

use crate::store::StoreError;
use crate::store::archive::Findings;
use crate::store::postgres::ConnectError;
use crate::store::sqlite::OpenError;

/// Why it was not done.
#[derive(Debug)]
pub enum ToolError {
    /// A data folder or a backup can't be opened.
    Open(OpenError),
    /// The PostgreSQL database can't be opened.
    Connect(ConnectError),
    /// Reading or writing broke off.
    Store(StoreError),
    /// A file can't be made.
    Io(io::Error),
    /// There is a database in the data folder already.
    Taken,
    /// The PostgreSQL database is another relay's, whose devices know it by another key.
    OtherRelay,
    /// A team is in the PostgreSQL database already, and has grown apart.
    OtherTeam,
    /// The store does not keep what it promised.
    Flawed(Findings),
}

impl fmt::Display for ToolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(error) => error.fmt(f),
            Self::Connect(error) => error.fmt(f),
            Self::Store(error) => error.fmt(f),
            Self::Io(error) => error.fmt(f),
            Self::Taken => f.write_str("there is a database in that folder already"),
            Self::OtherRelay => f.write_str("that database belongs to another relay"),
            Self::OtherTeam => f.write_str("a team is there already, and is not the same"),
            Self::Flawed(findings) => {
                let count = findings.flaws.len();
                write!(f, "{count} of {} teams are not whole:", findings.teams)?;
                let mut flaws = findings.flaws.iter();
                flaws.try_for_each(|(team, flaw)| write!(f, "\n  team {team}: {flaw}"))
            }
        }
    }
}

impl From<OpenError> for ToolError {
    fn from(error: OpenError) -> Self {
        Self::Open(error)
    }
}

impl From<ConnectError> for ToolError {
    fn from(error: ConnectError) -> Self {
        Self::Connect(error)
    }
}

impl From<StoreError> for ToolError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<io::Error> for ToolError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
