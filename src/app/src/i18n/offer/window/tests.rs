//! Windows, deadlines and reasons in words.

use ruil_core::{Agreements, Answer, Audience, Command, OfferId, ShiftId};

use super::*;
use crate::i18n::offer::{lost, my_loss, outcome};
use crate::pick::fixture::{Crew, MARCH_8, night};

const LOCAL: fn(u64) -> Moment = |time_ms| Moment {
    utc_min: i32::try_from(time_ms / 60_000).unwrap_or_default(),
    offset_min: 0,
};
/// The fixture's events are of the first minutes of 1970.
const TODAY: Day = Day(0);

fn gift(crew: &mut Crew, shift: ShiftId) -> OfferId {
    let (kind, to) = (OfferKind::GiveAway, Audience::Everyone);
    OfferId::of(crew.act(
        0,
        Command::Offer {
            shift,
            revision: 0,
            kind,
            to,
        },
    ))
}

fn yes(crew: &mut Crew, by: usize, offer: OfferId) {
    let answer = Answer::Yes;
    crew.act(by, Command::Answer { offer, answer });
}

#[test]
fn a_window_says_until_when_and_then_who_and_why() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas", "Dilan"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    crew.put(night(MARCH_8.plus(3), Some(1)));
    crew.act(
        0,
        Command::Agree(Agreements {
            window_min: 60,
            ..Agreements::default()
        }),
    );
    let offer = gift(&mut crew, shift);
    let text = |crew: &Crew| {
        let found = crew.team.offers.get(&offer).unwrap();
        gathering(Lang::Dutch, found, &crew.team, TODAY, LOCAL)
    };
    assert!(text(&crew).unwrap().contains("1 uur"), "{:?}", text(&crew));
    yes(&mut crew, 1, offer);
    yes(&mut crew, 2, offer);
    let until = text(&crew).unwrap();
    assert!(until.starts_with("Antwoorden tot 01:"), "{until}");

    crew.wait_until_due();
    let team = &crew.team;
    assert_eq!(text(&crew), None);
    let found = team.offers.get(&offer).unwrap();
    let [amal, bo, cas, dilan] = [0, 1, 2, 3].map(|at| crew.person(at));
    let told = |me| outcome(Lang::Dutch, found, team, me).unwrap();
    assert!(
        told(cas).contains("heb jij per contractuur de minste"),
        "{}",
        told(cas)
    );
    assert!(told(amal).contains("Van de 2 collega's"), "{}", told(amal));
    assert!(
        told(amal).contains("heeft Cas per contractuur"),
        "{}",
        told(amal)
    );
    let why = my_loss(Lang::Dutch, found, team, bo, LOCAL).unwrap();
    assert!(
        why.starts_with("Cas kreeg de nachtdienst") && why.contains("(0,00) dan jij (0,01)"),
        "{why}"
    );
    assert_eq!(my_loss(Lang::Dutch, found, team, dilan, LOCAL), None);
}

#[test]
fn a_deadline_says_what_silence_means() {
    for (decide_min, silence, said) in [
        (30, Silence::No, "dan is het nee."),
        (30, Silence::Yes, "dan gaat het door."),
        (0, Silence::Yes, "voor de dienst begint"),
    ] {
        let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
        let shift = crew.put(night(MARCH_8, Some(0)));
        crew.rule_late_changes();
        crew.act(
            0,
            Command::Agree(Agreements {
                decide_min,
                silence,
                ..Agreements::default()
            }),
        );
        let offer = gift(&mut crew, shift);
        let text = |crew: &Crew| {
            let found = crew.team.offers.get(&offer).unwrap();
            deadline(Lang::Dutch, found, &crew.team, TODAY, LOCAL)
        };
        assert_eq!(text(&crew), None, "nothing waits yet");
        yes(&mut crew, 1, offer);
        let text = text(&crew).unwrap();
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn every_reason_of_a_loss_has_its_own_kind_words() {
    let mut crew = Crew::of(&["Amal", "Bo", "Cas"]);
    let shift = crew.put(night(MARCH_8, Some(0)));
    let offer = gift(&mut crew, shift);
    let found = crew.team.offers.get(&offer).unwrap();
    let reasons = [
        LostReason::First,
        LostReason::Chosen,
        LostReason::Clear,
        LostReason::Approved,
        LostReason::Burden {
            winner: 800,
            loser: 1_300,
        },
        LostReason::Tie,
        LostReason::Late,
        LostReason::Breaks(ruil_core::rules::Rule::DailyRest),
        LostReason::Busy,
        LostReason::Unqualified,
        LostReason::Declined,
        LostReason::Silence,
        LostReason::Begun,
    ];
    for lang in Lang::ALL {
        let text = |reason| {
            let winner = Some(crew.person(2));
            let (settled, came) = (found.made, None);
            let one = ruil_core::Lost {
                winner,
                reason,
                settled,
                came,
            };
            lost(lang, &one, found, &crew.team, LOCAL)
        };
        let mut texts: Vec<_> = reasons.map(text).to_vec();
        assert!(
            texts
                .iter()
                .any(|text| text.contains("0,8") || text.contains("0.8"))
        );
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), reasons.len(), "{texts:#?}");
    }
}
