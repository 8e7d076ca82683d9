//! Who may read and write: removal, new keys, lost races, copied devices.

use super::*;
use crate::keys::DeviceKey;

pub(super) fn ben() -> Identity {
    Identity {
        person: PersonId::from_bytes([7; 16]),
        device: DeviceId::from_bytes([8; 16]),
        device_key: DeviceKey::make([9; 32]),
        ..me()
    }
}

pub(super) fn cas() -> Identity {
    Identity {
        person: PersonId::from_bytes([10; 16]),
        device: DeviceId::from_bytes([11; 16]),
        device_key: DeviceKey::make([12; 32]),
        ..me()
    }
}

pub(super) fn admit(who: &Identity) -> Command {
    Command::Admit {
        person: who.person,
        device: who.device,
        key: who.device_key.public(),
    }
}

/// Ann, Ben and Cas, each with a device that is up to date.
pub(super) struct Three {
    pub ann: Engine,
    pub ben: Engine,
    pub cas: Engine,
    pub log: Log,
}

impl Three {
    pub fn new() -> Self {
        let (ann, log) = founded();
        let mut three = Self {
            ann,
            ben: Engine::new(ben()),
            cas: Engine::new(cas()),
            log,
        };
        three.does(0, add(7), 2);
        three.does(0, add(10), 3);
        three.does(0, admit(&ben()), 4);
        three.does(0, admit(&cas()), 5);
        three
    }

    pub fn of(&mut self, who: usize) -> &mut Engine {
        match who {
            0 => &mut self.ann,
            1 => &mut self.ben,
            _ => &mut self.cas,
        }
    }

    /// Somebody does something, the relay numbers it, and all hear of it.
    pub fn does(&mut self, who: usize, command: Command, n: u8) {
        let engine = self.of(who);
        let (ticket, _) = saved_batch(&act(engine, command, n));
        engine.handle(Input::Saved(ticket));
        let waiting = engine.outbox.last().unwrap().envelope.clone();
        self.log.append(&waiting);
        self.spread();
    }

    pub fn spread(&mut self) {
        let news = self.log.batch(0);
        for who in 0..3 {
            self.of(who).handle(news.clone());
        }
    }

    pub fn appoint_ben(&mut self) {
        let appoint = Command::Appoint {
            person: ben().person,
            coordinator: true,
        };
        self.does(0, appoint, 6);
    }

    pub fn removal(&mut self, by: usize, of: &Identity) -> Command {
        let random = ([21; 32], [22; 32]);
        let removal = self.of(by).removal(vec![of.person], Vec::new(), random);
        Command::Remove(removal.unwrap())
    }
}

fn epoch_of(engine: &Engine) -> u32 {
    engine.keys.epoch()
}

#[test]
fn who_stays_gets_the_new_key_and_who_is_removed_does_not() {
    let mut three = Three::new();
    let removal = three.removal(0, &cas());
    three.does(0, removal, 6);
    assert_eq!((epoch_of(&three.ann), epoch_of(&three.ben)), (1, 1));
    assert_eq!(epoch_of(&three.cas), 0);
    assert_eq!(three.cas.alarm(), None, "the removal itself can be read");
    three.does(1, Command::Tick, 20);
    let number = three.log.entries.len() as u64;
    assert_eq!((three.ann.number(), three.ben.number()), (number, number));
    assert_eq!(three.cas.number(), number - 1);
    assert_eq!(three.cas.alarm(), Some(Alarm::NoKey { number }));
    let secret = &three.log.entries.last().unwrap().envelope;
    let found = three.cas.keys.newest();
    assert!(crate::seal::open(found, secret).is_err());
}

#[test]
fn the_list_of_who_may_goes_with_the_event() {
    let mut three = Three::new();
    let removal = three.removal(0, &cas());
    three.does(0, removal, 6);
    let lists: Vec<_> = three
        .log
        .entries
        .iter()
        .filter_map(|entry| entry.envelope.access())
        .collect();
    let shown: Vec<_> = lists
        .iter()
        .map(|access| {
            let grant = &access.grant;
            (grant.revision, grant.epoch, grant.devices.len())
        })
        .collect();
    assert_eq!(shown, [(0, 0, 1), (1, 0, 2), (2, 0, 3), (3, 1, 2)]);
    assert_eq!(lists[0].begins(), Ok(()));
    for pair in lists.windows(2) {
        assert_eq!(pair[1].follows(&pair[0].grant), Ok(()));
    }
    let gone = cas().device_key.public();
    assert_eq!(lists[3].grant.member(&gone), None);
}

#[test]
fn what_was_sealed_for_the_time_before_is_sealed_anew_unchanged_inside() {
    let mut three = Three::new();
    let (ticket, _) = saved_batch(&act(&mut three.ben, Command::Tick, 30));
    three.ben.handle(Input::Saved(ticket));
    let old = three.ben.outbox[0].envelope.clone();
    let removal = three.removal(0, &cas());
    three.does(0, removal, 6);

    let anew = three.ben.outbox[0].envelope.clone();
    assert_eq!((old.header().epoch, anew.header().epoch), (0, 1));
    let keys = &three.ben.keys;
    let inside = |envelope: &Envelope| {
        let key = keys.get(envelope.header().epoch).unwrap();
        crate::seal::open(key, envelope).unwrap().signed
    };
    assert_eq!(inside(&old), inside(&anew));
    assert_eq!(three.ben.outbox[0].progress, Progress::Saved);

    // Had the relay numbered the old one, nobody would have believed it.
    let before = three.ann.team().fingerprint();
    three.log.append(&old);
    three.spread();
    assert_eq!(three.ann.team().fingerprint(), before);
    assert!(!three.ann.counters.contains_key(&ben().device));
}

#[test]
fn a_removal_that_came_second_is_taken_out_and_told() {
    let mut three = Three::new();
    three.appoint_ben();
    let second = three.removal(1, &me());
    let (ticket, _) = saved_batch(&act(&mut three.ben, second, 30));
    three.ben.handle(Input::Saved(ticket));
    let first = three.removal(0, &cas());
    let engine = &mut three.ann;
    let (ticket, _) = saved_batch(&act(engine, first, 31));
    engine.handle(Input::Saved(ticket));
    let envelope = engine.outbox.last().unwrap().envelope.clone();
    three.log.append(&envelope);
    let outputs = three.ben.handle(three.log.batch(0));
    let told = outputs
        .iter()
        .any(|output| matches!(output, Output::Missed(event, _) if matches!(event.command, Command::Remove(_))));
    assert!(told, "{outputs:?}");
    assert!(three.ben.outbox().is_empty());
    let (_, batch) = saved_batch(&outputs);
    assert_eq!(batch.drop_outbox.len(), 1);
    assert_eq!(epoch_of(&three.ben), 1);
}

#[test]
fn a_list_that_was_made_on_another_is_made_again() {
    let mut three = Three::new();
    three.appoint_ben();
    let new = Identity {
        device: DeviceId::from_bytes([40; 16]),
        device_key: DeviceKey::make([41; 32]),
        ..cas()
    };
    let (ticket, _) = saved_batch(&act(&mut three.ben, admit(&new), 30));
    three.ben.handle(Input::Saved(ticket));
    let revision = |engine: &Engine| {
        let access = engine.outbox[0].envelope.access().unwrap();
        access.grant.revision
    };
    assert_eq!(revision(&three.ben), 4);
    let other = Identity {
        device: DeviceId::from_bytes([42; 16]),
        device_key: DeviceKey::make([43; 32]),
        ..cas()
    };
    three.does(0, admit(&other), 31);
    assert_eq!(revision(&three.ben), 5);
    let access = three.ben.outbox[0].envelope.access().unwrap();
    assert_eq!(access.grant.devices.len(), 5);
    assert_eq!(
        access.follows(&three.ben.access.as_ref().unwrap().grant),
        Ok(())
    );
}

#[test]
fn who_was_removed_can_do_nothing_any_more() {
    let mut three = Three::new();
    let (ticket, _) = saved_batch(&act(&mut three.cas, Command::Tick, 30));
    three.cas.handle(Input::Saved(ticket));
    let removal = three.removal(0, &cas());
    three.does(0, removal, 6);
    let late = three.cas.outbox[0].envelope.clone();
    three.log.append(&late);
    three.spread();
    assert!(!three.ann.counters.contains_key(&cas().device));
    assert_eq!(three.ann.alarm(), None);
}

#[test]
fn a_device_that_counts_twice_is_noticed_and_its_first_event_counts() {
    let mut three = Three::new();
    let mut copy = three.ben.clone();
    three.does(1, Command::Tick, 30);
    let (ticket, _) = saved_batch(&act(&mut copy, Command::Tick, 31));
    copy.handle(Input::Saved(ticket));
    let twin = copy.outbox[0].envelope.clone();
    three.log.append(&twin);
    three.spread();
    let copied: Vec<_> = three.ann.copied().iter().copied().collect();
    assert_eq!(copied, [ben().device]);
    assert_eq!(three.ann.number(), three.log.entries.len() as u64);
    assert_eq!(three.ann.counters[&ben().device], 1);
}

#[test]
fn a_device_put_back_to_an_older_day_counts_on() {
    let mut three = Three::new();
    let old = three.ben.clone();
    three.does(1, Command::Tick, 30);
    three.ben = old;
    let (ticket, _) = saved_batch(&act(&mut three.ben, Command::Tick, 31));
    three.ben.handle(Input::Saved(ticket));
    assert_eq!(three.ben.outbox[0].slot, 1, "the count of an older day");
    three.spread();
    assert_eq!(three.ben.outbox[0].slot, 2);
    let again = three.ben.outbox[0].envelope.clone();
    three.log.append(&again);
    three.spread();
    assert!(three.ben.outbox().is_empty());
    assert!(three.ann.copied().is_empty());
    assert_eq!(three.ann.counters[&ben().device], 2);
}

/// Ben's storage is put back to an older day; he acts, and his service worker sends it as it is.
fn sent_in_vain(three: &mut Three) -> (Saved, EventId) {
    let old = three.ben.clone();
    three.does(1, Command::Tick, 30);
    three.ben = old;
    let mut kept = Saved::default();
    kept.meta
        .insert(saved::IDENTITY.to_owned(), ben().to_bytes().to_vec());
    for (number, entry) in (1..=three.ben.number()).zip(&three.log.entries) {
        let row = saved::log_row(entry.time_ms, &entry.envelope);
        kept.log.push((number, row));
    }
    let (ticket, batch) = saved_batch(&act(&mut three.ben, add(80), 31));
    kept.write(&batch);
    three.ben.handle(Input::Saved(ticket));
    let envelope = three.ben.outbox[0].envelope.clone();
    let id = three.ben.outbox[0].event.id;
    three.log.append(&envelope);
    (kept, id)
}

#[test]
fn what_is_numbered_in_vain_is_done_again_and_once() {
    let mut three = Three::new();
    three.appoint_ben();
    let (mut kept, id) = sent_in_vain(&mut three);
    let outputs = three.ben.handle(three.log.batch(0));
    assert!(
        !three
            .ben
            .team()
            .people
            .contains(&PersonId::from_bytes([80; 16]))
    );
    let [waiting] = three.ben.outbox() else {
        panic!("it waits again");
    };
    let again = (waiting.event.id, waiting.slot);
    assert_eq!(again, (three.ben.id_anew(id), 2));

    // Closed between two writes, and opened once more.
    let saves = outputs.iter().filter_map(|output| match output {
        Output::Save(ticket, batch) => Some((*ticket, batch.clone())),
        _ => None,
    });
    let saves: Vec<_> = saves.collect();
    assert_eq!(saves.len(), 2);
    for (ticket, batch) in saves {
        kept.write(&batch);
        let opened = Engine::load(&kept).unwrap();
        let [waiting] = opened.outbox() else {
            panic!("it waits there too");
        };
        assert_eq!((waiting.event.id, waiting.slot), again);
        three.ben.handle(Input::Saved(ticket));
    }
    let envelope = three.ben.outbox[0].envelope.clone();
    assert_eq!(kept.outbox, [(2, envelope.as_bytes().to_vec())]);

    three.log.append(&envelope);
    three.spread();
    assert!(three.ben.outbox().is_empty());
    for engine in [&three.ann, &three.ben, &three.cas] {
        assert!(
            engine
                .team()
                .people
                .contains(&PersonId::from_bytes([80; 16]))
        );
        assert_eq!((engine.counters[&ben().device], engine.alarm()), (2, None));
    }
}

#[test]
fn what_is_written_while_the_log_comes_is_counted_anew_before_it_is_sent() {
    let mut three = Three::new();
    let old = three.ben.clone();
    three.does(1, Command::Tick, 30);
    three.ben = old;
    three.ben.handle(Input::LinkUp);
    let (ticket, _) = saved_batch(&act(&mut three.ben, Command::Tick, 31));
    three.ben.handle(three.log.welcome());
    three.ben.handle(three.log.batch(0));
    assert_eq!(three.ben.link(), Link::Live);
    let outputs = three.ben.handle(Input::Saved(ticket));
    assert!(pushed(&outputs).is_empty(), "its count was used before");
    let (ticket, _) = saved_batch(&outputs);
    let sent = pushed(&three.ben.handle(Input::Saved(ticket)));
    let opened = crate::seal::open(three.ben.keys.newest(), &sent[0]).unwrap();
    assert_eq!(opened.body.counter, 2);
}

#[test]
fn a_renewal_that_never_ends_is_given_up() {
    let mut three = Three::new();
    three.ben.handle(Input::LinkUp);
    let (ticket, _) = saved_batch(&act(&mut three.ben, Command::Tick, 30));
    three.ben.handle(Input::Saved(ticket));
    let event = three.ben.outbox[0].envelope.header().event;
    let refused = || {
        Input::Frame(RelayFrame::Refused {
            event,
            reason: ruil_wire::Refusal::StaleEpoch,
        })
    };
    for _ in 0..100 {
        three.ben.handle(refused());
    }
    let stale = Progress::Refused(ruil_wire::Refusal::StaleEpoch);
    assert_eq!(three.ben.outbox[0].progress, stale);
}

/// Ann's device was copied: the copy removes Cas with a count that is used already. The relay follows the
/// list, and nobody is removed.
fn removed_in_vain(three: &mut Three) {
    let mut twin = three.ann.clone();
    three.does(0, Command::Tick, 50);
    let random = ([21; 32], [22; 32]);
    let removal = twin.removal(vec![cas().person], Vec::new(), random);
    act(&mut twin, Command::Remove(removal.unwrap()), 51);
    let envelope = twin.outbox[0].envelope.clone();
    three.log.append(&envelope);
}

fn epochs(engine: &Engine) -> (u32, Option<u32>) {
    let listed = engine.access.as_ref();
    (engine.team().epoch, listed.map(|access| access.grant.epoch))
}

#[test]
fn what_a_coordinator_sends_next_puts_right_a_list_whose_event_had_no_effect() {
    let mut three = Three::new();
    three.cas.handle(Input::LinkUp);
    let (ticket, _) = saved_batch(&act(&mut three.cas, Command::Tick, 40));
    three.cas.handle(Input::Saved(ticket));
    removed_in_vain(&mut three);
    three.spread();
    assert_eq!(epochs(&three.cas), (0, Some(1)));
    let event = three.cas.outbox[0].envelope.header().event;
    let reason = ruil_wire::Refusal::StaleEpoch;
    for _ in 0..100 {
        let refused = RelayFrame::Refused { event, reason };
        three.cas.handle(Input::Frame(refused));
    }
    assert_eq!(three.cas.outbox[0].progress, Progress::Refused(reason));
    let last = three.ann.access.clone().unwrap();

    act(&mut three.ben, Command::Tick, 52);
    assert!(
        three.ben.outbox[0].envelope.access().is_none(),
        "no coordinator"
    );
    three.does(0, Command::Tick, 53);
    let sent = &three.log.entries.last().unwrap().envelope;
    let access = sent.access().unwrap();
    assert_eq!(access.follows(&last.grant), Ok(()));
    assert_eq!((access.grant.epoch, sent.header().epoch), (0, 0));
    assert_eq!(access.grant.devices.len(), 3);
    assert_eq!(epochs(&three.cas), (0, Some(0)));
    assert_eq!(three.cas.outbox[0].progress, Progress::Saved);
    act(&mut three.ann, Command::Tick, 54);
    assert!(
        three.ann.outbox[0].envelope.access().is_none(),
        "it is right"
    );
}

#[test]
fn a_coordinator_with_nothing_to_say_puts_the_list_right_too() {
    let mut three = Three::new();
    three.ann.handle(Input::LinkUp);
    three.ann.handle(three.log.welcome());
    removed_in_vain(&mut three);
    let said = |outputs: Vec<Output>| outputs.contains(&Output::Vouch(Command::Tick));
    let news = three.log.batch(0);
    assert!(said(three.ann.handle(news.clone())));
    assert!(!said(three.ann.handle(news.clone())), "once");
    three.ben.handle(Input::LinkUp);
    three.ben.handle(three.log.welcome());
    assert!(!said(three.ben.handle(news)), "no coordinator");
}

#[test]
fn a_removal_waits_for_no_list_that_it_could_not_put_right() {
    let mut three = Three::new();
    let removal = three.removal(0, &ben());
    let mut late = three.ann.clone();
    removed_in_vain(&mut three);
    let (ticket, _) = saved_batch(&act(&mut late, removal, 55));
    late.handle(Input::Saved(ticket));
    let outputs = late.handle(three.log.batch(0));
    let is_told = |output: &Output| matches!(output, Output::Missed(_, Refusal::MembershipChanged));
    assert!(outputs.iter().any(is_told), "{outputs:?}");
    assert!(late.outbox().is_empty());
}

#[test]
fn a_list_that_the_relay_took_is_followed_whatever_became_of_its_event() {
    let mut three = Three::new();
    let mut twin = three.ann.clone();
    three.does(0, Command::Tick, 50);
    let dee = Identity {
        device: DeviceId::from_bytes([60; 16]),
        device_key: DeviceKey::make([61; 32]),
        ..ben()
    };
    act(&mut twin, admit(&dee), 51);
    let envelope = twin.outbox[0].envelope.clone();
    let revision = envelope.access().unwrap().grant.revision;
    three.log.append(&envelope);
    three.spread();
    assert!(
        !three.ben.team().devices.contains(&dee.device),
        "counted twice"
    );

    act(&mut three.ann, admit(&dee), 52);
    let next = three.ann.outbox[0].envelope.access().unwrap();
    assert_eq!(next.grant.revision, revision + 1);
}
