//! All circles of a pool, listed.
//!
//! A depth-first search from each cycle's lowest vertex, cut where the head can't be back in time: the
//! distance to the start is known from a search backwards. Johnson's algorithm would list cycles of
//! all lengths; with at most five vertices this is as fast and much shorter.

use super::numbered::{Lists, Numbered};
use super::pool::{ArcNr, Flaw, Pool, VertexKind, VertexNr};

/// Most circles a search chooses from. Beyond it a phone's memory matters, and nothing much is found
/// within seconds that shorter circles would not do as well.
pub const CIRCLES_MAX: usize = 20_000;
/// Most circles listed for their own sake.
pub const LISTED_MAX: usize = 200_000;

/// Who takes over whose shift, all or nothing.
///
/// The person of each vertex takes the shift of the next; in a cycle that of the last takes the shift
/// of the first. It is a chain if the first is a donor.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Circle {
    /// A cycle starts with its lowest vertex, a chain with its donor.
    pub vertices: Vec<VertexNr>,
}

impl Circle {
    /// Tells whether it is a chain: from somebody who wants extra hours to a shift that needs somebody.
    #[must_use]
    pub fn is_chain(&self, pool: &Pool) -> bool {
        let first = self.vertices.first();
        first.is_some_and(|first| pool.kind(*first) == Some(VertexKind::Donor))
    }
}

/// What was listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The circles: cycles first, then chains, each in the order of their vertices.
    pub circles: Vec<Circle>,
    /// The longest cycles that are in it.
    pub max_cycle: u8,
    /// The longest chains that are in it.
    pub max_chain: u8,
    /// Whether longer ones were asked for and left out, because there are too many.
    pub is_cut: bool,
}

/// Lists the circles of a pool by its graph alone: limits and the like speak of sets of circles.
///
/// With more than [`LISTED_MAX`] of them the longest are left out, one step at a time.
///
/// # Errors
///
/// The pool's flaw.
pub fn enumerate(pool: &Pool) -> Result<Listing, Flaw> {
    pool.check()?;
    Ok(list(pool, LISTED_MAX, |_| true))
}

/// Lists the circles whose donors pass, so many at most; the pool must be checked.
pub(super) fn list(pool: &Pool, most: usize, takes_donor: impl Fn(VertexNr) -> bool) -> Listing {
    let mut listing = Listing {
        max_cycle: pool.max_cycle,
        max_chain: pool.max_chain,
        ..Listing::default()
    };
    loop {
        let walk = Walk::new(pool, listing.max_cycle, listing.max_chain, most);
        if let Some(circles) = walk.circles(&takes_donor) {
            listing.circles = circles;
            return listing;
        }
        listing.is_cut = true;
        let longest = listing.max_cycle.max(listing.max_chain).saturating_sub(1);
        listing.max_cycle = listing.max_cycle.min(longest);
        listing.max_chain = listing.max_chain.min(longest);
    }
}

struct Walk<'a> {
    pool: &'a Pool,
    out: Vec<Vec<ArcNr>>,
    into: Vec<Vec<VertexNr>>,
    cycle_max: usize,
    chain_max: usize,
    most: usize,
    path: Vec<VertexNr>,
    /// Fewest arcs back to the end of the walk, by vertex; as far as need be known.
    distance: Vec<usize>,
    found: Vec<Circle>,
}

const FAR: usize = usize::MAX;

impl<'a> Walk<'a> {
    fn new(pool: &'a Pool, max_cycle: u8, max_chain: u8, most: usize) -> Self {
        let mut into = vec![Vec::new(); pool.vertices.len()];
        for arc in &pool.arcs {
            into.push_to(arc.to.at(), arc.from);
        }
        Self {
            pool,
            out: pool.arcs_out(),
            into,
            cycle_max: usize::from(max_cycle),
            chain_max: usize::from(max_chain),
            most,
            path: Vec::new(),
            distance: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Returns all circles, or nothing if there are too many.
    fn circles(mut self, takes_donor: &impl Fn(VertexNr) -> bool) -> Option<Vec<Circle>> {
        let pool = self.pool;
        let all = || (0..).map(VertexNr).zip(&pool.vertices);
        let of = |kind| move |(_, vertex): &(_, &super::Vertex)| vertex.kind == kind;
        if self.cycle_max >= 2 {
            for (start, _) in all().filter(of(VertexKind::Swap)) {
                self.measure(&[start], start, self.cycle_max - 1);
                self.path.push(start);
                self.cycles_on()?;
                self.path.pop();
            }
        }
        if self.chain_max >= 1 {
            let ends: Vec<_> = all()
                .filter(of(VertexKind::Open))
                .map(|(end, _)| end)
                .collect();
            self.measure(&ends, VertexNr(0), self.chain_max);
            let donors = all().filter(of(VertexKind::Donor));
            for (start, _) in donors.filter(|(donor, _)| takes_donor(*donor)) {
                self.path.push(start);
                self.chains_on()?;
                self.path.pop();
            }
        }
        Some(self.found)
    }

    /// Measures how far each swap from `lowest` on is from one of the ends.
    fn measure(&mut self, ends: &[VertexNr], lowest: VertexNr, most: usize) {
        self.distance = vec![FAR; self.pool.vertices.len()];
        for end in ends {
            self.distance.put(end.at(), 0);
        }
        let mut ring = ends.to_vec();
        for distance in 1..=most {
            let mut next = Vec::new();
            for vertex in ring {
                for &from in self.into.list(vertex.at()) {
                    if from >= lowest && self.distance.at(from.at()) == FAR {
                        self.distance.put(from.at(), distance);
                        next.push(from);
                    }
                }
            }
            ring = next;
        }
    }

    fn cycles_on(&mut self) -> Option<()> {
        let (Some(&start), Some(&head)) = (self.path.first(), self.path.last()) else {
            return Some(());
        };
        for place in 0..self.out.list(head.at()).len() {
            let Some(next) = self.target(head, place) else {
                continue;
            };
            if next == start {
                self.keep()?;
            } else if self.distance.at(next.at()) <= self.cycle_max - self.path.len()
                && self.may_join(next)
            {
                self.path.push(next);
                self.cycles_on()?;
                self.path.pop();
            }
        }
        Some(())
    }

    fn chains_on(&mut self) -> Option<()> {
        let Some(&head) = self.path.last() else {
            return Some(());
        };
        for place in 0..self.out.list(head.at()).len() {
            let Some(next) = self.target(head, place) else {
                continue;
            };
            let far = self.distance.at(next.at());
            if far > self.chain_max - self.path.len() || !self.may_join(next) {
                continue;
            }
            self.path.push(next);
            if far == 0 {
                self.keep()?;
            } else {
                self.chains_on()?;
            }
            self.path.pop();
        }
        Some(())
    }

    fn target(&self, from: VertexNr, place: usize) -> Option<VertexNr> {
        let arc = self.out.list(from.at()).get(place)?;
        Some(self.pool.arcs.get(arc.at())?.to)
    }

    fn may_join(&self, next: VertexNr) -> bool {
        let person = self.pool.person(next);
        let asks_again = |on: &VertexNr| person.is_some() && self.pool.person(*on) == person;
        let is_once = self.pool.person_once_per_circle;
        !(self.path.contains(&next) || is_once && self.path.iter().any(asks_again))
    }

    fn keep(&mut self) -> Option<()> {
        self.found.push(Circle {
            vertices: self.path.clone(),
        });
        (self.found.len() <= self.most).then_some(())
    }
}
