//! What was odd in a file, and what was made of it.

use leptos::prelude::*;

use super::banner::Tone;
use super::icon::Glyph;

/// A finding, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemLine {
    /// How much it matters.
    pub tone: Tone,
    /// Where, such as "rij 12, kolom D".
    pub place: String,
    /// What was found.
    pub what: String,
    /// What was assumed.
    pub assumed: Option<String>,
}

/// Shows the findings.
#[component]
pub fn ProblemList(
    /// The findings, the worst first.
    #[prop(into)]
    problems: Signal<Vec<ProblemLine>>,
) -> impl IntoView {
    let line = |line: ProblemLine| {
        let ProblemLine {
            tone,
            place,
            what,
            assumed,
        } = line;
        view! {
            <li class=format!("problem-list__one problem-list__one--{}", tone.as_str())>
                <Glyph icon=tone.icon() />
                <div class="problem-list__text">
                    <p class="problem-list__what">{what}</p>
                    {assumed.map(|assumed| view! { <p class="problem-list__assumed">{assumed}</p> })}
                </div>
                <span class="problem-list__place">{place}</span>
            </li>
        }
    };
    view! {
        <ul class="problem-list">{move || problems.get().into_iter().map(line).collect_view()}</ul>
    }
}
