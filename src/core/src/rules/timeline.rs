//! A roster laid out: stints, weeks, and what is counted besides.

use super::duty::{Duty, DutyKind, Worked};
use super::local::{DAY_MIN, minutes_in, parts};
use super::rule_set::RuleSet;
use super::stint::{self, Builder, Counted, Is, Stint};
use super::weeks::{Weeks, Whole};
use super::worker::Worker;

/// Minutes of a local clock that count as night for those on call (ATW 5:9(5)).
const ON_CALL_NIGHT: (i32, i32) = (0, 6 * 60);

/// A roster as the rules see it.
#[derive(Debug)]
pub(crate) struct Timeline<'a> {
    /// The duties by their start.
    pub(crate) duties: Vec<&'a Duty>,
    /// The work.
    pub(crate) stints: Vec<Stint>,
    /// The sums.
    pub(crate) weeks: Weeks,
    /// On-call, standby and presence duties, by their start.
    pub(crate) reachable: Vec<(DutyKind, Worked)>,
    /// Two at once.
    pub(crate) clashes: Vec<(Worked, Worked, Clash)>,
    /// From when until when presence duties put other rules in place of the usual ones.
    pub(crate) presence: Option<(i32, i32)>,
}

/// What clashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clash {
    /// Two duties.
    Work,
    /// A duty and leave.
    Leave,
}

impl<'a> Timeline<'a> {
    /// Lays out duties that are sorted by their start.
    pub(crate) fn new(duties: Vec<&'a Duty>, worker: Worker, rules: &RuleSet) -> Self {
        let from = duties
            .iter()
            .map(|duty| duty.span.start().local_min())
            .min();
        let until = duties.iter().map(|duty| duty.span.end().local_min()).max();
        // A gap too short to be a pause is work, and may reach into the week before.
        let from = from.unwrap_or(0) - rules.pause_min;
        let weeks = Weeks::new(from, until.unwrap_or(1));
        let is_minor = worker.age.is_minor();
        let quiet = rules
            .limits(worker.age)
            .daily_rest
            .and_then(|clause| clause.limit.quiet);
        let older = rules.older.filter(|clause| worker.age >= clause.limit.age);
        let watched = quiet.or(older.map(|clause| (clause.limit.from_min, clause.limit.until_min)));
        let mut builder = Builder::new(rules, watched, weeks, duties.len());
        let mut reachable = Vec::new();
        let mut presence: Option<(i32, i32)> = None;
        for duty in &duties {
            let is = match duty.kind {
                DutyKind::Work => Is::Work,
                DutyKind::Presence => Is::Presence,
                DutyKind::School if is_minor => Is::School,
                DutyKind::School => continue,
                DutyKind::Leave => {
                    stint::pieces(duty, rules.pause_min, |piece| {
                        let (from, until) = (piece.from.utc_min, piece.until.utc_min);
                        builder.weeks.add_hours(&Counted {
                            parts: parts(duty.span, from, until),
                            work_min: until - from - piece.off_min,
                            off_min: piece.off_min,
                        });
                    });
                    continue;
                }
                DutyKind::OnCall | DutyKind::Standby => {
                    let worked = Worked::from(*duty);
                    reachable.push((duty.kind, worked));
                    builder.weeks.add_whole(duty.span, whole(duty));
                    continue;
                }
            };
            if is == Is::Presence {
                reachable.push((duty.kind, Worked::from(*duty)));
                builder.weeks.add_whole(duty.span, Whole::Presence);
                let (start, end) = (duty.span.start().utc_min, duty.span.end().utc_min);
                let so_far = presence.unwrap_or((start, end));
                presence = Some((so_far.0.min(start), so_far.1.max(end)));
            }
            let pause_min = if is == Is::School {
                i32::MAX
            } else {
                rules.pause_min
            };
            stint::pieces(duty, pause_min, |piece| {
                builder.add(duty, piece, is);
            });
        }
        let Builder {
            stints, mut weeks, ..
        } = builder;
        let extended = rules.nights.extended.map(|extended| extended.over_min);
        stints
            .iter()
            .for_each(|stint| weeks.add_stint(stint, extended));
        weeks.sum();
        let reach = rules.presence.filter(|_| !is_minor);
        let reach_min = reach.map(|clause| clause.reach_weeks * 7 * DAY_MIN);
        Self {
            clashes: clashes(&duties),
            duties,
            stints,
            weeks,
            reachable,
            presence: presence
                .zip(reach_min)
                .map(|((from, until), reach)| (from - reach, until + reach)),
        }
    }

    /// Returns the two duties of a stint with the longest gap between them.
    pub(crate) fn longest_gap_in(&self, stint: &Stint) -> Option<(Worked, Worked)> {
        let is_in = |duty: &&&Duty| {
            let (start, end) = (duty.span.start().utc_min, duty.span.end().utc_min);
            let is_work = !matches!(
                duty.kind,
                DutyKind::Leave | DutyKind::OnCall | DutyKind::Standby
            );
            is_work && start >= stint.start() && end <= stint.end()
        };
        let first = self.duties.iter().filter(is_in);
        let pairs = first.clone().zip(first.skip(1));
        let gap =
            |(one, next): &(&&Duty, &&Duty)| next.span.start().utc_min - one.span.end().utc_min;
        let (one, next) = pairs.max_by_key(gap)?;
        Some((Worked::from(*one), Worked::from(*next)))
    }

    /// Returns the rest between a stint and the next.
    pub(crate) fn gap_after(&self, at: usize) -> Option<i32> {
        let next = self.stints.get(at + 1)?;
        Some(next.start() - self.stints.get(at)?.end())
    }
}

fn whole(duty: &Duty) -> Whole {
    let minutes = (duty.span.start().utc_min, duty.span.end().utc_min);
    let parts = parts(duty.span, minutes.0, minutes.1);
    let at_night = parts
        .iter()
        .any(|part| minutes_in(*part, ON_CALL_NIGHT) > 0);
    if duty.kind == DutyKind::Standby {
        Whole::Standby { at_night }
    } else {
        Whole::OnCall { at_night }
    }
}

fn clashes(duties: &[&Duty]) -> Vec<(Worked, Worked, Clash)> {
    let mut found = Vec::new();
    let (mut work, mut leave): (Option<&Duty>, Option<&Duty>) = (None, None);
    for &duty in duties {
        let is_leave = match duty.kind {
            DutyKind::Work | DutyKind::School | DutyKind::Presence => false,
            DutyKind::Leave => true,
            DutyKind::OnCall | DutyKind::Standby => continue,
        };
        let others = [(work, Clash::Work), (leave, Clash::Leave)];
        for (other, kind) in others {
            // Leave over leave clashes with nothing.
            let is_asked = !is_leave || kind == Clash::Work;
            let clash = if is_leave { Clash::Leave } else { kind };
            let other = other.filter(|other| is_asked && other.span.overlaps(duty.span));
            found.extend(other.map(|other| (other.into(), duty.into(), clash)));
        }
        let latest = if is_leave { &mut leave } else { &mut work };
        if latest.is_none_or(|latest| latest.span.end() < duty.span.end()) {
            *latest = Some(duty);
        }
    }
    found
}
