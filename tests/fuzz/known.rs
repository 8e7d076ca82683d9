//! What was found once, and what the project writes itself, put to every target.

use ruil_fuzz::{corpus, targets};

#[test]
fn no_known_bytes_break_a_promise() {
    for target in targets::ALL {
        let seeds = (target.seeds)();
        assert!(!seeds.is_empty(), "{} begins with something", target.name);
        for (nth, input) in (0..).zip(seeds.iter().chain(&corpus::read(&target))) {
            let run = std::panic::catch_unwind(|| (target.run)(input));
            assert!(run.is_ok(), "{}, input {nth}: {input:02x?}", target.name);
        }
    }
}

#[test]
fn each_target_has_found_something() {
    let empty = targets::ALL.into_iter();
    let empty = empty.filter(|target| corpus::read(target).is_empty());
    let names: Vec<_> = empty.map(|target| target.name).collect();
    assert!(names.is_empty(), "nothing is kept for {names:?}");
}
