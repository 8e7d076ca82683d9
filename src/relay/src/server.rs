//! Accepting connections and speaking HTTP on them.
//!
//! Written out instead of `axum::serve`, which has no limit on how long a connection may take to
//! say what it wants, nor on how many there are.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

use crate::handler::Peer;
use crate::limit::gate::Gate;
use crate::limit::{HEADER_BYTES_MAX, HEADER_S_MAX};
use crate::relay::stopped;

/// The pause after a connection could not be accepted, as when there are no file handles left.
const BREATH: Duration = Duration::from_millis(100);

/// Accepts connections until the relay stops.
pub async fn accept(
    listener: TcpListener,
    router: Router,
    gate: Arc<Gate>,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        let accepted = tokio::select! {
            () = stopped(&mut stop) => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, address)) => welcome(stream, address, &router, &gate, &stop),
            Err(error) => {
                tracing::warn!("a connection could not be accepted: {}", error.kind());
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

fn welcome(
    stream: TcpStream,
    address: SocketAddr,
    router: &Router,
    gate: &Arc<Gate>,
    stop: &watch::Receiver<bool>,
) {
    let Some(permit) = gate.enter(address.ip()) else {
        tracing::debug!("a connection too many was closed");
        return;
    };
    let peer = Peer {
        address: address.ip(),
        permit: Arc::new(permit),
    };
    // Receipts are small and awaited; a refusal of the option costs speed, nothing else.
    drop(stream.set_nodelay(true));
    tokio::spawn(speak(stream, peer, router.clone(), stop.clone()));
}

async fn speak(stream: TcpStream, peer: Peer, router: Router, mut stop: watch::Receiver<bool>) {
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(peer.clone());
        router.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(HEADER_S_MAX))
        .max_buf_size(HEADER_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if ended.is_err() {
        tracing::debug!("a connection broke off");
    }
}
