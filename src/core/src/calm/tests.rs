//! When somebody is left alone, and when they are told.

use super::*;
use crate::event::{Calm, Pace, Subject};
use crate::fixture::{ANN, BEN, KIND, founding, law, moment, roster, shift};
use crate::id::{DeviceId, EventId};
use crate::news::{About, What};
use crate::replay::Stamp;
use crate::{Command, Event};

/// Ann's night from Monday to Tuesday; Ben's leave on Wednesday and Thursday, eight hours each.
fn team(leave: bool) -> Team {
    let mut team = Team::default();
    let mut commands = founding(&[(BEN, "Ben")]);
    let shifts = if leave {
        vec![shift(2, 8, 8, Some(0)), shift(3, 8, 8, Some(0))]
    } else {
        vec![shift(0, 23, 8, Some(0))]
    };
    commands.push(roster(&[ANN], shifts));
    if leave {
        let mut rules = law();
        rules.duties = vec![(KIND, DutyKind::Leave)];
        commands.push(Command::SetRules(rules));
    }
    for (nth, command) in (1..).zip(commands) {
        let event = Event {
            id: EventId::from_bytes([nth; 16]),
            device: DeviceId::from_bytes(*ANN.as_bytes()),
            actor: ANN,
            command,
        };
        let (number, time_ms) = (u64::from(nth), 1_000);
        team.apply(&event, Stamp { number, time_ms });
    }
    team
}

fn quiet_never() -> Calm {
    Calm {
        quiet: None,
        ..Calm::default()
    }
}

fn settled(at: Moment) -> News {
    News {
        at_ms: u64::try_from(at.utc_min).unwrap() * 60_000,
        about: About::Mine,
        what: What::Settled,
    }
}

#[test]
fn after_a_night_nobody_is_woken() {
    let team = team(false);
    let up = moment(1, 7 + SLEEP_MIN / 60);
    for (now, until) in [
        (moment(0, 22), None),
        (moment(1, 2), None),
        (moment(1, 7), Some(up)),
        (moment(1, 12), Some(up)),
        (up, None),
    ] {
        assert_eq!(rest(&team, ANN, quiet_never(), now), until, "{now:?}");
        let told = tell(&team, ANN, quiet_never(), &settled(now), now);
        assert_eq!(told, Some(until.unwrap_or(now)), "{now:?}");
        assert_eq!(rest(&team, BEN, quiet_never(), now), None);
    }
}

#[test]
fn a_day_of_leave_is_left_alone_from_midnight_to_midnight() {
    let team = team(true);
    for (now, until) in [
        (moment(1, 23), None),
        (moment(2, 0), Some(moment(3, 0))),
        (moment(2, 20), Some(moment(3, 0))),
        (moment(4, 0), None),
    ] {
        assert_eq!(rest(&team, ANN, quiet_never(), now), until, "{now:?}");
    }
    let told = tell(
        &team,
        ANN,
        Calm::default(),
        &settled(moment(2, 9)),
        moment(2, 9),
    );
    let morning = Moment {
        utc_min: moment(4, 7).utc_min + 30,
        offset_min: 60,
    };
    assert_eq!(told, Some(morning), "after both days, and the quiet hours");
}

#[test]
fn quiet_hours_over_midnight_and_within_a_day() {
    let team = team(false);
    for (hours, now, until) in [
        ((22 * 60, 7 * 60), moment(4, 21), None),
        ((22 * 60, 7 * 60), moment(4, 22), Some(moment(5, 7))),
        ((22 * 60, 7 * 60), moment(5, 6), Some(moment(5, 7))),
        ((22 * 60, 7 * 60), moment(5, 7), None),
        ((13 * 60, 15 * 60), moment(5, 14), Some(moment(5, 15))),
        ((13 * 60, 15 * 60), moment(5, 15), None),
        ((13 * 60, 13 * 60), moment(5, 13), None),
    ] {
        let calm = Calm {
            quiet: Some(hours),
            ..Calm::default()
        };
        assert_eq!(rest(&team, ANN, calm, now), until, "{hours:?} {now:?}");
    }
}

#[test]
fn what_can_wait_comes_with_the_digest() {
    let team = team(false);
    let calm = quiet_never().with(Subject::Outcome, Pace::Daily);
    for (now, at) in [
        (moment(4, 9), moment(4, 17)),
        (moment(4, 17), moment(4, 17)),
        (moment(4, 18), moment(5, 17)),
    ] {
        assert_eq!(tell(&team, ANN, calm, &settled(now), now), Some(at));
    }
    let never = calm.with(Subject::Outcome, Pace::Never);
    assert_eq!(
        tell(&team, ANN, never, &settled(moment(4, 9)), moment(4, 9)),
        None
    );
}

#[test]
fn settings_of_one_subject_leave_the_others() {
    for subject in Subject::ALL {
        for pace in [Pace::AtOnce, Pace::Daily, Pace::Never] {
            let calm = Calm::default().with(subject, pace);
            for other in Subject::ALL {
                let kept = Calm::default().pace(other);
                let expected = if other == subject { pace } else { kept };
                assert_eq!(calm.pace(other), expected);
            }
        }
    }
}
