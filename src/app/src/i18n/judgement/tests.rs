//! What is read, finding by finding.

use ruil_core::assess::{Alternative, TeamBreach};
use ruil_core::rules::{
    Ask, Choice, DutyKind, Facts, Reading, Rule, Severity, Shortened, Worked, rule_set,
};
use ruil_core::{Command, Day, KindId, Span, TeamRules};

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, Put};

const BOTH: [Lang; 2] = [Lang::Dutch, Lang::English];
const DAY_MIN: i32 = 24 * 60;
const H: i32 = 60;

fn at(day: Day, minute: i32) -> Moment {
    Moment {
        utc_min: day.0 * DAY_MIN + minute - 60,
        offset_min: 60,
    }
}

fn span(from: Moment, until: Moment) -> Span {
    Span::new(from, until).unwrap()
}

/// Amal has a late shift and an early one the next day; Bo has none.
struct Story {
    crew: Crew,
    late: Worked,
    early: Worked,
}

impl Story {
    fn new() -> Self {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let put = |day, start_min, owner| Put {
            day,
            start_min,
            len_min: 8 * 60,
            owner: Some(owner),
            diploma: false,
        };
        let late = crew.put(put(MARCH_8, 14 * H + 30, 0));
        let early = crew.put(put(MARCH_8.plus(1), 6 * H, 0));
        let worked = |crew: &Crew, id| Worked {
            span: crew.team.roster.get(id).unwrap().span,
            first: Some(id),
            last: Some(id),
        };
        Self {
            late: worked(&crew, late),
            early: worked(&crew, early),
            crew,
        }
    }

    /// Returns what Amal reads of herself, and what Bo reads of her.
    fn told(&self, lang: Lang, found: &Breach) -> [String; 2] {
        let (amal, bo) = (self.crew.person(0), self.crew.person(1));
        [amal, bo].map(|me| breach(lang, found, &self.crew.team, amal, me))
    }

    /// Returns every kind of finding.
    fn facts(&self) -> Vec<(Rule, Facts)> {
        let (late, early) = (self.late, self.early);
        let week = span(at(Day(20_150), 0), at(Day(20_157), 0));
        let weeks = span(at(Day(20_150), 0), at(Day(20_150 + 112), 0));
        let fortnight = span(at(Day(20_143), 0), at(Day(20_157), 0));
        let both = Worked {
            span: span(late.span.start(), early.span.end()),
            first: late.first,
            last: early.first,
        };
        let nobody = Worked {
            first: None,
            last: None,
            ..late
        };
        let rest = |had_min, before, nights| Facts::Rest {
            had_min,
            needs_min: 11 * H,
            after: late,
            before,
            nights,
        };
        let hours = |weeks, within, nights| Facts::Hours {
            had_min: 770 * H + 30,
            max_min: 768 * H,
            weeks,
            within,
            nights,
        };
        let near = |had_min, is_before| Facts::NearNight {
            had_min,
            needs_min: 14 * H,
            on_call: nobody,
            night: early,
            is_before,
        };
        let count = Facts::Count {
            had: 40,
            max: 39,
            within: weeks,
        };
        let run = Facts::Run {
            had: 8,
            max: 7,
            worked: both,
        };
        let free = Facts::Free {
            had: 1,
            needs: 2,
            each_min: 48 * H,
            within: fortnight,
        };
        let period = |had_min| Facts::PeriodRest {
            had_min,
            needs_min: 36 * H,
            within: span(at(MARCH_8, 7 * H), at(MARCH_8.plus(7), 7 * H)),
        };
        let length = Facts::Length {
            had_min: 12 * H + 1,
            max_min: 12 * H,
            worked: late,
        };
        let pause = |had_min| Facts::Pause {
            had_min,
            needs_min: 30,
            work_min: 8 * H,
            worked: late,
        };
        let short = |after| Shortened {
            had_min: 9 * H,
            after,
        };
        vec![
            (Rule::DailyRest, rest(7 * H + 30, Some(early), 0)),
            (Rule::DailyRest, rest(0, Some(early), 0)),
            (Rule::DailyRest, rest(9 * H, None, 0)),
            (Rule::NightSeriesRest, rest(30 * H, Some(early), 3)),
            (
                Rule::DailyRest,
                Facts::ShortenedAgain {
                    first: short(late),
                    second: short(early),
                    needs_min: 11 * H,
                    apart_min: 7 * DAY_MIN,
                },
            ),
            (Rule::WeeklyRest, period(0)),
            (Rule::Presence7d, period(20 * H)),
            (
                Rule::DailyRestYouth,
                Facts::AtNight {
                    had_min: H,
                    worked: late,
                },
            ),
            (Rule::MaxShift, length.clone()),
            (Rule::PresenceLength, length),
            (Rule::Break, pause(20)),
            (Rule::Break, pause(0)),
            (
                Rule::Break,
                Facts::Stretch {
                    had_min: 6 * H + 15,
                    max_min: 6 * H,
                    worked: late,
                },
            ),
            (Rule::MaxWeek, hours(1, week, 0)),
            (Rule::Avg16w, hours(16, weeks, 0)),
            (Rule::NightAvg16w, hours(16, weeks, 17)),
            (Rule::OncallAvg16w, hours(16, weeks, 17)),
            (Rule::FreeSundays, count.clone()),
            (Rule::FreeWeekends, count.clone()),
            (Rule::NightExt14d, count.clone()),
            (Rule::NightCount, count.clone()),
            (Rule::Standby7d, count.clone()),
            (Rule::PresenceCount, count.clone()),
            (Rule::MaxWeek, count),
            (
                Rule::NightCount,
                Facts::Nights {
                    had_min: 40 * H,
                    max_min: 38 * H,
                    within: fortnight,
                    had: 141,
                    max: 140,
                    within_year: weeks,
                },
            ),
            (Rule::NightRunLength, run.clone()),
            (Rule::NightsInARow, run.clone()),
            (Rule::LongWithoutTwoDaysOff, run),
            (Rule::Oncall28d, free.clone()),
            (Rule::Oncall48h, free.clone()),
            (Rule::Presence7d, free),
            (Rule::OncallNight, near(3 * H, true)),
            (Rule::OncallNight, near(3 * H, false)),
            (Rule::OncallNight, near(-60, true)),
            (Rule::MinimumAge, Facts::NotFor { worked: late }),
            (Rule::OncallAge, Facts::NotFor { worked: late }),
            (Rule::StandbyAgreed, Facts::NotFor { worked: late }),
            (Rule::PresenceAgreed, Facts::NotFor { worked: late }),
            (Rule::OlderAtNight, Facts::NotFor { worked: late }),
            (Rule::PregnantShift, Facts::NotFor { worked: late }),
            (Rule::Overlap, Facts::NotFor { worked: nobody }),
            (
                Rule::Overlap,
                Facts::Overlap {
                    one: late,
                    other: nobody,
                },
            ),
        ]
    }
}

fn found(rule: Rule, severity: Severity, facts: Facts) -> Breach {
    Breach {
        rule,
        severity,
        article: "ATW 5:3(2)",
        facts,
    }
}

fn assert_sentence(text: &str) {
    assert!(text.ends_with('.') && !text.contains(".."), "{text}");
    assert!(!text.contains(['{', '}']) && !text.contains("  "), "{text}");
    assert!(text.starts_with(char::is_uppercase), "{text}");
}

#[test]
fn every_finding_is_a_full_sentence_in_both_languages() {
    let story = Story::new();
    for (rule, facts) in story.facts() {
        for severity in [Severity::Law, Severity::Health] {
            let found = found(rule, severity, facts.clone());
            for lang in BOTH {
                let [to_her, to_him] = story.told(lang, &found);
                for text in [&to_her, &to_him] {
                    assert_sentence(text);
                }
                assert!(!to_her.contains("Amal"), "{to_her}");
                assert!(
                    !to_him.contains(" je ") && !to_him.contains(" your "),
                    "{to_him}"
                );
            }
        }
    }
}

#[test]
fn a_few_findings_word_for_word() {
    let story = Story::new();
    let facts = story.facts();
    let told = |severity, lang, at: usize| {
        let (rule, facts) = facts[at].clone();
        story.told(lang, &found(rule, severity, facts))
    };
    for (at, to_her, to_him) in [
        (
            0,
            "Tussen je late dienst van za 8 maart en je vroege dienst van zo 9 maart zit 7 uur en 30 minuten rust. Het moet minstens 11 uur zijn.",
            "Tussen de late dienst van za 8 maart en de vroege dienst van zo 9 maart heeft Amal 7 uur en 30 minuten rust. Het moet minstens 11 uur zijn.",
        ),
        (
            5,
            "Van za 8 maart om 07:00 tot za 15 maart om 07:00 heb je geen 36 uur rust achter elkaar.",
            "Van za 8 maart om 07:00 tot za 15 maart om 07:00 heeft Amal geen 36 uur rust achter elkaar.",
        ),
        (
            10,
            "In je late dienst van za 8 maart werk je 8 uur met 20 minuten pauze. Er moet minstens 30 minuten pauze in zitten.",
            "In de late dienst van za 8 maart werkt Amal 8 uur met 20 minuten pauze. Er moet minstens 30 minuten pauze in zitten.",
        ),
        (
            15,
            "In de 16 weken van 3 maart – 22 juni werk je 17 nachten, en samen 770 uur en 30 minuten. Het mag hoogstens 768 uur zijn, gemiddeld 48 uur per week.",
            "In de 16 weken van 3 maart – 22 juni werkt Amal 17 nachten, en samen 770 uur en 30 minuten. Het mag hoogstens 768 uur zijn, gemiddeld 48 uur per week.",
        ),
        (
            31,
            "Je bent oproepbaar tot za 8 maart om 22:30. Dat is 3 uur voor je vroege dienst van zo 9 maart. Daar moet minstens 14 uur tussen zitten.",
            "Amal is oproepbaar tot za 8 maart om 22:30. Dat is 3 uur voor de vroege dienst van zo 9 maart. Daar moet minstens 14 uur tussen zitten.",
        ),
    ] {
        assert_eq!(told(Severity::Law, Lang::Dutch, at), [to_her, to_him]);
    }
    let [advice, _] = told(Severity::Health, Lang::Dutch, 0);
    assert!(
        advice.ends_with("rust. Gezonder is minstens 11 uur."),
        "{advice}"
    );
    let [to_her, to_him] = told(Severity::Law, Lang::English, 29);
    assert_eq!(
        to_her,
        "In the period 24 February – 9 March you are free of work and calls for 48 hours in one go 1 time. It must be at least 2 times."
    );
    assert!(
        to_him.contains("Amal is free of work and calls"),
        "{to_him}"
    );
}

#[test]
fn a_decision_says_what_must_be_confirmed_and_by_whom() {
    let story = Story::new();
    let (amal, bo) = (story.crew.person(0), story.crew.person(1));
    let readings = [
        Reading::RestWithinDay,
        Reading::WeeklyRestMixed,
        Reading::EndOfSeries,
        Reading::TwoOClock,
    ];
    let asks = [
        Ask::BusinessReason,
        Ask::CollectiveAgreement,
        Ask::Exception,
        Ask::Consent,
    ];
    let (_, facts) = story.facts().remove(0);
    let breach = found(Rule::DailyRest, Severity::Law, facts);
    for ask in readings.map(Ask::Reading).into_iter().chain(asks) {
        let one = Decision {
            ask,
            breach: breach.clone(),
        };
        for lang in BOTH {
            let told = |me| decision(lang, &one, &story.crew.team, amal, me);
            let facts = story.told(lang, &breach);
            assert_sentence(&told(amal));
            assert_sentence(&told(bo));
            assert!(told(amal).starts_with(&facts[0]) && told(amal) != facts[0]);
            let by_her = told(bo).strip_prefix(&facts[1]).unwrap().contains("Amal");
            assert_eq!(by_her, ask == Ask::Consent, "{ask:?}");
        }
    }
}

#[test]
fn all_unknowns_together_say_how_far_it_was_checked() {
    let local = |time_ms: u64| Moment {
        utc_min: i32::try_from(time_ms / 60_000).unwrap(),
        offset_min: 60,
    };
    let one = |from_min, until_min| Unknown {
        rule: Rule::Avg16w,
        needs_from_min: 0,
        needs_until_min: 0,
        known: Known {
            from_min,
            until_min,
        },
    };
    let monday = Day::from_ymd(2025, 1, 6).unwrap();
    let (from, until) = (at(monday, 0).utc_min, at(monday.plus(90), 0).utc_min);
    let text = |from, until| unknown(Lang::Dutch, &[one(from, until); 2], local);
    assert_eq!(
        text(from, i32::MAX),
        "Gecontroleerd vanaf 6 januari 2025. Eerder rooster is er niet."
    );
    assert_eq!(
        text(i32::MIN, until),
        "Gecontroleerd tot 6 april 2025. Later rooster is er nog niet."
    );
    assert!(text(from, until).contains("6 januari 2025 tot 6 april 2025"));
    assert!(text(i32::MAX, i32::MAX).starts_with("Niet gecontroleerd"));
    assert_eq!(unknown(Lang::English, &[], local), "");
    let text = unknown(Lang::English, &[one(from, i32::MAX)], local);
    assert!(text.starts_with("Checked from 6 January 2025."), "{text}");
}

#[test]
fn rules_of_the_team_name_the_shift_and_the_numbers() {
    let story = Story::new();
    let (team, amal, bo) = (&story.crew.team, story.crew.person(0), story.crew.person(1));
    let shift = story.late.first.unwrap();
    let told = |lang, breach: &TeamBreach, me| team_breach(lang, breach, team, me);
    let mix = |had| TeamBreach::Mix {
        shift,
        qualification: Crew::diploma(),
        had,
        needs: 2,
    };
    let late = |left_min| TeamBreach::TooLate {
        shift,
        left_min,
        notice_min: 4 * 24 * 60,
    };
    let extra = TeamBreach::Extra {
        person: amal,
        monday: MARCH_8.monday(),
        had_min: 32 * H,
        max_min: 28 * H,
    };
    for (breach, text) in [
        (
            mix(0),
            "Bij de late dienst van za 8 maart blijft er niemand over met medicatie. Het moeten er minstens 2 zijn.",
        ),
        (
            mix(1),
            "Bij de late dienst van za 8 maart blijft er 1 collega over met medicatie. Het moeten er minstens 2 zijn.",
        ),
        (
            late(30 * H),
            "De late dienst van za 8 maart begint over 1 dag en 6 uur. Je team wil een wijziging minstens 4 dagen van tevoren.",
        ),
        (
            late(-5),
            "De late dienst van za 8 maart is al begonnen. Je team wil een wijziging minstens 4 dagen van tevoren.",
        ),
        (
            extra,
            "In de week van 3–9 maart werk je 32 uur. Je team sprak af: hoogstens 28 uur in een week.",
        ),
    ] {
        assert_eq!(told(Lang::Dutch, &breach, amal), text);
        assert_sentence(&told(Lang::English, &breach, bo));
    }
    let text = told(Lang::English, &extra, bo);
    assert!(
        text.starts_with("In the week of 3–9 March Amal works 32 hours."),
        "{text}"
    );
}

#[test]
fn alternatives_name_the_time_and_the_day_only_where_it_is_another() {
    let story = Story::new();
    let shift = story.late.first.unwrap();
    let text = |lang, other| alternative(lang, &other, &story.crew.team);
    let from = |day, minute| Alternative::From {
        shift,
        start: at(day, minute),
    };
    assert_eq!(
        text(Lang::Dutch, from(MARCH_8, 17 * H)),
        "Vanaf 17:00 zou het passen."
    );
    assert_eq!(
        text(Lang::Dutch, from(MARCH_8.plus(1), 30)),
        "Vanaf zo 9 maart om 00:30 zou het passen."
    );
    let end = at(MARCH_8, 20 * H);
    assert_eq!(
        text(Lang::English, Alternative::Until { shift, end }),
        "Until 20:00 it would fit."
    );
    assert_eq!(
        text(Lang::Dutch, Alternative::Instead { shift }),
        "Wel kan: de late dienst van za 8 maart."
    );
}

#[test]
fn a_shift_is_named_by_what_it_is() {
    let mut story = Story::new();
    let kind = KindId::from_bytes([3; 16]);
    let late = found(
        Rule::StandbyAgreed,
        Severity::Law,
        Facts::NotFor { worked: story.late },
    );
    for (duty, words) in [
        (DutyKind::Leave, "verlof"),
        (DutyKind::OnCall, "oproepdienst"),
        (DutyKind::Presence, "slaapdienst"),
        (DutyKind::Work, "late dienst"),
    ] {
        let law = Choice {
            version: rule_set::NEWEST,
            ..Choice::default()
        };
        let duties = vec![(kind, duty)];
        let rules = TeamRules {
            law,
            duties,
            ..TeamRules::default()
        };
        story.crew.act(0, Command::SetRules(rules));
        let [to_her, to_him] = story.told(Lang::Dutch, &late);
        assert!(
            to_her.contains(&format!("je {words} van za 8 maart")),
            "{to_her}"
        );
        assert!(
            to_him.contains(&format!("{words} van za 8 maart")),
            "{to_him}"
        );
    }
}

#[test]
fn every_rule_has_a_name_that_fits_in_a_sentence() {
    for rule_of in Rule::ALL {
        for lang in BOTH {
            let name = rule(lang, *rule_of);
            assert!(!name.ends_with('.') && name.contains(' '), "{name}");
            assert!(name.starts_with(char::is_lowercase), "{name}");
        }
    }
}

#[test]
fn lengths_are_said_in_full() {
    let text = |minutes| telling::hours(Lang::Dutch, minutes);
    assert_eq!(
        [0, 1, 60, 450].map(text),
        ["0 minuten", "1 minuut", "1 uur", "7 uur en 30 minuten"]
    );
    let text = |minutes| telling::days(Lang::English, minutes);
    assert_eq!(
        [90, 24 * H, 50 * H + 20].map(text),
        ["1 hour and 30 minutes", "1 day", "2 days and 2 hours"]
    );
}
