//! Offers, answers and how they ended, in sentences.

mod deed;
mod lost;
mod pattern;
mod window;

use ruil_core::{
    Audience, Lost, Moment, Offer, OfferKind, OfferState, PartOfDay, PersonId, Shift, ShiftId, Team,
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

/// Returns a colleague's name.
pub fn name(lang: Lang, team: &Team, person: PersonId) -> String {
    let found = team.people.get(&person).map(|person| person.name.as_str());
    found.unwrap_or(t::offer::somebody(lang)).to_owned()
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
        Some((last, first)) => t::offer::names_and(lang, first.join(", "), last),
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
    let shift = shift_by_id(lang, team, offer.shift);
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
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8, night};
    use ruil_core::{Answer, Command, OfferId, Outcome};

    const UTC: fn(u64) -> Moment = |time_ms| Moment {
        utc_min: i32::try_from(time_ms / 60_000).unwrap_or_default(),
        offset_min: 0,
    };

    #[test]
    fn the_loser_reads_who_was_first_and_when() {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let shift = crew.put(night(MARCH_8, Some(0)));
        let (kind, to) = (OfferKind::GiveAway, Audience::Everyone);
        let offer = OfferId::of(crew.act(
            0,
            Command::Offer {
                shift,
                revision: 0,
                kind,
                to,
            },
        ));
        let yes = Command::Answer {
            offer,
            answer: Answer::Yes,
        };
        crew.act(1, yes.clone());
        assert!(matches!(crew.attempt(2, yes).1, Outcome::Rejected(_)));
        let (team, cas) = (&crew.team, crew.person(2));
        let offer = team.offers.get(&offer).unwrap();
        let text = my_loss(Lang::Dutch, offer, team, cas, UTC).unwrap();
        assert!(text.starts_with("Bo heeft de nachtdienst van"), "{text}");
        assert!(text.contains("00:07") && text.contains("00:08"), "{text}");
        assert_eq!(my_loss(Lang::Dutch, offer, team, crew.person(1), UTC), None);
        let won = outcome(Lang::Dutch, offer, team, crew.person(1)).unwrap();
        assert!(
            won.starts_with("De nachtdienst") && won.ends_with("is van jou."),
            "{won}"
        );
        let same_minute = |_| UTC(60_000);
        let text = my_loss(Lang::English, offer, team, cas, same_minute).unwrap();
        assert!(text.contains("at nearly the same time"), "{text}");
    }

    #[test]
    fn names_in_a_row() {
        let crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let some = |at: &[usize]| Audience::Some(at.iter().map(|at| crew.person(*at)).collect());
        let text = |to| audience(Lang::Dutch, &to, &crew.team);
        assert_eq!(text(some(&[1])), "Gevraagd aan Bo");
        assert_eq!(text(some(&[0, 1, 2])), "Gevraagd aan Amal, Bo en Cas");
    }
}
