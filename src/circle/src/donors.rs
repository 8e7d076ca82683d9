//! Donors that are equal, and so are one donor with room for several.
//!
//! A person who wants two extra shifts is two donors. Every set of circles then has a twin with the two
//! exchanged, and a proof would have to look at both. Two donors are equal if exchanging them changes
//! nothing of the pool; exchanges make up all orders, so such donors form classes.

use super::numbered::{Lists, Numbered};
use super::pool::{ArcNr, Pool, VertexKind, VertexNr};
use std::collections::BTreeMap;

/// Which donors and arcs stand for which.
pub(super) struct Donors {
    /// Each vertex with the vertex that stands for it: itself, or the first donor of its class.
    pub stand_in: Vec<VertexNr>,
    /// Each arc with the arc that stands for it.
    pub arc: Vec<ArcNr>,
    /// The members of a stand-in's class, itself first.
    pub members: Vec<Vec<VertexNr>>,
}

impl Donors {
    /// Finds the classes of equal donors.
    pub fn of(pool: &Pool) -> Donors {
        let bonds = Bonds::of(pool);
        let vertices = || (0..).map(VertexNr).take(pool.vertices.len());
        let mut donors = Donors {
            stand_in: vertices().collect(),
            arc: (0..).map(ArcNr).take(pool.arcs.len()).collect(),
            members: vertices().map(|vertex| vec![vertex]).collect(),
        };
        let mut firsts: Vec<VertexNr> = Vec::new();
        for donor in vertices().filter(|v| pool.kind(*v) == Some(VertexKind::Donor)) {
            match firsts.iter().find(|first| bonds.are_equal(**first, donor)) {
                Some(&first) => {
                    donors.stand_in.put(donor.at(), first);
                    donors.members.push_to(first.at(), donor);
                    let pairs = bonds
                        .out
                        .list(donor.at())
                        .iter()
                        .zip(bonds.out.list(first.at()));
                    for (own, other) in pairs {
                        donors.arc.put(own.at(), *other);
                    }
                }
                None => firsts.push(donor),
            }
        }
        donors
    }

    /// Returns how many circles may use a stand-in.
    pub fn room(&self, vertex: VertexNr) -> usize {
        self.members.list(vertex.at()).len()
    }
}

/// What binds each arc and vertex.
struct Bonds<'a> {
    pool: &'a Pool,
    out: Vec<Vec<ArcNr>>,
    conflicts: Vec<Vec<ArcNr>>,
    requires: Vec<Vec<VertexNr>>,
    is_required: Vec<bool>,
    limits: Vec<Vec<usize>>,
    budgets: Vec<BTreeMap<usize, i64>>,
}

impl<'a> Bonds<'a> {
    fn of(pool: &'a Pool) -> Self {
        let mut bonds = Bonds {
            pool,
            out: pool.arcs_out(),
            conflicts: vec![Vec::new(); pool.arcs.len()],
            requires: vec![Vec::new(); pool.arcs.len()],
            is_required: vec![false; pool.vertices.len()],
            limits: vec![Vec::new(); pool.vertices.len()],
            budgets: vec![BTreeMap::new(); pool.arcs.len()],
        };
        for &(a, b) in &pool.conflicts {
            bonds.conflicts.push_to(a.at(), b);
            bonds.conflicts.push_to(b.at(), a);
        }
        for &(arc, vertex) in &pool.requires {
            bonds.requires.push_to(arc.at(), vertex);
            bonds.is_required.put(vertex.at(), true);
        }
        for (place, limit) in pool.limits.iter().enumerate() {
            for vertex in &limit.vertices {
                bonds.limits.push_to(vertex.at(), place);
            }
        }
        for (place, budget) in pool.budgets.iter().enumerate() {
            for &(arc, coefficient) in &budget.terms {
                if let Some(sums) = bonds.budgets.get_mut(arc.at()) {
                    *sums.entry(place).or_default() += i64::from(coefficient);
                }
            }
        }
        for list in &mut bonds.requires {
            list.sort_unstable();
            list.dedup();
        }
        for list in &mut bonds.limits {
            list.sort_unstable();
            list.dedup();
        }
        bonds
    }

    fn are_equal(&self, a: VertexNr, b: VertexNr) -> bool {
        let (out_a, out_b) = (self.out.list(a.at()), self.out.list(b.at()));
        let is_required = |vertex: VertexNr| self.is_required.at(vertex.at());
        let target = |arc: ArcNr| self.pool.arcs.get(arc.at()).map(|arc| (arc.to, arc.weight));
        self.pool.person(a) == self.pool.person(b)
            && out_a.len() == out_b.len()
            && !is_required(a)
            && !is_required(b)
            && self.limits.get(a.at()) == self.limits.get(b.at())
            && out_a.iter().zip(out_b).all(|(&own, &other)| {
                target(own) == target(other)
                    && self.requires.get(own.at()) == self.requires.get(other.at())
                    && self.budgets.get(own.at()) == self.budgets.get(other.at())
                    && self.excluded(own, a, b) == self.excluded(other, b, a)
            })
    }

    /// Returns what an arc out of `own` excludes, with `own` and `other` told apart as here and there;
    /// arcs of one vertex exclude each other anyhow.
    fn excluded(
        &self,
        arc: ArcNr,
        own: VertexNr,
        other: VertexNr,
    ) -> Vec<(u8, VertexNr, VertexNr)> {
        let excluded = self.conflicts.list(arc.at()).iter();
        let ends = excluded.filter_map(|arc| self.pool.arcs.get(arc.at()));
        let mut named: Vec<_> = ends
            .filter(|arc| arc.from != own)
            .map(|arc| match arc.from == other {
                true => (1, VertexNr(0), arc.to),
                false => (0, arc.from, arc.to),
            })
            .collect();
        named.sort_unstable();
        named.dedup();
        named
    }
}
