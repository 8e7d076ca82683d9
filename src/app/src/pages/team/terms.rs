//! What the rules need to know of a person: contract and age, for coordinators.

use leptos::prelude::*;
use ruil_core::rules::Age;
use ruil_core::{Command, PersonId, Terms};

use crate::components::{Button, ButtonKind, Dialog, Field, Select, SelectOption};
use crate::i18n::{Lang, failure, t, use_lang};
use crate::state::Session;

const HOUR_MIN: u16 = 60;
/// Most hours of a contract, by the law's longest week.
const HOURS_MAX: u16 = 60;

/// The ages as they are offered, the usual one first, with their values in the list.
const AGES: [(Age, &str); 5] = [
    (Age::From18, "18"),
    (Age::From55, "55"),
    (Age::From57, "57"),
    (Age::From16, "16"),
    (Age::Under16, "0"),
];

/// Asks for contract and age.
#[component]
pub(super) fn TermsDialog(
    session: Session,
    person: PersonId,
    on_close: Callback<()>,
    #[prop(into)] on_access: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let (name, terms) = untrack(|| {
        session.with(|view| {
            let found = view.hoped.people.get(&person);
            let found = found.map(|person| (person.name.clone(), person.terms));
            found.unwrap_or_default()
        })
    });
    let hours = RwSignal::new(hours_text(lang, terms.contract_min));
    let age = RwSignal::new(terms.age);
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let Some(contract_min) = contract_min(&hours.read_untracked()) else {
            error.set(Some(t::terms::hours_wrong(lang).to_owned()));
            return;
        };
        let new = Terms {
            age: age.get_untracked(),
            contract_min,
        };
        if new == terms {
            return on_close.run(());
        }
        match session.act(vec![Command::SetTerms { person, terms: new }]) {
            Ok(()) => on_close.run(()),
            Err(not_done) => {
                let text =
                    untrack(|| session.with(|view| failure::not_done(lang, &not_done, view)));
                error.set(Some(text));
            }
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save();
    };
    let actions = move || {
        view! {
            <Button kind=ButtonKind::Primary on_click=move |()| save() attr:data-test="terms-save">
                {t::terms::save(lang)}
            </Button>
        }
    };
    let options = AGES.map(|(age, tag)| SelectOption::new(tag, age_name(lang, age)));
    let value = Signal::derive(move || {
        let mut ages = AGES.into_iter();
        let found = ages.find(|(own, _)| *own == age.get());
        found.map_or("", |(_, tag)| tag).to_owned()
    });
    let choose = move |tag: String| {
        if let Some((new, _)) = AGES.into_iter().find(|(_, own)| *own == tag) {
            age.set(new);
        }
    };
    view! {
        <Dialog title=t::terms::title(lang, name) on_close actions attr:data-test="terms">
            <form class="stack" novalidate on:submit=submit>
                <p class="muted">{t::terms::lead(lang)}</p>
                <Field
                    id="terms-hours"
                    label=t::terms::hours(lang)
                    hint=t::terms::hours_hint(lang)
                    value=hours
                    on_input=move |text| {
                        error.set(None);
                        hours.set(text);
                    }
                    error
                    max=6
                    attr:data-test="terms-hours"
                />
                <div class="rules__one">
                    <Select
                        id="terms-age"
                        label=t::terms::age(lang)
                        options=options.to_vec()
                        value
                        on_change=choose
                        attr:data-test="terms-age"
                    />
                    <p class="field__hint">{t::terms::age_hint(lang)}</p>
                </div>
            </form>
            <Button kind=ButtonKind::Link on_click=on_access attr:data-test="terms-access">
                {t::access::open(lang)}
            </Button>
        </Dialog>
    }
}

fn age_name(lang: Lang, age: Age) -> &'static str {
    match age {
        Age::Under16 => t::terms::under_16(lang),
        Age::From16 => t::terms::from_16(lang),
        Age::From18 => t::terms::from_18(lang),
        Age::From55 => t::terms::from_55(lang),
        Age::From57 => t::terms::from_57(lang),
    }
}

/// Returns the minutes a week of a contract as it was typed, with a comma or a point; nothing
/// within if it was left empty or is 0, nothing at all if it is no such number.
fn contract_min(text: &str) -> Option<Option<u16>> {
    let text = text.trim();
    if text.is_empty() {
        return Some(None);
    }
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(part) || part.len() > 2 {
        return None;
    }
    let whole: u16 = whole.parse().ok().filter(|hours| *hours <= HOURS_MAX)?;
    let hundredths: u16 = format!("{part:0<2}").parse().ok()?;
    let minutes = whole * HOUR_MIN + (hundredths * HOUR_MIN + 50) / 100;
    (minutes <= HOURS_MAX * HOUR_MIN).then_some(Some(minutes).filter(|minutes| *minutes > 0))
}

/// Returns the minutes a week of a contract as they are typed, such as "28,5".
fn hours_text(lang: Lang, contract_min: Option<u16>) -> String {
    let Some(minutes) = contract_min else {
        return String::new();
    };
    let point = match lang {
        Lang::Dutch | Lang::German | Lang::Polish | Lang::Turkish => ',',
        Lang::English | Lang::Arabic => '.',
    };
    let hundredths = (u32::from(minutes % HOUR_MIN) * 100 + 30) / u32::from(HOUR_MIN);
    let text = format!("{}{point}{hundredths:02}", minutes / HOUR_MIN);
    text.trim_end_matches('0')
        .trim_end_matches(point)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracts_are_read_with_a_comma_or_a_point() {
        for (text, minutes) in [
            ("", None),
            (" 24 ", Some(24 * 60)),
            ("28,5", Some(28 * 60 + 30)),
            ("28.5", Some(28 * 60 + 30)),
            ("31,25", Some(31 * 60 + 15)),
            ("36,", Some(36 * 60)),
            ("0", None),
            ("60", Some(60 * 60)),
        ] {
            assert_eq!(contract_min(text), Some(minutes), "{text}");
        }
        for text in ["x", "-8", "60,5", "61", ",5", "28,555", "2 4", "99999999"] {
            assert_eq!(contract_min(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_saved_is_shown_as_it_can_be_typed() {
        for minutes in 1..=HOURS_MAX * HOUR_MIN {
            for lang in Lang::ALL {
                let text = hours_text(lang, Some(minutes));
                assert_eq!(contract_min(&text), Some(Some(minutes)), "{text}");
            }
        }
        assert_eq!(hours_text(Lang::Dutch, Some(28 * 60 + 30)), "28,5");
        assert_eq!(hours_text(Lang::English, Some(30 * 60)), "30");
    }
}
