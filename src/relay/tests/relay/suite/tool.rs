//! The operator's tools, on what a relay has written.

use std::path::Path;

use ruil_relay::Settings;
use ruil_relay::store::archive::{Archive, Flaw};
use ruil_relay::store::post::{Held, Post};
use ruil_relay::store::postgres::PgStore;
use ruil_relay::store::sqlite::archive::SqliteArchive;
use ruil_relay::store::sqlite::{OpenError, SqliteStore};
use ruil_relay::store::{Invite, Note, Opening, Push, Store, Team};
use ruil_relay::tool::{Tool, ToolError};
use ruil_wire::invite::Slot;
use ruil_wire::{Head, InviteId, RelayFrame, TeamId, Topic};
use rusqlite::Connection;
use tokio::process::Command;
use tokio::task::spawn_blocking;

use super::cluster::database;
use super::crash::Program;
use super::harness::{Phone, TEAM, TestRelay, found, soon};
use super::keys::{ANA, envelope, envelopes, founding, key, removal};
use super::store::at;

const OTHER: TeamId = TeamId([1; 16]);

/// Fills a store with some of everything: two teams, one of them with a dropped beginning.
fn fill(store: &SqliteStore) {
    store.secret([5; 32]).unwrap();
    store.found(TEAM, &Team::by_access(founding())).unwrap();
    store.found(OTHER, &Team::by_token(OTHER, [2; 32])).unwrap();
    let push = |envelopes| Push {
        team: TEAM,
        device: Some(key(ANA)),
        envelopes,
    };
    store.append(&[push(envelopes(1..7))], at(1_000)).unwrap();
    store.keep(TEAM, 4, b"sealed").unwrap();
    assert_eq!(store.drop_old(DAY_MS * 9, Some(7)).unwrap(), 1);
    let last = push(vec![removal(7, &[ANA])]);
    store.append(&[last], at(DAY_MS * 9)).unwrap();
    let invite = Invite {
        team: TEAM,
        commitment: [4; 32],
        expires_ms: 2_000,
        ask: None,
        reveal: None,
        answer: None,
    };
    let (id, opening) = (InviteId([3; 16]), Opening { now_ms: 1, max: 1 });
    store.open(id, &invite, opening).unwrap();
    let note = Note {
        slot: Slot::Ask,
        message: b"ask",
    };
    store.leave(id, &note, 1).unwrap();
    let (to, letter) = (
        (TEAM, key(ANA)),
        Held {
            topic: Topic([6; 16]),
            due_ms: 5,
            until_ms: 6,
            is_urgent: true,
            sealed: vec![7; 9],
        },
    );
    store.subscribe(to, Some("https://push.invalid/")).unwrap();
    assert!(store.hold(to, &letter, 1).unwrap());
}

const DAY_MS: u64 = ruil_relay::store::DAY_MS;

fn check(place: &Path) -> Result<String, ToolError> {
    Tool::Check(place.into()).run()
}

#[test]
fn what_a_relay_wrote_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    fill(&SqliteStore::open(folder.path(), None).unwrap());
    assert_eq!(
        check(folder.path()).unwrap(),
        "2 teams with 7 entries: all whole"
    );
}

#[test]
fn whatever_is_changed_in_a_log_is_found() {
    for (harm, flaw) in [
        ("DELETE FROM log WHERE number = 6", Flaw::Gap(6)),
        ("DELETE FROM log WHERE number = 7", Flaw::Counter),
        ("DELETE FROM log WHERE number = 5", Flaw::Gap(5)),
        ("UPDATE team SET number = 8 WHERE first = 4", Flaw::Counter),
        ("UPDATE team SET bytes = 1 WHERE first = 4", Flaw::Counter),
        (
            "UPDATE team SET first_head = zeroblob(32) WHERE first = 4",
            Flaw::Chain(4),
        ),
        (
            "UPDATE log SET time_ms = 999 WHERE number = 6",
            Flaw::Time(6),
        ),
        (
            "UPDATE log SET time_ms = 1001 WHERE number = 6",
            Flaw::Chain(6),
        ),
        (
            "UPDATE log SET head = zeroblob(32) WHERE number = 5",
            Flaw::Chain(5),
        ),
        (
            "UPDATE log SET envelope = x'00' WHERE number = 5",
            Flaw::Envelope(5),
        ),
        (
            "UPDATE log SET event = zeroblob(16) WHERE number = 5",
            Flaw::Envelope(5),
        ),
        (
            "UPDATE log SET envelope = (SELECT envelope FROM log WHERE number = 6) WHERE number = 5",
            Flaw::Envelope(5),
        ),
        ("UPDATE checkpoint SET number = 9", Flaw::Checkpoint(9)),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fill(&SqliteStore::open(folder.path(), None).unwrap());
        let db = Connection::open(folder.path().join("relay.sqlite")).unwrap();
        assert!(db.execute(harm, []).unwrap() > 0, "{harm}");
        let Err(ToolError::Flawed(findings)) = check(folder.path()) else {
            panic!("nobody noticed: {harm}")
        };
        assert_eq!(findings.flaws, [(TEAM, flaw)], "{harm}");
    }
}

#[test]
fn moved_to_postgresql_everything_is_there_and_the_old_place_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    fill(&SqliteStore::open(folder.path(), None).unwrap());
    let mut old = SqliteArchive::open(folder.path()).unwrap();
    let migrate = |data: &Path, database: &str| {
        let (data, database) = (data.to_owned(), database.to_owned());
        Tool::Migrate { data, database }.run()
    };
    let address = database();
    let said = migrate(folder.path(), &address).unwrap();
    assert!(said.starts_with("2 teams with 7 entries, moved"), "{said}");
    let store = PgStore::open(&address).unwrap();
    assert_eq!(store.secret([9; 32]).unwrap(), [5; 32]);
    let mut new = store.archive().unwrap();
    let teams = old.teams(None, 9).unwrap();
    assert_eq!(new.teams(None, 9).unwrap(), teams);
    for (team, _) in teams {
        assert_eq!(
            new.lines(team, 0, 99).unwrap(),
            old.lines(team, 0, 99).unwrap()
        );
        assert_eq!(new.belongings(team).unwrap(), old.belongings(team).unwrap());
    }
    let said = Tool::CheckDatabase(address.clone()).run().unwrap();
    assert_eq!(said, "2 teams with 7 entries: all whole");
    let closed = SqliteStore::open(folder.path(), None).err().unwrap();
    assert!(matches!(closed, OpenError::Moved), "{closed}");

    let other = tempfile::tempdir().unwrap();
    SqliteStore::open(other.path(), None)
        .unwrap()
        .secret([8; 32])
        .unwrap();
    let refused = migrate(other.path(), &address).unwrap_err();
    assert!(matches!(refused, ToolError::OtherRelay), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_team_goes_on_in_postgresql_as_if_nothing_had_happened() {
    let folder = tempfile::tempdir().unwrap();
    let relay = TestRelay::with(Settings {
        data: Some(folder.path().into()),
        ..Settings::default()
    })
    .await;
    let mut ana = relay.phone().await;
    let receipts = ana.store(&envelopes(1..4)).await;
    ana.until(3).await;
    let key = ana.relay;
    relay.stop().await;
    let data = folder.path().to_owned();
    let migrate = move || {
        let database = database();
        let tool = Tool::Migrate {
            data,
            database: database.clone(),
        };
        tool.run().unwrap();
        database
    };
    let database = spawn_blocking(migrate).await.unwrap();
    let relay = TestRelay::with(Settings {
        database: Some(database),
        ..Settings::default()
    })
    .await;
    let mut ana = ana.reconnect(relay.address).await;
    ana.greet().await;
    assert_eq!(ana.relay, key);
    let again = ana.store(&envelopes(1..5)).await;
    assert_eq!(again[..3], receipts[..]);
    ana.until(4).await;
    relay.stop().await;
}

/// Runs the program and returns whether it succeeded, and what it said.
async fn run(arguments: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ruil-relay"));
    let output = soon(command.args(arguments).output()).await.unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn a_backup_is_made_under_load_and_put_back_where_devices_heal_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (data, backup, fresh) = (path("data"), path("backup"), path("fresh"));
    let program = Program::start(Path::new(&data), &[]).await;
    found(program.address).await;
    let mut ana = Phone::connect(program.address, TEAM).await;
    ana.greet().await;
    ana.store(&envelopes(1..6)).await;
    // While it serves and writes.
    let push = ruil_wire::ClientFrame::Push(envelopes(6..46));
    ana.send(&push).await;
    let (is_done, said) = run(&["backup", "--data", &data, "--to", &backup]).await;
    assert!(is_done && said.starts_with("1 teams with "), "{said}");
    let (is_done, said) = run(&["backup", "--data", &data, "--to", &backup]).await;
    assert!(!is_done, "it wrote over a backup: {said}");
    ana.until(45).await;
    ana.told.clear();
    ana.store(&[envelope(46)]).await;
    ana.until(46).await;
    program.terminate().await;

    let restore = ["restore", "--from", &backup, "--data", &fresh];
    let (is_done, said) = run(&restore).await;
    assert!(is_done && said.contains("--put-back"), "{said}");
    let (is_done, said) = run(&restore).await;
    assert!(!is_done && said.contains("already"), "{said}");
    let program = Program::start(Path::new(&fresh), &["--put-back"]).await;
    let mut ana = ana.reconnect(program.address).await;
    let goal = ana.mark.unwrap();
    let RelayFrame::Rewind { number, head } = ana.hello(46, ana.head).await else {
        panic!("the backup holds what came after it")
    };
    let kept = usize::try_from(number).unwrap();
    assert!((5..46).contains(&kept));
    let chain = |head: Head, entry: &ruil_wire::Entry| {
        head.then(entry.number, entry.time_ms, &entry.envelope)
    };
    let here = ana.log[..kept].iter().fold(Head::start(TEAM), chain);
    assert_eq!(head, here, "what it holds is what there was");
    let entries = ana.log[kept..].to_vec();
    ana.send(&ruil_wire::ClientFrame::Restore { goal, entries })
        .await;
    let welcome = ana.next().await;
    assert!(
        matches!(welcome, Some(RelayFrame::Welcome { number: 46, .. })),
        "{welcome:?}"
    );
    program.terminate().await;
    let (is_whole, said) = run(&["check", "--data", &fresh]).await;
    assert_eq!(
        (is_whole, said.trim()),
        (true, "1 teams with 46 entries: all whole")
    );
}
