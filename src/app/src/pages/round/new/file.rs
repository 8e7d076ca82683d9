//! What a new round needs, from a roster file.

use leptos::prelude::*;

use super::draft::Draft;
use crate::components::{Banner, Button, FileButton, Icon, Progress, Tone};
use crate::i18n::{format, import as words, t, use_lang};
use crate::state::needed::Filed;
use crate::state::use_session;

/// Shows the field for a file, and what came of it.
#[component]
pub(super) fn FromFile(draft: Draft) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let filing = draft.filing;
    // The round is about the days that the file is about.
    Effect::new(move |_| {
        if let Filed::Read(needed) = filing.state() {
            draft.first.set(format::iso(needed.days.0));
            draft.last.set(format::iso(needed.days.1));
        }
    });
    let told = move || match filing.state() {
        Filed::Empty => ().into_any(),
        Filed::Reading(name, percent) => {
            let label = t::import::reading(lang, &name);
            view! {
                <Progress label percent=Signal::stored(percent) />
                <Button icon=Icon::Close on_click=move |()| filing.stop()>{t::import::stop(lang)}</Button>
            }
            .into_any()
        }
        Filed::Failed(name, why) => {
            let text = untrack(|| session.with(|view| words::failure(lang, &why, &view.hoped)));
            view! { <Banner tone=Tone::Danger title=t::import::failed(lang, &name) text /> }
                .into_any()
        }
        Filed::Read(needed) => {
            let days = format::days(lang, needed.days.0, needed.days.1);
            let title = t::round::need_read(lang, days, &needed.name);
            view! { <Banner tone=Tone::Success title attr:data-test="round-file-read" /> }
                .into_any()
        }
    };
    view! {
        <div class="stack">
            <p class="muted">{t::round::need_file_text(lang)}</p>
            <FileButton
                text=t::import::pick(lang)
                accept=crate::pages::import::ACCEPT
                on_pick=move |event| filing.pick(&event)
                test="round-file"
            />
            <div class="stack" role="status">{told}</div>
        </div>
    }
}
