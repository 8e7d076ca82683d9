//! Every route on one screen.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::map_response;
use axum::routing::{any, get, post, put};
use axum::{Router, middleware};
use ruil_wire::{http, limit};
use tower_http::timeout::TimeoutLayer;

use crate::handler::{app, checkpoint, envelopes, health, invite, live, push, team};
use crate::limit::REQUEST_S_MAX;
use crate::relay::Relay;

/// Returns the routes of [`ruil_wire::http`], and the app behind them.
pub fn router(relay: Arc<Relay>) -> Router {
    let wire = Router::new()
        .route(http::TEAM, put(team::found))
        .route(http::LIVE, get(live::upgrade))
        .route(
            http::ENVELOPES,
            post(envelopes::push).layer(DefaultBodyLimit::max(limit::FRAME_BYTES_MAX)),
        )
        .route(
            http::CHECKPOINT,
            put(checkpoint::keep)
                .get(checkpoint::read)
                .layer(DefaultBodyLimit::max(limit::CHECKPOINT_BYTES_MAX)),
        )
        .route(
            http::INVITE,
            put(invite::open).get(invite::read).delete(invite::close),
        )
        .route(http::INVITE_SLOT, put(invite::leave))
        .route(http::PUSH_KEY, get(push::key))
        .route(
            http::SUBSCRIPTION,
            put(push::subscribe).delete(push::unsubscribe),
        )
        .route(http::LETTERS, post(push::send))
        .route(http::HEALTH, get(health::answer))
        .route(health::READY, get(health::ready))
        .route("/v1", any(StatusCode::NOT_FOUND))
        .route("/v1/", any(StatusCode::NOT_FOUND))
        .route("/v1/{*rest}", any(StatusCode::NOT_FOUND))
        .layer(map_response(app::uncached));
    let patience = Duration::from_secs(REQUEST_S_MAX);
    Router::new()
        .merge(wire)
        .fallback(app::file)
        .layer(DefaultBodyLimit::max(limit::BODY_BYTES_MAX))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::REQUEST_TIMEOUT,
            patience,
        ))
        .layer(middleware::map_response(app::guard))
        .with_state(relay)
}
