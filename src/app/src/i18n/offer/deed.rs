//! What I did, in a few words.

use ruil_core::{Answer, Command, OfferId, Team};

use super::{name, shift_by_id};
use crate::i18n::{Lang, t};

/// Returns what a command of mine does, without a full stop.
pub fn deed(lang: Lang, command: &Command, team: &Team) -> String {
    let offered = |offer: &OfferId| match team.offers.get(offer) {
        Some(offer) => shift_by_id(lang, team, offer.shift),
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
        Command::Qualify { person, .. } => t::offer::deed_qualify(lang, name(lang, team, *person)),
        Command::Admit { person, .. } => t::offer::deed_admit(lang, name(lang, team, *person)),
        Command::SetRules(_) => t::offer::deed_rules(lang).to_owned(),
        Command::SetTerms { person, .. } => t::offer::deed_terms(lang, name(lang, team, *person)),
        Command::Approve { offer, person } => {
            t::offer::deed_approve(lang, name(lang, team, *person), offered(offer))
        }
    }
}
