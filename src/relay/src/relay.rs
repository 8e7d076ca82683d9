//! What all requests share, and how they ask the store.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;

use ruil_wire::{Bearer, Envelope, EventId, InviteId, PublicKey, RelayFrame, TeamId, Token};
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;

use crate::hold::Hold;
use crate::key::RelayKey;
use crate::limit::rate::Rate;
use crate::limit::{CHECKPOINTS_PER_TEAM, LETTERS_PER_TEAM, Limits, READERS_MAX, RESTORES_MAX};
use crate::live::Hub;
use crate::meter::Meter;
use crate::push::Postman;
use crate::settings::Settings;
use crate::store::{Outcome, Push, Store, StoreError, Team};
use crate::writer::{Shared, Stopping, Writer, now_ms};

/// The running relay.
pub struct Relay {
    /// Where to read; writing goes through [`Relay::writer`].
    store: Arc<dyn Store>,
    /// Bounds the questions that are under way.
    questions: Semaphore,
    /// What it signs with.
    pub key: RelayKey,
    /// Where to write.
    pub writer: Writer,
    /// Who listens to what.
    pub hub: Arc<Hub>,
    /// Whether anything new is numbered.
    pub hold: Arc<Hold>,
    /// What is counted.
    pub meter: Arc<Meter>,
    /// The limits in force.
    pub limits: Limits,
    /// Envelopes by team.
    pub envelopes: Rate<TeamId>,
    /// Checkpoints brought and fetched, by team.
    pub checkpoints: Rate<TeamId>,
    /// Letters and subscriptions, by team.
    pub letters: Rate<TeamId>,
    /// Who takes letters to push services.
    pub postman: Postman,
    /// Invites asked for in vain, by address.
    pub guesses: Rate<IpAddr>,
    /// Teams founded, by address.
    pub founded: Rate<IpAddr>,
    /// Bounds the lost logs that are being given back.
    pub restores: Arc<Semaphore>,
    /// Becomes true when the relay is told to stop.
    pub stop: watch::Receiver<bool>,
    /// The built app's folder, if it is served.
    pub app: Option<PathBuf>,
    /// Whether nobody may found a team any more.
    pub closed: bool,
    /// Whether a proxy in front says who is asking.
    pub proxied: bool,
}

/// What a request shows to be let do something for a team.
#[derive(Clone, Copy, Debug)]
pub enum Pass {
    /// A device's, from this relay.
    Bearer(Bearer),
    /// The team's, in the old protocol.
    Token(Token),
}

impl Relay {
    /// Puts the parts together.
    pub fn new(
        Shared {
            store,
            hub,
            hold,
            meter,
        }: Shared,
        key: RelayKey,
        writer: Writer,
        settings: &Settings,
        stop: watch::Receiver<bool>,
    ) -> Self {
        let limits = settings.limits.clone();
        let postman = Postman::new(key.vapid(), settings);
        Self {
            store,
            questions: Semaphore::new(READERS_MAX),
            key,
            writer,
            hub,
            hold,
            meter,
            envelopes: Rate::new(limits.envelopes_per_team),
            checkpoints: Rate::new(CHECKPOINTS_PER_TEAM),
            letters: Rate::new(LETTERS_PER_TEAM),
            postman,
            guesses: Rate::new(limits.guesses_per_address),
            founded: Rate::new(limits.teams_per_address),
            restores: Arc::new(Semaphore::new(RESTORES_MAX)),
            limits,
            stop,
            app: settings.app.clone(),
            closed: settings.closed,
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

    /// Returns whether a pass is good for a team now: a device's only while the device is in it.
    pub fn opens(&self, id: TeamId, team: &Team, pass: &Pass) -> bool {
        match pass {
            Pass::Token(token) => team.has_token(token),
            Pass::Bearer(bearer) => {
                let holder = self.key.holder(id, bearer, now_ms() / 1_000);
                holder.is_some_and(|device| team.member(&device).is_some())
            }
        }
    }

    /// Returns whether a pass is good for the team an invite belongs to, if there is such an invite.
    pub async fn owns(&self, invite: InviteId, pass: &Pass) -> Result<Option<bool>, StoreError> {
        let now_ms = now_ms();
        let find = move |store: &dyn Store| match store.invite(invite, now_ms)? {
            Some(invite) => Ok(store.team(invite.team)?.map(|team| (invite.team, team))),
            None => Ok(None),
        };
        let found = self.read(find).await?;
        Ok(found.map(|(id, team)| self.opens(id, &team, pass)))
    }

    /// Stores envelopes and returns what there is to say of each.
    pub async fn push(
        &self,
        team: TeamId,
        device: Option<PublicKey>,
        envelopes: Vec<Envelope>,
    ) -> Result<Vec<RelayFrame>, Stopping> {
        let event = |envelope: &Envelope| envelope.header().event;
        let events: Vec<_> = envelopes.iter().map(event).collect();
        let push = Push {
            team,
            device,
            envelopes,
        };
        let outcomes = self.writer.push(push).await?;
        let outcomes = outcomes.await.map_err(|_| Stopping)?;
        Ok(answers(&self.key, (team, device), events, outcomes))
    }
}

/// Returns what there is to say of each envelope of a push. What was stored is signed once for all, unless
/// it is the old protocol.
pub fn answers(
    key: &RelayKey,
    (team, device): (TeamId, Option<PublicKey>),
    events: Vec<EventId>,
    outcomes: Vec<Outcome>,
) -> Vec<RelayFrame> {
    let (mut list, mut frames) = (Vec::new(), Vec::new());
    for (event, outcome) in events.into_iter().zip(outcomes) {
        match outcome {
            Outcome::New(receipt) | Outcome::Repeat(receipt) if device.is_some() => {
                list.push(receipt);
            }
            Outcome::New(receipt) | Outcome::Repeat(receipt) => {
                frames.push(RelayFrame::Receipt(receipt));
            }
            Outcome::Refused(reason) => frames.push(RelayFrame::Refused { event, reason }),
        }
    }
    key.stored(team, list).into_iter().chain(frames).collect()
}

/// Waits until the relay is told to stop.
pub async fn stopped(stop: &mut watch::Receiver<bool>) {
    // An error means that whoever would tell is gone, which is a reason to stop as well.
    drop(stop.wait_for(|stopping| *stopping).await);
}
