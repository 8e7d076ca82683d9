//! This device: who I am on it, and how it shows things.

use leptos::prelude::*;

use super::safe::SafePart;
use crate::components::{Card, Section, Segments, SelectOption};
use crate::i18n::{Lang, t, use_lang};
use crate::pages::welcome::LanguageChoice;
use crate::route::Route;
use crate::state::settings::{Theme, use_settings};
use crate::state::{Session, page};

/// Shows this device's settings and facts.
#[component]
pub(super) fn ThisDevice(session: Session) -> impl IntoView {
    let lang = use_lang();
    let name = Memo::new(move |_| session.with(|view| view.my_name().to_owned()));
    let tip = (!page::is_installed()).then(|| {
        view! {
            <p class="small muted">
                {t::device::install(lang)} " "
                <a href=Route::Install.path() data-test="device-install">{t::install::how(lang)}</a>
            </p>
        }
    });
    view! {
        <Section title=t::device::title(lang).to_owned()>
            <Card>
                <div class="stack" data-test="device">
                    <div class="device__choice">
                        <span>{t::device::language(lang)}</span>
                        <LanguageChoice />
                    </div>
                    <div class="device__choice">
                        <span>{t::device::theme(lang)}</span>
                        <ThemeChoice />
                    </div>
                    <dl class="facts device__facts">
                        <dt>{t::device::name(lang)}</dt>
                        <dd data-test="device-name">{name}</dd>
                        <dt>{t::device::version(lang)}</dt>
                        <dd>{env!("CARGO_PKG_VERSION")}</dd>
                    </dl>
                    {tip}
                    // Its own target, so that it is a visit: that page stands without the app.
                    <p class="small">
                        {t::device::rescue(lang)} " "
                        <a href="/rescue.html" target="_self" data-test="to-rescue">{t::device::to_rescue(lang)}</a>
                    </p>
                </div>
            </Card>
            <SafePart session />
        </Section>
    }
}

#[component]
fn ThemeChoice() -> impl IntoView {
    let lang = use_lang();
    let settings = use_settings();
    let option = |theme: Theme| SelectOption::new(theme.tag(), theme_name(lang, theme));
    let choose = move |tag: String| {
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.tag() == tag) {
            settings.set_theme(theme);
        }
    };
    let chosen = Signal::derive(move || settings.theme().tag().to_owned());
    view! {
        <Segments
            name="theme"
            label=t::device::theme(lang)
            options=Theme::ALL.map(option).to_vec()
            value=chosen
            on_change=choose
            attr:data-test="theme"
        />
    }
}

fn theme_name(lang: Lang, theme: Theme) -> &'static str {
    match theme {
        Theme::System => t::device::theme_system(lang),
        Theme::Light => t::device::theme_light(lang),
        Theme::Dark => t::device::theme_dark(lang),
    }
}
