//! Whose law, and what it leaves to the employer and to those who agree with it.

use leptos::prelude::*;
use ruil_core::rules::{Agreement, Collective, Pack, Shortening};

use super::draft::{Draft, has_shortening, set_pack};
use crate::components::{Checkbox, Choice, Select, SelectOption};
use crate::i18n::{Lang, judgement, t, use_lang};

/// The laws as they are offered, with their values in the list.
const PACKS: [(Pack, &str); 5] = [
    (Pack::Netherlands, "nl"),
    (Pack::Belgium, "be"),
    (Pack::Germany, "de"),
    (Pack::UnitedKingdom, "uk"),
    (Pack::Europe, "eu"),
];

/// The collective agreements as they are offered.
const AGREEMENTS: [(Option<Agreement>, &str); 3] = [
    (None, ""),
    (Some(Agreement::Vvt), "vvt"),
    (Some(Agreement::Ghz), "ghz"),
];

/// Something agreed collectively: its name, its explanation, its place, its name for tests.
pub(super) type Switch = (
    fn(Lang) -> &'static str,
    fn(Lang) -> &'static str,
    fn(&mut Collective) -> &mut bool,
    &'static str,
);

/// What can be agreed collectively.
pub(super) const SWITCHES: [Switch; 9] = [
    (
        t::rules::care_daily_rest,
        t::rules::care_daily_rest_hint,
        |all| &mut all.care_daily_rest,
        "care-daily-rest",
    ),
    (
        t::rules::short_break,
        t::rules::short_break_hint,
        |all| &mut all.short_break,
        "short-break",
    ),
    (
        t::rules::no_four_weeks,
        t::rules::no_four_weeks_hint,
        |all| &mut all.no_four_weeks,
        "no-four-weeks",
    ),
    (
        t::rules::year_average,
        t::rules::year_average_hint,
        |all| &mut all.year_average,
        "year-average",
    ),
    (
        t::rules::run_of_eight,
        t::rules::run_of_eight_hint,
        |all| &mut all.run_of_eight,
        "run-of-eight",
    ),
    (
        t::rules::many_nights,
        t::rules::many_nights_hint,
        |all| &mut all.many_nights,
        "many-nights",
    ),
    (
        t::rules::fewer_sundays,
        t::rules::fewer_sundays_hint,
        |all| &mut all.fewer_sundays,
        "fewer-sundays",
    ),
    (
        t::rules::standby,
        t::rules::standby_hint,
        |all| &mut all.standby,
        "standby",
    ),
    (
        t::rules::presence,
        t::rules::presence_hint,
        |all| &mut all.presence,
        "presence",
    ),
];

/// Returns the name of a collective agreement.
pub(super) fn agreement(lang: Lang, agreement: Option<Agreement>) -> &'static str {
    match agreement {
        None => t::rules::agreement_none(lang),
        Some(Agreement::Vvt) => t::rules::agreement_vvt(lang),
        Some(Agreement::Ghz) => t::rules::agreement_ghz(lang),
    }
}

/// Returns who grants a shorter rest, and what that means.
pub(super) fn shortening(lang: Lang, shortening: Shortening) -> (&'static str, &'static str) {
    match shortening {
        Shortening::Confirm => (
            t::rules::short_confirm(lang),
            t::rules::short_confirm_hint(lang),
        ),
        Shortening::Granted => (
            t::rules::short_granted(lang),
            t::rules::short_granted_hint(lang),
        ),
        Shortening::Never => (
            t::rules::short_never(lang),
            t::rules::short_never_hint(lang),
        ),
    }
}

/// Shows the choice of the law and of what it leaves open.
#[component]
pub(super) fn LawPart(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let pack = draft.slice(|rules| rules.law.pack);
    let is_dutch = Memo::new(move |_| pack.get() == Pack::Netherlands);
    let can_shorten = Memo::new(move |_| has_shortening(pack.get()));
    let options = PACKS.map(|(pack, tag)| SelectOption::new(tag, judgement::law(lang, pack)));
    let value = Signal::derive(move || {
        let mut packs = PACKS.into_iter();
        let found = packs.find(|(one, _)| *one == pack.get());
        found.map_or("", |(_, tag)| tag).to_owned()
    });
    let choose = move |tag: String| {
        if let Some((pack, _)) = PACKS.into_iter().find(|(_, own)| *own == tag) {
            draft.change(|rules| set_pack(rules, pack));
        }
    };
    view! {
        <div class="rules__one">
            <Select
                id="rules-law"
                label=t::rules::law_ask(lang)
                options=options.to_vec()
                value
                on_change=choose
                attr:data-test="rules-law"
            />
            <p class="field__hint">{t::rules::law_hint(lang)}</p>
        </div>
        {move || can_shorten.get().then(|| view! { <ShortRest draft /> })}
        {move || is_dutch.get().then(|| view! { <Dutch draft /> })}
    }
}

/// Shows who grants a shorter rest.
#[component]
fn ShortRest(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let chosen = draft.slice(|rules| rules.law.options.shortening);
    let choice = move |(own, test): (Shortening, &'static str)| {
        let (title, hint) = shortening(lang, own);
        view! {
            <Choice
                name="rules-short"
                title
                hint
                checked=Signal::derive(move || chosen.get() == own)
                on_choose=move |()| draft.change(|rules| rules.law.options.shortening = own)
                attr:data-test=test
            />
        }
    };
    let all = [
        (Shortening::Confirm, "short-confirm"),
        (Shortening::Granted, "short-granted"),
        (Shortening::Never, "short-never"),
    ];
    view! {
        <fieldset class="rules__group">
            <legend class="rules__legend">{t::rules::short(lang)}</legend>
            <p class="field__hint">{t::rules::short_hint(lang)}</p>
            {all.map(choice).into_iter().collect_view()}
        </fieldset>
    }
}

/// Shows what Dutch law leaves open.
#[component]
fn Dutch(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let nights = draft.slice(|rules| rules.law.options.extended_nights);
    let chosen = draft.slice(|rules| rules.law.options.agreement);
    let options = AGREEMENTS.map(|(one, tag)| SelectOption::new(tag, agreement(lang, one)));
    let value = Signal::derive(move || {
        let mut all = AGREEMENTS.into_iter();
        let found = all.find(|(one, _)| *one == chosen.get());
        found.map_or("", |(_, tag)| tag).to_owned()
    });
    let choose = move |tag: String| {
        if let Some((agreement, _)) = AGREEMENTS.into_iter().find(|(_, own)| *own == tag) {
            draft.change(|rules| rules.law.options.agreement = agreement);
        }
    };
    view! {
        <Checkbox
            label=t::rules::nights(lang)
            hint=t::rules::nights_hint(lang)
            checked=nights
            on_change=move |on| draft.change(|rules| rules.law.options.extended_nights = on)
            attr:data-test="rules-nights"
        />
        <div class="rules__one">
            <Select
                id="rules-agreement"
                label=t::rules::agreement_ask(lang)
                options=options.to_vec()
                value
                on_change=choose
                attr:data-test="rules-agreement"
            />
            <p class="field__hint">{t::rules::agreement_hint(lang)}</p>
        </div>
        <details class="rules__fold" data-test="rules-collective">
            <summary>{t::rules::collective(lang)}</summary>
            <fieldset class="rules__group">
                <legend class="visually-hidden">{t::rules::collective(lang)}</legend>
                <p class="field__hint">{t::rules::collective_hint(lang)}</p>
                {SWITCHES.map(|switch| view! { <Agreed draft switch /> }).into_iter().collect_view()}
            </fieldset>
        </details>
    }
}

/// Shows one thing that can be agreed.
#[component]
fn Agreed(draft: Draft, switch: Switch) -> impl IntoView {
    let lang = use_lang();
    let (label, hint, place, test) = switch;
    let checked = draft.slice(move |rules| {
        let mut all = rules.law.options.collective;
        *place(&mut all)
    });
    let set = move |on| draft.change(|rules| *place(&mut rules.law.options.collective) = on);
    view! {
        <Checkbox label=label(lang) hint=hint(lang) checked on_change=set attr:data-test=test />
    }
}
