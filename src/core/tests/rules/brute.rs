//! The Dutch rules by brute force: an array with one cell a minute, and the law read out over it.
//!
//! Nothing here is shared with the rules but the types. Every period is walked minute by minute, and
//! every "in every" is a loop.

use std::collections::{BTreeMap, BTreeSet};

use ruil_core::rules::{Agreement, Duty, DutyKind, Options, Pauses, Rule, Shortening};

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

/// Rests that need shortening, `(start, length)`: the places at which they are too much.
fn too_much(rests: &[(usize, usize, usize)], floors: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    for (at, start, len) in rests {
        if floors.is_empty() || *len < floors[0] {
            found.push(*at);
            continue;
        }
        let week = rests.iter().filter(|(_, other, len)| {
            *len >= floors[0] && *other + 7 * DAY > *start && other < start
        });
        let mut lens: Vec<usize> = week.map(|(_, _, len)| *len).collect();
        lens.push(*len);
        lens.sort_unstable();
        let fits = lens.len() <= floors.len()
            && lens.iter().zip(floors).all(|(len, floor)| len >= floor)
            || lens.len() == 1 && *len >= floors[0];
        if !fits {
            found.push(*at);
        }
    }
    found
}

fn daily(world: &World<'_>, diensten: &[Dienst], options: Options, book: &mut Book) {
    let (mut by_day, mut by_gap) = (Vec::new(), Vec::new());
    for (at, dienst) in diensten.iter().enumerate() {
        let rests = world.rests(dienst.from, dienst.from + DAY);
        let best = rests.into_iter().rev().max_by_key(|(_, len)| *len);
        let (start, len) = best.unwrap_or((dienst.from, 0));
        if len < 11 * H {
            by_day.push((at, start, len));
        }
        if let Some(next) = diensten
            .get(at + 1)
            .filter(|next| next.from - dienst.until < 11 * H)
        {
            by_gap.push((at, dienst.until, next.from - dienst.until));
        }
    }
    let floors: &[usize] = match (options.collective.care_daily_rest, options.shortening) {
        (true, _) => &[8 * H, 10 * H],
        (false, Shortening::Never) => &[],
        (false, _) => &[8 * H],
    };
    let (days, gaps) = (too_much(&by_day, floors), too_much(&by_gap, floors));
    let near = |list: &[usize], at: usize| list.iter().any(|other| other.abs_diff(at) <= 1);
    for at in &days {
        let (_, _, len) = by_day.iter().find(|(other, ..)| other == at).unwrap();
        let is_sure = *len < 8 * H || near(&gaps, *at);
        book.say(
            Rule::DailyRest,
            true,
            if is_sure { Said::Broken } else { Said::Decide },
        );
    }
    for at in &gaps {
        book.say(Rule::DailyRest, !near(&days, *at), Said::Decide);
    }
}

fn weekly(world: &World<'_>, diensten: &[Dienst], book: &mut Book) {
    let (mut all_a, mut all_b, mut all_mixed) = (true, true, true);
    for dienst in diensten {
        let a = world
            .rests(dienst.from, dienst.from + 7 * DAY)
            .iter()
            .any(|(_, len)| *len >= 36 * H);
        let long = world.rests(dienst.from, dienst.from + 14 * DAY);
        let long = long
            .iter()
            .filter(|(_, len)| *len >= 32 * H)
            .map(|(_, len)| *len);
        let b = long.sum::<usize>() >= 72 * H;
        all_a &= a;
        all_b &= b;
        all_mixed &= a || b;
    }
    book.broken(Rule::WeeklyRest, !all_mixed);
    book.say(Rule::WeeklyRest, !all_a && !all_b, Said::Decide);
}

fn lengths(diensten: &[Dienst], options: Options, book: &mut Book) {
    for dienst in diensten {
        let night_max = if options.extended_nights {
            12 * H
        } else {
            10 * H
        };
        book.broken(Rule::MaxShift, !dienst.is_night && dienst.work > 12 * H);
        book.broken(
            Rule::NightMaxShift,
            dienst.is_night && dienst.work > night_max,
        );
    }
}

fn agreed(diensten: &[Dienst], options: Options, book: &mut Book) {
    let is_vvt = options.agreement == Some(Agreement::Vvt);
    let is_long = diensten.iter().any(|dienst| dienst.work > 10 * H);
    book.broken(Rule::AgreedMaxShift, is_vvt && is_long);
}

fn breaks(diensten: &[Dienst], options: Options, book: &mut Book) {
    for dienst in diensten.iter().filter(|dienst| !dienst.presence) {
        let needs = match dienst.work {
            331.. if options.collective.short_break => 15,
            601.. => 45,
            331.. => 30,
            _ => 0,
        };
        book.broken(Rule::Break, dienst.pause < needs);
    }
}

/// Hours per duty and week; a window counts of each duty what may lie in it.
fn hours_in(
    world: &World<'_>,
    weeks: std::ops::Range<i32>,
    cells: &BTreeMap<(usize, i32), usize>,
) -> usize {
    let mut per_duty: BTreeMap<usize, usize> = BTreeMap::new();
    for ((duty, _), count) in cells.iter().filter(|((_, week), _)| weeks.contains(week)) {
        *per_duty.entry(*duty).or_default() += count;
    }
    per_duty
        .iter()
        .map(|(duty, count)| (*count).min(world.worked[*duty]))
        .sum()
}

fn cells(world: &World<'_>) -> BTreeMap<(usize, i32), usize> {
    let mut cells = BTreeMap::new();
    for minute in 0..world.work.len() {
        for duty in [world.work[minute], world.leave[minute]] {
            if duty > 0 {
                *cells.entry((duty, world.week(minute))).or_default() += 1;
            }
        }
    }
    cells
}

fn all_weeks(world: &World<'_>) -> std::ops::RangeInclusive<i32> {
    world.week(0) - 60..=world.week(world.work.len() - 1)
}

fn touching(world: &World<'_>, spans: &[(usize, usize)], weeks: &std::ops::Range<i32>) -> usize {
    let touches = |(from, until): &&(usize, usize)| {
        (world.week(*from)..=world.week(*until - 1)).any(|week| weeks.contains(&week))
    };
    spans.iter().filter(touches).count()
}

fn hours(world: &World<'_>, diensten: &[Dienst], options: Options, book: &mut Book) {
    let cells = cells(world);
    let night_spans: Vec<(usize, usize)> = diensten
        .iter()
        .filter(|dienst| dienst.is_night)
        .map(|dienst| (dienst.from, dienst.until))
        .collect();
    let at_night = |duty: &&Duty| {
        let (from, until) = world.span(duty);
        let is_on_call = matches!(duty.kind, DutyKind::OnCall | DutyKind::Standby);
        is_on_call && (from..until).any(|minute| world.clock(minute) < 6 * H)
    };
    let calls: Vec<(usize, usize)> = world
        .duties
        .iter()
        .filter(at_night)
        .map(|duty| world.span(duty))
        .collect();
    for week in all_weeks(world) {
        let hours = |weeks: i32| hours_in(world, week..week + weeks, &cells);
        book.broken(Rule::MaxWeek, hours(1) > 60 * H);
        book.broken(
            Rule::Avg4w,
            hours(4) > 220 * H && !options.collective.no_four_weeks,
        );
        let sixteen = hours(16);
        if options.collective.year_average {
            book.broken(Rule::Avg16w, hours(52) > 52 * 48 * H);
        } else {
            book.broken(Rule::Avg16w, sixteen > 768 * H);
        }
        let many = touching(world, &night_spans, &(week..week + 16)) >= 16;
        book.broken(Rule::NightAvg16w, many && sixteen > 640 * H);
        let called = touching(world, &calls, &(week..week + 16)) >= 16;
        book.broken(Rule::OncallAvg16w, called && sixteen > 720 * H);
        book.say(
            Rule::OncallAvg16w,
            called && sixteen > 640 * H,
            Said::Decide,
        );
    }
}

fn after_nights(diensten: &[Dienst], options: Options, book: &mut Book) {
    let is_extended =
        |dienst: &Dienst| dienst.is_night && options.extended_nights && dienst.work > 10 * H;
    let (mut sure, mut all) = (Vec::new(), Vec::new());
    for (at, pair) in diensten.windows(2).enumerate() {
        let (night, gap) = (&pair[0], pair[1].from - pair[0].until);
        if is_extended(night) {
            book.broken(Rule::NightExtRest, gap < 12 * H);
        } else if gap < 14 * H {
            sure.extend(night.late.then_some((at, night.until, gap)));
            all.extend(night.maybe_late.then_some((at, night.until, gap)));
        }
    }
    let floors: &[usize] = if options.shortening == Shortening::Never {
        &[]
    } else {
        &[8 * H]
    };
    for (rests, outcome) in [(&sure, Said::Broken), (&all, Said::Decide)] {
        for at in too_much(rests, floors) {
            let (_, _, len) = rests.iter().find(|(other, ..)| *other == at).unwrap();
            let is_exception = options.extended_nights && *len >= 12 * H;
            book.say(
                Rule::NightRest,
                true,
                if is_exception { Said::Decide } else { outcome },
            );
        }
    }
    let nights: Vec<&Dienst> = diensten
        .iter()
        .filter(|dienst| is_extended(dienst))
        .collect();
    for first in 0..nights.len() {
        // Every 14 × 24 hours that begins with the last minute of this night, or before it.
        let from = nights[first].until - 1;
        let until = from + 14 * DAY;
        let inside = nights
            .iter()
            .filter(|night| night.from < until && night.until > from);
        book.broken(Rule::NightExt14d, inside.count() > 5);
    }
}

fn series(diensten: &[Dienst], book: &mut Book) {
    // Nights with nothing else and no 46 hours between them, each read in four ways.
    let mut at = 0;
    while at < diensten.len() {
        let mut end = at;
        while diensten[end].is_night
            && diensten
                .get(end + 1)
                .is_some_and(|next| next.is_night && next.from - diensten[end].until < 46 * H)
        {
            end += 1;
        }
        let cluster = &diensten[at..=end];
        let after = diensten.get(end + 1).map(|next| next.from);
        let is_broken = |ends: usize| {
            let mut nights = 0;
            cluster.iter().enumerate().any(|(at, night)| {
                nights += 1;
                let next = cluster.get(at + 1).map(|next| next.from);
                let rest = next.or(after).map_or(usize::MAX, |next| next - night.until);
                let is_end = next.is_none() || rest >= ends;
                let is_broken = is_end && nights >= 3 && rest < 46 * H;
                if is_end {
                    nights = 0;
                }
                is_broken
            })
        };
        if cluster[0].is_night {
            let readings = [24, 32, 36, 46].map(|ends| is_broken(ends * H));
            book.broken(Rule::NightSeriesRest, readings.iter().all(|broken| *broken));
            book.say(
                Rule::NightSeriesRest,
                readings.iter().any(|broken| *broken),
                Said::Decide,
            );
        }
        at = end + 1;
    }
}

fn runs(diensten: &[Dienst], options: Options, book: &mut Book) {
    let max = if options.collective.run_of_eight {
        8
    } else {
        7
    };
    for (ends, said) in [(24 * H, Said::Broken), (36 * H, Said::Decide)] {
        for from in 0..diensten.len() {
            for until in from..diensten.len() {
                if until > from && diensten[until].from - diensten[until - 1].until >= ends {
                    break;
                }
                let run = &diensten[from..=until];
                let has_night = run.iter().any(|dienst| dienst.is_night);
                book.say(Rule::NightRunLength, run.len() > max && has_night, said);
            }
        }
    }
}

fn nights(world: &World<'_>, diensten: &[Dienst], options: Options, book: &mut Book) {
    let spans = |asked: fn(&Dienst) -> bool| -> Vec<(usize, usize)> {
        let nights = diensten.iter().filter(|dienst| asked(dienst));
        nights.map(|dienst| (dienst.from, dienst.until)).collect()
    };
    let (late, maybe) = (
        spans(|dienst| dienst.late),
        spans(|dienst| dienst.maybe_late),
    );
    let extended: Vec<(usize, usize)> = diensten
        .iter()
        .filter(|dienst| dienst.is_night && dienst.work > 10 * H && options.extended_nights)
        .map(|dienst| (dienst.from, dienst.until))
        .collect();
    let weeks = || all_weeks(world);
    let most = |spans: &[(usize, usize)], len: i32| {
        weeks()
            .map(|week| touching(world, spans, &(week..week + len)))
            .max()
            .unwrap()
    };
    book.broken(Rule::NightExt52w, most(&extended, 52) > 22);
    if options.collective.many_nights {
        let dark = weeks().map(|week| {
            let inside = |minute: &usize| (week..week + 2).contains(&world.week(*minute));
            let minutes = diensten
                .iter()
                .flat_map(|dienst| dienst.from..dienst.until)
                .filter(inside);
            world.count(minutes, |minute| world.clock(minute) < 6 * H)
        });
        let is_too_dark = most(&maybe, 52) > 140 && dark.max().unwrap() > 38 * H;
        let is_too_often = most(&maybe, 16) > 36 && is_too_dark;
        book.broken(Rule::NightCount, is_too_often && most(&late, 52) > 140);
        book.say(Rule::NightCount, is_too_often, Said::Decide);
    } else {
        book.broken(Rule::NightCount, most(&late, 16) > 36);
        book.say(Rule::NightCount, most(&maybe, 16) > 36, Said::Decide);
    }
}

fn youth(world: &World<'_>, diensten: &[Dienst], book: &mut Book) {
    let is_quiet = |minute: usize| world.clock(minute) >= 23 * H || world.clock(minute) < 6 * H;
    let works_quietly =
        (0..world.work.len()).any(|minute| !world.is_free(minute) && is_quiet(minute));
    book.broken(Rule::DailyRestYouth, works_quietly);
    let mut by_day = Vec::new();
    let mut by_gap = Vec::new();
    for (at, dienst) in diensten.iter().enumerate() {
        // Whether a rest has a whole night in it is seen past the end of the 24 hours.
        let end = dienst.from + DAY;
        let has_night = |start: usize| {
            let rest = start..world.work.len();
            let rest = rest.take_while(|minute| world.is_free(*minute));
            let mut dark = rest
                .skip_while(|minute| is_quiet(*minute))
                .skip_while(|minute| !is_quiet(*minute));
            let first = if world.clock(start) == 23 * H {
                Some(start)
            } else {
                dark.next()
            };
            first.is_some_and(|first| {
                let night = (first..).take_while(|minute| is_quiet(*minute));
                night.clone().all(|minute| world.is_free(minute))
            })
        };
        let rests = world.rests(dienst.from, end);
        by_day.push(
            !rests
                .iter()
                .any(|(start, len)| *len >= 12 * H && has_night(*start)),
        );
        let next = diensten.get(at + 1);
        by_gap.push(next.is_some_and(|next| next.from - dienst.until < 12 * H));
    }
    let near = |list: &[bool], at: usize| {
        list.iter()
            .enumerate()
            .any(|(other, said)| *said && other.abs_diff(at) <= 1)
    };
    if !works_quietly {
        for at in 0..diensten.len() {
            book.broken(Rule::DailyRestYouth, by_day[at] && near(&by_gap, at));
            book.say(Rule::DailyRestYouth, by_day[at] || by_gap[at], Said::Decide);
        }
    }
    for dienst in diensten {
        book.broken(Rule::YouthMaxShift, dienst.work > 9 * H);
        book.broken(
            Rule::BreakYouth,
            dienst.work > 270 && dienst.pause < 30 && !dienst.only_school && !dienst.presence,
        );
        let week = world.rests(dienst.from, dienst.from + 7 * DAY);
        book.broken(
            Rule::WeeklyRestYouth,
            !week.iter().any(|(_, len)| *len >= 36 * H),
        );
    }
    let cells = cells(world);
    for week in all_weeks(world) {
        book.broken(
            Rule::YouthMaxWeek,
            hours_in(world, week..week + 1, &cells) > 45 * H,
        );
        book.broken(
            Rule::YouthAvg4w,
            hours_in(world, week..week + 4, &cells) > 160 * H,
        );
    }
}

/// Sundays and weekends: days with a minute of work.
fn counted(world: &World<'_>, options: Options, book: &mut Book) {
    let days = |asked: &dyn Fn(i32) -> bool| -> BTreeSet<i32> {
        let worked = (0..world.work.len()).filter(|minute| !world.is_free(*minute));
        let worked = worked.filter(|minute| asked(world.weekday(*minute)));
        worked.map(|minute| world.week(minute)).collect()
    };
    let sundays = days(&|weekday| weekday == 6);
    let weekends = days(&|weekday| weekday >= 5);
    for week in all_weeks(world) {
        let worked = sundays.range(week..week + 52).count();
        let ask = options.collective.fewer_sundays;
        book.say(
            Rule::FreeSundays,
            worked > 39,
            if ask { Said::Decide } else { Said::Broken },
        );
        if options.agreement == Some(Agreement::Vvt) {
            let worked = weekends.range(week..week + 52).count();
            book.broken(Rule::FreeWeekends, worked > 52 - 17);
            book.say(Rule::FreeWeekends, worked > 52 - 22, Said::Decide);
        }
    }
}

fn reachable(world: &World<'_>, diensten: &[Dienst], is_minor: bool, book: &mut Book) {
    use DutyKind::{OnCall, Presence, Standby};
    let spans = |kinds: &[DutyKind]| -> Vec<(usize, usize)> {
        let of = world
            .duties
            .iter()
            .filter(|duty| kinds.contains(&duty.kind));
        of.map(|duty| world.span(duty)).collect()
    };
    let all = spans(&[OnCall, Standby, Presence]);
    if is_minor {
        book.broken(Rule::OncallAge, !all.is_empty());
        return;
    }
    let standby = spans(&[Standby]);
    for night in diensten.iter().filter(|dienst| dienst.is_night) {
        let forbidden = night.from - 11 * H..night.until + 14 * H;
        let calls = spans(&[OnCall, Standby]);
        let is_hit = calls
            .iter()
            .any(|(from, until)| (*from..*until).any(|minute| forbidden.contains(&minute)));
        book.broken(Rule::OncallNight, is_hit);
    }
    if let (Some(first), Some(last)) = (all.first(), all.last()) {
        for from in first.0.saturating_sub(8 * DAY)..last.1 {
            let until = from + 7 * DAY;
            let inside = |spans: &[(usize, usize)]| {
                spans
                    .iter()
                    .filter(|(start, end)| *start < until && *end > from)
                    .count()
            };
            if inside(&all) > 3 && inside(&standby) > 0 {
                book.broken(Rule::Standby7d, true);
                break;
            }
        }
        for week in all_weeks(world) {
            let weeks = week..week + 16;
            let is_much = touching(world, &all, &weeks) > 32;
            book.broken(
                Rule::Standby16w,
                is_much && touching(world, &standby, &weeks) > 0,
            );
        }
    }
    for (start, end) in spans(&[OnCall]) {
        for from in [start, end.saturating_sub(28 * DAY)] {
            let free = |len: usize, is_busy: &dyn Fn(usize) -> bool| {
                let (mut times, mut run) = (0, 0);
                for minute in from..from + 28 * DAY {
                    run = if is_busy(minute) { 0 } else { run + 1 };
                    if run == len {
                        (times, run) = (times + 1, 0);
                    }
                }
                times
            };
            let called = |minute: usize| world.on_call.get(minute) == Some(&true);
            let in_dienst = |minute: usize| {
                diensten
                    .iter()
                    .any(|dienst| (dienst.from..dienst.until).contains(&minute))
            };
            let busy: Vec<bool> = (from..from + 28 * DAY)
                .map(|minute| called(minute) || !world.is_free(minute) || in_dienst(minute))
                .collect();
            book.broken(Rule::Oncall28d, free(DAY, &called) < 14);
            book.broken(
                Rule::Oncall48h,
                free(48 * H, &|minute| busy[minute - from]) < 2,
            );
        }
    }
}

fn asleep_at_work(world: &World<'_>, book: &mut Book) {
    let numbers = (1..).zip(world.duties);
    let kinds = [DutyKind::Work, DutyKind::Presence];
    let mut blocks: Vec<(usize, usize, bool)> = Vec::new();
    for (_, duty) in numbers.filter(|(_, duty)| kinds.contains(&duty.kind)) {
        let (from, until) = world.span(duty);
        let sleeps = duty.kind == DutyKind::Presence;
        match blocks.last_mut().filter(|(_, end, _)| from <= *end) {
            Some(last) => *last = (last.0, until.max(last.1), last.2 || sleeps),
            None => blocks.push((from, until, sleeps)),
        }
    }
    for pair in blocks.windows(2) {
        book.broken(
            Rule::PresenceRest,
            (pair[0].2 || pair[1].2) && pair[1].0 - pair[0].1 < 11 * H,
        );
    }
    for (from, until, sleeps) in &blocks {
        book.broken(Rule::PresenceLength, *sleeps && until - from > DAY);
        let end = from + 7 * DAY;
        if !blocks
            .iter()
            .any(|(start, _, sleeps)| *sleeps && (*from..end).contains(start))
        {
            continue;
        }
        let mut rests: Vec<usize> = Vec::new();
        let mut run = 0;
        for minute in *from..end {
            if blocks
                .iter()
                .any(|(from, until, _)| (*from..*until).contains(&minute))
            {
                rests.push(run);
                run = 0;
            } else {
                run += 1;
            }
        }
        rests.push(run);
        let fits = |long: usize| {
            let blocks = rests.iter().enumerate().map(|(at, rest)| {
                let left = if at == long {
                    rest.saturating_sub(DAY)
                } else {
                    *rest
                };
                left / (11 * H)
            });
            rests[long] >= DAY && blocks.sum::<usize>() >= 6
        };
        book.broken(Rule::Presence7d, !(0..rests.len()).any(fits));
    }
    let cells = cells(world);
    let sleeps: Vec<(usize, usize)> = world
        .duties
        .iter()
        .filter(|duty| duty.kind == DutyKind::Presence)
        .map(|duty| world.span(duty))
        .collect();
    for week in all_weeks(world) {
        let weeks = week..week + 26;
        book.broken(Rule::PresenceCount, touching(world, &sleeps, &weeks) > 52);
        let had = hours_in(world, weeks, &cells);
        book.broken(Rule::PresenceAvg26w, had > 26 * 60 * H);
        book.say(Rule::PresenceAvg26w, had > 26 * 48 * H, Said::Decide);
    }
}
