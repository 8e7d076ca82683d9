//! The quiet shape of what is on its way.

use leptos::prelude::*;

use crate::i18n::{t, use_lang};

/// Shows rows where rows will be.
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 3)]
    rows: usize,
) -> impl IntoView {
    let lang = use_lang();
    let row = |_| view! { <li class="skeleton__row"><span class="skeleton__block"></span><span class="skeleton__line"></span></li> };
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{t::ui::loading(lang)}</span>
            <ul class="skeleton__rows" aria-hidden="true">{(0..rows).map(row).collect_view()}</ul>
        </div>
    }
}
