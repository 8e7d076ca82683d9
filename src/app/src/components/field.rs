//! A line to fill in.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// What is typed in a field, so that the phone shows the right keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Words.
    #[default]
    Text,
    /// A person's name.
    Name,
    /// Digits.
    Digits,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// What a person knows and nobody may read along.
    Secret,
    /// The same, made up just now.
    NewSecret,
}

impl FieldKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Name | Self::Digits => "text",
            Self::Date => "date",
            Self::Time => "time",
            Self::Secret | Self::NewSecret => "password",
        }
    }

    const fn mode(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("numeric"),
            Self::Text | Self::Name | Self::Date | Self::Time | Self::Secret | Self::NewSecret => {
                None
            }
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Secret => "current-password",
            Self::NewSecret => "new-password",
            Self::Text | Self::Digits | Self::Date | Self::Time => "off",
        }
    }
}

/// Shows a labelled line with room for a hint and for what is wrong.
#[component]
pub fn Field(
    /// Unique on the page; ties the texts to the line.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// What is typed.
    #[prop(optional)]
    kind: FieldKind,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// Called with every change.
    #[prop(into)]
    on_input: Callback<String>,
    /// A word of help.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Most characters.
    #[prop(default = 80)]
    max: u32,
    /// Can't be left empty.
    #[prop(optional)]
    required: bool,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = format!("{hint_id} {error_id}");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            {hint.filter(|hint| !hint.is_empty()).map(|hint| view! { <p class="field__hint" id=hint_id>{hint}</p> })}
            <input
                class="field__input"
                id=id
                type=kind.input_type()
                inputmode=kind.mode()
                autocomplete=kind.autocomplete()
                maxlength=max
                required=required
                autofocus=autofocus
                aria-describedby=described
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=value
                on:input=move |event| on_input.run(event_target_value(&event))
            />
            <p class="field__error" id=error_id role="alert">
                {move || error.get().map(|error| view! { <Glyph icon=Icon::Warning />{error} })}
            </p>
        </div>
    }
}
