//! What crosses from a reader in another thread, and to it, as bytes.
//!
//! A large draft goes in several parcels, so that whoever opens them is never busy for long.

use serde::{Deserialize, Serialize};

use crate::{Draft, DraftShift, Guide, Problem, Progress, Unreadable, read_with};

/// Shifts or problems in one parcel: a few milliseconds of a phone.
const FEW: usize = 2048;

/// What a reader tells. A reading ends with [`Told::Read`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// How far it is.
    At(Progress),
    /// Some of the draft's shifts, in their order.
    Shifts(Vec<DraftShift>),
    /// Some of the draft's problems, in their order.
    Problems(Vec<Problem>),
    /// The draft without the shifts and problems that were told before; or why there is none.
    Read(Result<Box<Draft>, Unreadable>),
}

/// Returns a guide as bytes.
pub fn pack_guide(guide: &Guide) -> Vec<u8> {
    // Writing to memory fails for nothing that a guide can hold.
    postcard::to_allocvec(guide).unwrap_or_default()
}

/// Returns what a reader tells as bytes.
pub fn pack(told: &Told) -> Vec<u8> {
    postcard::to_allocvec(told).unwrap_or_default()
}

/// Reads what a reader told.
pub fn unpack(bytes: &[u8]) -> Option<Told> {
    postcard::from_bytes(bytes).ok()
}

/// Reads a file by the guide in `guide`, and tells the draft in parcels.
pub fn read_in_parcels(bytes: &[u8], guide: &[u8], tell: &mut dyn FnMut(Told)) {
    let guide: Guide = postcard::from_bytes(guide).unwrap_or_default();
    let mut at = |progress| {
        tell(Told::At(progress));
        crate::Go::On
    };
    let mut read = read_with(bytes, &guide, &mut at).map(Box::new);
    if let Ok(draft) = &mut read {
        in_few(&mut draft.shifts, |some| tell(Told::Shifts(some)));
        in_few(&mut draft.problems, |some| tell(Told::Problems(some)));
    }
    tell(Told::Read(read));
}

/// Takes all there is, a few at a time.
fn in_few<T>(all: &mut Vec<T>, mut each: impl FnMut(Vec<T>)) {
    let mut left = core::mem::take(all).into_iter();
    while left.len() > 0 {
        each(left.by_ref().take(FEW).collect());
    }
}

/// Puts a draft together again from what is told.
#[derive(Clone, Debug, Default)]
pub struct Gathering {
    shifts: Vec<DraftShift>,
    problems: Vec<Problem>,
}

/// What is known after something was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// How far the reading is.
    At(Progress),
    /// Nothing new for a person.
    Some,
    /// The reading is over.
    Read(Result<Box<Draft>, Unreadable>),
}

impl Gathering {
    /// Takes what was told.
    pub fn hear(&mut self, told: Told) -> Heard {
        match told {
            Told::At(progress) => return Heard::At(progress),
            Told::Shifts(some) => self.shifts.extend(some),
            Told::Problems(some) => self.problems.extend(some),
            Told::Read(read) => {
                let Self { shifts, problems } = core::mem::take(self);
                return Heard::Read(read.map(|draft| {
                    Box::new(Draft {
                        shifts,
                        problems,
                        ..*draft
                    })
                }));
            }
        }
        Heard::Some
    }
}

/// A day as three numbers.
pub(crate) mod day {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        (date.year(), date.month(), date.day()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let (year, month, day) = Deserialize::deserialize(from)?;
        Date::new(year, month, day).map_err(|_| D::Error::custom("no day"))
    }
}

/// A day, or none.
pub(crate) mod perhaps_day {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Known(#[serde(with = "super::day")] Date);

    pub fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        date.map(Known).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let known: Option<Known> = Deserialize::deserialize(from)?;
        Ok(known.map(|known| known.0))
    }
}

/// A time of a day as numbers.
pub(crate) mod local {
    use jiff::civil::{Date, DateTime, Time};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Parts(#[serde(with = "super::day")] Date, i8, i8, i8, i32);

    pub fn serialize<S: Serializer>(local: &DateTime, to: S) -> Result<S::Ok, S::Error> {
        let time = local.time();
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        Parts(local.date(), hour, minute, second, time.subsec_nanosecond()).serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime, D::Error> {
        let Parts(date, hour, minute, second, nanosecond) = Deserialize::deserialize(from)?;
        let time = Time::new(hour, minute, second, nanosecond);
        let time = time.map_err(|_| D::Error::custom("no time"))?;
        Ok(DateTime::from_parts(date, time))
    }
}

#[cfg(test)]
mod tests;
