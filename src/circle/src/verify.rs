//! Whether a set of circles may be carried out: what every device asks of a proposal.

use super::enumerate::Circle;
use super::numbered::{Lists, Numbered};
use super::pool::{ArcNr, Flaw, PersonNr, Pool, VertexKind, VertexNr};

/// Why a set of circles is not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The pool itself makes no sense.
    Pool(Flaw),
    /// The circle in this place has fewer than two vertices.
    TooShort(usize),
    /// The circle in this place has more vertices, or the chain more arcs, than it may.
    TooLong(usize),
    /// A circle names a vertex that is not there.
    NoVertex(VertexNr),
    /// Nobody said that this person would take this shift.
    NoArc(VertexNr, VertexNr),
    /// The chain in this place does not end in an open shift: somebody would lose hours unasked.
    NotCovered(usize),
    /// A vertex is used twice.
    VertexTwice(VertexNr),
    /// The circle in this place asks a person twice.
    PersonTwice(usize, PersonNr),
    /// More vertices of the limit in this place are used than it allows.
    OverLimit(usize),
    /// Two arcs do not go together.
    Conflict(ArcNr, ArcNr),
    /// An arc is used without the vertex it needs.
    Requires(ArcNr, VertexNr),
    /// The budget in this place is exceeded.
    OverBudget(usize),
}

/// Returns what a set of circles is worth, in time linear in the pool and the set.
///
/// # Errors
///
/// The first fault found.
pub fn verify(pool: &Pool, circles: &[Circle]) -> Result<i64, Fault> {
    pool.check().map_err(Fault::Pool)?;
    let mut used = Used {
        pool,
        out: pool.arcs_out(),
        vertices: vec![false; pool.vertices.len()],
        arcs: vec![false; pool.arcs.len()],
        value: 0,
    };
    for (place, circle) in circles.iter().enumerate() {
        used.add(place, &circle.vertices)?;
    }
    used.check_bonds()?;
    Ok(used.value)
}

struct Used<'a> {
    pool: &'a Pool,
    out: Vec<Vec<ArcNr>>,
    vertices: Vec<bool>,
    arcs: Vec<bool>,
    value: i64,
}

impl Used<'_> {
    fn add(&mut self, place: usize, vertices: &[VertexNr]) -> Result<(), Fault> {
        let (Some(&first), Some(&last)) = (vertices.first(), vertices.last()) else {
            return Err(Fault::TooShort(place));
        };
        if first == last {
            return Err(Fault::TooShort(place));
        }
        let kind = |vertex| self.pool.kind(vertex).ok_or(Fault::NoVertex(vertex));
        let is_chain = kind(first)? == VertexKind::Donor;
        if is_chain && kind(last)? != VertexKind::Open {
            return Err(Fault::NotCovered(place));
        }
        let (len, max) = match is_chain {
            true => (vertices.len() - 1, self.pool.max_chain),
            false => (vertices.len(), self.pool.max_cycle),
        };
        if len > usize::from(max) {
            return Err(Fault::TooLong(place));
        }
        self.use_vertices(place, vertices)?;
        for pair in vertices.windows(2) {
            if let &[from, to] = pair {
                self.use_arc(from, to)?;
            }
        }
        if is_chain {
            Ok(())
        } else {
            self.use_arc(last, first)
        }
    }

    fn use_vertices(&mut self, place: usize, vertices: &[VertexNr]) -> Result<(), Fault> {
        let mut people = Vec::new();
        for &vertex in vertices {
            self.pool.kind(vertex).ok_or(Fault::NoVertex(vertex))?;
            if self.vertices.at(vertex.at()) {
                return Err(Fault::VertexTwice(vertex));
            }
            self.vertices.put(vertex.at(), true);
            if let Some(person) = self.pool.person(vertex) {
                if self.pool.person_once_per_circle && people.contains(&person) {
                    return Err(Fault::PersonTwice(place, person));
                }
                people.push(person);
            }
        }
        Ok(())
    }

    fn use_arc(&mut self, from: VertexNr, to: VertexNr) -> Result<(), Fault> {
        let arc = |number: &&ArcNr| {
            let arc = self.pool.arcs.get(number.at());
            arc.is_some_and(|arc| arc.to == to)
        };
        let number = self.out.list(from.at()).iter().find(arc);
        let number = *number.ok_or(Fault::NoArc(from, to))?;
        self.arcs.put(number.at(), true);
        let weight = self.pool.arcs.get(number.at()).map_or(0, |arc| arc.weight);
        self.value += i64::from(weight);
        Ok(())
    }

    /// Checks what binds circles to each other.
    fn check_bonds(&self) -> Result<(), Fault> {
        let arc = |number: ArcNr| self.arcs.at(number.at());
        let vertex = |number: VertexNr| self.vertices.at(number.at());
        for (place, limit) in self.pool.limits.iter().enumerate() {
            let mut listed = limit.vertices.clone();
            listed.sort_unstable();
            listed.dedup();
            let used = listed.into_iter().filter(|number| vertex(*number)).count();
            if used > usize::from(limit.max) {
                return Err(Fault::OverLimit(place));
            }
        }
        for &(a, b) in &self.pool.conflicts {
            if arc(a) && arc(b) {
                return Err(Fault::Conflict(a, b));
            }
        }
        for &(number, needed) in &self.pool.requires {
            if arc(number) && !vertex(needed) {
                return Err(Fault::Requires(number, needed));
            }
        }
        for (place, budget) in self.pool.budgets.iter().enumerate() {
            let used = budget.terms.iter().filter(|(number, _)| arc(*number));
            let sum: i64 = used.map(|(_, coefficient)| i64::from(*coefficient)).sum();
            if sum > i64::from(budget.max) {
                return Err(Fault::OverBudget(place));
            }
        }
        Ok(())
    }
}
