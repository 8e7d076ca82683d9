//! The camera's picture while it looks for a code.

use leptos::html::Video;
use leptos::prelude::*;

use crate::components::{Banner, Button, Tone};
use crate::i18n::{failure, t, use_lang};
use crate::state::scan::{Scan, Scanning};

/// Shows what the camera sees, and reports what it reads.
#[component]
pub(super) fn ScanView(
    /// Called with the text of a code.
    on_text: Callback<String>,
    /// Called when the camera is to go.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let video = NodeRef::<Video>::new();
    let scan = Scan::start(video, on_text);
    let is_failed = move || matches!(scan.state(), Scanning::Failed(_));
    let words = move || match scan.state() {
        Scanning::Starting => view! { <p class="muted">{t::join::starting(lang)}</p> }.into_any(),
        Scanning::Looking => view! { <p class="muted">{t::join::looking(lang)}</p> }.into_any(),
        Scanning::Failed(error) => {
            let title = failure::camera(lang, error);
            view! { <Banner tone=Tone::Warn title attr:data-test="scan-failed" /> }.into_any()
        }
    };
    view! {
        <div class="scan" data-test="scan">
            <video class="scan__video" node_ref=video prop:muted=true playsinline=true hidden=is_failed></video>
            <div role="status">{words}</div>
            <Button wide=true on_click=on_close attr:data-test="scan-stop">
                {move || if is_failed() { t::ui::close(lang) } else { t::join::scan_stop(lang) }}
            </Button>
        </div>
    }
}
