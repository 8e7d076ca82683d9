//! A device that does not listen costs nothing but its own place.

use ruil_relay::Settings;
use ruil_wire::{ClientFrame, SizeClass};

use super::harness::{TEAM, TestRelay, soon, try_request};
use super::keys::envelope_of;

#[tokio::test]
async fn who_does_not_listen_is_let_go_and_resumes_by_number() {
    let mut settings = Settings::default();
    settings.limits.connections_max = 2;
    settings.limits.send_ms_max = 1_000;
    let relay = TestRelay::with(settings).await;
    let mut ana = relay.phone().await;
    let mut ben = relay.phone().await;
    let count = 720;
    let huge: Vec<_> = (0..count)
        .map(|event| envelope_of(TEAM, event, SizeClass::Huge))
        .collect();
    for some in huge.chunks(15) {
        ana.store(some).await;
    }
    // Ben has not read a byte of it. There is a place for somebody else once he is let go.
    let room = async {
        while try_request(relay.address, "GET", "/v1/health", &[], b"")
            .await
            .is_none()
        {
            tokio::task::yield_now().await;
        }
    };
    soon(room).await;
    while ben.listen().await {}
    assert!(
        ben.number() < count,
        "all of it fitted into the network's own buffers"
    );
    let mut ben = ben.reconnect(relay.address).await;
    ben.greet().await;
    ben.until(count).await;
    ana.send(&ClientFrame::Pull {
        after: ana.number(),
    })
    .await;
    ana.until(count).await;
    assert_eq!(ben.head, ana.head);
}
