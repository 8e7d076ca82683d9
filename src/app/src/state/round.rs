//! What a round asks of this device: to open it, and to make a proposal in slices.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::limit::LINES_PER_COMMAND_MAX;
use ruil_core::round::{Drafting, Proposal, Score};
use ruil_core::{Command, Demand, NewRound, Round, RoundId, Team};
use ruil_sync::NotDone;

use super::session::Session;
use crate::edge::{clock, task};

/// A slice of making a proposal: half a frame.
const SLICE_MS: u64 = 8;
/// So many questions to the rules between two looks at the clock.
const QUESTIONS: u32 = 60;

/// Opens a round; what one command can't hold is added after it.
///
/// The words that its demand needs are added with it.
pub fn open(
    session: Session,
    words: Vec<Command>,
    new: NewRound,
) -> Result<Option<RoundId>, NotDone> {
    let rounds = || -> BTreeSet<RoundId> {
        untrack(|| session.with(|view| view.hoped.rounds.values().map(|round| round.id).collect()))
    };
    let before = rounds();
    let whole = new.demand.clone();
    let mut chunks = whole.lines.chunks(LINES_PER_COMMAND_MAX);
    let demand = |lines: &[_]| Demand {
        lines: lines.to_vec(),
        ..whole.clone()
    };
    let first = NewRound {
        demand: demand(chunks.next().unwrap_or_default()),
        ..new
    };
    session.act([words, vec![Command::OpenRound(first)]].concat())?;
    let Some(round) = rounds().difference(&before).next().copied() else {
        return Ok(None);
    };
    for lines in chunks {
        let revision = untrack(|| {
            session.with(|view| view.hoped.rounds.get(&round).map(|round| round.revision))
        });
        session.act(vec![Command::AddDemand {
            round,
            revision: revision.unwrap_or_default(),
            demand: demand(lines),
        }])?;
    }
    Ok(Some(round))
}

/// A proposal, and the round it was made of.
#[derive(Debug, PartialEq)]
pub struct Made {
    /// The proposal.
    pub proposal: Proposal,
    /// The round as it was then.
    pub round: Round,
}

/// How far a proposal is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Nobody asked for one.
    Idle,
    /// It is being made; this good it is so far.
    Working(Score),
    /// It is made.
    Done(Arc<Made>),
}

/// A proposal of a page, made while the page goes on.
#[derive(Clone, Copy)]
pub struct Proposing {
    stage: RwSignal<Stage>,
    is_enough: StoredValue<bool>,
    /// Counts the starts: a newer one ends the older.
    turn: StoredValue<u32>,
}

impl Default for Proposing {
    /// Starts with none.
    fn default() -> Self {
        Self {
            stage: RwSignal::new(Stage::Idle),
            is_enough: StoredValue::new(false),
            turn: StoredValue::new(0),
        }
    }
}

impl Proposing {
    /// Returns how far it is, and follows it.
    pub fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Makes one of the round as it is final, from now on.
    pub fn start(self, session: Session, round: RoundId) {
        let team = untrack(|| session.with(|view| view.team.clone()));
        let Some(round) = team.rounds.get(&round).cloned() else {
            return;
        };
        self.is_enough.set_value(false);
        self.stage.set(Stage::Working(Score::default()));
        let turn = self.turn.try_update_value(|turn| {
            *turn = turn.wrapping_add(1);
            *turn
        });
        task::spawn(self.run(team, round, turn));
    }

    /// Takes it as far as it is made.
    pub fn stop(self) {
        self.is_enough.set_value(true);
    }

    async fn run(self, team: Arc<Team>, round: Round, turn: Option<u32>) {
        // What was tapped is shown first.
        clock::after(0).await;
        let mut drafting = Drafting::begin(&team, &round);
        let mut start_ms = clock::now_ms();
        while drafting.step(&team, QUESTIONS) && self.is_enough.try_get_value() == Some(false) {
            if clock::now_ms().saturating_sub(start_ms) >= SLICE_MS {
                let _ = self.stage.try_set(Stage::Working(drafting.score()));
                clock::after(0).await;
                // The page may be gone, or ask for a newer one.
                if self.turn.try_get_value() != turn {
                    return;
                }
                start_ms = clock::now_ms();
            }
        }
        let proposal = drafting.finish(&team);
        let _ = self
            .stage
            .try_set(Stage::Done(Arc::new(Made { proposal, round })));
    }
}
