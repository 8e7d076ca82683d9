//! Checkpoints: the same on every device, vouched for, handed on, begun with. And a team of one device.

use super::members::Three;
use super::*;
use crate::checkpoint::{self, Checkpoint, PERIOD_MS, is_milestone};
use crate::invite::Start;

#[test]
fn milestones_are_where_everybody_finds_them() {
    assert!(is_milestone(1_000, 5, None) && is_milestone(2_000, 5, None));
    assert!(!is_milestone(999, 5, None) && !is_milestone(999, 5, Some(6)));
    assert!(is_milestone(7, PERIOD_MS - 1, Some(PERIOD_MS)));
    assert!(!is_milestone(7, PERIOD_MS, Some(2 * PERIOD_MS - 1)));
}

/// Lets so much of the relay's time pass that a period ends, and something happen after it.
fn a_month_later(three: &mut Three, n: u8) {
    let envelope = {
        let engine = three.of(1);
        let (ticket, _) = saved_batch(&act(engine, Command::Tick, n));
        engine.handle(Input::Saved(ticket));
        engine.outbox.last().unwrap().envelope.clone()
    };
    let number = three.log.entries.len() as u64 + 1;
    let time_ms = three.log.entries.last().unwrap().time_ms + PERIOD_MS;
    let head = three.log.heads.last().unwrap();
    let head = head.then(number, time_ms, &envelope);
    three.log.heads.push(head);
    three.log.entries.push(Entry {
        number,
        time_ms,
        envelope,
    });
}

fn vouched(outputs: &[Output]) -> Option<Command> {
    outputs.iter().find_map(|output| match output {
        Output::Vouch(command) => Some(command.clone()),
        _ => None,
    })
}

fn live(three: &mut Three) {
    let welcome = three.log.welcome();
    for who in 0..3 {
        three.of(who).handle(Input::LinkUp);
        three.of(who).handle(welcome.clone());
    }
}

/// Two persons have said what the state was; returns what the relay is given.
pub(super) fn handed(three: &mut Three, n: u8) -> (u64, Vec<u8>) {
    live(three);
    a_month_later(three, n);
    let news = three.log.batch(0);
    let all: Vec<_> = (0..3)
        .map(|who| vouched(&three.of(who).handle(news.clone())))
        .collect();
    let said = all[0].clone().expect("the coordinator says it");
    assert_eq!(all[1..], [None, None], "the others wait for her");
    let number = three.log.entries.len() as u64 - 1;
    assert!(matches!(said, Command::Checkpoint { number: about, .. } if about == number));
    let engine = &mut three.ann;
    let (ticket, _) = saved_batch(&act(engine, said.clone(), n + 1));
    engine.handle(Input::Saved(ticket));
    let envelope = engine.outbox.last().unwrap().envelope.clone();
    three.log.append(&envelope);
    let news = three.log.batch(0);
    three.ann.handle(news.clone());
    assert_eq!(vouched(&three.ben.handle(news)), Some(said.clone()));
    let engine = &mut three.ben;
    let (ticket, _) = saved_batch(&act(engine, said, n + 2));
    engine.handle(Input::Saved(ticket));
    let envelope = engine.outbox.last().unwrap().envelope.clone();
    three.log.append(&envelope);
    let outputs = three.ann.handle(three.log.batch(0));
    three.spread();
    let upload = outputs.iter().find_map(|output| match output {
        Output::Upload { number, sealed } => Some((*number, sealed.clone())),
        _ => None,
    });
    upload.unwrap()
}

/// A new device, as it is when it joined: let in, and told where to begin.
pub(super) fn joined(three: &mut Three, person: PersonId) -> (Identity, Saved) {
    let welcome = three.ann.welcome_for_joiner();
    let new = Identity {
        person,
        device: DeviceId::from_bytes([70; 16]),
        device_key: DeviceKey::make([71; 32]),
        keys: welcome.keys,
        ..me()
    };
    let admit = Command::Admit {
        person,
        device: new.device,
        key: new.device_key.public(),
    };
    three.does(0, admit, 43);
    let meta = [
        (saved::IDENTITY, new.to_bytes().to_vec()),
        (saved::START, welcome.start.unwrap().to_bytes()),
    ];
    let mut kept = Saved::default();
    kept.meta
        .extend(meta.map(|(key, bytes)| (key.to_owned(), bytes)));
    (new, kept)
}

#[test]
fn two_persons_vouch_and_a_joiner_begins_there() {
    let mut three = Three::new();
    let (number, sealed) = handed(&mut three, 40);
    let again = three.ann.handle(three.log.batch(0));
    assert!(
        !again
            .iter()
            .any(|output| matches!(output, Output::Upload { .. }))
    );

    let (dee, mut kept) = joined(&mut three, PersonId::from_bytes([7; 16]));
    let mut joiner = Engine::load(&kept).unwrap();
    let outputs = joiner.handle(Input::LinkUp);
    let greets = |output: &Output| matches!(output, Output::Send(ClientFrame::Hello { number: at, .. }) if *at == number);
    assert!(outputs.iter().any(greets), "{outputs:?}");
    let outputs = joiner.handle(three.log.welcome());
    assert!(outputs.contains(&Output::Fetch { number }));
    joiner.handle(three.log.batch(0));
    assert_eq!(joiner.number(), 0, "what comes early waits");

    let mut wrong = joiner.clone();
    let nobodys = wrong.handle(Input::Checkpoint(Some(vec![7; 100])));
    assert_eq!(nobodys[0], Output::HangUp);
    assert_eq!(wrong.alarm(), None, "it is asked for again");
    let other = checkpoint::seal(&dee.keys, me().wire_team(), b"something else");
    wrong.handle(Input::Checkpoint(Some(other)));
    assert_eq!(wrong.alarm(), Some(Alarm::Checkpoint { number }));

    let outputs = joiner.handle(Input::Checkpoint(Some(sealed)));
    kept.write(&saved_batch(&outputs).1);
    assert!(outputs.contains(&Output::Send(ClientFrame::Pull { after: number })));
    let tail = three.log.batch(usize::try_from(number).unwrap());
    kept.write(&saved_batch(&joiner.handle(tail)).1);
    assert_eq!(joiner.team(), three.ann.team());
    assert_eq!((joiner.head(), joiner.alarm()), (three.ann.head(), None));

    let mut again = Engine::load(&kept).unwrap();
    assert_eq!(again.team(), three.ann.team());
    assert_eq!(again.first(), number);
    act(&mut again, Command::Tick, 44);
}

#[test]
fn who_was_away_for_long_begins_again_where_two_persons_vouched() {
    let mut three = Three::new();
    let mut away = three.cas.clone();
    let (ticket, _) = saved_batch(&act(&mut away, Command::Tick, 50));
    away.handle(Input::Saved(ticket));
    let (number, sealed) = handed(&mut three, 40);

    let back = |away: &mut Engine, sealed: Option<Vec<u8>>| {
        away.handle(Input::LinkUp);
        away.handle(three.log.welcome());
        let dropped = RelayFrame::Dropped { until: number };
        let outputs = away.handle(Input::Frame(dropped));
        assert!(outputs.contains(&Output::Fetch { number }));
        away.handle(Input::Checkpoint(sealed))
    };
    let mut without = away.clone();
    back(&mut without, None);
    assert_eq!(without.alarm(), Some(Alarm::Checkpoint { number }));

    let mut trusting = away.clone();
    back(&mut trusting, Some(sealed));
    let tail = three.log.batch(usize::try_from(number).unwrap());
    trusting.handle(tail.clone());
    assert_eq!((trusting.alarm(), trusting.link()), (None, Link::Live));
    assert_eq!(trusting.team(), three.ann.team());
    assert_eq!(trusting.outbox().len(), 1, "what waited still waits");

    // The state of somebody who lies, under the right key: nobody vouched for it in the log.
    let mut team = Team::clone(three.ben.team());
    team.name = "Elsewhere".to_owned();
    let head = three.log.heads[usize::try_from(number).unwrap()];
    let lie = Checkpoint {
        number,
        time_ms: three.log.entries.last().unwrap().time_ms,
        head,
        counters: three.ben.counters.clone(),
        access: three.ben.access.clone(),
        team,
    };
    let lie = checkpoint::seal(&three.ben.keys, me().wire_team(), &lie.to_bytes());
    let mut misled = away.clone();
    back(&mut misled, Some(lie));
    misled.handle(tail);
    assert!(misled.alarm().is_some());
}

#[test]
fn a_later_checkpoint_does_not_make_the_one_begun_with_doubtful() {
    let mut three = Three::new();
    let mut away = three.cas.clone();
    let (number, sealed) = handed(&mut three, 40);
    let (later, _) = handed(&mut three, 50);
    assert!(later > number);
    away.handle(Input::LinkUp);
    away.handle(three.log.welcome());
    away.handle(Input::Frame(RelayFrame::Dropped { until: number }));
    away.handle(Input::Checkpoint(Some(sealed)));
    away.handle(three.log.batch(usize::try_from(number).unwrap()));
    assert_eq!((away.alarm(), away.link()), (None, Link::Live));
}

#[test]
fn who_fills_an_emptied_relay_hands_over_what_it_began_with() {
    let mut three = Three::new();
    let (number, sealed) = handed(&mut three, 40);
    let (_, kept) = joined(&mut three, me().person);
    let mut second = Engine::load(&kept).unwrap();
    second.handle(Input::LinkUp);
    second.handle(three.log.welcome());
    second.handle(Input::Checkpoint(Some(sealed.clone())));
    let at = usize::try_from(number).unwrap();
    second.handle(three.log.batch(at));
    assert_eq!((second.first(), second.link()), (number, Link::Live));

    let rewind = RelayFrame::Rewind {
        number,
        head: three.log.heads[at],
    };
    second.handle(Input::LinkDown);
    second.handle(Input::LinkUp);
    let outputs = second.handle(Input::Frame(rewind));
    assert!(matches!(&outputs[..], [Output::Restore { after, .. }, _] if *after == number));
    let upload = Output::Upload { number, sealed };
    let welcomed = second.handle(three.log.welcome());
    assert!(welcomed.contains(&upload), "{welcomed:?}");
    let again = second.handle(three.log.welcome());
    assert!(!again.contains(&upload), "once is enough");
}

#[test]
fn without_the_checkpoint_a_joiner_begins_at_the_beginning() {
    let (ann, log) = founded();
    let mut kept = Saved::default();
    let start = Start {
        number: 1,
        head: log.heads[1].0,
        digest: [1; 32],
    };
    let meta = [
        (saved::IDENTITY, me().to_bytes().to_vec()),
        (saved::START, start.to_bytes()),
    ];
    kept.meta
        .extend(meta.map(|(key, bytes)| (key.to_owned(), bytes)));
    let mut joiner = Engine::load(&kept).unwrap();
    joiner.handle(Input::LinkUp);
    joiner.handle(log.welcome());
    let outputs = joiner.handle(Input::Checkpoint(None));
    assert!(outputs.contains(&Output::Send(ClientFrame::Pull { after: 0 })));
    joiner.handle(log.batch(0));
    assert_eq!(joiner.team(), ann.team());
}

#[test]
fn a_checkpoint_there_and_back() {
    let (ann, _) = founded();
    let checkpoint = Checkpoint {
        number: 1,
        time_ms: 2,
        head: ann.head(),
        counters: ann.counters.clone(),
        access: ann.access.clone(),
        team: Team::clone(ann.team()),
    };
    let bytes = checkpoint.to_bytes();
    assert_eq!(Checkpoint::parse(&bytes), Some(checkpoint));
    let team = me().wire_team();
    let sealed = checkpoint::seal(&ann.keys, team, &bytes);
    assert_eq!(checkpoint::open(&ann.keys, team, &sealed), Some(bytes));
    let mut changed = sealed.clone();
    changed[0] ^= 1;
    assert_eq!(checkpoint::open(&ann.keys, team, &changed), None);
}

#[test]
fn a_team_on_one_device_numbers_its_own_log_and_can_be_linked_later() {
    let mut engine = Engine::new(me());
    let mut kept = Saved::default();
    kept.meta
        .insert(saved::IDENTITY.to_owned(), me().to_bytes().to_vec());
    let mut keep = |outputs: &[Output]| {
        for output in outputs {
            if let Output::Save(_, batch) = output {
                kept.write(batch);
            }
        }
    };
    keep(&engine.set_solo(true));
    for (n, command) in [(1, founding()), (2, add(7))] {
        let outputs = act(&mut engine, command, n);
        keep(&outputs);
        let (ticket, _) = saved_batch(&outputs);
        keep(&engine.handle(Input::Saved(ticket)));
    }
    assert_eq!((engine.number(), engine.team().people.len()), (2, 2));
    assert!(engine.outbox().is_empty());

    let mut again = Engine::load(&kept).unwrap();
    assert!(again.is_solo());
    assert_eq!((again.head(), again.team()), (engine.head(), engine.team()));
    assert!(kept.outbox.is_empty());

    again.set_solo(false);
    again.handle(Input::LinkUp);
    let unknown = Input::Frame(RelayFrame::Fault(Fault::UnknownTeam));
    assert!(matches!(&again.handle(unknown)[..], [Output::Register(_)]));
    again.handle(Input::LinkUp);
    let rewind = RelayFrame::Rewind {
        number: 0,
        head: Head::start(me().wire_team()),
    };
    let outputs = again.handle(Input::Frame(rewind));
    let Output::Restore { after: 0, goal } = outputs[0] else {
        panic!("{outputs:?}");
    };
    let frames = saved::restore(&kept.log, 0, goal);
    assert!(matches!(&frames[..], [ClientFrame::Restore { entries, .. }] if entries.len() == 2));
}
