//! What a coordinator does with a round: on, back, off, and into the roster.

use leptos::prelude::*;
use ruil_core::{Command, Phase, RoundId, Turn};

use super::proposal::ProposalPart;
use crate::components::{Button, ButtonKind, Card, Dialog, Section};
use crate::i18n::{t, use_lang};
use crate::state::{Session, use_session};

fn turn(session: Session, round: RoundId, turn: Turn) {
    let revision =
        untrack(|| session.with(|view| view.hoped.rounds.get(&round).map(|round| round.revision)));
    session.act_or_tell(Command::TurnRound {
        round,
        revision: revision.unwrap_or_default(),
        turn,
        until_ms: None,
    });
}

/// Shows it to coordinators.
#[component]
pub(super) fn Lead(id: RoundId, phase: Phase) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let may = Memo::new(move |_| session.with(|view| view.am_coordinator()));
    let asks = RwSignal::new(false);
    let on = match phase {
        Phase::Picking => Some(t::round::next_solving(lang)),
        Phase::Solving => Some(t::round::next_closed(lang)),
        Phase::Closed | Phase::Published { .. } | Phase::Cancelled => None,
    };
    let has_back = matches!(phase, Phase::Solving | Phase::Closed);
    let proposal = move || has_back.then(|| view! { <ProposalPart id /> });
    let buttons = move || {
        view! {
            <div class="cluster">
                {on.map(|text| view! {
                    <Button kind=if has_back { ButtonKind::Quiet } else { ButtonKind::Primary } on_click=move |()| turn(session, id, Turn::On) attr:data-test="round-on">
                        {text}
                    </Button>
                })}
                {has_back.then(|| view! {
                    <Button on_click=move |()| turn(session, id, Turn::Back) attr:data-test="round-back">
                        {t::round::step_back(lang)}
                    </Button>
                })}
                <Button kind=ButtonKind::Link on_click=move |()| asks.set(true) attr:data-test="round-cancel">
                    {t::round::cancel(lang)}
                </Button>
            </div>
        }
    };
    let sure = move || {
        let off = move |()| {
            asks.set(false);
            turn(session, id, Turn::Cancel);
        };
        let actions = move || {
            view! {
                <Button on_click=move |()| asks.set(false)>{t::round::cancel_keep(lang)}</Button>
                <Button kind=ButtonKind::Danger on_click=off attr:data-test="round-cancel-yes">
                    {t::round::cancel(lang)}
                </Button>
            }
        };
        asks.get().then(|| view! {
            <Dialog title=t::round::cancel_sure(lang) on_close=move |()| asks.set(false) actions>
                <p>{t::round::cancel_text(lang)}</p>
            </Dialog>
        })
    };
    move || {
        may.get().then(|| {
            view! {
                <Section title=t::round::coordinator(lang).to_owned()>
                    <Card>
                        <div class="stack" data-test="round-lead">
                            {proposal()}
                            {buttons()}
                        </div>
                    </Card>
                </Section>
                {sure}
            }
        })
    }
}
