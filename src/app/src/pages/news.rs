//! What happened that is about me, what I put off, and the way to its settings.

use leptos::prelude::*;
use ruil_core::news::{About, News, What};

use crate::components::{
    Banner, EmptyArt, EmptyState, Icon, IconButton, LinkButton, NewsRow, PageHead, Section, Tone,
};
use crate::i18n::{format, news as words, t, use_lang};
use crate::route::Route;
use crate::state::inbox::use_news;
use crate::state::{now, use_session};

/// Returns where news leads.
fn place(news: &News) -> Route {
    match news.about {
        About::Offer(offer) => Route::Offer(offer),
        About::Circle(circle) => Route::Circle(circle),
        About::Shift(shift) => Route::Shift(shift),
        About::Mine => Route::Mine,
    }
}

const fn icon(news: &News) -> Icon {
    match news.what {
        What::Asked => Icon::Hand,
        What::Could | What::Choose => Icon::Swap,
        What::Open => Icon::Plus,
        What::Decide => Icon::Edit,
        What::Settled => Icon::Check,
        What::Lost | What::Over => Icon::Info,
        What::Thanks(_) => Icon::Heart,
        What::Roster(_) => Icon::Roster,
    }
}

/// Shows the news. To have been here is to have seen it.
#[component]
pub fn NewsPage() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let desk = use_news();
    // What was new when this page was opened stays marked until it is left.
    let fresh = RwSignal::new(desk.peek().unread);
    Effect::new(move |_| {
        let unread = desk.inbox().unread;
        if !unread.is_empty() {
            fresh.update(|fresh| fresh.extend(unread));
            desk.see_all();
        }
    });
    let row = move |news: News, is_later: bool| {
        let is_new = fresh.with_untracked(|fresh| fresh.iter().any(|one| one.is_same(&news)));
        let text =
            session.with(|view| words::sentence(lang, &view.hoped, &news, view.me, now::local));
        let when = format::ago(lang, now::local(news.at_ms), now::now());
        let aside = news.what.is_to_do().then(|| {
            let (icon, label) = if is_later {
                (Icon::Undo, t::news::take_up(lang))
            } else {
                (Icon::Clock, t::news::put_off(lang))
            };
            let move_it = move |()| {
                if is_later {
                    desk.take_up(&news);
                } else {
                    desk.put_off(&news);
                }
            };
            view! { <IconButton icon label=label.to_owned() on_click=move_it attr:data-test="news-later" /> }
        });
        let href = place(&news).path();
        view! { <NewsRow icon=icon(&news) text when href is_new=is_new && !is_later>{aside}</NewsRow> }
    };
    let list = move |news: Vec<News>, is_later: bool| {
        let rows = news.into_iter().map(|news| row(news, is_later));
        view! { <ul class="stack stack--tight">{rows.collect_view()}</ul> }
    };
    let now_list = move || {
        let inbox = desk.inbox();
        let all: Vec<_> = inbox.unread.iter().chain(&inbox.read).copied().collect();
        if all.is_empty() {
            let (title, text) = (t::news::none(lang), t::news::none_text(lang));
            view! { <EmptyState art=EmptyArt::Swaps title text /> }.into_any()
        } else {
            list(all, false).into_any()
        }
    };
    let later = move || {
        let later = desk.inbox().later;
        let count = later.len();
        (count > 0).then(|| view! {
            <Section title=t::news::later(lang) count=Some(count) attr:data-test="news-parked">{list(later, true)}</Section>
        })
    };
    let rest = move || {
        desk.rest().map(|until| {
            let until = format::when(lang, until, now::today());
            view! { <Banner tone=Tone::Info title=t::news::rest(lang, until) text=t::news::rest_text(lang) attr:data-test="news-rest" /> }
        })
    };
    view! {
        <div class="page page--narrow" data-test="news-page">
            <PageHead title=t::news::title(lang)>
                <LinkButton href=Route::Calm.path() icon=Icon::Settings attr:data-test="to-calm">{t::news::settings(lang)}</LinkButton>
            </PageHead>
            {rest}
            {now_list}
            {later}
        </div>
    }
}
