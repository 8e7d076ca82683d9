//! The relay: serves the app, numbers envelopes, can read none of them.
//!
//! Its dependency tree holds the wire and nothing else of ours, so "the server can't read your
//! shifts" is a fact of the build. What it keeps is a list of sealed envelopes for each team,
//! each with a number, a time and the chain; what it logs names no team, device or address.
//!
//! Reading order: [`router`], [`handler`], [`live`], [`writer`], [`store`], [`listener`], [`key`],
//! [`hold`], [`push`], [`limit`].

use core::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::{interval, timeout};

pub mod error;
pub mod handler;
pub mod hold;
pub mod key;
pub mod limit;
pub mod listener;
pub mod live;
pub mod meter;
pub mod push;
pub mod relay;
pub mod router;
pub mod server;
pub mod settings;
pub mod store;
pub mod tool;
pub mod writer;

pub use settings::Settings;

use hold::Hold;
use key::RelayKey;
use limit::gate::Gate;
use limit::{OPERATORS_MAX, PURGE_S, STOP_S_MAX};
use push::Postman;
use relay::{Relay, stopped};
use store::memory::MemoryStore;
use store::postgres::{ConnectError, PgStore};
use store::sqlite::{OpenError, SqliteStore};
use store::{Store, StoreError};
use writer::{Shared, Writer, now_ms};

/// Why the relay did not run.
#[derive(Debug)]
pub enum ServeError {
    /// The store can't be opened.
    Store(OpenError),
    /// The PostgreSQL database can't be used.
    Database(ConnectError),
    /// Other nodes can't be told that the database was put back.
    Hold(StoreError),
    /// The relay's key can't be made or read.
    Key(String),
    /// The address for metrics can't be listened to.
    Metrics(io::Error),
    /// The writer's thread can't be started.
    Thread(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(error) => error.fmt(f),
            Self::Database(error) => error.fmt(f),
            Self::Hold(error) => write!(f, "other nodes can't be told to wait: {error}"),
            Self::Key(problem) => write!(f, "there is no key to sign with: {problem}"),
            Self::Metrics(error) => write!(f, "no metrics can be served: {error}"),
            Self::Thread(error) => write!(f, "no thread can be started: {error}"),
        }
    }
}

/// Serves until `shutdown` comes, then ends what is under way and returns.
pub async fn serve(
    listeners: Vec<TcpListener>,
    settings: Settings,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let place = settings.clone();
    let open = spawn_blocking(move || open(&place)).await;
    let store = open.map_err(|_| ServeError::Thread(io::ErrorKind::Other.into()))??;
    serve_from(store, listeners, settings, shutdown).await
}

/// Opens the store that the settings name.
fn open(settings: &Settings) -> Result<Arc<dyn Store>, ServeError> {
    if let Some(address) = &settings.database {
        let store = PgStore::open(address).map_err(ServeError::Database)?;
        return Ok(Arc::new(store));
    }
    let Some(data) = &settings.data else {
        return Ok(Arc::new(MemoryStore::default()));
    };
    let store = SqliteStore::open(data, settings.db_pages_max).map_err(ServeError::Store)?;
    Ok(Arc::new(store))
}

/// Serves like [`serve`], out of a store that is open already.
pub async fn serve_from(
    store: Arc<dyn Store>,
    listeners: Vec<TcpListener>,
    settings: Settings,
    shutdown: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let key = key(Arc::clone(&store)).await?;
    let (stop, stopping) = watch::channel(false);
    let hold = Arc::new(Hold::new(settings.limits.hold_ms));
    if settings.is_put_back {
        hold.begin(now_ms());
        let (store, until_ms) = (Arc::clone(&store), hold.until_ms());
        let agreed = spawn_blocking(move || store.hold_until(until_ms)).await;
        let agreed = agreed.map_err(|_| ServeError::Thread(io::ErrorKind::Other.into()))?;
        agreed.map_err(ServeError::Hold)?;
        tracing::warn!("nothing new is numbered for a while: first comes what was lost");
    }
    let log_bytes_max = settings.limits.log_bytes_per_team_max;
    let shared = Shared {
        store,
        hub: Arc::default(),
        hold,
        meter: Arc::default(),
    };
    let started = Writer::start(shared.clone(), log_bytes_max);
    let (writer, thread) = started.map_err(ServeError::Thread)?;
    let listening =
        listener::start(shared.clone(), stopping.clone()).map_err(ServeError::Thread)?;
    let limits = &settings.limits;
    let gate = Arc::new(Gate::new(
        limits.connections_max,
        limits.connections_per_address_max,
    ));
    let relay = Relay::new(shared, key, writer.clone(), &settings, stopping.clone());
    let relay = Arc::new(relay);
    let router = router::router(Arc::clone(&relay));

    let operator = match settings.metrics {
        None => None,
        Some(address) => Some(
            TcpListener::bind(address)
                .await
                .map_err(ServeError::Metrics)?,
        ),
    };
    if let Some(Ok(address)) = operator.as_ref().map(TcpListener::local_addr) {
        tracing::info!("metrics at http://{address}/metrics");
    }
    let addresses = listeners
        .iter()
        .filter_map(|listener| listener.local_addr().ok());
    let addresses: Vec<_> = addresses
        .map(|address| format!("http://{address}"))
        .collect();
    tracing::info!("listening on {}", addresses.join(" "));
    let mut tasks = JoinSet::new();
    tasks.spawn(metrics(
        operator,
        Arc::clone(&relay),
        Arc::clone(&gate),
        stopping.clone(),
    ));
    for listener in listeners {
        let (router, gate) = (router.clone(), Arc::clone(&gate));
        tasks.spawn(server::accept(listener, router, gate, stopping.clone()));
    }
    tasks.spawn(Postman::work(relay, stopping.clone()));
    tasks.spawn(purge(writer.clone(), settings.keep_days, stopping));

    shutdown.await;
    tracing::info!("stopping");
    stop.send_replace(true);
    let patience = Duration::from_secs(STOP_S_MAX);
    let leaving = async {
        while tasks.join_next().await.is_some() {}
        gate.empty().await;
    };
    let left = timeout(patience, leaving).await;
    let writing = async {
        writer.stop().await;
        drop(spawn_blocking(move || (thread.join(), listening.join())).await);
    };
    let written = timeout(patience, writing).await;
    if left.is_err() || written.is_err() {
        tracing::warn!("stopped before everything had ended");
    }
    Ok(())
}

/// Serves the operator, if there is an address for it.
async fn metrics(
    listener: Option<TcpListener>,
    relay: Arc<Relay>,
    gate: Arc<Gate>,
    stop: watch::Receiver<bool>,
) {
    let Some(listener) = listener else { return };
    let own = Gate::new(OPERATORS_MAX, OPERATORS_MAX);
    server::accept(listener, meter::router(relay, gate), Arc::new(own), stop).await;
}

/// Returns the relay's key, made now if this is its first start.
async fn key(store: Arc<dyn Store>) -> Result<RelayKey, ServeError> {
    let mut fresh = [0; 32];
    let problem = |error: getrandom::Error| ServeError::Key(error.to_string());
    getrandom::fill(&mut fresh).map_err(problem)?;
    let kept = spawn_blocking(move || store.secret(fresh)).await;
    let kept = kept.map_err(|_| ServeError::Thread(io::ErrorKind::Other.into()))?;
    let secret = kept.map_err(|error| ServeError::Key(error.to_string()))?;
    Ok(RelayKey::new(secret))
}

/// Clears invites that are over, and what is older than need be kept, now and then.
async fn purge(writer: Writer, keep_days: Option<u32>, mut stop: watch::Receiver<bool>) {
    let mut pause = interval(Duration::from_secs(PURGE_S));
    loop {
        tokio::select! {
            () = stopped(&mut stop) => return,
            _ = pause.tick() => {}
        }
        if let Ok(Err(error)) = writer.run(|store| store.purge(now_ms())).await {
            tracing::warn!("invites that are over can't be cleared: {error}");
        }
        let drop_old = move |store: &dyn Store| store.drop_old(now_ms(), keep_days);
        match writer.run(drop_old).await {
            Ok(Err(error)) => tracing::warn!("old envelopes can't be dropped: {error}"),
            Ok(Ok(count)) if count > 0 => tracing::info!("old envelopes were dropped"),
            Ok(Ok(_)) | Err(_) => {}
        }
    }
}
