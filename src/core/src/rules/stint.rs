//! Stints: what the act calls a dienst (ATW 1:7).
//!
//! A stint is all work between two rests of at least 8 hours, so two part-shifts with a gap of three
//! hours are one, and the gap is its break. Rules speak of stints; the roster speaks of duties.

use super::duty::{Duty, Pauses, Worked};
use super::local::{DAY_MIN, Part, first_day_in, minutes_in, parts};
use super::rule_set::{Night, RuleSet};
use super::weeks::Weeks;
use crate::id::ShiftId;
use crate::time::{Moment, Span};

/// All work between two rests that separate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stint {
    /// From the first minute of work to the last.
    pub(crate) span: Span,
    /// Minutes of work.
    pub(crate) work_min: i32,
    /// Minutes of break, in breaks that are long enough.
    pub(crate) pause_min: i32,
    /// The longest interruption whose place is known.
    pub(crate) longest_pause_min: i32,
    /// The longest stretch that must have gone without a break.
    pub(crate) stretch_min: i32,
    /// Minutes of work in the night, as many as there may have been.
    pub(crate) night_min: i32,
    /// Minutes of work in the hours of the day that are asked for.
    pub(crate) watched_min: i32,
    /// Whether it is a night.
    pub(crate) is_night: bool,
    /// Whether it is a night that ends late.
    pub(crate) late: Late,
    /// Whether presence is part of it.
    pub(crate) has_presence: bool,
    /// Whether anything but lessons is part of it.
    pub(crate) has_work: bool,
    first: Option<ShiftId>,
    last: Option<ShiftId>,
    first_night: Option<(i32, i32)>,
}

/// Whether a night ends after 02:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Late {
    /// No.
    No,
    /// Yes.
    Yes,
    /// At the second 02:00 in October, or at 03:00 in March, when 02:00 is skipped: clock and
    /// elapsed time disagree.
    Unclear,
}

impl Stint {
    pub(crate) const fn start(&self) -> i32 {
        self.span.start().utc_min
    }

    pub(crate) const fn end(&self) -> i32 {
        self.span.end().utc_min
    }

    pub(crate) const fn worked(&self) -> Worked {
        Worked {
            span: self.span,
            first: self.first,
            last: self.last,
        }
    }
}

/// A stretch of work without a break whose place is known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    /// From when to when, as in the roster.
    pub(crate) from: Moment,
    pub(crate) until: Moment,
    /// Minutes of break somewhere in it.
    pub(crate) off_min: i32,
}

/// Calls back with the pieces of a duty, breaks that are long enough left out.
///
/// A break shorter than a pause is work; one at the very start or end interrupts nothing, so the
/// work begins later or ends sooner.
pub(crate) fn pieces(duty: &Duty, pause_min: i32, mut each: impl FnMut(Piece)) {
    let (start, end) = (duty.span.start(), duty.span.end());
    let whole = |off_min| Piece {
        from: start,
        until: end,
        off_min,
    };
    match &duty.pauses {
        Pauses::Total(min) if i32::from(*min) < pause_min => each(whole(0)),
        Pauses::Total(min) => each(whole(i32::from(*min).min(duty.span.len_min()))),
        Pauses::Exact(pauses) => {
            let mut from = start;
            let mut open: Option<Span> = None;
            let mut cut = |from: &mut Moment, pause: Span| {
                if pause.len_min() >= pause_min {
                    each_piece(*from, pause.start(), &mut each);
                    *from = pause.end();
                }
            };
            for pause in pauses {
                open = match open {
                    Some(before) if before.end().utc_min >= pause.start().utc_min => {
                        let end = if pause.end() > before.end() {
                            pause.end()
                        } else {
                            before.end()
                        };
                        Span::new(before.start(), end)
                    }
                    Some(before) => {
                        cut(&mut from, before);
                        Some(*pause)
                    }
                    None => Some(*pause),
                };
            }
            if let Some(last) = open {
                cut(&mut from, last);
            }
            each_piece(from, end, &mut each);
        }
    }
}

fn each_piece(from: Moment, until: Moment, each: &mut impl FnMut(Piece)) {
    if from.utc_min < until.utc_min {
        each(Piece {
            from,
            until,
            off_min: 0,
        });
    }
}

/// One stretch of work as it is counted: never twice, and a gap too short to be a pause is work.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Counted {
    /// Local minutes.
    pub(crate) parts: [Part; 2],
    /// Minutes of work.
    pub(crate) work_min: i32,
    /// Minutes of break somewhere in it.
    pub(crate) off_min: i32,
}

/// Builds stints, and the sums of their work, from pieces that come in order.
#[derive(Debug)]
pub(crate) struct Builder<'a> {
    rules: &'a RuleSet,
    watched: Option<(i32, i32)>,
    /// The sums.
    pub(crate) weeks: Weeks,
    /// All stints so far, the last one still open.
    pub(crate) stints: Vec<Stint>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        rules: &'a RuleSet,
        watched: Option<(i32, i32)>,
        weeks: Weeks,
        room: usize,
    ) -> Self {
        Self {
            rules,
            watched,
            weeks,
            stints: Vec::with_capacity(room),
        }
    }

    /// Adds a piece.
    pub(crate) fn add(&mut self, duty: &Duty, piece: Piece, is: Is) {
        let rules = self.rules;
        let last = self.stints.last_mut();
        let gap = last
            .as_ref()
            .map(|last| piece.from.utc_min - last.span.end().utc_min);
        let joins = gap.is_some_and(|gap| gap < rules.separator_min);
        let from = match (&last, gap) {
            (Some(last), Some(gap)) if gap < rules.pause_min => last.span.end().utc_min,
            _ => piece.from.utc_min,
        };
        let len = piece.until.utc_min - from;
        if len <= 0 {
            return;
        }
        let off_min = piece.off_min.min(len);
        let work_min = len - off_min;
        let pause = gap
            .filter(|gap| joins && *gap >= rules.pause_min)
            .unwrap_or(0);
        let counted = Counted {
            parts: parts(duty.span, from, piece.until.utc_min),
            work_min,
            off_min,
        };
        let parts = &counted.parts;
        self.weeks.add_hours(&counted);
        let night = (rules.night.from_min, rules.night.until_min);
        let night_min = self.weeks.add_work(&counted, night);
        let watched = |window: (i32, i32)| -> i32 {
            let minutes: i32 = parts.iter().map(|part| minutes_in(*part, window)).sum();
            minutes.min(work_min)
        };
        let first_night = if night_min > 0 {
            first_night(piece, parts, rules.night)
        } else {
            None
        };
        let added = Stint {
            span: Span::new(piece.from, piece.until).unwrap_or(duty.span),
            work_min,
            pause_min: pause + off_min,
            longest_pause_min: pause,
            // With a break somewhere, no stretch need be longer than half of it.
            stretch_min: if off_min > 0 { (work_min + 1) / 2 } else { len },
            night_min,
            watched_min: self.watched.map_or(0, watched),
            is_night: false,
            late: Late::No,
            has_presence: is == Is::Presence,
            has_work: is != Is::School,
            first: duty.shift,
            last: duty.shift,
            first_night,
        };
        match last {
            Some(last) if joins => last.join(&added, pause == 0),
            _ => self.stints.push(added),
        }
        if let Some(last) = self.stints.last_mut() {
            last.settle(rules.night);
        }
    }
}

/// What a piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Is {
    Work,
    School,
    Presence,
}

/// Returns the day of the first night worked in, and the offset then.
fn first_night(piece: Piece, parts: &[Part; 2], night: Night) -> Option<(i32, i32)> {
    let offsets = [piece.from.offset_min, piece.until.offset_min];
    let mut found = parts.iter().zip(offsets).filter_map(|(part, offset)| {
        let day = first_day_in(*part, night.from_min, night.until_min)?;
        Some((day, i32::from(offset)))
    });
    found.next()
}

impl Stint {
    fn join(&mut self, next: &Self, is_unbroken: bool) {
        self.span = Span::new(self.span.start(), next.span.end()).unwrap_or(self.span);
        self.work_min += next.work_min;
        self.pause_min += next.pause_min;
        self.longest_pause_min = self.longest_pause_min.max(next.longest_pause_min);
        self.stretch_min = if is_unbroken {
            self.stretch_min + next.stretch_min
        } else {
            self.stretch_min.max(next.stretch_min)
        };
        self.night_min += next.night_min;
        self.watched_min += next.watched_min;
        self.has_presence |= next.has_presence;
        self.has_work |= next.has_work;
        self.last = next.last;
        self.first_night = self.first_night.or(next.first_night);
    }

    fn settle(&mut self, night: Night) {
        self.is_night = self.night_min > night.more_than_min;
        self.late = match self.first_night {
            Some((day, offset)) if self.is_night => {
                let late = day * DAY_MIN + night.late_min;
                let by_clock = self.span.end().local_min() > late;
                let elapsed = self.end() > late - offset;
                match (by_clock, elapsed) {
                    (true, true) => Late::Yes,
                    (false, false) => Late::No,
                    (true, false) | (false, true) => Late::Unclear,
                }
            }
            Some(_) | None => Late::No,
        };
    }
}
