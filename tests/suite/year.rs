//! What circles and standing wishes bring a ward, and that its shifts survive it.

use ruil_tests::year::{Plan, Way, Year, live};

fn weeks(way: Way) -> Year {
    let years = [1, 2].map(|seed| {
        let plan = Plan {
            seed,
            people: 15,
            weeks: 3,
        };
        live(&plan, way)
    });
    let [one, other] = years;
    Year {
        wanted: one.wanted + other.wanted,
        met: one.met + other.met,
        opened: one.opened + other.opened,
        covered: one.covered + other.covered,
    }
}

#[test]
fn circles_meet_more_wants_than_wishes_and_wishes_more_than_offers_alone() {
    let [offers, pairs, circles] = [Way::Offers, Way::Pairs, Way::Circles].map(weeks);
    assert_eq!(offers.wanted, circles.wanted, "the same is wanted");
    assert_eq!(offers.opened, circles.opened, "the same falls open");
    assert!(offers.met < pairs.met, "{offers:?} {pairs:?}");
    assert!(pairs.met < circles.met, "{pairs:?} {circles:?}");
}
