//! Nights: what follows them, their series, runs of duties, and how many there may be.

use ruil_core::rules::{Options, Rule, Shortening};

use super::hours::{all_weeks, touching};
use super::rests::too_much;
use super::{Book, DAY, Dienst, H, Said, World};

pub(super) fn after_nights(diensten: &[Dienst], options: Options, book: &mut Book) {
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

pub(super) fn series(diensten: &[Dienst], book: &mut Book) {
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

pub(super) fn runs(diensten: &[Dienst], options: Options, book: &mut Book) {
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

pub(super) fn nights(world: &World<'_>, diensten: &[Dienst], options: Options, book: &mut Book) {
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
