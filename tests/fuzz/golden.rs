//! Ten thousand entries lead where they have always led, by every way there is.

use ruil_core::{OfferState, ProposalState};
use ruil_fuzz::history::{History, PLACES, WARD, batches, make};
use ruil_sync::Engine;

#[test]
fn ten_thousand_events_lead_where_they_always_led() {
    for (events, place) in PLACES {
        let history = make(WARD, events);
        assert_eq!(history.entries.len() as u64, events);
        assert_eq!(history.place(), place, "after {events}");
        let verified = History::verify(batches(&history.entries).collect());
        let loaded = Engine::load(&history.saved()).unwrap();
        let joined = history.join().unwrap();
        for engine in [verified, loaded, joined] {
            assert_eq!(engine.alarm(), None);
            assert_eq!(engine.number(), events);
            assert_eq!(engine.head(), history.reader.head());
            assert_eq!(engine.team(), history.reader.team());
        }
        if events > 1_000 {
            a_year_has_everything_in_it(&history);
        }
    }
}

fn a_year_has_everything_in_it(history: &History) {
    let team = history.reader.team();
    let settled = |state: &OfferState| matches!(state, OfferState::Settled { .. });
    let offers = team.offers.values();
    let settled = offers.filter(|offer| settled(&offer.state)).count();
    let circles = team.proposals.values();
    let settled_circles = circles
        .filter(|circle| matches!(circle.state, ProposalState::Settled { .. }))
        .count();
    assert!(settled > 300, "{settled} offers settled");
    assert!(settled_circles > 10, "{settled_circles} circles settled");
    assert!(team.epoch > 5, "epoch {}", team.epoch);
    assert!(team.wishes.len() > 10 && team.debts.len() > 10);
    let gone = team.people.values().filter(|person| !person.is_member());
    assert_eq!(gone.count(), 1, "one left");
    let valid = team.checkpoint.map(|valid| valid.number);
    assert_eq!(valid, Some(9_000), "two vouched for a checkpoint");
    let wrong = history.rows.iter();
    let wrong = wrong.filter(|(_, row)| ruil_sync::saved::is_doubted(row));
    assert!(wrong.count() > 5, "somebody signed for somebody else");
}
