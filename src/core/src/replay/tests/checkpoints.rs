//! When what somebody says the team is holds.

use super::fixture::*;
use crate::checkpoint::Checkpoint;

const fn says(number: u64, digest: u8) -> Command {
    let digest = [digest; 32];
    Command::Checkpoint { number, digest }
}

const fn checkpoint(number: u64, digest: u8) -> Option<Checkpoint> {
    let digest = [digest; 32];
    Some(Checkpoint { number, digest })
}

fn claims(ward: &Ward, number: u64) -> Vec<PersonId> {
    let about = ward.team.claims.about(number);
    about.map(|(person, _)| person).collect()
}

#[test]
fn two_people_have_to_say_the_same() {
    let mut ward = Ward::new();
    ward.applies(ANN, says(3, 1));
    ward.applies(ANN, says(3, 1));
    assert_eq!(ward.team.checkpoint, None, "twice by one is one");
    ward.applies(BEN, says(3, 2));
    assert_eq!(ward.team.checkpoint, None, "they don't say the same");
    ward.applies(BEN, says(2, 1));
    assert_eq!(ward.team.checkpoint, None, "nor of the same");
    assert_eq!(claims(&ward, 3), [ANN, BEN]);
    ward.applies(CAS, says(3, 2));
    assert_eq!(ward.team.checkpoint, checkpoint(3, 2));
    assert!(claims(&ward, 3).is_empty() && claims(&ward, 2).is_empty());
}

#[test]
fn it_is_about_an_entry_before_it_and_after_the_one_that_holds() {
    let mut ward = Ward::new();
    let next = ward.number + 1;
    ward.refuses(ANN, says(next, 1), Refusal::CheckpointAhead(next));
    ward.refuses(ANN, says(u64::MAX, 1), Refusal::CheckpointAhead(u64::MAX));
    ward.refuses(ANN, says(0, 1), Refusal::CheckpointPassed { holds: 0 });
    ward.applies(ANN, says(4, 1));
    ward.applies(CAS, says(4, 1));
    let passed = Refusal::CheckpointPassed { holds: 4 };
    ward.refuses(BEN, says(4, 1), passed.clone());
    ward.refuses(BEN, says(3, 1), passed);
    ward.applies(BEN, says(5, 1));
}

#[test]
fn a_coordinator_alone_is_enough_where_fewer_than_three_have_a_device() {
    let mut ward = Ward::new();
    let gone =
        |ward: &Ward, person| Command::Remove(super::removal::removal(&ward.team, &[person], &[]));
    ward.applies(ANN, gone(&ward, CAS));
    ward.applies(ANN, says(1, 1));
    assert_eq!(ward.team.checkpoint, None, "three have one");
    ward.applies(ANN, gone(&ward, DEE));
    ward.applies(BEN, says(2, 1));
    assert_eq!(ward.team.checkpoint, None, "Ben does not coordinate");
    ward.applies(ANN, says(3, 1));
    assert_eq!(ward.team.checkpoint, checkpoint(3, 1));
}

#[test]
fn of_each_person_the_latest_few_are_kept() {
    let mut ward = Ward::new();
    ward.applies(BEN, says(1, 1));
    for number in 2..=5 {
        ward.applies(ANN, says(number, 1));
    }
    let kept: Vec<_> = (1..=5).map(|number| claims(&ward, number)).collect();
    assert_eq!(kept, [vec![BEN], vec![], vec![ANN], vec![ANN], vec![ANN]]);
}

#[test]
fn what_somebody_said_who_left_does_not_count() {
    let mut ward = Ward::new();
    ward.applies(BEN, says(1, 1));
    let gone = super::removal::removal(&ward.team, &[BEN], &[]);
    ward.applies(ANN, Command::Remove(gone));
    ward.applies(CAS, says(1, 1));
    assert_eq!((ward.team.checkpoint, claims(&ward, 1)), (None, vec![CAS]));
}
