//! The working-time rules against a checker that counts minute by minute.

#[cfg(test)]
mod agree;
#[cfg(test)]
mod brute;
#[cfg(test)]
mod change;
#[cfg(test)]
mod rosters;
