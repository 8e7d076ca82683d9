//! A shift as one cell of the roster: letter, shape and colour.

use leptos::prelude::*;
use ruil_core::PartOfDay;

use super::part_mark::{PartMark, part_str};

/// How a shift stands, as far as one look can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChipState {
    /// A colleague's.
    #[default]
    Plain,
    /// Mine.
    Mine,
    /// On offer.
    Offered,
    /// Asked for on this device, not final yet.
    Pending,
    /// Nobody's.
    Open,
    /// It went to somebody else.
    Lost,
}

impl ChipState {
    /// All states, for the gallery.
    pub const ALL: [Self; 6] = [
        Self::Plain,
        Self::Mine,
        Self::Offered,
        Self::Pending,
        Self::Open,
        Self::Lost,
    ];

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Mine => "mine",
            Self::Offered => "offered",
            Self::Pending => "pending",
            Self::Open => "open",
            Self::Lost => "lost",
        }
    }
}

/// How big a chip is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChipSize {
    /// In a cell of the week.
    Small,
    /// In a row.
    #[default]
    Medium,
    /// Alone.
    Large,
}

impl ChipSize {
    /// All sizes, for the gallery.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// Shows a shift's letter on the colour and shape of its part of the day.
#[component]
pub fn ShiftChip(
    /// The part of the day.
    part: PartOfDay,
    /// The kind's letter or letters.
    #[prop(into)]
    code: String,
    /// How it stands.
    #[prop(optional)]
    state: ChipState,
    /// How big.
    #[prop(optional)]
    size: ChipSize,
    /// A line below the code, shown where there is room, such as the times.
    #[prop(optional, into)]
    detail: Option<String>,
    /// What is read aloud; leave it out where the text stands beside it.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let class = format!(
        "shift-chip shift-chip--{} shift-chip--{} shift-chip--{}",
        part_str(part),
        state.as_str(),
        size.as_str()
    );
    let label = label.filter(|label| !label.is_empty());
    let (role, hidden) = match label {
        Some(_) => (Some("img"), None),
        None => (None, Some("true")),
    };
    // Codes of four letters and more still fit in a cell of a narrow phone.
    let long = (code.chars().count() > 2).then_some("");
    view! {
        <span class=class role=role aria-label=label aria-hidden=hidden data-long=long>
            <PartMark part />
            <span class="shift-chip__code">{code}</span>
            {detail.map(|detail| view! { <span class="shift-chip__detail">{detail}</span> })}
        </span>
    }
}
