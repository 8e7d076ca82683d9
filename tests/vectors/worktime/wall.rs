//! Wall times to moments: the one place that needs a time-zone database.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use ruil_core::Moment;

/// Returns the moment of a wall time; `fold` picks the first (0) or second (1) of a repeated one.
pub fn moment(zone: &TimeZone, text: &str, fold: Option<u64>) -> Result<Moment, String> {
    let wall: DateTime = text
        .parse()
        .map_err(|_| format!("{text} is no date and time"))?;
    if wall.second() != 0 || wall.subsec_nanosecond() != 0 {
        return Err(format!("{text} is not a whole minute"));
    }
    let offset = match (zone.to_ambiguous_timestamp(wall).offset(), fold) {
        (AmbiguousOffset::Unambiguous { offset }, None | Some(0)) => offset,
        (AmbiguousOffset::Unambiguous { .. }, Some(_)) => {
            return Err(format!("{text} does not come a second time"));
        }
        (AmbiguousOffset::Gap { .. }, _) => {
            return Err(format!("{text} does not exist: the clock skips it"));
        }
        (AmbiguousOffset::Fold { before, .. }, Some(0)) => before,
        (AmbiguousOffset::Fold { after, .. }, Some(1)) => after,
        (AmbiguousOffset::Fold { .. }, Some(other)) => {
            return Err(format!("{text} comes twice, not {} times", other + 1));
        }
        (AmbiguousOffset::Fold { .. }, None) => {
            return Err(format!("{text} comes twice, and no fold says which"));
        }
    };
    at(wall, offset).ok_or_else(|| format!("{text} is too far away"))
}

fn at(wall: DateTime, offset: Offset) -> Option<Moment> {
    let second = offset.to_timestamp(wall).ok()?.as_second();
    Some(Moment {
        utc_min: i32::try_from(second.div_euclid(60)).ok()?,
        offset_min: i16::try_from(offset.seconds() / 60).ok()?,
    })
}
