//! A judgement in words: its light, who decides, how far it was checked, what it does to somebody.

use ruil_core::assess::{Candidate, Effect, LeftOut, TeamBreach};
use ruil_core::burden::Burden;
use ruil_core::rules::{Breach, Rule, Severity, Unknown};
use ruil_core::{Assessment, Light, Moment, Offer, Person, PersonId, Refusal, Team, UnitId};

use super::judgement;
use super::offer::{capital, name};
use super::refusal::refusal_to;
use super::{Lang, t};
use crate::components::{JudgementLine, LineKind};

const HOUR_MIN: i32 = 60;

/// Returns the approvers as the subject of a sentence, such as "Anouk of Bram".
pub fn approvers(lang: Lang, team: &Team, me: PersonId) -> String {
    approvers_of(lang, team, me, &[])
}

/// Returns those who can decide about a swap of some people, who do not decide it themselves.
pub fn approvers_of(lang: Lang, team: &Team, me: PersonId, in_it: &[PersonId]) -> String {
    deciders(lang, team, in_it, Some((me, t::approve::you(lang))))
}

/// Returns the approvers, all by their names.
pub fn approver_names(lang: Lang, team: &Team) -> String {
    deciders(lang, team, &[], None)
}

/// Returns that a yes to an offer waits, and for whom: "Wacht op goedkeuring van jou of Bram".
pub fn waits(lang: Lang, team: &Team, offer: &Offer, taker: PersonId, me: PersonId) -> String {
    t::approve::waits(lang, waited_for(lang, team, offer, taker, me))
}

/// Returns that a colleague's yes waits, and for whom.
pub fn waits_answer(
    lang: Lang,
    team: &Team,
    offer: &Offer,
    taker: PersonId,
    me: PersonId,
) -> String {
    let by = waited_for(lang, team, offer, taker, me);
    t::approve::waits_answer(lang, name(lang, team, taker), by)
}

fn waited_for(lang: Lang, team: &Team, offer: &Offer, taker: PersonId, me: PersonId) -> String {
    let in_it: Vec<_> = offer.by.into_iter().chain([taker]).collect();
    deciders(lang, team, &in_it, Some((me, t::approve::your(lang))))
}

/// Who is in a swap decides about it only where nobody else can, once the team agreed on how it swaps.
fn deciders(lang: Lang, team: &Team, in_it: &[PersonId], me: Option<(PersonId, &str)>) -> String {
    let is_other = |person: &&Person| !in_it.contains(&person.id);
    let others_decide = team.agreements.is_some() && team.approvers().any(|one| is_other(&one));
    let all = team
        .approvers()
        .filter(|one| !others_decide || is_other(one));
    let mut names: Vec<_> = all
        .map(|person| {
            let own = me.filter(|(me, _)| person.id == *me).map(|(_, word)| word);
            (own.is_none(), own.unwrap_or(&person.name).to_owned())
        })
        .collect();
    names.sort();
    let names: Vec<_> = names.into_iter().map(|(_, name)| name).collect();
    match names.split_last() {
        None => t::approve::somebody(lang).to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, first)) => t::approve::or(lang, first.join(", "), last),
    }
}

/// Returns what a light comes down to; what is red is explained by its lines.
pub fn lead(
    lang: Lang,
    assessment: &Assessment,
    fine: &str,
    team: &Team,
    me: PersonId,
    local: impl Fn(u64) -> Moment,
) -> Option<String> {
    match assessment.light() {
        Light::Green => Some(fine.to_owned()),
        Light::Unknown => Some(checked(lang, assessment, local)),
        Light::Amber => {
            let in_it = assessment.effects.iter().map(|effect| effect.person);
            let by = approvers_of(lang, team, me, &in_it.collect::<Vec<_>>());
            Some(capital(&t::approve::by(lang, by)))
        }
        Light::Red => None,
    }
}

fn unknowns(assessment: &Assessment) -> impl Iterator<Item = &Unknown> {
    let effects = assessment.effects.iter();
    effects.flat_map(|effect| &effect.judgement.unknowns)
}

/// Returns how far it was checked.
fn checked(lang: Lang, assessment: &Assessment, local: impl Fn(u64) -> Moment) -> String {
    let unknowns: Vec<_> = unknowns(assessment).copied().collect();
    judgement::unknown(lang, &unknowns, local)
}

/// Returns a sentence for each thing that stands in the way, asks for a word, is not known, or is
/// advised against: what forbids first. Advice about others is theirs; `for_all` tells it too.
pub fn lines(
    lang: Lang,
    assessment: &Assessment,
    team: &Team,
    me: PersonId,
    for_all: bool,
    local: impl Fn(u64) -> Moment,
) -> Vec<JudgementLine> {
    let is_overlap = |refusal: &Refusal| matches!(refusal, Refusal::Overlap { .. });
    let clashes = assessment.obstacles.iter().any(is_overlap);
    let obstacle = |why: &Refusal| plain(LineKind::Forbids, refusal_to(lang, why, team, me));
    let mut lines: Vec<_> = assessment.obstacles.iter().map(obstacle).collect();
    for effect in &assessment.effects {
        let judgement = &effect.judgement;
        let breaches = judgement.breaches.iter();
        // The obstacle says it already, with what is in the way.
        let breaches = breaches.filter(|breach| !(clashes && breach.rule == Rule::Overlap));
        lines.extend(breaches.map(|breach| {
            let text = judgement::breach(lang, breach, team, effect.person, me);
            with_source(lang, kind_of(breach), text, breach)
        }));
        lines.extend(judgement.decisions.iter().map(|decision| {
            let text = judgement::decision(lang, decision, team, effect.person, me);
            with_source(lang, LineKind::Asks, text, &decision.breach)
        }));
        let advice = judgement.advice.iter();
        let advice = advice.filter(|_| for_all || effect.person == me);
        lines.extend(advice.map(|advice| {
            let text = judgement::breach(lang, advice, team, effect.person, me);
            with_source(lang, LineKind::Advises, text, advice)
        }));
    }
    lines.extend(assessment.team.iter().map(|breach: &TeamBreach| {
        let text = judgement::team_breach(lang, breach, team, me);
        JudgementLine {
            source: Some(t::effect::team_rule(lang).to_owned()),
            ..plain(LineKind::Asks, text)
        }
    }));
    lines.extend(further(lang, assessment, local));
    lines.sort_by_key(|line| line.kind);
    lines
}

/// Returns how many rules look further back than the roster does; which ones, behind a tap.
fn further(
    lang: Lang,
    assessment: &Assessment,
    local: impl Fn(u64) -> Moment,
) -> Option<JudgementLine> {
    let mut rules: Vec<_> = unknowns(assessment).map(|unknown| unknown.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    if rules.is_empty() {
        return None;
    }
    let count = i64::try_from(rules.len()).unwrap_or(i64::MAX);
    let further = t::effect::further(lang, count);
    let text = match assessment.light() {
        // The lead says how far already.
        Light::Green | Light::Unknown => further,
        Light::Amber | Light::Red => format!("{} {further}", checked(lang, assessment, local)),
    };
    let names: Vec<_> = rules
        .into_iter()
        .map(|rule| judgement::rule(lang, rule))
        .collect();
    Some(JudgementLine {
        kind: LineKind::Unknown,
        text,
        source: Some(capital(&names.join(", "))),
    })
}

fn plain(kind: LineKind, text: String) -> JudgementLine {
    JudgementLine {
        kind,
        text,
        source: None,
    }
}

fn with_source(lang: Lang, kind: LineKind, text: String, breach: &Breach) -> JudgementLine {
    let rule = capital(judgement::rule(lang, breach.rule));
    let article = judgement::article(breach);
    let source = (!article.is_empty()).then(|| t::effect::article(lang, article, rule));
    JudgementLine { kind, text, source }
}

const fn kind_of(breach: &Breach) -> LineKind {
    match breach.severity {
        Severity::Law => LineKind::Forbids,
        Severity::Agreement | Severity::Team => LineKind::Asks,
        Severity::Health => LineKind::Advises,
    }
}

/// Returns what a change does to somebody's burden, and how familiar they are where they come.
pub fn notes(lang: Lang, effect: &Effect, unit: Option<UnitId>) -> Vec<String> {
    let (before, after) = (hours(effect.burden_before), hours(effect.burden_after));
    let burden = if before == after {
        t::effect::burden_same(lang, before)
    } else {
        t::effect::burden(lang, after, before)
    };
    let familiar = effect.familiar.map(|times| familiar(lang, times, unit));
    [burden]
        .into_iter()
        .chain(familiar.map(|text| capital(&text)))
        .collect()
}

/// Returns why somebody stands where they stand among those who could take a shift.
pub fn reason(lang: Lang, one: &Candidate, unit: Option<UnitId>, is_least: bool) -> String {
    let burden = if is_least {
        t::effect::least(lang).to_owned()
    } else {
        t::effect::burden_now(lang, hours(one.burden))
    };
    let familiar = capital(&familiar(lang, one.familiar, unit));
    format!("{familiar} · {burden}")
}

fn familiar(lang: Lang, times: usize, unit: Option<UnitId>) -> String {
    let count = i64::try_from(times).unwrap_or(i64::MAX);
    match (times, unit) {
        (0, Some(_)) => t::effect::unfamiliar(lang).to_owned(),
        (0, None) => t::effect::unfamiliar_team(lang).to_owned(),
        (_, Some(_)) => t::effect::familiar(lang, count),
        (_, None) => t::effect::familiar_team(lang, count),
    }
}

/// Returns whole hours, rounded.
const fn hours(burden: Burden) -> i32 {
    burden
        .unsocial_min
        .saturating_add(HOUR_MIN / 2)
        .div_euclid(HOUR_MIN)
}

/// Returns how many could take a shift and why the others can't; nobody is named.
pub fn tally(lang: Lang, can: usize, left_out: LeftOut) -> String {
    let count = |n: usize, text: fn(Lang, i64) -> String| {
        (n > 0).then(|| text(lang, i64::try_from(n).unwrap_or(i64::MAX)))
    };
    let can = count(can, t::shift::can).unwrap_or_else(|| t::shift::can_nobody(lang).to_owned());
    let rest = [
        count(left_out.busy, t::shift::busy),
        count(left_out.unqualified, t::shift::unqualified),
        count(left_out.rules, t::effect::left_rules),
    ];
    let all = [Some(can)].into_iter().chain(rest).flatten();
    all.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
