//! What is offered and wanted, as a graph with side conditions.

use std::collections::BTreeSet;

/// Most people in one cycle. With every person the chance that all say yes shrinks, and the number
/// of cycles grows tenfold.
pub const CYCLE_MAX: u8 = 5;

/// A vertex, by its place in [`Pool::vertices`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct VertexNr(pub u16);

/// An arc, by its place in [`Pool::arcs`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArcNr(pub u32);

/// A person, by any number the caller likes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PersonNr(pub u16);

impl VertexNr {
    pub(super) fn at(self) -> usize {
        usize::from(self.0)
    }
}

impl ArcNr {
    pub(super) fn at(self) -> usize {
        self.0 as usize
    }
}

/// What a vertex gives and takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VertexKind {
    /// A shift of a person, given away if one they accept comes back.
    Swap,
    /// A person who takes a shift and gives none: they want extra hours.
    Donor,
    /// A shift that only needs somebody: nobody's, or of a person who wants fewer hours.
    Open,
}

/// One offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vertex {
    /// What it gives and takes.
    pub kind: VertexKind,
    /// Whose it is; only an open shift may be nobody's.
    pub person: Option<PersonNr>,
}

/// The person of `from` may and would take over the shift of `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Who takes.
    pub from: VertexNr,
    /// What is taken.
    pub to: VertexNr,
    /// What it is worth; may be negative.
    pub weight: i32,
}

/// At most `max` of these vertices are used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Each counts once, however often it is listed.
    pub vertices: Vec<VertexNr>,
    /// How many.
    pub max: u16,
}

/// The coefficients of the used arcs sum to at most `max`, such as a person's gained minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    /// An arc's coefficient; listed twice, it counts twice.
    pub terms: Vec<(ArcNr, i32)>,
    /// Not below zero, or doing nothing would be forbidden.
    pub max: i32,
}

/// All that could be swapped, and what binds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pool {
    /// The offers.
    pub vertices: Vec<Vertex>,
    /// Who would take what.
    pub arcs: Vec<Arc>,
    /// Vertices of which only some may be used.
    pub limits: Vec<Limit>,
    /// Arcs that do not go together: the two shifts are too close.
    pub conflicts: Vec<(ArcNr, ArcNr)>,
    /// Arcs that need a vertex used: that offer must go too.
    pub requires: Vec<(ArcNr, VertexNr)>,
    /// Sums over arcs.
    pub budgets: Vec<Budget>,
    /// Most vertices of a cycle, at most [`CYCLE_MAX`]; below 2 there are none.
    pub max_cycle: u8,
    /// Most arcs of a chain; 1 is direct cover, 0 is none.
    pub max_chain: u8,
    /// Whether one circle may ask a person only once.
    pub person_once_per_circle: bool,
}

/// Why a pool makes no sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// There are more vertices than numbers for them.
    TooManyVertices(usize),
    /// Cycles may be longer than [`CYCLE_MAX`].
    CycleTooLong(u8),
    /// A swap or a donor is nobody's.
    Nobodys(VertexNr),
    /// An arc, limit or requirement names a vertex that is not there.
    NoVertex(VertexNr),
    /// A conflict, requirement or budget names an arc that is not there.
    NoArc(ArcNr),
    /// A person would take over their own shift.
    WithinOnePerson(ArcNr),
    /// A donor gives nothing that could be taken.
    IntoDonor(ArcNr),
    /// An open shift takes nothing.
    OutOfOpen(ArcNr),
    /// Another arc before it joins the same vertices.
    Twice(ArcNr),
    /// The budget in this place forbids doing nothing.
    BudgetBelowZero(usize),
}

impl Pool {
    /// Checks that the pool makes sense; everything else here relies on it.
    ///
    /// # Errors
    ///
    /// The first flaw found.
    pub fn check(&self) -> Result<(), Flaw> {
        if self.vertices.len() > usize::from(u16::MAX) {
            return Err(Flaw::TooManyVertices(self.vertices.len()));
        }
        if self.max_cycle > CYCLE_MAX {
            return Err(Flaw::CycleTooLong(self.max_cycle));
        }
        for (number, vertex) in (0..).zip(&self.vertices) {
            if vertex.kind != VertexKind::Open && vertex.person.is_none() {
                return Err(Flaw::Nobodys(VertexNr(number)));
            }
        }
        self.check_arcs()?;
        let limited = self.limits.iter().flat_map(|limit| &limit.vertices);
        let required = self.requires.iter().map(|(_, vertex)| vertex);
        for vertex in limited.chain(required) {
            self.vertex(*vertex)?;
        }
        let conflicting = self.conflicts.iter().flat_map(|(a, b)| [a, b]);
        let requiring = self.requires.iter().map(|(arc, _)| arc);
        let counted = self.budgets.iter().flat_map(|budget| &budget.terms);
        let counted = counted.map(|(arc, _)| arc);
        for arc in conflicting.chain(requiring).chain(counted) {
            self.arcs.get(arc.at()).ok_or(Flaw::NoArc(*arc))?;
        }
        match self.budgets.iter().position(|budget| budget.max < 0) {
            Some(number) => Err(Flaw::BudgetBelowZero(number)),
            None => Ok(()),
        }
    }

    fn check_arcs(&self) -> Result<(), Flaw> {
        let mut seen = BTreeSet::new();
        for (number, arc) in (0..).map(ArcNr).zip(&self.arcs) {
            let (from, to) = (self.vertex(arc.from)?, self.vertex(arc.to)?);
            if from.kind == VertexKind::Open {
                return Err(Flaw::OutOfOpen(number));
            }
            if to.kind == VertexKind::Donor {
                return Err(Flaw::IntoDonor(number));
            }
            if from.person == to.person {
                return Err(Flaw::WithinOnePerson(number));
            }
            if !seen.insert((arc.from, arc.to)) {
                return Err(Flaw::Twice(number));
            }
        }
        Ok(())
    }

    fn vertex(&self, number: VertexNr) -> Result<Vertex, Flaw> {
        let found = self.vertices.get(number.at());
        found.copied().ok_or(Flaw::NoVertex(number))
    }

    /// Returns the same pool with each person in at most `max` circles.
    ///
    /// The cap is the limit over all vertices of a person. It counts circles because a circle holds a
    /// person once; where it may hold them more often, it counts their vertices.
    #[must_use]
    pub fn with_cap(&self, max: u16) -> Pool {
        let of = |vertex: &Vertex| vertex.person;
        let people: BTreeSet<_> = self.vertices.iter().filter_map(of).collect();
        let caps = people.into_iter().map(|person| {
            let all = (0..).map(VertexNr).zip(&self.vertices);
            let own = all.filter(|(_, vertex)| vertex.person == Some(person));
            Limit {
                vertices: own.map(|(number, _)| number).collect(),
                max,
            }
        });
        let mut pool = self.clone();
        pool.limits.extend(caps);
        pool
    }

    pub(super) fn kind(&self, number: VertexNr) -> Option<VertexKind> {
        self.vertices.get(number.at()).map(|vertex| vertex.kind)
    }

    pub(super) fn person(&self, number: VertexNr) -> Option<PersonNr> {
        self.vertices.get(number.at())?.person
    }

    /// Returns the arcs out of each vertex, in order of where they lead.
    pub(super) fn arcs_out(&self) -> Vec<Vec<ArcNr>> {
        let mut out = vec![Vec::new(); self.vertices.len()];
        for (number, arc) in (0..).map(ArcNr).zip(&self.arcs) {
            if let Some(list) = out.get_mut(arc.from.at()) {
                list.push(number);
            }
        }
        for list in &mut out {
            list.sort_by_key(|arc| self.arcs.get(arc.at()).map(|arc| arc.to));
        }
        out
    }
}
