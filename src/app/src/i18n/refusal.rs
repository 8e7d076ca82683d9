//! Why something can't be, in a plain sentence with names, days and times.
//!
//! The match is exhaustive: a new reason does not compile without its words.

use ruil_core::offer::LostReason;
use ruil_core::{PersonId, QualificationId, Refusal, ShiftId, Team};

use super::offer::{capital, name, shift_by_id};
use super::{Lang, format, t};

/// Returns the sentence for a refusal.
pub fn refusal(lang: Lang, refusal: &Refusal, team: &Team) -> String {
    sentence(lang, refusal, team, None)
}

/// Returns the sentence for a refusal as one of the people in it reads it.
pub fn refusal_to(lang: Lang, refusal: &Refusal, team: &Team, me: PersonId) -> String {
    sentence(lang, refusal, team, Some(me))
}

fn sentence(lang: Lang, refusal: &Refusal, team: &Team, me: Option<PersonId>) -> String {
    let name = |person: &PersonId| name(lang, team, *person);
    let shift = |shift: &ShiftId| capital(&shift_by_id(lang, team, *shift));
    match refusal {
        Refusal::Founding => t::refusal::founding(lang).to_owned(),
        Refusal::UnknownDevice(_) => t::refusal::unknown_device(lang).to_owned(),
        Refusal::NotYourDevice(person) => t::refusal::not_your_device(lang, name(person)),
        Refusal::NotCoordinator(_) => t::refusal::not_coordinator(lang).to_owned(),
        Refusal::UnknownPerson(_) => t::refusal::unknown_person(lang).to_owned(),
        Refusal::UnknownUnit(_) => t::refusal::unknown_unit(lang).to_owned(),
        Refusal::UnknownKind(_) => t::refusal::unknown_kind(lang).to_owned(),
        Refusal::UnknownQualification(_) => t::refusal::unknown_qualification(lang).to_owned(),
        Refusal::UnknownShift(_) => t::refusal::unknown_shift(lang).to_owned(),
        Refusal::UnknownOffer(_) => t::refusal::unknown_offer(lang).to_owned(),
        Refusal::Repeated => t::refusal::repeated(lang).to_owned(),
        Refusal::BadName => t::refusal::bad_name(lang).to_owned(),
        Refusal::TooMuch { had, max } => t::refusal::too_much(lang, had, max),
        Refusal::BadShift { index } => t::refusal::bad_shift(lang, index.saturating_add(1)),
        Refusal::NotOwner {
            shift: id,
            owner: Some(owner),
        } => t::refusal::not_owner(lang, name(owner), shift(id)),
        Refusal::NotOwner {
            shift: id,
            owner: None,
        } => t::refusal::not_owner_open(lang, shift(id)),
        Refusal::ShiftChanged { shift: id, .. } => t::refusal::shift_changed(lang, shift(id)),
        Refusal::AlreadyOffered(_) => t::refusal::already_offered(lang).to_owned(),
        Refusal::NotYourOffer(by) => t::refusal::not_your_offer(lang, name(by)),
        Refusal::OwnOffer => t::refusal::own_offer(lang).to_owned(),
        Refusal::NotAsked => t::refusal::not_asked(lang).to_owned(),
        Refusal::ReturnNeeded => t::refusal::return_needed(lang).to_owned(),
        Refusal::NoReturnWanted => t::refusal::no_return_wanted(lang).to_owned(),
        Refusal::NotNamed(id) => t::refusal::not_named(lang, shift_by_id(lang, team, *id)),
        Refusal::NothingToChoose => t::refusal::nothing_to_choose(lang).to_owned(),
        Refusal::NoYesFrom(person) => t::refusal::no_yes_from(lang, name(person)),
        Refusal::Lost(lost) => match lost.reason {
            LostReason::First => t::refusal::lost_first(lang, name(&lost.winner)),
            LostReason::Chosen => t::refusal::lost_chosen(lang, name(&lost.winner)),
            LostReason::Clear => t::refusal::lost_clear(lang, name(&lost.winner)),
            LostReason::Approved => t::refusal::lost_approved(lang, name(&lost.winner)),
        },
        Refusal::OfferSettled => t::refusal::offer_settled(lang).to_owned(),
        Refusal::OfferWithdrawn => t::refusal::offer_withdrawn(lang).to_owned(),
        Refusal::OfferLapsed => t::refusal::offer_lapsed(lang).to_owned(),
        Refusal::NotOpen { shift: id, owner } => t::refusal::not_open(lang, name(owner), shift(id)),
        Refusal::Overlap { person, with, .. } => overlap(lang, team, me, *person, *with),
        Refusal::NotQualified { person, needs, .. } => {
            not_qualified(lang, team, me, *person, *needs)
        }
        Refusal::Breaks { person, rule, .. } => {
            let rule = super::judgement::rule(lang, *rule);
            if me == Some(*person) {
                t::refusal::breaks_you(lang, rule)
            } else {
                t::refusal::breaks(lang, name(person), rule)
            }
        }
        Refusal::NeedsApproval(id) => t::refusal::needs_approval(lang, shift(id)),
        Refusal::NothingToApprove(person) => t::refusal::nothing_to_approve(lang, name(person)),
        Refusal::UnknownRules(_) => t::refusal::unknown_rules(lang).to_owned(),
    }
}

fn overlap(
    lang: Lang,
    team: &Team,
    me: Option<PersonId>,
    person: PersonId,
    with: ShiftId,
) -> String {
    let times = team
        .roster
        .get(with)
        .map(|shift| format::times(shift.span))
        .unwrap_or_default();
    let with = shift_by_id(lang, team, with);
    if me == Some(person) {
        t::refusal::overlap_you(lang, times, with)
    } else {
        t::refusal::overlap(lang, name(lang, team, person), times, with)
    }
}

fn not_qualified(
    lang: Lang,
    team: &Team,
    me: Option<PersonId>,
    person: PersonId,
    needs: QualificationId,
) -> String {
    let needs = team
        .qualifications
        .get(&needs)
        .map_or("", |needs| needs.name.as_str());
    if me == Some(person) {
        t::refusal::not_qualified_you(lang, needs)
    } else {
        t::refusal::not_qualified(lang, name(lang, team, person), needs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, late};

    #[test]
    fn names_days_and_times_are_in_the_sentence() {
        let mut crew = Crew::of(&["Amal", "Bo"]);
        let with = crew.put(late(MARCH_8, Some(1)));
        let clash = Refusal::Overlap {
            person: crew.person(1),
            shift: with,
            with,
        };
        let text = refusal(Lang::Dutch, &clash, &crew.team);
        assert!(
            text.starts_with("Bo werkt dan al: de late dienst van"),
            "{text}"
        );
        assert!(text.contains('8') && text.contains("16:00"), "{text}");
        let text = refusal_to(Lang::Dutch, &clash, &crew.team, crew.person(1));
        assert!(text.starts_with("Je werkt dan al"), "{text}");
        let owner = Refusal::NotOwner {
            shift: with,
            owner: Some(crew.person(0)),
        };
        let text = refusal(Lang::English, &owner, &crew.team);
        assert!(
            text.starts_with("The late shift of") && text.ends_with("is now Amal's."),
            "{text}"
        );
    }
}
