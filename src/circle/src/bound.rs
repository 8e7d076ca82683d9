//! What a set of circles can be worth at most, in whole numbers.
//!
//! Any multipliers of rows, none below zero, give a bound: the value of a legal set is at most
//! Σ multiplier·max + Σ (weight − what the multipliers charge), the second sum over columns where it
//! gains. The relaxation finds good ones in floating point; here they are rounded to whole numbers of a
//! small unit, and from then on all is exact. Good or bad multipliers make a bound tight or loose, never
//! wrong (Neumaier, Shcherbina 2004).

use super::numbered::Numbered;
use super::program::Row;
use super::real::Real;

/// Whether a column is still open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    #[default]
    Free,
    Zero,
    One,
}

/// So many of the unit make one of weight.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale(i64);

impl Scale {
    /// Returns the finest unit whose sums fit.
    pub fn of(weights: &[i64], rows: usize) -> Scale {
        let heaviest = weights.iter().map(|weight| weight.abs()).max().unwrap_or(0);
        // Each row and column adds at most the heaviest times its rhs; the room is ample.
        let most = heaviest
            .max(1)
            .saturating_mul((weights.len() + rows + 1) as i64);
        let room = (i64::MAX >> 12) / most.max(1);
        Scale(room.clamp(1, 1 << 20))
    }

    /// Returns the least sum, in units, of a set worth at least this much.
    pub fn units(self, value: i64) -> i64 {
        value.saturating_mul(self.0)
    }

    /// Returns the most that a set worth at most so many units can be worth.
    pub fn value(self, units: i64) -> i64 {
        units.div_euclid(self.0)
    }
}

/// A bound and what each column contributes.
#[derive(Clone, Debug, Default)]
pub(super) struct Bound {
    /// In units.
    pub most: i64,
    /// By column: its weight less what it is charged, in units.
    pub gains: Vec<i64>,
}

impl Bound {
    /// Computes the bound that multipliers give.
    pub fn of(
        rows: &[Row],
        multipliers: &[Real],
        weights: &[i64],
        states: &[State],
        scale: Scale,
    ) -> Bound {
        let size = weights.len();
        let bound = Bound::within_reach(rows, multipliers, weights, states, scale);
        // Sums that do not fit come of useless multipliers; then nothing is known.
        bound.unwrap_or_else(|| Bound {
            most: i64::MAX,
            gains: vec![0; size],
        })
    }

    fn within_reach(
        rows: &[Row],
        multipliers: &[Real],
        weights: &[i64],
        states: &[State],
        scale: Scale,
    ) -> Option<Bound> {
        let units = |weight: &i64| weight.checked_mul(scale.0);
        let mut gains = weights.iter().map(units).collect::<Option<Vec<i64>>>()?;
        let mut most = 0_i64;
        for (row, multiplier) in rows.iter().zip(multipliers) {
            // A conversion of a number too large, or of none, ends at a bound of the range or at 0.
            let charge = ((multiplier * scale.0 as Real).round() as i64).max(0);
            if charge == 0 {
                continue;
            }
            most = most.checked_add(charge.checked_mul(row.max)?)?;
            for &(column, coefficient) in &row.terms {
                let gain = gains.at(column);
                gains.put(column, gain.checked_sub(charge.checked_mul(coefficient)?)?);
            }
        }
        for (gain, state) in gains.iter().zip(states) {
            let adds = match state {
                State::Free => (*gain).max(0),
                State::Zero => 0,
                State::One => *gain,
            };
            most = most.checked_add(adds)?;
        }
        Some(Bound { most, gains })
    }
}
