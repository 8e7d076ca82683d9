//! What the search found with me in it. Nobody else knows of it until I ask.

use leptos::prelude::*;
use ruil_core::{Command, Light};

use crate::components::{Button, ButtonKind, CircleCard, CircleFace, Icon, Section};
use crate::i18n::{Lang, circle as words, t, use_lang};
use crate::pages::circle::shown::face;
use crate::pick::found::{ForMe, for_me};
use crate::state::notes::use_notes;
use crate::state::search::use_search;
use crate::state::{View, now, use_session};

/// How long the others have to answer, in minutes: two days.
const OPEN_MIN: u32 = 48 * 60;

/// Something found, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct FoundShown {
    key: String,
    /// What brings it about.
    command: Command,
    /// Whether nobody else has to agree.
    is_taken: bool,
    title: String,
    face: CircleFace,
    light: Light,
}

impl FoundShown {
    fn of(lang: Lang, view: &View, found: &ForMe) -> Self {
        let face = face(lang, &view.team, &view.hoped, &found.change, view.me, false);
        Self {
            title: words::title(lang, face.people.len(), true),
            light: found.assessment.light(),
            key: found.key.clone(),
            is_taken: found.moves.len() == 1,
            command: found.command(&view.hoped, OPEN_MIN),
            face,
        }
    }
}

/// Shows what was found; nothing where nothing was.
#[component]
pub(super) fn FoundForMe() -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let (search, notes) = (use_search(), use_notes());
    let found = Memo::new(move |_| {
        let (found, parked) = (search.found(), notes.parked());
        session.with(|view| {
            let mine = for_me(&found, &view.hoped, view.me, &parked, now::now());
            let shown = mine.iter().map(|one| FoundShown::of(lang, view, one));
            (
                shown.collect::<Vec<_>>(),
                words::quality(lang, found.quality),
            )
        })
    });
    let card = move |shown: FoundShown| {
        let FoundShown {
            key,
            command,
            is_taken,
            title,
            face,
            light,
        } = shown;
        let name = key.clone();
        let ask = move |()| session.act_or_tell(command.clone());
        view! {
            <div data-test="found" data-found=name>
                <CircleCard title face light=Some(light)>
                    <div class="found__do">
                        <Button kind=ButtonKind::Primary icon=Icon::Swap on_click=ask attr:data-test="found-ask">
                            {if is_taken { t::shift::claim(lang) } else { t::search::ask(lang) }}
                        </Button>
                        <Button on_click=move |()| notes.park(key.clone()) attr:data-test="found-not-now">
                            {t::search::not_now(lang)}
                        </Button>
                    </div>
                </CircleCard>
            </div>
        }
    };
    move || {
        let (shown, quality) = found.get();
        (!shown.is_empty()).then(|| view! {
            <Section title=t::search::title(lang) count=Some(shown.len()) attr:data-test="found-for-me">
                <p class="muted">{t::search::lead(lang)}</p>
                <div class="stack">{shown.into_iter().map(card).collect_view()}</div>
                {quality.map(|quality| view! { <p class="found__quality" data-test="found-quality">{quality}</p> })}
            </Section>
        })
    }
}
