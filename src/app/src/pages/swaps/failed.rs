//! What I did and what was not to be, each explained once.

use leptos::prelude::*;

use crate::components::{Banner, Section, Tone};
use crate::i18n::{offer as words, refusal, t, use_lang};
use crate::pick::deeds::{self, Deed, Stage};
use crate::state::{View, now, use_session};

/// Tells whether the offer's own card says already why I lost.
fn is_told(view: &View, deed: &Deed) -> bool {
    let offer = deed.offer().and_then(|offer| view.team.offers.get(&offer));
    offer.is_some_and(|offer| offer.losses.contains_key(&view.me))
}

/// Shows my deeds that were rejected lately; nothing where there are none.
#[component]
pub(super) fn Failed() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let lines = Memo::new(move |_| {
        session.with(|view| {
            let rejected = deeds::rejected(&view.done, now::now_ms()).into_iter();
            let rejected = rejected.filter(|deed| !is_told(view, deed));
            let line = |deed: Deed| match &deed.stage {
                Stage::Rejected(why) => Some((
                    words::deed(lang, &deed.command, &view.hoped),
                    refusal::refusal_to(lang, why, &view.hoped, view.me),
                )),
                Stage::Waiting(..) | Stage::Final(_) => None,
            };
            rejected.filter_map(line).collect::<Vec<_>>()
        })
    });
    move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! {
                <Section title=t::swaps::failed(lang)>
                    <div class="stack stack--tight">
                        {lines.into_iter().map(|(title, text)| view! {
                            <Banner tone=Tone::Info title text attr:data-test="rejected" />
                        }).collect_view()}
                    </div>
                </Section>
            }
        })
    }
}
