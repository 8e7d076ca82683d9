//! The Dutch rules by brute force: an array with one cell a minute, and the law read out over it.
//!
//! Nothing here is shared with the rules but the types. Every period is walked minute by minute, and
//! every "in every" is a loop.

use std::collections::{BTreeMap, BTreeSet};

use ruil_core::rules::{Duty, DutyKind, Options, Pauses, Rule};

mod hours;
mod nights;
mod reachable;
mod rests;
mod youth;

use hours::hours;
use nights::{after_nights, nights, runs, series};
use reachable::{asleep_at_work, counted, reachable};
use rests::{agreed, breaks, daily, lengths, weekly};
use youth::youth;

const H: usize = 60;
const DAY: usize = 24 * H;

/// The clocks of Amsterdam: the days on which they change, and what they show from then on.
const CHANGES: [(i32, i32); 7] = [
    (20_000, 60),
    (20_177, 120),
    (20_387, 60),
    (20_541, 120),
    (20_751, 60),
    (20_905, 120),
    (21_122, 60),
];

/// Returns the offset at a UTC minute; clocks change at 01:00 UTC.
pub fn offset(utc_min: i32) -> i32 {
    let before = CHANGES
        .iter()
        .rev()
        .find(|(day, _)| utc_min >= day * 1440 + 60);
    before.map_or(60, |(_, offset)| *offset)
}

/// What is said of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    Decide,
    Broken,
}

#[derive(Debug)]
struct Dienst {
    from: usize,
    until: usize,
    work: usize,
    pause: usize,
    is_night: bool,
    late: bool,
    maybe_late: bool,
    presence: bool,
    only_school: bool,
}

struct World<'a> {
    duties: &'a [Duty],
    start: i32,
    local: Vec<i32>,
    /// The duty worked in each minute, from 1; 0 is rest.
    work: Vec<usize>,
    leave: Vec<usize>,
    on_call: Vec<bool>,
    /// Minutes each duty is worked, its break of unknown place taken off.
    worked: Vec<usize>,
}

impl World<'_> {
    fn at(&self, utc_min: i32) -> usize {
        usize::try_from(utc_min - self.start).unwrap()
    }

    fn week(&self, minute: usize) -> i32 {
        (self.local[minute].div_euclid(1440) + 3).div_euclid(7)
    }

    fn weekday(&self, minute: usize) -> i32 {
        (self.local[minute].div_euclid(1440) + 3).rem_euclid(7)
    }

    fn clock(&self, minute: usize) -> usize {
        usize::try_from(self.local[minute].rem_euclid(1440)).unwrap()
    }

    fn span(&self, duty: &Duty) -> (usize, usize) {
        (
            self.at(duty.span.start().utc_min),
            self.at(duty.span.end().utc_min),
        )
    }

    fn is_free(&self, minute: usize) -> bool {
        self.work.get(minute).is_none_or(|duty| *duty == 0)
    }

    /// Rests in a period, cut off where it ends: where each starts and how long it is.
    fn rests(&self, from: usize, until: usize) -> Vec<(usize, usize)> {
        let mut rests = Vec::new();
        let mut minute = from;
        while minute < until {
            if !self.is_free(minute) {
                minute += 1;
                continue;
            }
            let start = minute;
            while minute < until && self.is_free(minute) {
                minute += 1;
            }
            rests.push((start, minute - start));
        }
        rests
    }

    /// Minutes of work per duty that `asked` says yes to, a break of unknown place taken elsewhere.
    fn count(&self, minutes: impl Iterator<Item = usize>, asked: impl Fn(usize) -> bool) -> usize {
        let mut per_duty: BTreeMap<usize, usize> = BTreeMap::new();
        for minute in minutes {
            if !self.is_free(minute) && asked(minute) {
                *per_duty.entry(self.work[minute]).or_default() += 1;
            }
        }
        per_duty
            .iter()
            .map(|(duty, count)| (*count).min(self.worked[*duty]))
            .sum()
    }
}

fn lay_out<'a>(duties: &'a [Duty], is_minor: bool) -> World<'a> {
    let first = duties
        .iter()
        .map(|duty| duty.span.start().utc_min)
        .min()
        .unwrap();
    let last = duties
        .iter()
        .map(|duty| duty.span.end().utc_min)
        .max()
        .unwrap();
    let start = first - 30 * 1440;
    let len = usize::try_from(last - start).unwrap() + 40 * DAY;
    let local = (0..len).map(|at| {
        let utc = start + i32::try_from(at).unwrap();
        utc + offset(utc)
    });
    let mut world = World {
        duties,
        start,
        local: local.collect(),
        work: vec![0; len],
        leave: vec![0; len],
        on_call: vec![false; len],
        worked: vec![0; duties.len() + 1],
    };
    for (number, duty) in (1..).zip(duties) {
        let (from, until) = world.span(duty);
        let is_school = duty.kind == DutyKind::School;
        let mut works = vec![true; until - from];
        if let (Pauses::Exact(pauses), false) = (&duty.pauses, is_school) {
            let mut off = vec![false; until - from];
            for pause in pauses {
                let (start, end) = (
                    world.at(pause.start().utc_min),
                    world.at(pause.end().utc_min),
                );
                off[start - from..end - from].fill(true);
            }
            for at in 0..off.len() {
                let left = (0..=at).rev().take_while(|other| off[*other]).count();
                let right = (at..off.len()).take_while(|other| off[*other]).count();
                works[at] = !(off[at] && left + right > 15);
            }
        }
        for (at, works) in works.into_iter().enumerate() {
            if !works {
                continue;
            }
            match duty.kind {
                DutyKind::Work | DutyKind::Presence => world.work[from + at] = number,
                DutyKind::School if is_minor => world.work[from + at] = number,
                DutyKind::School | DutyKind::Standby => {}
                DutyKind::Leave => world.leave[from + at] = number,
                DutyKind::OnCall => world.on_call[from + at] = true,
            }
        }
    }
    // An interruption of less than 15 minutes between two duties is work, of the later one.
    let worked: Vec<usize> = (0..len).filter(|minute| world.work[*minute] > 0).collect();
    for pair in worked.windows(2) {
        if pair[1] - pair[0] > 1 && pair[1] - pair[0] <= 15 {
            let later = world.work[pair[1]];
            world.work[pair[0] + 1..pair[1]].fill(later);
        }
    }
    for minute in 0..len {
        world.worked[world.work[minute]] += 1;
        world.worked[world.leave[minute]] += 1;
    }
    for (number, duty) in (1..).zip(duties) {
        if let Pauses::Total(min @ 15..) = duty.pauses
            && duty.kind != DutyKind::School
        {
            world.worked[number] = world.worked[number].saturating_sub(usize::from(min));
        }
    }
    world
}

fn diensten(world: &World<'_>) -> Vec<Dienst> {
    let mut bounds: Vec<(usize, usize)> = Vec::new();
    for minute in 0..world.work.len() {
        if world.is_free(minute) {
            continue;
        }
        match bounds.last_mut() {
            Some((_, until)) if minute - *until < 8 * H => *until = minute + 1,
            _ => bounds.push((minute, minute + 1)),
        }
    }
    bounds
        .into_iter()
        .map(|(from, until)| dienst(world, from, until))
        .collect()
}

fn dienst(world: &World<'_>, from: usize, until: usize) -> Dienst {
    let numbers: BTreeSet<usize> = (from..until).map(|minute| world.work[minute]).collect();
    let numbers: Vec<usize> = numbers.into_iter().filter(|number| *number > 0).collect();
    let gaps: usize = world.rests(from, until).iter().map(|(_, len)| *len).sum();
    let offs = numbers
        .iter()
        .map(|number| match &world.duties[number - 1] {
            duty if duty.kind == DutyKind::School => 0,
            duty => match duty.pauses {
                Pauses::Total(min @ 15..) => usize::from(min),
                Pauses::Total(_) | Pauses::Exact(_) => 0,
            },
        });
    let is_dark = |minute: usize| world.clock(minute) < 6 * H;
    let night = world.count(from..until, is_dark);
    let is_night = night > 60;
    let first_dark = (from..until).find(|minute| is_dark(*minute) && !world.is_free(*minute));
    let (mut late, mut maybe_late) = (false, false);
    if let (Some(first), true) = (first_dark, is_night) {
        let two = world.local[first].div_euclid(1440) * 1440 + 120;
        // By the clock, as the end is written down, and by the minutes that went by.
        let last = world.start + i32::try_from(until).unwrap();
        let by_clock = last + offset(last) > two;
        let at_two = two - (world.local[first] - world.start - i32::try_from(first).unwrap());
        let elapsed = last > at_two;
        late = by_clock && elapsed;
        maybe_late = by_clock || elapsed;
    }
    let kind = |number: &usize| world.duties[number - 1].kind;
    Dienst {
        from,
        until,
        work: numbers.iter().map(|number| world.worked[*number]).sum(),
        pause: gaps + offs.sum::<usize>(),
        is_night,
        late,
        maybe_late,
        presence: numbers
            .iter()
            .any(|number| kind(number) == DutyKind::Presence),
        only_school: numbers
            .iter()
            .all(|number| kind(number) == DutyKind::School),
    }
}

/// What was said, the worst of each rule.
#[derive(Default)]
struct Book(BTreeMap<Rule, Said>);

impl Book {
    fn say(&mut self, rule: Rule, is_so: bool, said: Said) {
        if is_so {
            let old = self.0.entry(rule).or_insert(said);
            *old = (*old).max(said);
        }
    }
    fn broken(&mut self, rule: Rule, is_so: bool) {
        self.say(rule, is_so, Said::Broken);
    }
}

/// Returns what the Dutch rules say about a roster.
pub fn said(duties: &[Duty], is_minor: bool, options: Options) -> BTreeMap<Rule, Said> {
    let mut book = Book::default();
    if duties.is_empty() {
        return book.0;
    }
    let world = lay_out(duties, is_minor);
    let diensten = diensten(&world);
    let presence = |duty: &&Duty| duty.kind == DutyKind::Presence;
    let asleep = duties.iter().any(|duty| presence(&duty));
    reachable(&world, &diensten, is_minor, &mut book);
    counted(&world, options, &mut book);
    if !asleep {
        agreed(&diensten, options, &mut book);
    }
    if is_minor {
        youth(&world, &diensten, &mut book);
        return book.0;
    }
    breaks(&diensten, options, &mut book);
    if asleep {
        asleep_at_work(&world, &mut book);
        return book.0;
    }
    daily(&world, &diensten, options, &mut book);
    weekly(&world, &diensten, &mut book);
    lengths(&diensten, options, &mut book);
    hours(&world, &diensten, options, &mut book);
    after_nights(&diensten, options, &mut book);
    series(&diensten, &mut book);
    runs(&diensten, options, &mut book);
    nights(&world, &diensten, options, &mut book);
    book.0
}
