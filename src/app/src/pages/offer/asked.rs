//! A colleague's offer: whether it can be, and my answer.

use leptos::prelude::*;
use ruil_core::{Answer, Command, Offer, OfferId, OfferKind, Shift};

use super::with::WithSheet;
use crate::components::{AnswerBar, AnswerKind, Banner, Button, ButtonKind, Icon, Tone};
use crate::i18n::{Lang, format, offer as words, refusal, t, use_lang};
use crate::pick::board::{answer_of, find};
use crate::pick::takers::{Ways, ways};
use crate::state::{View, now, use_session};

/// What I am asked and what I can say.
#[derive(Clone, Debug, PartialEq)]
struct Desk {
    ways: Ways,
    /// Why there is no way, in words.
    blocked: Vec<String>,
    given: Option<Answer>,
    said: Option<String>,
    is_swap: bool,
}

impl Desk {
    /// Returns nothing where there is nothing to answer: it is over, or asks others.
    fn of(lang: Lang, view: &View, id: OfferId) -> Option<Self> {
        let offer = find(&view.team, &view.hoped, id)?;
        let hoped = view.hoped.offers.get(&id)?;
        if !hoped.is_open() || !hoped.asks(view.me) {
            return None;
        }
        let ways = ways(&view.hoped, offer, view.me, now::now());
        let sentence = |why| refusal::refusal_to(lang, why, &view.hoped, view.me);
        Some(Self {
            blocked: ways.obstacles.iter().map(sentence).collect(),
            given: answer_of(hoped, view.me),
            said: answer_of(hoped, view.me).map(|answer| said(lang, view, hoped, answer)),
            is_swap: offer.kind != OfferKind::GiveAway,
            ways,
        })
    }
}

fn said(lang: Lang, view: &View, offer: &Offer, answer: Answer) -> String {
    let waits = || match offer.kind {
        OfferKind::SwapForAnswer => {
            format!(
                " {}",
                t::offer::wait_choice(lang, words::name(lang, &view.hoped, offer.by))
            )
        }
        OfferKind::GiveAway | OfferKind::SwapForNamed(_) => String::new(),
    };
    match answer {
        Answer::Yes => t::offer::said_yes(lang).to_owned() + &waits(),
        Answer::YesWith { shift, .. } => {
            let with = words::shift_by_id(lang, &view.hoped, shift);
            t::offer::said_with(lang, with) + &waits()
        }
        Answer::Later => t::offer::said_later(lang).to_owned(),
        Answer::No => t::offer::said_no(lang).to_owned(),
    }
}

/// Shows whether I can take it and lets me answer.
#[component]
pub(super) fn Asked(id: OfferId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let picking = RwSignal::new(false);
    let desk = Memo::new(move |_| session.with(|view| Desk::of(lang, view, id)));
    let answer = Callback::new(move |answer: Answer| {
        picking.set(false);
        session.act_or_tell(Command::Answer { offer: id, answer });
    });
    // My yes waits and would settle the offer: there is nothing to answer, and nothing final yet.
    let hopeful = Memo::new(move |_| {
        session.with(|view| {
            let (offer, hoped) = (view.team.offers.get(&id)?, view.hoped.offers.get(&id)?);
            let given =
                answer_of(hoped, view.me).filter(|_| offer.is_open() && !hoped.is_open())?;
            Some(said(lang, view, hoped, given))
        })
    });
    let not_asked = Memo::new(move |_| {
        session.with(|view| {
            find(&view.team, &view.hoped, id)
                .is_some_and(|offer| offer.is_open() && !offer.asks(view.me))
        })
    });
    let shown = move |desk: Desk| {
        let Desk {
            ways,
            blocked,
            given,
            said,
            is_swap,
        } = desk;
        let possible = match is_swap {
            true => t::offer::possible_swap(lang),
            false => t::offer::possible(lang),
        };
        let is_settled = matches!(
            given,
            Some(Answer::Yes | Answer::YesWith { .. } | Answer::No)
        );
        let judged = if ways.any() {
            (!is_settled).then(|| view! { <Banner tone=Tone::Success title=possible attr:data-test="possible" /> }).into_any()
        } else {
            let text = blocked.join(" ");
            view! { <Banner tone=Tone::Warn title=t::offer::blocked(lang) text attr:data-test="blocked" /> }.into_any()
        };
        view! {
            {said.map(|said| view! { <p class="lead" data-test="said">{said}</p> })}
            {judged}
            <Answers ways given picking answer />
        }
    };
    view! {
        <div class="stack">{move || desk.get().map(shown)}</div>
        {move || hopeful.get().map(|said| view! { <p class="lead" data-test="said">{said}</p> })}
        {move || not_asked.get().then(|| view! { <p class="muted">{t::offer::not_asked(lang)}</p> })}
        {move || picking.get().then(|| {
            let shifts = Memo::new(move |_| desk.with(|desk| {
                desk.as_ref().map(|desk| desk.ways.with.clone()).unwrap_or_default()
            }));
            view! { <WithSheet shifts on_close=move |()| picking.set(false) answer /> }
        })}
    }
}

/// The buttons: yes in the ways there are, later, no.
#[component]
fn Answers(
    ways: Ways,
    given: Option<Answer>,
    picking: RwSignal<bool>,
    answer: Callback<Answer>,
) -> impl IntoView {
    let lang = use_lang();
    let pressed = given.map(AnswerKind::of);
    let tell = move |kind: AnswerKind, yes: Callback<()>| match kind {
        AnswerKind::Yes => yes.run(()),
        AnswerKind::Later => answer.run(Answer::Later),
        AnswerKind::No => answer.run(Answer::No),
    };
    let pick = Callback::new(move |()| picking.set(true));
    let (label, yes, also_with) = match (ways.plain, ways.with.as_slice()) {
        (true, []) => (
            t::offer::yes_take(lang).to_owned(),
            Callback::new(move |()| answer.run(Answer::Yes)),
            false,
        ),
        (true, [_, ..]) => (
            t::offer::yes_free(lang).to_owned(),
            Callback::new(move |()| answer.run(Answer::Yes)),
            true,
        ),
        (false, [one]) => {
            let with = with(one);
            (
                yes_with(lang, one),
                Callback::new(move |()| answer.run(with)),
                false,
            )
        }
        (false, [_, _, ..]) => (t::offer::yes_with(lang).to_owned(), pick, false),
        (false, []) => {
            return view! {
                <div class="cluster">
                    <Button icon=Icon::Clock on_click=move |()| answer.run(Answer::Later) attr:data-test="offer-later">
                        {t::ui::later(lang)}
                    </Button>
                    <Button icon=Icon::Close on_click=move |()| answer.run(Answer::No) attr:data-test="offer-no">
                        {t::ui::no(lang)}
                    </Button>
                </div>
            }
            .into_any();
        }
    };
    view! {
        {also_with.then(|| view! {
            <Button kind=ButtonKind::Primary icon=Icon::Swap wide=true on_click=pick attr:data-test="offer-with">
                {t::offer::yes_with(lang)}
            </Button>
        })}
        <AnswerBar yes=label given=Signal::stored(pressed) on_answer=move |kind| tell(kind, yes) />
    }
    .into_any()
}

/// Returns the yes with this shift in return.
pub(super) const fn with(shift: &Shift) -> Answer {
    Answer::YesWith {
        shift: shift.id,
        revision: shift.revision,
    }
}

fn yes_with(lang: Lang, shift: &Shift) -> String {
    let day = format::day(lang, shift.span.start().day());
    t::offer::yes_with_one(lang, day, format::times(shift.span))
}
