//! What all requests share, and how they ask the store.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use ruil_wire::{InviteId, TeamId, Token};
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;

use crate::limit::rate::Rate;
use crate::limit::{Limits, READERS_MAX};
use crate::live::Hub;
use crate::settings::Settings;
use crate::store::{Store, StoreError, Team};
use crate::writer::Writer;

/// The running relay.
pub struct Relay {
    /// Where to read; writing goes through [`Relay::writer`].
    store: Arc<dyn Store>,
    /// Bounds the questions that are under way.
    questions: Semaphore,
    /// Where to write.
    pub writer: Writer,
    /// Who listens to what.
    pub hub: Arc<Hub>,
    /// The limits in force.
    pub limits: Limits,
    /// Envelopes by team.
    pub envelopes: Rate<TeamId>,
    /// Invites asked for in vain, by address.
    pub guesses: Rate<IpAddr>,
    /// Teams founded, by address.
    pub founded: Rate<IpAddr>,
    /// Becomes true when the relay is told to stop.
    pub stop: watch::Receiver<bool>,
    /// The built app's folder, if it is served.
    pub app: Option<PathBuf>,
    /// Whether a proxy in front says who is asking.
    pub proxied: bool,
}

impl Relay {
    /// Puts the parts together.
    pub fn new(
        store: Arc<dyn Store>,
        writer: Writer,
        hub: Arc<Hub>,
        settings: &Settings,
        stop: watch::Receiver<bool>,
    ) -> Self {
        let limits = settings.limits.clone();
        Self {
            store,
            questions: Semaphore::new(READERS_MAX),
            writer,
            hub,
            envelopes: Rate::new(limits.envelopes_per_team),
            guesses: Rate::new(limits.guesses_per_address),
            founded: Rate::new(limits.teams_per_address),
            limits,
            stop,
            app: settings.app.clone(),
            proxied: settings.proxied,
        }
    }

    /// Asks the store something, away from the threads that serve connections.
    pub async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let lost = || StoreError::Failed("the question was lost".into());
        let _turn = self.questions.acquire().await.map_err(|_| lost())?;
        let store = Arc::clone(&self.store);
        spawn_blocking(move || question(&*store))
            .await
            .map_err(|_| lost())?
    }

    /// Returns a team, if it was founded here.
    pub async fn team(&self, team: TeamId) -> Result<Option<Team>, StoreError> {
        self.read(move |store| store.team(team)).await
    }

    /// Returns whether a token is that of the team an invite belongs to, if there is such an invite.
    pub async fn owns(&self, invite: InviteId, token: &Token) -> Result<Option<bool>, StoreError> {
        let now_ms = crate::writer::now_ms();
        let find = move |store: &dyn Store| match store.invite(invite, now_ms)? {
            Some(invite) => store.team(invite.team),
            None => Ok(None),
        };
        Ok(self.read(find).await?.map(|team| same_token(&team, token)))
    }
}

/// Waits until the relay is told to stop.
pub async fn stopped(stop: &mut watch::Receiver<bool>) {
    // An error means that whoever would tell is gone, which is a reason to stop as well.
    drop(stop.wait_for(|stopping| *stopping).await);
}

/// Compares a token with what the relay keeps of it, in the same time whatever the difference.
pub fn same_token(team: &Team, token: &Token) -> bool {
    blake3::Hash::from_bytes(team.token_hash) == blake3::Hash::from_bytes(token.hash())
}
