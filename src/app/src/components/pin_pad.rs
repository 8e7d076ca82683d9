//! Digits, typed with big keys on a tablet that stands in a room.

use leptos::html;
use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::icon::{Glyph, Icon};
use crate::i18n::{t, use_lang};

const KEYS: [&str; 9] = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// Shows a line for digits and the keys to type them. A keyboard types as well.
#[component]
pub fn PinPad(
    /// What is asked.
    #[prop(into)]
    label: String,
    /// The digits so far.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the digits so far.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called when they are all there.
    #[prop(into)]
    on_submit: Callback<()>,
    /// The fewest digits.
    fewest: usize,
    /// Shows the digits: they are no secret.
    #[prop(optional)]
    open: bool,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// At work.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Has to wait.
    #[prop(optional, into)]
    held: Signal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let type_key = move |digit: &'static str| on_input.run(value.get_untracked() + digit);
    let erase = move |_| {
        let mut text = value.get_untracked();
        text.pop();
        on_input.run(text);
    };
    let key = move |digit: &'static str| {
        let test = format!("key-{digit}");
        view! {
            <button class="pin-pad__key" type="button" on:click=move |_| type_key(digit) data-test=test>
                {digit}
            </button>
        }
    };
    let line = NodeRef::<html::Input>::new();
    line.on_load(|line| {
        // It fails only for a line that is gone again.
        let _ = line.focus();
    });
    let is_short = Signal::derive(move || held.get() || value.read().len() < fewest);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="pin-pad" novalidate on:submit=submit data-test="pin-pad">
            <label class="pin-pad__label" for="pin-pad">{label}</label>
            <input
                class="pin-pad__line"
                id="pin-pad"
                type=if open { "text" } else { "password" }
                inputmode="none"
                autocomplete="off"
                dir="ltr"
                node_ref=line
                aria-describedby="pin-pad-error"
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            <p class="field__error" id="pin-pad-error" role="alert">
                {move || error.get().map(|error| view! { <Glyph icon=Icon::Warning />{error} })}
            </p>
            <div class="pin-pad__keys" dir="ltr">
                {KEYS.map(key)}
                <button class="pin-pad__key pin-pad__key--word" type="button" on:click=erase>
                    {t::tablet::erase(lang)}
                </button>
                {key("0")}
                <Button
                    kind=ButtonKind::Primary
                    submit=true
                    busy
                    disabled=is_short
                    attr:data-test="pin-go"
                >
                    {t::tablet::go_on(lang)}
                </Button>
            </div>
        </form>
    }
}
