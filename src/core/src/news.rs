//! News: what one person is told, what about, and when it became so.
//!
//! What stands for a person follows from the team as it is, so nothing is written down for it, and every
//! device finds the same: who sends a message to a colleague's phone, and that phone itself. What is new
//! is what stands after an event and did not stand before. So nothing is told twice, and what was taken
//! back before anybody was told is told to nobody.

mod circle;
mod offer;
mod roster;

use crate::event::Subject;
use crate::id::{CircleId, OfferId, PersonId, ShiftId};
use crate::offer::Lost;
use crate::staged::turns;
use crate::team::Team;
use crate::time::Moment;

pub use self::roster::Touch;

/// What came of something is told for so long.
pub const LATELY_MS: u64 = 14 * 24 * 60 * MINUTE_MS;
const MINUTE_MS: u64 = 60_000;

/// One thing to tell somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct News {
    /// When it became so, Unix milliseconds; in the future, if it is somebody's turn later.
    pub at_ms: u64,
    /// What it is about.
    pub about: About,
    /// What happened.
    pub what: What,
}

/// What news is about: where it leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// An offer.
    Offer(OfferId),
    /// A circle.
    Circle(CircleId),
    /// A shift.
    Shift(ShiftId),
    /// What the person works from now on.
    Mine,
}

/// What happened, to whom it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// A colleague asks them by name, or a circle does.
    Asked,
    /// A colleague's shift that they could take.
    Could,
    /// An open shift that asks them now.
    Open,
    /// Their offer has a yes to choose.
    Choose,
    /// A swap or a circle waits for their word as an approver.
    Decide,
    /// Their swap or circle is final.
    Settled,
    /// They said yes, and do not get the shift.
    Lost,
    /// Their offer, or one they had said yes to, or their circle, is over without a swap.
    Over,
    /// A colleague thanks them.
    Thanks(PersonId),
    /// Their roster was changed by somebody else.
    Roster(Touch),
}

impl What {
    /// Returns its subject in somebody's settings.
    pub const fn subject(self) -> Subject {
        match self {
            Self::Asked | Self::Choose => Subject::Asked,
            Self::Could | Self::Open => Subject::Could,
            Self::Decide => Subject::Decide,
            Self::Settled | Self::Lost | Self::Over => Subject::Outcome,
            Self::Thanks(_) => Subject::Thanks,
            Self::Roster(_) => Subject::Roster,
        }
    }

    /// Tells whether it waits for something that they do.
    pub const fn is_to_do(self) -> bool {
        match self {
            Self::Asked | Self::Could | Self::Open | Self::Choose | Self::Decide => true,
            Self::Settled | Self::Lost | Self::Over | Self::Thanks(_) | Self::Roster(_) => false,
        }
    }
}

impl News {
    /// Returns when the shift begins that it would be too late for, UTC minutes; nothing if it is worth
    /// knowing after that too.
    pub fn begins(&self, team: &Team) -> Option<i32> {
        let start = |shift: ShiftId| Some(team.roster.get(shift)?.span.start().utc_min);
        if !self.what.is_to_do() {
            return None;
        }
        match self.about {
            About::Offer(offer) => start(team.offers.get(&offer)?.shift),
            About::Circle(circle) => {
                let steps = team.proposals.get(&circle)?.moves.iter();
                steps.filter_map(|step| start(step.shift)).min()
            }
            About::Shift(shift) => start(shift),
            About::Mine => None,
        }
    }

    /// Tells whether it tells the same as another, whenever either became so.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.about, self.what) == (other.about, other.what)
    }
}

/// Returns why somebody lost, where news says that they did.
pub fn lost<'a>(team: &'a Team, news: &News, person: PersonId) -> Option<&'a Lost> {
    match news.about {
        About::Offer(offer) => team.offers.get(&offer)?.losses.get(&person),
        About::Circle(_) | About::Shift(_) | About::Mine => None,
    }
}

/// Returns all that stands for a person, the latest first; what is somebody's turn only later too.
pub fn standing(team: &Team, person: PersonId, now: Moment) -> Vec<News> {
    let all = Changes {
        offers: team.offers.values().map(|offer| offer.id).collect(),
        circles: team.proposals.values().map(|circle| circle.id).collect(),
        shifts: team.roster.of(None).map(|shift| shift.id).collect(),
        is_thanked: true,
        is_moved: false,
    };
    let recent = ms(now).saturating_sub(LATELY_MS);
    let mut found = all.standing(team, person, now);
    found.retain(|news| news.what.is_to_do() || news.at_ms >= recent);
    found.sort_unstable_by(|one, other| other.cmp(one));
    found
}

/// What differs between two states of a team, as far as anybody could be told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    offers: Vec<OfferId>,
    circles: Vec<CircleId>,
    /// Shifts that are open in either.
    shifts: Vec<ShiftId>,
    is_thanked: bool,
    is_moved: bool,
}

/// What came and what went for one person between two states of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// What is new to them.
    pub came: Vec<News>,
    /// What need not be told any more.
    pub went: Vec<News>,
}

impl Changes {
    /// Finds what differs. Of a team that was not there before nothing is news.
    pub fn between(before: &Team, after: &Team) -> Self {
        if !before.is_founded() {
            return Self::default();
        }
        let offers = after.offers.values();
        let offers = offers.filter(|offer| before.offers.get(&offer.id) != Some(*offer));
        let circles = after.proposals.values();
        let circles = circles.filter(|one| before.proposals.get(&one.id) != Some(*one));
        let is_moved = before.roster.fingerprint() != after.roster.fingerprint();
        let (was, is) = if is_moved {
            (Some(before.roster.of(None)), Some(after.roster.of(None)))
        } else {
            (None, None)
        };
        let taken = was.into_iter().flatten();
        let taken = taken.filter(|shift| after.roster.get(shift.id) != Some(*shift));
        let opened = is.into_iter().flatten();
        let opened = opened.filter(|shift| before.roster.get(shift.id) != Some(*shift));
        let mut shifts: Vec<_> = taken.chain(opened).map(|shift| shift.id).collect();
        shifts.sort_unstable();
        shifts.dedup();
        Self {
            offers: offers.map(|offer| offer.id).collect(),
            circles: circles.map(|circle| circle.id).collect(),
            shifts,
            is_thanked: before.thanks.fingerprint() != after.thanks.fingerprint(),
            is_moved,
        }
    }

    /// Tells whether nothing differs.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Returns what that means for one person.
    pub fn turned(&self, before: &Team, after: &Team, person: PersonId, now: Moment) -> Turned {
        let (was, is) = (
            self.standing(before, person, now),
            self.standing(after, person, now),
        );
        let not_in = |some: &[News], one: &News| !some.iter().any(|other| other.is_same(one));
        let mut came: Vec<_> = is.iter().filter(|one| not_in(&was, one)).copied().collect();
        if self.is_moved {
            came.extend(roster::touched(self, before, after, person, now));
        }
        Turned {
            came,
            went: was.into_iter().filter(|one| not_in(&is, one)).collect(),
        }
    }

    /// Returns what stands for a person among these.
    fn standing(&self, team: &Team, person: PersonId, now: Moment) -> Vec<News> {
        let mut found = Vec::new();
        let offers = self.offers.iter().filter_map(|id| team.offers.get(id));
        for one in offers {
            found.extend(offer::news(team, one, person, now));
        }
        let circles = self.circles.iter().filter_map(|id| team.proposals.get(id));
        for one in circles {
            found.extend(circle::news(team, one, person));
        }
        let shifts = self.shifts.iter().filter_map(|id| team.roster.get(*id));
        for shift in shifts.filter(|shift| shift.owner.is_none()) {
            let mut turns = turns(team, shift, now).into_iter();
            let turn = turns.find(|(one, _)| *one == person);
            let release = team.releases.get(&shift.id);
            let was_theirs = release.is_some_and(|release| release.of == person);
            // Who claimed it waits for the others: that is not news.
            let claimed = team.open_offer_of(shift.id);
            let has_claimed = claimed.is_some_and(|offer| offer.answers.contains_key(&person));
            found.extend(
                turn.filter(|_| !has_claimed && !was_theirs)
                    .map(|(_, at)| News {
                        at_ms: ms(at),
                        about: About::Shift(shift.id),
                        what: What::Open,
                    }),
            );
        }
        if self.is_thanked {
            let thanks = team.thanks_to(person).into_iter();
            found.extend(thanks.map(|(from, shift, at)| News {
                at_ms: at.time_ms,
                about: About::Shift(shift),
                what: What::Thanks(from),
            }));
        }
        found
    }
}

/// Returns a moment as Unix milliseconds.
fn ms(moment: Moment) -> u64 {
    u64::try_from(moment.utc_min).unwrap_or_default() * MINUTE_MS
}
