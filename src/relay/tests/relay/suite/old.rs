//! A device a release behind, in a team that was founded with a token.

use ruil_wire::{Fault, Head, PROTOCOL, RelayFrame, TeamId, Token};

use super::harness::{Phone, TEAM, TOKEN, TestRelay, found_old, request};
use super::keys::{ANA, BEN, change, envelope, envelopes, founding, grant, signed};

async fn phone(relay: &TestRelay) -> Phone {
    let mut phone = Phone::connect(relay.address, TEAM).await.old();
    phone.greet().await;
    phone
}

#[tokio::test]
async fn it_is_served_as_it_always_was() {
    let relay = TestRelay::start().await;
    assert_eq!(found_old(relay.address, TEAM, TOKEN).await, 201);
    assert_eq!(found_old(relay.address, TEAM, TOKEN).await, 200);
    assert_eq!(found_old(relay.address, TEAM, Token([1; 32])).await, 409);
    assert_eq!(relay.found().await, 409);
    // The harness holds every frame to the old shapes: no pass, no signature, no mark.
    let (mut ana, mut ben) = (phone(&relay).await, phone(&relay).await);
    let receipts = ana.store(&envelopes(0..3)).await;
    ben.until(3).await;
    assert_eq!(ben.head, receipts[2].head);
    let mut cas = phone(&relay).await;
    cas.until(3).await;
    ana.until(3).await;
    assert_eq!(ana.store(&[envelope(1)]).await, [receipts[1]]);
}

#[tokio::test]
async fn what_is_wrong_with_its_greeting_it_is_told() {
    let relay = TestRelay::start().await;
    found_old(relay.address, TEAM, TOKEN).await;
    for (team, token, fault) in [
        (TEAM, Token([9; 32]), Fault::WrongToken),
        (TeamId([9; 16]), TOKEN, Fault::UnknownTeam),
    ] {
        let mut phone = Phone::connect(relay.address, team).await.old();
        let answer = phone.old_hello(token, 0, Head::start(team)).await;
        assert_eq!(answer, RelayFrame::Fault(fault));
    }
    // No device is in a team that has no list.
    let mut phone = Phone::connect(relay.address, TEAM).await;
    let answer = phone.hello(0, Head::start(TEAM)).await;
    assert_eq!(answer, RelayFrame::Fault(Fault::NotMember));
}

#[tokio::test]
async fn with_the_teams_first_list_it_is_told_to_update() {
    let relay = TestRelay::start().await;
    found_old(relay.address, TEAM, TOKEN).await;
    let (mut ana, mut ben) = (phone(&relay).await, phone(&relay).await);
    let list = signed(ANA, grant(2, 0, 0, &[ANA, BEN]));
    let receipts = ana.store(&[envelope(1), change(0, &list)]).await;
    assert_eq!(receipts[1].number, 2);
    // What it can't read it does not get.
    ben.until(1).await;
    assert_eq!(ben.fault().await, Some(Fault::Protocol(PROTOCOL)));
    let mut ben = Phone::connect(relay.address, TEAM).await.old();
    let answer = ben.old_hello(TOKEN, 0, Head::start(TEAM)).await;
    assert_eq!(answer, RelayFrame::Fault(Fault::Protocol(PROTOCOL)));

    let mut ben = Phone::connect(relay.address, TEAM).await.of(BEN);
    ben.greet().await;
    ben.until(2).await;
    assert_eq!(ben.head, receipts[1].head);
    let path = ruil_wire::http::team(TEAM);
    let again = request(relay.address, "PUT", &path, &[], &founding().to_bytes()).await;
    assert_eq!(again.status, 409);
}
