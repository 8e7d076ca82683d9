//! A passkey opens the lock beside the secret, and is never the only way in.

use serde_json::json;

use crate::chromium::{Chromium, Profile};
use crate::lock::{kept, open, row, set_lock};
use crate::page::Page;
use crate::relay::Relay;
use crate::steps;

const SECRET: &str = "blauwe tram 14";

/// Gives the device an authenticator with a finger on it; what was there before is gone.
async fn with_authenticator(page: &Page, makes_keys: bool) {
    page.order("WebAuthn.disable", json!({})).await;
    page.order("WebAuthn.enable", json!({})).await;
    let options = json!({
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": true,
        "hasUserVerification": true,
        "isUserVerified": true,
        "automaticPresenceSimulation": true,
        "hasPrf": makes_keys,
    });
    let order = json!({ "options": options });
    page.order("WebAuthn.addVirtualAuthenticator", order).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_opens_the_lock_and_the_secret_still_does() {
    let chromium = Chromium::start().await;
    let relay = Relay::start().by_name();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "passkey", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", "Ann").await;

    // An authenticator that makes no keys: it is said, and the lock stays as it is.
    with_authenticator(&page, false).await;
    page.go(&relay.at("/team")).await;
    page.see("[data-test=lock-off]").await;
    assert!(!page.has("[data-test=passkey-add]").await, "beside a lock");
    set_lock(&page, SECRET, SECRET).await;
    page.see("[data-test=lock-on]").await;
    page.tap("[data-test=passkey-add]").await;
    page.see("[data-test=passkey-failed]").await;
    assert!(!page.has("[data-test=passkey-on]").await);
    page.picture("unable").await;

    with_authenticator(&page, true).await;
    page.reload().await;
    open(&page, SECRET).await;
    page.see(".link-pill--live").await;
    page.tap("a[href=\"/team\"]").await;
    page.see("[data-test=passkey-add]").await;
    page.picture("offered").await;
    page.tap("[data-test=passkey-add]").await;
    page.see("[data-test=passkey-on]").await;
    page.picture("on").await;
    let bytes = kept(&page).await;
    assert_eq!(row(&bytes, "identity"), None, "no key in the open");

    page.reload().await;
    page.see("[data-test=locked-passkey]").await;
    assert!(!page.text("body").await.contains("De Linde"));
    page.picture("asked").await;
    page.tap("[data-test=locked-passkey]").await;
    page.see(".link-pill--live").await;

    // Another secret leaves the passkey as it is, and each opens.
    page.tap("a[href=\"/team\"]").await;
    page.tap("[data-test=lock-change]").await;
    page.write("[data-test=lock-current] input", SECRET).await;
    for field in ["lock-new", "lock-again"] {
        page.write(&format!("[data-test={field}] input"), "2580")
            .await;
    }
    page.tap("[data-test=lock-submit]").await;
    page.see_gone("[data-test=lock-dialog]").await;
    page.see("[data-test=passkey-on]").await;
    page.tap("[data-test=lock-now]").await;
    page.tap("[data-test=locked-passkey]").await;
    page.see(".link-pill--live").await;

    // The authenticator is lost, the secret is not.
    with_authenticator(&page, true).await;
    page.reload().await;
    page.tap("[data-test=locked-passkey]").await;
    page.see("[data-test=locked-secret] [aria-invalid]").await;
    page.picture("lost").await;
    open(&page, "2580").await;
    page.see(".link-pill--live").await;
    page.tap("a[href=\"/team\"]").await;
    page.tap("[data-test=passkey-drop]").await;
    page.see("[data-test=passkey-add]").await;
    page.reload().await;
    page.see("[data-test=locked]").await;
    assert!(!page.has("[data-test=locked-passkey]").await);
    open(&page, "2580").await;
    page.see(".link-pill--live").await;
    page.close().await;
}
