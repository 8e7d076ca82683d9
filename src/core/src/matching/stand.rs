//! Stands: what each person brings to the market.

use std::collections::BTreeMap;

use crate::circle::VertexKind;
use crate::event::{OfferKind, Pattern, Wanted};
use crate::id::{PersonId, ShiftId};
use crate::offer::Offer;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::Moment;

const DAY_MIN: i32 = 24 * 60;
/// Shifts are matched from tomorrow to so many days ahead.
const AHEAD_DAYS: i32 = 8 * 7;
/// What begins sooner is for people to settle by talking.
const NOTICE_MIN: i32 = 24 * 60;
/// A wish to work is met by giving a shift of one's own so many days around it.
pub(super) const AROUND_DAYS: i32 = 7;
/// Most stands a market has room for; the soonest shifts come first.
const STANDS_MAX: usize = 400;

/// A shift that may go, or somebody who wants extra hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) kind: VertexKind,
    /// Whose; nobody for an open shift.
    pub(super) person: Option<PersonId>,
    /// The shift and its revision; nothing for who only wants more hours.
    pub(super) gives: Option<(ShiftId, u32)>,
    /// What is accepted for it. An offer says so; without one, wishes do.
    pub(super) accepts: Accepts,
    /// Whether its owner offered it, and not only wished something.
    pub(super) is_offered: bool,
}

/// What is accepted in return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Accepts {
    /// Nothing is wanted.
    Nothing,
    /// One of these shifts.
    Named(Vec<ShiftId>),
    /// A shift that matches one of these.
    Fitting(Vec<Pattern>),
    /// What wishes say: anything near, if the person would rather be free of this one; else what they
    /// would like to work.
    Wished {
        /// How much they would rather be free; 0 if they have not said so.
        free: u8,
    },
}

/// Returns all stands of a team.
pub(super) fn all(team: &Team, now: Moment) -> Vec<Stand> {
    let from = now.utc_min.saturating_add(NOTICE_MIN);
    let until = now.utc_min.saturating_add(AHEAD_DAYS * DAY_MIN);
    let mut stands = BTreeMap::new();
    for shift in team.roster.starting(None, from, until) {
        put(team, &mut stands, shift, VertexKind::Open, Accepts::Nothing);
    }
    for person in team.members().map(|person| person.id) {
        for shift in team.roster.starting(Some(person), from, until) {
            let offer = team.open_offer_of(shift.id);
            let (kind, accepts) = match offer {
                Some(offer) => match offered(offer) {
                    Some(found) => found,
                    None => continue,
                },
                None => match wished(team, person, shift, now) {
                    Some(free) => (VertexKind::Swap, Accepts::Wished { free }),
                    None => continue,
                },
            };
            put(team, &mut stands, shift, kind, accepts);
        }
    }
    let mut stands: Vec<_> = stands.into_values().take(STANDS_MAX).collect();
    stands.extend(donors(team, now));
    stands
}

fn put(
    team: &Team,
    stands: &mut BTreeMap<(i32, ShiftId), Stand>,
    shift: &Shift,
    kind: VertexKind,
    accepts: Accepts,
) {
    // Who is asked about a shift already is not asked about it again.
    if team.open_circle_of(shift.id).is_none() {
        let stand = Stand {
            kind,
            person: shift.owner,
            gives: Some((shift.id, shift.revision)),
            accepts,
            is_offered: team.open_offer_of(shift.id).is_some(),
        };
        stands.insert((shift.span.start().utc_min, shift.id), stand);
    }
}

/// Returns what an offer brings, if it is of one whole shift and asks for something a circle gives.
fn offered(offer: &Offer) -> Option<(VertexKind, Accepts)> {
    if !offer.more.is_empty() || offer.part.is_some() || !offer.waiting.is_empty() {
        return None;
    }
    match &offer.kind {
        OfferKind::GiveAway => Some((VertexKind::Open, Accepts::Nothing)),
        OfferKind::SwapForNamed(named) => Some((VertexKind::Swap, Accepts::Named(named.clone()))),
        OfferKind::SwapForWish(patterns) => {
            Some((VertexKind::Swap, Accepts::Fitting(patterns.clone())))
        }
        OfferKind::SwapForAnswer => Some((VertexKind::Swap, Accepts::Wished { free: 1 })),
        OfferKind::OweLater { .. } | OfferKind::Repay { .. } => None,
    }
}

/// Tells whether wishes let a shift go, and how much its owner would rather be free.
fn wished(team: &Team, person: PersonId, shift: &Shift, now: Moment) -> Option<u8> {
    let today = now.day();
    let own = team
        .wishes
        .values()
        .filter(|wish| wish.person == person && wish.holds(today));
    let mut free = None;
    for wish in own {
        let is_near = || {
            let day = shift.span.start().day();
            wish.wish.shifts.days.is_none_or(|(from, until)| {
                (from.plus(-AROUND_DAYS)..=until.plus(AROUND_DAYS)).contains(&day)
            })
        };
        match wish.wish.what {
            Wanted::Free if wish.wish.shifts.matches(shift) => {
                free = free.max(Some(wish.wish.weight));
            }
            Wanted::Work if is_near() => free = free.max(Some(0)),
            Wanted::Free | Wanted::Work | Wanted::Extra | Wanted::NeverAfter(_) => {}
        }
    }
    free
}

/// Returns those who want extra hours, each as often as they wished for them.
fn donors(team: &Team, now: Moment) -> impl Iterator<Item = Stand> + '_ {
    let today = now.day();
    let wishes = team.wishes.values().filter(move |wish| wish.holds(today));
    let extra = wishes.filter(|wish| wish.wish.what == Wanted::Extra);
    extra.map(|wish| Stand {
        kind: VertexKind::Donor,
        person: Some(wish.person),
        gives: None,
        accepts: Accepts::Fitting(vec![wish.wish.shifts.clone()]),
        is_offered: false,
    })
}
