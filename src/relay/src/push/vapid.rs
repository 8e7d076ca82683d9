//! How push services know the relay again (VAPID, RFC 8292).

use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use ruil_wire::push::KEY_BYTES;

use super::base64url;

/// So long a signed word to a push service is good for. A day is the most they take.
const LIFE_S: u64 = 12 * 60 * 60;
/// What the key is derived for.
const CONTEXT: &str = "ruil relay 2026 push services know the relay again by this key";

/// The relay's key for push services. It follows from the relay's secret, so that a relay that is put back
/// from a backup keeps its devices' subscriptions.
pub struct Vapid(SigningKey);

impl Vapid {
    /// Returns the key of a secret; nothing for the few secrets in 2^32 that make none.
    pub fn of(secret: &[u8; 32]) -> Option<Self> {
        let scalar = blake3::derive_key(CONTEXT, secret);
        SigningKey::from_bytes(&scalar.into()).ok().map(Self)
    }

    /// Returns what browsers subscribe for.
    pub fn public(&self) -> [u8; KEY_BYTES] {
        let point = self.0.verifying_key().to_sec1_point(false);
        let mut bytes = [0; KEY_BYTES];
        for (byte, found) in bytes.iter_mut().zip(point.as_bytes()) {
            *byte = *found;
        }
        bytes
    }

    /// Returns the `authorization` for a push service (its origin, such as `https://push.example`).
    /// `contact` is whom its operator can write to: a `mailto:` or `https:` address.
    pub fn authorization(&self, origin: &str, now_s: u64, contact: Option<&str>) -> String {
        let until_s = now_s.saturating_add(LIFE_S);
        let contact = contact.map(|contact| format!(",\"sub\":\"{contact}\""));
        let contact = contact.unwrap_or_default();
        let claims = format!("{{\"aud\":\"{origin}\",\"exp\":{until_s}{contact}}}");
        let head = base64url(br#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{head}.{}", base64url(claims.as_bytes()));
        let signature: Signature = self.0.sign(signed.as_bytes());
        let signature = base64url(&signature.to_bytes());
        let key = base64url(&self.public());
        format!("vapid t={signed}.{signature}, k={key}")
    }
}
