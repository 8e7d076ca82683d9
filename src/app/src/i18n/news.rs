//! News in a sentence.

use ruil_core::event::Subject;
use ruil_core::news::{About, News, Touch, What};
use ruil_core::{Moment, PersonId, Team};

use super::{Lang, offer as words, t};

/// Returns what news is about, in words that name nobody.
pub fn subject(lang: Lang, subject: Subject) -> &'static str {
    match subject {
        Subject::Asked => t::calm::asked(lang),
        Subject::Could => t::calm::could(lang),
        Subject::Outcome => t::calm::outcome(lang),
        Subject::Roster => t::calm::roster(lang),
        Subject::Decide => t::calm::decide(lang),
        Subject::Thanks => t::calm::thanks(lang),
    }
}

/// Returns what happened. `local` gives the relay's times their wall clock.
pub fn sentence(
    lang: Lang,
    team: &Team,
    news: &News,
    me: PersonId,
    local: impl Fn(u64) -> Moment,
) -> String {
    let shift = |id| words::shift_by_id(lang, team, id);
    match (news.what, news.about) {
        (What::Thanks(from), About::Shift(id)) => {
            t::thanks::one(lang, words::name(lang, team, from), shift(id))
        }
        (What::Roster(_), About::Shift(id)) => t::news::roster_one(lang, shift(id)),
        (What::Roster(Touch { come, gone, moved }), _) => {
            let all = i64::from(come) + i64::from(gone) + i64::from(moved);
            t::news::roster(lang, all)
        }
        (_, About::Shift(id)) => t::news::open(lang, words::capital(&shift(id))),
        (what, About::Circle(_)) => match what {
            What::Decide => t::news::circle_decide(lang),
            What::Settled => t::news::circle_settled(lang),
            What::Over | What::Lost => t::news::circle_over(lang),
            _ => t::news::circle_asked(lang),
        }
        .to_owned(),
        (what, About::Offer(id)) => match team.offers.get(&id) {
            Some(offer) => of_offer(lang, team, what, offer, me, local),
            None => t::news::gone(lang).to_owned(),
        },
        (_, About::Mine) => t::news::gone(lang).to_owned(),
    }
}

fn of_offer(
    lang: Lang,
    team: &Team,
    what: What,
    offer: &ruil_core::Offer,
    me: PersonId,
    local: impl Fn(u64) -> Moment,
) -> String {
    let shift = words::offered(lang, team, offer);
    let by = words::maker(lang, team, offer);
    match what {
        What::Asked => t::news::asked(lang, words::capital(&by), shift),
        What::Could | What::Open => t::news::could(lang, words::capital(&by), shift),
        What::Choose => t::news::choose(lang, shift),
        What::Decide => t::news::decide(lang, shift),
        What::Lost => words::my_loss(lang, offer, team, me, local).unwrap_or(shift),
        What::Settled | What::Over | What::Thanks(_) | What::Roster(_) => {
            words::outcome(lang, offer, team, me).unwrap_or(shift)
        }
    }
}
