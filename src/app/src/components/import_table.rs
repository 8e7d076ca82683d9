//! The shifts a file gave, before they are written.

use leptos::prelude::*;

use super::shift_chip::{ChipSize, ChipState, ShiftChip};
use super::shift_face::ShiftFace;
use crate::i18n::{format, t, use_lang};

/// A shift of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// The row in the file.
    pub row: usize,
    /// Whose; nobody is an open shift.
    pub person: Option<String>,
    /// The shift.
    pub face: ShiftFace,
    /// Whether the file left something to guess here.
    pub doubt: bool,
}

/// Shows rows of the draft.
#[component]
pub fn ImportTable(
    /// The rows.
    #[prop(into)]
    rows: Signal<Vec<ImportRow>>,
    /// What the table shows, read aloud.
    #[prop(into)]
    caption: String,
) -> impl IntoView {
    let lang = use_lang();
    let label = caption.clone();
    let row = move |row: ImportRow| {
        let ImportRow {
            row,
            person,
            face,
            doubt,
        } = row;
        let day = face.span.start().day();
        let state = if person.is_some() {
            ChipState::Plain
        } else {
            ChipState::Open
        };
        let date = format::day(lang, day);
        let (part, times) = (face.part(), format::times(face.span));
        view! {
            <tr class="import-table__row" data-doubt=doubt.then_some("")>
                <td class="import-table__line">{row}</td>
                <td class="import-table__person">{person.unwrap_or_else(|| t::ui::open(lang).to_owned())}</td>
                <td class="import-table__date">{date}</td>
                <td class="import-table__times" dir="ltr">{times}</td>
                <td class="import-table__kind"><ShiftChip part code=face.code state size=ChipSize::Small label=face.name /></td>
            </tr>
        }
    };
    view! {
        <div class="import-table" role="region" aria-label=label tabindex="0">
            <table class="import-table__table">
                <caption class="visually-hidden">{caption}</caption>
                <thead>
                    <tr>
                        <th scope="col">{t::ui::column_row(lang)}</th>
                        <th scope="col">{t::ui::column_person(lang)}</th>
                        <th scope="col">{t::ui::column_day(lang)}</th>
                        <th scope="col">{t::ui::column_times(lang)}</th>
                        <th scope="col">{t::ui::column_kind(lang)}</th>
                    </tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
