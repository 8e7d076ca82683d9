//! What an offer is about, how it ended, and why.

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, night};
use crate::pick::lot::{Side, asked};
use ruil_core::{Answer, Command, NewOffer, OfferId, Outcome, ShiftRef};

const UTC: fn(u64) -> Moment = |time_ms| Moment {
    utc_min: i32::try_from(time_ms / 60_000).unwrap_or_default(),
    offset_min: 0,
};

#[test]
fn the_loser_reads_who_was_first_and_when() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let (kind, to) = (OfferKind::GiveAway, Audience::Everyone);
    let offer = OfferId::of(crew.act(
        0,
        Command::Offer {
            shift,
            revision: 0,
            kind,
            to,
        },
    ));
    let yes = Command::Answer {
        offer,
        answer: Answer::Yes,
    };
    crew.act(1, yes.clone());
    assert!(matches!(crew.attempt(2, yes).1, Outcome::Rejected(_)));
    let (team, cas) = (&crew.team, crew.person(2));
    let offer = team.offers.get(&offer).unwrap();
    let text = my_loss(Lang::Dutch, offer, team, cas, UTC).unwrap();
    assert!(text.starts_with("Bo heeft de nachtdienst van"), "{text}");
    assert!(text.contains("00:07") && text.contains("00:08"), "{text}");
    assert_eq!(my_loss(Lang::Dutch, offer, team, crew.person(1), UTC), None);
    let won = outcome(Lang::Dutch, offer, team, crew.person(1)).unwrap();
    assert!(
        won.starts_with("De nachtdienst") && won.ends_with("is van jou."),
        "{won}"
    );
    let same_minute = |_| UTC(60_000);
    let text = my_loss(Lang::English, offer, team, cas, same_minute).unwrap();
    assert!(text.contains("at nearly the same time"), "{text}");
}

#[test]
fn of_a_part_the_hours_are_told_and_the_shift_is_named_as_it_was() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let whole = crew.team.roster.get(shift).unwrap().clone();
    let named = super::shift(Lang::Dutch, &whole);
    let at = Moment {
        utc_min: whole.span.end().utc_min - 180,
        ..whole.span.start()
    };
    let new = NewOffer {
        shifts: vec![ShiftRef { shift, revision: 0 }],
        part: Some(asked(whole.span, Side::Last, at, 0)),
        kind: OfferKind::GiveAway,
        to: Audience::Everyone,
    };
    let offer = OfferId::of(crew.act(0, Command::Propose(new)));
    let text = |crew: &Crew| {
        let offer = crew.team.offers.get(&offer).unwrap();
        (
            offered(Lang::Dutch, &crew.team, offer),
            outcome(Lang::Dutch, offer, &crew.team, crew.person(1)),
        )
    };
    let times = format::times(Span::new(at, whole.span.end()).unwrap());
    let expected = format!("het deel {times} van {named}");
    assert_eq!(text(&crew), (expected.clone(), None));
    let answer = Answer::Yes;
    crew.act(1, Command::Answer { offer, answer });
    let won = format!("{} is van jou.", capital(&expected));
    assert_eq!(text(&crew), (expected, Some(won)));
}

#[test]
fn who_said_yes_reads_where_the_shift_went_instead() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let (day, to) = (MARCH_8, || Audience::Everyone);
    let offered = crew.put(night(day, Some(0)));
    let other = crew.put(night(day.plus(3), Some(2)));
    let offer = |shift, kind| Command::Offer {
        shift,
        revision: 0,
        kind,
        to: to(),
    };
    let answer = |offer, answer| Command::Answer { offer, answer };
    let first = OfferId::of(crew.act(0, offer(offered, OfferKind::SwapForAnswer)));
    crew.act(1, answer(first, Answer::Yes));
    let named = OfferKind::SwapForNamed(vec![offered]);
    let second = OfferId::of(crew.act(2, offer(other, named)));
    let (shift, revision) = (offered, 0);
    crew.act(0, answer(second, Answer::YesWith { shift, revision }));
    let found = crew.team.offers.get(&first).unwrap();
    assert_eq!(found.state, OfferState::Lapsed);
    let text = |at| my_loss(Lang::Dutch, found, &crew.team, crew.person(at), UTC);
    let told = text(1).unwrap();
    assert!(told.starts_with("De nachtdienst van"), "{told}");
    assert!(told.contains("op een andere manier naar Cas."), "{told}");
    assert_eq!(text(2), None);
}

#[test]
fn names_in_a_row() {
    let crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let some = |at: &[usize]| Audience::Some(at.iter().map(|at| crew.person(*at)).collect());
    let text = |to| audience(Lang::Dutch, &to, &crew.team);
    assert_eq!(text(some(&[1])), "Gevraagd aan Bo");
    assert_eq!(text(some(&[0, 1, 2])), "Gevraagd aan Amal, Bo en Cas");
}
