//! A team on one device, and the way to a relay.

use leptos::prelude::*;

use crate::components::{Banner, Button};
use crate::i18n::{t, use_lang};
use crate::state::Session;

/// Says that the team lives on this device alone, and links it; nothing for any other team.
#[component]
pub(super) fn SoloPart(session: Session) -> impl IntoView {
    let lang = use_lang();
    let is_solo = Memo::new(move |_| session.with(|view| view.is_solo));
    move || {
        is_solo.get().then(|| {
            let title = t::solo::title(lang);
            let text = t::solo::text(lang);
            view! {
                <Banner title text attr:data-test="solo">
                    <Button on_click=move |()| session.set_solo(false) attr:data-test="solo-link">
                        {t::solo::link(lang)}
                    </Button>
                </Banner>
            }
        })
    }
}
