//! Programs that fall apart: circles that share nothing are separate problems.

use super::donors::Donors;
use super::graph::{Bits, Graph};
use super::numbered::{Lists, Numbered};
use super::pool::{ArcNr, Pool, VertexNr};
use super::program::{Column, Need, Program, Row};
use std::collections::BTreeMap;

/// A separate problem; its columns are numbered anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// The columns' numbers in the whole program.
    pub columns: Vec<usize>,
    pub weights: Vec<i64>,
    pub graph: Graph,
    pub rows: Vec<Row>,
    pub needs: Vec<Need>,
    pub cliques: Vec<Bits>,
}

impl Part {
    /// Returns how many columns there are.
    pub fn len(&self) -> usize {
        self.weights.len()
    }
}

/// Sets apart columns that nothing of the pool ties, before programs are written: each circle's row of
/// the graph is as long as the list, and ten teams need not pay for one another.
pub(super) fn apart(pool: &Pool, columns: Vec<Column>, donors: &Donors) -> Vec<Vec<Column>> {
    let mut ties = Ties((0..pool.vertices.len()).collect());
    let from = |arc: ArcNr| pool.arcs.get(arc.at()).map(|arc| arc.from);
    for (vertex, stand_in) in (0..).map(VertexNr).zip(&donors.stand_in) {
        ties.tie([vertex, *stand_in]);
    }
    for column in &columns {
        ties.tie(column.vertices.iter().copied());
    }
    for limit in &pool.limits {
        ties.tie(limit.vertices.iter().copied());
    }
    for budget in &pool.budgets {
        ties.tie(budget.terms.iter().filter_map(|(arc, _)| from(*arc)));
    }
    for (a, b) in &pool.conflicts {
        ties.tie([*a, *b].into_iter().filter_map(from));
    }
    for (arc, vertex) in &pool.requires {
        ties.tie(from(*arc).into_iter().chain([*vertex]));
    }
    let mut groups: BTreeMap<usize, Vec<Column>> = BTreeMap::new();
    for column in columns {
        let first = column.vertices.first().map_or(0, |vertex| vertex.at());
        groups.entry(ties.of(first)).or_default().push(column);
    }
    groups.into_values().collect()
}

/// Vertices that are tied, in trees: each with one nearer to the lowest of its tree.
struct Ties(Vec<usize>);

impl Ties {
    fn of(&mut self, mut vertex: usize) -> usize {
        while self.0.at(vertex) != vertex {
            let nearer = self.0.at(self.0.at(vertex));
            self.0.put(vertex, nearer);
            vertex = nearer;
        }
        vertex
    }

    fn tie(&mut self, vertices: impl IntoIterator<Item = VertexNr>) {
        let mut vertices = vertices.into_iter();
        let Some(first) = vertices.next() else {
            return;
        };
        for vertex in vertices {
            let (a, b) = (self.of(first.at()), self.of(vertex.at()));
            self.0.put(a.max(b), a.min(b));
        }
    }
}

/// Splits a program into its connected parts, in the order of their first columns.
pub(super) fn split(program: &Program) -> Vec<Part> {
    let number = group(program);
    let count = number.iter().max().map_or(0, |max| max + 1);
    let mut parts = vec![Part::default(); count];
    let mut own = vec![0; number.len()];
    for (column, part) in number.iter().enumerate() {
        if let Some(part) = parts.get_mut(*part) {
            own.put(column, part.len());
            part.columns.push(column);
            part.weights.push(
                program
                    .columns
                    .get(column)
                    .map_or(0, |column| column.weight),
            );
        }
    }
    for part in &mut parts {
        part.graph = Graph::new(part.len());
        for (number, column) in part.columns.iter().enumerate() {
            let mut bits = Bits::new(part.weights.len());
            program
                .graph
                .of(*column)
                .iter()
                .for_each(|other| bits.insert(own.at(other)));
            part.graph.join(number, &bits);
        }
    }
    let part_of = |column: Option<usize>| number.at(column.unwrap_or(count));
    let all = |list: &[usize]| {
        list.iter()
            .map(|column| own.at(*column))
            .collect::<Vec<_>>()
    };
    for row in &program.rows {
        if let Some(part) = parts.get_mut(part_of(row.terms.first().map(|term| term.0))) {
            let terms = row.terms.iter();
            part.rows.push(Row {
                terms: terms.map(|(column, c)| (own.at(*column), *c)).collect(),
                max: row.max,
            });
        }
    }
    for need in &program.needs {
        if let Some(part) = parts.get_mut(part_of(need.takers.first().copied())) {
            part.needs.push(Need {
                givers: all(&need.givers),
                takers: all(&need.takers),
            });
        }
    }
    for clique in &program.cliques {
        if let Some(part) = parts.get_mut(part_of(clique.iter().next())) {
            let mut bits = Bits::new(part.len());
            clique.iter().for_each(|column| bits.insert(own.at(column)));
            part.cliques.push(bits);
        }
    }
    parts
}

/// Returns each column's part.
fn group(program: &Program) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let size = program.columns.len();
    // Whatever binds columns other than in pairs is one more vertex of the graph that joins them.
    let mut bonds = vec![Vec::new(); size];
    let rows = program
        .rows
        .iter()
        .map(|row| row.terms.iter().map(|term| term.0).collect());
    let needs = program
        .needs
        .iter()
        .map(|need| [need.givers.clone(), need.takers.clone()].concat());
    let hyper: Vec<Vec<usize>> = rows.chain(needs).collect();
    for (bond, columns) in hyper.iter().enumerate() {
        columns
            .iter()
            .for_each(|column| bonds.push_to(*column, bond));
    }
    let mut number = vec![NONE; size];
    let mut is_done = vec![false; hyper.len()];
    let mut count = 0;
    for start in 0..size {
        if number.at(start) != NONE {
            continue;
        }
        number.put(start, count);
        let mut todo = vec![start];
        while let Some(column) = todo.pop() {
            let mut near: Vec<_> = program.graph.of(column).iter().collect();
            for &bond in bonds.list(column) {
                if !is_done.at(bond) {
                    is_done.put(bond, true);
                    near.extend(hyper.list(bond));
                }
            }
            for other in near {
                if number.at(other) == NONE {
                    number.put(other, count);
                    todo.push(other);
                }
            }
        }
        count += 1;
    }
    number
}
