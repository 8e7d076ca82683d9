//! Putting a lock on this device, another one, or none.

use leptos::prelude::*;

use crate::components::{Button, ButtonKind, Dialog, Field, FieldKind};
use crate::i18n::{keep, t, use_lang};
use crate::state::boot::Boot;
use crate::state::boot::lock::LockFailure;
use crate::state::{Session, now, work};

/// Signs that fit a field; more than anybody types.
const MAX: u32 = 200;

/// Shows a field for a secret, in which what went wrong with it is told if it is about it.
#[component]
fn Secret(
    id: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] hint: &'static str,
    kind: FieldKind,
    value: RwSignal<String>,
    failed: RwSignal<Option<LockFailure>>,
    /// Tells whether it is about this field.
    about: fn(&LockFailure) -> bool,
) -> impl IntoView {
    let lang = use_lang();
    let error = Signal::derive(move || {
        let failure = failed.get().filter(about);
        failure.map(|failure| keep::lock(lang, &failure, now::now_ms()))
    });
    view! {
        <Field
            id
            label
            hint
            kind
            max=MAX
            value
            on_input=move |text| {
                failed.set(None);
                value.set(text);
            }
            error
            required=true
            attr:data-test=id
        />
    }
}

/// Returns whether a failure is about the lock there is.
fn is_old(failure: &LockFailure) -> bool {
    matches!(failure, LockFailure::Wrong | LockFailure::Wait { .. })
}

/// Puts a lock on, or another one.
#[component]
pub(super) fn SetDialog(session: Session, on_close: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let had_lock = untrack(|| boot.has_lock());
    let [current, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let failed = RwSignal::new(None::<LockFailure>);
    let busy = RwSignal::new(false);
    let done = Callback::new(move |set: Result<(), LockFailure>| {
        busy.set(false);
        match set {
            Ok(()) => on_close.run(()),
            Err(failure) => failed.set(Some(failure)),
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let me = session.identity();
        let [current, new, again] = [current, new, again].map(|text| text.get_untracked());
        let set = async move { boot.set_lock(&me, &current, (&new, &again)).await };
        work::then(set, done);
    };
    let (title, act) = if had_lock {
        (t::lock::change(lang), t::lock::change_submit(lang))
    } else {
        (t::lock::set(lang), t::lock::set_submit(lang))
    };
    let old = had_lock.then(|| {
        view! {
            <Secret
                id="lock-current"
                label=t::lock::current(lang)
                kind=FieldKind::Secret
                value=current
                failed
                about=is_old
            />
        }
    });
    view! {
        <Dialog title on_close attr:data-test="lock-dialog">
            <form class="stack" novalidate on:submit=submit>
                <p>{t::lock::about(lang)}</p>
                {old}
                <Secret
                    id="lock-new"
                    label=t::lock::new(lang)
                    hint=t::lock::new_hint(lang)
                    kind=FieldKind::NewSecret
                    value=new
                    failed
                    about=|failure| *failure == LockFailure::Short
                />
                <Secret
                    id="lock-again"
                    label=t::lock::again(lang)
                    kind=FieldKind::NewSecret
                    value=again
                    failed
                    about=|failure| !is_old(failure) && *failure != LockFailure::Short
                />
                <p class="muted small">{t::lock::if_forgotten(lang)}</p>
                <Button kind=ButtonKind::Primary wide=true submit=true busy attr:data-test="lock-submit">
                    {act}
                </Button>
            </form>
        </Dialog>
    }
}

/// Takes the lock off.
#[component]
pub(super) fn DropDialog(session: Session, on_close: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let boot = expect_context::<Boot>();
    let current = RwSignal::new(String::new());
    let failed = RwSignal::new(None::<LockFailure>);
    let busy = RwSignal::new(false);
    let done = Callback::new(move |dropped: Result<(), LockFailure>| {
        busy.set(false);
        match dropped {
            Ok(()) => on_close.run(()),
            Err(failure) => failed.set(Some(failure)),
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (me, current) = (session.identity(), current.get_untracked());
        work::then(async move { boot.drop_lock(&me, &current).await }, done);
    };
    view! {
        <Dialog title=t::lock::drop(lang) on_close attr:data-test="lock-drop-dialog">
            <form class="stack" novalidate on:submit=submit>
                <p>{t::lock::drop_text(lang)}</p>
                <Secret
                    id="lock-drop-current"
                    label=t::lock::current(lang)
                    kind=FieldKind::Secret
                    value=current
                    failed
                    about=|_| true
                />
                <Button kind=ButtonKind::Primary wide=true submit=true busy attr:data-test="lock-drop-submit">
                    {t::lock::drop_submit(lang)}
                </Button>
                <Button wide=true on_click=on_close>{t::lock::cancel(lang)}</Button>
            </form>
        </Dialog>
    }
}
