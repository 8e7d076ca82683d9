//! Which crate may know which.

use super::assert_none;
use super::source::root;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// The arrows, all of them.
const ARROWS: [(&str, &[&str]); 10] = [
    ("ruil-circle", &[]),
    ("ruil-core", &["ruil-circle"]),
    ("ruil-wire", &[]),
    ("ruil-sync", &["ruil-core", "ruil-wire"]),
    ("ruil-files", &["ruil-core"]),
    (
        "ruil-app",
        &["ruil-sync", "ruil-core", "ruil-wire", "ruil-files"],
    ),
    ("ruil-relay", &["ruil-wire"]),
    ("xtask", &[]),
    (
        "ruil-tests",
        &[
            "ruil-app",
            "ruil-core",
            "ruil-files",
            "ruil-fuzz",
            "ruil-relay",
            "ruil-sync",
            "ruil-wire",
        ],
    ),
    (
        "ruil-fuzz",
        &["ruil-core", "ruil-files", "ruil-sync", "ruil-wire"],
    ),
];

/// Our crates, each with those of ours it names, for whatever purpose.
type Arrows = BTreeMap<String, BTreeSet<String>>;

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version=1"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    serde_json::from_slice(&output.stdout).expect("cargo speaks JSON")
}

fn arrows() -> Arrows {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let name_of = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    packages
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().expect("dependencies");
            // Ours are those that come from a folder.
            let own = dependencies
                .iter()
                .filter(|d| d["path"].is_string())
                .map(name_of);
            (name_of(package), own.collect())
        })
        .collect()
}

fn wrong_arrows(arrows: &Arrows) -> Vec<String> {
    let mut wrong = Vec::new();
    for (from, to) in arrows {
        match ARROWS.iter().find(|(name, _)| name == from) {
            None => wrong.push(format!("{from} is not in the list of crates")),
            Some((_, allowed)) => wrong.extend(
                to.iter()
                    .filter(|to| !allowed.contains(&to.as_str()))
                    .map(|to| format!("{from} → {to}")),
            ),
        }
    }
    wrong
}

fn reachable(arrows: &Arrows, from: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut todo = vec![from.to_owned()];
    while let Some(name) = todo.pop() {
        for next in arrows.get(&name).into_iter().flatten() {
            if seen.insert(next.clone()) {
                todo.push(next.clone());
            }
        }
    }
    seen
}

#[test]
fn crates_point_only_where_the_architecture_says() {
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    let wrong = Arrows::from([("ruil-core".into(), names(&["ruil-wire"]))]);
    assert_eq!(wrong_arrows(&wrong), ["ruil-core → ruil-wire"]);

    let arrows = arrows();
    assert_eq!(
        arrows.len(),
        ARROWS.len(),
        "every crate is in the list, and the list has no more"
    );
    assert_none(
        "crates may not know each other this way",
        &wrong_arrows(&arrows),
    );
}

/// No outside crate can lead back to one of ours, so our own arrows are the whole tree.
#[test]
fn relay_can_read_no_shift_because_it_has_no_code_to() {
    let tree = reachable(&arrows(), "ruil-relay");
    assert!(tree.contains("ruil-wire"));
    for blind_to in ["ruil-core", "ruil-sync", "ruil-files"] {
        assert!(!tree.contains(blind_to), "the relay knows {blind_to}");
    }
}

/// Returns who could build with a defence away: whoever asks for the feature, or has it unasked.
fn careless(metadata: &Value) -> Vec<String> {
    let names = |list: &Value| -> Vec<String> {
        let names = list.as_array().into_iter().flatten();
        names
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect()
    };
    let is_it = |name: &String| name.ends_with("ablation");
    let mut found = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        if names(&package["features"]["default"]).iter().any(is_it) {
            found.push(format!("{name} has it unasked"));
        }
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        let asks = dependencies
            .flat_map(|needs| names(&needs["features"]))
            .any(|name| is_it(&name));
        if asks && name != "ruil-tests" {
            found.push(format!("{name} asks for it"));
        }
    }
    found
}

#[test]
fn no_shipped_build_can_take_a_defence_away() {
    let wrong = serde_json::json!({"packages": [
        {"name": "ruil-app", "features": {}, "dependencies": [{"features": ["ablation"]}]},
        {"name": "ruil-core", "features": {"default": ["ablation"]}, "dependencies": []},
        {"name": "ruil-tests", "features": {}, "dependencies": [{"features": ["ablation"]}]},
    ]});
    assert_eq!(
        careless(&wrong),
        ["ruil-app asks for it", "ruil-core has it unasked"]
    );
    assert_none("defences stand in what is shipped", &careless(&metadata()));
}
