//! How somebody can say yes to an offer: the domain's own answer, under the name that pages know.

pub use ruil_core::ways::{Way, Ways, given, light, near, starting, ways};

#[cfg(test)]
mod tests;
