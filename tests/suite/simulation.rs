//! The simulation holds its invariants, tries every kind of trouble, does the same twice, and notices
//! when a defence is missing.

use ruil_tests::sim::campaign::{campaign, try_run};
use ruil_tests::sim::{Counts, Defence, Plan, run};

/// Runs that once failed, and why: they are run for ever.
const KEPT: [(u64, u32); 37] = [
    // Two tabs: one sealed anew what the other read as new.
    (11, 300),
    // A forged entry had its effect after a reload.
    (12, 500),
    (46, 1_200),
    // Who restored a relay had a row missing.
    (5, 1_100),
    // Counted anew, an event went behind the one after it.
    (30, 1_500),
    (38, 1_500),
    // Two tabs took the same count one after the other.
    (40, 1_200),
    // A checkpoint that could not be had came after all, over a log that had gone on.
    (41, 1_500),
    // The relay took a list whose event counted for nobody.
    (256, 1_500),
    // A tab did not know the relay's word that the other one had.
    (2_012, 1_000),
    (2_534, 1_000),
    // Who had less than all restored a relay first.
    (13, 1_500),
    // The same, and went on from there: what is new waits now for what was lost.
    (2_940, 1_000),
    // Own work was saved under a key that was not.
    (10_185, 1_000),
    // Two tabs counted anew, each for itself.
    (15_668, 1_000),
    (11_774, 1_000),
    // What the relay changed, or gave another word for, was kept.
    (10_624, 1_000),
    (10_460, 1_000),
    // Put back to an older day, a device had its work sent with a count that it had used.
    (20_287, 1_000),
    // An emptied relay was filled by who had begun at a checkpoint, and had none to give on.
    (20_272, 1_000),
    (20_432, 1_000),
    // The relay had moved to a key period that the team had not.
    (68_862, 500),
    // Done again, an action stood before what was made after it.
    (31_472, 500),
    // A tab was closed while it wrote, and the other never looked.
    (40_234, 500),
    // Two tabs kept two logs; whoever opens the app next is told.
    (30_312, 500),
    // A tab counted anew, and its count was written before what it counted.
    (124_979, 500),
    // It was given all back, and who had said that it had less went on saying so.
    (55_690, 500),
    (56_593, 500),
    // On another log a key period had another key.
    (56_972, 500),
    // An emptied relay was filled by somebody with less.
    (72_702, 500),
    // A relay that had lost its key said again what it had said before.
    (30_502, 500),
    // One after the other, the first seeds with a relay that lies.
    (4, 1_000),
    (8, 1_000),
    (16, 1_000),
    // Done again in vain, an action was told under its new name alone.
    (201_841, 500),
    // Nothing failed here, but a removal was in vain, which few seeds come to.
    (1_910, 1_000),
    (2_077, 1_000),
];

/// Seeds and steps of every run of the tests; `cargo xtask sim --seeds A..B` runs more.
const SEEDS: core::ops::Range<u64> = 1_000..1_150;
const STEPS: u32 = 1_000;

#[test]
fn nothing_is_lost_whatever_goes_wrong() {
    let mut counts = Counts::default();
    let found = campaign(SEEDS, Plan::new(0, STEPS), 2);
    assert_eq!(
        found.failed,
        [],
        "`cargo xtask sim --seeds A..B` tells more"
    );
    counts.merge(&found.counts);
    for (seed, steps) in KEPT {
        let report = run(Plan::new(seed, steps));
        assert_eq!(report.failures, [], "seed {seed}, {steps} steps");
        counts.merge(&report.counts);
    }
    assert_eq!(counts.missing(), [""; 0], "each kind of trouble was tried");
}

#[test]
fn the_same_seed_does_the_same() {
    let once = run(Plan::new(7, 400));
    let again = run(Plan::new(7, 400));
    assert_eq!((once.digest, once.counts), (again.digest, again.counts));
    assert_ne!(once.digest, run(Plan::new(9, 400)).digest);
}

/// Tells which invariants fail first without a defence, over so many seeds.
fn without(off: Defence, seeds: core::ops::Range<u64>, named: &[&str]) {
    for seed in seeds {
        let plan = Plan {
            off: Some(off),
            ..Plan::new(seed, 1_200)
        };
        let failures = try_run(plan).map(|report| report.failures);
        let failures = failures.unwrap_or_else(|failure| vec![failure]);
        if failures
            .iter()
            .any(|failure| named.contains(&failure.invariant))
        {
            return;
        }
    }
    panic!("nothing of {named:?} fails without {off:?}");
}

#[test]
fn without_dedupe_an_event_has_two_numbers() {
    without(Defence::Dedupe, 1..40, &["I2"]);
}

#[test]
fn without_the_chain_a_fork_goes_unnoticed() {
    without(Defence::Chain, 1..80, &["I3"]);
}

#[test]
fn without_the_fence_order_is_lost() {
    without(Defence::Fence, 1..80, &["I1", "I8"]);
}

#[test]
fn without_the_check_of_epochs_work_is_lost_or_read() {
    without(Defence::Epoch, 1..80, &["I1", "I7"]);
}

#[test]
fn without_strict_writes_saved_work_is_gone() {
    without(Defence::Strict, 1..40, &["I1"]);
}

#[test]
fn without_counting_an_old_event_counts_again() {
    without(Defence::Counter, 1..80, &["I4"]);
}

#[test]
fn without_the_base_a_removal_seals_to_who_was_removed() {
    without(Defence::Base, 1..120, &["I7"]);
}
