//! The same questions, answered by trying everything.

use ruil_core::circle::{Pool, VertexKind};

/// A circle as it is found by trying: vertices and arcs in use, by number.
struct Found {
    vertices: Vec<usize>,
    arcs: Vec<usize>,
}

/// Returns what the best set is worth.
pub fn optimum(pool: &Pool) -> i64 {
    let mut found = Vec::new();
    for start in 0..pool.vertices.len() {
        extend(pool, &mut vec![start], &mut found);
    }
    pick(pool, &found, &mut Vec::new())
}

/// Goes on from the last vertex in every way there is.
fn extend(pool: &Pool, path: &mut Vec<usize>, found: &mut Vec<Found>) {
    let kind = |vertex: usize| pool.vertices[vertex].kind;
    let (first, last) = (path[0], path[path.len() - 1]);
    let is_chain = kind(first) == VertexKind::Donor;
    let arcs: Vec<_> = path
        .windows(2)
        .filter_map(|ends| arc(pool, ends[0], ends[1]))
        .collect();
    let back = arc(pool, last, first);
    if is_chain && kind(last) == VertexKind::Open && path.len() - 1 <= usize::from(pool.max_chain) {
        let vertices = path.clone();
        found.push(Found { vertices, arcs });
    } else if let Some(back) = back
        && path.iter().all(|vertex| *vertex >= first)
        && path.len() <= usize::from(pool.max_cycle)
    {
        let vertices = path.clone();
        let arcs = [arcs, vec![back]].concat();
        found.push(Found { vertices, arcs });
    }
    if path.len() > 4 {
        return;
    }
    for next in 0..pool.vertices.len() {
        let person = pool.vertices[next].person;
        let is_again = |on: &usize| person.is_some() && pool.vertices[*on].person == person;
        if arc(pool, last, next).is_some()
            && !path.contains(&next)
            && !(pool.person_once_per_circle && path.iter().any(is_again))
        {
            path.push(next);
            extend(pool, path, found);
            path.pop();
        }
    }
}

fn arc(pool: &Pool, from: usize, to: usize) -> Option<usize> {
    let is_it = |arc: &ruil_core::circle::Arc| {
        (usize::from(arc.from.0), usize::from(arc.to.0)) == (from, to)
    };
    pool.arcs.iter().position(is_it)
}

/// Tries each circle in and out, vertices apart; the rest is judged of whole sets.
fn pick<'a>(pool: &Pool, left: &'a [Found], chosen: &mut Vec<&'a Found>) -> i64 {
    let Some((first, rest)) = left.split_first() else {
        return worth(pool, chosen).unwrap_or(i64::MIN);
    };
    let without = pick(pool, rest, chosen);
    let is_used = |vertex: &usize| {
        let mut circles = chosen.iter();
        circles.any(|circle| circle.vertices.contains(vertex))
    };
    if first.vertices.iter().any(is_used) {
        return without;
    }
    chosen.push(first);
    let with = pick(pool, rest, chosen);
    chosen.pop();
    with.max(without)
}

fn worth(pool: &Pool, chosen: &[&Found]) -> Option<i64> {
    let has_vertex = |vertex: u16| {
        chosen
            .iter()
            .any(|c| c.vertices.contains(&usize::from(vertex)))
    };
    let has_arc = |arc: u32| {
        chosen
            .iter()
            .any(|circle| circle.arcs.contains(&(arc as usize)))
    };
    let limits = pool.limits.iter().all(|limit| {
        let mut listed: Vec<_> = limit.vertices.iter().map(|vertex| vertex.0).collect();
        listed.sort_unstable();
        listed.dedup();
        listed
            .into_iter()
            .filter(|vertex| has_vertex(*vertex))
            .count()
            <= usize::from(limit.max)
    });
    let conflicts = pool
        .conflicts
        .iter()
        .all(|(a, b)| !(has_arc(a.0) && has_arc(b.0)));
    let requires = pool
        .requires
        .iter()
        .all(|(arc, v)| !has_arc(arc.0) || has_vertex(v.0));
    let budgets = pool.budgets.iter().all(|budget| {
        let used = budget.terms.iter().filter(|(arc, _)| has_arc(arc.0));
        used.map(|(_, coefficient)| i64::from(*coefficient))
            .sum::<i64>()
            <= i64::from(budget.max)
    });
    let arcs = chosen.iter().flat_map(|circle| &circle.arcs);
    let sum = arcs.map(|arc| i64::from(pool.arcs[*arc].weight)).sum();
    (limits && conflicts && requires && budgets).then_some(sum)
}

/// Returns the weight of the heaviest matching, by which vertices are left (bitmask).
pub fn matching(pairs: &[Vec<Option<i64>>]) -> i64 {
    let mut best = vec![0; 1 << pairs.len()];
    for left in 1..best.len() {
        let a = left.trailing_zeros() as usize;
        let rest = left & (left - 1);
        best[left] = best[rest];
        for b in a + 1..pairs.len() {
            if let (Some(weight), true) = (pairs[a][b], rest >> b & 1 == 1) {
                best[left] = best[left].max(weight + best[rest & !(1 << b)]);
            }
        }
    }
    best[best.len() - 1]
}
