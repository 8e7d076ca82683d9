//! What I did, in a few words.

use ruil_core::{Answer, Command, NewOffer, OfferId, Team, Turn};

use super::{name, shift_by_id};
use crate::i18n::{Lang, t};

/// Returns what a command of mine does, without a full stop.
pub fn deed(lang: Lang, command: &Command, team: &Team) -> String {
    let offered = |offer: &OfferId| match team.offers.get(offer) {
        Some(offer) => super::offered(lang, team, offer),
        None => t::offer::unknown_shift(lang).to_owned(),
    };
    match command {
        Command::Offer { shift, .. } => t::offer::deed_offer(lang, shift_by_id(lang, team, *shift)),
        Command::Answer { offer, answer } => match answer {
            Answer::Yes => t::offer::deed_yes(lang, offered(offer)),
            Answer::YesWith { shift, .. } => {
                let with = shift_by_id(lang, team, *shift);
                t::offer::deed_with(lang, offered(offer), with)
            }
            Answer::Later => t::offer::deed_later(lang, offered(offer)),
            Answer::No => t::offer::deed_no(lang, offered(offer)),
        },
        Command::Withdraw { offer } => t::offer::deed_withdraw(lang, offered(offer)),
        Command::Choose { offer, person } => {
            t::offer::deed_choose(lang, name(lang, team, *person), offered(offer))
        }
        Command::Claim { shift, .. } => t::offer::deed_claim(lang, shift_by_id(lang, team, *shift)),
        Command::Found(_) => t::offer::deed_found(lang).to_owned(),
        Command::Add(_) => t::offer::deed_add(lang).to_owned(),
        Command::Import(part) => {
            t::offer::deed_import(lang, i64::try_from(part.shifts.len()).unwrap_or(i64::MAX))
        }
        Command::Revise(revision) => {
            let changes = revision.changes.len();
            t::offer::deed_revise(lang, i64::try_from(changes).unwrap_or(i64::MAX))
        }
        Command::Thank { person, .. } => t::offer::deed_thank(lang, name(lang, team, *person)),
        Command::Qualify { person, .. } => t::offer::deed_qualify(lang, name(lang, team, *person)),
        Command::Admit { person, .. } => t::offer::deed_admit(lang, name(lang, team, *person)),
        Command::SetRules(_) => t::offer::deed_rules(lang).to_owned(),
        Command::SetTerms { person, .. } => t::offer::deed_terms(lang, name(lang, team, *person)),
        Command::Approve { offer, person } => {
            t::offer::deed_approve(lang, name(lang, team, *person), offered(offer))
        }
        Command::Decline { offer, person } => {
            t::offer::deed_decline(lang, name(lang, team, *person), offered(offer))
        }
        Command::Agree(_) => t::offer::deed_agree(lang).to_owned(),
        Command::Propose(new) => propose(lang, new, team),
        Command::Release { shift, .. } => {
            t::offer::deed_release(lang, shift_by_id(lang, team, *shift))
        }
        Command::Forgive { debt } => {
            let owes = team.debts.get(debt).map(|debt| debt.owes);
            let owes = owes.map(|owes| name(lang, team, owes));
            t::offer::deed_forgive(lang, owes.as_deref().unwrap_or(t::offer::somebody(lang)))
        }
        Command::Wish(_) => t::offer::deed_wish(lang).to_owned(),
        Command::Unwish { .. } => t::offer::deed_unwish(lang).to_owned(),
        Command::ProposeCircle(_) => t::offer::deed_circle(lang).to_owned(),
        Command::AnswerCircle { yes: true, .. } => t::offer::deed_circle_yes(lang).to_owned(),
        Command::AnswerCircle { yes: false, .. } => t::offer::deed_circle_no(lang).to_owned(),
        Command::DecideCircle { yes: true, .. } => t::offer::deed_circle_allow(lang).to_owned(),
        Command::DecideCircle { yes: false, .. } => t::offer::deed_circle_decline(lang).to_owned(),
        Command::Tick => t::offer::deed_tick(lang).to_owned(),
        Command::Remove(removal) => match removal.people.first() {
            Some(person) => t::offer::deed_remove(lang, name(lang, team, *person)),
            None => t::offer::deed_remove_device(lang).to_owned(),
        },
        Command::Appoint {
            person,
            coordinator: true,
        } => t::offer::deed_appoint(lang, name(lang, team, *person)),
        Command::Appoint {
            person,
            coordinator: false,
        } => t::offer::deed_dismiss(lang, name(lang, team, *person)),
        Command::Erase { .. } => t::offer::deed_erase(lang).to_owned(),
        Command::Checkpoint { .. } => t::offer::deed_checkpoint(lang).to_owned(),
        Command::OpenRound(_) => t::offer::deed_round(lang).to_owned(),
        Command::AddDemand { .. } => t::offer::deed_round_more(lang).to_owned(),
        Command::Pick(_) => t::offer::deed_pick(lang).to_owned(),
        Command::Unpick { .. } => t::offer::deed_unpick(lang).to_owned(),
        Command::TurnRound { turn, .. } => match turn {
            Turn::On => t::offer::deed_round_on(lang).to_owned(),
            Turn::Back => t::offer::deed_round_back(lang).to_owned(),
            Turn::Cancel => t::offer::deed_round_cancel(lang).to_owned(),
        },
        Command::Publish(_) => t::offer::deed_publish(lang).to_owned(),
        Command::Keep { .. } => t::offer::deed_keep(lang).to_owned(),
        Command::Enrol { .. } => t::offer::deed_enrol(lang).to_owned(),
        Command::SetLetterbox(Some(_)) => t::offer::deed_letterbox(lang).to_owned(),
        Command::SetLetterbox(None) => t::offer::deed_no_letterbox(lang).to_owned(),
    }
}

fn propose(lang: Lang, new: &NewOffer, team: &Team) -> String {
    let Some((first, more)) = new.shifts.split_first() else {
        return t::offer::deed_propose(lang, t::offer::unknown_shift(lang));
    };
    let shift = shift_by_id(lang, team, first.shift);
    match (new.part, more.len()) {
        (Some(_), _) => t::offer::deed_part(lang, shift),
        (None, 0) => t::offer::deed_propose(lang, shift),
        (None, more) => {
            t::offer::deed_propose_more(lang, i64::try_from(more).unwrap_or(i64::MAX), shift)
        }
    }
}
