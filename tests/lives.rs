//! What the simulated years share: their first day, who is who, their chance, and replaying what somebody
//! does.

use ruil_core::event::NewShift;
use ruil_core::{Command, Day, DeviceId, Event, EventId, Moment, Outcome, PersonId, Stamp, Team};

const DAY_MIN: i32 = 24 * 60;
/// The first day, a Monday.
pub(crate) const START: Day = Day(20_521);

pub(crate) fn device(person: PersonId) -> DeviceId {
    DeviceId::from_bytes(*person.as_bytes())
}

pub(crate) fn person(nth: usize) -> PersonId {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&(nth as u64 + 1).to_le_bytes());
    PersonId::from_bytes(bytes)
}

/// Returns an hour of a day after the first, in winter.
pub(crate) fn moment(day: i32, hour: i32) -> Moment {
    Moment {
        utc_min: START.plus(day).0 * DAY_MIN + (hour - 1) * 60,
        offset_min: 60,
    }
}

/// Returns eight hours of work that begin at an hour of a day.
pub(crate) fn work(day: i32, hour: i32, owner: Option<u16>) -> NewShift {
    NewShift {
        start: moment(day, hour),
        len_min: 480,
        end_offset_min: 60,
        break_min: 30,
        kind: 0,
        unit: None,
        needs: None,
        owner,
    }
}

/// Replays what somebody does, as the next entry.
pub(crate) fn act(
    (team, number): (&mut Team, &mut u64),
    now: Moment,
    actor: PersonId,
    command: Command,
) -> (EventId, Outcome) {
    *number += 1;
    let mut id = [9; 16];
    id[..8].copy_from_slice(&number.to_le_bytes());
    let id = EventId::from_bytes(id);
    let event = Event {
        id,
        device: device(actor),
        actor,
        command,
    };
    let stamp = Stamp {
        number: *number,
        time_ms: u64::try_from(now.utc_min).unwrap_or_default() * 60_000,
    };
    (id, team.apply(&event, stamp))
}

/// Draws a number below `below`, by what it is about (SplitMix64: Steele, Lea, Flood 2014).
pub(crate) fn draw(seed: u64, about: &[u64], below: u64) -> u64 {
    let mut state = seed;
    for part in about {
        state = state
            .wrapping_add(*part)
            .wrapping_add(0x9e37_79b9_7f4a_7c15);
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^= state >> 31;
    }
    state % below.max(1)
}
