//! A shift somebody can't work: making it open, and the mark of who did.

use leptos::prelude::*;
use ruil_core::{Command, PersonId, Release, Shift, ShiftId};

use crate::components::{Button, ButtonKind, Dialog, Glyph, Icon};
use crate::i18n::{Lang, offer as words, t, use_lang};
use crate::state::{View, now, use_session};

/// What I can do about a shift somebody can't work.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Desk {
    revision: u32,
    /// What the way there says.
    go: String,
    title: String,
    text: String,
    /// What the deed says.
    act: String,
}

impl Desk {
    /// Returns nothing where there is nothing to do: it is open or over, or I said so already.
    fn of(lang: Lang, view: &View, id: ShiftId) -> Option<Self> {
        let team = &view.hoped;
        let shift = team.roster.get(id)?;
        let owner = shift.owner?;
        if shift.span.end().utc_min <= now::now().utc_min {
            return None;
        }
        let name = words::name(lang, team, owner);
        let revision = shift.revision;
        let said = pending(view, shift).map(|release| release.by.as_slice());
        let own = |text: &str| text.to_owned();
        Some(if owner == view.me {
            Self {
                revision,
                go: own(t::release::mine(lang)),
                title: own(t::release::mine_title(lang)),
                text: own(t::release::mine_text(lang)),
                act: own(t::release::mine_do(lang)),
            }
        } else if team.is_coordinator(view.me) {
            Self {
                revision,
                go: t::release::theirs(lang, &name),
                title: t::release::theirs_title(lang, &name),
                text: t::release::theirs_text(lang, &name),
                act: t::release::theirs(lang, &name),
            }
        } else {
            let (text, act) = match said {
                Some(by) if by.contains(&view.me) => return None,
                Some(by) => {
                    let by = words::names(lang, team, by);
                    let text = t::release::confirm_text(lang, by, &name);
                    (text, t::release::confirm_do(lang))
                }
                None => (
                    t::release::second_text(lang, &name),
                    t::release::second_do(lang),
                ),
            };
            Self {
                revision,
                go: t::release::second(lang, &name),
                title: t::release::theirs_title(lang, &name),
                text,
                act: own(act),
            }
        })
    }
}

/// Returns what a colleague said about a shift as it is now, while a second is needed.
fn pending<'a>(view: &'a View, shift: &Shift) -> Option<&'a Release> {
    let release = view.hoped.releases.get(&shift.id)?;
    (release.at.is_none() && release.revision == shift.revision).then_some(release)
}

/// Returns who made a shift open for whom, or that one more is needed; nothing else is told.
fn mark(lang: Lang, view: &View, id: ShiftId) -> Option<String> {
    let team = &view.hoped;
    let shift = team.roster.get(id)?;
    let of = |of: PersonId| words::name(lang, team, of);
    if let Some(release) = pending(view, shift) {
        let name = of(release.of);
        return Some(if release.by.contains(&view.me) {
            t::release::said_me(lang, name)
        } else {
            t::release::said(lang, words::names(lang, team, &release.by), name)
        });
    }
    let release = team.releases.get(&id)?;
    // Once somebody has taken it, it is a shift like any other.
    if release.at.is_none() || shift.owner.is_some() {
        return None;
    }
    Some(if release.by != [release.of] {
        t::release::mark(lang, words::names(lang, team, &release.by), of(release.of))
    } else if release.of == view.me {
        t::release::mark_you(lang).to_owned()
    } else {
        t::release::mark_self(lang, of(release.of))
    })
}

/// Shows the mark, and the way to make a shift open.
#[component]
pub(super) fn ReleasePart(id: ShiftId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let asking = RwSignal::new(false);
    let desk = Memo::new(move |_| session.with(|view| Desk::of(lang, view, id)));
    let mark = Memo::new(move |_| session.with(|view| mark(lang, view, id)));
    let close = move |()| asking.set(false);
    let release = Callback::new(move |revision: u32| {
        asking.set(false);
        session.act_or_tell(Command::Release {
            shift: id,
            revision,
        });
    });
    view! {
        {move || mark.get().map(|mark| view! {
            <p class="shift-page__next" role="status" data-test="release-mark"><Glyph icon=Icon::Info />{mark}</p>
        })}
        {move || desk.get().map(|desk| view! {
            <div class="cluster">
                <Button kind=ButtonKind::Link on_click=move |()| asking.set(true) attr:data-test="release">
                    {desk.go}
                </Button>
            </div>
        })}
        {move || asking.get().then(|| desk.get().map(|desk| view! {
            <ReleaseDialog desk on_close=close release />
        }))}
    }
}

/// Says what happens, before it does.
#[component]
fn ReleaseDialog(
    desk: Desk,
    #[prop(into)] on_close: Callback<()>,
    release: Callback<u32>,
) -> impl IntoView {
    let lang = use_lang();
    let Desk {
        revision,
        title,
        text,
        act,
        ..
    } = desk;
    let actions = move || {
        let act = act.clone();
        view! {
            <Button kind=ButtonKind::Danger wide=true on_click=move |()| release.run(revision) attr:data-test="release-sure">
                {act}
            </Button>
            <Button wide=true on_click=on_close>{t::shift::cancel(lang)}</Button>
        }
    };
    view! {
        <Dialog title on_close actions attr:data-test="release-dialog"><p>{text}</p></Dialog>
    }
}
