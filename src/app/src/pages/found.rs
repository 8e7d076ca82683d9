//! Founding a team.

use leptos::prelude::*;

use crate::components::{
    Banner, Button, ButtonKind, Checkbox, Field, FieldKind, PageHead, Select, SelectOption, Tone,
};
use crate::i18n::{Lang, failure, t, use_lang};
use crate::route::Route;
use crate::state::boot::Boot;
use crate::state::found::{NewTeam, NotFounded, found};
use crate::state::page;

/// The zone most teams are in.
const ZONE: &str = "Europe/Amsterdam";

/// Asks for the names a team begins with. Works without a network.
#[component]
pub fn FoundPage() -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    page::set_title(&t::shell::title(lang, t::found::title(lang)));
    let team = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let zone = RwSignal::new(ZONE.to_owned());
    let solo = RwSignal::new(false);
    let was_sent = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<NotFounded>);

    let wrong_team = Signal::derive(move || wrong(lang, &team.read(), t::found::no_team(lang)));
    let wrong_name = Signal::derive(move || wrong(lang, &name.read(), t::found::no_name(lang)));
    let shown = move |wrong: Signal<Option<String>>| {
        Signal::derive(move || wrong.get().filter(|_| was_sent.get()))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        was_sent.set(true);
        if busy.get_untracked() || wrong_team.read().is_some() || wrong_name.read().is_some() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let on_failed = Callback::new(move |not_founded| {
            busy.set(false);
            failed.set(Some(not_founded));
        });
        let new = NewTeam {
            name: team.read().trim().to_owned(),
            founder: name.read().trim().to_owned(),
            zone: zone.get_untracked(),
            solo: solo.get_untracked(),
        };
        found(boot, new, on_failed);
    };
    let banner = move || {
        failed.get().map(|not_founded| {
            let text = failure::not_founded(lang, &not_founded);
            view! { <Banner tone=Tone::Danger title=t::found::failed(lang) text attr:data-test="found-failed" /> }
        })
    };
    view! {
        <div class="page page--narrow" data-test="found">
            <PageHead
                title=t::found::title(lang)
                lead=t::found::lead(lang).to_owned()
                back=(Route::Mine.path(), t::welcome::back(lang).to_owned())
            />
            {banner}
            <form class="stack found__form" novalidate on:submit=submit>
                <Field
                    id="found-team"
                    label=t::found::team(lang)
                    hint=t::found::team_hint(lang)
                    value=team
                    on_input=move |text| team.set(text)
                    error=shown(wrong_team)
                    required=true
                    autofocus=true
                    attr:data-test="found-team"
                />
                <Field
                    id="found-name"
                    label=t::found::name(lang)
                    hint=t::found::name_hint(lang)
                    kind=FieldKind::Name
                    value=name
                    on_input=move |text| name.set(text)
                    error=shown(wrong_name)
                    required=true
                    attr:data-test="found-name"
                />
                <Select
                    id="found-zone"
                    label=t::found::zone(lang)
                    options=zones()
                    value=zone
                    on_change=move |name| zone.set(name)
                    attr:data-test="found-zone"
                />
                <Checkbox
                    label=t::found::solo(lang)
                    hint=t::found::solo_hint(lang)
                    checked=solo
                    on_change=move |is_on| solo.set(is_on)
                    attr:data-test="found-solo"
                />
                <Button kind=ButtonKind::Primary wide=true submit=true busy attr:data-test="found-submit">
                    {t::found::submit(lang)}
                </Button>
                <p class="small muted center">{t::found::without_network(lang)}</p>
            </form>
        </div>
    }
}

/// Says what is wrong with a name.
fn wrong(lang: Lang, name: &str, if_empty: &str) -> Option<String> {
    if name.trim().is_empty() {
        Some(if_empty.to_owned())
    } else {
        let is_long = name.trim().len() > ruil_core::limit::NAME_BYTES_MAX;
        is_long.then(|| t::found::too_long(lang).to_owned())
    }
}

/// Returns the zones by the name of their city, ours first.
fn zones() -> Vec<SelectOption> {
    let city = |name: &str| name.rsplit('/').next().unwrap_or(name).replace('_', " ");
    let option = |name: &str| SelectOption::new(name, city(name));
    ruil_files::Zone::ALL
        .into_iter()
        .map(|zone| option(zone.name()))
        .collect()
}
