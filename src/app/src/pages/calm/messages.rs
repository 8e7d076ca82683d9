//! Whether messages come to this device while the app is not open.

use leptos::prelude::*;

use crate::components::{Banner, Card, Checkbox, Section, Tone};
use crate::i18n::{t, use_lang};
use crate::state::messages::{Messages, use_messages};

/// Shows the switch for messages, or why there is none.
#[component]
pub(super) fn MessagesPart() -> impl IntoView {
    let lang = use_lang();
    let desk = use_messages();
    let can = Memo::new(move |_| match desk.state() {
        Messages::Off | Messages::Busy | Messages::On | Messages::Failed => None,
        Messages::Unable => Some((t::messages::unable(lang), t::messages::unable_text(lang))),
        Messages::OnceInstalled => {
            Some((t::messages::install(lang), t::messages::install_text(lang)))
        }
        Messages::Alone => Some((t::messages::alone(lang), t::messages::alone_text(lang))),
        Messages::Blocked => Some((t::messages::blocked(lang), t::messages::blocked_text(lang))),
    });
    // While it is under way too, so that the tick goes again if it fails.
    let is_on = Memo::new(move |_| matches!(desk.state(), Messages::On | Messages::Busy));
    let is_busy = Memo::new(move |_| desk.state() == Messages::Busy);
    let has_failed = Memo::new(move |_| desk.state() == Messages::Failed);
    let part = move || {
        match can.get() {
        Some((title, text)) => view! {
            <div data-test="messages-not"><Banner tone=Tone::Info title text /></div>
        }
        .into_any(),
        None => view! {
            <Card>
                <Checkbox
                    attr:data-test="messages"
                    label=t::messages::switch(lang)
                    hint=t::messages::hint(lang)
                    checked=is_on
                    disabled=is_busy
                    on_change=move |on| desk.switch(on)
                />
            </Card>
            {move || has_failed.get().then(|| view! {
                <div data-test="messages-failed">
                    <Banner tone=Tone::Warn title=t::messages::failed(lang) text=t::messages::failed_text(lang) />
                </div>
            })}
        }
        .into_any(),
    }
    };
    view! {
        <Section title=t::messages::title(lang)>{part}</Section>
    }
}
