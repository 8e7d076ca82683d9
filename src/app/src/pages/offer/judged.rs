//! What a change means for everybody in it, in words, as one person reads it.

use leptos::prelude::*;
use ruil_core::assess::{Alternative, alternatives};
use ruil_core::check::Change;
use ruil_core::{Assessment, Light, Moment, Offer, PersonId, Shift};

use crate::components::{JudgementCard, JudgementLine, PersonWeeks, WeeksBeside};
use crate::i18n::{Lang, judgement, light, offer as words, t};
use crate::pick::beside::beside;
use crate::pick::ways::Way;
use crate::state::{View, now};

/// A judgement, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judged {
    pub light: Light,
    pub lead: Option<String>,
    pub lines: Vec<JudgementLine>,
    pub instead: Vec<String>,
    pub people: Vec<PersonWeeks>,
}

impl Judged {
    /// Puts a judgement into words; `fine` is what green comes down to. Advice is told to whom it
    /// is about, and to somebody outside the change all of it.
    pub(crate) fn of(
        lang: Lang,
        view: &View,
        change: &Change,
        assessment: &Assessment,
        fine: &str,
    ) -> Self {
        let (team, me) = (&view.hoped, view.me);
        let is_outside = assessment.effects.iter().all(|effect| effect.person != me);
        let weeks = beside(team, change, assessment, me).into_iter();
        let person = |(effect, weeks): (&ruil_core::assess::Effect, _)| {
            let unit = gets(view, change, effect.person).and_then(|shift| shift.unit);
            PersonWeeks {
                name: words::name(lang, team, effect.person),
                weeks,
                notes: light::notes(lang, effect, unit),
            }
        };
        Self {
            light: assessment.light(),
            lead: light::lead(lang, assessment, fine, team, me, now::local),
            lines: light::lines(lang, assessment, team, me, is_outside, now::local),
            instead: Vec::new(),
            people: weeks.map(person).collect(),
        }
    }

    /// Puts a way of saying yes into words, as the one who may say it reads it.
    pub(crate) fn of_way(lang: Lang, view: &View, way: &Way) -> Self {
        let fine = match &way.with {
            Some(_) => t::offer::possible_swap(lang),
            None => t::offer::possible(lang),
        };
        Self::of(lang, view, &way.change, &way.assessment, fine)
    }

    /// Says what would be fine instead of an offered shift becoming mine. A part of it is
    /// looked at by the law alone, so it is no way out of the team's own rules.
    pub(crate) fn or_else(
        self,
        lang: Lang,
        view: &View,
        offer: &Offer,
        way: &Way,
        now: Moment,
    ) -> Self {
        let shift = view.hoped.roster.get(offer.shift);
        let found = shift.map(|shift| alternatives(&view.hoped, shift, view.me, now));
        let found = found.unwrap_or_default();
        let is_whole = |one: &&Alternative| matches!(one, Alternative::Instead { .. });
        let found = found
            .iter()
            .filter(|one| way.assessment.team.is_empty() || is_whole(one));
        let sentence = |one| judgement::alternative(lang, one, &view.hoped);
        Self {
            instead: found.map(sentence).collect(),
            ..self
        }
    }

    /// Returns why it can't be, in sentences.
    pub(crate) fn why(&self) -> String {
        let lines = self.lines.iter().map(|line| line.text.as_str());
        lines.collect::<Vec<_>>().join(" ")
    }
}

/// Returns a shift that somebody gets.
fn gets<'a>(view: &'a View, change: &Change, person: PersonId) -> Option<&'a Shift> {
    let mut handovers = change.handovers().iter();
    let found = handovers.find(|handover| handover.to == person)?;
    view.hoped.roster.get(found.shift)
}

/// Shows a judgement with the weeks behind a tap.
#[component]
pub(crate) fn JudgedCard(
    /// The judgement.
    judged: Judged,
    /// What can be done with it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Judged {
        light,
        lead,
        lines,
        instead,
        people,
    } = judged;
    view! {
        <JudgementCard light nostrip:lead=lead lines instead>
            {(!people.is_empty()).then(|| view! { <WeeksBeside people /> })}
            {children.map(|children| children())}
        </JudgementCard>
    }
}
