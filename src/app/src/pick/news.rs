//! The news as it lies on this device: what is new, what was seen, what was put off; and the names by
//! which that is kept.

use std::collections::BTreeSet;

use ruil_core::ShiftId;
use ruil_core::news::{About, LATELY_MS, News, Touch, What};

/// The news, each in one place, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inbox {
    /// Not seen on this device.
    pub unread: Vec<News>,
    /// Seen.
    pub read: Vec<News>,
    /// Put off.
    pub later: Vec<News>,
}

impl Inbox {
    /// Sorts the news by what was seen and put off here. Whose turn comes later is told later.
    pub fn of(
        mut all: Vec<News>,
        seen: &BTreeSet<String>,
        parked: &BTreeSet<String>,
        now_ms: u64,
    ) -> Self {
        let mut inbox = Self::default();
        all.sort_unstable_by(|one, other| other.cmp(one));
        for news in all.into_iter().filter(|news| news.at_ms <= now_ms) {
            let name = name(&news);
            if parked.contains(&name) {
                inbox.later.push(news);
            } else if seen.contains(&name) {
                inbox.read.push(news);
            } else {
                inbox.unread.push(news);
            }
        }
        inbox
    }

    /// Tells whether there is nothing at all.
    pub const fn is_empty(&self) -> bool {
        self.unread.is_empty() && self.read.is_empty() && self.later.is_empty()
    }

    /// Returns the names of all in it.
    pub fn names(&self) -> BTreeSet<String> {
        let all = [&self.unread, &self.read, &self.later];
        all.into_iter().flatten().map(name).collect()
    }
}

/// Returns the name of news, the same for as long as it stands, without a space.
pub fn name(news: &News) -> String {
    let about = match news.about {
        About::Offer(offer) => offer.to_string(),
        About::Circle(circle) => circle.to_string(),
        About::Shift(shift) => shift.to_string(),
        About::Mine => String::new(),
    };
    match news.what {
        What::Asked | What::Could => format!("news.asked.{about}"),
        What::Open => format!("news.open.{about}"),
        What::Choose => format!("news.choose.{about}"),
        What::Decide => format!("news.decide.{about}"),
        What::Settled => format!("news.settled.{about}"),
        What::Lost => format!("news.lost.{about}"),
        What::Over => format!("news.over.{about}"),
        What::Thanks(from) => format!("news.thanks.{about}.{from}"),
        What::Roster(_) => format!("news.roster.{}", news.at_ms),
    }
}

/// Returns a changed roster as it is kept: it follows from two states of the team, of which the first is
/// gone. Nothing for other news.
pub fn write(news: &News) -> Option<String> {
    let What::Roster(Touch { come, gone, moved }) = news.what else {
        return None;
    };
    let shift = match news.about {
        About::Shift(shift) => shift.to_string(),
        About::Offer(_) | About::Circle(_) | About::Mine => String::new(),
    };
    Some(format!("{}:{come}:{gone}:{moved}:{shift}", news.at_ms))
}

/// Reads what was kept, unless it is too old to be told.
pub fn read(text: &str, now_ms: u64) -> Option<News> {
    let mut parts = text.split(':');
    let at_ms: u64 = parts.next()?.parse().ok()?;
    let mut count = || parts.next()?.parse().ok();
    let touch = Touch {
        come: count()?,
        gone: count()?,
        moved: count()?,
    };
    let about = match parts.next()? {
        "" => About::Mine,
        shift => About::Shift(ShiftId::parse(shift)?),
    };
    (at_ms.saturating_add(LATELY_MS) > now_ms).then_some(News {
        at_ms,
        about,
        what: What::Roster(touch),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ruil_core::{OfferId, PersonId};

    fn news(at_ms: u64, nth: u8, what: What) -> News {
        News {
            at_ms,
            about: About::Offer(OfferId::from_bytes([nth; 16])),
            what,
        }
    }

    fn roster(about: About) -> News {
        let touch = Touch {
            come: 2,
            gone: 1,
            moved: 0,
        };
        News {
            at_ms: 1_000,
            about,
            what: What::Roster(touch),
        }
    }

    #[test]
    fn each_lies_in_one_place_and_a_later_turn_in_none() {
        let (old, new) = (news(1, 1, What::Could), news(2, 2, What::Settled));
        let (put_off, turn) = (news(3, 3, What::Asked), news(9, 4, What::Asked));
        let seen = BTreeSet::from([name(&old)]);
        let parked = BTreeSet::from([name(&put_off)]);
        let inbox = Inbox::of(vec![old, new, put_off, turn], &seen, &parked, 5);
        let expected = Inbox {
            unread: vec![new],
            read: vec![old],
            later: vec![put_off],
        };
        assert_eq!(inbox, expected);
        assert_eq!(inbox.names().len(), 3);
    }

    #[test]
    fn what_became_of_an_offer_is_new_again() {
        let asked = news(1, 1, What::Could);
        let seen = BTreeSet::from([name(&asked)]);
        let inbox = Inbox::of(vec![news(2, 1, What::Lost)], &seen, &BTreeSet::new(), 5);
        assert_eq!(inbox.unread.len(), 1);
    }

    #[test]
    fn names_tell_news_apart_and_have_no_space() {
        let person = PersonId::from_bytes([7; 16]);
        let whats = [
            What::Asked,
            What::Open,
            What::Choose,
            What::Decide,
            What::Settled,
            What::Lost,
            What::Over,
            What::Thanks(person),
        ];
        let names: BTreeSet<_> = whats.map(|what| name(&news(1, 1, what))).into();
        assert_eq!(names.len(), whats.len());
        assert!(names.iter().all(|name| !name.contains(' ')));
    }

    #[test]
    fn a_changed_roster_is_kept_until_it_is_old() {
        for about in [About::Mine, About::Shift(ShiftId::from_bytes([3; 16]))] {
            let text = write(&roster(about)).unwrap();
            assert_eq!(read(&text, 2_000), Some(roster(about)), "{text}");
            assert_eq!(read(&text, 1_000 + LATELY_MS), None);
        }
        assert_eq!(write(&news(1, 1, What::Could)), None);
        for bad in ["", "1", "1:2:3", "1:2:3:4", "1:2:3:4:x", "x:2:3:4:"] {
            assert_eq!(read(bad, 0), None, "{bad}");
        }
    }
}
