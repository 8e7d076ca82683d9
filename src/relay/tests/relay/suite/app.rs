//! The built app: types, compression, caching, and headers that hold the browser to it.

use std::fs;

use ruil_relay::Settings;
use tempfile::TempDir;

use super::harness::{Answer, TestRelay, request};

const SCRIPT: &str = "/ruil-app-1a2b3c4d5e6f7a8b.js";
const WASM: &str = "/ruil-app-1a2b3c4d5e6f7a8b_bg.wasm";

async fn relay() -> (TestRelay, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("index.html", "<!doctype html>"),
        ("sw.js", "self"),
        ("manifest.webmanifest", "{}"),
        ("version.json", "{}"),
        ("icon-512.png", "png"),
        ("mark.svg", "<svg/>"),
        ("style-0123456789abcdef.css", "a{}"),
        (&SCRIPT[1..], "plain script"),
        ("ruil-app-1a2b3c4d5e6f7a8b.js.br", "brotli script"),
        (&WASM[1..], "plain wasm"),
        ("ruil-app-1a2b3c4d5e6f7a8b_bg.wasm.gz", "gzip wasm"),
    ];
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let settings = Settings {
        app: Some(folder.path().into()),
        ..Settings::default()
    };
    (TestRelay::with(settings).await, folder)
}

async fn get(relay: &TestRelay, path: &str) -> Answer {
    request(relay.address, "GET", path, &[], b"").await
}

#[tokio::test]
async fn every_kind_of_file_has_its_type() {
    let (relay, _folder) = relay().await;
    for (path, kind) in [
        ("/", "text/html"),
        (SCRIPT, "text/javascript"),
        (WASM, "application/wasm"),
        ("/style-0123456789abcdef.css", "text/css"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/version.json", "application/json"),
        ("/icon-512.png", "image/png"),
        ("/mark.svg", "image/svg+xml"),
    ] {
        let answer = get(&relay, path).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, kind),
            "{path}"
        );
    }
}

#[tokio::test]
async fn compressed_files_are_sent_to_who_takes_them() {
    let (relay, _folder) = relay().await;
    let ask = async |path, encodings| {
        let headers = [("accept-encoding", encodings)];
        let answer = request(relay.address, "GET", path, &headers, b"").await;
        assert_eq!(answer.status, 200);
        (
            answer.header("content-encoding").to_owned(),
            String::from_utf8(answer.body).unwrap(),
        )
    };
    let both = |encoding: &str, body: &str| (encoding.to_owned(), body.to_owned());
    assert_eq!(ask(SCRIPT, "gzip, br").await, both("br", "brotli script"));
    assert_eq!(ask(SCRIPT, "gzip").await, both("", "plain script"));
    assert_eq!(ask(WASM, "gzip, br").await, both("gzip", "gzip wasm"));
    assert_eq!(ask("/", "gzip, br").await, both("", "<!doctype html>"));
}

#[tokio::test]
async fn only_what_is_named_by_its_content_is_kept_forever() {
    let (relay, _folder) = relay().await;
    let forever = "public, max-age=31536000, immutable";
    for path in [SCRIPT, WASM, "/style-0123456789abcdef.css"] {
        assert_eq!(
            get(&relay, path).await.header("cache-control"),
            forever,
            "{path}"
        );
    }
    let others = [
        "/",
        "/index.html",
        "/sw.js",
        "/manifest.webmanifest",
        "/version.json",
    ];
    for path in others
        .into_iter()
        .chain(["/team", "/gone-0123456789abcdef.js"])
    {
        assert_eq!(
            get(&relay, path).await.header("cache-control"),
            "no-cache",
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_place_within_the_app_is_its_page_and_a_missing_file_is_missing() {
    let (relay, _folder) = relay().await;
    for path in ["/team", "/swaps/new?day=3", "/roster/2026/week/7/"] {
        let answer = get(&relay, path).await;
        assert_eq!(
            (answer.status, &answer.body[..]),
            (200, &b"<!doctype html>"[..]),
            "{path}"
        );
    }
    for path in [
        "/gone.js",
        "/team/gone.png",
        "/v1/team",
        "/v1",
        "/../Cargo.toml",
        "/%2e%2e/x.y",
    ] {
        let answer = get(&relay, path).await;
        assert_ne!(answer.body, b"<!doctype html>", "{path}");
        assert!(
            matches!(answer.status, 400 | 404),
            "{path}: {}",
            answer.status
        );
    }
    assert_eq!(
        request(relay.address, "HEAD", "/team", &[], b"")
            .await
            .status,
        200
    );
    assert_eq!(
        request(relay.address, "POST", "/team", &[], b"")
            .await
            .status,
        405
    );
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let (relay, _folder) = relay().await;
    let tag = get(&relay, "/").await.header("etag").to_owned();
    assert_ne!(tag, "");
    let headers = [("if-none-match", &tag[..])];
    let answer = request(relay.address, "GET", "/", &headers, b"").await;
    assert_eq!((answer.status, answer.body.len()), (304, 0));
}

#[tokio::test]
async fn every_answer_carries_the_guards() {
    let (relay, _folder) = relay().await;
    for path in ["/", SCRIPT, "/gone.js", "/v1/health", "/v1/invites/xyz"] {
        let answer = get(&relay, path).await;
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval';",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("'unsafe-inline'") && !policy.contains("'unsafe-eval'"));
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(
            answer.header("permissions-policy"),
            "camera=(self)",
            "{path}"
        );
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
    }
}
