//! A colleague: initials in a circle, and the name.

use leptos::prelude::*;

/// How many quiet tones the stylesheet has.
const TONES: u32 = 8;

/// Returns the first letters of the first and the last word, such as "JV" for "Jo de Vries".
pub(super) fn initials(name: &str) -> String {
    let first = name.split_whitespace().next();
    let last = name.split_whitespace().skip(1).last();
    let letters = [first, last]
        .into_iter()
        .flatten()
        .filter_map(|word| word.chars().next());
    letters.flat_map(char::to_uppercase).collect()
}

/// Returns the tone of a name: the same on every device.
fn tone(name: &str) -> u32 {
    name.chars().fold(0_u32, |sum, letter| {
        sum.wrapping_mul(31).wrapping_add(letter.into())
    }) % TONES
}

/// How big a badge is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BadgeSize {
    /// In a line of text.
    Small,
    /// In a list.
    #[default]
    Medium,
    /// At the top of a page.
    Large,
}

impl BadgeSize {
    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// Shows a person.
#[component]
pub fn PersonBadge(
    /// The name, as colleagues write it.
    #[prop(into)]
    name: String,
    /// A line below it.
    #[prop(optional, into)]
    note: Option<String>,
    /// How big.
    #[prop(optional)]
    size: BadgeSize,
    /// Leaves the name out for the eye, where it stands beside it.
    #[prop(optional)]
    without_name: bool,
) -> impl IntoView {
    let name_class = if without_name {
        "visually-hidden"
    } else {
        "person-badge__name"
    };
    view! {
        <span class=format!("person-badge person-badge--{}", size.as_str())>
            <span class=format!("person-badge__circle person-badge__circle--{}", tone(&name)) aria-hidden="true">
                {initials(&name)}
            </span>
            <span class="person-badge__text">
                <span class=name_class>{name}</span>
                {note.map(|note| view! { <span class="person-badge__note">{note}</span> })}
            </span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_skip_what_stands_between() {
        for (name, letters) in [
            ("Jo de Vries", "JV"),
            ("Çelik", "Ç"),
            ("émile zola", "ÉZ"),
            ("  ", ""),
            ("", ""),
        ] {
            assert_eq!(initials(name), letters);
        }
    }

    #[test]
    fn tones_spread() {
        let found: std::collections::BTreeSet<_> =
            ["Amal", "Bo", "Cas", "Dilan", "Eef", "Fenna", "Guus", "Hind"]
                .map(tone)
                .into();
        assert!(found.len() > 3 && found.iter().all(|tone| *tone < TONES));
    }
}
