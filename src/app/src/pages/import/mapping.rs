//! What the file leaves open: columns and codes, each with a list of what they can mean.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_files::{Away, CodeMeaning, Draft, Role};

use crate::components::{Field, FieldKind, MappingRow, Section, SelectOption};
use crate::i18n::{import as words, t, use_lang};
use crate::state::import::Importing;

/// The list value for a meaning that is not chosen yet.
const OPEN: &str = "";
const SHIFT: &str = "shift";
const FREE: &str = "free";
const LEAVE: &str = "leave";
const SICK: &str = "sick";
const OTHER: &str = "other";
const IGNORE: &str = "ignore";

/// Shows the unknown columns and codes, and those that were mapped by hand.
#[component]
pub fn Mapping(importing: Importing, draft: Arc<Draft>) -> impl IntoView {
    let lang = use_lang();
    let guide = importing.guide();
    let mut columns: Vec<usize> = draft.unknown_columns.clone();
    columns.extend(
        guide
            .roles
            .keys()
            .filter(|at| !draft.unknown_columns.contains(at)),
    );
    let mut codes: Vec<(String, usize)> = draft
        .unknown_codes
        .iter()
        .map(|code| (code.code.clone(), code.count))
        .collect();
    let mapped = guide
        .codes
        .keys()
        .filter(|code| !codes.iter().any(|(known, _)| known == *code));
    let mapped: Vec<_> = mapped.map(|code| (code.clone(), 0)).collect();
    codes.extend(mapped);
    let has_columns = !columns.is_empty();
    let has_codes = !codes.is_empty();
    let column = move |at: usize| {
        let column = draft.columns.get(at).cloned();
        let name = column
            .as_ref()
            .map(|column| column.name.clone())
            .unwrap_or_default();
        let samples = column
            .map(|column| column.samples.join(" · "))
            .unwrap_or_default();
        view! { <ColumnRow importing at name samples /> }
    };
    view! {
        {has_columns
            .then(|| {
                view! {
                    <Section title=t::import::columns(lang)>
                        <p class="muted">{t::import::columns_text(lang)}</p>
                        {columns.into_iter().map(column).collect_view()}
                    </Section>
                }
            })}
        {has_codes
            .then(|| {
                let row = move |(code, count)| view! { <CodeRow importing code count /> };
                view! {
                    <Section title=t::import::codes(lang)>
                        <p class="muted">{t::import::codes_text(lang)}</p>
                        {codes.into_iter().map(row).collect_view()}
                    </Section>
                }
            })}
    }
}

#[component]
fn ColumnRow(importing: Importing, at: usize, name: String, samples: String) -> impl IntoView {
    let lang = use_lang();
    let mut options = vec![SelectOption::new(OPEN, t::import::column_open(lang))];
    let roles = Role::ALL.iter().enumerate();
    options.extend(
        roles.map(|(at, role)| SelectOption::new(at.to_string(), words::role(lang, *role))),
    );
    let chosen = importing.guide().roles.get(&at).copied();
    let value = chosen.and_then(|role| Role::ALL.iter().position(|other| *other == role));
    let value = value.map(|at| at.to_string()).unwrap_or_default();
    let on_change = move |value: String| {
        let role = value
            .parse::<usize>()
            .ok()
            .and_then(|at| Role::ALL.get(at))
            .copied();
        importing.set_role(at, role);
    };
    let name = if name.is_empty() {
        t::import::column_number(lang, at + 1)
    } else {
        name
    };
    view! { <MappingRow id=format!("column-{at}") name sample=samples options value on_change /> }
}

#[component]
fn CodeRow(importing: Importing, code: String, count: usize) -> impl IntoView {
    let lang = use_lang();
    let options = vec![
        SelectOption::new(OPEN, t::import::code_open(lang)),
        SelectOption::new(SHIFT, t::import::code_shift(lang)),
        SelectOption::new(FREE, t::import::code_free(lang)),
        SelectOption::new(LEAVE, t::import::code_leave(lang)),
        SelectOption::new(SICK, t::import::code_sick(lang)),
        SelectOption::new(OTHER, t::import::code_other(lang)),
        SelectOption::new(IGNORE, t::import::code_ignore(lang)),
    ];
    let chosen = importing.guide().codes.get(&code).cloned();
    let is_shift = matches!(chosen, Some(CodeMeaning::Shift { .. }));
    let value = value_of(chosen.as_ref());
    let sample =
        (count > 0).then(|| t::import::code_count(lang, i64::try_from(count).unwrap_or(i64::MAX)));
    let of_choice = code.clone();
    let on_change = move |value: String| importing.set_code(&of_choice, meaning_of(&value));
    let id = format!("code-{code}");
    let times = is_shift.then(|| view! { <Times importing code=code.clone() chosen /> });
    view! {
        <MappingRow id name=code nostrip:sample=sample options value on_change>
            {times}
        </MappingRow>
    }
}

/// The times of a code that is a shift.
#[component]
fn Times(importing: Importing, code: String, chosen: Option<CodeMeaning>) -> impl IntoView {
    let lang = use_lang();
    let Some(CodeMeaning::Shift {
        start_min, end_min, ..
    }) = chosen
    else {
        return ().into_any();
    };
    let set = {
        let code = code.clone();
        move |start_min: u16, end_min: u16| {
            let meaning = CodeMeaning::Shift {
                start_min,
                end_min,
                name: None,
            };
            importing.set_code(&code, Some(meaning));
        }
    };
    let set_end = set.clone();
    let on_start = move |text: String| {
        if let Some(min) = parse_clock(&text) {
            set(min, end_min);
        }
    };
    let on_end = move |text: String| {
        if let Some(min) = parse_clock(&text) {
            set_end(start_min, min);
        }
    };
    view! {
        <div class="cluster">
            <Field id=format!("start-{code}") kind=FieldKind::Time label=t::import::start(lang) value=clock(start_min) on_input=on_start />
            <Field id=format!("end-{code}") kind=FieldKind::Time label=t::import::end(lang) value=clock(end_min) on_input=on_end />
        </div>
    }
    .into_any()
}

fn value_of(meaning: Option<&CodeMeaning>) -> &'static str {
    match meaning {
        None => OPEN,
        Some(CodeMeaning::Shift { .. }) => SHIFT,
        Some(CodeMeaning::Free | CodeMeaning::Absent(Away::Free)) => FREE,
        Some(CodeMeaning::Absent(Away::Leave)) => LEAVE,
        Some(CodeMeaning::Absent(Away::Sick)) => SICK,
        Some(CodeMeaning::Absent(Away::Other)) => OTHER,
        Some(CodeMeaning::Ignore) => IGNORE,
    }
}

fn meaning_of(value: &str) -> Option<CodeMeaning> {
    match value {
        SHIFT => Some(CodeMeaning::Shift {
            start_min: 7 * 60,
            end_min: 15 * 60 + 30,
            name: None,
        }),
        FREE => Some(CodeMeaning::Free),
        LEAVE => Some(CodeMeaning::Absent(Away::Leave)),
        SICK => Some(CodeMeaning::Absent(Away::Sick)),
        OTHER => Some(CodeMeaning::Absent(Away::Other)),
        IGNORE => Some(CodeMeaning::Ignore),
        _ => None,
    }
}

fn clock(min: u16) -> String {
    format!("{:02}:{:02}", min / 60 % 24, min % 60)
}

/// Reads a time field's "HH:MM".
fn parse_clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}
