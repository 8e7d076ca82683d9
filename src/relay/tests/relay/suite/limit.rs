//! Limits: each one is met by somebody who goes past it.

use ruil_relay::Settings;
use ruil_relay::limit::Limits;
use ruil_relay::limit::rate::Quota;
use ruil_wire::limit::BODY_BYTES_MAX;
use ruil_wire::{ClientFrame, Fault, Refusal, RelayFrame, TeamId, http};

use super::harness::{
    Phone, TEAM, TOKEN, TestRelay, found_old as found, request, soon, try_request,
};
use super::keys::{envelope, envelopes};

/// So many, and no more while the test runs.
const fn only(count: u32) -> Quota {
    Quota {
        count,
        per_s: 1_000_000,
    }
}

async fn relay(limit: impl FnOnce(&mut Limits)) -> TestRelay {
    let mut settings = Settings::default();
    limit(&mut settings.limits);
    TestRelay::with(settings).await
}

#[tokio::test]
async fn a_closed_relay_serves_its_teams_and_takes_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let open = Settings {
        data: Some(folder.path().into()),
        ..Settings::default()
    };
    let relay = TestRelay::with(open.clone()).await;
    assert_eq!(relay.found().await, 201);
    relay.stop().await;
    let relay = TestRelay::with(Settings {
        closed: true,
        ..open
    })
    .await;
    assert_eq!(relay.found().await, 200);
    let mut ana = relay.phone().await;
    ana.store(&[envelope(1)]).await;
    let other = found(relay.address, TeamId([9; 16]), TOKEN).await;
    assert_eq!(other, 403);
}

#[tokio::test]
async fn too_many_frames_end_the_connection() {
    let relay = relay(|limits| limits.frames = only(3)).await;
    let mut phone = relay.phone().await;
    for _ in 0..4 {
        phone.send(&ClientFrame::Pull { after: 0 }).await;
    }
    assert_eq!(phone.fault().await, Some(Fault::TooFast));
}

#[tokio::test]
async fn too_many_envelopes_of_a_team_end_the_connection_and_none_is_stored() {
    let relay = relay(|limits| limits.envelopes_per_team = only(10)).await;
    let mut ana = relay.phone().await;
    let mut ben = relay.phone().await;
    ana.store(&envelopes(0..8)).await;
    ben.send(&ClientFrame::Push(envelopes(10..13))).await;
    assert_eq!(ben.fault().await, Some(Fault::TooFast));
    ana.store(&envelopes(20..22)).await;
    ana.until(10).await;
    assert_eq!(ana.log[9].envelope, envelope(21));
}

#[tokio::test]
async fn a_team_that_used_its_room_is_refused_more_and_keeps_what_it_has() {
    let relay = relay(|limits| limits.log_bytes_per_team_max = 2 * 512 + 511).await;
    let mut phone = relay.phone().await;
    let told = phone.push(&envelopes(0..3)).await;
    let third = RelayFrame::Refused {
        event: envelope(2).header().event,
        reason: Refusal::Quota,
    };
    assert_eq!(told[2], third);
    phone.until(2).await;
    assert!(matches!(
        phone.push(&[envelope(0)]).await[..],
        [RelayFrame::Receipt(_)]
    ));
}

#[tokio::test]
async fn who_does_not_greet_is_let_go() {
    let relay = relay(|limits| limits.hello_ms_max = 50).await;
    relay.found().await;
    let mut phone = Phone::connect(relay.address, TEAM).await;
    assert_eq!(phone.next().await, None);
}

#[tokio::test]
async fn who_is_silent_for_too_long_is_let_go() {
    let relay = relay(|limits| {
        (
            limits.ping_ms,
            limits.silence_ms_max,
            limits.connections_max,
        ) = (20, 200, 2);
    });
    let relay = relay.await;
    let mut talks = relay.phone().await;
    // It is not listened to, so that it answers no pings.
    let _quiet = relay.phone().await;
    let room = async {
        while try_request(relay.address, "GET", "/v1/health", &[], b"")
            .await
            .is_none()
        {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        () = soon(room) => {}
        _ = talks.listen() => panic!("the one that answers pings was let go"),
    }
    talks.store(&[envelope(0)]).await;
}

#[tokio::test]
async fn an_address_has_so_many_connections() {
    let relay = relay(|limits| limits.connections_per_address_max = 2).await;
    let ana = relay.phone().await;
    let _ben = relay.phone().await;
    assert!(Phone::try_connect(relay.address, TEAM).await.is_none());
    drop(ana);
    while Phone::try_connect(relay.address, TEAM).await.is_none() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn an_address_founds_so_many_teams() {
    let relay = relay(|limits| limits.teams_per_address = only(2)).await;
    let team = |number| TeamId([number; 16]);
    assert_eq!(found(relay.address, team(1), TOKEN).await, 201);
    for _ in 0..5 {
        assert_eq!(
            found(relay.address, team(1), TOKEN).await,
            200,
            "a repeat costs nothing"
        );
    }
    assert_eq!(found(relay.address, team(2), TOKEN).await, 201);
    assert_eq!(found(relay.address, team(3), TOKEN).await, 429);
}

#[tokio::test]
async fn behind_a_proxy_the_proxy_says_who_asks() {
    let mut settings = Settings {
        proxied: true,
        ..Settings::default()
    };
    settings.limits.teams_per_address = only(1);
    let relay = TestRelay::with(settings).await;
    let found = async |number, address: &str| {
        let (path, hash) = (http::team(TeamId([number; 16])), TOKEN.hash());
        let headers = [("x-forwarded-for", address)];
        request(relay.address, "PUT", &path, &headers, &hash)
            .await
            .status
    };
    assert_eq!(found(1, "192.0.2.1").await, 201);
    assert_eq!(found(2, "192.0.2.1").await, 429);
    assert_eq!(
        found(3, "198.51.100.9, 192.0.2.1").await,
        429,
        "what the asker claims is not it"
    );
    assert_eq!(found(4, "192.0.2.2").await, 201);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let relay = TestRelay::start().await;
    let body = vec![0; BODY_BYTES_MAX + 1];
    let answer = try_request(relay.address, "PUT", &http::team(TEAM), &[], &body).await;
    assert_eq!(answer.map(|answer| answer.status), Some(413));
}
