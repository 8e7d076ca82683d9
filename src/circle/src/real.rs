//! The one place where a floating-point number is named.
//!
//! The relaxation is solved in such numbers because they are fast, and nothing they say is believed:
//! they only propose multipliers and points, and `bound` and `choice` check these in whole numbers. So no
//! rounding can make an answer wrong or a proof false. The four operations are the same on every device.

/// A number as near as the machine comes.
pub(super) type Real = f64;

/// Below this a number counts as nothing.
pub(super) const TINY: Real = 1e-9;
/// How far a row or a bound may be missed.
pub(super) const SLIP: Real = 1e-7;
