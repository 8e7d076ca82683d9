//! What people are told.

use proptest::prelude::*;

use super::super::super::fixture::*;
use super::Held;
use crate::assess::Light;
use crate::calm::{rest, tell};
use crate::event::{Calm, Pace};
use crate::news::{About, Changes, News, What, standing};
use crate::ways::light;

/// What is told is new, is true, could be done by who is told to do it, and comes when they are awake.
pub(in super::super) fn news(before: &Ward, after: &Ward) -> Held {
    let now = after.stamp().moment();
    let changes = Changes::between(&before.team, &after.team);
    for person in PEOPLE {
        let turned = changes.turned(&before.team, &after.team, person, now);
        let was = standing(&before.team, person, now);
        let is = standing(&after.team, person, now);
        for (nth, news) in turned.came.iter().enumerate() {
            let same = |other: &News| other.is_same(news);
            prop_assert!(!was.iter().any(same), "{news:?} was told");
            prop_assert!(!turned.came[..nth].iter().any(same), "{news:?} twice");
            let is_old = now_ms(after) - news.at_ms.min(now_ms(after)) > crate::news::LATELY_MS;
            let is_roster = matches!(news.what, What::Roster(_));
            prop_assert!(
                is_roster || is_old || is.iter().any(same),
                "{news:?} does not stand"
            );
            can_do(after, person, news)?;
            is_calm(after, person, news)?;
        }
        for news in &turned.went {
            prop_assert!(
                !is.iter().any(|other| other.is_same(news)),
                "{news:?} stands"
            );
        }
    }
    Ok(())
}

fn now_ms(ward: &Ward) -> u64 {
    ward.now_ms
}

fn can_do(ward: &Ward, person: PersonId, news: &News) -> Held {
    let now = ward.stamp().moment();
    if let (What::Asked | What::Could, About::Offer(offer)) = (news.what, news.about) {
        let offer = ward.offer(offer);
        prop_assert!(offer.is_open() && offer.by != Some(person));
        let light = light(&ward.team, &offer, person, now);
        prop_assert!(light.is_some_and(|light| light != Light::Red), "{news:?}");
    }
    Ok(())
}

fn is_calm(ward: &Ward, person: PersonId, news: &News) -> Held {
    let (team, now) = (&ward.team, ward.stamp().moment());
    for pace in [Pace::AtOnce, Pace::Daily, Pace::Never] {
        let calm = Calm::default().with(news.what.subject(), pace);
        let told = tell(team, person, calm, news, now);
        prop_assert!(told.is_none() || pace != Pace::Never);
        if let Some(at) = told {
            prop_assert!(at.utc_min >= now.utc_min);
            prop_assert_eq!(rest(team, person, calm, at), None, "{:?}", news);
            prop_assert!(news.begins(team).is_none_or(|begins| at.utc_min < begins));
        }
    }
    Ok(())
}
