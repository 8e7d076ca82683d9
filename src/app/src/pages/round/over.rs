//! A round that is roster: what I have of it, and what could not be given.

use leptos::prelude::*;
use ruil_core::{Day, RoundId};

use crate::components::{Card, Icon, LinkButton, Section};
use crate::i18n::{Lang, offer, offer::capital, round as words, t, use_lang};
use crate::route::Route;
use crate::state::{View, use_session};

/// What came of a round, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct Outcome {
    first: Day,
    mine: usize,
    open: usize,
    /// What I picked or was given and did not get, and why.
    missed: Vec<(String, String)>,
}

impl Outcome {
    fn of(lang: Lang, view: &View, id: RoundId) -> Option<Self> {
        let team = &view.hoped;
        let round = team.rounds.get(&id)?;
        let mut outcome = Self {
            first: round.first,
            mine: 0,
            open: 0,
            missed: Vec::new(),
        };
        for shift in round.shifts().filter_map(|shift| team.roster.get(shift)) {
            match shift.owner {
                None => outcome.open += 1,
                Some(owner) if owner == view.me => outcome.mine += 1,
                Some(_) => {}
            }
        }
        let missed = round.missed.iter().filter(|one| one.person == view.me);
        outcome.missed = missed
            .map(|one| {
                let shift = offer::shift_by_id(lang, team, one.shift);
                (capital(&shift), words::no_place(lang, one.why, round, team))
            })
            .collect();
        Some(outcome)
    }
}

/// Shows it.
#[component]
pub(super) fn Over(id: RoundId) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let outcome = Memo::new(move |_| session.with(|view| Outcome::of(lang, view, id)));
    let n = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let one = |(shift, why): (String, String)| {
        view! {
            <li class="round__one">
                <strong>{shift}</strong>
                <span class="muted">{why}</span>
            </li>
        }
    };
    move || {
        outcome.get().map(|outcome| view! {
            <Card>
                <div class="stack" data-test="round-over">
                    <p>{t::round::mine_published(lang, n(outcome.mine))}</p>
                    {(outcome.open > 0).then(|| view! { <p>{t::round::open_published(lang, n(outcome.open))}</p> })}
                    <div class="cluster">
                        <LinkButton href=Route::Roster(Some(outcome.first)).path() icon=Icon::Roster attr:data-test="round-roster">
                            {t::round::to_roster(lang)}
                        </LinkButton>
                    </div>
                </div>
            </Card>
            {(!outcome.missed.is_empty()).then(|| view! {
                <Section title=t::round::missed_mine(lang).to_owned()>
                    <Card>
                        <ul class="stack" data-test="round-missed-mine">{outcome.missed.into_iter().map(one).collect_view()}</ul>
                    </Card>
                </Section>
            })}
        })
    }
}
