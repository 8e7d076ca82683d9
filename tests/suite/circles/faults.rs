//! Each kind of fault and flaw, refused by its name.

use ruil_core::circle::{
    Arc, ArcNr, Budget, CYCLE_MAX, Circle, Fault, Flaw, Limit, PersonNr, Pool, Search, Vertex,
    VertexKind, VertexNr, enumerate, verify,
};

/// Two swaps of one person, two of others, a donor and an open shift; all arcs that may be.
fn pool() -> Pool {
    let vertex = |kind, person: Option<u16>| Vertex {
        kind,
        person: person.map(PersonNr),
    };
    let mut pool = Pool {
        vertices: vec![
            vertex(VertexKind::Swap, Some(1)),
            vertex(VertexKind::Swap, Some(1)),
            vertex(VertexKind::Swap, Some(2)),
            vertex(VertexKind::Swap, Some(3)),
            vertex(VertexKind::Donor, Some(4)),
            vertex(VertexKind::Open, None),
        ],
        max_cycle: 3,
        max_chain: 2,
        person_once_per_circle: true,
        ..Pool::default()
    };
    let ends = [
        (0, 2),
        (2, 0),
        (1, 3),
        (3, 1),
        (2, 1),
        (2, 3),
        (3, 0),
        (1, 2),
        (4, 2),
        (2, 5),
        (3, 2),
        (0, 3),
    ];
    pool.arcs = ends
        .map(|(from, to)| Arc {
            from: VertexNr(from),
            to: VertexNr(to),
            weight: 1,
        })
        .to_vec();
    pool
}

/// Spoils a pool, with an arc if it takes one.
type Change = fn(&mut Pool, Arc);

fn circles(all: &[&[u16]]) -> Vec<Circle> {
    let circle = |vertices: &&[u16]| Circle {
        vertices: vertices.iter().copied().map(VertexNr).collect(),
    };
    all.iter().map(circle).collect()
}

#[test]
fn each_fault_of_a_circle_is_named() {
    let two_pairs = circles(&[&[0, 2], &[1, 3]]);
    assert_eq!(verify(&pool(), &two_pairs), Ok(4));
    assert_eq!(verify(&pool(), &circles(&[&[4, 2, 5]])), Ok(2));
    assert_eq!(verify(&pool(), &circles(&[&[0, 3, 2]])), Ok(3));
    assert_eq!(verify(&pool(), &[]), Ok(0));
    let v = VertexNr;
    let cases: [(&[&[u16]], Fault); 11] = [
        (&[&[]], Fault::TooShort(0)),
        (&[&[0, 2], &[1]], Fault::TooShort(1)),
        (&[&[0, 2, 1, 3]], Fault::TooLong(0)),
        (&[&[4, 2, 3, 5]], Fault::TooLong(0)),
        (&[&[0, 9]], Fault::NoVertex(v(9))),
        (&[&[9, 0]], Fault::NoVertex(v(9))),
        (&[&[0, 5]], Fault::NoArc(v(0), v(5))),
        (&[&[4, 2]], Fault::NotCovered(0)),
        (&[&[0, 2], &[2, 1]], Fault::VertexTwice(v(2))),
        (&[&[0, 2, 1]], Fault::PersonTwice(0, PersonNr(1))),
        (&[&[4, 0, 5]], Fault::NoArc(v(4), v(0))),
    ];
    for (set, fault) in cases {
        assert_eq!(verify(&pool(), &circles(set)), Err(fault), "{set:?}");
    }
}

#[test]
fn each_fault_of_a_set_is_named() {
    let set = circles(&[&[0, 2], &[1, 3]]);
    let check = |change: fn(&mut Pool)| {
        let mut pool = pool();
        change(&mut pool);
        verify(&pool, &set)
    };
    let both = || vec![VertexNr(0), VertexNr(1), VertexNr(1)];
    let limit = |max| Limit {
        vertices: both(),
        max,
    };
    let mut limited = pool();
    limited.limits = vec![limit(2)];
    assert_eq!(verify(&limited, &set), Ok(4), "a vertex counts once");
    limited.limits.push(limit(1));
    assert_eq!(verify(&limited, &set), Err(Fault::OverLimit(1)));
    assert_eq!(
        check(|pool| pool.conflicts = vec![(ArcNr(4), ArcNr(0)), (ArcNr(0), ArcNr(2))]),
        Err(Fault::Conflict(ArcNr(0), ArcNr(2))),
    );
    assert_eq!(
        check(|pool| pool.requires = vec![(ArcNr(0), VertexNr(1)), (ArcNr(1), VertexNr(5))]),
        Err(Fault::Requires(ArcNr(1), VertexNr(5))),
    );
    let budget = |max| Budget {
        terms: vec![(ArcNr(0), 9), (ArcNr(1), -4), (ArcNr(4), 50)],
        max,
    };
    let mut bound = pool();
    bound.budgets = vec![budget(5), budget(4)];
    assert_eq!(verify(&bound, &set), Err(Fault::OverBudget(1)));
    assert_eq!(
        check(|pool| pool.max_cycle = CYCLE_MAX + 1),
        Err(Fault::Pool(Flaw::CycleTooLong(CYCLE_MAX + 1))),
    );
}

#[test]
fn each_flaw_of_a_pool_is_named_by_all_who_take_one() {
    let arc = |from, to| Arc {
        from: VertexNr(from),
        to: VertexNr(to),
        weight: 0,
    };
    let changes: [(Change, Arc, Flaw); 12] = [
        (
            |p, _| p.vertices = vec![p.vertices[5]; 70_000],
            arc(0, 0),
            Flaw::TooManyVertices(70_000),
        ),
        (|p, _| p.max_cycle = 6, arc(0, 0), Flaw::CycleTooLong(6)),
        (
            |p, _| p.vertices[3].person = None,
            arc(0, 0),
            Flaw::Nobodys(VertexNr(3)),
        ),
        (
            |p, arc| p.arcs.push(arc),
            arc(0, 7),
            Flaw::NoVertex(VertexNr(7)),
        ),
        (
            |p, arc| p.arcs.push(arc),
            arc(0, 1),
            Flaw::WithinOnePerson(ArcNr(12)),
        ),
        (
            |p, arc| p.arcs.push(arc),
            arc(0, 4),
            Flaw::IntoDonor(ArcNr(12)),
        ),
        (
            |p, arc| p.arcs.push(arc),
            arc(5, 0),
            Flaw::OutOfOpen(ArcNr(12)),
        ),
        (|p, arc| p.arcs.push(arc), arc(0, 2), Flaw::Twice(ArcNr(12))),
        (
            |p, _| p.conflicts.push((ArcNr(0), ArcNr(12))),
            arc(0, 0),
            Flaw::NoArc(ArcNr(12)),
        ),
        (
            |p, _| p.requires.push((ArcNr(0), VertexNr(6))),
            arc(0, 0),
            Flaw::NoVertex(VertexNr(6)),
        ),
        (
            |p, _| p.requires.push((ArcNr(44), VertexNr(0))),
            arc(0, 0),
            Flaw::NoArc(ArcNr(44)),
        ),
        (
            |p, _| {
                p.budgets.push(Budget {
                    terms: Vec::new(),
                    max: -1,
                })
            },
            arc(0, 0),
            Flaw::BudgetBelowZero(0),
        ),
    ];
    for (change, arc, flaw) in changes {
        let mut pool = pool();
        change(&mut pool, arc);
        assert_eq!(pool.check(), Err(flaw));
        assert_eq!(enumerate(&pool).err(), Some(flaw));
        assert_eq!(Search::new(&pool).err(), Some(flaw));
        assert_eq!(verify(&pool, &[]), Err(Fault::Pool(flaw)));
    }
}
