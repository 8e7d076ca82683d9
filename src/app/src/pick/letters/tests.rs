//! Who is written to, when, and what stands on their screen.

use ruil_core::event::{Calm, LETTER_KEY_BYTES};
use ruil_core::{Answer, Audience, Command, Day, EventId, OfferId, OfferKind, ShiftId};

use super::*;
use crate::pick::fixture::{Crew, MARCH_8, late, night};

const ANN: usize = 0;
const BO: usize = 1;
const CAS: usize = 2;

fn letterbox(calm: Calm) -> Letterbox {
    Letterbox {
        key: vec![4; LETTER_KEY_BYTES],
        secret: [5; 16],
        language: *b"nl",
        calm,
    }
}

/// Returns a team in which all but Ann are written to, and Ann's late shift a week from now.
fn crew(calm: Calm) -> (Crew, ShiftId) {
    let mut crew = Crew::of(&["Ann", "Bo", "Cas"]);
    let shift = crew.put(late(MARCH_8, Some(0)));
    for who in [BO, CAS] {
        crew.act(who, Command::SetLetterbox(Some(letterbox(calm))));
    }
    (crew, shift)
}

/// Never quiet, and nothing for a digest.
fn loud() -> Calm {
    Calm {
        at_once: u8::MAX,
        quiet: None,
        ..Calm::default()
    }
}

fn offer(shift: ShiftId, to: Audience) -> Command {
    Command::Offer {
        shift,
        revision: 0,
        kind: OfferKind::GiveAway,
        to,
    }
}

/// Does something, and returns what is written then, at a time.
fn written(crew: &mut Crew, who: usize, command: Command, now: Moment) -> (EventId, Vec<Order>) {
    let before = crew.team.clone();
    let event = crew.act(who, command);
    let by = crew.person(who);
    (event, orders(&before, &crew.team, by, now))
}

fn noon(day: i32) -> Moment {
    Crew::noon(Day(MARCH_8.0 + day))
}

/// Returns what was written about.
fn whats(orders: &[Order]) -> Vec<Option<What>> {
    orders.iter().map(|order| order.what).collect()
}

#[test]
fn who_could_take_a_shift_is_written_to_and_who_offers_it_is_not() {
    let (mut crew, shift) = crew(loud());
    crew.act(ANN, Command::SetLetterbox(Some(letterbox(loud()))));
    let ask = offer(shift, Audience::Everyone);
    let (event, orders) = written(&mut crew, ANN, ask, noon(-7));
    assert_eq!(whats(&orders), [Some(What::Could); 2]);
    let order = &orders[0];
    assert_eq!(order.about, About::Offer(OfferId::of(event)));
    assert_eq!((order.wait_s, order.life_s), (0, LIFE_S_MAX));
    assert!(order.is_urgent);
}

#[test]
fn who_has_no_letterbox_is_not_written_to() {
    let (mut crew, shift) = crew(loud());
    crew.act(BO, Command::SetLetterbox(None));
    let ask = offer(shift, Audience::Some(vec![crew.person(BO)]));
    assert_eq!(written(&mut crew, ANN, ask, noon(-7)).1, []);
}

#[test]
fn what_comes_with_the_digest_is_not_written_but_what_is_soon_is() {
    for (day, expected) in [(-7, 0), (-1, 2)] {
        let (mut crew, shift) = crew(Calm {
            quiet: None,
            ..Calm::default()
        });
        let ask = offer(shift, Audience::Everyone);
        let orders = written(&mut crew, ANN, ask, noon(day)).1;
        assert_eq!(orders.len(), expected, "{day}");
    }
}

#[test]
fn who_sleeps_after_a_night_is_written_to_when_they_are_awake() {
    let (mut crew, shift) = crew(loud());
    // From eleven in the evening until seven; asleep until four in the afternoon.
    crew.put(night(Day(MARCH_8.0 - 3), Some(1)));
    let ask = offer(shift, Audience::Some(vec![crew.person(BO)]));
    let orders = written(&mut crew, ANN, ask, noon(-2)).1;
    assert_eq!(whats(&orders), [Some(What::Asked)]);
    assert_eq!(orders[0].wait_s, 4 * 60 * 60);
}

#[test]
fn a_letter_is_worth_nothing_once_the_shift_begins() {
    let (mut crew, shift) = crew(loud());
    let ask = offer(shift, Audience::Some(vec![crew.person(BO)]));
    // From noon until four in the afternoon.
    let orders = written(&mut crew, ANN, ask, noon(0)).1;
    assert_eq!(orders[0].life_s, 4 * 60 * 60);
}

#[test]
fn what_is_settled_is_taken_back_from_who_was_asked_and_told_to_who_offered() {
    let (mut crew, shift) = crew(loud());
    crew.act(ANN, Command::SetLetterbox(Some(letterbox(loud()))));
    let ask = offer(shift, Audience::Everyone);
    let offer = OfferId::of(written(&mut crew, ANN, ask, noon(-7)).0);
    let yes = Command::Answer {
        offer,
        answer: Answer::Yes,
    };
    let orders = written(&mut crew, BO, yes, noon(-7)).1;
    let to = |who: usize| {
        let person = crew.person(who);
        let mut devices = crew.team.devices.values();
        devices.find(|device| device.person == person).unwrap().id
    };
    assert!(crew.team.letterboxes.contains(&to(ANN)));
    assert_eq!(whats(&orders), [Some(What::Settled), None]);
    assert!(
        orders
            .iter()
            .all(|order| order.about == About::Offer(offer))
    );
}

#[test]
fn a_setting_is_news_to_nobody() {
    let (mut crew, _) = crew(loud());
    let quieter = Command::SetLetterbox(Some(letterbox(Calm::default())));
    assert_eq!(written(&mut crew, BO, quieter, noon(-7)).1, []);
}

#[test]
fn a_letter_is_a_message_that_a_browser_shows_by_itself() {
    let offer = OfferId::of(EventId::from_bytes([7; 16]));
    let words = Words {
        language: "nl",
        is_leftward: false,
        title: "Een \"collega\" \\ vraagt\nje iets",
        text: "Tik",
    };
    let text = text(words, "https://ruil.example", About::Offer(offer));
    let expected = format!(
        "{{\"web_push\":8030,\"notification\":{{\
         \"title\":\"Een \\\"collega\\\" \\\\ vraagt je iets\",\"body\":\"Tik\",\"lang\":\"nl\",\
         \"dir\":\"ltr\",\"tag\":\"offer {offer}\",\
         \"navigate\":\"https://ruil.example/swaps/{offer}\"}}}}"
    );
    assert_eq!(text, expected);
}
