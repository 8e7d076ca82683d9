//! Stopping: everybody is told, nothing that was received is lost, and it does not take long.

use ruil_relay::Settings;
use ruil_wire::{ClientFrame, Fault, RelayFrame};
use tokio::net::TcpStream;

use super::harness::{Phone, TEAM, TestRelay, receipt};
use super::keys::envelopes;

#[tokio::test]
async fn everybody_is_told_and_nobody_else_comes_in() {
    let relay = TestRelay::start().await;
    let address = relay.address;
    let mut ana = relay.phone().await;
    let mut ben = relay.phone().await;
    let mut not_greeted = Phone::connect(address, TEAM).await;
    let hear = async { tokio::join!(ana.fault(), ben.fault(), not_greeted.fault()) };
    let (heard, ()) = tokio::join!(hear, relay.stop());
    assert_eq!(
        heard,
        (
            Some(Fault::Stopping),
            Some(Fault::Stopping),
            Some(Fault::Stopping)
        )
    );
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn what_has_a_receipt_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let settings = Settings {
        data: Some(folder.path().into()),
        ..Settings::default()
    };
    let relay = TestRelay::with(settings.clone()).await;
    let mut phone = relay.phone().await;
    let mut receipts = phone.store(&envelopes(0..5)).await;
    // Whether these are answered or not, the stop comes while they are on their way.
    phone.send(&ClientFrame::Push(envelopes(5..25))).await;
    let hear = async { while phone.listen().await {} };
    tokio::join!(hear, relay.stop());
    assert_eq!(phone.told.pop(), Some(RelayFrame::Fault(Fault::Stopping)));
    let told = std::mem::take(&mut phone.told);
    receipts.extend(told.iter().map(receipt));

    let relay = TestRelay::with(settings).await;
    let mut phone = phone.reconnect(relay.address).await;
    phone.greet().await;
    let again = phone.store(&envelopes(0..25)).await;
    assert_eq!(again[..receipts.len()], receipts);
    phone.until(25).await;
    assert_eq!(phone.head, again[24].head);
}
