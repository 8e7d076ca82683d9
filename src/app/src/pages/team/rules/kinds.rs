//! The kinds of shift: what each is, who may work it, who must be there.

use leptos::prelude::*;
use ruil_core::rules::DutyKind;
use ruil_core::{KindId, QualificationId, TeamRules};

use super::Words;
use super::draft::{Draft, duty, mix, need, set_duty, set_mix, set_need};
use crate::components::{Select, SelectOption};
use crate::i18n::{Lang, t, use_lang};

/// What a kind of shift can be, with its value in the list. Lessons are not on a team's roster.
const DUTIES: [(DutyKind, &str); 5] = [
    (DutyKind::Work, "work"),
    (DutyKind::OnCall, "on-call"),
    (DutyKind::Standby, "standby"),
    (DutyKind::Presence, "presence"),
    (DutyKind::Leave, "leave"),
];
/// Most people that can be asked to be there.
const AT_LEAST_MAX: u8 = 9;

/// Returns what a kind of shift is, and what that means.
fn what(lang: Lang, duty: DutyKind) -> (&'static str, &'static str) {
    match duty {
        DutyKind::Work | DutyKind::School => (t::rules::what_work(lang), t::rules::work_hint(lang)),
        DutyKind::OnCall => (t::rules::what_on_call(lang), t::rules::on_call_hint(lang)),
        DutyKind::Standby => (
            t::rules::what_standby(lang),
            t::rules::standby_hint_kind(lang),
        ),
        DutyKind::Presence => (
            t::rules::what_presence(lang),
            t::rules::presence_hint_kind(lang),
        ),
        DutyKind::Leave => (t::rules::what_leave(lang), t::rules::leave_hint(lang)),
    }
}

/// Returns what is set for a kind of shift, in a few words.
pub(super) fn said(lang: Lang, rules: &TeamRules, kind: KindId, words: &Words) -> String {
    let (what, _) = what(lang, duty(rules, kind));
    let needs = need(rules, kind).map(|id| {
        let name = words.qualification(id);
        t::rules::needs_said(lang, name)
    });
    let mix = mix(rules, kind).map(|(id, count)| {
        let name = words.qualification(id);
        t::rules::mix_said(lang, count, name)
    });
    let all = [Some(what.to_owned()), needs, mix];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Shows the kinds of shift, each folded.
#[component]
pub(super) fn KindsPart(draft: Draft, words: Words) -> impl IntoView {
    let lang = use_lang();
    let hint = if words.kinds.is_empty() {
        t::rules::kinds_none(lang)
    } else {
        t::rules::kinds_hint(lang)
    };
    let words = StoredValue::new(words);
    let kinds = words.with_value(|words| words.kinds.clone());
    let kinds = kinds.into_iter().enumerate();
    view! {
        <fieldset class="rules__group rules__group--apart">
            <legend class="rules__legend">{t::rules::kinds(lang)}</legend>
            <p class="field__hint">{hint}</p>
            {kinds.map(|(at, (kind, name))| view! { <KindPart draft words at kind name /> }).collect_view()}
        </fieldset>
    }
}

/// Shows one kind of shift.
#[component]
fn KindPart(
    draft: Draft,
    words: StoredValue<Words>,
    at: usize,
    kind: KindId,
    name: String,
) -> impl IntoView {
    let lang = use_lang();
    let note = draft.slice(move |rules| words.with_value(|words| said(lang, rules, kind, words)));
    let chosen = draft.slice(move |rules| duty(rules, kind));
    let value = Signal::derive(move || {
        let mut all = DUTIES.into_iter();
        let found = all.find(|(duty, _)| *duty == chosen.get());
        found.map_or("", |(_, tag)| tag).to_owned()
    });
    let choose = move |tag: String| {
        if let Some((duty, _)) = DUTIES.into_iter().find(|(_, own)| *own == tag) {
            draft.change(|rules| set_duty(rules, kind, duty));
        }
    };
    let options = DUTIES.map(|(duty, tag)| SelectOption::new(tag, what(lang, duty).0));
    let who = if words.with_value(|words| words.qualifications.is_empty()) {
        view! { <p class="field__hint">{t::rules::no_qualifications(lang)}</p> }.into_any()
    } else {
        view! {
            <Needs draft words at kind />
            <AtLeast draft words at kind />
        }
        .into_any()
    };
    view! {
        <details class="rules__fold" data-test=format!("rules-kind-{at}")>
            <summary>
                <span class="rules__kind">{name.clone()}</span>
                <span class="rules__note">{note}</span>
            </summary>
            <fieldset class="rules__group">
                <legend class="visually-hidden">{name}</legend>
                <div class="rules__one">
                    <Select
                        id=format!("rules-what-{at}")
                        label=t::rules::what(lang)
                        options=options.to_vec()
                        value
                        on_change=choose
                        attr:data-test=format!("rules-what-{at}")
                    />
                    <p class="field__hint">{move || what(lang, chosen.get()).1}</p>
                </div>
                {who}
            </fieldset>
        </details>
    }
}

/// Returns the qualifications as a list, with one that means none.
fn qualifications(words: StoredValue<Words>, none: &str) -> Vec<SelectOption> {
    let none = SelectOption::new("", none);
    let names = words.with_value(|words| {
        let option =
            |(id, name): &(QualificationId, String)| SelectOption::new(id.to_string(), name);
        words.qualifications.iter().map(option).collect::<Vec<_>>()
    });
    [none].into_iter().chain(names).collect()
}

fn tag(id: Option<QualificationId>) -> String {
    id.map_or_else(String::new, |id| id.to_string())
}

/// Shows which qualification a kind of shift needs.
#[component]
fn Needs(draft: Draft, words: StoredValue<Words>, at: usize, kind: KindId) -> impl IntoView {
    let lang = use_lang();
    let value = draft.slice(move |rules| tag(need(rules, kind)));
    let choose = move |id: String| {
        draft.change(|rules| set_need(rules, kind, QualificationId::parse(&id)));
    };
    view! {
        <div class="rules__one">
            <Select
                id=format!("rules-needs-{at}")
                label=t::rules::needs(lang)
                options=qualifications(words, t::rules::needs_none(lang))
                value
                on_change=choose
                attr:data-test=format!("rules-needs-{at}")
            />
            <p class="field__hint">{t::rules::needs_hint(lang)}</p>
        </div>
    }
}

/// Shows who must be there on a kind of shift, and how many.
#[component]
fn AtLeast(draft: Draft, words: StoredValue<Words>, at: usize, kind: KindId) -> impl IntoView {
    let lang = use_lang();
    let who = draft.slice(move |rules| mix(rules, kind).map(|(id, _)| id));
    let count = draft.slice(move |rules| mix(rules, kind).map_or(1, |(_, count)| count));
    let set_who = move |id: String| {
        let count = count.get_untracked();
        let mix = QualificationId::parse(&id).map(|id| (id, count));
        draft.change(|rules| set_mix(rules, kind, mix));
    };
    let set_count = move |value: String| {
        let mix = who.get_untracked().zip(value.parse().ok());
        draft.change(|rules| set_mix(rules, kind, mix));
    };
    let has_who = Memo::new(move |_| who.get().is_some());
    let counts = move || {
        has_who.get().then(|| {
            let most = count.get_untracked().max(AT_LEAST_MAX);
            let option = |n: u8| SelectOption::new(n.to_string(), n.to_string());
            view! {
                <Select
                    id=format!("rules-count-{at}")
                    label=t::rules::mix_count(lang)
                    options=(1..=most).map(option).collect()
                    value=Signal::derive(move || count.get().to_string())
                    on_change=set_count
                    attr:data-test=format!("rules-count-{at}")
                />
            }
        })
    };
    view! {
        <div class="rules__one">
            <Select
                id=format!("rules-mix-{at}")
                label=t::rules::mix(lang)
                options=qualifications(words, t::rules::mix_none(lang))
                value=Signal::derive(move || tag(who.get()))
                on_change=set_who
                attr:data-test=format!("rules-mix-{at}")
            />
            <p class="field__hint">{t::rules::mix_hint(lang)}</p>
            {counts}
        </div>
    }
}
