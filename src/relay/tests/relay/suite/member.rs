//! Devices that are in the team, and those that are not (any more).

use ed25519_dalek::Signer;
use ruil_relay::Settings;
use ruil_wire::http::Answers;
use ruil_wire::{Bearer, ClientFrame, Fault, Head, Refusal, RelayFrame, TeamId, http, sign};

use super::harness::{Answer, Phone, TEAM, TestRelay, receipt, request};
use super::keys::{
    ANA, BEN, CAS, change, envelope, envelope_in, envelopes, grant, key, pair, removal, signed,
};

#[tokio::test]
async fn who_can_not_prove_to_hold_the_key_stays_out() {
    let relay = TestRelay::start().await;
    relay.found().await;
    let head = Head::start(TEAM);
    let mut other = Phone::connect(relay.address, TEAM).await;
    let Some(RelayFrame::Challenge { nonce: earlier, .. }) = other.ask_in(ANA, 0, head).await
    else {
        panic!()
    };
    let own = |relay, nonce| sign::proof(TEAM, &relay, &nonce);
    for case in 0..5 {
        let mut phone = Phone::connect(relay.address, TEAM).await;
        let asked = phone.ask_in(ANA, 0, head).await;
        let Some(RelayFrame::Challenge { relay, nonce }) = asked else {
            panic!("{asked:?}")
        };
        assert_ne!(nonce, earlier);
        let (by, message) = match case {
            // By another device; for another relay, connection or team; nothing at all.
            0 => (BEN, own(relay, nonce)),
            1 => (ANA, own([9; 32], nonce)),
            2 => (ANA, own(relay, earlier)),
            3 => (ANA, sign::proof(TeamId([9; 16]), &relay, &nonce)),
            _ => (ANA, Vec::new()),
        };
        let answer = phone.prove(pair(by).sign(&message).to_bytes()).await;
        assert_eq!(answer, Some(RelayFrame::Fault(Fault::BadProof)));
        assert_eq!(phone.next().await, None, "the connection is over");
    }
    let mut phone = Phone::connect(relay.address, TEAM).await;
    phone.ask_in(ANA, 0, head).await;
    phone.send(&ClientFrame::Pull { after: 0 }).await;
    assert_eq!(phone.fault().await, Some(Fault::Unreadable));
}

#[tokio::test]
async fn who_is_not_in_the_team_stays_out_until_admitted() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let mut cas = Phone::connect(relay.address, TEAM).await.of(CAS);
    let answer = cas.hello(0, Head::start(TEAM)).await;
    assert_eq!(answer, RelayFrame::Fault(Fault::NotMember));
    let list = signed(ANA, grant(1, 1, 0, &[ANA, BEN, CAS]));
    ana.store(&[change(0, &list), envelope(2)]).await;
    let mut cas = relay.phone_of(CAS).await;
    cas.until(2).await;
    assert_eq!(cas.log[0].envelope.access(), Some(&list));
}

#[tokio::test]
async fn the_relays_key_stays_the_same_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        data: Some(folder.path().into()),
        ..Settings::default()
    };
    let relay = TestRelay::with(settings.clone()).await;
    let mut phone = relay.phone().await;
    let receipt = phone.store(&[envelope(1)]).await[0];
    let (key, pass) = (phone.relay, phone.pass());
    relay.stop().await;
    let relay = TestRelay::with(settings).await;
    let mut phone = phone.reconnect(relay.address).await;
    phone.greet().await;
    assert_eq!(phone.relay, key);
    assert_eq!(phone.store(&[envelope(1)]).await, [receipt]);
    assert_eq!(post(&relay, &pass, &[envelope(2)]).await.status, 200);
    let other = TestRelay::start().await.phone().await;
    assert_ne!(other.relay, key);
}

/// Reads to the end and returns the last number and why it ended.
async fn read_out(phone: &mut Phone) -> (u64, Option<Fault>) {
    while phone.listen().await {}
    let fault = match phone.told.last() {
        Some(RelayFrame::Fault(fault)) => Some(*fault),
        _ => None,
    };
    (phone.number(), fault)
}

#[tokio::test]
async fn a_removed_device_reads_up_to_its_removal_and_no_further() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    for start in [0, 50, 100] {
        ana.store(&envelopes(start..start + 50)).await;
    }
    let mut listening = relay.phone_of(BEN).await;
    listening.until(150).await;
    let mut rewound = Phone::connect(relay.address, TEAM).await.of(BEN);
    let answer = rewound.hello(999, Head::start(TEAM)).await;
    assert!(matches!(answer, RelayFrame::Rewind { number: 150, .. }));
    // In one push, so that it is committed, and heard of, at once.
    let out = removal(200, &[ANA]);
    ana.store(&[envelope(150), out.clone(), envelope_in(1, 201)])
        .await;
    assert_eq!(
        read_out(&mut listening).await,
        (152, Some(Fault::NotMember))
    );
    assert_eq!(listening.log[151].envelope, out);
    assert_eq!(rewound.fault().await, Some(Fault::NotMember));
    ana.until(153).await;

    for (number, head) in [(152, listening.head), (0, Head::start(TEAM))] {
        let mut ben = Phone::connect(relay.address, TEAM).await.of(BEN);
        let answer = ben.hello(number, head).await;
        assert_eq!(answer, RelayFrame::Fault(Fault::NotMember));
    }
}

#[tokio::test]
async fn a_removed_device_that_is_behind_reads_up_to_its_removal_out_of_the_store() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let mut ben = relay.phone_of(BEN).await;
    // More than the hub keeps, and nothing of it read yet.
    for start in (0..1_200).step_by(50) {
        ana.store(&envelopes(start..start + 50)).await;
    }
    ana.store(&[removal(5_000, &[ANA])]).await;
    for event in 6_000..6_030 {
        ana.store(&[envelope_in(1, event)]).await;
    }
    // Asking again from further back, or from further on, changes nothing.
    ben.send(&ClientFrame::Pull { after: 0 }).await;
    assert_eq!(read_out(&mut ben).await, (1_201, Some(Fault::NotMember)));
    ana.until(1_231).await;
    let mut late = relay.phone().await;
    late.until(1_231).await;
    assert_eq!(late.head, ana.head);
}

#[tokio::test]
async fn a_list_that_still_names_a_device_does_not_end_its_connection() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let mut ben = relay.phone_of(BEN).await;
    let lists = [
        change(0, &signed(ANA, grant(1, 1, 1, &[ANA, BEN, CAS]))),
        change(1, &signed(ANA, grant(2, 2, 2, &[ANA, BEN]))),
    ];
    ana.store(&lists).await;
    ana.store(&[envelope_in(2, 3)]).await;
    ben.until(3).await;
    assert_eq!(ben.store(&[envelope_in(2, 4)]).await[0].number, 4);
}

#[tokio::test]
async fn what_was_sealed_before_a_removal_is_sent_back_to_be_sealed_again() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let mut cas = relay.phone().await;
    let first = ana.store(&[envelope(1)]).await;
    ana.store(&[removal(2, &[ANA])]).await;
    let refused = |event, reason| RelayFrame::Refused {
        event: envelope(event).header().event,
        reason,
    };
    cas.until(2).await;
    let told = cas.push(&[envelope(1), envelope(3), envelope(4)]).await;
    assert_eq!(receipt(&told[0]), first[0], "a repeat is a repeat");
    assert_eq!(told[1], refused(3, Refusal::StaleEpoch));
    assert_eq!(told[2], refused(4, Refusal::Behind));
    let again = cas.store(&[envelope_in(1, 3), envelope_in(1, 4)]).await;
    assert_eq!(again[1].number, 4);
}

#[tokio::test]
async fn a_list_by_somebody_else_than_an_admin_changes_nothing() {
    let relay = TestRelay::start().await;
    let mut ben = relay.phone_of(BEN).await;
    let coup = change(0, &signed(BEN, grant(1, 1, 1, &[BEN])));
    let told = ben.push(&[coup.clone(), envelope(2)]).await;
    let reason = |event: u64, reason| RelayFrame::Refused {
        event: envelope(event).header().event,
        reason,
    };
    let refused = [reason(1, Refusal::BadAccess), reason(2, Refusal::Behind)];
    assert_eq!(told, refused);
    let mut ana = relay.phone().await;
    assert_eq!(ana.store(&[envelope(2)]).await[0].number, 1);
}

#[tokio::test]
async fn two_lists_on_one_base_leave_one() {
    let relay = TestRelay::start().await;
    let (mut ana, mut ben) = (relay.phone().await, relay.phone_of(BEN).await);
    let one = [change(0, &signed(ANA, grant(1, 1, 0, &[ANA, BEN, CAS])))];
    let two = [change(0, &signed(ANA, grant(2, 1, 0, &[ANA, BEN])))];
    let (of_ana, of_ben) = tokio::join!(ana.push(&one), ben.push(&two));
    let (won, lost) = match &of_ana[0] {
        RelayFrame::Receipt(_) => (&of_ana, &of_ben),
        _ => (&of_ben, &of_ana),
    };
    assert!(matches!(won[..], [RelayFrame::Receipt(_)]));
    let stale = Refusal::StaleAccess;
    let is_stale = |frame: &RelayFrame| matches!(frame, RelayFrame::Refused { reason, .. } if *reason == stale);
    assert!(is_stale(&lost[0]), "{lost:?}");
}

async fn post(relay: &TestRelay, pass: &str, envelopes: &[ruil_wire::Envelope]) -> Answer {
    let body = ClientFrame::Push(envelopes.to_vec()).to_bytes();
    let headers = [("authorization", pass)];
    request(
        relay.address,
        "POST",
        &http::envelopes(TEAM),
        &headers,
        &body,
    )
    .await
}

#[tokio::test]
async fn a_pass_sends_what_waits_without_a_connection() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let ben = relay.phone_of(BEN).await;
    let answer = post(&relay, &ben.pass(), &envelopes(0..64)).await;
    assert_eq!(answer.status, 200);
    let Answers(told) = Answers::parse(&answer.body).unwrap();
    let [told] = &told[..] else {
        panic!("{told:?}")
    };
    let receipts = ben.each(told.clone());
    ana.until(64).await;
    assert_eq!(receipt(&receipts[63]).head, ana.head);
    let again = post(&relay, &ben.pass(), &[envelope(9), envelope_in(7, 70)]).await;
    let Answers(told) = Answers::parse(&again.body).unwrap();
    assert_eq!(ben.each(told[0].clone()), receipts[9..10]);
    let event = envelope(70).header().event;
    let reason = Refusal::StaleEpoch;
    assert_eq!(told[1], RelayFrame::Refused { event, reason });

    let headers = [("authorization", &ben.pass()[..])];
    let path = http::envelopes(TEAM);
    let send = async |body: &[u8]| {
        let answer = request(relay.address, "POST", &path, &headers, body).await;
        answer.status
    };
    assert_eq!(send(&ClientFrame::Pull { after: 0 }.to_bytes()).await, 400);
    assert_eq!(send(b"\x02\x01\x00").await, 400);
}

#[tokio::test]
async fn a_pass_is_good_for_its_team_and_while_its_device_is_in_it() {
    let relay = TestRelay::start().await;
    let mut ana = relay.phone().await;
    let mut ben = relay.phone_of(BEN).await;
    let (pass, bearer) = (ben.pass(), ben.bearer.unwrap());
    let made_up = Bearer::make(&[1; 32], TEAM, key(BEN), bearer.until_s);
    let longer = Bearer {
        until_s: bearer.until_s + 1,
        ..bearer
    };
    let not_hers = Bearer {
        device: key(ANA),
        ..bearer
    };
    for wrong in [made_up, longer, not_hers] {
        let answer = post(&relay, &format!("Bearer {wrong}"), &[envelope(1)]).await;
        assert_eq!((answer.status, answer.body.len()), (403, 0));
    }
    for wrong in ["", "Bearer ", "Bearer zz", &pass[..60], &pass[7..]] {
        assert_eq!(post(&relay, wrong, &[envelope(1)]).await.status, 403);
    }
    let elsewhere = http::envelopes(TeamId([9; 16]));
    let headers = [("authorization", &pass[..])];
    let body = ClientFrame::Push(vec![envelope(1)]).to_bytes();
    let answer = request(relay.address, "POST", &elsewhere, &headers, &body).await;
    assert_eq!(answer.status, 403);

    assert_eq!(post(&relay, &pass, &[envelope(1)]).await.status, 200);
    ana.store(&[removal(2, &[ANA])]).await;
    for envelope in [envelope(1), envelope_in(1, 3)] {
        assert_eq!(post(&relay, &pass, &[envelope]).await.status, 403);
    }
    let checkpoint = http::checkpoint(TEAM, 1);
    for method in ["PUT", "GET"] {
        let answer = request(relay.address, method, &checkpoint, &headers, b"x").await;
        assert_eq!(answer.status, 403);
    }
    ben.until(2).await;
    assert_eq!(ben.fault().await, Some(Fault::NotMember));
}
