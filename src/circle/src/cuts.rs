//! Rows that every legal set holds and the relaxation's point does not.
//!
//! Of circles that exclude each other in pairs at most one is chosen: a clique is one row for all its
//! pairs, and every conflict of the pool, of whatever origin, is an edge of the same graph. Circles that
//! need the same offer gone, and exclude each other, together need it gone as one.

use super::graph::Bits;
use super::numbered::Numbered;
use super::parts::Part;
use super::program::Row;
use super::real::Real;

/// A row must be missed by this much to be worth its place.
const MISSED: Real = 0.01;

/// Returns rows that the point misses, those it misses most first.
pub(super) fn missed(part: &Part, point: &[Real], gains: &[i64], most: usize) -> Vec<Row> {
    let finder = Finder::new(part, point, gains);
    let mut found = finder.cliques();
    found.extend(finder.needs());
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut rows: Vec<Row> = Vec::new();
    for (_, row) in found {
        if rows.len() == most {
            break;
        }
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

/// Returns the row of a clique, grown by all that fits in order of number.
pub(super) fn grown_clique(part: &Part, members: &Bits) -> Row {
    let mut clique: Vec<_> = members.iter().collect();
    grow(part, &mut clique, 0..part.len());
    clique_row(clique)
}

fn clique_row(mut clique: Vec<usize>) -> Row {
    clique.sort_unstable();
    Row {
        terms: clique.into_iter().map(|column| (column, 1)).collect(),
        max: 1,
    }
}

/// Adds what is joined to all that is in, in the given order.
fn grow(part: &Part, clique: &mut Vec<usize>, order: impl Iterator<Item = usize>) {
    let mut common: Option<Bits> = None;
    for &member in clique.iter() {
        match &mut common {
            Some(common) => common.keep(part.graph.of(member)),
            None => common = Some(part.graph.of(member).clone()),
        }
    }
    let Some(mut common) = common else {
        return;
    };
    for column in order {
        if common.is_empty() {
            return;
        }
        if common.has(column) {
            clique.push(column);
            common.keep(part.graph.of(column));
        }
    }
}

struct Finder<'a> {
    part: &'a Part,
    point: &'a [Real],
    /// Columns above zero at the point, highest first.
    support: Vec<usize>,
    /// All columns, those first that the multipliers charge least too much.
    order: Vec<usize>,
}

impl<'a> Finder<'a> {
    fn new(part: &'a Part, point: &'a [Real], gains: &[i64]) -> Self {
        let mut support: Vec<_> = (0..part.len()).collect();
        support.retain(|column| point.at(*column) > 1e-5);
        support.sort_by(|a, b| point.at(*b).total_cmp(&point.at(*a)).then(a.cmp(b)));
        let mut order: Vec<_> = (0..part.len()).collect();
        order.sort_by_key(|column| (std::cmp::Reverse(gains.at(*column)), *column));
        Self {
            part,
            point,
            support,
            order,
        }
    }

    fn sum(&self, columns: &[usize]) -> Real {
        columns.iter().map(|column| self.point.at(*column)).sum()
    }

    /// Returns cliques with how far they are missed, one grown from each column of the support.
    fn cliques(&self) -> Vec<(Real, Row)> {
        let mut found = Vec::new();
        for &start in &self.support {
            for first in self.starts(start) {
                let mut clique = vec![start];
                clique.extend(first);
                grow(self.part, &mut clique, self.support.iter().copied());
                let by = self.sum(&clique) - 1.0;
                if by > MISSED {
                    grow(self.part, &mut clique, self.order.iter().copied());
                    found.push((by, clique_row(clique)));
                }
            }
        }
        found
    }

    /// Returns second members to try: the highest neighbour alone would hide the others' cliques.
    fn starts(&self, start: usize) -> impl Iterator<Item = Option<usize>> {
        let near = self.support.iter().copied();
        near.filter(move |column| self.part.graph.has(start, *column))
            .map(Some)
            .take(8)
    }

    /// Returns, for each need, the cliques of takers that are more than the givers.
    fn needs(&self) -> Vec<(Real, Row)> {
        let mut found = Vec::new();
        for need in &self.part.needs {
            let given = self.sum(&need.givers);
            let mut takers = Bits::new(self.part.len());
            need.takers.iter().for_each(|taker| takers.insert(*taker));
            let taking = |column: &usize| takers.has(*column);
            for &start in self.support.iter().filter(|column| taking(column)) {
                let mut clique = vec![start];
                let support = self.support.iter().copied().filter(taking);
                grow(self.part, &mut clique, support);
                let by = self.sum(&clique) - given;
                if by > MISSED {
                    grow(
                        self.part,
                        &mut clique,
                        self.order.iter().copied().filter(taking),
                    );
                    let mut row = clique_row(clique);
                    row.terms
                        .extend(need.givers.iter().map(|giver| (*giver, -1)));
                    row.max = 0;
                    found.push((by, row));
                }
            }
        }
        found
    }
}
