//! Random rosters, with the times at which rules turn.

use proptest::prelude::*;
use ruil_core::rules::{Agreement, Collective, Duty, DutyKind, Options, Pauses, Shortening};
use ruil_core::{EventId, Moment, ShiftId, Span};

use super::brute::offset;

/// Returns the moment of a UTC minute in Amsterdam.
pub fn moment(utc_min: i32) -> Moment {
    Moment {
        utc_min,
        offset_min: i16::try_from(offset(utc_min)).unwrap(),
    }
}

fn span(from: i32, until: i32) -> Span {
    Span::new(moment(from), moment(until)).unwrap()
}

fn duty(number: usize, (from, len): (i32, i32), kind: DutyKind, pauses: Pauses) -> Duty {
    Duty {
        span: span(from, from + len),
        pauses,
        kind,
        shift: Some(ShiftId::nth(
            EventId::from_bytes([0; 16]),
            u32::try_from(number).unwrap(),
        )),
    }
}

/// Returns work on a day, from a minute of the UTC day.
pub fn at(day: i32, from: i32, len: i32) -> Duty {
    duty(
        999,
        (day * 1440 + from, len),
        DutyKind::Work,
        Pauses::Total(30),
    )
}

/// Days near which something turns: clock changes, New Year, an ordinary week.
fn first_day() -> impl Strategy<Value = i32> {
    prop_oneof![
        20_525..20_545_i32,
        20_735..20_755_i32,
        20_805..20_820_i32,
        20_600..20_607_i32,
    ]
}

const GAPS: [i32; 22] = [
    5, 14, 15, 180, 479, 480, 481, 599, 600, 659, 660, 661, 719, 720, 839, 840, 1439, 1440, 1920,
    2159, 2160, 2760,
];
const LENGTHS: [i32; 18] = [
    60, 61, 270, 271, 300, 330, 331, 360, 480, 510, 570, 600, 601, 630, 645, 720, 765, 766,
];

fn pauses(len: i32) -> impl Strategy<Value = (u8, i32, i32)> {
    (
        0..4_u8,
        prop::sample::select(vec![0, 14, 15, 29, 30, 44, 45]),
        1..len.max(2),
    )
}

/// One step of a chain: a rest, then a duty.
#[derive(Clone, Debug)]
struct Step {
    gap: i32,
    len: i32,
    pause: (u8, i32, i32),
    kind: DutyKind,
    snap: Option<(i32, i32)>,
}

fn step(kinds: Vec<DutyKind>) -> impl Strategy<Value = Step> {
    let gap = prop_oneof![
        3 => prop::sample::select(GAPS.to_vec()),
        2 => 840..1100_i32,
        1 => 1400..4400_i32,
    ];
    let len = prop_oneof![prop::sample::select(LENGTHS.to_vec()), 200..800_i32];
    // Snap the end or start to a minute of the local clock at which something turns.
    let turning = vec![0, 60, 61, 120, 180, 299, 300, 360, 1380];
    let snap = prop::option::weighted(0.4, (prop::sample::select(turning), -1..=1_i32));
    (gap, len, pauses(900), prop::sample::select(kinds), snap).prop_map(
        |(gap, len, pause, kind, snap)| Step {
            gap,
            len,
            pause,
            kind,
            snap,
        },
    )
}

fn lay(day: i32, steps: Vec<Step>) -> Vec<Duty> {
    let mut at = day * 1440 + 6 * 60;
    let mut duties = Vec::new();
    for (number, step) in steps.into_iter().enumerate() {
        let mut from = at + step.gap;
        if let Some((clock, by)) = step.snap {
            let local = (from + step.len + offset(from)).rem_euclid(1440);
            from += (clock + by - local).rem_euclid(1440);
        }
        let len = step.len;
        let (how, min, place) = step.pause;
        let min = min.min(len - 1);
        let start = from + place.rem_euclid((len - min).max(1));
        let pauses = match how {
            0 | 1 => Pauses::Total(u16::try_from(min).unwrap()),
            _ if min == 0 => Pauses::Exact(Vec::new()),
            2 => Pauses::Exact(vec![span(start, start + min)]),
            _ => {
                let middle = start + min / 2;
                let parts = [(start, middle), (middle + (place % 2), start + min + 1)];
                let fits = |(from_, until): &(i32, i32)| from_ < until && *until <= from + len;
                let parts = parts.into_iter().filter(fits);
                Pauses::Exact(parts.map(|(from, until)| span(from, until)).collect())
            }
        };
        duties.push(duty(number, (from, len), step.kind, pauses));
        at = from + len;
    }
    duties
}

/// A few weeks in which everything is close to a limit.
pub fn chain(kinds: Vec<DutyKind>) -> impl Strategy<Value = Vec<Duty>> {
    (first_day(), prop::collection::vec(step(kinds), 2..16))
        .prop_map(|(day, steps)| lay(day, steps))
}

/// What a week of a pattern looks like.
#[derive(Clone, Debug)]
struct Week {
    /// Days on which something is a little different.
    odd: Vec<prop::sample::Index>,
    /// Days with a duty, Monday the lowest bit.
    days: i32,
    /// When it starts on the local clock.
    start: i32,
    len: i32,
}

fn week() -> impl Strategy<Value = Week> {
    let days = vec![
        0b001_1111, 0b011_1111, 0b000_1111, 0b101_0101, 0b110_0111, 0b100_1110, 0b001_0101,
    ];
    (
        prop::collection::vec(any::<prop::sample::Index>(), 0..4),
        prop::sample::select(days),
        prop::sample::select(vec![420, 900, 1350, 1320, 1200]),
        prop::sample::select(vec![450, 480, 510, 600, 630, 720, 765]),
    )
        .prop_map(|(odd, days, start, len)| Week {
            odd,
            days,
            start,
            len,
        })
}

/// A pattern of weeks, up to a year: the same hours again and again, with exceptions and weeks off.
pub fn pattern(weeks: std::ops::Range<i32>, kind: DutyKind) -> impl Strategy<Value = Vec<Duty>> {
    let other = prop::sample::select(vec![DutyKind::Work, DutyKind::Work, DutyKind::Leave]);
    let off = prop::collection::vec(any::<prop::sample::Index>(), 0..14);
    let kinds = prop::collection::vec(week(), 1..4);
    (first_day(), weeks, kinds, off, other).prop_map(move |(day, weeks, kinds, off, other)| {
        let monday = day - (day + 3).rem_euclid(7);
        let at = |number: i32| usize::try_from(number).unwrap();
        let mut duties: Vec<Duty> = Vec::new();
        let off: Vec<usize> = off.iter().map(|index| index.index(at(weeks))).collect();
        for number in (0..weeks).filter(|number| weeks < 30 || !off.contains(&at(*number))) {
            let week = &kinds[at(number) % kinds.len()];
            for weekday in (0..7).filter(|weekday| week.days & (1 << weekday) != 0) {
                let is_odd = week.odd.iter().any(|index| index.index(7) == at(weekday));
                let local = (monday + 7 * number + weekday) * 1440 + week.start;
                let from = local - offset(local);
                let kind = if is_odd && number % 5 == 4 {
                    other
                } else {
                    kind
                };
                let len = if is_odd { week.len + 1 } else { week.len };
                let is_over = |last: &Duty| last.span.end().utc_min <= from;
                if duties.last().is_none_or(is_over) {
                    duties.push(duty(duties.len(), (from, len), kind, Pauses::Total(30)));
                }
            }
        }
        duties
    })
}

/// Five weeks with on-call days in a block or two, and work on some of the others.
pub fn calls() -> impl Strategy<Value = Vec<Duty>> {
    let hours = prop::sample::select(vec![(0, 1440), (1020, 900), (420, 1440), (0, 1441)]);
    let days = prop::collection::vec(0..8_u8, 36);
    let block = (0..20_usize, 6..16_usize);
    (first_day(), hours, days, block).prop_map(|(first, (start, len), days, (from, count))| {
        let mut duties: Vec<Duty> = Vec::new();
        for (day, dice) in (first..).zip(0..36_usize) {
            let is_called = (from..from + count).contains(&dice) != (days[dice] == 0);
            let is_at_work = (1..=4).contains(&days[dice]) && dice % 7 < 5;
            let local = day * 1440;
            let mut add = |start: i32, len: i32, kind, pauses| {
                let from = local + start - offset(local + start);
                if duties
                    .last()
                    .is_none_or(|last: &Duty| last.span.end().utc_min <= from)
                {
                    duties.push(duty(duties.len(), (from, len), kind, pauses));
                }
            };
            if is_called {
                add(start, len, DutyKind::OnCall, Pauses::Total(0));
            } else if is_at_work {
                add(420, 510, DutyKind::Work, Pauses::Total(30));
            }
        }
        duties
    })
}

/// What may be switched on.
pub fn options() -> impl Strategy<Value = Options> {
    let flags = prop::collection::vec(prop::bool::weighted(0.25), 8);
    let shortening = prop::sample::select(vec![Shortening::Never, Shortening::Granted]);
    (flags, shortening).prop_map(|(flags, shortening)| Options {
        shortening,
        extended_nights: flags[0],
        collective: Collective {
            care_daily_rest: flags[1],
            short_break: flags[2],
            no_four_weeks: flags[3],
            year_average: flags[4],
            run_of_eight: flags[5],
            many_nights: flags[6],
            fewer_sundays: false,
            standby: true,
            presence: true,
        },
        agreement: flags[7].then_some(Agreement::Vvt),
    })
}
