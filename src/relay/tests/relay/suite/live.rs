//! Live connections: receipts, delivery, catching up, and greetings that do not fit.

use ruil_wire::envelope::VERSION;
use ruil_wire::frame::Mark;
use ruil_wire::http::Founding;
use ruil_wire::limit::FRAME_BYTES_MAX;
use ruil_wire::{
    ClientFrame, Fault, Head, PROTOCOL, Refusal, RelayFrame, SizeClass, TeamId, Token,
};
use tokio_tungstenite::tungstenite::Message;

use super::harness::{Phone, TEAM, TestRelay, receipt, request};
use super::keys::{ANA, BEN, envelope, envelope_of, envelopes, founding, grant, key, signed};

#[tokio::test]
async fn the_relay_says_that_it_is_there() {
    let relay = TestRelay::start().await;
    let answer = request(relay.address, "GET", "/v1/health", &[], b"").await;
    assert_eq!((answer.status, &answer.body[..]), (200, &b"ok"[..]));
}

#[tokio::test]
async fn a_team_is_founded_once_and_only_for_one_list() {
    let relay = TestRelay::start().await;
    let founding = founding();
    let put = async |path: &str, body: &[u8]| {
        let answer = request(relay.address, "PUT", path, &[], body).await;
        answer.status
    };
    let path = ruil_wire::http::team(TEAM);
    let other = |grant, by| Founding {
        access: signed(by, grant),
        ..founding.clone()
    };
    // Not signed by an admin in it; another team's; a beginning that is none; a time to come.
    let stranger = other(grant(0, 0, 0, &[ANA, BEN]), BEN);
    let elsewhere = ruil_wire::http::team(TeamId([9; 16]));
    let headless = Founding {
        head: Head([1; 32]),
        ..founding.clone()
    };
    let future = Founding {
        time_ms: u64::MAX,
        ..founding.clone()
    };
    for wrong in [stranger, headless, future] {
        assert_eq!(put(&path, &wrong.to_bytes()).await, 400);
    }
    assert_eq!(put(&elsewhere, &founding.to_bytes()).await, 400);
    assert_eq!(put(&path, b"short").await, 400);
    assert_eq!(put("/v1/teams/xyz", &founding.to_bytes()).await, 404);

    assert_eq!(relay.found().await, 201);
    assert_eq!(relay.found().await, 200);
    let taken = other(grant(5, 0, 0, &[ANA]), ANA);
    assert_eq!(put(&path, &taken.to_bytes()).await, 409);
    assert_eq!(put(&path, &[1; 32]).await, 409);
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
    let answer = phone.next().await;
    let Some(RelayFrame::Batch {
        entries,
        last,
        mark,
    }) = answer
    else {
        panic!("{answer:?}")
    };
    assert_eq!((entries.len(), last), (0, 100));
    let mark = Mark {
        number: 100,
        head: phone.head,
        signature: mark.unwrap(),
    };
    assert!(mark.is_signed_by(&phone.relay.unwrap(), TEAM));
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
        let Some(RelayFrame::Batch {
            entries,
            last,
            mark,
        }) = ben.next().await
        else {
            panic!()
        };
        let frame = RelayFrame::Batch {
            entries: entries.clone(),
            last,
            mark,
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
        let answer = ben.hello(number_of_ben, head_of_ben).await;
        assert_eq!(answer, RelayFrame::Rewind { number, head });
        ben.send(&ClientFrame::Pull { after: 4 }).await;
        assert_eq!(ben.next().await, Some(RelayFrame::Rewind { number, head }));
        ben.send(&ClientFrame::Pull { after: 0 }).await;
        ben.until(3).await;
        assert_eq!(ben.head, head);
    }
    let mut cas = Phone::connect(relay.address, TEAM).await;
    let answer = cas.hello(3, head).await;
    let RelayFrame::Welcome {
        number: 3,
        head: there,
        bearer: Some(_),
    } = answer
    else {
        panic!("{answer:?}")
    };
    assert_eq!(there, head);
}

#[tokio::test]
async fn a_wrong_greeting_is_answered_with_what_is_wrong() {
    let relay = TestRelay::start().await;
    relay.found().await;
    let (head, number) = (Head::start(TEAM), 0);
    let device = key(ANA);
    let hello = ClientFrame::Hello {
        device,
        number,
        head,
    };
    let binary = |frame: &ClientFrame| Message::binary(frame.to_bytes());
    let old = ClientFrame::OldHello {
        token: Token([9; 32]),
        number,
        head,
    };
    let future = [1, PROTOCOL + 1, 0, 0];
    let cases = [
        (TEAM, binary(&old), Fault::Protocol(PROTOCOL)),
        (TeamId([9; 16]), binary(&hello), Fault::UnknownTeam),
        (TeamId([9; 16]), binary(&old), Fault::UnknownTeam),
        (
            TEAM,
            Message::binary(future.to_vec()),
            Fault::Protocol(PROTOCOL),
        ),
        (
            TEAM,
            binary(&ClientFrame::Pull { after: 0 }),
            Fault::Unreadable,
        ),
        (
            TEAM,
            binary(&ClientFrame::Proof([1; 64])),
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
    let old = [&[2, 1, 0, 0, 2, 0, 0, VERSION + 1][..], &[0; 511]].concat();
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
async fn after_a_refusal_the_rest_of_a_push_is_refused_too() {
    let relay = TestRelay::start().await;
    let mut phone = relay.phone().await;
    let known = phone.store(&[envelope(0)]).await[0];
    let stray = envelope_of(TeamId([9; 16]), 1, SizeClass::Small);
    let push = [envelope(1), stray.clone(), envelope(2), envelope(0)];
    let told = phone.push(&push).await;
    let refused = |envelope: &ruil_wire::Envelope, reason| RelayFrame::Refused {
        event: envelope.header().event,
        reason,
    };
    assert_eq!(receipt(&told[0]).number, 2);
    assert_eq!(told[1], refused(&stray, Refusal::OtherTeam));
    assert_eq!(told[2], refused(&envelope(2), Refusal::Behind));
    assert_eq!(receipt(&told[3]), known);
    assert_eq!(phone.store(&[envelope(2)]).await[0].number, 3);
}
