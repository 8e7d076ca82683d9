//! The search for circles against references that are too slow to be wrong.

mod draw;
mod faults;
mod reference;

use draw::Dice;
use ruil_core::circle::{
    Answer, Arc, ArcNr, PersonNr, Pool, Progress, Search, Vertex, VertexKind, VertexNr, verify,
};

/// Searches in steps of so many units, and checks what is claimed at every step.
fn best(pool: &Pool, units: u32) -> Answer {
    let mut search = Search::new(pool).expect("a pool without flaw");
    let mut last = search.answer();
    loop {
        let progress = search.step(units);
        let answer = search.answer();
        assert_eq!(verify(pool, &answer.circles), Ok(answer.value));
        assert!(answer.bound >= answer.value, "{answer:?}");
        assert!(answer.value >= last.value, "a step never loses anything");
        assert_eq!(answer.is_proven, progress == Progress::Done);
        last = answer;
        if progress == Progress::Done {
            assert_eq!(last.bound, last.value);
            return last;
        }
    }
}

#[test]
fn best_set_is_that_of_exhaustive_search() {
    let mut nonzero = 0;
    let mut bound_by_needs = 0;
    for seed in 0..400 {
        let pool = draw::pool(&mut Dice(seed), 9);
        let expected = reference::optimum(&pool);
        assert_eq!(
            best(&pool, 1_000_000).value,
            expected,
            "seed {seed}: {pool:?}"
        );
        nonzero += u32::from(expected > 0);
        let free = Pool {
            requires: Vec::new(),
            ..pool
        };
        bound_by_needs += u32::from(reference::optimum(&free) > expected);
    }
    assert!(
        nonzero > 200,
        "most pools have something to find: {nonzero}"
    );
    assert!(bound_by_needs > 20, "requirements matter: {bound_by_needs}");
}

#[test]
fn best_set_is_that_of_exhaustive_search_under_a_cap() {
    for seed in 1000..1100 {
        let pool = draw::pool(&mut Dice(seed), 8);
        for cap in [0, 1, 2] {
            let pool = pool.with_cap(cap);
            assert_eq!(
                best(&pool, 1_000_000).value,
                reference::optimum(&pool),
                "seed {seed}"
            );
        }
    }
}

#[test]
fn order_of_vertices_changes_no_value() {
    for seed in 2000..2030 {
        let mut dice = Dice(seed);
        let pool = draw::pool(&mut dice, 24);
        let shuffled = draw::shuffled(&pool, &mut dice);
        assert_ne!(pool, shuffled);
        assert_eq!(
            best(&pool, 10_000).value,
            best(&shuffled, 10_000).value,
            "seed {seed}"
        );
    }
}

#[test]
fn small_steps_lead_to_the_same_value() {
    for seed in 3000..3020 {
        let pool = draw::pool(&mut Dice(seed), 20);
        assert_eq!(
            best(&pool, 1).value,
            best(&pool, u32::MAX).value,
            "seed {seed}"
        );
    }
}

#[test]
fn same_steps_lead_to_the_same_answer() {
    let pool = draw::pool(&mut Dice(5), 24);
    let run = || {
        let mut search = Search::new(&pool).expect("a pool without flaw");
        search.step(100);
        search.answer()
    };
    assert_eq!(run(), run());
}

#[test]
fn arc_less_is_never_worth_more_without_requirements() {
    for seed in 4000..4010 {
        let mut dice = Dice(seed);
        let mut pool = draw::pool(&mut dice, 12);
        pool.requires.clear();
        // A budget may be relieved by an arc, as a requirement may be met by one.
        pool.budgets.clear();
        let whole = best(&pool, 100_000).value;
        for gone in (0..).map(ArcNr).take(pool.arcs.len()) {
            let less = draw::without_arc(&pool, gone);
            assert!(best(&less, 100_000).value <= whole, "seed {seed}, {gone:?}");
        }
    }
}

#[test]
fn pairs_without_bonds_are_a_matching() {
    for seed in 5000..5040 {
        let mut dice = Dice(seed);
        let size = 14;
        let mut pool = Pool {
            max_cycle: 2,
            person_once_per_circle: true,
            ..Pool::default()
        };
        for number in 0..size {
            pool.vertices.push(Vertex {
                kind: VertexKind::Swap,
                person: Some(PersonNr(number)),
            });
        }
        let mut pairs = vec![vec![None; usize::from(size)]; usize::from(size)];
        for a in 0..size {
            for b in a + 1..size {
                if dice.below(3) > 0 {
                    continue;
                }
                let weights = [dice.below(20) as i32 - 3, dice.below(20) as i32 - 3];
                for (from, to, weight) in [(a, b, weights[0]), (b, a, weights[1])] {
                    let (from, to) = (VertexNr(from), VertexNr(to));
                    pool.arcs.push(Arc { from, to, weight });
                }
                pairs[usize::from(a)][usize::from(b)] = Some(i64::from(weights[0] + weights[1]));
            }
        }
        assert_eq!(
            best(&pool, 10_000).value,
            reference::matching(&pairs),
            "seed {seed}"
        );
    }
}

#[test]
fn equal_donors_are_told_apart_in_the_answer() {
    // One person wants two more shifts, two are open: both are covered, each by a donor of its own.
    let vertex = |kind, person: Option<u16>| Vertex {
        kind,
        person: person.map(PersonNr),
    };
    let arc = |from, to, weight| Arc {
        from: VertexNr(from),
        to: VertexNr(to),
        weight,
    };
    let mut pool = Pool {
        vertices: vec![
            vertex(VertexKind::Donor, Some(1)),
            vertex(VertexKind::Donor, Some(1)),
            vertex(VertexKind::Open, None),
            vertex(VertexKind::Open, None),
        ],
        arcs: vec![arc(0, 2, 3), arc(0, 3, 4), arc(1, 2, 3), arc(1, 3, 4)],
        max_chain: 1,
        ..Pool::default()
    };
    let answer = best(&pool, 1000);
    assert_eq!((answer.value, answer.circles.len()), (7, 2));
    // The two shifts overlap, so whoever takes both takes none of them twice over.
    pool.conflicts = vec![(ArcNr(0), ArcNr(3)), (ArcNr(1), ArcNr(2))];
    assert_eq!(best(&pool, 1000).value, 4);
    // Said of one order of the two only, they are no longer equal, and the other order is left.
    pool.conflicts.truncate(1);
    assert_eq!(best(&pool, 1000).value, 7);
}
