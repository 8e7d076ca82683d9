//! The line in which a short code is typed.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Letters in a group, as they are read aloud.
const GROUP: usize = 5;

/// Returns what of a text can be in a code, in capitals, not longer than the code.
fn typed(text: &str, len: usize) -> String {
    // A pasted link ends with its code.
    let code = text.rsplit('#').next().unwrap_or(text);
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    letters
        .map(|letter| letter.to_ascii_uppercase())
        .take(len)
        .collect()
}

/// Returns a code in groups, such as "K7QD2 MXR9A".
pub(super) fn grouped(code: &str) -> String {
    let mut out = String::new();
    for (index, letter) in code.chars().enumerate() {
        if index > 0 && index % GROUP == 0 {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

/// Shows the line for a code: big, in groups, in capitals whatever is typed.
#[component]
pub fn CodeField(
    /// Unique on the page; ties the texts to the line.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: String,
    /// How many letters the code has.
    len: usize,
    /// The code so far, without groups.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the code so far, without groups.
    #[prop(into)]
    on_input: Callback<String>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    view! {
        <div class="field code-field">
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                class="field__input code-field__input"
                id=id
                type="text"
                autocomplete="one-time-code"
                autocapitalize="characters"
                spellcheck="false"
                enterkeyhint="go"
                autofocus=autofocus
                aria-describedby=error_id.clone()
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=move || grouped(&value.read())
                on:input=move |event| on_input.run(typed(&event_target_value(&event), len))
            />
            <p class="field__error" id=error_id role="alert">
                {move || error.get().map(|error| view! { <Glyph icon=Icon::Warning />{error} })}
            </p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_taken_as_people_type_it() {
        assert_eq!(typed(" k7qd-2mxr!9", 8), "K7QD2MXR");
        assert_eq!(typed("https://ruil.example/join#K7QD-2MXR", 8), "K7QD2MXR");
        assert_eq!(typed("", 8), "");
    }

    #[test]
    fn a_code_is_shown_in_groups() {
        for (code, shown) in [
            ("", ""),
            ("K7QD2", "K7QD2"),
            ("K7QD2M", "K7QD2 M"),
            ("K7QD2MXR9A", "K7QD2 MXR9A"),
        ] {
            assert_eq!(grouped(code), shown);
        }
    }
}
