//! The answers to an offer.

use leptos::prelude::*;
use ruil_core::{Light, PersonId};

use super::answer_bar::AnswerKind;
use super::button::Button;
use super::icon::{Glyph, Icon};
use super::light_mark::LightMark;
use super::person_badge::PersonBadge;
use super::shift_face::ShiftFace;
use super::shift_row::ShiftRow;
use crate::i18n::{t, use_lang};

/// A colleague's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// Whose.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// Which.
    pub answer: AnswerKind,
    /// The shift given in return.
    pub with: Option<ShiftFace>,
    /// A line below, such as when it came, or why it was not to be.
    pub note: Option<String>,
    /// Whether this one has the shift now.
    pub won: bool,
    /// What choosing it would mean, while the offer is open.
    pub light: Option<Light>,
    /// For whose word it waits, in words.
    pub waits: Option<String>,
}

/// Shows the answers; with `on_choose` each yes can be chosen.
#[component]
pub fn AnswerList(
    /// The answers, in the order they count.
    #[prop(into)]
    answers: Signal<Vec<AnswerLine>>,
    /// Called with the person whose yes is chosen.
    #[prop(optional, into)]
    on_choose: Option<Callback<PersonId>>,
) -> impl IntoView {
    let lang = use_lang();
    let line = move |line: AnswerLine| {
        let AnswerLine {
            person,
            name,
            answer,
            with,
            note,
            won,
            light,
            waits,
        } = line;
        let choose = on_choose
            .filter(|_| answer == AnswerKind::Yes && !won && waits.is_none())
            .map(|on_choose| {
                view! {
                    <Button
                        disabled={light == Some(Light::Red)}
                        on_click=move |()| on_choose.run(person)
                        attr:data-test="offer-choose"
                    >
                        {t::ui::choose(lang)}
                    </Button>
                }
            });
        view! {
            <li
                class=format!("answer-list__one answer-list__one--{}", answer.as_str())
                aria-current=won.then_some("true")
                data-test="answer"
                data-person=person.to_string()
                data-answer=answer.as_str()
            >
                <PersonBadge name note=note.unwrap_or_else(|| answer.text(lang).to_owned()) />
                <span class="answer-list__mark">
                    <Glyph icon=if won { Icon::Check } else { answer.icon() } />
                    <span class="visually-hidden">{answer.text(lang)}</span>
                </span>
                {choose}
                {with.map(|face| view! { <div class="answer-list__with"><ShiftRow face /></div> })}
                {light.map(|light| view! { <div class="answer-list__light"><LightMark light /></div> })}
                {waits.map(|waits| view! {
                    <p class="answer-list__waits" data-test="waits"><Glyph icon=Icon::Clock />{waits}</p>
                })}
            </li>
        }
    };
    view! {
        <ul class="answer-list">{move || answers.get().into_iter().map(line).collect_view()}</ul>
    }
}
