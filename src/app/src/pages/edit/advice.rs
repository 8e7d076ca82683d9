//! What the rules say of a change by hand, before it is written: advice.

use leptos::prelude::*;
use ruil_core::{Command, Light};

use crate::components::{JudgementCard, JudgementLine, LightMark};
use crate::i18n::{Lang, light, refusal::refusal, t, use_lang};
use crate::state::hand::Hand;
use crate::state::{now, use_session};

/// More sentences are not read.
const LINES_MAX: usize = 6;

/// Advice, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Advice {
    light: Light,
    lead: Option<String>,
    lines: Vec<JudgementLine>,
    more: usize,
}

/// What the rules say, or why it can't be written; nothing where nothing changes.
pub(super) type Said = Memo<Option<Result<Advice, String>>>;

/// Returns what the rules say of some commands.
pub(super) fn advise(hand: Hand, commands: Signal<Option<Vec<Command>>>) -> Said {
    let lang = use_lang();
    let session = use_session();
    let me = untrack(|| session.with(|view| view.me));
    Memo::new(move |_| {
        let commands = commands.get().filter(|commands| !commands.is_empty())?;
        Some(match hand.advise(&commands) {
            Ok((after, found)) => {
                let mut lines = light::lines(lang, &found, &after, me, true, now::local);
                let more = lines.len().saturating_sub(LINES_MAX);
                lines.truncate(LINES_MAX);
                let light = found.light();
                let lead = match light {
                    Light::Green | Light::Unknown => {
                        light::lead(lang, &found, t::edit::fine(lang), &after, me, now::local)
                    }
                    Light::Amber | Light::Red => Some(t::edit::advice(lang).to_owned()),
                };
                Ok(Advice {
                    light,
                    lead,
                    lines,
                    more,
                })
            }
            Err(why) => Err(session.with(|view| refusal(lang, &why, &view.hoped))),
        })
    })
}

/// Shows what the rules say.
#[component]
pub(super) fn AdviceCard(advice: Said) -> impl IntoView {
    let lang = use_lang();
    move || {
        advice.get().map(|advice| match advice {
            Ok(advice) => shown(lang, advice).into_any(),
            Err(why) => view! { <p class="edit__wrong" role="alert">{why}</p> }.into_any(),
        })
    }
}

/// Shows the light beside the button, where the sentences may lie below the edge.
#[component]
pub(super) fn AdviceMark(advice: Said) -> impl IntoView {
    let light = Memo::new(move |_| Some(advice.get()?.ok()?.light));
    move || {
        light.get().map(|light| {
            view! { <span class="edit__light"><LightMark light /></span> }
        })
    }
}

fn shown(lang: Lang, advice: Advice) -> impl IntoView {
    let Advice {
        light,
        lead,
        lines,
        more,
    } = advice;
    let more = i64::try_from(more).ok().filter(|more| *more > 0);
    view! {
        <JudgementCard light nostrip:lead=lead lines>
            {more.map(|more| view! { <p class="muted small">{t::edit::more(lang, more)}</p> })}
        </JudgementCard>
    }
}
