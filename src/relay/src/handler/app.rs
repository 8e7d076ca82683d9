//! The built app: files of one folder, with the headers a browser needs to hold them to.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::relay::Relay;

/// The page every path without a file leads to; the app reads the path itself.
const PAGE: &str = "/index.html";

/// Nothing from anywhere else, no inline script or style, no frames around or within.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
     manifest-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

const GUARDS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self)",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const NEVER: HeaderValue = HeaderValue::from_static("no-store");

/// Answers with a file of the app, or with its page.
pub async fn file(State(relay): State<Arc<Relay>>, mut request: Request) -> Response {
    let Some(folder) = &relay.app else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if is_page(request.uri().path()) {
        *request.uri_mut() = Uri::from_static(PAGE);
    }
    let hashed = is_hashed(request.uri().path());
    let files = ServeDir::new(folder)
        .precompressed_br()
        .precompressed_gzip();
    let mut response = match files.oneshot(request).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    };
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let cache = if found && hashed { FOREVER } else { ASK_AGAIN };
    response.headers_mut().insert(header::CACHE_CONTROL, cache);
    response
}

/// Keeps answers about teams and invites out of every cache.
pub async fn uncached(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, NEVER);
    response
}

/// Adds the headers that every answer carries.
pub async fn guard(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in GUARDS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Returns whether a folder holds a built app.
pub fn is_app(folder: &Path) -> bool {
    folder.join(PAGE.trim_start_matches('/')).is_file()
}

/// A path whose last part has no extension is a place within the app.
fn is_page(path: &str) -> bool {
    !path.rsplit('/').next().unwrap_or_default().contains('.')
}

/// Returns whether a file's name holds the hash of its content, as the build gives it:
/// `name-0123456789abcdef.js`, `name-0123456789abcdef_bg.wasm`. Leading zeros are left out.
fn is_hashed(path: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let lower_hex = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| (12..=16).contains(&hash.len()) && hash.chars().all(lower_hex))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_content_hash_are_kept_forever() {
        for path in [
            "/ruil-app-1a2b3c4d5e6f7a8b.js",
            "/ruil-app-a2b3c4d5e6f7a8b_bg.wasm",
        ] {
            assert!(is_hashed(path), "{path}");
        }
        for path in [
            "/index.html",
            "/sw.js",
            "/icon-512.png",
            "/a-1a2b3c4d5e6f7a8z.js",
            "/-",
        ] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn a_path_without_an_extension_is_a_page() {
        assert!(is_page("/") && is_page("/team/people") && is_page("/v1.2/x"));
        assert!(!is_page("/icon.png") && !is_page("/a/b.js"));
    }
}
