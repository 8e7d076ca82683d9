//! The same question put to HiGHS: one yes-or-no a circle, with rows as strong as are easily written.
//!
//! Conflicts are not written pair by pair: a greedy cover of them by cliques, in which arcs out of one
//! offer exclude each other too, makes the relaxation as strong as one can ask of a plain model.

use super::Found;
use highs::{Col, HighsModelStatus, RowProblem, Sense};
use ruil_core::circle::{ArcNr, Pool, VertexNr, enumerate};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// Returns what HiGHS finds on one thread, or nothing if it finds nothing.
pub fn solve(pool: &Pool, patience: Duration) -> Option<Found> {
    let start = Instant::now();
    let circles = enumerate(pool).ok()?.circles;
    let ends = pool.arcs.iter().map(|arc| (arc.from, arc.to));
    let by_ends: BTreeMap<_, _> = ends.zip((0..).map(ArcNr)).collect();
    let mut problem = RowProblem::default();
    let mut of_vertex: BTreeMap<VertexNr, Vec<Col>> = BTreeMap::new();
    let mut of_arc: BTreeMap<ArcNr, Vec<Col>> = BTreeMap::new();
    let mut weights = Vec::new();
    for circle in &circles {
        let nexts = circle
            .vertices
            .iter()
            .skip(1)
            .chain(circle.vertices.first());
        let ends = circle.vertices.iter().zip(nexts);
        let arcs: Vec<_> = ends
            .filter_map(|(a, b)| by_ends.get(&(*a, *b)).copied())
            .collect();
        let weight = |arc: &ArcNr| {
            pool.arcs
                .get(arc.0 as usize)
                .map(|arc| i64::from(arc.weight))
        };
        let weight: i64 = arcs.iter().filter_map(weight).sum();
        let column = problem.add_integer_column(weight as f64, 0..=1);
        weights.push(weight);
        for vertex in &circle.vertices {
            of_vertex.entry(*vertex).or_default().push(column);
        }
        for arc in arcs {
            of_arc.entry(arc).or_default().push(column);
        }
    }
    let none = Vec::new();
    for columns in of_vertex.values() {
        problem.add_row(..=1, columns.iter().map(|column| (*column, 1.0)));
    }
    for limit in &pool.limits {
        let vertices: BTreeSet<_> = limit.vertices.iter().collect();
        let columns = vertices
            .into_iter()
            .flat_map(|v| of_vertex.get(v).unwrap_or(&none));
        problem.add_row(
            ..=i32::from(limit.max),
            sums(columns.map(|column| (*column, 1.0))),
        );
    }
    for clique in cliques(pool) {
        let columns = clique
            .iter()
            .flat_map(|arc| of_arc.get(arc).unwrap_or(&none));
        // A circle in two places of the clique is excluded by itself, and none is.
        problem.add_row(..=1, sums(columns.map(|column| (*column, 1.0))));
    }
    for budget in &pool.budgets {
        let terms = budget.terms.iter().flat_map(|(arc, coefficient)| {
            let columns = of_arc.get(arc).unwrap_or(&none).iter();
            columns.map(|column| (*column, f64::from(*coefficient)))
        });
        problem.add_row(..=budget.max, sums(terms));
    }
    for (arc, vertex) in &pool.requires {
        let taking = of_arc
            .get(arc)
            .unwrap_or(&none)
            .iter()
            .map(|column| (*column, 1.0));
        let giving = of_vertex
            .get(vertex)
            .unwrap_or(&none)
            .iter()
            .map(|column| (*column, -1.0));
        problem.add_row(..=0, sums(taking.chain(giving)));
    }
    let mut model = problem.optimise(Sense::Maximise);
    model.make_quiet();
    model.set_option("threads", 1);
    model.set_option("mip_rel_gap", 0.0);
    model.set_option("mip_abs_gap", 0.99);
    model.set_option("time_limit", patience.as_secs_f64());
    let solved = model.solve();
    let chosen = solved.get_solution();
    let values = chosen.columns().iter().zip(&weights);
    let value: i64 = values
        .filter(|(x, _)| **x > 0.5)
        .map(|(_, weight)| weight)
        .sum();
    let is_proven = solved.status() == HighsModelStatus::Optimal;
    let bound = solved.double_info_value(c"mip_dual_bound").ok()?;
    Some(Found {
        value,
        bound: if is_proven {
            value
        } else {
            (bound + 1e-6).floor() as i64
        },
        is_proven,
        took: start.elapsed(),
    })
}

/// Adds up what is listed of each column.
fn sums(terms: impl Iterator<Item = (Col, f64)>) -> Vec<(Col, f64)> {
    let mut sums: BTreeMap<usize, (Col, f64)> = BTreeMap::new();
    for (column, coefficient) in terms {
        sums.entry(column.index()).or_insert((column, 0.0)).1 += coefficient;
    }
    sums.into_values().collect()
}

/// Covers the conflicts by cliques, each grown as far as it goes.
fn cliques(pool: &Pool) -> Vec<Vec<ArcNr>> {
    let numbered = || (0..).map(ArcNr).zip(&pool.arcs);
    let mut excluded: BTreeMap<ArcNr, BTreeSet<ArcNr>> = BTreeMap::new();
    let mut exclude = |a: ArcNr, b: ArcNr| {
        excluded.entry(a).or_default().insert(b);
        excluded.entry(b).or_default().insert(a);
    };
    for (a, one) in numbered() {
        for (b, _) in numbered().filter(|(b, other)| a < *b && one.from == other.from) {
            exclude(a, b);
        }
    }
    pool.conflicts.iter().for_each(|(a, b)| exclude(*a, *b));
    let mut is_covered: BTreeSet<(ArcNr, ArcNr)> = BTreeSet::new();
    let mut cliques = Vec::new();
    for &(a, b) in &pool.conflicts {
        if is_covered.contains(&(a.min(b), a.max(b))) {
            continue;
        }
        let mut clique = vec![a, b];
        let near = |arc: &ArcNr| excluded.get(arc);
        for arc in near(&a).into_iter().flatten().filter(|arc| **arc != b) {
            let joins = |member: &ArcNr| near(member).is_some_and(|near| near.contains(arc));
            if clique.iter().all(joins) {
                clique.push(*arc);
            }
        }
        for (place, one) in clique.iter().enumerate() {
            let rest = clique.iter().skip(place + 1);
            is_covered.extend(rest.map(|other| (*one.min(other), *one.max(other))));
        }
        cliques.push(clique);
    }
    cliques
}
