//! The runner itself: what passes, what fails, what it refuses to read.

use super::*;
use serde_json::json;

/// Two pairs, of which the heavier excludes nothing.
fn instance() -> Value {
    let swap = |id: u64, person: &str| json!({"id": id, "kind": "swap", "person": person});
    json!({
        "id": "two pairs", "max_cycle": 3, "max_chain": 0, "person_once_per_circle": true,
        "vertices": [swap(0, "a"), swap(1, "b"), swap(2, "a"), swap(3, "c")],
        "arcs": [[0, 1, 5], [1, 0, 5], [2, 3, 7], [3, 2, 7]],
        "limits": [], "conflicts": [], "requires": [], "budgets": [],
        "optimum": 24, "optimum_one_circle_per_person": 14, "optimum_two_circles_per_person": 24,
        "optimum_pairs_and_direct_cover_only": 24,
        "solution": [{"type": "cycle", "vertices": [0, 1]}, {"type": "cycle", "vertices": [2, 3]}],
        "stats": {"cycles_by_length": {"2": 2}, "chains_by_length": {}, "vertices": 4, "arcs": 4,
                  "people": 3},
    })
}

fn outcome(value: &Value) -> Result<(), String> {
    Instance::read(value).and_then(|instance| put("sample", &instance))
}

fn with(name: &str, new: Value) -> Value {
    let mut value = instance();
    value[name] = new;
    value
}

#[test]
fn what_is_right_passes() {
    assert_eq!(outcome(&instance()), Ok(()));
    assert_eq!(outcome(&with("optimum", Value::Null)), Ok(()));
}

#[test]
fn each_number_that_differs_is_told() {
    for (name, told) in [
        ("optimum", "optimum: 24, expected 3"),
        (
            "optimum_one_circle_per_person",
            "one circle a person: 14, expected 3",
        ),
        (
            "optimum_two_circles_per_person",
            "two circles a person: 24, expected 3",
        ),
        (
            "optimum_pairs_and_direct_cover_only",
            "direct cover only: 24, expected 3",
        ),
    ] {
        let why = outcome(&with(name, json!(3))).unwrap_err();
        assert!(why.contains(told), "{why}");
    }
    let why = outcome(&with("stats", json!({"cycles_by_length": {"2": 3}}))).unwrap_err();
    assert!(
        why.contains("cycles by length: {2: 2}, expected {2: 3}"),
        "{why}"
    );
    let twice = json!([{"vertices": [0, 1]}, {"vertices": [0, 1]}]);
    let why = outcome(&with("solution", twice)).unwrap_err();
    assert!(
        why.contains("its solution is refused: VertexTwice"),
        "{why}"
    );
}

#[test]
fn what_cannot_be_read_is_refused_by_the_field() {
    for (name, new, told) in [
        (
            "vertices",
            json!([{"id": 0, "kind": "gift", "person": "a"}]),
            "is no kind",
        ),
        (
            "arcs",
            json!([[0, 99_999, 1]]),
            "arcs: 99999 is no number that fits",
        ),
        ("arcs", json!([[0, 9, 1]]), "refused: NoVertex(VertexNr(9))"),
        ("max_cycle", Value::Null, "max_cycle: null is no number"),
        ("arcs", Value::Null, "arcs is no list"),
    ] {
        let why = outcome(&with(name, new)).unwrap_err();
        assert!(why.contains(told), "{why}");
    }
}

#[test]
fn wrong_file_is_told_from_a_wrong_answer() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.json");
    for (text, told) in [
        ("{", "EOF while parsing"),
        ("{}", "it has no instances"),
        (
            r#"{"format": "worktime-vectors/1"}"#,
            "its format is worktime-vectors/1",
        ),
    ] {
        std::fs::write(&path, text).unwrap();
        let why = run(&path).unwrap_err();
        assert!(
            why.contains(told) && why.contains("to do: give a file"),
            "{why}"
        );
    }
    assert!(run(&folder.path().join("none.json")).is_err());
    std::fs::write(&path, json!({"instances": [instance()]}).to_string()).unwrap();
    assert_eq!(run(&path), Ok(true));
    std::fs::write(
        &path,
        json!({"instances": [with("optimum", json!(3))]}).to_string(),
    )
    .unwrap();
    assert_eq!(run(&path), Ok(false));
}
