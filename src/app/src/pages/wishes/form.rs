//! The sheet on which a wish is made.

use leptos::prelude::*;
use ruil_core::UnitId;

use super::draft::{Days, Draft, Lack, What};
use crate::components::{
    Button, ButtonKind, Checkbox, Choice, Dialog, Field, FieldKind, Pick, Picks, Segments,
    SelectOption, part_text,
};
use crate::i18n::{Lang, failure, format, t, use_lang, wish as words};
use crate::pick::sort_key;
use crate::state::{notes, use_session};

const WHATS: [What; 4] = [What::Free, What::Work, What::Extra, What::Never];
const DAYS: [(Days, &str); 3] = [
    (Days::Any, "any"),
    (Days::Week, "week"),
    (Days::Dates, "dates"),
];
const WEIGHTS: [u8; 3] = [1, 2, 3];

fn lack_text(lang: Lang, lack: Lack) -> &'static str {
    match lack {
        Lack::Something => t::wish::need_something(lang),
        Lack::Weekdays => t::wish::need_weekdays(lang),
        Lack::Dates => t::wish::need_days(lang),
        Lack::Before => t::wish::need_before(lang),
    }
}

fn part_picks(lang: Lang) -> Vec<Pick> {
    let all = (0..).zip(words::PARTS);
    let pick = |(number, part)| Pick {
        number,
        label: part_text(lang, part).to_owned(),
        part: Some((part, words::letter(lang, part))),
    };
    all.map(pick).collect()
}

/// Shows the sheet.
#[component]
pub(super) fn WishDialog(
    /// Called when the sheet is to go.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let draft = Draft::new();
    let error = RwSignal::new(None::<String>);
    let save = move || {
        let wish = match draft.wish() {
            Ok(wish) => wish,
            Err(lack) => return error.set(Some(lack_text(lang, lack).to_owned())),
        };
        match notes::wish(session, wish, &draft.reason.get_untracked()) {
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
            <p class="wish-form__error" role="alert">{error}</p>
            <Button kind=ButtonKind::Primary on_click=move |()| save() attr:data-test="wish-save">
                {t::wish::send(lang)}
            </Button>
        }
    };
    let weights =
        WEIGHTS.map(|weight| SelectOption::new(weight.to_string(), words::weight(lang, weight)));
    view! {
        <Dialog title=t::wish::add(lang) on_close actions attr:data-test="wish-form">
            <form class="stack stack--loose" novalidate on:submit=submit>
                <WhatPart draft />
                {move || (draft.what.get() == What::Never).then(|| view! {
                    <div data-test="wish-before">
                        <Picks label=t::wish::before(lang) picks=part_picks(lang) value=draft.before on_change=move |set| draft.before.set(set) />
                    </div>
                })}
                <div data-test="wish-parts">
                    <Picks label=t::wish::parts(lang) hint=t::wish::parts_hint(lang) picks=part_picks(lang) value=draft.parts on_change=move |set| draft.parts.set(set) />
                </div>
                <DaysPart draft />
                <UnitsPart draft />
                <fieldset class="wish-form__part">
                    <legend class="wish-form__legend">{t::wish::weight(lang)}</legend>
                    <Segments
                        name="wish-weight"
                        label=t::wish::weight(lang)
                        options=weights.to_vec()
                        value=Signal::derive(move || draft.weight.get().to_string())
                        on_change=move |weight: String| draft.weight.set(weight.parse().unwrap_or(2))
                    />
                </fieldset>
                {move || (draft.days.get() != Days::Dates).then(|| view! {
                    <Field id="wish-until" kind=FieldKind::Date label=t::wish::holds_until(lang) hint=t::wish::holds_until_hint(lang) value=draft.until on_input=move |day| draft.until.set(day) />
                })}
                // It stays on the device, and the tablet is everybody's.
                {(!session.is_tablet()).then(|| view! {
                    <Field id="wish-reason" label=t::wish::reason(lang) hint=t::wish::reason_hint(lang) value=draft.reason on_input=move |text| draft.reason.set(text) />
                })}
            </form>
        </Dialog>
    }
}

/// What is wished.
#[component]
fn WhatPart(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let one = move |what: What| {
        let (title, hint, name) = match what {
            What::Free => (
                t::wish::what_free(lang),
                t::wish::what_free_hint(lang),
                "free",
            ),
            What::Work => (
                t::wish::what_work(lang),
                t::wish::what_work_hint(lang),
                "work",
            ),
            What::Extra => (
                t::wish::what_extra(lang),
                t::wish::what_extra_hint(lang),
                "extra",
            ),
            What::Never => (
                t::wish::what_never(lang),
                t::wish::what_never_hint(lang),
                "never",
            ),
        };
        let checked = Signal::derive(move || draft.what.get() == what);
        let on_choose = move |()| draft.what.set(what);
        view! { <Choice name="wish-what" title hint checked on_choose attr:data-what=name /> }
    };
    view! {
        <fieldset class="wish-form__part">
            <legend class="wish-form__legend">{t::wish::what(lang)}</legend>
            {WHATS.map(one).into_iter().collect_view()}
        </fieldset>
    }
}

/// On which days.
#[component]
fn DaysPart(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let text = |days| match days {
        Days::Any => t::wish::days_any(lang),
        Days::Week => t::wish::days_week(lang),
        Days::Dates => t::wish::days_dates(lang),
    };
    let options = DAYS.map(|(days, name)| SelectOption::new(name, text(days)));
    let value = Signal::derive(move || {
        let shown = DAYS.into_iter().find(|(days, _)| *days == draft.days.get());
        shown.map_or("", |(_, name)| name).to_owned()
    });
    let choose = move |name: String| {
        let chosen = DAYS.into_iter().find(|(_, own)| *own == name);
        draft.days.set(chosen.map_or(Days::Any, |(days, _)| days));
    };
    let weekdays = move || {
        let pick = |(number, day)| Pick {
            number,
            label: format::weekday_short(lang, day).to_owned(),
            part: None,
        };
        (0..).zip(words::WEEKDAYS).map(pick).collect::<Vec<_>>()
    };
    let more = move || {
        match draft.days.get() {
        Days::Any => ().into_any(),
        Days::Week => view! {
            <Picks label=t::wish::weekdays(lang) picks=weekdays() value=draft.weekdays on_change=move |set| draft.weekdays.set(set) />
        }
        .into_any(),
        Days::Dates => view! {
            <div class="wish-form__days">
                <Field id="wish-from" kind=FieldKind::Date label=t::wish::from(lang) value=draft.from on_input=move |day| draft.from.set(day) />
                <Field id="wish-to" kind=FieldKind::Date label=t::wish::to(lang) value=draft.to on_input=move |day| draft.to.set(day) />
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <fieldset class="wish-form__part" data-test="wish-days">
            <legend class="wish-form__legend">{t::wish::which_days(lang)}</legend>
            <Segments name="wish-days" label=t::wish::which_days(lang) options=options.to_vec() value on_change=choose />
            {more}
        </fieldset>
    }
}

/// Where; only in a team that has more than one unit.
#[component]
fn UnitsPart(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let units = Memo::new(move |_| {
        session.with(|view| {
            let units = view.hoped.units.values();
            let mut units: Vec<_> = units.map(|unit| (unit.id, unit.name.clone())).collect();
            units.sort_by_cached_key(|(_, name)| sort_key(name));
            units
        })
    });
    let one = move |(id, name): (UnitId, String)| {
        let checked = Signal::derive(move || draft.units.read().contains(&id));
        let on_change = move |on: bool| {
            draft.units.update(|units| {
                if on {
                    units.insert(id);
                } else {
                    units.remove(&id);
                }
            });
        };
        view! { <Checkbox label=name checked on_change /> }
    };
    move || {
        (units.with(Vec::len) > 1).then(|| {
            view! {
                <fieldset class="wish-form__part">
                    <legend class="wish-form__legend">{t::wish::units(lang)}</legend>
                    {units.get().into_iter().map(one).collect_view()}
                </fieldset>
            }
        })
    }
}
