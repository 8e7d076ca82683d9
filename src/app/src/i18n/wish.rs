//! Wishes in words, such as "Werk graag een late dienst in de week van 4 mei".

use ruil_core::{Day, NewWish, PartOfDay, Pattern, Team, Wanted, Weekday, Wish};

use super::{Lang, format, t};

/// The parts of the day, in the order of their bits.
pub const PARTS: [PartOfDay; 5] = [
    PartOfDay::Early,
    PartOfDay::Day,
    PartOfDay::Late,
    PartOfDay::Night,
    PartOfDay::Long,
];

/// The days of the week, in the order of their bits.
pub const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

const WORKDAYS: u8 = 0b001_1111;
const WEEKEND: u8 = 0b110_0000;

/// Returns what is wished, without a full stop.
pub fn sentence(lang: Lang, wish: &NewWish, team: &Team) -> String {
    let shifts = &wish.shifts;
    let head = match wish.what {
        Wanted::Free if shifts.parts == 0 => t::wish::free(lang).to_owned(),
        Wanted::Free => {
            t::wish::free_of(lang, or(lang, parts(shifts.parts, |part| noun(lang, part))))
        }
        Wanted::Work => t::wish::work(lang, a_shift(lang, shifts.parts)),
        Wanted::Extra if shifts.parts == 0 => t::wish::extra(lang).to_owned(),
        Wanted::Extra => t::wish::extra_of(
            lang,
            and(lang, parts(shifts.parts, |part| many(lang, part))),
        ),
        Wanted::NeverAfter(before) => {
            t::wish::never_after(lang, a_shift(lang, before), a_shift(lang, shifts.parts))
        }
    };
    let kinds = shifts.kinds.iter().filter_map(|kind| team.kinds.get(kind));
    let kinds: Vec<_> = kinds.map(|kind| kind.code.as_str()).collect();
    let kinds = (!kinds.is_empty()).then(|| format!("({})", kinds.join(t::ui::comma(lang))));
    let units = shifts.units.iter().filter_map(|unit| team.units.get(unit));
    let units: Vec<_> = units.map(|unit| unit.name.clone()).collect();
    let units = (!units.is_empty()).then(|| t::wish::at(lang, or(lang, units)));
    let all = [
        Some(head),
        kinds,
        weekdays(lang, shifts),
        between(lang, shifts),
        units,
    ];
    let all: Vec<_> = all.into_iter().flatten().collect();
    all.join(" ")
}

/// Returns how much a wish matters, and how long it holds.
pub fn note(lang: Lang, wish: &Wish, today: Day) -> String {
    let new = &wish.wish;
    let last = new.shifts.days.map(|(_, last)| last);
    let last = [last, new.until].into_iter().flatten().min();
    let holds = match last {
        Some(last) if wish.holds(today) => t::wish::until(lang, format::day(lang, last)),
        Some(last) => return t::wish::over(lang, format::day(lang, last)),
        None => t::wish::for_now(lang).to_owned(),
    };
    format!("{} · {holds}", weight(lang, new.weight))
}

/// Returns how much it matters.
pub fn weight(lang: Lang, weight: u8) -> &'static str {
    match weight {
        0 | 1 => t::wish::weight_1(lang),
        2 => t::wish::weight_2(lang),
        _ => t::wish::weight_3(lang),
    }
}

/// Returns the letter that stands for a part of the day.
pub fn letter(lang: Lang, part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Early => t::wish::letter_early(lang),
        PartOfDay::Day => t::wish::letter_day(lang),
        PartOfDay::Late => t::wish::letter_late(lang),
        PartOfDay::Night => t::wish::letter_night(lang),
        PartOfDay::Long => t::wish::letter_long(lang),
    }
}

fn weekdays(lang: Lang, shifts: &Pattern) -> Option<String> {
    match shifts.weekdays {
        0 => None,
        WORKDAYS => Some(t::wish::workdays(lang).to_owned()),
        WEEKEND => Some(t::wish::weekend(lang).to_owned()),
        set => {
            let days = (0_u8..)
                .zip(WEEKDAYS)
                .filter(|(bit, _)| set & (1 << bit) != 0);
            let days = days.map(|(_, day)| format::weekday(lang, day).to_owned());
            Some(t::wish::on(lang, and(lang, days.collect())))
        }
    }
}

fn between(lang: Lang, shifts: &Pattern) -> Option<String> {
    let (first, last) = shifts.days?;
    let days = format::days(lang, first, last);
    Some(if first == last {
        t::wish::on(lang, days)
    } else if first == first.monday() && last == first.plus(6) {
        t::wish::in_week(lang, format::days(lang, first, first))
    } else {
        t::wish::between(lang, days)
    })
}

fn parts<'a>(set: u8, text: impl Fn(PartOfDay) -> &'a str) -> Vec<String> {
    let all = PARTS
        .into_iter()
        .filter(|part| set & Pattern::part(*part) != 0);
    all.map(|part| text(part).to_owned()).collect()
}

fn a_shift(lang: Lang, set: u8) -> String {
    let one = |part| match part {
        PartOfDay::Early => t::pattern::early(lang),
        PartOfDay::Day => t::pattern::day(lang),
        PartOfDay::Late => t::pattern::late(lang),
        PartOfDay::Night => t::pattern::night(lang),
        PartOfDay::Long => t::pattern::long(lang),
    };
    match set {
        0 => t::pattern::any(lang).to_owned(),
        set => or(lang, parts(set, one)),
    }
}

fn noun(lang: Lang, part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Early => t::ui::part_early(lang),
        PartOfDay::Day => t::ui::part_day(lang),
        PartOfDay::Late => t::ui::part_late(lang),
        PartOfDay::Night => t::ui::part_night(lang),
        PartOfDay::Long => t::ui::part_long(lang),
    }
}

fn many(lang: Lang, part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Early => t::wish::earlies(lang),
        PartOfDay::Day => t::wish::days(lang),
        PartOfDay::Late => t::wish::lates(lang),
        PartOfDay::Night => t::wish::nights(lang),
        PartOfDay::Long => t::wish::longs(lang),
    }
}

fn or(lang: Lang, all: Vec<String>) -> String {
    joined(all, |first, last| t::pattern::or(lang, first, last))
}

fn and(lang: Lang, all: Vec<String>) -> String {
    joined(all, |first, last| t::offer::names_and(lang, first, last))
}

fn joined(mut all: Vec<String>, join: impl Fn(String, String) -> String) -> String {
    let last = all.pop().unwrap_or_default();
    if all.is_empty() {
        last
    } else {
        join(all.join(", "), last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8};
    use ruil_core::WishId;

    fn wish(what: Wanted, shifts: Pattern) -> NewWish {
        NewWish {
            what,
            shifts,
            weight: 2,
            until: None,
        }
    }

    fn of(weekdays: u8, parts: &[PartOfDay], days: Option<(Day, Day)>) -> Pattern {
        Pattern {
            weekdays,
            parts: parts.iter().fold(0, |set, part| set | Pattern::part(*part)),
            days,
            ..Pattern::default()
        }
    }

    #[test]
    fn wishes_in_words() {
        use PartOfDay::{Early, Late, Night};
        let team = Crew::of(&["Amal"]).team;
        let monday = MARCH_8.monday();
        let week = Some((monday, monday.plus(6)));
        for (what, shifts, dutch) in [
            (
                Wanted::Free,
                of(0b11, &[], None),
                "Liever vrij op maandag en dinsdag",
            ),
            (
                Wanted::Free,
                of(WEEKEND, &[Late, Night], None),
                "Liever geen late dienst of nachtdienst in het weekend",
            ),
            (
                Wanted::Work,
                of(0, &[Late], week),
                "Werk graag een late dienst in de week van 3 maart",
            ),
            (
                Wanted::Work,
                of(WORKDAYS, &[], None),
                "Werk graag een dienst op werkdagen",
            ),
            (
                Wanted::Extra,
                of(0, &[Early], None),
                "Wil extra uren: vroege diensten",
            ),
            (
                Wanted::Extra,
                of(0, &[], Some((MARCH_8, MARCH_8))),
                "Wil extra uren op 8 maart",
            ),
            (
                Wanted::NeverAfter(Pattern::part(Night)),
                of(0, &[Early], None),
                "Nooit een vroege dienst na een nachtdienst",
            ),
        ] {
            assert_eq!(sentence(Lang::Dutch, &wish(what, shifts), &team), dutch);
        }
        let english = sentence(
            Lang::English,
            &wish(Wanted::Work, of(0, &[Late], week)),
            &team,
        );
        assert_eq!(english, "Would like a late shift in the week of 3 March");
    }

    #[test]
    fn a_wish_that_is_over_says_so() {
        let mut wish = Wish {
            id: WishId::from_bytes([1; 16]),
            person: Crew::of(&["Amal"]).person(0),
            wish: wish(Wanted::Free, of(0b1, &[], None)),
        };
        let dutch = |wish: &Wish, today| note(Lang::Dutch, wish, today);
        assert_eq!(dutch(&wish, MARCH_8), "Belangrijk · tot je hem weghaalt");
        wish.wish.until = Some(MARCH_8);
        assert_eq!(dutch(&wish, MARCH_8), "Belangrijk · tot en met za 8 maart");
        assert_eq!(
            dutch(&wish, MARCH_8.plus(1)),
            "Voorbij: gold tot en met za 8 maart"
        );
    }
}
