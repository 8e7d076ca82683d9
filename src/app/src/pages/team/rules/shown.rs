//! The rules as a list of facts, for those who can't change them and in short for everybody.

use leptos::prelude::*;
use ruil_core::TeamRules;
use ruil_core::rules::Pack;

use super::draft::has_shortening;
use super::law::{SWITCHES, agreement, shortening};
use super::own::{extra, notice};
use super::{Words, kinds};
use crate::i18n::{Lang, judgement, t};

/// A thing and what is set for it.
type Fact = (String, String);

/// Returns what matters most.
pub(super) fn summary(lang: Lang, rules: &TeamRules) -> Vec<Fact> {
    let mut facts = vec![fact(
        t::rules::law(lang),
        judgement::law(lang, rules.law.pack),
    )];
    let cao = rules.law.options.agreement;
    if cao.is_some() {
        facts.push(fact(t::rules::agreement(lang), agreement(lang, cao)));
    }
    facts.push(fact(t::rules::notice(lang), notice(lang, rules.notice_min)));
    facts.push(fact(
        t::rules::extra(lang),
        extra(lang, rules.extra_min_max),
    ));
    facts
}

/// Returns all that is set.
pub(super) fn all(lang: Lang, rules: &TeamRules, words: &Words) -> Vec<Fact> {
    let options = rules.law.options;
    let mut facts = summary(lang, rules);
    if has_shortening(rules.law.pack) {
        let (said, _) = shortening(lang, options.shortening);
        facts.push(fact(t::rules::short(lang), said));
    }
    if rules.law.pack == Pack::Netherlands {
        let yes_or_no = if options.extended_nights {
            t::ui::yes(lang)
        } else {
            t::ui::no(lang)
        };
        facts.push(fact(t::rules::nights(lang), yes_or_no));
        let mut collective = options.collective;
        let agreed = SWITCHES.into_iter().filter_map(|(name, _, place, _)| {
            let is_on = *place(&mut collective);
            is_on.then(|| name(lang))
        });
        let agreed = agreed.collect::<Vec<_>>().join(" · ");
        if !agreed.is_empty() {
            facts.push(fact(t::rules::collective(lang), agreed));
        }
    }
    let kinds = words.kinds.iter();
    facts.extend(kinds.map(|(kind, name)| fact(name, kinds::said(lang, rules, *kind, words))));
    facts
}

fn fact(what: impl Into<String>, said: impl Into<String>) -> Fact {
    (what.into(), said.into())
}

/// Shows facts, each under its name.
#[component]
pub(in crate::pages::team) fn Facts(facts: Vec<Fact>) -> impl IntoView {
    let row = |(what, said): Fact| {
        view! {
            <div>
                <dt>{what}</dt>
                <dd>{said}</dd>
            </div>
        }
    };
    view! {
        <dl class="rules__facts" data-test="rules-facts">
            {facts.into_iter().map(row).collect_view()}
        </dl>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruil_core::rules::{Agreement, DutyKind};
    use ruil_core::{KindId, Mix, QualificationId};

    #[test]
    fn who_can_not_change_the_rules_reads_all_of_them() {
        let (night, nurse) = (
            KindId::from_bytes([1; 16]),
            QualificationId::from_bytes([2; 16]),
        );
        let mut rules = TeamRules {
            duties: vec![(night, DutyKind::Presence)],
            needs: vec![(night, nurse)],
            mix: vec![Mix {
                kind: night,
                qualification: nurse,
                at_least: 2,
            }],
            notice_min: 4 * 24 * 60,
            ..TeamRules::default()
        };
        rules.law.options.agreement = Some(Agreement::Vvt);
        rules.law.options.collective.presence = true;
        rules.law.options.collective.short_break = true;
        let words = Words {
            kinds: vec![(night, "N · nacht".to_owned())],
            qualifications: vec![(nurse, "medicatie".to_owned())],
        };
        let facts = all(Lang::Dutch, &rules, &words);
        let said = |what: &str| {
            let found = facts.iter().find(|(own, _)| own == what);
            found.map(|(_, said)| said.as_str())
        };
        assert_eq!(said("Wet"), Some("Nederland: Arbeidstijdenwet"));
        assert_eq!(said("Cao"), Some("CAO VVT"));
        assert_eq!(said("Nachten van 12 uur"), Some("Nee"));
        assert_eq!(
            said("Cao-afspraken"),
            Some("Pauze van 15 minuten · Slaapdiensten")
        );
        assert_eq!(
            said("N · nacht"),
            Some("Slaapdienst · nodig: medicatie · minstens 2 met medicatie")
        );
        rules.law.pack = Pack::Europe;
        let abroad = all(Lang::English, &rules, &words);
        assert!(abroad.iter().all(|(what, _)| what != "Shorter rest"));
    }
}
