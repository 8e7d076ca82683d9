//! The draft of a new round.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::{Command, Day, Demand, NewRound, Team};

use crate::i18n::format;
use crate::pick::round::copied::{Copied, copied};
use crate::pick::round::drawn::Drawn;
use crate::state::needed::{Filed, Filing};
use crate::state::{Session, now};

/// So many weeks are copied unless somebody says otherwise.
const WEEKS: i32 = 4;
/// People have so many days to pick, and then as long to solve, unless the round is sooner.
const STEP_DAYS: i32 = 10;

/// Where it is told what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Weeks of the roster.
    Like,
    /// A week that is drawn.
    Drawn,
    /// A file.
    File,
}

/// What the draft lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// Two days, one after the other.
    Days,
    /// Shifts in the weeks that are copied.
    Shifts,
    /// A number in the week that is drawn.
    Numbers,
    /// A file, or shifts of it in those days.
    File,
    /// Solving after picking.
    Until,
}

/// The draft.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) first: RwSignal<String>,
    pub(super) last: RwSignal<String>,
    pub(super) how: RwSignal<How>,
    pub(super) from: RwSignal<String>,
    pub(super) weeks: RwSignal<String>,
    pub(super) drawn: RwSignal<Drawn>,
    pub(super) filing: Filing,
    pub(super) keep: RwSignal<bool>,
    pub(super) pick: RwSignal<String>,
    pub(super) solve: RwSignal<String>,
    pub(super) jokers: RwSignal<String>,
}

impl Draft {
    /// Starts with the weeks after the roster ends, like its last ones.
    pub(super) fn new(session: Session, team: &Team, today: Day) -> Self {
        let days = || team.roster.iter().map(|shift| shift.span.start().day());
        let ends = days().min().zip(days().max());
        let (from, weeks) = ends.map_or((today.monday(), WEEKS), |(start, end)| {
            let weeks = (end.monday().0 - start.monday().0) / 7 + 1;
            let weeks = weeks.clamp(1, WEEKS);
            (end.monday().plus(7 * (1 - weeks)), weeks)
        });
        let first = from.plus(7 * weeks).max(today.monday().plus(7));
        let step = |steps: i32| {
            let day = today.plus(steps * STEP_DAYS);
            let text = (day < first).then(|| format::iso(day));
            RwSignal::new(text.unwrap_or_default())
        };
        Self {
            first: RwSignal::new(format::iso(first)),
            last: RwSignal::new(format::iso(first.plus(7 * weeks - 1))),
            how: RwSignal::new(How::Like),
            from: RwSignal::new(format::iso(from)),
            weeks: RwSignal::new(weeks.to_string()),
            drawn: RwSignal::new(Drawn::of_week(team, from)),
            filing: Filing::new(session),
            keep: RwSignal::new(false),
            pick: step(1),
            solve: step(2),
            jokers: RwSignal::new("0".to_owned()),
        }
    }

    /// Returns the days of the round, and follows them.
    pub(super) fn days(self) -> Option<(Day, Day)> {
        let first = self.first.with(|text| format::parse_day(text))?;
        let last = self.last.with(|text| format::parse_day(text))?;
        let max = ruil_core::limit::ROUND_DAYS_MAX;
        (0..max)
            .contains(&last.0.saturating_sub(first.0))
            .then_some((first, last))
    }

    /// Returns what is needed, with the words for it that are new, and follows it.
    pub(super) fn demand(self, team: &Team) -> Result<(Vec<Command>, Demand), Lack> {
        let days = self.days().ok_or(Lack::Days)?;
        let (words, demand, lack) = match self.how.get() {
            How::Like => (Vec::new(), self.copied(team, days)?, Lack::Shifts),
            How::Drawn => {
                let demand = self.drawn.with(|drawn| drawn.demand(team, days));
                (Vec::new(), demand, Lack::Numbers)
            }
            How::File => {
                let Filed::Read(needed) = self.filing.state() else {
                    return Err(Lack::File);
                };
                let demand = needed.demand(days, self.keep.get());
                (needed.words.clone(), demand, Lack::File)
            }
        };
        if demand.lines.is_empty() {
            return Err(lack);
        }
        Ok((words, demand))
    }

    /// Returns the team with the words for what is needed, and follows it.
    pub(super) fn team(self, team: &Arc<Team>) -> Arc<Team> {
        match self.filing.state() {
            Filed::Read(needed) if self.how.get() == How::File => needed.team.clone(),
            _ => team.clone(),
        }
    }

    fn copied(self, team: &Team, days: (Day, Day)) -> Result<Demand, Lack> {
        let from = self.from.with(|text| format::parse_day(text));
        let copy = Copied {
            from: from.ok_or(Lack::Shifts)?,
            weeks: self.weeks.with(|weeks| weeks.parse().unwrap_or(1)),
            days,
            keep: self.keep.get(),
        };
        Ok(copied(team, copy, now::offset_min))
    }

    /// Returns the round, or what it lacks, and follows it.
    pub(super) fn round(self, team: &Team) -> Result<(Vec<Command>, NewRound), Lack> {
        let (words, demand) = self.demand(team)?;
        let (first, last) = self.days().ok_or(Lack::Days)?;
        let pick = self.pick.with(|text| format::parse_day(text));
        let solve = self.solve.with(|text| format::parse_day(text));
        if pick.zip(solve).is_some_and(|(pick, solve)| solve < pick) {
            return Err(Lack::Until);
        }
        let new = NewRound {
            first,
            last,
            demand,
            pick_until_ms: pick.map(now::last_minute_ms),
            solve_until_ms: solve.map(now::last_minute_ms),
            jokers: self.jokers.with(|jokers| jokers.parse().unwrap_or(0)),
        };
        Ok((words, new))
    }
}
