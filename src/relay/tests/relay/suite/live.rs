//! Live connections: receipts, delivery, catching up, and greetings that do not fit.

use ruil_wire::limit::FRAME_BYTES_MAX;
use ruil_wire::{
    ClientFrame, Fault, Head, PROTOCOL, Refusal, RelayFrame, SizeClass, TeamId, Token,
};
use tokio_tungstenite::tungstenite::Message;

use super::harness::{
    Phone, TEAM, TOKEN, TestRelay, envelope, envelope_of, envelopes, found, request,
};

#[tokio::test]
async fn the_relay_says_that_it_is_there() {
    let relay = TestRelay::start().await;
    let answer = request(relay.address, "GET", "/v1/health", &[], b"").await;
    assert_eq!((answer.status, &answer.body[..]), (200, &b"ok"[..]));
}

#[tokio::test]
async fn a_team_is_founded_once_and_only_for_one_token() {
    let relay = TestRelay::start().await;
    assert_eq!(relay.found().await, 201);
    assert_eq!(relay.found().await, 200);
    assert_eq!(found(relay.address, TEAM, Token([1; 32])).await, 409);
    let path = ruil_wire::http::team(TEAM);
    assert_eq!(
        request(relay.address, "PUT", &path, &[], b"short")
            .await
            .status,
        400
    );
    assert_eq!(
        request(relay.address, "PUT", "/v1/teams/xyz", &[], &[0; 32])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn a_repeat_gets_the_original_receipt() {
    let relay = TestRelay::start().await;
    let mut phone = relay.phone().await;
    let first = phone.store(&envelopes(0..3)).await;
    assert_eq!(
        first
            .iter()
            .map(|receipt| receipt.number)
            .collect::<Vec<_>>(),
        [1, 2, 3]
    );
    // Again one of them, once more within the same push, and a new one between.
    let again = [envelope(1), envelope(3), envelope(3), envelope(1)];
    let receipts = phone.store(&again).await;
    assert_eq!(receipts[0], first[1]);
    assert_eq!(receipts[1].number, 4);
    assert_eq!(receipts[2], receipts[1]);
    assert_eq!(receipts[3], first[1]);
    phone.until(4).await;
    assert_eq!(phone.head, receipts[1].head);
}

#[tokio::test]
async fn everybody_gets_every_entry_once_and_in_the_same_order() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let mut ben = relay.phone().await;
    let from = |start: u64| async move { (start..start + 100).map(envelope).collect::<Vec<_>>() };
    let (of_ana, of_ben) = (from(0).await, from(1_000).await);
    let pushing = async |phone: &mut Phone, all: &[_]| {
        let mut heads = Vec::new();
        for some in all.chunks(7) {
            heads.extend(
                phone
                    .store(some)
                    .await
                    .into_iter()
                    .map(|r| (r.number, r.head)),
            );
        }
        phone.until(200).await;
        heads
    };
    let (of_ana, of_ben) = tokio::join!(pushing(&mut ana, &of_ana), pushing(&mut ben, &of_ben));
    assert_eq!((ana.number(), ben.number()), (200, 200));
    assert_eq!(ana.log, ben.log);
    assert_eq!(ana.head, ben.head);
    let last = of_ana
        .iter()
        .chain(&of_ben)
        .max_by_key(|(number, _)| number)
        .unwrap();
    assert_eq!(
        *last,
        (200, ana.head),
        "receipts and deliveries tell the same chain"
    );
}

#[tokio::test]
async fn a_device_that_is_behind_is_brought_up_to_date_and_stays_so() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    for start in (0..300).step_by(50) {
        ana.store(&envelopes(start..start + 50)).await;
    }
    let mut ben = Phone::connect(relay.address, TEAM).await;
    ana.until(300).await;
    (ben.head, ben.log) = (Head::start(TEAM), Vec::new());
    for entry in &ana.log[..120] {
        ben.head = ben.head.then(entry.number, entry.time_ms, &entry.envelope);
        ben.log.push(entry.clone());
    }
    ben.greet().await;
    ben.until(300).await;
    ana.store(&[envelope(300)]).await;
    ben.until(301).await;
    ana.until(301).await;
    assert_eq!(ben.head, ana.head);
}

#[tokio::test]
async fn a_pull_sets_the_stream_back() {
    let relay = TestRelay::start().await;
    let mut phone = relay.phone().await;
    phone.store(&envelopes(0..60)).await;
    phone.store(&envelopes(60..100)).await;
    phone.until(100).await;
    let whole = std::mem::take(&mut phone.log);
    phone.log = whole[..20].to_vec();
    let start = Head::start(TEAM);
    let then = |head: Head, e: &ruil_wire::Entry| head.then(e.number, e.time_ms, &e.envelope);
    phone.head = phone.log.iter().fold(start, then);
    phone.send(&ClientFrame::Pull { after: 20 }).await;
    phone.until(100).await;
    assert_eq!(phone.log, whole);
    // Also who has everything gets an answer.
    phone.send(&ClientFrame::Pull { after: 100 }).await;
    assert_eq!(
        phone.next().await,
        Some(RelayFrame::Batch {
            entries: vec![],
            last: 100
        })
    );
}

#[tokio::test]
async fn large_envelopes_are_spread_over_frames() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let huge: Vec<_> = (0..40)
        .map(|event| envelope_of(TEAM, event, SizeClass::Huge))
        .collect();
    for some in huge.chunks(15) {
        ana.store(some).await;
    }
    let mut ben = relay.phone().await;
    while ben.number() < 40 {
        let Some(RelayFrame::Batch { entries, last }) = ben.next().await else {
            panic!()
        };
        let frame = RelayFrame::Batch {
            entries: entries.clone(),
            last,
        };
        assert!(frame.to_bytes().len() <= FRAME_BYTES_MAX);
        ben.log.extend(entries);
    }
    let numbers = ben.log.iter().map(|entry| entry.number);
    assert!(numbers.eq(1..=40));
}

#[tokio::test]
async fn a_device_ahead_or_on_another_branch_is_told_and_may_pull() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let receipts = ana.store(&envelopes(0..3)).await;
    let (number, head) = (3, receipts[2].head);
    for (number_of_ben, head_of_ben) in [(9, head), (2, head), (0, head), (u64::MAX, head)] {
        let mut ben = Phone::connect(relay.address, TEAM).await;
        let answer = ben.hello(TOKEN, number_of_ben, head_of_ben).await;
        assert_eq!(answer, RelayFrame::Rewind { number, head });
        ben.send(&ClientFrame::Pull { after: 4 }).await;
        assert_eq!(ben.next().await, Some(RelayFrame::Rewind { number, head }));
        ben.send(&ClientFrame::Pull { after: 0 }).await;
        ben.until(3).await;
        assert_eq!(ben.head, head);
    }
    let mut cas = Phone::connect(relay.address, TEAM).await;
    assert_eq!(
        cas.hello(TOKEN, 3, head).await,
        RelayFrame::Welcome { number, head }
    );
}

#[tokio::test]
async fn a_wrong_greeting_is_answered_with_what_is_wrong() {
    let relay = TestRelay::start().await;
    relay.found().await;
    let (head, number) = (Head::start(TEAM), 0);
    let hello = |protocol, token| ClientFrame::Hello {
        protocol,
        token,
        number,
        head,
    };
    let binary = |frame: ClientFrame| Message::binary(frame.to_bytes());
    let future = [1, PROTOCOL + 1, 0, 0];
    let cases = [
        (
            TEAM,
            binary(hello(PROTOCOL, Token([9; 32]))),
            Fault::WrongToken,
        ),
        (
            TeamId([9; 16]),
            binary(hello(PROTOCOL, TOKEN)),
            Fault::UnknownTeam,
        ),
        (
            TEAM,
            binary(hello(PROTOCOL + 1, TOKEN)),
            Fault::Protocol(PROTOCOL),
        ),
        (
            TEAM,
            Message::binary(future.to_vec()),
            Fault::Protocol(PROTOCOL),
        ),
        (
            TEAM,
            binary(ClientFrame::Pull { after: 0 }),
            Fault::Unreadable,
        ),
        (TEAM, Message::binary(vec![1, PROTOCOL]), Fault::Unreadable),
        (TEAM, Message::text("hello"), Fault::Unreadable),
    ];
    for (team, message, fault) in cases {
        let mut phone = Phone::connect(relay.address, team).await;
        phone.send_message(message).await;
        assert_eq!(phone.fault().await, Some(fault));
        assert_eq!(phone.next().await, None, "the connection is over");
    }
}

#[tokio::test]
async fn what_is_unreadable_later_ends_the_connection_too() {
    let relay = TestRelay::start().await;
    let old = [&[2, 1, 0, 0, 2, 0, 0, PROTOCOL + 1][..], &[0; 511]].concat();
    for (bytes, fault) in [
        (vec![99], Fault::Unreadable),
        (old, Fault::Protocol(PROTOCOL)),
    ] {
        let mut phone = relay.phone().await;
        phone.send_message(Message::binary(bytes)).await;
        assert_eq!(phone.fault().await, Some(fault));
    }
}

#[tokio::test]
async fn an_envelope_of_another_team_is_refused_alone() {
    let relay = TestRelay::start().await;
    let mut phone = relay.phone().await;
    let stray = envelope_of(TeamId([9; 16]), 1, SizeClass::Small);
    let told = phone.push(&[envelope(0), stray.clone(), envelope(2)]).await;
    let refused = RelayFrame::Refused {
        event: stray.header().event,
        reason: Refusal::OtherTeam,
    };
    assert!(told.contains(&refused));
    phone.until(2).await;
    assert_eq!(
        told.iter()
            .filter(|frame| matches!(frame, RelayFrame::Receipt(_)))
            .count(),
        2
    );
}
