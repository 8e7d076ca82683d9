//! How a device is written to: by its own word, for as long as it is in the team.

use super::fixture::*;
use super::removal::removal;
use crate::event::{Calm, LETTER_KEY_BYTES, Letterbox};

fn letterbox() -> Letterbox {
    Letterbox {
        key: vec![4; LETTER_KEY_BYTES],
        secret: [5; 16],
        language: *b"nl",
        calm: Calm::default(),
    }
}

fn set(letterbox: &Letterbox) -> Command {
    Command::SetLetterbox(Some(letterbox.clone()))
}

fn of(ward: &Ward, person: PersonId) -> Option<&Letterbox> {
    ward.team.letterboxes.get(&device(person))
}

#[test]
fn a_device_says_how_it_is_written_to_and_the_last_word_holds() {
    let mut ward = Ward::new();
    ward.applies(BEN, set(&letterbox()));
    let turkish = Letterbox {
        language: *b"tr",
        ..letterbox()
    };
    ward.applies(CAS, set(&letterbox()));
    ward.applies(BEN, set(&turkish));
    assert_eq!(of(&ward, BEN), Some(&turkish));
    assert_eq!(of(&ward, CAS), Some(&letterbox()));
    assert_eq!(of(&ward, ANN), None);
    ward.applies(BEN, Command::SetLetterbox(None));
    assert_eq!(of(&ward, BEN), None);
    // Said twice, it is still so.
    ward.applies(BEN, Command::SetLetterbox(None));
}

#[test]
fn what_nobody_could_write_to_is_refused_and_the_old_stays() {
    let mut ward = Ward::new();
    ward.applies(BEN, set(&letterbox()));
    let usual = Calm::default();
    let with = |key: Vec<u8>| Letterbox { key, ..letterbox() };
    let calm = |calm: Calm| Letterbox {
        calm,
        ..letterbox()
    };
    let wrong = [
        with(vec![4; LETTER_KEY_BYTES - 1]),
        with(vec![4; LETTER_KEY_BYTES + 1]),
        with(vec![2; LETTER_KEY_BYTES]),
        with(Vec::new()),
        Letterbox {
            language: *b"N!",
            ..letterbox()
        },
        calm(Calm {
            digest_min: 24 * 60,
            ..usual
        }),
        calm(Calm {
            quiet: Some((0, 24 * 60)),
            ..usual
        }),
    ];
    for wrong in wrong {
        ward.refuses(BEN, set(&wrong), Refusal::BadLetterbox);
    }
    assert_eq!(of(&ward, BEN), Some(&letterbox()));
}

#[test]
fn who_is_taken_out_is_not_written_to_any_more() {
    let mut ward = Ward::new();
    for person in [BEN, CAS] {
        ward.applies(person, set(&letterbox()));
    }
    let removal = removal(&ward.team, &[BEN], &[]);
    ward.applies(ANN, Command::Remove(removal));
    assert_eq!(of(&ward, BEN), None);
    assert_eq!(of(&ward, CAS), Some(&letterbox()));
}

#[test]
fn a_removal_that_was_made_before_a_letterbox_holds() {
    let mut ward = Ward::new();
    let removal = removal(&ward.team, &[BEN], &[]);
    ward.applies(CAS, set(&letterbox()));
    ward.applies(ANN, Command::Remove(removal));
}

#[test]
fn two_teams_that_write_otherwise_are_not_the_same() {
    let mut ward = Ward::new();
    let before = ward.team.fingerprint();
    ward.applies(BEN, set(&letterbox()));
    assert_ne!(ward.team.fingerprint(), before);
    assert_eq!(
        Team::parse(&ward.team.to_bytes()).as_ref(),
        Some(&ward.team)
    );
}
