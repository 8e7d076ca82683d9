//! My own offer: the answers so far, choosing one, taking it back.

use leptos::prelude::*;
use ruil_core::{Answer, Command, Offer, OfferId, OfferKind, OfferState, PersonId};

use super::judged::Judged;
use super::shown::wait_of;

use crate::components::{
    AnswerKind, AnswerLine, AnswerList, Button, Card, Icon, Section, ShiftFace,
};
use crate::i18n::{Lang, offer as words, t, use_lang};
use crate::pick::board::find;
use crate::pick::sort_key;
use crate::pick::ways::given;
use crate::state::{View, now, use_session};

/// What the maker can do, and with which answers.
#[derive(Clone, Debug, PartialEq)]
struct Desk {
    answers: Vec<AnswerLine>,
    /// Whether I still can choose or take it back, my waiting actions counted.
    is_open: bool,
    chooses: bool,
    hint: Option<&'static str>,
}

impl Desk {
    fn of(lang: Lang, view: &View, id: OfferId) -> Option<Self> {
        let offer = find(&view.team, &view.hoped, id)?;
        let hoped = view.hoped.offers.get(&id)?;
        let line = |(person, answer): (&PersonId, &Answer)| {
            line(lang, view, offer, hoped, *person, *answer)
        };
        let mut answers: Vec<_> = offer.answers.iter().map(line).collect();
        answers.sort_by_key(|line| (!line.won, rank(line.answer), sort_key(&line.name)));
        Some(Self {
            is_open: hoped.is_open(),
            chooses: offer.kind == OfferKind::SwapForAnswer,
            hint: match &hoped.kind {
                OfferKind::GiveAway | OfferKind::OweLater { .. } | OfferKind::Repay { .. } => {
                    // The card says until when answers are gathered.
                    let is_first = words::window_min(&view.hoped, &hoped.kind).is_none();
                    is_first.then(|| t::offer::first_counts(lang))
                }
                OfferKind::SwapForNamed(_) | OfferKind::SwapForWish(_) => {
                    Some(t::offer::swap_counts(lang))
                }
                OfferKind::SwapForAnswer => Some(t::offer::choose_hint(lang)),
            },
            answers,
        })
    }
}

const fn rank(answer: AnswerKind) -> u8 {
    match answer {
        AnswerKind::Yes => 0,
        AnswerKind::Later => 1,
        AnswerKind::No => 2,
    }
}

fn line(
    lang: Lang,
    view: &View,
    offer: &Offer,
    hoped: &Offer,
    person: PersonId,
    answer: Answer,
) -> AnswerLine {
    let team = &view.hoped;
    let with = match answer {
        Answer::YesWith { shift, .. } => team.roster.get(shift),
        Answer::Yes | Answer::Later | Answer::No => None,
    };
    // A yes was possible when it came; the roster may have moved on since.
    let way = hoped
        .is_open()
        .then(|| given(team, offer, person, now::now()));
    let way = way.flatten();
    let red = way.as_ref().filter(|way| !way.is_possible());
    AnswerLine {
        person,
        name: words::name(lang, team, person),
        answer: AnswerKind::of(answer),
        with: with.map(|shift| ShiftFace::of(team, shift)),
        note: red.map(|way| Judged::of_way(lang, view, way).why()),
        won: matches!(offer.state, OfferState::Settled { winner, .. } if winner == person),
        waits: (hoped.is_open() && hoped.waiting.contains(&person))
            .then(|| wait_of(lang, view, hoped, person)),
        light: way.map(|way| way.light()),
    }
}

/// Shows the answers to my offer and what I can do.
#[component]
pub(super) fn Maker(id: OfferId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let desk = Memo::new(move |_| session.with(|view| Desk::of(lang, view, id)));
    let choose = Callback::new(move |person: PersonId| {
        session.act_or_tell(Command::Choose { offer: id, person });
    });
    let withdraw = move |()| session.act_or_tell(Command::Withdraw { offer: id });
    let shown = move |desk: Desk| {
        let Desk {
            answers,
            is_open,
            chooses,
            hint,
        } = desk;
        let any_yes = answers.iter().any(|line| line.answer == AnswerKind::Yes);
        let hint = hint.filter(|_| is_open && (any_yes || !chooses));
        let list = if answers.is_empty() {
            let waits = is_open && chooses;
            waits.then(|| view! {
                <p class="lead">{t::offer::no_answers(lang)}". "{t::offer::no_answers_more(lang)}</p>
            })
            .into_any()
        } else {
            let on_choose = (is_open && chooses).then_some(choose);
            view! {
                <Section title=t::offer::answers_title(lang) count=Some(answers.len())>
                    <Card><AnswerList answers nostrip:on_choose=on_choose /></Card>
                </Section>
            }
            .into_any()
        };
        view! {
            {hint.map(|hint| view! { <p class="lead">{hint}</p> })}
            {list}
            {is_open.then(|| view! {
                <div class="cluster">
                    <Button icon=Icon::Undo on_click=withdraw attr:data-test="offer-withdraw">
                        {t::offer::withdraw(lang)}
                    </Button>
                </div>
            })}
        }
    };
    move || desk.get().map(shown)
}
