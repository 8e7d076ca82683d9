//! Roster files as planners and programs write them, read from the outside.

#[cfg(test)]
mod faults;
#[cfg(test)]
mod grid;
#[cfg(test)]
mod help;
#[cfg(test)]
mod ical;
#[cfg(test)]
mod layouts;
#[cfg(test)]
mod long;
#[cfg(test)]
mod made;
#[cfg(test)]
mod ods;
#[cfg(test)]
mod refused;
#[cfg(test)]
mod rendered;
#[cfg(test)]
mod separator;
#[cfg(test)]
mod total;
#[cfg(test)]
mod turned;
#[cfg(test)]
mod workbook;
