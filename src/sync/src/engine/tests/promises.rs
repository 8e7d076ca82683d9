//! The relay's word: receipts, how far the log goes, what is given back.

use ed25519_dalek::{Signer, SigningKey};
use ruil_wire::frame::Mark;
use ruil_wire::sign;

use super::*;

fn relay() -> SigningKey {
    SigningKey::from_bytes(&[50; 32])
}

fn challenge(engine: &mut Engine, key: &SigningKey) -> Vec<Output> {
    engine.handle(Input::LinkUp);
    engine.handle(Input::Frame(RelayFrame::Challenge {
        relay: key.verifying_key().to_bytes(),
        nonce: [51; 32],
    }))
}

fn marked(log: &Log, from: usize, key: &SigningKey) -> Input {
    let number = log.entries.len() as u64;
    let message = sign::mark(me().wire_team(), number, *log.heads.last().unwrap());
    Input::Frame(RelayFrame::Batch {
        entries: log.entries[from..].to_vec(),
        last: number,
        mark: Some(key.sign(&message).to_bytes()),
    })
}

fn welcome(log: &Log) -> Input {
    let bearer = ruil_wire::Bearer::make(&[1; 32], me().wire_team(), [2; 32], 9);
    Input::Frame(RelayFrame::Welcome {
        number: log.entries.len() as u64,
        head: *log.heads.last().unwrap(),
        bearer: Some(bearer),
    })
}

/// A device that has the relay's word for three entries.
fn vouched() -> (Engine, Log) {
    let (mut engine, mut log) = founded();
    challenge(&mut engine, &relay());
    engine.handle(welcome(&log));
    for n in 2..4 {
        let (ticket, _) = saved_batch(&act(&mut engine, add(n + 5), n));
        let push = engine.handle(Input::Saved(ticket));
        log.append(&pushed(&push)[0]);
        engine.handle(marked(&log, log.entries.len() - 1, &relay()));
    }
    assert_eq!((engine.number(), engine.alarm()), (3, None));
    (engine, log)
}

#[test]
fn a_device_proves_who_it_is_to_this_relay() {
    let (mut engine, _) = founded();
    let outputs = challenge(&mut engine, &relay());
    let relay = relay().verifying_key().to_bytes();
    let message = sign::proof(me().wire_team(), &relay, &[51; 32]);
    let expected = me().device_key.sign(&message);
    assert_eq!(outputs, [Output::Send(ClientFrame::Proof(expected))]);
}

#[test]
fn a_receipt_that_is_not_the_relays_own_counts_for_nothing() {
    let (mut engine, mut log) = vouched();
    let (ticket, _) = saved_batch(&act(&mut engine, add(20), 9));
    let push = engine.handle(Input::Saved(ticket));
    let mut receipt = log.append(&pushed(&push)[0]);
    let outputs = engine.handle(Input::Frame(RelayFrame::Receipt(receipt)));
    assert_eq!(outputs, [Output::HangUp]);
    assert_eq!(engine.outbox()[0].progress, Progress::Saved);
    let (event, number, time_ms, head) =
        (receipt.event, receipt.number, receipt.time_ms, receipt.head);
    let message = sign::receipt(me().wire_team(), event, number, time_ms, head);
    receipt.signature = Some(relay().sign(&message).to_bytes());
    engine.handle(Input::Frame(RelayFrame::Receipt(receipt)));
    assert_eq!(engine.outbox()[0].progress, Progress::Received);
}

#[test]
fn receipts_under_one_signature_count_together_or_not_at_all() {
    let (mut engine, mut log) = vouched();
    let commands = vec![(add(20), seed(9)), (add(21), seed(10)), (add(22), seed(11))];
    let (ticket, _) = saved_batch(&engine.act(commands, T0_MS).unwrap());
    let push = pushed(&engine.handle(Input::Saved(ticket)));
    let list: Vec<_> = push.iter().map(|envelope| log.append(envelope)).collect();
    let message = sign::receipts(me().wire_team(), &list[..2]);
    let signature = relay().sign(&message).to_bytes();
    let told = |list: &[Receipt]| {
        let list = list.to_vec();
        Input::Frame(RelayFrame::Receipts(Receipts { list, signature }))
    };
    let progress = |engine: &Engine| -> Vec<_> {
        let outbox = engine.outbox().iter();
        outbox.map(|waiting| waiting.progress).collect()
    };
    assert_eq!(engine.handle(told(&list)), [Output::HangUp]);
    assert_eq!(progress(&engine), [Progress::Saved; 3]);
    engine.handle(told(&list[..2]));
    let expected = [Progress::Received, Progress::Received, Progress::Saved];
    assert_eq!(progress(&engine), expected);
}

#[test]
fn what_the_relay_has_and_does_not_pass_on_is_told_after_a_day() {
    const MINUTE_MS: u64 = 60_000;
    const DAY_MS: u64 = 24 * 60 * MINUTE_MS;
    let (mut engine, mut log) = founded();
    let (ticket, _) = saved_batch(&act(&mut engine, add(7), 2));
    let push = pushed(&engine.handle(Input::Saved(ticket)));
    let receipt = log.append(&push[0]);
    engine.handle(Input::Clock(T0_MS + 2 * DAY_MS));
    engine.handle(Input::Clock(T0_MS + 3 * DAY_MS));
    assert!(
        !engine.is_withheld(),
        "the relay has not said that it has it"
    );
    engine.handle(Input::Frame(RelayFrame::Receipt(receipt)));
    engine.handle(Input::Clock(T0_MS + MINUTE_MS));
    engine.handle(Input::Clock(T0_MS + DAY_MS - MINUTE_MS));
    assert!(!engine.is_withheld(), "not a day yet");
    engine.handle(Input::LinkDown);
    engine.handle(Input::Clock(T0_MS + DAY_MS));
    engine.handle(Input::LinkUp);
    let (number, head) = (engine.number(), engine.head());
    engine.handle(Input::Frame(RelayFrame::Welcome {
        number,
        head,
        bearer: None,
    }));
    engine.handle(Input::Frame(RelayFrame::Receipt(receipt)));
    let back_ms = T0_MS + 9 * DAY_MS;
    engine.handle(Input::Clock(back_ms));
    assert!(!engine.is_withheld(), "it has only just come back");
    let outputs = engine.handle(Input::Clock(back_ms + 10 * MINUTE_MS));
    assert_eq!(outputs, [Output::Changed]);
    assert!(engine.is_withheld() && engine.alarm().is_none());
    engine.handle(log.batch(1));
    let outputs = engine.handle(Input::Clock(back_ms + 11 * MINUTE_MS));
    assert_eq!(
        (outputs, engine.is_withheld()),
        (vec![Output::Changed], false)
    );
}

#[test]
fn a_promised_number_that_goes_to_another_is_a_broken_word() {
    let (mut engine, mut log) = vouched();
    let mut other = engine.clone();
    let (ticket, _) = saved_batch(&act(&mut engine, add(20), 9));
    engine.handle(Input::Saved(ticket));
    let event = engine.outbox()[0].envelope.header().event;
    let head = Head([9; 32]);
    let message = sign::receipt(me().wire_team(), event, 4, T0_MS, head);
    engine.handle(Input::Frame(RelayFrame::Receipt(Receipt {
        event,
        number: 4,
        time_ms: T0_MS,
        head,
        signature: Some(relay().sign(&message).to_bytes()),
    })));
    let (ticket, _) = saved_batch(&act(&mut other, add(30), 10));
    other.handle(Input::Saved(ticket));
    log.append(&other.outbox()[0].envelope.clone());
    engine.handle(marked(&log, 3, &relay()));
    assert_eq!(engine.alarm(), Some(Alarm::Fork { number: 4 }));
}

#[test]
fn a_batch_under_another_chain_than_is_signed_is_caught() {
    let (mut engine, mut log) = vouched();
    let mut other = engine.clone();
    let (ticket, _) = saved_batch(&act(&mut other, add(30), 10));
    other.handle(Input::Saved(ticket));
    log.append(&other.outbox()[0].envelope.clone());
    let thief = SigningKey::from_bytes(&[60; 32]);
    let outputs = engine.handle(marked(&log, 3, &thief));
    assert_eq!(engine.alarm(), Some(Alarm::Fork { number: 4 }));
    assert_eq!(outputs, [Output::Changed], "nothing of it is kept");
    assert_eq!(engine.number(), 3);
}

#[test]
fn something_else_under_my_event_is_tampered_with() {
    let (mut engine, mut log) = vouched();
    let (ticket, _) = saved_batch(&act(&mut engine, add(20), 9));
    engine.handle(Input::Saved(ticket));
    let mut bytes = engine.outbox()[0].envelope.as_bytes().to_vec();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    log.append(&Envelope::parse(bytes).unwrap());
    engine.handle(marked(&log, 3, &relay()));
    assert_eq!(engine.alarm(), Some(Alarm::Tampered { number: 4 }));
}

#[test]
fn a_relay_put_back_to_an_older_day_is_given_what_it_lost() {
    let (mut engine, log) = vouched();
    engine.handle(Input::LinkDown);
    challenge(&mut engine, &relay());
    let outputs = engine.handle(Input::Frame(RelayFrame::Rewind {
        number: 1,
        head: log.heads[1],
    }));
    let goal = match &outputs[0] {
        Output::Restore { after: 1, goal } => *goal,
        other => panic!("{other:?}"),
    };
    assert_eq!((goal.number, goal.head), (3, log.heads[3]));
    let key = relay().verifying_key().to_bytes();
    assert!(goal.is_signed_by(&key, me().wire_team()));
    assert_eq!(engine.alarm(), None);

    let rows: Vec<_> = log
        .entries
        .iter()
        .map(|entry| (entry.number, saved::log_row(entry.time_ms, &entry.envelope)))
        .collect();
    let frames = saved::restore(&rows, 1, goal);
    let entries = log.entries[1..].to_vec();
    assert_eq!(frames, [ClientFrame::Restore { goal, entries }]);
}

#[test]
fn an_emptied_relay_is_given_all_and_one_on_another_branch_nothing() {
    let (mut engine, log) = vouched();
    let other = SigningKey::from_bytes(&[61; 32]);
    challenge(&mut engine, &other);
    let rewind = |number, head| Input::Frame(RelayFrame::Rewind { number, head });
    let outputs = engine.handle(rewind(0, log.heads[0]));
    let unsigned = Mark {
        number: 3,
        head: log.heads[3],
        signature: [0; 64],
    };
    assert_eq!(
        outputs[0],
        Output::Restore {
            after: 0,
            goal: unsigned
        }
    );
    // Without its own word, a relay that has something is not told that it had more.
    engine.handle(rewind(1, log.heads[1]));
    assert_eq!(engine.alarm(), Some(Alarm::Rewound { number: 1 }));
    engine.handle(Input::LinkUp);
    engine.handle(log.welcome());
    assert_eq!(
        (engine.alarm(), engine.link()),
        (None, Link::Live),
        "it has all again"
    );

    let (mut engine, _) = vouched();
    challenge(&mut engine, &relay());
    engine.handle(rewind(2, Head([7; 32])));
    assert_eq!(engine.alarm(), Some(Alarm::Fork { number: 2 }));
    assert_eq!(engine.number(), 3, "nothing is wiped");
}

#[test]
fn the_relays_word_is_kept() {
    let (engine, log) = vouched();
    let word = engine.relay.unwrap();
    assert_eq!(saved::RelayWord::parse(&word.to_bytes()), Some(word));
    assert_eq!(word.mark.unwrap().head, log.heads[3]);
}

#[test]
fn what_is_behind_something_refused_waits_for_it() {
    let (mut engine, log) = vouched();
    for n in [9, 10] {
        let (ticket, _) = saved_batch(&act(&mut engine, add(n + 20), n));
        engine.handle(Input::Saved(ticket));
    }
    let events: Vec<_> = engine
        .outbox()
        .iter()
        .map(|waiting| waiting.envelope.header().event)
        .collect();
    let refused = |event, reason| Input::Frame(RelayFrame::Refused { event, reason });
    engine.handle(refused(events[0], ruil_wire::Refusal::Quota));
    let outputs = engine.handle(refused(events[1], ruil_wire::Refusal::Behind));
    assert!(pushed(&outputs).is_empty());
    engine.handle(Input::LinkDown);
    challenge(&mut engine, &relay());
    let outputs = engine.handle(welcome(&log));
    let again: Vec<_> = pushed(&outputs)
        .iter()
        .map(|envelope| envelope.header().event)
        .collect();
    assert_eq!(again, events);
}

#[test]
fn a_tab_gives_back_what_the_other_tab_has_the_relays_word_for() {
    let (mut engine, mut log) = vouched();
    let tab = engine.clone();
    let (ticket, _) = saved_batch(&act(&mut engine, add(20), 9));
    let push = engine.handle(Input::Saved(ticket));
    log.append(&pushed(&push)[0]);
    let mut kept = Saved::default();
    let outputs = engine.handle(marked(&log, 3, &relay()));
    kept.write(&saved_batch(&outputs).1);
    let mut unmet = tab.clone();
    unmet.relay = None;
    for mut tab in [tab, unmet] {
        tab.absorb(&kept);
        assert_eq!(tab.number(), 4);
        challenge(&mut tab, &relay());
        let outputs = tab.handle(Input::Frame(RelayFrame::Rewind {
            number: 1,
            head: log.heads[1],
        }));
        assert!(matches!(outputs[0], Output::Restore { after: 1, goal } if goal.number == 4));
    }
}
