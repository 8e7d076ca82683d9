//! Choosing the shift I give in return.

use leptos::prelude::*;
use ruil_core::{Answer, Shift};

use super::asked::with;
use crate::components::{Button, ButtonKind, Dialog, ShiftFace, ShiftRow};
use crate::i18n::{t, use_lang};
use crate::state::use_session;

/// Shows my shifts that can be given, each with its yes.
#[component]
pub(super) fn WithSheet(
    /// My shifts that can be given.
    shifts: Memo<Vec<Shift>>,
    /// Called when the sheet is to go.
    #[prop(into)]
    on_close: Callback<()>,
    /// Called with my answer.
    answer: Callback<Answer>,
) -> impl IntoView {
    let lang = use_lang();
    let session = use_session();
    let row = move |shift: Shift| {
        let face = session.with(|view| ShiftFace::of(&view.hoped, &shift));
        let yes = with(&shift);
        view! {
            <li data-shift=shift.id.to_string()>
                <ShiftRow face>
                    <Button kind=ButtonKind::Primary on_click=move |()| answer.run(yes) attr:data-test="offer-with-shift">
                        {t::ui::choose(lang)}
                    </Button>
                </ShiftRow>
            </li>
        }
    };
    let rows = move || {
        let shifts = shifts.get();
        if shifts.is_empty() {
            view! { <p class="muted">{t::offer::with_none(lang)}</p> }.into_any()
        } else {
            view! { <ul class="list list--sheet">{shifts.into_iter().map(row).collect_view()}</ul> }
                .into_any()
        }
    };
    view! { <Dialog title=t::offer::with_title(lang) on_close>{rows}</Dialog> }
}
