//! Whether a change of hands is possible, asked before anybody is bothered and again at settling.
//!
//! All obstacles are returned, never only the first, for every person in the change.

use serde::{Deserialize, Serialize};

use crate::id::{PersonId, QualificationId, ShiftId};
use crate::refusal::Refusal;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::{Moment, Span};

/// One shift, or a part of it, that changes hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The shift.
    pub shift: ShiftId,
    /// Who has it; nobody for an open shift.
    pub from: Option<PersonId>,
    /// Who gets it.
    pub to: PersonId,
    /// If it is a part only, which.
    pub part: Option<Part>,
}

/// The two parts a shift is cut into: its beginning and its end, which may overlap to hand over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part {
    /// What changes hands.
    pub taken: Span,
    /// What stays.
    pub kept: Span,
}

/// The shortest part of a shift.
pub const PART_MIN: i32 = 3 * 60;
/// The longest handover.
pub const HANDOVER_MIN: i32 = 60;

impl Part {
    /// Cuts a shift, or says that it can't be cut so: both parts are at least [`PART_MIN`] long, and
    /// the one that changes hands is the beginning or the end.
    pub fn of(shift: Span, taken: Span, handover_min: i32) -> Option<Self> {
        let moved = |moment: Moment, minutes: i32| Moment {
            utc_min: moment.utc_min.saturating_add(minutes),
            ..moment
        };
        if !(0..=HANDOVER_MIN).contains(&handover_min) {
            return None;
        }
        // The clock of a cut is one of the shift's two, and where nothing is cut, its own.
        let offsets = [shift.start().offset_min, shift.end().offset_min];
        let is_start = taken.start() == shift.start();
        let is_end = taken.end() == shift.end();
        let cut = if is_start { taken.end() } else { taken.start() };
        if !offsets.contains(&cut.offset_min) {
            return None;
        }
        let kept = match (is_start, is_end) {
            (true, false) => Span::new(moved(taken.end(), -handover_min), shift.end()),
            (false, true) => Span::new(shift.start(), moved(taken.start(), handover_min)),
            (true, true) | (false, false) => None,
        }?;
        let is_within = |part: Span| {
            let (from, until) = (shift.start().utc_min, shift.end().utc_min);
            part.start().utc_min >= from && part.end().utc_min <= until
        };
        let is_long = |part: Span| part.len_min() >= PART_MIN && is_within(part);
        (is_long(taken) && is_long(kept)).then_some(Self { taken, kept })
    }

    /// Returns the share of a shift's break that falls in one of its parts, rounded down, so that
    /// nobody works more than was planned without it being seen.
    pub fn break_min(shift: &Shift, part: Span) -> u16 {
        let share = i64::from(shift.break_min) * i64::from(part.len_min())
            / i64::from(shift.span.len_min().max(1));
        u16::try_from(share).unwrap_or(shift.break_min)
    }
}

/// Handovers that happen together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change(Vec<Handover>);

impl Change {
    /// Returns the gift of a shift.
    pub fn gift(shift: &Shift, to: PersonId) -> Self {
        Self(vec![Handover {
            shift: shift.id,
            from: shift.owner,
            to,
            part: None,
        }])
    }

    /// Returns handovers as one change.
    pub const fn new(handovers: Vec<Handover>) -> Self {
        Self(handovers)
    }

    /// Returns the exchange of a shift of `giver` for one of `taker`, if there is one in return.
    pub fn swap(
        shift: ShiftId,
        giver: PersonId,
        taker: PersonId,
        in_return: Option<ShiftId>,
    ) -> Self {
        let there = Handover {
            shift,
            from: Some(giver),
            to: taker,
            part: None,
        };
        let back = |shift| Handover {
            shift,
            from: Some(taker),
            to: giver,
            part: None,
        };
        Self([there].into_iter().chain(in_return.map(back)).collect())
    }

    /// Returns the handovers.
    pub fn handovers(&self) -> &[Handover] {
        &self.0
    }

    fn takes_away(&self, shift: ShiftId) -> bool {
        self.0.iter().any(|handover| handover.shift == shift)
    }

    /// Returns what else the change leaves with the same person at the same time: another shift that
    /// they get, or the part they keep of one they give.
    fn clashes<'a>(
        &'a self,
        team: &'a Team,
        own: Handover,
        span: Span,
    ) -> impl Iterator<Item = ShiftId> + 'a {
        let others = self.0.iter().filter(move |other| other.shift != own.shift);
        let clashes = others.filter(move |other| {
            let whole = team.roster.get(other.shift).map(|shift| shift.span);
            let got = other.part.map(|part| part.taken).or(whole);
            let got = got.filter(|_| other.to == own.to);
            let kept = other.part.map(|part| part.kept);
            let kept = kept.filter(|_| other.from == Some(own.to));
            let mut theirs = got.into_iter().chain(kept);
            theirs.any(|other| other.overlaps(span))
        });
        clashes.map(|other| other.shift)
    }
}

/// Returns everything that stands in the way of a change; empty means it is possible.
pub fn check(team: &Team, change: &Change) -> Vec<Refusal> {
    change
        .0
        .iter()
        .flat_map(|handover| obstacles(team, change, *handover))
        .collect()
}

pub(crate) fn obstacles(team: &Team, change: &Change, handover: Handover) -> Vec<Refusal> {
    let Some(shift) = team.roster.get(handover.shift) else {
        return vec![Refusal::UnknownShift(handover.shift)];
    };
    let Some(person) = team.people.get(&handover.to) else {
        return vec![Refusal::UnknownPerson(handover.to)];
    };
    if !person.is_member() {
        return vec![Refusal::HasLeft(person.id)];
    }
    let owner = (shift.owner != handover.from).then_some(Refusal::NotOwner {
        shift: shift.id,
        owner: shift.owner,
    });
    let unqualified = needs(team, shift).filter(|needs| !person.qualifications.contains(needs));
    let unqualified = unqualified.map(|needs| Refusal::NotQualified {
        person: person.id,
        shift: shift.id,
        needs,
    });
    let span = handover.part.map_or(shift.span, |part| part.taken);
    let clashes = team.roster.overlapping(person.id, span);
    let clashes = clashes.filter(|other| !change.takes_away(other.id));
    let clashes = clashes.map(|other| other.id);
    let clashes = clashes.chain(change.clashes(team, handover, span));
    let clashes = clashes.map(|with| Refusal::Overlap {
        person: person.id,
        shift: shift.id,
        with,
    });
    owner
        .into_iter()
        .chain(unqualified)
        .chain(clashes)
        .collect()
}

/// Returns what a shift asks for: by itself, and by the team's rules for its kind.
pub(crate) fn needs<'a>(
    team: &'a Team,
    shift: &'a Shift,
) -> impl Iterator<Item = QualificationId> + 'a {
    let rules = team.rules.iter().flat_map(|rules| &rules.own.needs);
    let by_kind = rules.filter(|(kind, _)| *kind == shift.kind);
    let by_kind = by_kind.map(|(_, needs)| *needs);
    shift
        .needs
        .into_iter()
        .chain(by_kind.filter(|needs| Some(*needs) != shift.needs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::KindId;

    const fn at(hour: i32, minute: i32) -> Moment {
        Moment {
            utc_min: 28_000_000 + hour * 60 + minute,
            offset_min: 60,
        }
    }

    fn span(from: Moment, until: Moment) -> Span {
        Span::new(from, until).unwrap()
    }

    #[test]
    fn where_a_shift_of_ten_hours_is_cut() {
        let shift = span(at(8, 0), at(18, 0));
        // From and until; the handover; what is kept.
        for (from, until, handover_min, kept) in [
            (at(8, 0), at(11, 0), 0, Some((at(11, 0), at(18, 0)))),
            (at(8, 0), at(11, 0), 60, Some((at(10, 0), at(18, 0)))),
            (at(8, 0), at(15, 0), 0, Some((at(15, 0), at(18, 0)))),
            (at(8, 0), at(15, 30), 30, Some((at(15, 0), at(18, 0)))),
            (at(15, 0), at(18, 0), 15, Some((at(8, 0), at(15, 15)))),
            (at(11, 0), at(18, 0), 0, Some((at(8, 0), at(11, 0)))),
            (at(8, 0), at(10, 59), 0, None),
            (at(8, 0), at(10, 59), 60, None),
            (at(8, 0), at(15, 1), 0, None),
            (at(10, 59), at(18, 0), 0, None),
            (at(8, 0), at(18, 0), 0, None),
            (at(9, 0), at(17, 0), 0, None),
            (at(7, 0), at(13, 0), 0, None),
            (at(13, 0), at(19, 0), 0, None),
            (at(8, 0), at(13, 0), 61, None),
            (at(8, 0), at(13, 0), -1, None),
        ] {
            let found = Part::of(shift, span(from, until), handover_min);
            let kept = kept.map(|(from, until)| span(from, until));
            assert_eq!(
                found.map(|part| part.kept),
                kept,
                "{from:?} {until:?} {handover_min}"
            );
            if let Some(part) = found {
                let both = part.taken.len_min() + part.kept.len_min();
                assert_eq!(both, shift.len_min() + handover_min);
            }
        }
    }

    #[test]
    fn a_cut_is_told_by_a_clock_of_the_shift() {
        let summer = |moment: Moment| Moment {
            offset_min: 120,
            ..moment
        };
        let night = span(at(22, 0), summer(at(30, 0)));
        for (from, until, is_good) in [
            (at(22, 0), at(26, 0), true),
            (at(22, 0), summer(at(26, 0)), true),
            (summer(at(26, 0)), summer(at(30, 0)), true),
            (summer(at(22, 0)), at(26, 0), false),
            (at(26, 0), at(30, 0), false),
        ] {
            let found = Part::of(night, span(from, until), 0);
            assert_eq!(found.is_some(), is_good, "{from:?} {until:?}");
        }
        let winter = span(at(22, 0), at(30, 0));
        assert_eq!(
            Part::of(winter, span(at(22, 0), summer(at(26, 0))), 0),
            None
        );
    }

    #[test]
    fn a_break_is_shared_by_length_and_never_grows() {
        let shift = |break_min| Shift {
            id: ShiftId::from_bytes([1; 16]),
            span: span(at(8, 0), at(16, 0)),
            break_min,
            kind: KindId::from_bytes([2; 16]),
            unit: None,
            needs: None,
            owner: None,
            revision: 0,
        };
        for (break_min, until_hour, share) in [
            (30, 12, 15),
            (30, 13, 18),
            (45, 11, 16),
            (0, 12, 0),
            (480, 12, 240),
        ] {
            let shift = shift(break_min);
            let part = span(at(8, 0), at(until_hour, 0));
            assert_eq!(Part::break_min(&shift, part), share);
            let rest = Part::break_min(&shift, span(at(until_hour, 0), at(16, 0)));
            assert!(share + rest <= break_min);
        }
    }
}
