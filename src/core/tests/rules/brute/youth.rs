//! Work at 16 and 17.

use ruil_core::rules::Rule;

use super::hours::{all_weeks, cells, hours_in};
use super::{Book, DAY, Dienst, H, Said, World};

pub(super) fn youth(world: &World<'_>, diensten: &[Dienst], book: &mut Book) {
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
