//! How a shift repeats.

use leptos::prelude::*;

use super::draft::Draft;
use super::sheet::line;
use crate::components::{FieldKind, Glyph, Icon};
use crate::i18n::{t, use_lang};

/// Asks whether a shift comes again, behind a tap.
#[component]
pub(super) fn Repeat(draft: RwSignal<Draft>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <details class="edit__more" data-test="edit-repeat">
            <summary><Glyph icon=Icon::Refresh />{t::edit::repeat(lang)}</summary>
            <div class="edit__pair">
                {line(draft, ("edit-every", t::edit::every(lang), FieldKind::Digits), |draft| &mut draft.every)}
                {line(draft, ("edit-until", t::edit::until(lang), FieldKind::Date), |draft| &mut draft.until)}
            </div>
        </details>
    }
}
