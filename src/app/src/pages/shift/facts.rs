//! What, when, where, who.

use leptos::prelude::*;

use super::shown::{ShiftShown, Whose};
use crate::components::{Card, ChipSize, PersonBadge, ShiftChip, part_text};
use crate::i18n::{format, t, use_lang};

/// Shows the facts of a shift.
#[component]
pub(super) fn Facts(shown: ShiftShown) -> impl IntoView {
    let lang = use_lang();
    let part = shown.face.part();
    let fact = |(name, value): (&'static str, Option<String>)| {
        value.map(|value| view! { <dt>{name}</dt><dd>{value}</dd> })
    };
    let facts = [
        (t::shift::length(lang), Some(shown.length)),
        (t::shift::rest(lang), shown.rest),
        (t::shift::place(lang), shown.face.unit),
        (t::shift::needs(lang), shown.needs),
    ];
    let note = (shown.whose == Whose::Mine).then(|| t::shift::you(lang).to_owned());
    let owner = match shown.whose {
        Whose::Open => view! { <p class="shift-facts__nobody">{shown.owner}</p> }.into_any(),
        Whose::Mine | Whose::Colleague => {
            view! { <PersonBadge name=shown.owner nostrip:note=note /> }.into_any()
        }
    };
    view! {
        <Card>
            <div class="shift-facts" data-test="shift-facts" data-shift=shown.id.to_string() data-state=shown.state.as_str()>
                <div class="shift-facts__when">
                    <ShiftChip part code=shown.face.code state=shown.state size=ChipSize::Large />
                    <p class="shift-facts__text">
                        <span class="shift-facts__times" dir="ltr">{format::times(shown.face.span)}</span>
                        <span class="muted">{part_text(lang, part)}</span>
                    </p>
                </div>
                {owner}
                <dl class="facts">{facts.map(fact).into_iter().collect_view()}</dl>
            </div>
        </Card>
    }
}
