//! Small pools with everything in them.

use ruil_core::circle::{Arc, ArcNr, Budget, Limit, PersonNr, Pool, Vertex, VertexKind, VertexNr};

/// Numbers that look random and are the same everywhere (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    /// Returns a number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 33) as usize % end
    }

    fn arc(&mut self, pool: &Pool) -> ArcNr {
        ArcNr(self.below(pool.arcs.len()) as u32)
    }
}

/// Draws a pool of so many vertices, with bonds of every kind.
pub fn pool(dice: &mut Dice, size: usize) -> Pool {
    let people = size / 2;
    let mut pool = Pool {
        max_cycle: 2 + dice.below(3) as u8,
        max_chain: dice.below(4) as u8,
        person_once_per_circle: dice.below(4) > 0,
        ..Pool::default()
    };
    for _ in 0..size {
        let kind = match dice.below(8) {
            0 => VertexKind::Donor,
            1 => VertexKind::Open,
            _ => VertexKind::Swap,
        };
        let is_nobodys = kind == VertexKind::Open && dice.below(2) == 0;
        let person = PersonNr(dice.below(people) as u16);
        pool.vertices.push(Vertex {
            kind,
            person: (!is_nobodys).then_some(person),
        });
    }
    // A second donor with the same arcs, now and then.
    let twin = dice.below(2) == 0;
    let mut donors = pool.vertices.iter();
    let donor = donors.position(|v| v.kind == VertexKind::Donor);
    if let Some(first) = donor.filter(|first| twin && first + 1 < size) {
        pool.vertices[first + 1] = pool.vertices[first];
    }
    let all = || (0..size as u16).map(VertexNr);
    for from in all() {
        for to in all() {
            let (taker, taken) = (
                pool.vertices[usize::from(from.0)],
                pool.vertices[usize::from(to.0)],
            );
            let is_allowed = taker.kind != VertexKind::Open
                && taken.kind != VertexKind::Donor
                && taker.person != taken.person;
            if is_allowed && dice.below(size) < 4 {
                let weight = dice.below(16) as i32 - 2;
                pool.arcs.push(Arc { from, to, weight });
            }
        }
    }
    let is_donor = |v: &VertexNr| pool.vertices[usize::from(v.0)].kind == VertexKind::Donor;
    let donors: Vec<_> = all().filter(is_donor).collect();
    if let (true, &[first, second, ..]) = (twin, donors.as_slice())
        && pool.vertices[usize::from(first.0)] == pool.vertices[usize::from(second.0)]
    {
        pool.arcs.retain(|arc| arc.from != second);
        let own = pool.arcs.iter().filter(|arc| arc.from == first);
        let own: Vec<_> = own
            .map(|arc| Arc {
                from: second,
                ..*arc
            })
            .collect();
        pool.arcs.extend(own);
    }
    if !pool.arcs.is_empty() {
        bind(&mut pool, dice);
    }
    pool
}

fn bind(pool: &mut Pool, dice: &mut Dice) {
    let size = pool.vertices.len();
    for _ in 0..dice.below(size) {
        let pair = (dice.arc(pool), dice.arc(pool));
        pool.conflicts.push(pair);
    }
    for _ in 0..dice.below(size / 2) {
        let needed = VertexNr(dice.below(size) as u16);
        let arc = dice.arc(pool);
        pool.requires.push((arc, needed));
    }
    for _ in 0..dice.below(3) {
        let count = 2 + dice.below(4);
        pool.limits.push(Limit {
            vertices: (0..count)
                .map(|_| VertexNr(dice.below(size) as u16))
                .collect(),
            max: 1 + dice.below(2) as u16,
        });
    }
    for _ in 0..dice.below(3) {
        let count = 2 + dice.below(5);
        pool.budgets.push(Budget {
            terms: (0..count)
                .map(|_| (dice.arc(pool), dice.below(30) as i32 - 10))
                .collect(),
            max: dice.below(20) as i32,
        });
    }
}

/// Returns the same pool with its vertices and arcs in another order.
pub fn shuffled(pool: &Pool, dice: &mut Dice) -> Pool {
    let vertices = order(dice, pool.vertices.len());
    let arcs = order(dice, pool.arcs.len());
    let vertex = |number: VertexNr| VertexNr(vertices[usize::from(number.0)] as u16);
    let arc = |number: ArcNr| ArcNr(arcs[number.0 as usize] as u32);
    let mut new = pool.clone();
    for (old, place) in pool.vertices.iter().zip(&vertices) {
        new.vertices[*place] = *old;
    }
    for (old, place) in pool.arcs.iter().zip(&arcs) {
        new.arcs[*place] = Arc {
            from: vertex(old.from),
            to: vertex(old.to),
            ..*old
        };
    }
    new.conflicts
        .iter_mut()
        .for_each(|(a, b)| (*a, *b) = (arc(*a), arc(*b)));
    new.requires
        .iter_mut()
        .for_each(|(a, v)| (*a, *v) = (arc(*a), vertex(*v)));
    for limit in &mut new.limits {
        limit.vertices.iter_mut().for_each(|v| *v = vertex(*v));
    }
    for budget in &mut new.budgets {
        budget.terms.iter_mut().for_each(|(a, _)| *a = arc(*a));
    }
    new
}

/// Returns where each of so many goes.
fn order(dice: &mut Dice, size: usize) -> Vec<usize> {
    let mut order: Vec<_> = (0..size).collect();
    for at in (1..size).rev() {
        order.swap(at, dice.below(at + 1));
    }
    order
}

/// Returns the same pool without an arc and what speaks of it.
pub fn without_arc(pool: &Pool, gone: ArcNr) -> Pool {
    let moved = |arc: ArcNr| ArcNr(arc.0 - u32::from(arc > gone));
    let mut new = pool.clone();
    new.arcs.remove(gone.0 as usize);
    new.conflicts.retain(|(a, b)| *a != gone && *b != gone);
    new.conflicts
        .iter_mut()
        .for_each(|(a, b)| (*a, *b) = (moved(*a), moved(*b)));
    new
}
