//! The frame round every page: the top bar, the four places, the page itself.

use leptos::prelude::*;

use super::bell::Bell;
use super::icon::{Glyph, Icon};
use super::link_pill::{LinkPill, LinkState};
use super::logo::Logo;
use crate::i18n::{t, use_lang};

/// The four places of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// My shifts.
    Mine,
    /// Offers.
    Swaps,
    /// The team's weeks.
    Roster,
    /// The people.
    Team,
}

impl Place {
    const fn icon(self) -> Icon {
        match self {
            Self::Mine => Icon::Mine,
            Self::Swaps => Icon::Swap,
            Self::Roster => Icon::Roster,
            Self::Team => Icon::Team,
        }
    }
}

/// A way to one of the places.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Which place.
    pub place: Place,
    /// Its path.
    pub href: String,
    /// Its name.
    pub label: String,
    /// How many things there ask for attention.
    pub badge: Signal<u32>,
}

/// Frames a page: the places at the bottom of a phone, at the side of a wider screen.
#[component]
pub fn AppFrame(
    /// The team's name.
    #[prop(into)]
    team: Signal<String>,
    /// The ways to the places.
    items: Vec<NavItem>,
    /// The place the page belongs to.
    #[prop(into)]
    current: Signal<Option<Place>>,
    /// The connection.
    #[prop(into)]
    link: Signal<LinkState>,
    /// How many of my actions wait on this device.
    #[prop(optional, into)]
    waiting: Signal<u32>,
    /// Where the news is, how much of it is new, and whether it is the page.
    #[prop(optional_no_strip)]
    bell: Option<(String, Signal<u32>, Signal<bool>)>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let item = move |item: NavItem| {
        let NavItem {
            place,
            href,
            label,
            badge,
        } = item;
        let count = move || {
            let n = badge.get();
            (n > 0).then(|| {
                let label = t::ui::news(lang, i64::from(n));
                view! { <span class="frame__badge" role="img" aria-label=label>{n.min(99)}</span> }
            })
        };
        view! {
            <li>
                <a
                    class="frame__place"
                    href=href
                    aria-current=move || (current.get() == Some(place)).then_some("page")
                >
                    <span class="frame__icon"><Glyph icon=place.icon() />{count}</span>
                    <span class="frame__label">{label}</span>
                </a>
            </li>
        }
    };
    view! {
        <div class="frame">
            <a class="frame__skip" href="#page">{t::ui::skip(lang)}</a>
            <header class="frame__bar">
                <Logo />
                <span class="frame__team">{team}</span>
                <LinkPill state=link waiting />
                {bell.map(|(href, count, is_here)| view! { <Bell href count is_here /> })}
            </header>
            <nav class="frame__nav" aria-label=t::ui::places(lang)>
                <ul class="frame__places">{items.into_iter().map(item).collect_view()}</ul>
            </nav>
            <main class="frame__page" id="page" tabindex="-1">{children()}</main>
        </div>
    }
}
