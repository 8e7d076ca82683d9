//! What rounds, proposals and the fair window bring a ward, against who is first.

use ruil_tests::rounds::{Plan, Way, live};

/// A year of thirteen rounds, twice.
#[test]
fn fair_rounds_spread_the_burden_much_more_evenly_than_first_come() {
    for seed in [1, 2] {
        let plan = Plan {
            seed,
            people: 12,
            rounds: 13,
        };
        let [first, fair] = [Way::First, Way::Fair].map(|way| live(&plan, way));
        assert_eq!(first.needed, fair.needed, "the same is needed");
        assert!(2.0 * fair.range() < first.range(), "{fair:?} {first:?}");
        assert!(
            2.0 * fair.deviation() < first.deviation(),
            "{fair:?} {first:?}"
        );
        assert!(
            fair.filled + fair.needed / 50 > first.filled,
            "{fair:?} {first:?}"
        );
    }
}
