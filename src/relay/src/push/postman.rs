//! The postman: takes letters whose time has come to their push services.
//!
//! A letter is out of the store before it goes, so that none goes twice; what can't be delivered now is held
//! again until it is worth nothing any more. Who takes no messages any more is not written to again.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, Semaphore, watch};
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use ureq::Agent;
use ureq::unversioned::transport::DefaultConnector;

use super::endpoint::{Endpoint, Open};
use super::{Vapid, base64url};
use crate::limit::{
    DELIVERIES_MAX, DELIVERY_S_MAX, LETTERS_AT_ONCE, LETTERS_PER_DEVICE_MAX, POST_AGAIN_S,
    POST_LOOK_S,
};
use crate::relay::{Relay, stopped};
use crate::settings::Settings;
use crate::store::post::{Address, Held};
use crate::writer::now_ms;

/// What the postman goes by.
pub struct Postman {
    /// Signs what goes out; none if the relay's secret makes no key.
    pub vapid: Option<Vapid>,
    /// Whether it also goes to addresses that are not out in the open, for development.
    pub anywhere: bool,
    contact: Option<String>,
    agent: Agent,
    bell: Notify,
    hands: Arc<Semaphore>,
}

/// What a push service says to a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// It has it, or will never take it.
    Done,
    /// That device takes no messages any more.
    Gone,
    /// Not now.
    Later,
}

impl Postman {
    /// Makes a postman who knows the way.
    pub fn new(vapid: Option<Vapid>, settings: &Settings) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs(DELIVERY_S_MAX)))
            .max_redirects(0)
            .http_status_as_error(false)
            .https_only(!settings.push_anywhere)
            .proxy(None)
            .user_agent("ruil-relay")
            .build();
        let agent = if settings.push_anywhere {
            Agent::new_with_config(config)
        } else {
            Agent::with_parts(config, DefaultConnector::default(), Open::default())
        };
        Self {
            vapid,
            anywhere: settings.push_anywhere,
            contact: settings.push_contact.clone(),
            agent,
            bell: Notify::new(),
            hands: Arc::new(Semaphore::new(DELIVERIES_MAX)),
        }
    }

    /// Tells the postman that there is a letter.
    pub fn ring(&self) {
        self.bell.notify_one();
    }

    /// Delivers until the relay stops.
    pub async fn work(relay: Arc<Relay>, mut stop: watch::Receiver<bool>) {
        loop {
            let round = async {
                drop(
                    timeout(
                        Duration::from_secs(POST_LOOK_S),
                        relay.postman.bell.notified(),
                    )
                    .await,
                );
            };
            tokio::select! {
                () = stopped(&mut stop) => return,
                () = round => {}
            }
            let take = |store: &dyn crate::store::Store| store.due(now_ms(), LETTERS_AT_ONCE);
            let due = match relay.writer.run(take).await {
                Ok(Ok(due)) => due,
                Ok(Err(error)) => {
                    tracing::warn!("letters can't be taken out: {error}");
                    continue;
                }
                Err(_) => return,
            };
            if due.len() == LETTERS_AT_ONCE {
                relay.postman.ring();
            }
            for (to, letter) in due {
                let Ok(hand) = Arc::clone(&relay.postman.hands).acquire_owned().await else {
                    return;
                };
                let relay = Arc::clone(&relay);
                tokio::spawn(async move {
                    deliver(&relay, to, letter).await;
                    drop(hand);
                });
            }
        }
    }

    /// Hands a letter to its push service.
    fn hand_over(&self, endpoint: &Endpoint, letter: &Held) -> Said {
        let Some(vapid) = &self.vapid else {
            return Said::Done;
        };
        let now_ms = now_ms();
        let pass = vapid.authorization(&endpoint.origin, now_ms / 1_000, self.contact.as_deref());
        let life_s = letter.until_ms.saturating_sub(now_ms) / 1_000;
        let urgency = if letter.is_urgent { "high" } else { "normal" };
        let request = self
            .agent
            .post(&endpoint.url)
            .header("authorization", pass)
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", life_s.to_string())
            .header("topic", base64url(&letter.topic.0))
            .header("urgency", urgency);
        match request.send(&letter.sealed[..]) {
            Ok(answer) => said(answer.status().as_u16()),
            Err(_) => Said::Later,
        }
    }
}

const fn said(status: u16) -> Said {
    match status {
        404 | 410 => Said::Gone,
        408 | 429 | 500..=599 => Said::Later,
        _ => Said::Done,
    }
}

async fn deliver(relay: &Arc<Relay>, to: Address, letter: Held) {
    let Some(endpoint) = door(relay, to).await else {
        return;
    };
    let (postman, held, at) = (Arc::clone(relay), letter.clone(), endpoint.clone());
    let handed = spawn_blocking(move || postman.postman.hand_over(&at, &held)).await;
    match handed.unwrap_or(Said::Later) {
        Said::Done => {}
        Said::Gone => {
            tracing::debug!("a device takes no messages any more");
            // Unless it said meanwhile that it takes them elsewhere.
            if door(relay, to).await == Some(endpoint) {
                let forget = relay.writer.run(move |store| store.subscribe(to, None));
                drop(forget.await);
            }
        }
        Said::Later => {
            let again = Held {
                due_ms: now_ms() + POST_AGAIN_S * 1_000,
                ..letter
            };
            if again.due_ms < again.until_ms {
                let hold = move |store: &dyn crate::store::Store| {
                    store.hold(to, &again, LETTERS_PER_DEVICE_MAX)
                };
                drop(relay.writer.run(hold).await);
            }
        }
    }
}

/// Returns where a device takes messages, if it is in its team still.
async fn door(relay: &Relay, to: Address) -> Option<Endpoint> {
    let (team, device) = to;
    let found = relay.read(move |store| Ok((store.team(team)?, store.endpoint(to)?)));
    let (found, endpoint) = found.await.ok()?;
    found?.member(&device)?;
    Endpoint::parse(&endpoint?, relay.postman.anywhere)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_push_service_says() {
        for (status, expected) in [
            (201, Said::Done),
            (400, Said::Done),
            (404, Said::Gone),
            (410, Said::Gone),
            (429, Said::Later),
            (503, Said::Later),
        ] {
            assert_eq!(said(status), expected, "{status}");
        }
    }
}
