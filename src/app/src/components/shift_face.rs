//! What a shift shows of itself.

use ruil_core::{PartOfDay, Shift, Span, Team};

/// A shift's times and words, without whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftFace {
    /// From when to when.
    pub span: Span,
    /// The kind's letter or letters.
    pub code: String,
    /// The kind's name.
    pub name: String,
    /// Where.
    pub unit: Option<String>,
}

impl ShiftFace {
    /// Looks up the words of a shift in its team.
    pub fn of(team: &Team, shift: &Shift) -> Self {
        let kind = team.kinds.get(&shift.kind);
        let unit = shift.unit.and_then(|unit| team.units.get(&unit));
        Self {
            span: shift.span,
            code: kind.map(|kind| kind.code.clone()).unwrap_or_default(),
            name: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            unit: unit.map(|unit| unit.name.clone()),
        }
    }

    /// Returns the part of the day it belongs to.
    pub fn part(&self) -> PartOfDay {
        PartOfDay::of(self.span)
    }
}
