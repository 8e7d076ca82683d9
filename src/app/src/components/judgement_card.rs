//! What a change means, said in full: the light, why, and what would be fine instead.

use leptos::prelude::*;
use ruil_core::Light;

use super::icon::{Glyph, Icon};
use super::light_mark::{LightMark, light_str};
use crate::i18n::{t, use_lang};

/// What a sentence does to the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// Forbids it.
    Forbids,
    /// Asks for somebody's word.
    Asks,
    /// Could not be seen.
    Unknown,
    /// Advises; never blocks.
    Advises,
}

impl LineKind {
    /// Returns its name in the stylesheet.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Forbids => "forbids",
            Self::Asks => "asks",
            Self::Unknown => "unknown",
            Self::Advises => "advises",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Forbids => Icon::Close,
            Self::Asks => Icon::Hand,
            Self::Unknown => Icon::Clock,
            Self::Advises => Icon::Info,
        }
    }
}

/// One sentence of a judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgementLine {
    /// What it does.
    pub kind: LineKind,
    /// The sentence.
    pub text: String,
    /// Where it is written, behind a tap.
    pub source: Option<String>,
}

/// Shows a judgement.
#[component]
pub fn JudgementCard(
    /// The light.
    light: Light,
    /// What it comes down to.
    #[prop(optional, into)]
    lead: Option<String>,
    /// Why, a sentence each.
    #[prop(optional)]
    lines: Vec<JudgementLine>,
    /// What would be fine instead, a sentence each, nearest first.
    #[prop(optional)]
    instead: Vec<String>,
    /// More to see or to do, such as the weeks.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let lang = use_lang();
    let line = move |line: JudgementLine| {
        let JudgementLine { kind, text, source } = line;
        let label = (kind == LineKind::Advises)
            .then(|| view! { <span class="judgement__label">{t::effect::advice(lang)}</span> });
        let said = view! { <span class="judgement__text">{label}{text}</span> };
        let body = match source {
            Some(source) => view! {
                <details class="judgement__more">
                    <summary class="judgement__said">
                        {said}
                        <span class="judgement__down"><Glyph icon=Icon::Down /></span>
                    </summary>
                    <p class="judgement__source">{source}</p>
                </details>
            }
            .into_any(),
            None => said.into_any(),
        };
        let class = format!("judgement__line judgement__line--{}", kind.as_str());
        view! {
            <li class=class data-test="judgement-line" data-kind=kind.as_str()>
                <Glyph icon=kind.icon() />
                {body}
            </li>
        }
    };
    let lines = (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(line).collect_view();
        view! { <ul class="judgement__lines">{lines}</ul> }
    });
    let one = |text| view! { <li data-test="alternative"><Glyph icon=Icon::Check />{text}</li> };
    let instead = (!instead.is_empty()).then(|| {
        let rows = instead.into_iter().map(one).collect_view();
        view! {
            <div class="judgement__instead">
                <h3 class="judgement__title">{t::effect::instead(lang)}</h3>
                <ul>{rows}</ul>
            </div>
        }
    });
    let name = light_str(light);
    view! {
        <section
            class=format!("judgement judgement--{name}")
            aria-label=t::effect::judgement(lang)
            data-test="judgement"
            data-light=name
        >
            <header class="judgement__head">
                <LightMark light large=true />
                {lead.map(|lead| view! { <p class="judgement__lead">{lead}</p> })}
            </header>
            {lines}
            {instead}
            {children.map(|children| view! { <div class="judgement__end">{children()}</div> })}
        </section>
    }
}
