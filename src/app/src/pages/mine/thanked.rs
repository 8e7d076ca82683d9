//! Who thanked me, until I put it away.

use leptos::prelude::*;

use crate::components::ThanksLine;
use crate::i18n::{offer as words, t, use_lang};
use crate::pick::thanks::{Received, received};
use crate::route::Route;
use crate::state::notes::use_notes;
use crate::state::{now, use_session};

/// Shows thanks; nothing where there are none.
#[component]
pub(super) fn Thanked() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let notes = use_notes();
    let lines = Memo::new(move |_| {
        let away = notes.parked();
        session.with(|view| {
            let team = &view.team;
            let all = received(team, view.me, &away, now::now_ms());
            let line = |thanks: Received| {
                let names = words::names(lang, team, &thanks.from);
                let shift = words::shift_by_id(lang, team, thanks.shift);
                let text = if thanks.from.len() == 1 {
                    t::thanks::one(lang, names, shift)
                } else {
                    t::thanks::more(lang, names, shift)
                };
                (text, thanks)
            };
            all.into_iter().map(line).collect::<Vec<_>>()
        })
    });
    let row = move |(text, thanks): (String, Received)| {
        let href = Route::Shift(thanks.shift).path();
        let on_close = move |()| thanks.names().for_each(|name| notes.park(name));
        view! { <ThanksLine text href on_close /> }
    };
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! { <ul class="stack stack--tight">{lines.into_iter().map(row).collect_view()}</ul> }
        })
    }
}
