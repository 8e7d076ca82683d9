//! A store read from end to end: to hold it to what it promised, and to move it elsewhere.

use core::fmt;

use ruil_wire::{Envelope, EventId, Head, InviteId, PublicKey, TeamId};

use super::post::Held;
use super::{Invite, StoreError, Team};

/// Rows read at once: as many of the largest envelopes are a few megabytes.
pub const ROWS: usize = 512;

/// What a store held at one moment.
pub trait Archive {
    /// Returns at most `count` teams after one, in order.
    fn teams(
        &mut self,
        after: Option<TeamId>,
        count: usize,
    ) -> Result<Vec<(TeamId, Team)>, StoreError>;

    /// Returns at most `count` lines of a log after a number, in order; also those whose envelope was dropped.
    fn lines(&mut self, team: TeamId, after: u64, count: usize) -> Result<Vec<Line>, StoreError>;

    /// Returns what a team has beside its log.
    fn belongings(&mut self, team: TeamId) -> Result<Belongings, StoreError>;
}

/// One line of a log as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub number: u64,
    /// Its event.
    pub event: EventId,
    /// When it came, Unix milliseconds.
    pub time_ms: u64,
    /// The chain after it.
    pub head: Head,
    /// The envelope; empty once it was dropped.
    pub envelope: Vec<u8>,
}

/// What a team has beside its log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Belongings {
    /// Devices, each with the number of the entry that removed it last.
    pub removals: Vec<(PublicKey, u64)>,
    /// Checkpoints by number.
    pub checkpoints: Vec<(u64, Vec<u8>)>,
    /// Open invites.
    pub invites: Vec<(InviteId, Invite)>,
    /// Where devices take messages.
    pub endpoints: Vec<(PublicKey, String)>,
    /// Letters that wait.
    pub letters: Vec<(PublicKey, Held)>,
}

/// What is wrong with a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// A number is missing, or there twice; this one should have come.
    Gap(u64),
    /// The chain does not lead to this entry, or its envelope is another.
    Chain(u64),
    /// The time goes back at this entry.
    Time(u64),
    /// The envelope is none, or of another team or event.
    Envelope(u64),
    /// The team's own row says something else of how the log ends, or of its length.
    Counter,
    /// A checkpoint stands at a number that the log does not have.
    Checkpoint(u64),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gap(number) => write!(f, "number {number} is not where it should be"),
            Self::Chain(number) => write!(f, "the chain does not lead to number {number}"),
            Self::Time(number) => write!(f, "time goes back at number {number}"),
            Self::Envelope(number) => write!(f, "number {number} holds something else"),
            Self::Counter => f.write_str("the counter is not where the log ends"),
            Self::Checkpoint(number) => write!(f, "a checkpoint stands outside, at {number}"),
        }
    }
}

/// What was looked through, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many teams there are.
    pub teams: u64,
    /// How many lines their logs have.
    pub lines: u64,
    /// The first flaw of each team that has one.
    pub flaws: Vec<(TeamId, Flaw)>,
}

/// Calls something with each team.
pub fn each_team<A: Archive + ?Sized, E: From<StoreError>>(
    archive: &mut A,
    mut work: impl FnMut(&mut A, TeamId, Team) -> Result<(), E>,
) -> Result<(), E> {
    let mut after = None;
    loop {
        let teams = archive.teams(after, ROWS)?;
        let Some((last, _)) = teams.last() else {
            return Ok(());
        };
        after = Some(*last);
        for (id, team) in teams {
            work(archive, id, team)?;
        }
    }
}

/// Reckons every log anew: numbers without a gap, times, chain, counter, checkpoints.
pub fn check(archive: &mut (impl Archive + ?Sized)) -> Result<Findings, StoreError> {
    let mut findings = Findings::default();
    each_team(archive, |archive, id, team| {
        findings.teams += 1;
        let flaw = match log(archive, id, &team, &mut findings.lines)? {
            None => checkpoints(archive, id, &team)?,
            found => found,
        };
        findings.flaws.extend(flaw.map(|flaw| (id, flaw)));
        Ok::<_, StoreError>(())
    })?;
    Ok(findings)
}

fn log(
    archive: &mut (impl Archive + ?Sized),
    id: TeamId,
    team: &Team,
    count: &mut u64,
) -> Result<Option<Flaw>, StoreError> {
    let mut walk: Option<Walk> = None;
    loop {
        let after = walk.as_ref().map_or(0, |walk| walk.number);
        let lines = archive.lines(id, after, ROWS)?;
        if lines.is_empty() {
            let walk = walk.unwrap_or_else(|| Walk::start(team, team.first + 1));
            return Ok((!walk.ends(team)).then_some(Flaw::Counter));
        }
        for line in lines {
            *count += 1;
            let walk = walk.get_or_insert_with(|| Walk::start(team, line.number));
            if let Some(flaw) = walk.step(id, team, line) {
                return Ok(Some(flaw));
            }
        }
    }
}

fn checkpoints(
    archive: &mut (impl Archive + ?Sized),
    id: TeamId,
    team: &Team,
) -> Result<Option<Flaw>, StoreError> {
    let within = team.first..=team.tail.number;
    let numbers = archive.belongings(id)?.checkpoints.into_iter();
    let mut outside = numbers.map(|(number, _)| number);
    let outside = outside.find(|number| !within.contains(number));
    Ok(outside.map(Flaw::Checkpoint))
}

/// How far a log has been reckoned.
struct Walk {
    number: u64,
    time_ms: u64,
    /// The chain, once it is at what is kept.
    head: Head,
    bytes: u64,
}

impl Walk {
    /// Begins before a line: the first one kept, or one whose envelope was dropped.
    fn start(team: &Team, line: u64) -> Self {
        Self {
            number: line.saturating_sub(1).min(team.first),
            time_ms: 0,
            head: team.first_head,
            bytes: 0,
        }
    }

    fn step(&mut self, id: TeamId, team: &Team, line: Line) -> Option<Flaw> {
        let number = self.number + 1;
        if line.number != number {
            return Some(Flaw::Gap(number));
        }
        if line.time_ms < self.time_ms {
            return Some(Flaw::Time(number));
        }
        (self.number, self.time_ms) = (number, line.time_ms);
        if number <= team.first {
            let is_joint = number < team.first || line.head == team.first_head;
            return (!is_joint).then_some(Flaw::Chain(number));
        }
        self.bytes += line.envelope.len() as u64;
        let Ok(envelope) = Envelope::parse(line.envelope) else {
            return Some(Flaw::Envelope(number));
        };
        if (envelope.header().team, envelope.header().event) != (id, line.event) {
            return Some(Flaw::Envelope(number));
        }
        self.head = self.head.then(number, line.time_ms, &envelope);
        (self.head != line.head).then_some(Flaw::Chain(number))
    }

    fn ends(&self, team: &Team) -> bool {
        let here = (self.number, self.head, self.bytes);
        let is_end = here == (team.tail.number, team.tail.head, team.tail.bytes);
        // A log that was taken over from a device has a time before it has a line.
        is_end && (self.time_ms == 0 || self.time_ms == team.tail.time_ms)
    }
}
