//! The simulation: a team's devices, a relay, a network and all that can go wrong, from one seed.
//!
//! One thread, virtual time, one source of chance: the same seed does the same, to the last byte. A run
//! goes wrong for so many steps; then everything works again, and when nobody has anything left to say
//! the invariants must hold ([`check`]).
//!
//! Reading order: [`fault`], [`world`], [`device`], [`net`], [`people`], [`trouble`], [`evil`], [`check`].

pub mod campaign;
pub mod check;
pub mod defence;
pub mod device;
pub mod dice;
pub mod disk;
pub mod evil;
pub mod fault;
pub mod net;
pub mod oracle;
pub mod people;
pub mod store;
pub mod telling;
pub mod trouble;
pub mod world;

pub use defence::Defence;
pub use fault::{Counts, Fault};

use world::World;

/// What to simulate.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The seed.
    pub seed: u64,
    /// For so many steps things go wrong.
    pub steps: u32,
    /// A defence that is taken away.
    pub off: Option<Defence>,
    /// Whether to write down what happens.
    pub is_told: bool,
}

impl Plan {
    /// Plans a run with all defences.
    pub const fn new(seed: u64, steps: u32) -> Self {
        Self {
            seed,
            steps,
            off: None,
            is_told: false,
        }
    }

    /// Tells whether its relay lies: in every fourth run.
    pub const fn has_liar(&self) -> bool {
        self.seed.is_multiple_of(4)
    }
}

/// Something that must hold and does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The invariant, such as "I1".
    pub invariant: &'static str,
    /// What was found.
    pub what: String,
}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Report {
    /// A hash of everything that happened, in order.
    pub digest: u64,
    /// What went wrong, as planned.
    pub counts: Counts,
    /// What does not hold.
    pub failures: Vec<Failure>,
    /// What happened, if it was to be written down.
    pub told: Vec<String>,
    /// How far the log went.
    pub last: u64,
}

/// Runs a simulation.
pub fn run(plan: Plan) -> Report {
    let engine = match plan.off {
        Some(Defence::Chain) => Some(ruil_core::ablation::Defence::Chain),
        Some(Defence::Counter) => Some(ruil_core::ablation::Defence::Counter),
        Some(Defence::Base) => Some(ruil_core::ablation::Defence::Base),
        Some(Defence::Dedupe | Defence::Fence | Defence::Epoch | Defence::Strict) | None => None,
    };
    ruil_core::ablation::take_away(engine);
    ruil_wire::memo::remember(true);
    let mut world = World::new(plan);
    world.live();
    ruil_wire::memo::remember(false);
    ruil_core::ablation::take_away(None);
    world.report()
}
