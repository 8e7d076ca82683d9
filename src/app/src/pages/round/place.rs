//! A place of a round as I see it, ready to be shown.

use ruil_core::round::{Mine, MyPlace, Staffing, my_places};
use ruil_core::{Command, Day, NewPick, PersonId, Phase, Round, RoundId};

use crate::components::{PlaceFace, ShiftFace, light_text};
use crate::i18n::{Lang, offer, round as words, t};
use crate::state::{Session, View, now};

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlaceShown {
    pub(super) line: u16,
    pub(super) day: Day,
    pub(super) place: PlaceFace,
    /// Whether more are needed.
    pub(super) is_short: bool,
    /// Whether my pick is with a joker, where it could be.
    pub(super) joker: Option<bool>,
    /// Whether a tap takes it or leaves it.
    is_picked: bool,
}

/// Returns whose a place is before anybody picks.
fn holder(round: &Round, line: u16) -> Option<PersonId> {
    round.line(line).and_then(|shift| shift.owner)
}

impl PlaceShown {
    /// Returns all places of a round, the first day first.
    pub(super) fn all(lang: Lang, view: &View, id: RoundId) -> Vec<Self> {
        let Some(round) = view.hoped.rounds.get(&id) else {
            return Vec::new();
        };
        let places = my_places(&view.hoped, round, view.me, now::now());
        places
            .iter()
            .map(|place| Self::of(lang, view, round, place))
            .collect()
    }

    fn of(lang: Lang, view: &View, round: &Round, place: &MyPlace) -> Self {
        let line = place.line;
        let settled = view.team.rounds.get(&round.id);
        let settled = settled.and_then(|round| round.picks.get(&view.me)?.get(&line));
        let picked = match place.mine {
            Some(Mine::Picked { joker }) => Some(joker),
            Some(Mine::Filled) | None => None,
        };
        let is_open = matches!(round.phase, Phase::Picking | Phase::Solving);
        let staffing = place.level.staffing();
        let note = note(lang, view, round, place);
        let is_free =
            place.mine.is_none() && holder(round, line).is_none() && !is_enough(round, place);
        let shift = offer::shift(lang, &place.shift);
        let does = if picked.is_some() {
            t::round::unpick(lang, shift)
        } else {
            t::round::pick(lang, shift)
        };
        let level = words::level(lang, place.level);
        let light = place.verdict.ok();
        let means = light_text(lang, place.light());
        Self {
            line,
            day: place.shift.span.start().day(),
            is_short: matches!(staffing, Staffing::Under(_)),
            joker: picked.filter(|_| round.jokers > 0 && is_open),
            is_picked: picked.is_some(),
            place: PlaceFace {
                face: ShiftFace::of(&view.hoped, &place.shift),
                label: format!("{does}. {level}. {means}"),
                staffing,
                level,
                light: Some(place.light()).filter(|_| holder(round, line).is_none()),
                is_mine: place.mine.is_some(),
                is_pending: picked != settled.copied() && holder(round, line).is_none(),
                can_tap: is_open
                    && (picked.is_some() || is_free)
                    && (light.is_some() || picked.is_some()),
                note,
            },
        }
    }

    /// Takes it, or leaves it.
    pub(super) fn tap(&self, session: Session, round: RoundId) {
        let line = self.line;
        session.act_or_tell(if self.is_picked {
            Command::Unpick { round, line }
        } else {
            pick(round, line, false, None)
        });
    }
}

/// Returns the command that picks a place.
pub(super) const fn pick(
    round: RoundId,
    line: u16,
    joker: bool,
    instead_of: Option<u16>,
) -> Command {
    Command::Pick(NewPick {
        round,
        line,
        joker,
        instead_of,
    })
}

/// Tells whether a place that is not mine has all it needs, once that counts.
fn is_enough(round: &Round, place: &MyPlace) -> bool {
    let is_full = !matches!(place.level.staffing(), Staffing::Under(_));
    round.phase == Phase::Solving && is_full && place.mine.is_none()
}

/// Returns why a place can't be tapped, or needs a word first, or how it is mine.
fn note(lang: Lang, view: &View, round: &Round, place: &MyPlace) -> Option<String> {
    match (place.mine, holder(round, place.line)) {
        (Some(Mine::Filled), _) => return Some(t::round::filled(lang).to_owned()),
        (_, Some(owner)) => {
            let name = offer::name(lang, &view.hoped, owner);
            return Some(t::round::taken_by(lang, name));
        }
        (Some(Mine::Picked { .. }) | None, None) => {}
    }
    if let Err(why) = place.verdict {
        return Some(words::no_place(lang, why, round, &view.hoped));
    }
    if is_enough(round, place) {
        return Some(t::round::enough(lang).to_owned());
    }
    place
        .caution
        .map(|why| words::caution(lang, why, &view.hoped))
}
