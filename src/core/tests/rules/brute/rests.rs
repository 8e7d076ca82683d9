//! Rest between duties, the lengths of duties, and breaks.

use ruil_core::rules::{Agreement, Options, Rule, Shortening};

use super::{Book, DAY, Dienst, H, Said, World};

/// Rests that need shortening, `(start, length)`: the places at which they are too much.
pub(super) fn too_much(rests: &[(usize, usize, usize)], floors: &[usize]) -> Vec<usize> {
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

pub(super) fn daily(world: &World<'_>, diensten: &[Dienst], options: Options, book: &mut Book) {
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

pub(super) fn weekly(world: &World<'_>, diensten: &[Dienst], book: &mut Book) {
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

pub(super) fn lengths(diensten: &[Dienst], options: Options, book: &mut Book) {
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

pub(super) fn agreed(diensten: &[Dienst], options: Options, book: &mut Book) {
    let is_vvt = options.agreement == Some(Agreement::Vvt);
    let is_long = diensten.iter().any(|dienst| dienst.work > 10 * H);
    book.broken(Rule::AgreedMaxShift, is_vvt && is_long);
}

pub(super) fn breaks(diensten: &[Dienst], options: Options, book: &mut Book) {
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
