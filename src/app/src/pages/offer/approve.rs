//! What a coordinator reads of each yes that waits for a word, and giving it.

use leptos::prelude::*;
use ruil_core::{Command, Light, OfferId, PersonId};

use super::judged::{Judged, JudgedCard};
use crate::components::{Button, ButtonKind, Icon, Section};
use crate::i18n::{Lang, offer as words, t, use_lang};
use crate::pick::ways::given;
use crate::state::{View, now, use_session};

/// A yes that waits, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct WaitingShown {
    person: PersonId,
    /// Who takes what from whom.
    what: String,
    judged: Judged,
}

impl WaitingShown {
    /// Returns what waits for my word; nothing if I am no coordinator.
    fn all(lang: Lang, view: &View, id: OfferId) -> Vec<Self> {
        let (team, offer) = (&view.hoped, view.hoped.offers.get(&id));
        let offer = offer.filter(|offer| offer.is_open() && view.am_coordinator());
        let people = offer
            .into_iter()
            .flat_map(|offer| offer.waiting.iter().map(move |person| (offer, *person)));
        let shown = people.filter_map(|(offer, person)| {
            let way = given(team, offer, person, now::now())?;
            let name = |person| words::name(lang, team, person);
            let shift = words::shift_by_id(lang, team, offer.shift);
            let (by, name) = (name(offer.by), name(person));
            let what = match &way.with {
                Some(with) => t::approve::swap(lang, by, name, shift, words::shift(lang, with)),
                None => t::approve::gift(lang, by, name, shift),
            };
            Some(Self {
                person,
                what,
                judged: Judged::of_way(lang, view, &way),
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
    let approve = move |person| session.act_or_tell(Command::Approve { offer: id, person });
    let one = move |waiting: WaitingShown| {
        let WaitingShown {
            person,
            what,
            judged,
        } = waiting;
        let is_red = judged.light == Light::Red;
        view! {
            <li class="stack stack--tight" data-person=person.to_string()>
                <p>{what}</p>
                <JudgedCard judged>
                    {is_red.then(|| view! { <p class="muted small">{t::effect::not_now(lang)}</p> })}
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
                </JudgedCard>
            </li>
        }
    };
    move || {
        let waiting = waiting.get();
        (!waiting.is_empty()).then(|| {
            view! {
                <Section title=t::approve::title(lang) attr:data-test="to-approve">
                    <ul class="stack">{waiting.into_iter().map(one).collect_view()}</ul>
                </Section>
            }
        })
    }
}
