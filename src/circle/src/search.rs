//! The best set of circles, found step by step by a caller who has the clock.

use super::climb::Climb;
use super::donors::Donors;
use super::enumerate::{CIRCLES_MAX, Circle, list};
use super::numbered::{Lists, Numbered};
use super::parts::{Part, apart, split};
use super::pool::{Flaw, Pool, VertexNr};
use super::program::{Column, Program, columns};
use super::tree::Tree;

/// Changes in vain, for each circle of the whole, after which the proof of a part begins: with many
/// parts it takes long until it is each one's turn, and a better set is found sooner than a proof.
const OPENING: usize = 30;
/// Stretches of changes after every stretch of the proof.
const BETWEEN: u32 = 4;

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The answer is proven, and further steps change nothing.
    Done,
    /// The answer may still improve, or its bound.
    More,
}

/// The best set known, and how good it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The circles, in order; [`verify`](super::verify()) passes them.
    pub circles: Vec<Circle>,
    /// What they are worth.
    pub value: i64,
    /// No set is worth more; exact, not a guess.
    pub bound: i64,
    /// Whether nothing better exists. If the list of circles was cut, nothing better of those listed.
    pub is_proven: bool,
    /// The longest cycles and chains that were looked at, if there were too many of the longest.
    pub cut_to: Option<(u8, u8)>,
}

/// A search in progress.
#[derive(Clone, Debug)]
pub struct Search {
    members: Vec<Vec<VertexNr>>,
    columns: Vec<Column>,
    parts: Vec<Work>,
    cut_to: Option<(u8, u8)>,
}

#[derive(Clone, Debug)]
struct Work {
    part: Part,
    climb: Climb,
    tree: Option<Tree>,
    /// A bound to begin with.
    ceiling: i64,
    effort: u64,
    /// Changes in vain after which the proof begins.
    opening: usize,
}

impl Search {
    /// Lists the circles and takes the heaviest that go together: there is an answer at once.
    ///
    /// # Errors
    ///
    /// The pool's flaw.
    pub fn new(pool: &Pool) -> Result<Search, Flaw> {
        pool.check()?;
        let donors = Donors::of(pool);
        let is_stand_in = |donor: VertexNr| donors.stand_in.get(donor.at()) == Some(&donor);
        let listing = list(pool, CIRCLES_MAX, is_stand_in);
        let cut_to = listing
            .is_cut
            .then_some((listing.max_cycle, listing.max_chain));
        let columns = columns(pool, listing.circles, &donors);
        let groups = apart(pool, columns, &donors).into_iter();
        let programs = groups.map(|columns| Program::new(pool, columns, &donors));
        let programs: Vec<_> = programs.collect();
        let size: usize = programs.iter().map(|program| program.columns.len()).sum();
        let mut search = Search {
            members: Vec::new(),
            columns: Vec::new(),
            parts: Vec::new(),
            cut_to,
        };
        for program in programs {
            let first = search.columns.len();
            let parts = split(&program);
            search.columns.extend(program.columns);
            for part in parts {
                let work = Work::new(part, first, &search.columns, &donors, OPENING * size);
                search.parts.push(work);
            }
        }
        search.members = donors.members;
        Ok(search)
    }

    /// Works for about so many units, each some microseconds on a small computer.
    ///
    /// The same steps lead to the same answer everywhere; a stretch of work that has begun is finished.
    pub fn step(&mut self, units: u32) -> Progress {
        let mut left = i64::from(units.max(1));
        while left > 0 {
            let open = self.parts.iter_mut().filter(|work| !work.is_done());
            // The part that had least so far: small ones are done soon, and none is forgotten.
            let Some(work) = open.min_by_key(|work| work.effort) else {
                return Progress::Done;
            };
            let spent = work.step();
            work.effort += spent;
            left -= spent as i64;
        }
        match self.parts.iter().all(Work::is_done) {
            true => Progress::Done,
            false => Progress::More,
        }
    }

    /// Returns the best set so far.
    pub fn answer(&self) -> Answer {
        let mut circles: Vec<Circle> = Vec::new();
        let mut used = vec![0; self.members.len()];
        for work in &self.parts {
            for column in work.climb.best.chosen.iter() {
                let column = self.columns.get(work.part.columns.at(column));
                let mut vertices = column.map(|c| c.vertices.clone()).unwrap_or_default();
                if let Some(first) = vertices.first_mut() {
                    let members = self.members.list(first.at());
                    let number: usize = used.at(first.at());
                    used.put(first.at(), number + 1);
                    *first = members.get(number).copied().unwrap_or(*first);
                }
                circles.push(Circle { vertices });
            }
        }
        circles.sort();
        Answer {
            circles,
            value: self.parts.iter().map(|work| work.climb.best.value).sum(),
            bound: self.parts.iter().map(Work::bound).sum(),
            is_proven: self.parts.iter().all(Work::is_done),
            cut_to: self.cut_to,
        }
    }
}

impl Work {
    /// Begins a part whose columns are numbered from `first` on.
    fn new(
        mut part: Part,
        first: usize,
        columns: &[Column],
        donors: &Donors,
        opening: usize,
    ) -> Work {
        part.columns.iter_mut().for_each(|column| *column += first);
        let len = |column| {
            let column = columns.get(part.columns.at(column));
            column.map_or(0, |column| column.arcs.len())
        };
        Work {
            climb: Climb::new(&part, len),
            ceiling: ceiling(&part, columns, donors),
            part,
            tree: None,
            effort: 0,
            opening,
        }
    }

    fn is_done(&self) -> bool {
        self.tree.as_ref().is_some_and(Tree::is_done)
    }

    fn bound(&self) -> i64 {
        match &self.tree {
            Some(tree) => tree.bound(self.climb.best.value).min(self.ceiling),
            None => self.ceiling,
        }
    }

    fn step(&mut self) -> u64 {
        if self.tree.is_none() && (self.climb.tries as usize) < self.opening {
            return self.climb.work(&self.part);
        }
        let tree = self.tree.get_or_insert_with(|| Tree::new(&self.part));
        let mut spent = tree.work(&self.part, &mut self.climb);
        for _ in 0..BETWEEN {
            spent += self.climb.work(&self.part);
        }
        spent
    }
}

/// Returns a bound that needs no search: every circle shares its weight among its vertices, and no
/// vertex gets more than the largest share it is offered, as often as it has room.
fn ceiling(part: &Part, columns: &[Column], donors: &Donors) -> i64 {
    let mut shares = vec![0; donors.stand_in.len()];
    for column in part
        .columns
        .iter()
        .filter_map(|column| columns.get(*column))
    {
        let vertices = column.vertices.len() as i64;
        let share = (column.weight + vertices - 1).div_euclid(vertices.max(1));
        for vertex in &column.vertices {
            shares.change(vertex.at(), |most: i64| most.max(share));
        }
    }
    let rooms = (0..).map(VertexNr).zip(&shares);
    rooms
        .map(|(vertex, share)| donors.room(vertex) as i64 * share)
        .sum()
}
