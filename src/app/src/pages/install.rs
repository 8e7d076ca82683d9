//! Putting the app on the home screen.

use leptos::prelude::*;

use crate::components::{
    Banner, Button, ButtonKind, Card, Icon, InstallArt, InstallSteps, LinkButton, PageHead, Tone,
};
use crate::i18n::{Lang, t, use_lang};
use crate::route::Route;
use crate::state::install::{Platform, platform, use_install};
use crate::state::page;

/// Shows how, on the device at hand.
#[component]
pub fn InstallPage() -> impl IntoView {
    let lang = use_lang();
    page::set_title(&t::shell::title(lang, t::install::title(lang)));
    view! {
        <div class="page page--narrow" data-test="install-page">
            <PageHead
                title=t::install::title(lang)
                lead=t::install::lead(lang).to_owned()
                back=(Route::Mine.path(), t::install::back(lang).to_owned())
            />
            <Steps />
        </div>
    }
}

/// What to tap; or the browser's own offer, which is one tap.
#[component]
pub fn Steps() -> impl IntoView {
    let lang = use_lang();
    let install = use_install();
    move || {
        if page::is_installed() {
            return view! { <Banner tone=Tone::Success title=t::install::done(lang) /> }.into_any();
        }
        if install.has_offer() {
            return view! {
                <Button kind=ButtonKind::Primary icon=Icon::Download wide=true on_click=move |()| install.take() attr:data-test="install-now">
                    {t::install::now(lang)}
                </Button>
            }
            .into_any();
        }
        view! { <Card><InstallSteps steps=steps(lang, platform()) /></Card> }.into_any()
    }
}

fn steps(lang: Lang, platform: Platform) -> Vec<(InstallArt, String)> {
    let steps = match platform {
        Platform::IPhone => [
            (InstallArt::Share, t::install::iphone_share(lang)),
            (InstallArt::Add, t::install::iphone_add(lang)),
        ],
        Platform::Android => [
            (InstallArt::Menu, t::install::android_menu(lang)),
            (InstallArt::Entry, t::install::android_add(lang)),
        ],
        Platform::Computer => [
            (InstallArt::Menu, t::install::computer_menu(lang)),
            (InstallArt::Entry, t::install::computer_add(lang)),
        ],
    };
    let last = (InstallArt::Home, t::install::open(lang));
    let all = steps.into_iter().chain([last]);
    all.map(|(art, text)| (art, text.to_owned())).collect()
}

/// A quiet word about it, once there is something worth having at hand; "not now" is for good.
#[component]
pub fn InstallHint() -> impl IntoView {
    let lang = use_lang();
    let install = use_install();
    move || {
        install.is_worth_a_word().then(|| {
            view! {
                <Card>
                    <div class="stack" data-test="install-hint">
                        <p><strong>{t::install::hint(lang)}</strong> " " {t::install::hint_more(lang)}</p>
                        <div class="install-hint__ways">
                            <LinkButton href=Route::Install.path() attr:data-test="to-install">{t::install::how(lang)}</LinkButton>
                            <Button kind=ButtonKind::Link on_click=move |()| install.put_off() attr:data-test="install-later">
                                {t::install::later(lang)}
                            </Button>
                        </div>
                    </div>
                </Card>
            }
        })
    }
}
