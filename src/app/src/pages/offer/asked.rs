//! A colleague's offer: what it would mean, and my answer.

use leptos::prelude::*;
use ruil_core::{Answer, Command, Light, Offer, OfferId, OfferKind, PersonId, Shift};

use super::judged::{Judged, JudgedCard};
use super::shown::wait_of;
use super::with::{WayShown, WithSheet};
use crate::components::{AnswerBar, AnswerKind, Banner, Button, ButtonKind, Icon, Tone};
use crate::i18n::{Lang, format, offer as words, t, use_lang};
use crate::pick::board::{answer_of, find};
use crate::pick::ways::{given, ways};
use crate::state::{View, now, use_session};

/// What I am asked and what I can say.
#[derive(Clone, Debug, PartialEq)]
struct Desk {
    /// A yes without a shift in return can be.
    free: bool,
    /// My shifts that can be given, or can't.
    with: Vec<WayShown>,
    /// What my answer means, or the calmest one there is.
    judged: Option<Judged>,
    /// Which of several ways that is.
    which: Option<String>,
    given: Option<Answer>,
    said: Option<String>,
    waits: Option<String>,
}

impl Desk {
    /// Returns nothing where there is nothing to answer: it is over, or asks others.
    fn of(lang: Lang, view: &View, id: OfferId) -> Option<Self> {
        let offer = find(&view.team, &view.hoped, id)?;
        let hoped = view.hoped.offers.get(&id)?;
        if !hoped.is_open() || !hoped.asks(view.me, now::now_ms()) {
            return None;
        }
        let now = now::now();
        let ways = ways(&view.hoped, offer, view.me, now);
        let mine = given(&view.hoped, hoped, view.me, now);
        let shown = mine.as_ref().or_else(|| ways.best());
        let judged = shown.map(|way| {
            let judged = Judged::of_way(lang, view, way);
            // Who has said yes has chosen.
            if way.with.is_some() || mine.is_some() {
                judged
            } else {
                judged.or_else(lang, view, offer, way, now)
            }
        });
        let is_one_of = usize::from(ways.plain.is_some()) + ways.with.len() > 1;
        let which = shown
            .filter(|_| is_one_of)
            .and_then(|way| way.with.as_ref());
        Some(Self {
            which: which.map(|with| t::effect::with(lang, words::shift(lang, with))),
            free: ways.free().is_some(),
            with: WayShown::all(lang, view, &ways),
            judged,
            given: answer_of(hoped, view.me),
            said: answer_of(hoped, view.me).map(|answer| said(lang, view, hoped, answer)),
            waits: (hoped.waiting.contains(&view.me)).then(|| wait_of(lang, view, hoped, view.me)),
        })
    }

    fn can(&self) -> bool {
        self.free || self.with.iter().any(WayShown::is_possible)
    }
}

fn said(lang: Lang, view: &View, offer: &Offer, answer: Answer) -> String {
    let chooses = offer.kind == OfferKind::SwapForAnswer && !offer.waiting.contains(&view.me);
    let waits = || {
        let by = words::maker(lang, &view.hoped, offer);
        let choice = chooses.then(|| format!(" {}", t::offer::wait_choice(lang, by)));
        let is_counted = offer.closes_ms.is_some() && !offer.waiting.contains(&view.me);
        let counted = is_counted.then(|| format!(" {}", t::window::counted(lang)));
        choice.or(counted).unwrap_or_default()
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

/// Returns that an offer does not ask me, or not yet.
fn not_asked(lang: Lang, offer: &Offer, me: PersonId) -> String {
    match offer.asked_ms(me) {
        Some(from_ms) => {
            let when = format::when(lang, now::local(from_ms), now::today());
            t::offer::asked_later(lang, when)
        }
        None => t::offer::not_asked(lang).to_owned(),
    }
}

/// Shows what it would mean and lets me answer.
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
            let offer = find(&view.team, &view.hoped, id)?;
            let is_asked = !offer.is_open() || offer.asks(view.me, now::now_ms());
            (!is_asked).then(|| not_asked(lang, offer, view.me))
        })
    });
    let ways = Memo::new(move |_| {
        desk.with(|desk| {
            desk.as_ref()
                .map(|desk| desk.with.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <div class="stack">
            {move || desk.get().map(|desk| view! { <AtDesk desk picking answer /> })}
        </div>
        {move || hopeful.get().map(|said| view! { <p class="lead" data-test="said">{said}</p> })}
        {move || not_asked.get().map(|text| view! { <p class="muted" data-test="not-asked">{text}</p> })}
        {move || picking.get().then(|| view! {
            <WithSheet ways on_close=move |()| picking.set(false) answer />
        })}
    }
}

/// What I said, what it means, and the buttons.
#[component]
fn AtDesk(desk: Desk, picking: RwSignal<bool>, answer: Callback<Answer>) -> impl IntoView {
    let lang = use_lang();
    let can = desk.can();
    let Desk {
        free,
        with,
        judged,
        which,
        given,
        said,
        waits,
    } = desk;
    let is_red = |judged: &Judged| judged.light == Light::Red;
    let test = if judged.as_ref().is_none_or(is_red) {
        "blocked"
    } else {
        "possible"
    };
    let is_no = matches!(given, Some(Answer::No));
    let judged = match judged.filter(|_| !is_no) {
        Some(judged) => view! {
            {which.map(|which| view! { <p class="muted">{which}</p> })}
            <JudgedCard judged />
        }
        .into_any(),
        None if is_no => ().into_any(),
        None => view! {
            <Banner tone=Tone::Warn title=t::offer::blocked(lang) text=t::effect::no_return(lang) />
        }
        .into_any(),
    };
    view! {
        {said.map(|said| view! { <p class="lead" data-test="said">{said}</p> })}
        {waits.map(|waits| view! { <Banner title=waits attr:data-test="waits" /> })}
        <div class="stack stack--tight" data-test=test>{judged}</div>
        <Answers free with given can picking answer />
    }
}

/// The buttons: yes in the ways there are, later, no.
#[component]
fn Answers(
    free: bool,
    with: Vec<WayShown>,
    given: Option<Answer>,
    can: bool,
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
    let say = move |yes: Answer| Callback::new(move |()| answer.run(yes));
    let pick = Callback::new(move |()| picking.set(true));
    let possible: Vec<_> = with.iter().filter(|way| way.is_possible()).collect();
    let (label, yes) = match (free, possible.as_slice()) {
        (true, [_, ..]) => (t::offer::yes_free(lang).to_owned(), say(Answer::Yes)),
        (true, []) | (false, []) => (t::offer::yes_take(lang).to_owned(), say(Answer::Yes)),
        (false, [one]) => (yes_with(lang, &one.shift), say(one.answer)),
        (false, [_, _, ..]) => (t::offer::yes_with(lang).to_owned(), pick),
    };
    let also_with = free && !possible.is_empty();
    view! {
        {also_with.then(|| view! {
            <Button kind=ButtonKind::Primary icon=Icon::Swap wide=true on_click=pick attr:data-test="offer-with">
                {t::offer::yes_with(lang)}
            </Button>
        })}
        <AnswerBar
            yes=label
            given=Signal::stored(pressed)
            without_yes=!can
            on_answer=move |kind| tell(kind, yes)
        />
    }
}

fn yes_with(lang: Lang, shift: &Shift) -> String {
    let day = format::day(lang, shift.span.start().day());
    t::offer::yes_with_one(lang, day, format::times(shift.span))
}
