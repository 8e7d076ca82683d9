//! What is kept on this device: how much, and how surely. What takes it along belongs here too.

use leptos::prelude::*;

use crate::components::{Button, Card, Section};
use crate::i18n::format::size;
use crate::i18n::{t, use_lang};
use crate::state::Session;

/// Shows how much is kept on this device and whether the browser may clear it.
#[component]
pub(super) fn StoragePart(session: Session) -> impl IntoView {
    let lang = use_lang();
    let used = move || match session.room() {
        Some(room) => {
            let (quota, used) = (size(lang, room.quota_bytes), size(lang, room.used_bytes));
            t::storage::used_of(lang, quota, used)
        }
        None => t::storage::unknown(lang).to_owned(),
    };
    let is_persistent = Memo::new(move |_| session.room().map(|room| room.is_persistent));
    let kept = move || match is_persistent.get() {
        Some(true) => t::storage::kept_yes(lang),
        Some(false) => t::storage::kept_no(lang),
        None => t::storage::unknown(lang),
    };
    let ask = move || {
        (is_persistent.get() == Some(false)).then(|| {
            view! {
                <Button on_click=move |()| session.persist() attr:data-test="storage-persist">
                    {t::storage::persist(lang)}
                </Button>
            }
        })
    };
    view! {
        <Section title=t::storage::title(lang).to_owned()>
            <Card>
                <div class="stack" data-test="storage">
                    <p class="small muted">{t::storage::where_it_is(lang)}</p>
                    <dl class="facts">
                        <dt>{t::storage::used(lang)}</dt>
                        <dd data-test="storage-used">{used}</dd>
                        <dt>{t::storage::kept(lang)}</dt>
                        <dd data-test="storage-kept">{kept}</dd>
                    </dl>
                    {ask}
                </div>
            </Card>
        </Section>
    }
}
