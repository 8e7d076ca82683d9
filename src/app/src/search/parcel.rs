//! Pools and reports as plain numbers, the one thing two threads of a browser hand over cheaply.

use ruil_core::circle::{
    Answer, Arc, ArcNr, Budget, Circle, Limit, PersonNr, Pool, Vertex, VertexKind, VertexNr,
};

/// The form of a parcel; another form is not read.
const FORM: i32 = 1;
/// Stands for nobody, and for nothing cut.
const NONE: i32 = -1;

/// What the search says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The best set so far.
    pub answer: Answer,
    /// Whether it is the last word.
    pub is_over: bool,
}

/// Packs a pool.
pub fn pack_pool(pool: &Pool) -> Vec<i32> {
    let mut out = vec![
        FORM,
        pool.max_cycle.into(),
        pool.max_chain.into(),
        pool.person_once_per_circle.into(),
    ];
    pack(&mut out, &pool.vertices, |out, vertex| {
        let person = vertex.person.map_or(NONE, |person| person.0.into());
        out.extend([kind_number(vertex.kind), person]);
    });
    pack(&mut out, &pool.arcs, |out, arc| {
        out.extend([arc.from.0.into(), arc.to.0.into(), arc.weight]);
    });
    pack(&mut out, &pool.limits, |out, limit| {
        out.push(limit.max.into());
        pack(out, &limit.vertices, |out, vertex| {
            out.push(vertex.0.into())
        });
    });
    pack(&mut out, &pool.conflicts, |out, (one, other)| {
        out.extend([arc_number(*one), arc_number(*other)]);
    });
    pack(&mut out, &pool.requires, |out, (arc, vertex)| {
        out.extend([arc_number(*arc), vertex.0.into()]);
    });
    pack(&mut out, &pool.budgets, |out, budget| {
        out.push(budget.max);
        pack(out, &budget.terms, |out, (arc, weight)| {
            out.extend([arc_number(*arc), *weight]);
        });
    });
    out
}

/// Reads a pool; what is none gives nothing. Whether it makes sense is for [`Pool::check`] to say.
pub fn read_pool(parcel: &[i32]) -> Option<Pool> {
    let mut rest = Reader(parcel);
    rest.form()?;
    let (max_cycle, max_chain) = (rest.small()?, rest.small()?);
    let person_once_per_circle = rest.flag()?;
    let vertices = rest.list(|rest| {
        Some(Vertex {
            kind: kind_of(rest.next()?)?,
            person: match rest.next()? {
                NONE => None,
                person => Some(PersonNr(u16::try_from(person).ok()?)),
            },
        })
    })?;
    let arcs = rest.list(|rest| {
        Some(Arc {
            from: rest.vertex()?,
            to: rest.vertex()?,
            weight: rest.next()?,
        })
    })?;
    let limits = rest.list(|rest| {
        Some(Limit {
            max: rest.short()?,
            vertices: rest.list(Reader::vertex)?,
        })
    })?;
    let pool = Pool {
        vertices,
        arcs,
        limits,
        conflicts: rest.list(|rest| Some((rest.arc()?, rest.arc()?)))?,
        requires: rest.list(|rest| Some((rest.arc()?, rest.vertex()?)))?,
        budgets: rest.list(|rest| {
            Some(Budget {
                max: rest.next()?,
                terms: rest.list(|rest| Some((rest.arc()?, rest.next()?)))?,
            })
        })?,
        max_cycle,
        max_chain,
        person_once_per_circle,
    };
    rest.0.is_empty().then_some(pool)
}

/// Packs a report.
pub fn pack_report(report: &Report) -> Vec<i32> {
    let answer = &report.answer;
    let mut out = vec![FORM, report.is_over.into(), answer.is_proven.into()];
    let (cycle, chain) = answer.cut_to.map_or((NONE, NONE), |(cycle, chain)| {
        (i32::from(cycle), i32::from(chain))
    });
    out.extend([cycle, chain]);
    out.extend(halves(answer.value));
    out.extend(halves(answer.bound));
    pack(&mut out, &answer.circles, |out, circle| {
        pack(out, &circle.vertices, |out, vertex| {
            out.push(vertex.0.into())
        });
    });
    out
}

/// Reads a report; what is none gives nothing.
pub fn read_report(parcel: &[i32]) -> Option<Report> {
    let mut rest = Reader(parcel);
    rest.form()?;
    let (is_over, is_proven) = (rest.flag()?, rest.flag()?);
    let cut_to = match (rest.next()?, rest.next()?) {
        (NONE, NONE) => None,
        (cycle, chain) => Some((u8::try_from(cycle).ok()?, u8::try_from(chain).ok()?)),
    };
    let answer = Answer {
        cut_to,
        is_proven,
        value: rest.whole()?,
        bound: rest.whole()?,
        circles: rest.list(|rest| {
            Some(Circle {
                vertices: rest.list(Reader::vertex)?,
            })
        })?,
    };
    rest.0.is_empty().then_some(Report { answer, is_over })
}

fn pack<T>(out: &mut Vec<i32>, all: &[T], one: impl Fn(&mut Vec<i32>, &T)) {
    out.push(i32::try_from(all.len()).unwrap_or(i32::MAX));
    for each in all {
        one(out, each);
    }
}

const fn kind_number(kind: VertexKind) -> i32 {
    match kind {
        VertexKind::Swap => 0,
        VertexKind::Donor => 1,
        VertexKind::Open => 2,
    }
}

const fn kind_of(number: i32) -> Option<VertexKind> {
    match number {
        0 => Some(VertexKind::Swap),
        1 => Some(VertexKind::Donor),
        2 => Some(VertexKind::Open),
        _ => None,
    }
}

/// Arcs are counted with 32 bits of their own.
const fn arc_number(arc: ArcNr) -> i32 {
    arc.0.cast_signed()
}

/// Takes a number of 64 bits apart: the upper half, then the lower.
const fn halves(number: i64) -> [i32; 2] {
    [(number >> 32) as i32, number as i32]
}

/// What is left of a parcel.
struct Reader<'a>(&'a [i32]);

impl Reader<'_> {
    fn next(&mut self) -> Option<i32> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    fn form(&mut self) -> Option<()> {
        (self.next()? == FORM).then_some(())
    }

    fn flag(&mut self) -> Option<bool> {
        match self.next()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn small(&mut self) -> Option<u8> {
        u8::try_from(self.next()?).ok()
    }

    fn short(&mut self) -> Option<u16> {
        u16::try_from(self.next()?).ok()
    }

    fn vertex(&mut self) -> Option<VertexNr> {
        self.short().map(VertexNr)
    }

    fn arc(&mut self) -> Option<ArcNr> {
        self.next().map(|number| ArcNr(number.cast_unsigned()))
    }

    fn whole(&mut self) -> Option<i64> {
        let (upper, lower) = (self.next()?, self.next()?);
        Some((i64::from(upper) << 32) | i64::from(lower.cast_unsigned()))
    }

    /// Reads as many as the first number says. More than what is left makes no room for them.
    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let len = usize::try_from(self.next()?).ok()?;
        if len > self.0.len() {
            return None;
        }
        (0..len).map(|_| one(self)).collect()
    }
}

#[cfg(test)]
mod tests;
