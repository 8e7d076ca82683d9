//! A relay that lost something gets it back from a device, exactly or not at all.

use std::sync::Arc;

use ruil_relay::Settings;
use ruil_relay::store::memory::MemoryStore;
use ruil_relay::store::{Restore, Store, Team};
use ruil_wire::frame::Mark;
use ruil_wire::http::Founding;
use ruil_wire::{ClientFrame, Entry, Fault, Head, Refusal, RelayFrame, SizeClass, TeamId, http};

use super::harness::{Phone, TEAM, TestRelay, request};
use super::keys::{
    ANA, BEN, CAS, change, envelope, envelope_of, first_access, founding, grant, key, sealed,
    signed,
};
use super::store::{at, new, on_all};

/// Returns entries that follow each other, and the chain after each.
fn log(events: std::ops::Range<u64>) -> (Vec<Entry>, Vec<Head>) {
    let entry = |event| Entry {
        number: event,
        time_ms: 100 * event,
        envelope: envelope(event),
    };
    let entries: Vec<_> = events.map(entry).collect();
    let heads = entries.iter().scan(Head::start(TEAM), |head, entry| {
        *head = head.then(entry.number, entry.time_ms, &entry.envelope);
        Some(*head)
    });
    let heads = heads.collect();
    (entries, heads)
}

fn goal(number: u64, head: Head) -> Mark {
    Mark {
        number,
        head,
        signature: [0; 64],
    }
}

fn restore(entries: &[Entry], head: Head, is_marked: bool) -> Restore {
    Restore {
        team: TEAM,
        device: key(BEN),
        goal: goal(entries.last().map_or(0, |entry| entry.number), head),
        is_marked,
        entries: entries.to_vec(),
    }
}

#[test]
fn what_was_lost_is_written_back_with_its_numbers_and_times() {
    on_all(|store| {
        store.found(TEAM, &Team::by_access(founding())).unwrap();
        let (entries, heads) = log(1..6);
        // The log is empty: nobody needs to vouch for it.
        let first = restore(&entries[..3], heads[2], false);
        let written = store.restore(&first, at(9_000)).unwrap();
        assert_eq!(written, Some(heads[..3].to_vec()));
        // It is empty no more.
        let rest = |is_marked| restore(&entries[3..], heads[4], is_marked);
        assert_eq!(store.restore(&rest(false), at(9_000)).unwrap(), None);
        let written = store.restore(&rest(true), at(9_000)).unwrap();
        assert_eq!(written, Some(heads[3..].to_vec()));
        assert_eq!(store.read(TEAM, 0, 9).unwrap(), entries);
        let tail = store.team(TEAM).unwrap().unwrap().tail;
        assert_eq!((tail.number, tail.head), (5, heads[4]));
        assert_eq!((tail.time_ms, tail.bytes), (500, 5 * 512));
        let again = store.restore(&rest(true), at(9_000)).unwrap();
        assert_eq!(again, None, "it is there already");
        let push = ruil_relay::store::Push {
            team: TEAM,
            device: Some(key(BEN)),
            envelopes: vec![envelope(2), envelope(6)],
        };
        let outcomes = store.append(&[push], at(9_000)).unwrap();
        let receipt = new(&outcomes[0][1]);
        assert_eq!((receipt.number, receipt.time_ms), (6, 9_000));
        let ruil_relay::store::Outcome::Repeat(known) = outcomes[0][0] else {
            panic!()
        };
        assert_eq!((known.number, known.head), (2, heads[1]));
    });
}

#[test]
fn what_is_not_exactly_what_comes_next_changes_nothing() {
    on_all(|store| {
        store.found(TEAM, &Team::by_access(founding())).unwrap();
        let (entries, heads) = log(1..6);
        let first = restore(&entries[..2], heads[1], true);
        store.restore(&first, at(9_000)).unwrap().unwrap();
        let before = store.team(TEAM).unwrap();
        let rest = restore(&entries[2..], heads[4], true);
        let with = |change: &dyn Fn(&mut Restore)| {
            let mut changed = rest.clone();
            change(&mut changed);
            changed
        };
        let cases = [
            with(&|it| it.entries[1].envelope = envelope(77)),
            with(&|it| it.entries[1].time_ms += 1),
            with(&|it| it.entries[2].time_ms = 1),
            with(&|it| it.entries[1].number = 9),
            with(&|it| drop(it.entries.remove(0))),
            with(&|it| drop(it.entries.pop())),
            with(&|it| it.entries[0] = entries[0].clone()),
            with(&|it| it.goal.head = heads[3]),
            with(&|it| it.goal.number = 4),
            with(&|it| it.device = key(CAS)),
            with(&|it| it.is_marked = false),
            with(&|it| it.team = TeamId([9; 16])),
        ];
        for (case, changed) in cases.iter().enumerate() {
            assert_eq!(store.restore(changed, at(9_000)).unwrap(), None, "{case}");
        }
        // Its times are still to come; and there is no room for it.
        assert_eq!(store.restore(&rest, at(499)).unwrap(), None);
        let full = ruil_relay::store::Admission {
            log_bytes_max: 4 * 512,
            ..at(9_000)
        };
        assert_eq!(store.restore(&rest, full).unwrap(), None);
        // A whole chain, but of an event twice, or of another team's.
        for wrong in [
            envelope(1),
            envelope_of(TeamId([9; 16]), 3, SizeClass::Small),
        ] {
            let entry = Entry {
                envelope: wrong.clone(),
                ..entries[2].clone()
            };
            let head = heads[1].then(3, entry.time_ms, &wrong);
            let restore = restore(&[entry], head, true);
            assert_eq!(store.restore(&restore, at(9_000)).unwrap(), None);
        }
        assert_eq!(store.team(TEAM).unwrap(), before);
        assert_eq!(store.read(TEAM, 0, 9).unwrap(), entries[..2]);
        assert!(store.restore(&rest, at(500)).unwrap().is_some());
    });
}

#[test]
fn lists_that_were_lost_hold_again_and_older_ones_do_not() {
    on_all(|store| {
        // Founded again with a list that the log leads up to and beyond.
        let second = signed(ANA, grant(2, 1, 1, &[ANA, BEN, CAS]));
        let third = signed(ANA, grant(3, 2, 2, &[ANA, CAS]));
        let founding = Founding {
            access: second.clone(),
            ..founding()
        };
        store.found(TEAM, &Team::by_access(founding)).unwrap();
        let small = |event, epoch| sealed(TEAM, event, epoch, SizeClass::Small, None);
        let envelopes = [
            sealed(TEAM, 0, 0, SizeClass::Small, Some(&first_access())),
            small(1, 0),
            change(0, &second),
            change(1, &third),
            small(4, 2),
        ];
        let mut head = Head::start(TEAM);
        let entries: Vec<_> = (1..)
            .zip(envelopes)
            .map(|(number, envelope)| {
                head = head.then(number, 10, &envelope);
                Entry {
                    number,
                    time_ms: 10,
                    envelope,
                }
            })
            .collect();
        let restore = restore(&entries, head, false);
        assert!(store.restore(&restore, at(10)).unwrap().is_some());
        let team = store.team(TEAM).unwrap().unwrap();
        assert_eq!(team.access, Some(third.clone()));
        assert_eq!(store.removed_at(TEAM, &key(BEN)).unwrap(), Some(4));
    });
}

/// A phone that knows all of a log, and a relay that has gone back to its first entries.
async fn after_a_backup(kept: u64) -> (TestRelay, Phone, Arc<MemoryStore>) {
    let mut settings = Settings::default();
    settings.limits.hold_ms = 0;
    after_a_backup_with(settings, kept).await
}

async fn after_a_backup_with(
    settings: Settings,
    kept: u64,
) -> (TestRelay, Phone, Arc<MemoryStore>) {
    let store = Arc::new(MemoryStore::default());
    let relay = TestRelay::on(store.clone(), Settings::default()).await;
    let mut phone = relay.phone().await;
    let mut backup = Arc::new(MemoryStore::clone(&store));
    for event in 0..5 {
        phone.store(&[envelope(event)]).await;
        if event + 1 == kept {
            backup = Arc::new(MemoryStore::clone(&store));
        }
    }
    phone.until(5).await;
    relay.stop().await;
    let relay = TestRelay::on(backup.clone(), settings).await;
    let phone = phone.reconnect(relay.address).await;
    (relay, phone, backup)
}

async fn is_rewound(phone: &mut Phone, number: u64) {
    let answer = phone.hello(phone.number(), phone.head).await;
    let RelayFrame::Rewind { number: there, .. } = answer else {
        panic!("not ahead: {answer:?}")
    };
    assert_eq!(there, number);
}

async fn give_back(phone: &mut Phone, goal: Mark, entries: &[Entry]) {
    let entries = entries.to_vec();
    phone.send(&ClientFrame::Restore { goal, entries }).await;
}

#[tokio::test]
async fn a_relay_from_a_backup_is_given_back_what_it_vouched_for() {
    let (relay, mut ana, _) = after_a_backup(2).await;
    // Who is no further than the backup listens, and hears of it.
    let mut ben = relay.phone_of(BEN).await;
    ben.until(2).await;
    is_rewound(&mut ana, 2).await;
    let (goal, log) = (ana.mark.unwrap(), ana.log.clone());
    assert_eq!(goal.number, 5);
    give_back(&mut ana, goal, &log[2..4]).await;
    give_back(&mut ana, goal, &log[4..]).await;
    let answer = ana.next().await;
    let Some(RelayFrame::Welcome {
        number: 5,
        head,
        bearer: Some(_),
    }) = answer
    else {
        panic!("{answer:?}")
    };
    assert_eq!(head, ana.head);
    ben.until(5).await;
    assert_eq!(ben.log, log, "with the same numbers and times");
    assert_eq!(ana.store(&[envelope(5)]).await[0].number, 6);
    ben.until(6).await;
    ana.until(6).await;
    assert_eq!(ana.head, ben.head);
}

#[tokio::test]
async fn an_emptied_relay_is_founded_and_filled_again() {
    let old = TestRelay::start().await;
    let mut ana = old.phone().await;
    for event in 0..5 {
        ana.store(&[envelope(event)]).await;
    }
    ana.until(5).await;
    old.stop().await;
    let relay = TestRelay::start().await;
    let mut ana = ana.reconnect(relay.address).await;
    let answer = ana.hello(5, ana.head).await;
    assert_eq!(answer, RelayFrame::Fault(Fault::UnknownTeam));
    // From the third entry on: what came before it, this device has not known.
    let then = |head: Head, e: &Entry| head.then(e.number, e.time_ms, &e.envelope);
    let head = ana.log[..2].iter().fold(Head::start(TEAM), then);
    let moved = Founding {
        number: 2,
        head,
        time_ms: ana.log[1].time_ms,
        ..founding()
    };
    let path = http::team(TEAM);
    let answer = request(relay.address, "PUT", &path, &[], &moved.to_bytes()).await;
    assert_eq!(answer.status, 201);
    let mut ana = ana.reconnect(relay.address).await;
    is_rewound(&mut ana, 2).await;
    // The old relay's word means nothing to the new one, nor is it needed.
    let (goal, log) = (ana.mark.unwrap(), ana.log.clone());
    give_back(&mut ana, goal, &log[2..]).await;
    assert!(matches!(
        ana.next().await,
        Some(RelayFrame::Welcome { number: 5, .. })
    ));
    let mut early = Phone::connect(relay.address, TEAM).await.of(BEN);
    early.greet().await;
    let told = early.next().await;
    assert_eq!(told, Some(RelayFrame::Dropped { until: 2 }));
    early.send(&ClientFrame::Pull { after: 2 }).await;
    let told = early.next().await;
    let Some(RelayFrame::Batch { entries, .. }) = told else {
        panic!("{told:?}")
    };
    assert_eq!(entries, log[2..]);
}

#[tokio::test]
async fn what_is_forged_ends_the_connection_and_changes_nothing() {
    for case in 0..9 {
        let (relay, mut ana, store) = after_a_backup(2).await;
        let before = store.team(TEAM).unwrap();
        if case < 8 {
            is_rewound(&mut ana, 2).await;
        }
        let (mut goal, mut log) = (ana.mark.unwrap(), ana.log.split_off(2));
        match case {
            0 => log[1].envelope = envelope(99),
            1 => log[1].time_ms += 1,
            2 => goal.signature[5] ^= 1,
            3 => drop(log.remove(0)),
            // A chain that holds, for a goal nobody vouched for.
            4 => {
                let then = |head: Head, e: &Entry| head.then(e.number, e.time_ms, &e.envelope);
                log[2].envelope = envelope(99);
                let tail = before.as_ref().unwrap().tail;
                goal.head = log.iter().fold(tail.head, then);
            }
            5 => log.push(Entry {
                number: 6,
                ..log[2].clone()
            }),
            6 => log.clear(),
            // The goal moves on the way.
            7 => {
                give_back(&mut ana, goal, &log[..1]).await;
                goal.number = 4;
                log = log[1..2].to_vec();
            }
            // Without having been told that anything is lost.
            _ => {
                ana = relay.phone().await;
            }
        }
        give_back(&mut ana, goal, &log).await;
        assert_eq!(ana.fault().await, Some(Fault::Unreadable), "{case}");
        assert_eq!(store.team(TEAM).unwrap(), before);
        assert_eq!(store.read(TEAM, 0, 9).unwrap().len(), 2);
    }
}

#[tokio::test]
async fn so_much_is_held_for_a_device_and_no_more() {
    let (_relay, mut ana, store) = after_a_backup(0).await;
    is_rewound(&mut ana, 0).await;
    let goal = goal(1_000_000, Head([1; 32]));
    let entries: Vec<_> = (1..16)
        .map(|number| Entry {
            number,
            time_ms: 0,
            envelope: envelope_of(TEAM, number, SizeClass::Huge),
        })
        .collect();
    let frame = ClientFrame::Restore { goal, entries }.to_bytes();
    let frames = ruil_relay::limit::RESTORE_BYTES_MAX / frame.len() + 2;
    for _ in 0..frames {
        let message = tokio_tungstenite::tungstenite::Message::binary(frame.clone());
        ana.send_message(message).await;
    }
    assert_eq!(ana.fault().await, Some(Fault::Unreadable));
    assert!(store.team(TEAM).unwrap().unwrap().is_empty());
}

/// Pushes one envelope that nobody has seen, and returns what is said of it.
async fn push_new(phone: &mut Phone, event: u64) -> RelayFrame {
    phone.push(&[envelope(event)]).await.remove(0)
}

fn is_put_off(answer: &RelayFrame) -> bool {
    matches!(answer, RelayFrame::Refused { reason, .. } if *reason == Refusal::Storage)
}

#[tokio::test]
async fn nothing_new_takes_the_place_of_what_others_still_have() {
    for is_put_back in [false, true] {
        let settings = Settings {
            is_put_back,
            ..Settings::default()
        };
        let (relay, mut ana, store) = after_a_backup_with(settings, 2).await;
        let mut ben = relay.phone_of(BEN).await;
        ben.until(2).await;
        if is_put_back {
            // The operator said so: Ben's can't become number 3 before anybody with more is there.
            assert!(is_put_off(&push_new(&mut ben, 77).await));
        }
        is_rewound(&mut ana, 2).await;
        let (goal, log) = (ana.mark.unwrap(), ana.log.clone());
        give_back(&mut ana, goal, &log[2..]).await;
        assert!(matches!(
            ana.next().await,
            Some(RelayFrame::Welcome { number: 5, .. })
        ));
        // Somebody may have had more than Ana.
        assert!(is_put_off(&push_new(&mut ana, 78).await));
        let known = ana.store(&[log[4].envelope.clone()]).await;
        assert_eq!(known[0].number, 5, "what is there is said to be there");
        assert_eq!(store.team(TEAM).unwrap().unwrap().tail.number, 5);
    }
}

#[tokio::test]
async fn who_was_put_off_is_sent_away_to_come_again() {
    let mut settings = Settings {
        is_put_back: true,
        ..Settings::default()
    };
    (settings.limits.hold_ms, settings.limits.ping_ms) = (2_000, 50);
    let relay = TestRelay::with(settings).await;
    let mut ana = relay.phone().await;
    assert!(is_put_off(&push_new(&mut ana, 1).await));
    assert_eq!(ana.fault().await, Some(Fault::Stopping));
    let mut ana = ana.reconnect(relay.address).await;
    ana.greet().await;
    assert_eq!(ana.store(&[envelope(1)]).await[0].number, 1);
}
