//! Judgements in words: who decides, what stands in the way, who stands first and why.

use ruil_core::check::Change;
use ruil_core::{Shift, ShiftId, assess};

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, Put, late, night};

const LOCAL: fn(u64) -> Moment = |time_ms| Moment {
    utc_min: i32::try_from(time_ms / 60_000).unwrap_or_default(),
    offset_min: 60,
};

fn gift(crew: &Crew, shift: ShiftId, to: usize) -> Assessment {
    let shift: &Shift = crew.team.roster.get(shift).unwrap();
    let now = Crew::noon(MARCH_8.plus(-7));
    assess(&crew.team, &Change::gift(shift, crew.person(to)), now)
}

fn told(crew: &Crew, assessment: &Assessment, me: usize) -> (Option<String>, Vec<JudgementLine>) {
    let (team, me) = (&crew.team, crew.person(me));
    let lang = Lang::Dutch;
    (
        lead(lang, assessment, "Past.", team, me, LOCAL),
        lines(lang, assessment, team, me, false, LOCAL),
    )
}

#[test]
fn the_approvers_are_named_and_i_am_you() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let (kind, to) = (
        ruil_core::OfferKind::GiveAway,
        ruil_core::Audience::Everyone,
    );
    let offer = ruil_core::OfferId::of(crew.act(
        0,
        ruil_core::Command::Offer {
            shift,
            revision: 0,
            kind,
            to,
        },
    ));
    let [amal, bo, cas] = [0, 1, 2].map(|at| crew.person(at));
    let lang = Lang::Dutch;
    assert_eq!(approvers(lang, &crew.team, bo), "Amal");
    assert_eq!(approvers(lang, &crew.team, amal), "jij");
    let found = crew.team.offers.get(&offer).unwrap().clone();
    assert_eq!(
        waits(lang, &crew.team, &found, bo, amal),
        "Wacht op goedkeuring van jou"
    );
    let text = waits_answer(lang, &crew.team, &found, bo, amal);
    assert_eq!(text, "Het ja van Bo wacht op goedkeuring van jou.");
    assert_eq!(approvers(lang, &Team::default(), bo), "een coördinator");

    crew.act(
        0,
        ruil_core::Command::Agree(ruil_core::Agreements {
            approvers: vec![amal, cas],
            ..Default::default()
        }),
    );
    assert_eq!(approver_names(lang, &crew.team), "Amal of Cas");
    assert_eq!(
        waits(lang, &crew.team, &found, bo, bo),
        "Wacht op goedkeuring van Cas",
        "it is Amal's own offer"
    );
}

#[test]
fn without_rules_green_needs_no_words_and_a_clash_is_told_once() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    crew.put(night(MARCH_8, Some(2)));
    let fine = told(&crew, &gift(&crew, shift, 1), 1);
    assert_eq!(fine, (Some("Past.".to_owned()), Vec::new()));

    crew.rule_law();
    let (lead, lines) = told(&crew, &gift(&crew, shift, 2), 2);
    let clashes = lines.iter().filter(|line| line.text.contains("dan al"));
    assert_eq!((lead, clashes.count()), (None, 1));
    assert_eq!(lines[0].kind, LineKind::Forbids);
    assert!(lines.iter().all(|line| !line.text.is_empty()));
}

#[test]
fn what_forbids_stands_before_what_is_not_known() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let shift = crew.put(Put {
        start_min: 14 * 60,
        ..late(MARCH_8, Some(0))
    });
    crew.put(night(MARCH_8.plus(-1), Some(1)));
    crew.rule_law();
    let assessment = gift(&crew, shift, 1);
    assert_eq!(assessment.light(), Light::Red);
    let (lead, lines) = told(&crew, &assessment, 1);
    assert_eq!(lead, None, "the lines say why");
    assert!(lines.is_sorted_by_key(|line| line.kind));
    let first = &lines[0];
    assert_eq!(first.kind, LineKind::Forbids);
    assert!(first.source.as_ref().unwrap().contains("ATW"), "{first:?}");
    let unknown: Vec<_> = lines
        .iter()
        .filter(|line| line.kind == LineKind::Unknown)
        .collect();
    assert_eq!(unknown.len(), 1, "all that is not known in one line");
}

#[test]
fn amber_names_who_decides_and_unknown_says_how_far() {
    let mut crew = Crew::of(&["Amal", "Bo"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    crew.rule_law();
    let assessment = gift(&crew, shift, 1);
    assert_eq!(assessment.light(), Light::Unknown);
    let (lead, lines) = told(&crew, &assessment, 1);
    assert!(lead.unwrap().contains("8 maart"), "from its first shift on");
    assert_eq!(lines.len(), 1);

    crew.rule_late_changes();
    let assessment = gift(&crew, shift, 1);
    assert_eq!(assessment.light(), Light::Amber);
    let (lead, lines) = told(&crew, &assessment, 1);
    assert_eq!(lead.unwrap(), "Amal beslist hierover.");
    assert_eq!(lines[0].kind, LineKind::Asks);
    assert_eq!(
        lines[0].source.as_deref(),
        Some("Een regel van jullie team")
    );
}

#[test]
fn a_reason_tells_the_familiar_face_and_the_load() {
    let candidate = |familiar, hours: i32| Candidate {
        person: PersonId::from_bytes([1; 16]),
        light: Light::Green,
        familiar,
        burden: Burden {
            unsocial_min: hours * 60 + 29,
            contract_min: None,
        },
    };
    let unit = Some(UnitId::from_bytes([1; 16]));
    let text = |one, unit, is_least| reason(Lang::Dutch, &one, unit, is_least);
    assert_eq!(
        text(candidate(12, 3), unit, true),
        "12 keer op deze woning in 90 dagen · minste ANW-uren"
    );
    assert_eq!(
        text(candidate(0, 20), None, false),
        "Geen dienst in 90 dagen · ANW-last 20 uur in 16 weken"
    );
}

#[test]
fn the_tally_counts_and_names_nobody() {
    let left_out = LeftOut {
        busy: 3,
        unqualified: 0,
        rules: 1,
    };
    let text = tally(Lang::Dutch, 2, left_out);
    assert_eq!(
        text,
        "2 collega's kunnen dit. 3 werken dan al. 1 mag niet volgens de regels."
    );
    let nobody = tally(Lang::Dutch, 0, LeftOut::default());
    assert_eq!(nobody, "Niemand kan deze dienst nu overnemen.");
}
