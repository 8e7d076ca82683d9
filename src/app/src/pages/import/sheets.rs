//! The sheets of a workbook: which of them are read, where more than one looks like a roster.

use std::sync::Arc;

use leptos::prelude::*;
use ruil_files::Draft;

use crate::components::{Checkbox, Section};
use crate::i18n::{t, use_lang};
use crate::state::import::Importing;

/// Shows the sheets with how many shifts are on each; one that is not ticked is left out.
#[component]
pub fn Sheets(importing: Importing, draft: Arc<Draft>) -> impl IntoView {
    let lang = use_lang();
    let left_out = importing.guide().sheets_left_out;
    let rosters: Vec<(String, usize)> = draft
        .rosters()
        .filter_map(|(at, shifts)| Some((draft.sheets.get(at)?.clone(), shifts)))
        .collect();
    let is_only = rosters.len() == 1;
    let read = rosters.into_iter().map(|(name, shifts)| {
        let hint = t::import::sheet_shifts(lang, i64::try_from(shifts).unwrap_or(i64::MAX));
        (name, Some(hint), true)
    });
    let left_out = left_out.into_iter().map(|name| (name, None, false));
    let sheets: Vec<_> = read.chain(left_out).collect();
    (sheets.len() > 1).then(|| {
        let one = move |(name, hint, is_read): (String, Option<String>, bool)| {
            let label = name.clone();
            let on_change = move |is_read: bool| importing.set_sheet(&name, is_read);
            // The last one stays: a file without a roster is none.
            view! {
                <div data-test="import-sheet">
                    <Checkbox
                        label
                        hint=hint.unwrap_or_else(|| t::import::sheet_left_out(lang).to_owned())
                        checked=is_read
                        disabled=is_read && is_only
                        on_change
                    />
                </div>
            }
        };
        view! {
            <Section title=t::import::sheets(lang)>
                <p class="muted">{t::import::sheets_text(lang)}</p>
                <div class="stack" data-test="import-sheets">{sheets.into_iter().map(one).collect_view()}</div>
            </Section>
        }
    })
}
