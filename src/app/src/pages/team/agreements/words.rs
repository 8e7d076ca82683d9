//! What was agreed, in words: the same in the list of facts and in the form.

use ruil_core::{Agreements, ExtraMax, PersonId, Silence};

use crate::i18n::{Lang, format, t};

/// Returns how answers are gathered.
pub(super) fn window(lang: Lang, window_min: u32) -> String {
    match window_min {
        0 => t::agreements::window_first(lang).to_owned(),
        min => t::agreements::window_length(lang, length(lang, min)),
    }
}

/// Returns how many extra shifts somebody takes without a word.
pub(super) fn extra(lang: Lang, extra: Option<ExtraMax>) -> String {
    match extra {
        None => t::rules::no_limit(lang).to_owned(),
        Some(ExtraMax { shifts: 0, .. }) => t::agreements::extra_none(lang).to_owned(),
        Some(ExtraMax { shifts, days }) => {
            let days = t::judgement::days(lang, days.into());
            t::agreements::extra_max(lang, shifts.into(), days)
        }
    }
}

/// Returns how long deciding may take.
pub(super) fn decide(lang: Lang, decide_min: u32) -> String {
    match decide_min {
        0 => t::agreements::decide_begin(lang).to_owned(),
        min => t::agreements::decide_length(lang, length(lang, min)),
    }
}

/// Returns what it means if nobody decides.
pub(super) fn silence(lang: Lang, silence: Silence) -> &'static str {
    match silence {
        Silence::No => t::agreements::silence_no(lang),
        Silence::Yes => t::agreements::silence_yes(lang),
    }
}

fn length(lang: Lang, min: u32) -> String {
    format::length(lang, i32::try_from(min).unwrap_or(i32::MAX))
}

/// Returns all that was agreed; `people` gives the names.
pub(super) fn facts(
    lang: Lang,
    agreed: &Agreements,
    people: &[(PersonId, String)],
) -> Vec<(String, String)> {
    let named = people
        .iter()
        .filter(|(id, _)| agreed.approvers.contains(id));
    let named: Vec<_> = named.map(|(_, name)| name.as_str()).collect();
    let approvers = if agreed.approvers.is_empty() {
        t::agreements::coordinators(lang).to_owned()
    } else {
        named.join(t::ui::comma(lang))
    };
    let facts = [
        (t::agreements::window(lang), window(lang, agreed.window_min)),
        (t::agreements::extra(lang), extra(lang, agreed.extra)),
        (t::agreements::approvers(lang), approvers),
        (t::agreements::decide(lang), decide(lang, agreed.decide_min)),
        (
            t::agreements::silence(lang),
            silence(lang, agreed.silence).to_owned(),
        ),
    ];
    let fact = |(what, said): (&str, String)| (what.to_owned(), said);
    facts.map(fact).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreements_in_words() {
        let (ann, ben) = (PersonId::from_bytes([1; 16]), PersonId::from_bytes([2; 16]));
        let people = [(ann, "Ann".to_owned()), (ben, "Ben".to_owned())];
        let said = |agreed: &Agreements| -> Vec<String> {
            let facts = facts(Lang::Dutch, agreed, &people).into_iter();
            facts.map(|(_, said)| said).collect()
        };
        assert_eq!(
            said(&Agreements::default()),
            [
                "Wie als eerste ja zegt",
                "Geen grens",
                "De roostercoördinatoren",
                "Tot de dienst begint",
                "Dan is het nee"
            ]
        );
        let agreed = Agreements {
            window_min: 60,
            extra: Some(ExtraMax {
                shifts: 2,
                days: 28,
            }),
            approvers: vec![ben],
            decide_min: 24 * 60,
            silence: Silence::Yes,
        };
        assert_eq!(
            said(&agreed),
            [
                "De minst belaste, na 1 uur",
                "Hoogstens 2 extra diensten in 28 dagen",
                "Ben",
                "24 uur",
                "Dan gaat het door"
            ]
        );
    }
}
