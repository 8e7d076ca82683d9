//! What an approver reads of each yes that waits for a word, and giving it.

use leptos::prelude::*;
use ruil_core::{Command, Light, OfferId, PersonId};

use super::judged::{Judged, JudgedCard};
use crate::components::{Button, ButtonKind, Dialog, Icon, Section};
use crate::i18n::{Lang, offer as words, t, use_lang};
use crate::pick::ways::given;
use crate::state::{View, now, use_session};

/// A yes that waits, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct WaitingShown {
    person: PersonId,
    name: String,
    /// Who takes what from whom.
    what: String,
    judged: Judged,
    /// Until when I can decide, and what silence means.
    deadline: Option<String>,
}

impl WaitingShown {
    /// Returns what waits for my word; nothing if I am no approver, or in it myself.
    fn all(lang: Lang, view: &View, id: OfferId) -> Vec<Self> {
        let (team, offer) = (&view.hoped, view.hoped.offers.get(&id));
        let offer = offer.filter(|offer| offer.is_open());
        let people = offer
            .into_iter()
            .flat_map(|offer| offer.waiting.iter().map(move |person| (offer, *person)));
        let people = people.filter(|(offer, taker)| team.decides(offer, *taker, view.me));
        let shown = people.filter_map(|(offer, person)| {
            let way = given(team, offer, person, now::now())?;
            let shift = words::offered(lang, team, offer);
            let by = offer.by.map(|by| words::name(lang, team, by));
            let name = words::name(lang, team, person);
            let what = match (by, &way.with) {
                (Some(by), Some(with)) => {
                    t::approve::swap(lang, by, &name, shift, words::shift(lang, with))
                }
                (Some(by), None) => t::approve::gift(lang, by, &name, shift),
                (None, _) => t::approve::open_shift(lang, &name, shift),
            };
            Some(Self {
                person,
                name,
                what,
                judged: Judged::of_way(lang, view, &way),
                deadline: words::deadline(lang, offer, team, now::today(), now::local),
            })
        });
        shown.collect()
    }
}

/// Shows what waits for my word; nothing where nothing does.
#[component]
pub(super) fn Approve(id: OfferId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let waiting = Memo::new(move |_| session.with(|view| WaitingShown::all(lang, view, id)));
    let declining = RwSignal::new(None::<(PersonId, String)>);
    let approve = move |person| session.act_or_tell(Command::Approve { offer: id, person });
    let decline = move |person| {
        declining.set(None);
        session.act_or_tell(Command::Decline { offer: id, person });
    };
    let one = move |waiting: WaitingShown| {
        let WaitingShown {
            person,
            name,
            what,
            judged,
            deadline,
        } = waiting;
        let is_red = judged.light == Light::Red;
        view! {
            <li class="stack stack--tight" data-person=person.to_string()>
                <p>{what}</p>
                <JudgedCard judged>
                    {is_red.then(|| view! { <p class="muted small">{t::effect::not_now(lang)}</p> })}
                    {deadline.map(|deadline| view! { <p class="muted small" data-test="deadline">{deadline}</p> })}
                    <Button
                        kind=ButtonKind::Primary
                        icon=Icon::Check
                        wide=true
                        disabled=is_red
                        on_click=move |()| approve(person)
                        attr:data-test="approve"
                    >
                        {t::approve::approve(lang)}
                    </Button>
                    <Button
                        icon=Icon::Close
                        wide=true
                        on_click=move |()| declining.set(Some((person, name.clone())))
                        attr:data-test="decline"
                    >
                        {t::approve::decline(lang)}
                    </Button>
                </JudgedCard>
            </li>
        }
    };
    let asked = move || {
        declining.get().map(|(person, name)| view! {
            <DeclineDialog name on_close=move |()| declining.set(None) on_decline=move |()| decline(person) />
        })
    };
    move || {
        let waiting = waiting.get();
        (!waiting.is_empty()).then(|| {
            view! {
                <Section title=t::approve::title(lang) attr:data-test="to-approve">
                    <ul class="stack">{waiting.into_iter().map(one).collect_view()}</ul>
                </Section>
                {asked}
            }
        })
    }
}

/// Says what a no means, before it is said.
#[component]
fn DeclineDialog(
    /// Whose yes it is about.
    name: String,
    #[prop(into)] on_close: Callback<()>,
    #[prop(into)] on_decline: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let actions = move || {
        view! {
            <Button kind=ButtonKind::Danger wide=true on_click=on_decline attr:data-test="decline-sure">
                {t::approve::decline(lang)}
            </Button>
            <Button wide=true on_click=on_close>{t::shift::cancel(lang)}</Button>
        }
    };
    view! {
        <Dialog title=t::approve::decline_title(lang) on_close actions attr:data-test="decline-dialog">
            <p>{t::approve::decline_text(lang, name)}</p>
        </Dialog>
    }
}
