//! What is offered: a shift, several that go together, or a part of one.

use ruil_core::check::{Change, Handover, PART_MIN, Part};
use ruil_core::limit::OFFERED_TOGETHER_MAX;
use ruil_core::{Moment, PartAsked, PersonId, Shift, ShiftId, ShiftRef, Span, Team};

use super::ways::near;

/// A shift is cut at these steps.
const STEP_MIN: i32 = 30;
/// Two shifts of one day with less than this between them are the halves of a broken one: shorter
/// than any rest the law knows.
const BROKEN_MIN: i32 = 8 * 60;
/// How far away the shifts are that can go with another.
const TOGETHER_DAYS: i32 = 14;

/// Which end of a shift is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its beginning.
    First,
    /// Its end.
    Last,
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// The shift.
    pub shift: Shift,
    /// The shifts that go with it.
    pub more: Vec<Shift>,
    /// If only a part of it is offered.
    pub part: Option<PartAsked>,
}

impl Lot {
    /// Offers one shift, all of it.
    pub const fn whole(shift: Shift) -> Self {
        Self {
            shift,
            more: Vec::new(),
            part: None,
        }
    }

    /// Tells whether it is one shift, all of it.
    pub const fn is_whole(&self) -> bool {
        self.more.is_empty() && self.part.is_none()
    }

    /// Returns the shifts as I see them.
    pub fn shifts(&self) -> Vec<ShiftRef> {
        let all = [&self.shift].into_iter().chain(&self.more);
        let seen = all.map(|shift| ShiftRef {
            shift: shift.id,
            revision: shift.revision,
        });
        seen.collect()
    }

    /// Returns the change if somebody takes it, and gives a shift for it perhaps.
    pub fn change(&self, taker: PersonId, with: Option<ShiftId>) -> Change {
        let part = self.part.and_then(|asked| cut(self.shift.span, asked));
        let all = [&self.shift].into_iter().chain(&self.more);
        let there = all.map(|shift| Handover {
            shift: shift.id,
            from: shift.owner,
            to: taker,
            part,
        });
        let back = with.zip(self.shift.owner).map(|(with, giver)| Handover {
            shift: with,
            from: Some(taker),
            to: giver,
            part: None,
        });
        Change::new(there.chain(back).collect())
    }
}

/// Returns the two parts that a cut makes, if it can be.
pub fn cut(shift: Span, asked: PartAsked) -> Option<Part> {
    let taken = Span::new(asked.from, asked.until)?;
    Part::of(shift, taken, asked.handover_min.into())
}

/// Returns a part of a shift, from its beginning or up to its end.
pub const fn asked(shift: Span, side: Side, at: Moment, handover_min: u16) -> PartAsked {
    let (from, until) = match side {
        Side::First => (shift.start(), at),
        Side::Last => (at, shift.end()),
    };
    PartAsked {
        from,
        until,
        handover_min,
    }
}

/// Returns the times at which a shift can be cut, so that both parts are long enough.
///
/// They carry the offset of the shift's start: in the two nights when the clock changes, a time after
/// the change is an hour off on the screen, and what is signed is right all the same.
pub fn cuts(shift: Span, side: Side, handover_min: u16) -> Vec<Moment> {
    let start = shift.start();
    let steps = 1..shift.len_min().max(0) / STEP_MIN + 1;
    let at = steps.map(|step| Moment {
        utc_min: start.utc_min.saturating_add(step * STEP_MIN),
        ..start
    });
    let fits = |at: &Moment| cut(shift, asked(shift, side, *at, handover_min)).is_some();
    at.filter(fits).collect()
}

/// Tells whether a shift is long enough to be cut at all.
pub const fn can_be_cut(shift: Span) -> bool {
    shift.len_min() >= 2 * PART_MIN
}

/// Returns the other half of a broken shift: one of the same owner and day, with less than a rest
/// between them.
pub fn other_half<'a>(team: &'a Team, shift: &Shift) -> Option<&'a Shift> {
    let day = shift.span.start().day();
    let between = |other: &Shift| {
        let after = |first: Span, then: Span| then.start().utc_min - first.end().utc_min;
        after(shift.span, other.span).max(after(other.span, shift.span))
    };
    let minute = |day: i32| day.saturating_mul(24 * 60);
    let own = team
        .roster
        .starting(Some(shift.owner?), minute(day.0 - 1), minute(day.0 + 2));
    let mut halves = own.filter(|other| {
        other.id != shift.id
            && other.span.start().day() == day
            && (0..BROKEN_MIN).contains(&between(other))
            && team.open_offer_of(other.id).is_none()
    });
    halves.next()
}

/// Returns the owner's other shifts that can go with one: near it, not begun, and not on offer.
pub fn together(team: &Team, shift: &Shift, now: Moment) -> Vec<Shift> {
    let Some(owner) = shift.owner else {
        return Vec::new();
    };
    let near = near(team, shift, owner, TOGETHER_DAYS, now);
    let others = near.filter(|other| {
        let may_have_begun = shift.has_begun(now) || !other.has_begun(now);
        other.id != shift.id && may_have_begun && team.open_offer_of(other.id).is_none()
    });
    let mut others: Vec<_> = others.cloned().collect();
    let start = shift.span.start().utc_min;
    others.sort_by_key(|other| other.span.start().utc_min.abs_diff(start));
    // More are more than an offer holds, or than anybody would take.
    others.truncate(OFFERED_TOGETHER_MAX - 1);
    others.sort_by_key(|other| other.span);
    others
}

#[cfg(test)]
mod tests;
