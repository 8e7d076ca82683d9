//! What the parts promise each other; the whole is put to exhaustive search elsewhere.

use super::bound::{Bound, Scale, State};
use super::matrix::Matrix;
use super::program::Row;
use super::simplex::{Outcome, Simplex};
use super::*;

/// A pool of so many people, each with one offer, who would all take each other's.
fn everybody(people: u16, max_cycle: u8) -> Pool {
    let vertex = |number| Vertex {
        kind: VertexKind::Swap,
        person: Some(PersonNr(number)),
    };
    let ends = (0..people).flat_map(|a| (0..people).map(move |b| (a, b)));
    let arcs = ends.filter(|(a, b)| a != b).map(|(a, b)| Arc {
        from: VertexNr(a),
        to: VertexNr(b),
        weight: 1 + i32::from((a * 7 + b * 3) % 5),
    });
    Pool {
        vertices: (0..people).map(vertex).collect(),
        arcs: arcs.collect(),
        max_cycle,
        person_once_per_circle: true,
        ..Pool::default()
    }
}

#[test]
fn all_cycles_of_a_complete_graph_are_listed_once() {
    // n·(n−1)···(n−k+1)/k cycles of k: 28, 112, 420 and 1344 of eight.
    for (max_cycle, count) in [(0, 0), (1, 0), (2, 28), (3, 140), (4, 560), (5, 1904)] {
        let listing = enumerate(&everybody(8, max_cycle)).unwrap();
        assert_eq!(listing.circles.len(), count);
        assert!(
            listing.circles.is_sorted_by(|a, b| a < b),
            "in order, none twice"
        );
        assert!(!listing.is_cut);
    }
}

#[test]
fn too_many_circles_are_cut_to_shorter_ones_and_it_is_told() {
    let pool = everybody(30, 5);
    let listing = enumerate(&pool).unwrap();
    assert_eq!((listing.max_cycle, listing.is_cut), (4, true));
    let [two, three] = [30 * 29 / 2, 30 * 29 * 28 / 3];
    assert_eq!(listing.circles.len(), two + three + three * 27 * 3 / 4);
    let answer = Search::new(&pool).unwrap().answer();
    assert_eq!(answer.cut_to, Some((3, 0)));
    assert!(answer.value > 0, "there is an answer before any step");
    assert!(!answer.is_proven && answer.bound >= answer.value);
}

/// Two pairs of people who share nothing: the circle of the first is worth this much, the other 6.
fn two_pairs(first: i32) -> Pool {
    let arc = |from, to, weight| Arc {
        from: VertexNr(from),
        to: VertexNr(to),
        weight,
    };
    let half = first / 2;
    Pool {
        arcs: vec![arc(0, 1, half), arc(1, 0, half), arc(2, 3, 3), arc(3, 2, 3)],
        ..everybody(4, 2)
    }
}

fn best(pool: &Pool) -> i64 {
    let mut search = Search::new(pool).unwrap();
    while search.step(1000) == Progress::More {}
    let answer = search.answer();
    assert!(answer.is_proven && answer.bound == answer.value);
    assert_eq!(verify(pool, &answer.circles), Ok(answer.value));
    answer.value
}

#[test]
fn circles_that_share_nobody_are_solved_together_if_anything_binds_them() {
    assert_eq!(best(&two_pairs(10)), 16, "nothing does");
    let mut pool = two_pairs(10);
    pool.limits = vec![Limit {
        vertices: vec![VertexNr(1), VertexNr(3)],
        max: 1,
    }];
    assert_eq!(best(&pool), 10, "a limit");
    let mut pool = two_pairs(10);
    pool.budgets = vec![Budget {
        terms: vec![(ArcNr(0), 8), (ArcNr(3), 8)],
        max: 15,
    }];
    assert_eq!(best(&pool), 10, "a budget");
    let mut pool = two_pairs(10);
    pool.conflicts = vec![(ArcNr(1), ArcNr(2))];
    assert_eq!(best(&pool), 10, "a conflict");
    let mut pool = two_pairs(-4);
    assert_eq!(best(&pool), 6, "one costs something");
    pool.requires = vec![(ArcNr(2), VertexNr(0))];
    assert_eq!(best(&pool), 2, "and the other requires it");
}

#[test]
fn any_multipliers_give_a_bound() {
    // Three circles that exclude each other in pairs, each worth 10: the best set is worth 10.
    let pair = |a, b| Row {
        terms: vec![(a, 1), (b, 1)],
        max: 1,
    };
    let rows = [pair(0, 1), pair(1, 2), pair(2, 0)];
    let weights = [10; 3];
    let scale = Scale::of(&weights, 3);
    let most = |multipliers: [real::Real; 3], states: [State; 3]| {
        scale.value(Bound::of(&rows, &multipliers, &weights, &states, scale).most)
    };
    let free = [State::Free; 3];
    assert_eq!(most([5.0; 3], free), 15, "the best of them");
    assert_eq!(most([0.0; 3], free), 30, "none");
    assert_eq!(most([100.0, 0.0, 3.5], free), 110, "bad ones");
    assert_eq!(
        most([-7.0, real::Real::NAN, 0.0], free),
        30,
        "useless ones count as none"
    );
    assert_eq!(
        most([real::Real::INFINITY; 3], free),
        scale.value(i64::MAX),
        "too large: unknown"
    );
    assert_eq!(most([4.0; 3], free), 12 + 3 * 2);
    assert_eq!(
        most([4.0; 3], [State::One, State::Zero, State::Zero]),
        12 + 2,
        "decided"
    );
}

#[test]
fn relaxation_of_a_ring_takes_half_of_each() {
    let size = 5;
    let mut matrix = Matrix::new(size);
    let mut simplex = Simplex::new(vec![2.0; size]);
    for number in 0..size {
        matrix.push(Row {
            terms: vec![(number, 1), ((number + 1) % size, 1)],
            max: 1,
        });
    }
    simplex.take_rows(&matrix);
    assert_eq!(
        simplex.solve(&matrix, 100, real::Real::NEG_INFINITY),
        Outcome::Best
    );
    assert!((simplex.worth() - 5.0).abs() < 1e-6);
    // A row for all of the ring, as a cut would be, leaves two of them.
    matrix.push(Row {
        terms: (0..size).map(|column| (column, 1)).collect(),
        max: 2,
    });
    simplex.take_rows(&matrix);
    assert_eq!(
        simplex.solve(&matrix, 100, real::Real::NEG_INFINITY),
        Outcome::Best
    );
    assert!((simplex.worth() - 4.0).abs() < 1e-6);
    // Rows that mean nothing can go, and what is left is as it was.
    for row in (0..matrix.len())
        .rev()
        .filter(|row| simplex.is_slack(*row))
        .collect::<Vec<_>>()
    {
        matrix.swap_remove(row);
        simplex.swap_remove(row);
    }
    assert_eq!(
        simplex.solve(&matrix, 100, real::Real::NEG_INFINITY),
        Outcome::Best
    );
    assert!((simplex.worth() - 4.0).abs() < 1e-6);
    // Two neighbours at once can't be.
    simplex.lower[0] = 1.0;
    simplex.lower[1] = 1.0;
    assert_eq!(
        simplex.solve(&matrix, 100, real::Real::NEG_INFINITY),
        Outcome::Empty
    );
}
