//! There and back, and what is neither.

use proptest::prelude::*;

use super::*;

fn vertex() -> impl Strategy<Value = Vertex> {
    (0..3, proptest::option::of(any::<u16>())).prop_map(|(kind, person)| Vertex {
        kind: kind_of(kind).unwrap(),
        person: person.map(PersonNr),
    })
}

fn pool() -> impl Strategy<Value = Pool> {
    let number = || any::<u16>().prop_map(VertexNr);
    let arc_number = || any::<u32>().prop_map(ArcNr);
    let arc = (number(), number(), any::<i32>());
    let arc = arc.prop_map(|(from, to, weight)| Arc { from, to, weight });
    let limit = (prop::collection::vec(number(), 0..4), any::<u16>());
    let limit = limit.prop_map(|(vertices, max)| Limit { vertices, max });
    let terms = prop::collection::vec((arc_number(), any::<i32>()), 0..4);
    let budget = (terms, any::<i32>()).prop_map(|(terms, max)| Budget { terms, max });
    let lists = (
        prop::collection::vec(vertex(), 0..6),
        prop::collection::vec(arc, 0..6),
        prop::collection::vec(limit, 0..4),
        prop::collection::vec((arc_number(), arc_number()), 0..4),
        prop::collection::vec((arc_number(), number()), 0..4),
        prop::collection::vec(budget, 0..4),
    );
    (lists, any::<(u8, u8, bool)>()).prop_map(|(lists, (max_cycle, max_chain, once))| {
        let (vertices, arcs, limits, conflicts, requires, budgets) = lists;
        Pool {
            vertices,
            arcs,
            limits,
            conflicts,
            requires,
            budgets,
            max_cycle,
            max_chain,
            person_once_per_circle: once,
        }
    })
}

fn report() -> impl Strategy<Value = Report> {
    let number = any::<u16>().prop_map(VertexNr);
    let circle = prop::collection::vec(number, 0..5).prop_map(|vertices| Circle { vertices });
    let circles = prop::collection::vec(circle, 0..5);
    let facts = any::<(i64, i64, bool, bool, Option<(u8, u8)>)>();
    (circles, facts).prop_map(
        |(circles, (value, bound, is_proven, is_over, cut_to))| Report {
            answer: Answer {
                circles,
                value,
                bound,
                is_proven,
                cut_to,
            },
            is_over,
        },
    )
}

proptest! {
    #[test]
    fn a_pool_comes_out_as_it_went_in(pool in pool()) {
        prop_assert_eq!(read_pool(&pack_pool(&pool)), Some(pool));
    }

    #[test]
    fn a_report_comes_out_as_it_went_in(report in report()) {
        prop_assert_eq!(read_report(&pack_report(&report)), Some(report));
    }

    #[test]
    fn a_parcel_cut_short_or_with_more_in_it_is_none(pool in pool(), report in report()) {
        let (mut pool, mut report) = (pack_pool(&pool), pack_report(&report));
        for until in 0..pool.len() {
            prop_assert_eq!(read_pool(&pool[..until]), None);
        }
        for until in 0..report.len() {
            prop_assert_eq!(read_report(&report[..until]), None);
        }
        pool.push(0);
        report.push(0);
        prop_assert_eq!((read_pool(&pool), read_report(&report)), (None, None));
    }

    #[test]
    fn garbage_harms_nobody(mut parcel in prop::collection::vec(-3..40_i32, 0..60)) {
        if let Some(first) = parcel.first_mut() {
            *first = FORM;
        }
        // Whatever it is, it is read or left, and what is read can be checked.
        if let Some(pool) = read_pool(&parcel) {
            let _ = pool.check();
            prop_assert_eq!(read_pool(&pack_pool(&pool)), Some(pool));
        }
        if let Some(report) = read_report(&parcel) {
            prop_assert_eq!(read_report(&pack_report(&report)), Some(report));
        }
    }
}

#[test]
fn a_list_that_says_it_is_endless_takes_no_room() {
    assert_eq!(read_pool(&[FORM, 3, 3, 1, i32::MAX, 0, 0]), None);
    assert_eq!(read_pool(&[FORM + 1, 3, 3, 1, 0, 0, 0, 0, 0, 0]), None);
}
