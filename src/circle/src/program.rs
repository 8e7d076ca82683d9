//! The cycle formulation: one yes-or-no a circle, and what binds them.
//!
//! Of the classic formulations it has the strongest relaxation, and whatever binds arcs is a sum of
//! columns (Abraham, Blum, Sandholm 2007; Constantino and others 2013).

use super::donors::Donors;
use super::enumerate::Circle;
use super::graph::{Bits, Graph};
use super::numbered::{Lists, Numbered};
use super::pool::{ArcNr, Pool, VertexNr};
use std::collections::BTreeMap;

/// A circle that may be chosen.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub vertices: Vec<VertexNr>,
    pub arcs: Vec<ArcNr>,
    pub weight: i64,
}

/// Σ coefficient · chosen ≤ max, by column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub terms: Vec<(usize, i64)>,
    pub max: i64,
}

/// Of these columns one at least, if any that needs it is chosen.
#[derive(Clone, Debug, Default)]
pub(super) struct Need {
    pub givers: Vec<usize>,
    pub takers: Vec<usize>,
}

/// All columns with all that binds them.
#[derive(Clone, Debug, Default)]
pub(super) struct Program {
    pub columns: Vec<Column>,
    /// Pairs that exclude each other.
    pub graph: Graph,
    /// What pairs can't say: rooms for several, limits above one, budgets.
    pub rows: Vec<Row>,
    pub needs: Vec<Need>,
    /// Cliques as they come from the pool: all circles of a vertex, of a limit to one.
    pub cliques: Vec<Bits>,
}

impl Program {
    /// Writes a pool as a program, over these circles.
    pub fn new(pool: &Pool, mut columns: Vec<Column>, donors: &Donors) -> Program {
        loop {
            let program = Program::over(pool, columns, donors);
            let useless = program.useless();
            if useless.is_empty() {
                return program;
            }
            let kept = program.columns.into_iter().enumerate();
            let kept = kept.filter(|(number, _)| !useless.has(*number));
            columns = kept.map(|(_, column)| column).collect();
        }
    }

    fn over(pool: &Pool, columns: Vec<Column>, donors: &Donors) -> Program {
        let mut program = Program {
            graph: Graph::new(columns.len()),
            columns,
            ..Program::default()
        };
        let users = Users::of(pool, &program.columns);
        for (vertex, using) in (0..).map(VertexNr).zip(&users.vertices) {
            let room = donors.room(vertex).max(1);
            program.add_row(using.iter().map(|column| (*column, 1)), room as i64);
        }
        for limit in &pool.limits {
            let mut listed: Vec<_> = limit.vertices.iter().collect();
            listed.retain(|vertex| donors.stand_in.get(vertex.at()) == Some(*vertex));
            listed.sort_unstable();
            listed.dedup();
            let mut sums = BTreeMap::new();
            for vertex in listed {
                for column in users.vertices.list(vertex.at()) {
                    *sums.entry(*column).or_insert(0) += 1;
                }
            }
            program.add_row(sums.into_iter(), i64::from(limit.max));
        }
        for budget in &pool.budgets {
            let mut sums = BTreeMap::new();
            for &(arc, coefficient) in &budget.terms {
                // Of equal donors' arcs, all with the same coefficient, only the stand-in's is in use.
                for column in users.arcs.list(arc.at()) {
                    *sums.entry(*column).or_insert(0) += i64::from(coefficient);
                }
            }
            program.add_row(sums.into_iter(), i64::from(budget.max));
        }
        program.add_conflicts(pool, donors, &users);
        program.add_needs(pool, donors, &users);
        program.join_by_needs();
        program
    }

    /// Adds a row unless it can't bind, as pairs if these say it all.
    fn add_row(&mut self, terms: impl Iterator<Item = (usize, i64)>, max: i64) {
        let terms: Vec<_> = terms.filter(|(_, coefficient)| *coefficient != 0).collect();
        let most: i64 = terms
            .iter()
            .map(|(_, coefficient)| *coefficient.max(&0))
            .sum();
        if most <= max {
            return;
        }
        if max == 1 && terms.iter().all(|(_, coefficient)| *coefficient == 1) {
            let mut members = Bits::new(self.columns.len());
            terms.iter().for_each(|(column, _)| members.insert(*column));
            for (column, _) in &terms {
                self.graph.join(*column, &members);
            }
            self.cliques.push(members);
        } else {
            self.rows.push(Row { terms, max });
        }
    }

    fn add_conflicts(&mut self, pool: &Pool, donors: &Donors, users: &Users) {
        let mut excluded = vec![Vec::new(); pool.arcs.len()];
        for &(a, b) in &pool.conflicts {
            let from = |arc: ArcNr| pool.arcs.get(arc.at()).map(|arc| arc.from);
            if a != b && from(a) == from(b) {
                // One vertex is used once anyhow; as arcs of a stand-in for several this would say more.
                continue;
            }
            let (a, b) = (donors.arc.at(a.at()).at(), donors.arc.at(b.at()).at());
            if !users.arcs.list(a).is_empty() && !users.arcs.list(b).is_empty() {
                excluded.push_to(a, b);
                excluded.push_to(b, a);
            }
        }
        for (number, column) in self.columns.iter().enumerate() {
            let mut others = Bits::new(self.columns.len());
            let arcs = column.arcs.iter().flat_map(|arc| excluded.list(arc.at()));
            for other in arcs.flat_map(|arc| users.arcs.list(*arc)) {
                others.insert(*other);
            }
            self.graph.join(number, &others);
        }
    }

    fn add_needs(&mut self, pool: &Pool, donors: &Donors, users: &Users) {
        let mut takers: BTreeMap<VertexNr, Bits> = BTreeMap::new();
        for &(arc, vertex) in &pool.requires {
            let using = users.arcs.list(donors.arc.at(arc.at()).at());
            let bits = takers
                .entry(vertex)
                .or_insert_with(|| Bits::new(self.columns.len()));
            using.iter().for_each(|taker| bits.insert(*taker));
        }
        for (vertex, mut takers) in takers {
            let givers = users.vertices.list(vertex.at()).to_vec();
            givers.iter().for_each(|giver| takers.remove(*giver));
            let takers: Vec<_> = takers.iter().collect();
            if !takers.is_empty() {
                self.needs.push(Need { givers, takers });
            }
        }
    }

    /// Joins a circle to those that exclude every circle it could get what it needs from.
    fn join_by_needs(&mut self) {
        let mut is_changed = true;
        while is_changed {
            is_changed = false;
            for need in &self.needs {
                for &taker in &need.takers {
                    let fits = |giver: &&usize| !self.graph.has(taker, **giver);
                    let mut givers = need.givers.iter().filter(fits);
                    let Some(first) = givers.next() else {
                        continue;
                    };
                    let mut common = self.graph.of(*first).clone();
                    for giver in givers {
                        common.keep(self.graph.of(*giver));
                    }
                    is_changed |= self.graph.join(taker, &common);
                }
            }
        }
    }

    /// Returns the columns that no good set holds: they can't get what they need, exceed a row
    /// alone, or cost something and help nobody.
    fn useless(&self) -> Bits {
        let mut useless = Bits::new(self.columns.len());
        let mut helps = Bits::new(self.columns.len());
        for need in &self.needs {
            need.givers.iter().for_each(|giver| helps.insert(*giver));
            for &taker in &need.takers {
                if need
                    .givers
                    .iter()
                    .all(|giver| self.graph.has(taker, *giver))
                {
                    useless.insert(taker);
                }
            }
        }
        for row in &self.rows {
            let relief = row.terms.iter().filter(|(_, coefficient)| *coefficient < 0);
            let relief = relief.map(|&(column, coefficient)| {
                helps.insert(column);
                coefficient
            });
            let least: i64 = relief.sum();
            for &(column, coefficient) in &row.terms {
                if coefficient > 0 && coefficient + least > row.max {
                    useless.insert(column);
                }
            }
        }
        for (number, column) in self.columns.iter().enumerate() {
            if column.weight <= 0 && !helps.has(number) {
                useless.insert(number);
            }
        }
        useless
    }
}

/// Which columns use a vertex or an arc.
struct Users {
    vertices: Vec<Vec<usize>>,
    arcs: Vec<Vec<usize>>,
}

impl Users {
    fn of(pool: &Pool, columns: &[Column]) -> Users {
        let mut users = Users {
            vertices: vec![Vec::new(); pool.vertices.len()],
            arcs: vec![Vec::new(); pool.arcs.len()],
        };
        for (number, column) in columns.iter().enumerate() {
            let vertices = column.vertices.iter();
            vertices.for_each(|vertex| users.vertices.push_to(vertex.at(), number));
            let arcs = column.arcs.iter();
            arcs.for_each(|arc| users.arcs.push_to(arc.at(), number));
        }
        users
    }
}

/// Returns the circles with their arcs, without those that exclude themselves.
pub(super) fn columns(pool: &Pool, circles: Vec<Circle>, donors: &Donors) -> Vec<Column> {
    let mut by_ends = BTreeMap::new();
    for (number, arc) in (0..).map(ArcNr).zip(&pool.arcs) {
        by_ends.insert((arc.from, arc.to), number);
    }
    let mut excluded = vec![Vec::new(); pool.arcs.len()];
    for &(a, b) in &pool.conflicts {
        excluded.push_to(a.at(), b);
        excluded.push_to(b.at(), a);
    }
    let mut columns = Vec::new();
    for Circle { vertices } in circles {
        let nexts = vertices.iter().skip(1).chain(vertices.first());
        let ends = vertices.iter().zip(nexts);
        // In a chain the last has no arc back to the donor, and none is found.
        let arcs = ends.filter_map(|(from, to)| by_ends.get(&(*from, *to)).copied());
        let arcs: Vec<ArcNr> = arcs.map(|arc| donors.arc.at(arc.at())).collect();
        let weights = arcs.iter().filter_map(|arc| pool.arcs.get(arc.at()));
        let weight = weights.map(|arc| i64::from(arc.weight)).sum();
        let is_excluded = |arc: &ArcNr| excluded.list(arc.at()).iter().any(|b| arcs.contains(b));
        if !arcs.iter().any(is_excluded) {
            columns.push(Column {
                vertices,
                arcs,
                weight,
            });
        }
    }
    columns
}
