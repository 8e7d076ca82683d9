//! Offers, answers and how they ended, in sentences.

mod deed;
mod lost;
mod pattern;
mod window;

use ruil_core::{
    Audience, Lost, Moment, Offer, OfferKind, OfferState, PartOfDay, PersonId, Shift, ShiftId,
    Span, Team,
};

use super::{Lang, format, t};

pub use deed::deed;
pub use lost::lost;
pub use pattern::{pattern, patterns};
pub use window::{deadline, gathering, why_won, window_min};

/// Returns a shift in a sentence, such as "de nachtdienst van za 8 maart".
pub fn shift(lang: Lang, shift: &Shift) -> String {
    let day = format::day(lang, shift.span.start().day());
    match shift.part_of_day() {
        PartOfDay::Early => t::offer::early(lang, day),
        PartOfDay::Day => t::offer::day(lang, day),
        PartOfDay::Late => t::offer::late(lang, day),
        PartOfDay::Night => t::offer::night(lang, day),
        PartOfDay::Long => t::offer::long(lang, day),
    }
}

/// Returns a shift in a sentence, known or not.
pub fn shift_by_id(lang: Lang, team: &Team, id: ShiftId) -> String {
    let unknown = || t::offer::unknown_shift(lang).to_owned();
    team.roster
        .get(id)
        .map_or_else(unknown, |found| shift(lang, found))
}

/// Returns what an offer is about in a sentence: a shift, or the hours of it that are offered. A shift
/// that was cut is named as it was before.
pub fn offered(lang: Lang, team: &Team, offer: &Offer) -> String {
    let Some(part) = offer.part else {
        return shift_by_id(lang, team, offer.shift);
    };
    let start = part.taken.start().min(part.kept.start());
    let end = part.taken.end().max(part.kept.end());
    let before = team.roster.get(offer.shift).zip(Span::new(start, end));
    let before = before.map(|(found, span)| Shift {
        span,
        ..found.clone()
    });
    let unknown = || t::offer::unknown_shift(lang).to_owned();
    let before = before.map_or_else(unknown, |before| shift(lang, &before));
    t::offer::part(lang, before, format::times(part.taken))
}

/// Returns a colleague's name.
pub fn name(lang: Lang, team: &Team, person: PersonId) -> String {
    let found = team.people.get(&person).map(|person| person.name.as_str());
    match found {
        // Whose name was forgotten.
        Some("") => t::offer::former(lang),
        Some(name) => name,
        None => t::offer::somebody(lang),
    }
    .to_owned()
}

/// Returns a text that begins a sentence.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}

/// Returns who offers: a colleague, or the team where the shift is open.
pub fn maker(lang: Lang, team: &Team, offer: &Offer) -> String {
    offer.by.map_or_else(
        || t::offer::team(lang).to_owned(),
        |by| name(lang, team, by),
    )
}

/// Returns what is wanted for a shift: said of a colleague, or to me.
pub fn wants(lang: Lang, kind: &OfferKind, team: &Team, is_mine: bool) -> String {
    let text = match (kind, is_mine) {
        (OfferKind::GiveAway, false) => t::offer::give(lang),
        (OfferKind::SwapForNamed(named), false) if named.len() == 1 => t::offer::named_one(lang),
        (OfferKind::SwapForNamed(named), true) if named.len() == 1 => {
            t::offer::named_one_mine(lang)
        }
        (OfferKind::SwapForNamed(_), false) => t::offer::named(lang),
        (OfferKind::SwapForAnswer, false) => t::offer::answers(lang),
        (OfferKind::GiveAway, true) => t::offer::give_mine(lang),
        (OfferKind::SwapForNamed(_), true) => t::offer::named_mine(lang),
        (OfferKind::SwapForAnswer, true) => t::offer::answers_mine(lang),
        (OfferKind::SwapForWish(what), false) => {
            return t::offer::wish(lang, patterns(lang, team, what));
        }
        (OfferKind::SwapForWish(what), true) => {
            return t::offer::wish_mine(lang, patterns(lang, team, what));
        }
        (OfferKind::OweLater { until }, false) => {
            return t::offer::owe(lang, format::day(lang, *until));
        }
        (OfferKind::OweLater { until }, true) => {
            return t::offer::owe_mine(lang, format::day(lang, *until));
        }
        (OfferKind::Repay { .. }, false) => t::offer::repay(lang),
        (OfferKind::Repay { .. }, true) => t::offer::repay_mine(lang),
    };
    text.to_owned()
}

/// Returns whom an offer asks.
pub fn audience(lang: Lang, to: &Audience, team: &Team) -> String {
    match to {
        Audience::Everyone => t::offer::to_everyone(lang).to_owned(),
        Audience::Some(people) => t::offer::to_some(lang, names(lang, team, people)),
        Audience::InTurn {
            people,
            then_everyone,
            ..
        } => {
            let names = names(lang, team, people);
            if *then_everyone {
                t::offer::to_turn_all(lang, names)
            } else {
                t::offer::to_turn(lang, names)
            }
        }
    }
}

/// Returns names in a row, such as "Amal, Bo en Cas".
pub fn names(lang: Lang, team: &Team, people: &[PersonId]) -> String {
    let names: Vec<_> = people
        .iter()
        .map(|person| name(lang, team, *person))
        .collect();
    and(lang, &names)
}

fn and(lang: Lang, names: &[String]) -> String {
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, first)) => t::offer::names_and(lang, first.join(t::ui::comma(lang)), last),
        None => String::new(),
    }
}

/// Returns how an offer ended, as `me` reads it; nothing while it is open.
pub fn outcome(lang: Lang, offer: &Offer, team: &Team, me: PersonId) -> Option<String> {
    match offer.state {
        OfferState::Open => None,
        OfferState::Settled { winner, with, .. } => {
            Some(settled(lang, offer, team, me, (winner, with)))
        }
        OfferState::Withdrawn if offer.by == Some(me) => {
            Some(t::offer::withdrawn_mine(lang).to_owned())
        }
        OfferState::Withdrawn => Some(t::offer::withdrawn(lang, maker(lang, team, offer))),
        OfferState::Lapsed => Some(t::offer::lapsed(lang).to_owned()),
        OfferState::Expired => Some(t::offer::expired(lang).to_owned()),
    }
}

fn settled(
    lang: Lang,
    offer: &Offer,
    team: &Team,
    me: PersonId,
    (winner, with): (PersonId, Option<ShiftId>),
) -> String {
    let shift = offered(lang, team, offer);
    let with = with.map(|with| shift_by_id(lang, team, with));
    let why = why_won(lang, offer, team, me);
    let by = maker(lang, team, offer);
    let winner_name = name(lang, team, winner);
    let text = match with {
        None if winner == me => t::offer::settled_you(lang, capital(&shift)),
        None => t::offer::settled(lang, shift, winner_name),
        Some(with) if winner == me => t::offer::settled_swap_won(lang, by, capital(&shift), with),
        Some(with) if offer.by == Some(me) => {
            t::offer::settled_swap_mine(lang, shift, winner_name, with)
        }
        Some(with) => t::offer::settled_swap(lang, by, shift, winner_name, with),
    };
    why.map_or(text.clone(), |why| format!("{text} {why}"))
}

/// Returns why `me` did not get a shift, if I said yes and somebody else has it.
pub fn my_loss(
    lang: Lang,
    offer: &Offer,
    team: &Team,
    me: PersonId,
    local: impl Fn(u64) -> Moment,
) -> Option<String> {
    let found: &Lost = offer.losses.get(&me)?;
    Some(lost(lang, found, offer, team, local))
}

#[cfg(test)]
mod tests;
