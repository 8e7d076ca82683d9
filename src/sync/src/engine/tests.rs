//! The engine alone: its relay is the test, line by line.

use ruil_core::event::{Founding, NewPerson};
use ruil_core::{Command, DeviceId, PersonId, TeamId};
use ruil_wire::{Entry, Receipt, Receipts};

use super::*;
use crate::keys::{DeviceKey, Keyring, TeamKey};
use crate::saved::{self, Saved};

mod keep_days;
mod members;
mod milestones;
mod promises;
mod snapshot;
mod storage;

const T0_MS: u64 = 1_741_000_000_000;

pub(super) fn me() -> Identity {
    Identity {
        team: TeamId::from_bytes([1; 16]),
        person: PersonId::from_bytes([2; 16]),
        device: DeviceId::from_bytes([3; 16]),
        device_key: DeviceKey::make([4; 32]),
        keys: Keyring::new(0, TeamKey::make([5; 32])),
    }
}

fn founding() -> Command {
    Command::Found(Founding {
        team: me().team,
        name: "De Linde".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        founder: person(2, "Ann"),
        device: me().device,
        key: me().device_key.public(),
    })
}

fn person(id: u8, name: &str) -> NewPerson {
    let id = PersonId::from_bytes([id; 16]);
    NewPerson {
        id,
        name: name.to_owned(),
        coordinator: false,
        qualifications: Vec::new(),
    }
}

fn add(id: u8) -> Command {
    let people = vec![person(id, "Ben")];
    Command::Add(ruil_core::event::Additions {
        people,
        ..Default::default()
    })
}

fn seed(n: u8) -> Seed {
    Seed {
        event: [n; 16],
        nonce: [n; 24],
    }
}

fn act(engine: &mut Engine, command: Command, n: u8) -> Vec<Output> {
    engine
        .act(vec![(command, seed(n))], T0_MS + u64::from(n))
        .unwrap()
}

fn saved_batch(outputs: &[Output]) -> (Ticket, Batch) {
    let save = outputs.iter().find_map(|output| match output {
        Output::Save(ticket, batch) => Some((*ticket, batch.clone())),
        _ => None,
    });
    save.unwrap()
}

fn pushed(outputs: &[Output]) -> Vec<Envelope> {
    let push = outputs.iter().find_map(|output| match output {
        Output::Send(ClientFrame::Push(envelopes)) => Some(envelopes.clone()),
        _ => None,
    });
    push.unwrap_or_default()
}

/// A relay's log that an engine is fed from.
pub(super) struct Log {
    entries: Vec<Entry>,
    heads: Vec<Head>,
}

impl Log {
    fn new() -> Self {
        Self {
            entries: Vec::new(),
            heads: vec![Head::start(me().wire_team())],
        }
    }

    fn append(&mut self, envelope: &Envelope) -> Receipt {
        let number = self.entries.len() as u64 + 1;
        let time_ms = T0_MS + 1_000 * number;
        let head = self.heads.last().unwrap().then(number, time_ms, envelope);
        self.heads.push(head);
        self.entries.push(Entry {
            number,
            time_ms,
            envelope: envelope.clone(),
        });
        Receipt {
            event: envelope.header().event,
            number,
            time_ms,
            head,
            signature: None,
        }
    }

    fn welcome(&self) -> Input {
        let number = self.entries.len() as u64;
        Input::Frame(RelayFrame::Welcome {
            number,
            head: *self.heads.last().unwrap(),
            bearer: None,
        })
    }

    fn batch(&self, from: usize) -> Input {
        let entries = self.entries[from..].to_vec();
        Input::Frame(RelayFrame::Batch {
            entries,
            last: self.entries.len() as u64,
            mark: None,
        })
    }
}

/// A founded team whose founding is final, and its log.
pub(super) fn founded() -> (Engine, Log) {
    let mut engine = Engine::new(me());
    let mut log = Log::new();
    let (ticket, _) = saved_batch(&act(&mut engine, founding(), 1));
    engine.handle(Input::LinkUp);
    engine.handle(log.welcome());
    let push = engine.handle(Input::Saved(ticket));
    log.append(&pushed(&push)[0]);
    engine.handle(log.batch(0));
    assert_eq!((engine.number(), engine.link()), (1, Link::Live));
    (engine, log)
}

#[test]
fn an_action_walks_from_saving_to_final() {
    let (mut engine, mut log) = founded();
    let outputs = act(&mut engine, add(7), 2);
    let (ticket, batch) = saved_batch(&outputs);
    assert_eq!(engine.outbox()[0].progress, Progress::Saving);
    assert_eq!(batch.durability, crate::Durability::Strict);
    assert_eq!(
        (batch.outbox.len(), batch.meta[0].0.as_str()),
        (1, "counter")
    );
    assert!(
        pushed(&outputs).is_empty(),
        "nothing leaves before it is saved"
    );
    assert_eq!(
        (engine.team().people.len(), engine.tentative().people.len()),
        (1, 2)
    );

    let push = engine.handle(Input::Saved(ticket));
    assert_eq!(engine.outbox()[0].progress, Progress::Saved);
    let receipt = log.append(&pushed(&push)[0]);
    engine.handle(Input::Frame(RelayFrame::Receipt(receipt)));
    assert_eq!(engine.outbox()[0].progress, Progress::Received);
    assert_eq!(engine.team().people.len(), 1, "received is not final");

    let outputs = engine.handle(log.batch(1));
    let (_, batch) = saved_batch(&outputs);
    assert_eq!(
        (batch.log.len(), batch.drop_outbox.len()),
        (1, 1),
        "one transaction for both"
    );
    assert!(engine.outbox().is_empty());
    assert_eq!(engine.team().people.len(), 2);
    let done = engine.done().last().unwrap();
    assert_eq!((done.stamp.number, &done.outcome), (2, &Outcome::Applied));
}

#[test]
fn what_was_done_here_is_told_of_once_it_is_final_and_what_others_did_is_not() {
    let (mut engine, mut log) = founded();
    let finals = |outputs: &[Output]| {
        let told = outputs.iter().filter_map(|output| match output {
            Output::Final { by, before, after } => {
                Some((*by, before.people.len(), after.people.len()))
            }
            _ => None,
        });
        told.collect::<Vec<_>>()
    };
    let (ticket, _) = saved_batch(&act(&mut engine, add(7), 2));
    let push = engine.handle(Input::Saved(ticket));
    assert_eq!(finals(&push), []);
    log.append(&pushed(&push)[0]);
    let mut other = Engine::new(me());
    other.handle(Input::LinkUp);
    other.handle(log.welcome());
    assert_eq!(finals(&other.handle(log.batch(0))), []);
    assert_eq!(other.number(), 2);
    assert_eq!(finals(&engine.handle(log.batch(1))), [(me().person, 1, 2)]);
    assert_eq!(finals(&engine.handle(log.batch(1))), [], "once");
}

#[test]
fn a_reload_keeps_the_prefix_the_outbox_and_the_count() {
    let (mut engine, mut log) = founded();
    let mut kept = Saved::default();
    kept.meta
        .insert(saved::IDENTITY.to_owned(), me().to_bytes().to_vec());
    kept.log.push((
        1,
        saved::log_row(log.entries[0].time_ms, &log.entries[0].envelope),
    ));
    kept.write(&saved_batch(&act(&mut engine, add(7), 2)).1);

    let mut again = Engine::load(&kept).unwrap();
    assert_eq!(
        (again.number(), again.head()),
        (engine.number(), engine.head())
    );
    assert_eq!(again.outbox()[0].progress, Progress::Saved);
    assert_eq!(again.tentative().people.len(), 2);
    again.handle(Input::LinkUp);
    let push = pushed(&again.handle(log.welcome()));
    assert_eq!(
        push,
        pushed(&[Output::Send(ClientFrame::Push(vec![
            engine.outbox()[0].envelope.clone()
        ]))])
    );
    log.append(&push[0]);
    again.handle(log.batch(1));
    act(&mut again, add(8), 3);
    let body = crate::seal::open(me().keys.newest(), &again.outbox()[0].envelope)
        .unwrap()
        .body;
    assert_eq!(
        (body.counter, body.previous),
        (3, EventId::from_bytes([2; 16]))
    );
    assert_eq!(body.seen_number, 2);
}

#[test]
fn a_storage_that_fails_is_told_and_the_work_still_travels() {
    let (mut engine, _) = founded();
    let (ticket, _) = saved_batch(&act(&mut engine, add(7), 2));
    let outputs = engine.handle(Input::NotSaved(ticket));
    assert_eq!(engine.outbox()[0].progress, Progress::NotSaved);
    assert_eq!(pushed(&outputs).len(), 1);
}

#[test]
fn a_command_that_does_not_hold_is_not_taken_on() {
    let (mut engine, _) = founded();
    let offer = Command::Withdraw {
        offer: ruil_core::OfferId::from_bytes([9; 16]),
    };
    let refused = engine.act(vec![(add(7), seed(2)), (offer, seed(3))], T0_MS);
    assert!(matches!(
        refused,
        Err(NotDone::Refused(Refusal::UnknownOffer(_)))
    ));
    assert!(engine.outbox().is_empty(), "all of it or nothing");
    assert_eq!(engine.act(Vec::new(), T0_MS), Ok(Vec::new()), "nor a count");
    assert_eq!(engine.tentative().people.len(), 1);
}

#[test]
fn repeats_and_gaps_do_no_harm() {
    let (mut engine, mut log) = founded();
    let mut other = engine.clone();
    for n in 2..6 {
        let (ticket, _) = saved_batch(&act(&mut other, add(n + 5), n));
        let push = other.handle(Input::Saved(ticket));
        log.append(&pushed(&push)[0]);
        other.handle(log.batch(log.entries.len() - 1));
    }
    let outputs = engine.handle(log.batch(3));
    assert!(
        outputs.contains(&Output::Send(ClientFrame::Pull { after: 1 })),
        "a gap is asked for"
    );
    engine.handle(log.batch(0));
    engine.handle(log.batch(2));
    assert_eq!(engine.team(), other.team());
    assert_eq!(engine.head(), other.head());
}

#[test]
fn a_push_is_sent_again_after_a_lost_answer() {
    let (mut engine, log) = founded();
    let (ticket, _) = saved_batch(&act(&mut engine, add(7), 2));
    let first = pushed(&engine.handle(Input::Saved(ticket)));
    engine.handle(Input::LinkDown);
    assert_eq!(engine.link(), Link::Offline);
    engine.handle(Input::LinkUp);
    assert_eq!(pushed(&engine.handle(log.welcome())), first);
}

#[test]
fn a_forged_signature_changes_nothing() {
    let (mut engine, mut log) = founded();
    let thief = Identity {
        device_key: DeviceKey::make([66; 32]),
        ..me()
    };
    let mut forger = engine.clone();
    forger.me = thief;
    let (ticket, _) = saved_batch(&act(&mut forger, add(7), 2));
    let push = forger.handle(Input::Saved(ticket));
    log.append(&pushed(&push)[0]);
    let mut kept = Saved::default();
    kept.meta
        .insert(saved::IDENTITY.to_owned(), me().to_bytes().to_vec());
    let mut tab = Engine::load(&kept).unwrap();
    kept.write(&saved_batch(&tab.handle(log.batch(0))).1);
    engine.handle(log.batch(1));
    let again = Engine::load(&kept).unwrap();
    tab = Engine::new(me());
    tab.absorb(&kept);
    for reader in [&engine, &again, &tab] {
        assert_eq!((reader.number(), reader.team().people.len()), (2, 1));
        assert_eq!(reader.head(), engine.head());
    }
}

#[test]
fn a_relay_that_shows_two_logs_is_caught() {
    let (mut engine, log) = founded();
    engine.handle(Input::LinkDown);
    engine.handle(Input::LinkUp);
    let lie = RelayFrame::Welcome {
        number: 1,
        head: Head([0; 32]),
        bearer: None,
    };
    let outputs = engine.handle(Input::Frame(lie));
    assert_eq!(engine.alarm(), Some(Alarm::Fork { number: 1 }));
    assert!(outputs.contains(&Output::HangUp));
    assert!(matches!(
        engine.act(vec![(add(7), seed(2))], T0_MS),
        Err(NotDone::Alarm(_))
    ));
    assert_eq!(
        engine.team().people.len(),
        1,
        "what was known stays readable"
    );
    drop(log);
}

#[test]
fn an_author_who_came_to_another_state_is_noticed() {
    let (mut engine, mut log) = founded();
    let mut other = engine.clone();
    Arc::make_mut(&mut other.team).name = "Elsewhere".to_owned();
    other.tidy();
    let (ticket, _) = saved_batch(&act(&mut other, add(7), 2));
    let push = other.handle(Input::Saved(ticket));
    log.append(&pushed(&push)[0]);
    engine.handle(log.batch(1));
    assert_eq!(engine.alarm(), Some(Alarm::Diverged { number: 1 }));
}

#[test]
fn an_event_of_newer_rules_stops_the_prefix_before_it() {
    let (mut engine, mut log) = founded();
    let event = EventId::from_bytes([2; 16]);
    let command = crate::body::command_bytes(&add(7));
    let body = crate::body::Body {
        rules: ruil_core::RULES + 1,
        device: me().device,
        counter: 2,
        previous: EventId::from_bytes([1; 16]),
        seen_number: 1,
        seen_head: engine.head().0,
        seen_state: engine.team().fingerprint(),
        wall_ms: T0_MS,
        actor: me().person,
        command,
    };
    let signed = crate::seal::sign(&me(), event, &body);
    log.append(&engine.seal(&signed, None, [2; 24]).unwrap());
    engine.handle(log.batch(1));
    assert_eq!(
        (engine.number(), engine.alarm()),
        (1, Some(Alarm::Update { number: 2 }))
    );
}

#[test]
fn a_team_that_its_relay_does_not_know_introduces_itself() {
    let unknown = || Input::Frame(RelayFrame::Fault(Fault::UnknownTeam));
    let registered = |outputs: Vec<Output>| match &outputs[..] {
        [Output::Register(bytes)] => ruil_wire::http::Founding::parse(bytes).unwrap(),
        other => panic!("{other:?}"),
    };
    let mut engine = Engine::new(me());
    act(&mut engine, founding(), 1);
    engine.handle(Input::LinkUp);
    let first = registered(engine.handle(unknown()));
    assert_eq!(first.access.begins(), Ok(()));
    assert_eq!((first.number, first.access.grant.revision), (0, 0));

    let (mut engine, _) = founded();
    engine.handle(Input::LinkUp);
    assert_eq!(registered(engine.handle(unknown())), first);
}

#[test]
fn two_tabs_of_one_device_count_on_from_each_other() {
    let (mut tab, log) = founded();
    let mut kept = Saved::default();
    kept.meta
        .insert(saved::IDENTITY.to_owned(), me().to_bytes().to_vec());
    kept.log.push((
        1,
        saved::log_row(log.entries[0].time_ms, &log.entries[0].envelope),
    ));
    let mut other = tab.clone();

    let (_, batch) = saved_batch(&act(&mut other, add(7), 2));
    kept.write(&batch);
    let (ticket, mine) = saved_batch(&act(&mut tab, add(8), 3));
    assert_eq!(
        mine.outbox[0].0, batch.outbox[0].0,
        "both want the same place"
    );

    let commands = tab.take_back(ticket);
    tab.absorb(&kept);
    assert_eq!(commands, [(me().person, add(8))]);
    assert_eq!(
        tab.outbox().len(),
        1,
        "the other tab's action waits here too"
    );
    let (_, again) = saved_batch(&act(&mut tab, commands[0].1.clone(), 4));
    assert_eq!(again.outbox[0].0, batch.outbox[0].0 + 1);
    assert_eq!(tab.tentative().people.len(), 3);
    tab.absorb(&kept);
    assert_eq!(tab.outbox().len(), 2, "absorbing again changes nothing");
}

#[test]
fn a_count_that_is_damaged_stops_no_device() {
    let mut kept = Saved::default();
    let none = EventId::from_bytes([0; 16]);
    kept.meta
        .insert(saved::IDENTITY.to_owned(), me().to_bytes().to_vec());
    let counter = saved::counter_bytes(u64::MAX, none);
    kept.meta.insert(saved::COUNTER.to_owned(), counter);
    let mut engine = Engine::load(&kept).unwrap();
    act(&mut engine, founding(), 1);
    assert_eq!(engine.outbox().len(), 1);
}
