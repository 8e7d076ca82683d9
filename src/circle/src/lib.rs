//! Swap circles: what no pair can settle, closed by three to five people at once, or by a chain from
//! somebody who wants extra hours to a shift that needs somebody.
//!
//! **The question.** A [`Pool`] has vertices: a *swap* is a person with a shift they would give for
//! another, a *donor* takes a shift and gives none, an *open* shift needs somebody and takes nothing. An
//! arc `u → v` of some weight says that the person of `u` may and would take over the shift of `v`. A
//! circle is a cycle of swaps, each taking over the next one's shift, or a chain donor → swaps → open
//! shift: a chain that ended elsewhere would cost somebody hours unasked. Wanted is the set of circles of
//! greatest weight in which
//! - every vertex is in one circle at most, and, if the pool says so, no circle asks a person twice;
//! - of a limit's vertices at most so many are used ("Friday or Saturday", one circle a person);
//! - no two conflicting arcs are used: the two shifts taken are too close;
//! - an arc that requires a vertex is used only if that is used too: the shift taken is legal only if
//!   that other one goes. So two circles may be legal only together, or each alone but not together;
//! - the coefficients of the arcs used keep within every budget (hours gained).
//!
//! **How hard.** Without bonds and with pairs only it is a matching; with cycles of three it is NP-hard
//! (Abraham, Blum, Sandholm, *Clearing algorithms for barter exchange markets*, 2007), and with bonds
//! between the offers of one person it stays so at any length (Farina, Dickerson, Sandholm, *Operation
//! frames and clubs in kidney exchange*, 2017).
//!
//! **The way.** All circles are listed ([`enumerate()`]); each is a yes-or-no column (the cycle
//! formulation: Abraham and others 2007; Constantino and others, *New insights on integer-programming
//! models for the kidney exchange problem*, 2013), and whatever excludes two circles is an edge of one
//! graph. What hangs together is a part of its own. In each part the heaviest circles are taken first and
//! improved by small changes, and branch and cut closes in from above: a relaxation, tightened by cliques
//! of that graph. Its numbers are floating point, but every bound is recomputed in whole numbers before
//! anything is concluded from it: "proven" is proven.
//!
//! **No clock.** A [`Search`] works in steps of a size the caller chooses and has an [`Answer`] with its
//! bound at any time; the same steps give the same answer on every device. Whoever gets a set of circles
//! from another device checks it with [`verify()`] in linear time and need not search.
//!
//! Reading order: [`pool`], [`mod@enumerate`], [`mod@verify`], [`search`]; then `program` and `donors`, `parts`,
//! `choice`, `climb`; then `tree`, `bound`, `cuts`, `simplex`, `kernel`, `matrix`.

pub mod enumerate;
pub mod pool;
pub mod search;
pub mod verify;

mod bound;
mod choice;
mod climb;
mod cuts;
mod donors;
mod graph;
mod kernel;
mod matrix;
mod numbered;
mod parts;
mod program;
mod real;
mod simplex;
mod tree;

pub use enumerate::{CIRCLES_MAX, Circle, LISTED_MAX, Listing, enumerate};
pub use pool::{
    Arc, ArcNr, Budget, CYCLE_MAX, Flaw, Limit, PersonNr, Pool, Vertex, VertexKind, VertexNr,
};
pub use search::{Answer, Progress, Search};
pub use verify::{Fault, verify};

#[cfg(test)]
mod tests;
