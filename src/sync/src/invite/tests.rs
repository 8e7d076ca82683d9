//! Inviting and joining, with and without someone in between.

use super::*;
use crate::keys::TeamKey;

fn me() -> Identity {
    Identity {
        team: TeamId::from_bytes([1; 16]),
        person: PersonId::from_bytes([2; 16]),
        device: DeviceId::from_bytes([3; 16]),
        device_key: DeviceKey::make([4; 32]),
        keys: Keyring::new(6, TeamKey::make([5; 32])),
    }
}

fn welcome() -> Welcome {
    let start = Start {
        number: 1_000,
        head: [1; 32],
        digest: [2; 32],
    };
    Welcome {
        team: me().team,
        keys: me().keys,
        start: Some(start),
    }
}

fn pair() -> (Inviter, Joiner) {
    let code = Code::make([7; 10]);
    let inviter = Inviter::make(code.clone(), PersonId::from_bytes([8; 16]), [9; 32]);
    (inviter, Joiner::make(code, [10; 16], [11; 32], [12; 32]))
}

#[test]
fn both_see_the_same_words_and_the_joiner_gets_the_team() {
    let (inviter, joiner) = pair();
    let open = inviter.open(&me(), None, 60);
    let asked = inviter.asked(&joiner.ask([13; 24])).unwrap();
    let reveal = inviter.reveal([14; 24]);
    assert_eq!(
        joiner.words(&open.commitment, &reveal),
        Ok(inviter.words(&asked))
    );

    let answer = inviter.answer(welcome(), &asked, [15; 24]);
    let joined = joiner.answered(&open.commitment, &reveal, &answer).unwrap();
    assert_eq!(joined.start, welcome().start);
    let joined = joined.me;
    assert_eq!((joined.team, joined.keys.epoch()), (me().team, 6));
    assert_eq!(joined.person, PersonId::from_bytes([8; 16]));
    assert_eq!(
        joined.keys.newest().as_bytes(),
        me().keys.newest().as_bytes()
    );
    assert_eq!(
        (joined.device, joined.device_key.public()),
        (asked.device, asked.key)
    );
    assert!(answer.len() <= ruil_wire::limit::INVITE_MESSAGE_BYTES_MAX);
}

#[test]
fn a_key_that_was_not_committed_to_is_noticed() {
    let (inviter, joiner) = pair();
    let open = inviter.open(&me(), None, 60);
    let other = Inviter::make(inviter.code.clone(), inviter.person, [99; 32]);
    let reveal = other.reveal([14; 24]);
    assert_eq!(
        joiner.words(&open.commitment, &reveal),
        Err(InviteError::Commitment)
    );
}

#[test]
fn someone_in_between_changes_the_words() {
    let (inviter, joiner) = pair();
    let between = Joiner::make(inviter.code.clone(), [20; 16], [21; 32], [22; 32]);
    let real = inviter.asked(&joiner.ask([13; 24])).unwrap();
    let swapped = inviter.asked(&between.ask([13; 24])).unwrap();
    assert_ne!(inviter.words(&real), inviter.words(&swapped));
}

#[test]
fn a_wrong_code_opens_nothing() {
    let (inviter, _) = pair();
    let stranger = Joiner::make(Code::make([8; 10]), [10; 16], [11; 32], [12; 32]);
    assert_eq!(
        inviter.asked(&stranger.ask([13; 24])),
        Err(InviteError::Message)
    );
    assert_eq!(inviter.asked(b"short"), Err(InviteError::Message));
}

#[test]
fn an_answer_for_another_device_does_not_open() {
    let (inviter, joiner) = pair();
    let open = inviter.open(&me(), None, 60);
    let other = Joiner::make(inviter.code.clone(), [20; 16], [21; 32], [22; 32]);
    let asked = inviter.asked(&other.ask([13; 24])).unwrap();
    let answer = inviter.answer(welcome(), &asked, [15; 24]);
    let reveal = inviter.reveal([14; 24]);
    assert!(joiner.answered(&open.commitment, &reveal, &answer).is_err());
}

#[test]
fn codes_as_people_type_them() {
    let code = Code::make([0, 1, 17, 18, 31, 5, 6, 7, 8, 9]);
    let shown = code.to_string();
    assert_eq!(shown, "01HJZ-56789");
    for typed in [
        "01HJZ-56789",
        "01hjz56789",
        " oi hjz 567 89 ",
        "0LHJZ-56789",
    ] {
        assert_eq!(Code::parse(typed), Some(code.clone()), "{typed}");
    }
    for wrong in [
        "",
        "01HJZ-5678",
        "01HJZ-567890",
        "01HJZ-5678U",
        "01HJZ-5678é",
    ] {
        assert_eq!(Code::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn an_invite_survives_a_reload() {
    let (inviter, joiner) = pair();
    let kept = Inviter::parse(&inviter.to_bytes()).unwrap();
    let asked = kept.asked(&joiner.ask([13; 24])).unwrap();
    assert_eq!(kept.words(&asked), inviter.words(&asked));
}
