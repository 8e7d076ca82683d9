//! A fair proposal: made while the page goes on, read with its reasons, and put in the roster.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_core::round::{Because, Given, Score};
use ruil_core::{Command, RoundId, Team};

use crate::components::{Banner, Button, ButtonKind, Progress, Tone};
use crate::i18n::{Lang, offer, offer::capital, round as words, t, use_lang};
use crate::state::round::{Made, Proposing, Stage};
use crate::state::use_session;

fn n(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Shows it, from asking for one until it is published.
#[component]
pub(super) fn ProposalPart(id: RoundId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let proposing = Proposing::default();
    let is_final = Memo::new(move |_| {
        session.with(|view| view.team.rounds.get(&id) == view.hoped.rounds.get(&id))
    });
    let start = move |()| proposing.start(session, id);
    let is_stale = Memo::new(move |_| match proposing.stage() {
        Stage::Done(made) => session.with(|view| view.team.rounds.get(&id) != Some(&made.round)),
        Stage::Idle | Stage::Working(_) => false,
    });
    let make = move |text: &'static str| {
        view! {
            <Button kind=ButtonKind::Primary disabled=Signal::derive(move || !is_final.get()) on_click=start attr:data-test="round-propose">
                {text}
            </Button>
        }
    };
    // How good it is changes many times a second; what stands around it does not.
    let part = Memo::new(move |_| match proposing.stage() {
        Stage::Working(_) => Stage::Working(Score::default()),
        other => other,
    });
    let label = Signal::derive(move || match proposing.stage() {
        Stage::Working(score) => t::round::proposing_open(lang, n(score.open)),
        Stage::Idle | Stage::Done(_) => String::new(),
    });
    move || {
        match part.get() {
        Stage::Idle => view! {
            <p>{t::round::propose_more(lang)}</p>
            {move || (!is_final.get()).then(|| view! { <p class="muted">{t::round::propose_wait(lang)}</p> })}
            <div class="cluster">{make(t::round::propose(lang))}</div>
        }
        .into_any(),
        Stage::Working(_) => view! {
            <div class="stack" data-test="round-proposing">
                <p role="status">{t::round::proposing(lang)}</p>
                <Progress label percent=Signal::stored(None) />
                <div class="cluster">
                    <Button on_click=move |()| proposing.stop()>{t::round::propose_stop(lang)}</Button>
                </div>
            </div>
        }
        .into_any(),
        Stage::Done(made) => view! {
            <Told made=made.clone() />
            {move || is_stale.get().then(|| view! { <Banner tone=Tone::Warn title=t::round::stale(lang) /> })}
            <div class="cluster">
                {publish(lang, made, is_stale)}
                <Button on_click=start attr:data-test="round-propose">{t::round::propose_again(lang)}</Button>
            </div>
        }
        .into_any(),
    }
    }
}

fn publish(lang: Lang, made: Arc<Made>, is_stale: Memo<bool>) -> impl IntoView {
    let session = use_session();
    let go = move |()| session.act_or_tell(Command::Publish(made.proposal.publication()));
    view! {
        <Button kind=ButtonKind::Primary disabled=is_stale on_click=go attr:data-test="round-publish">
            {t::round::publish(lang)}
        </Button>
    }
}

/// Whether a place is simply as it was picked or filled.
const fn is_plain(given: &Given) -> bool {
    matches!(given.why, Because::Picked | Because::Filled)
}

fn given(lang: Lang, team: &Team, given: &Given) -> (String, String, String) {
    let who = match given.shift.owner {
        Some(owner) => offer::name(lang, team, owner),
        None => t::round::open_place(lang).to_owned(),
    };
    let shift = capital(&offer::shift(lang, &given.shift));
    (shift, who, words::because(lang, &given.why))
}

fn missed(lang: Lang, team: &Team, made: &Made) -> Vec<String> {
    let all = made.proposal.missed.iter();
    let told = all.filter_map(|(person, line, why)| {
        let shift = offer::shift(lang, &made.round.line(*line)?);
        let why = words::no_place(lang, *why, &made.round, team);
        Some(t::round::missed_one(
            lang,
            offer::name(lang, team, *person),
            shift,
            why,
        ))
    });
    told.collect()
}

/// Tells how good it is, what it gives to whom and why, and what can't be.
#[component]
fn Told(made: Arc<Made>) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let score = made.proposal.score;
    let kept = made
        .proposal
        .given
        .iter()
        .filter(|one| is_plain(one))
        .count();
    let open = if score.open == 0 {
        t::round::score_full(lang).to_owned()
    } else {
        t::round::score_open(lang, n(score.open))
    };
    let amber = (score.amber > 0).then(|| t::round::score_amber(lang, n(score.amber)));
    let head = [Some(open), amber, Some(t::round::score_kept(lang, n(kept)))];
    let head: Vec<_> = head.into_iter().flatten().collect();
    let (told, missed) = untrack(|| {
        session.with(|view| {
            let team = &view.team;
            let rest = made.proposal.given.iter().filter(|one| !is_plain(one));
            let told: Vec<_> = rest.map(|one| given(lang, team, one)).collect();
            (told, missed(lang, team, &made))
        })
    });
    let one = |(shift, who, why): (String, String, String)| {
        view! {
            <li class="round__one">
                <span>{shift}": "<strong>{who}</strong></span>
                <span class="muted small">{why}</span>
            </li>
        }
    };
    let given = (!told.is_empty()).then(|| view! {
        <h3>{t::round::given_title(lang)}</h3>
        <ul class="round__given" tabindex="0" data-test="round-given">{told.into_iter().map(one).collect_view()}</ul>
    });
    let line = |text: String| view! { <li class="small">{text}</li> };
    let missed = (!missed.is_empty()).then(|| view! {
        <h3>{t::round::missed_title(lang)}</h3>
        <ul class="stack stack--tight" data-test="round-missed">{missed.into_iter().map(line).collect_view()}</ul>
    });
    view! {
        <p data-test="round-score">{head.join(" ")}</p>
        {given}
        {missed}
    }
}
