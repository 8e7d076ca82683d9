//! How long the relay keeps what is old: it stands in the list that the relay reads.

use super::members::{Three, admit, ben, cas};
use super::*;

fn keep(days: Option<u16>) -> Command {
    Command::Keep { days }
}

/// Has Ben do something that does not reach the relay yet.
fn ben_waits_with(three: &mut Three, command: Command) {
    let (ticket, _) = saved_batch(&act(&mut three.ben, command, 30));
    three.ben.handle(Input::Saved(ticket));
}

fn days_of(engine: &Engine) -> Option<u16> {
    let access = engine.outbox[0].envelope.access();
    access.unwrap().grant.keep_days
}

#[test]
fn what_is_said_stays_said_in_every_list_after_it() {
    let mut three = Three::new();
    assert_eq!(three.ann.keep_days(), None);
    three.does(0, keep(Some(90)), 40);
    let removal = three.removal(0, &cas());
    three.does(0, removal, 41);
    let lists = three.log.entries.iter();
    let lists = lists.filter_map(|entry| entry.envelope.access());
    let days: Vec<_> = lists.map(|access| access.grant.keep_days).collect();
    assert_eq!(days, [None, None, None, Some(90), Some(90)]);
    for engine in [&three.ann, &three.ben] {
        assert_eq!(engine.keep_days(), Some(90));
        assert_eq!(engine.alarm(), None);
    }
    three.does(0, keep(None), 42);
    assert_eq!(three.ben.keep_days(), None);
}

#[test]
fn it_is_seen_before_the_relay_has_it_and_counts_for_what_is_done_next() {
    let mut three = Three::new();
    let both = vec![(keep(Some(60)), seed(30)), (admit(&another()), seed(31))];
    three.ann.act(both, T0_MS).unwrap();
    assert_eq!(three.ann.keep_days(), Some(60));
    let lists = three.ann.outbox.iter();
    let lists = lists.map(|waiting| &waiting.envelope.access().unwrap().grant);
    let days: Vec<_> = lists
        .map(|grant| (grant.revision, grant.keep_days))
        .collect();
    assert_eq!(days, [(3, Some(60)), (4, Some(60))]);
}

#[test]
fn a_list_that_waited_takes_over_what_was_said_meanwhile() {
    let mut three = Three::new();
    three.appoint_ben();
    ben_waits_with(&mut three, admit(&another()));
    assert_eq!(days_of(&three.ben), None);
    three.does(0, keep(Some(60)), 31);
    assert_eq!(days_of(&three.ben), Some(60));
}

#[test]
fn of_two_who_say_it_the_later_counts() {
    let mut three = Three::new();
    three.appoint_ben();
    ben_waits_with(&mut three, keep(Some(30)));
    three.does(0, keep(Some(60)), 31);
    assert_eq!(
        (three.ann.keep_days(), days_of(&three.ben)),
        (Some(60), Some(30))
    );
    let again = three.ben.outbox[0].envelope.clone();
    three.log.append(&again);
    three.spread();
    assert_eq!(
        (three.ann.keep_days(), three.ben.keep_days()),
        (Some(30), Some(30))
    );
}

/// A second device of Ben's.
fn another() -> Identity {
    Identity {
        device: DeviceId::from_bytes([40; 16]),
        device_key: DeviceKey::make([41; 32]),
        ..ben()
    }
}
