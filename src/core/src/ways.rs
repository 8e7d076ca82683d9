//! How somebody can say yes to an offer, and what each way means for everybody in it.

use crate::assess::{Assessment, Light, assess};
use crate::check::Change;
use crate::event::{Answer, OfferKind};
use crate::id::PersonId;
use crate::offer::Offer;
use crate::shift::Shift;
use crate::team::Team;
use crate::time::{Day, Moment};

const DAY_MIN: i32 = 24 * 60;
/// How far from the offered shift a shift in return is looked for.
const RETURN_DAYS: i32 = 28;

/// One way of saying yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The shift given in return.
    pub with: Option<Shift>,
    /// Which shifts change hands.
    pub change: Change,
    /// What that means.
    pub assessment: Assessment,
}

impl Way {
    /// Judges the exchange of what is offered for a shift in return, or its gift.
    fn of(team: &Team, offer: &Offer, person: PersonId, with: Option<&Shift>, now: Moment) -> Self {
        let (change, assessment) = match team.change_of(offer, person, yes(with)) {
            Ok(change) => {
                let assessment = assess(team, &change, now);
                (change, assessment)
            }
            // The roster moved on since it was offered.
            Err(refusal) => {
                let assessment = Assessment {
                    obstacles: vec![refusal],
                    ..Assessment::default()
                };
                (Change::default(), assessment)
            }
        };
        Self {
            with: with.cloned(),
            change,
            assessment,
        }
    }

    /// Returns its light.
    pub fn light(&self) -> Light {
        self.assessment.light()
    }

    /// Tells whether it can be said.
    pub fn is_possible(&self) -> bool {
        self.light() != Light::Red
    }

    /// Returns the answer that says it.
    pub fn answer(&self) -> Answer {
        yes(self.with.as_ref())
    }
}

fn yes(with: Option<&Shift>) -> Answer {
    with.map_or(Answer::Yes, |with| Answer::YesWith {
        shift: with.id,
        revision: with.revision,
    })
}

/// The ways there are, those that can't be too. None at all means that none of the shifts asked
/// for is this person's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// A yes without a shift in return, where the offer takes one.
    pub plain: Option<Way>,
    /// A yes with one of this person's shifts each, first one first.
    pub with: Vec<Way>,
}

impl Ways {
    /// Returns the calmest way; without a shift in return before with one.
    pub fn best(&self) -> Option<&Way> {
        self.plain
            .iter()
            .chain(&self.with)
            .min_by_key(|way| way.light())
    }

    /// Tells whether there is a way that can be.
    pub fn any(&self) -> bool {
        self.best().is_some_and(Way::is_possible)
    }

    /// Returns the way without a shift in return, if it can be.
    pub fn free(&self) -> Option<&Way> {
        self.plain.as_ref().filter(|way| way.is_possible())
    }

    /// Returns the ways with a shift in return that can be.
    pub fn exchanges(&self) -> impl Iterator<Item = &Way> {
        self.with.iter().filter(|way| way.is_possible())
    }
}

/// Returns how a person can say yes to an offer. Shifts in return are not over by `now`, unless
/// the offered one is too.
pub fn ways(team: &Team, offer: &Offer, person: PersonId, now: Moment) -> Ways {
    let (plain, with) = returns(team, offer, person, now);
    let way = |with: Option<&Shift>| Way::of(team, offer, person, with, now);
    Ways {
        plain: plain.then(|| way(None)),
        with: with.into_iter().map(|with| way(Some(with))).collect(),
    }
}

/// Returns the light of an offer for a person: the calmest of its ways, or nothing if there is
/// none. A gift that needs nobody's word is enough; the exchanges are not looked at then.
pub fn light(team: &Team, offer: &Offer, person: PersonId, now: Moment) -> Option<Light> {
    let (plain, with) = returns(team, offer, person, now);
    let light = |with: Option<&Shift>| Way::of(team, offer, person, with, now).light();
    let mut best = plain.then(|| light(None));
    for with in with {
        if best.is_some_and(|best| best < Light::Amber) {
            break;
        }
        best = best.into_iter().chain([light(Some(with))]).min();
    }
    best
}

/// Returns a colleague's yes as it would be carried out now; nothing for another answer.
pub fn given(team: &Team, offer: &Offer, person: PersonId, now: Moment) -> Option<Way> {
    let with = match offer.answers.get(&person)? {
        Answer::Yes => None,
        Answer::YesWith { shift, .. } => Some(team.roster.get(*shift)?),
        Answer::Later | Answer::No => return None,
    };
    Some(Way::of(team, offer, person, with, now))
}

/// Returns whether a plain yes is welcome, and the shifts that could be given in return, first one
/// first.
fn returns<'a>(
    team: &'a Team,
    offer: &Offer,
    person: PersonId,
    now: Moment,
) -> (bool, Vec<&'a Shift>) {
    let Some(shift) = team.roster.get(offer.shift) else {
        return (false, Vec::new());
    };
    match &offer.kind {
        OfferKind::GiveAway | OfferKind::OweLater { .. } | OfferKind::Repay { .. } => {
            (true, Vec::new())
        }
        OfferKind::SwapForNamed(named) => {
            let named = named.iter().filter_map(|id| team.roster.get(*id));
            let mut mine: Vec<_> = named.filter(|mine| mine.owner == Some(person)).collect();
            mine.sort_by_key(|mine| mine.span);
            (false, mine)
        }
        OfferKind::SwapForAnswer => (true, near(team, shift, person, RETURN_DAYS, now).collect()),
        OfferKind::SwapForWish(wanted) => {
            let own = team.roster.starting(Some(person), now.utc_min, i32::MAX);
            let fits = |own: &&Shift| wanted.iter().any(|one| one.matches(own));
            (false, own.filter(fits).collect())
        }
    }
}

/// Returns a person's shifts around another that are not over by `now`, unless that one is too.
pub fn near<'a>(
    team: &'a Team,
    shift: &Shift,
    person: PersonId,
    days: i32,
    now: Moment,
) -> impl Iterator<Item = &'a Shift> {
    let is_past = move |shift: &Shift| shift.span.end().utc_min <= now.utc_min;
    let may_be_past = is_past(shift);
    let day = shift.span.start().day();
    starting(team, person, day.plus(-days), day.plus(days))
        .filter(move |other| may_be_past || !is_past(other))
}

/// Returns a person's shifts from one local day until before another.
pub fn starting(
    team: &Team,
    owner: PersonId,
    from: Day,
    until: Day,
) -> impl Iterator<Item = &Shift> {
    let utc_min = |day: Day| day.0.saturating_mul(DAY_MIN);
    let shifts = team.roster.starting(
        Some(owner),
        utc_min(from).saturating_sub(DAY_MIN),
        utc_min(until).saturating_add(DAY_MIN),
    );
    shifts.filter(move |shift| (from..until).contains(&shift.span.start().day()))
}
