//! Why something can't be, in a plain sentence with names, days and times.
//!
//! The match is exhaustive: a new reason does not compile without its words.

use ruil_core::limit::KEEP_DAYS_MIN;
use ruil_core::offer::LostReason;
use ruil_core::{Lost, PersonId, QualificationId, Refusal, ShiftId, Team};

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
        Refusal::Lost(lost) => lost_to(lang, lost, team),
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
        Refusal::NotApprover(_) => {
            t::refusal::not_approver(lang, super::light::approver_names(lang, team))
        }
        Refusal::OwnApproval(_) => t::refusal::own_approval(lang).to_owned(),
        Refusal::OfferExpired => t::refusal::offer_expired(lang).to_owned(),
        Refusal::BadPart {
            shift: id,
            min,
            handover_max,
        } => t::refusal::bad_part(lang, handover_max, format::length(lang, *min), shift(id)),
        Refusal::NotWished(id) => t::refusal::not_wished(lang, shift_by_id(lang, team, *id)),
        Refusal::UnknownWish(_) => t::refusal::unknown_wish(lang).to_owned(),
        Refusal::BadWish => t::refusal::bad_wish(lang).to_owned(),
        Refusal::UnknownDebt(_) => t::refusal::unknown_debt(lang).to_owned(),
        Refusal::BadDay(day) => t::refusal::bad_day(lang, capital(&format::day(lang, *day))),
        Refusal::UnknownCircle(_) => t::refusal::unknown_circle(lang).to_owned(),
        Refusal::NoCircle => t::refusal::no_circle(lang).to_owned(),
        Refusal::InCircle(_) => t::refusal::in_circle(lang).to_owned(),
        Refusal::CircleNotAgreed => t::refusal::circle_not_agreed(lang).to_owned(),
        Refusal::CircleOver => t::refusal::circle_over(lang).to_owned(),
        Refusal::SecondNeeded(id) => t::refusal::second_needed(lang, shift_by_id(lang, team, *id)),
        Refusal::UnknownRules(_) => t::refusal::unknown_rules(lang).to_owned(),
        Refusal::StillMember(person) => t::refusal::still_member(lang, name(person)),
        Refusal::HasLeft(person) => t::refusal::has_left(lang, name(person)),
        Refusal::MembershipChanged | Refusal::WrongEpoch { .. } | Refusal::BadKeys { .. } => {
            t::refusal::membership_changed(lang).to_owned()
        }
        Refusal::NothingToRemove => t::refusal::nothing_to_remove(lang).to_owned(),
        Refusal::LastCoordinator => t::refusal::last_coordinator(lang).to_owned(),
        Refusal::NotDifferent(id) => t::refusal::not_different(lang, shift_by_id(lang, team, *id)),
        Refusal::CheckpointAhead(_) => t::refusal::checkpoint_ahead(lang).to_owned(),
        Refusal::CheckpointPassed { .. } => t::refusal::checkpoint_passed(lang).to_owned(),
        Refusal::UnknownRound(_) => t::refusal::unknown_round(lang).to_owned(),
        Refusal::BadRound => t::refusal::bad_round(lang).to_owned(),
        Refusal::RoundChanged { .. } => t::refusal::round_changed(lang).to_owned(),
        Refusal::RoundClosed => t::refusal::round_closed(lang).to_owned(),
        Refusal::WrongPhase => t::refusal::wrong_phase(lang).to_owned(),
        Refusal::UnknownPlace(_) => t::refusal::unknown_place(lang).to_owned(),
        Refusal::PlaceTaken { .. } => t::refusal::place_taken(lang).to_owned(),
        Refusal::PickOverlap { .. } => t::refusal::pick_overlap(lang).to_owned(),
        Refusal::NotPicked(_) => t::refusal::not_picked(lang).to_owned(),
        Refusal::NoJoker { max } => t::refusal::no_joker(lang, max),
        Refusal::KeepDays => t::refusal::keep_days(lang, KEEP_DAYS_MIN),
        Refusal::NotOnTablet => t::refusal::not_on_tablet(lang).to_owned(),
        Refusal::BadLetterbox => t::refusal::bad_letterbox(lang).to_owned(),
    }
}

/// Returns in short why a yes did not get the shift; its own page says it in full.
fn lost_to(lang: Lang, lost: &Lost, team: &Team) -> String {
    let winner = lost.winner.map(|winner| name(lang, team, winner));
    let winner = winner.as_deref().unwrap_or(t::offer::somebody(lang));
    match lost.reason {
        LostReason::First => t::refusal::lost_first(lang, winner),
        LostReason::Chosen => t::refusal::lost_chosen(lang, winner),
        LostReason::Clear => t::refusal::lost_clear(lang, winner),
        LostReason::Approved => t::refusal::lost_approved(lang, winner),
        LostReason::Burden { .. } => t::refusal::lost_burden(lang, winner),
        LostReason::Tie => t::refusal::lost_tie(lang, winner),
        LostReason::Late => t::refusal::lost_late(lang, winner),
        LostReason::Breaks(rule) => {
            t::refusal::lost_breaks(lang, super::judgement::rule(lang, rule))
        }
        LostReason::Busy => t::refusal::lost_busy(lang).to_owned(),
        LostReason::Unqualified => t::refusal::lost_unqualified(lang).to_owned(),
        LostReason::Declined => t::refusal::lost_declined(lang).to_owned(),
        LostReason::Silence => t::refusal::lost_silence(lang).to_owned(),
        LostReason::Begun => t::refusal::lost_begun(lang).to_owned(),
        LostReason::Moved => t::refusal::lost_moved(lang).to_owned(),
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
