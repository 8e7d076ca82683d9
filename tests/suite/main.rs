//! What several crates promise together: convergence, and the invariants of the architecture.

#[cfg(test)]
mod circles;
#[cfg(test)]
mod convergence;
#[cfg(test)]
mod real_relay;
#[cfg(test)]
mod rounds;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod year;
