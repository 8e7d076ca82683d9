//! Whatever is asked, in any order and at any time: what must hold after each step.

mod ask;
mod hold;
mod wonders;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use self::ask::{Ask, asks, start, starts};
use super::fixture::*;

/// Histories a property is tried with.
const CASES: u32 = 96;
/// Steps of a history.
const STEPS: usize = 60;

fn histories() -> impl Strategy<Value = (ask::Start, Vec<Ask>)> {
    (starts(), prop::collection::vec(asks(), 1..STEPS))
}

/// Plays a history, and hands each step to a check.
fn play(
    (first, steps): &(ask::Start, Vec<Ask>),
    mut check: impl FnMut(&Ward, &Ward, &Outcome) -> Result<(), TestCaseError>,
) -> Result<Ward, TestCaseError> {
    let mut ward = start(first);
    for step in steps {
        ward.now_ms = ward.now_ms.saturating_add_signed(step.wait_min * 60_000);
        let (actor, command) = ask::command(&ward, step);
        // What was due by itself is a step of its own here, since both may move the same shift.
        let before = ward.clone();
        let number = ward.number + 1;
        let now = Stamp {
            number,
            ..ward.stamp()
        };
        time::run(&mut ward.team, now);
        check(&before, &ward, &Outcome::Applied)?;
        let before = ward.clone();
        let outcome = ward.act(actor, command);
        check(&before, &ward, &outcome)?;
    }
    Ok(ward)
}

fn hold_places(before: &Ward, after: &Ward, _: &Outcome) -> Result<(), TestCaseError> {
    hold::no_place_is_lost_or_doubled(before, after)
}

/// Replays a log from its first event on.
fn replayed(log: &[(Event, u64)]) -> Team {
    let mut team = Team::default();
    for (number, (event, time_ms)) in (1..).zip(log) {
        let time_ms = *time_ms;
        team.apply(event, Stamp { number, time_ms });
    }
    team
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn the_roster_stays_whole_and_what_moves_was_settled(history in histories()) {
        play(&history, |before, after, outcome| {
            hold::each_shift_has_one_place(&after.team)?;
            hold::only_what_was_settled_moved(before, after)?;
            hold::minutes_are_kept(before, after)?;
            hold::the_planner_is_told_of_what_differs(before, after)?;
            hold::a_refusal_changes_nothing(before, after, outcome)
        })?;
    }

    #[test]
    fn circles_are_all_or_nothing(history in histories()) {
        play(&history, |before, after, _| hold::circles_are_whole(before, after))?;
    }

    #[test]
    fn who_keeps_the_law_goes_on_keeping_it(history in histories()) {
        play(&history, |before, after, _| {
            hold::nobody_is_in_two_places(before, after)?;
            hold::law(before, after)
        })?;
    }

    #[test]
    fn owed_shifts_balance(history in histories()) {
        play(&history, |_, after, _| hold::debts(&after.team))?;
    }

    #[test]
    fn what_is_kept_beside_the_tables_says_what_they_say(history in histories()) {
        play(&history, |_, after, _| hold::indexes(&after.team))?;
    }

    #[test]
    fn no_place_is_lost_or_doubled(history in histories()) {
        play(&history, hold_places)?;
    }

    #[test]
    fn who_left_is_nowhere(history in histories()) {
        play(&history, |before, after, _| {
            hold::who_left_is_nowhere(&after.team)?;
            hold::picks(&after.team)?;
            hold::checkpoints(before, after)
        })?;
    }

    #[test]
    fn nobody_is_told_twice_or_what_they_could_not_take(history in histories()) {
        play(&history, |before, after, _| hold::news(before, after))?;
    }

    #[test]
    fn a_fresh_replay_comes_to_the_same(history in histories()) {
        let ward = play(&history, |_, _, _| Ok(()))?;
        let again = replayed(&ward.log);
        prop_assert_eq!(again.fingerprint(), ward.team.fingerprint());
        prop_assert_eq!(again, ward.team);
    }

    #[test]
    fn a_team_comes_back_from_its_bytes(history in histories()) {
        play(&history, |_, after, _| {
            let back = Team::parse(&after.team.to_bytes());
            prop_assert_eq!(back.as_ref(), Some(&after.team));
            Ok(())
        })?;
    }

    #[test]
    fn who_begins_at_a_checkpoint_comes_to_the_same(history in histories(), at in 0..1_000_usize) {
        let ward = play(&history, |_, _, _| Ok(()))?;
        let log: Vec<_> = (1..).zip(&ward.log).collect();
        let (before, after) = log.split_at(at % log.len());
        let mut old = Team::default();
        let replay = |team: &mut Team, (number, (event, time_ms)): (u64, &(Event, u64))| {
            let (number, time_ms) = (number, *time_ms);
            team.apply(event, Stamp { number, time_ms })
        };
        for entry in before {
            replay(&mut old, *entry);
        }
        let mut new = Team::parse(&old.to_bytes()).unwrap();
        for entry in after {
            let (one, other) = (replay(&mut old, *entry), replay(&mut new, *entry));
            prop_assert_eq!(one, other);
            prop_assert_eq!(old.fingerprint(), new.fingerprint());
        }
        prop_assert_eq!(old.to_bytes(), new.to_bytes());
    }

    #[test]
    fn damaged_bytes_are_nothing_or_another_team(
        history in histories(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0..8_u8), 1..60),
    ) {
        let ward = play(&history, |_, _, _| Ok(()))?;
        let bytes = ward.team.to_bytes();
        for (at, bit) in damage {
            let at = at.index(bytes.len());
            prop_assert_eq!(Team::parse(&bytes[..at]), None, "cut off");
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            if let Some(team) = Team::parse(&flipped) {
                prop_assert_ne!(&team, &ward.team);
                prop_assert_eq!(team.to_bytes(), flipped);
            }
        }
    }

    #[test]
    fn it_does_not_matter_when_somebody_lets_the_time_pass(
        history in histories(),
        ticks in prop::collection::vec((0..STEPS, 0..1_000_u64), 1..20),
    ) {
        let mut ward = play(&history, |_, _, _| Ok(()))?;
        ward.wait(40 * 24 * 60);
        // Whoever says so, what is due happens.
        let _ = ward.act(ANN, Command::Tick);
        // Some way from one event to the next, in thousandths.
        let mut log = ward.log.clone();
        let own = log.len() - history.1.len() - 1;
        let mut extra: Vec<_> = ticks.iter().map(|(at, way)| (own + at % history.1.len(), way)).collect();
        extra.sort_unstable();
        for (nth, (at, way)) in extra.into_iter().enumerate().rev() {
            let (from_ms, until_ms) = (ward.log[at - 1].1, ward.log[at].1);
            let time_ms = from_ms + (until_ms - from_ms) * way / 1_000;
            let id = [&[8; 8][..], &nth.to_be_bytes()].concat();
            let tick = Event {
                id: EventId::from_bytes(id.try_into().unwrap()),
                device: device(DEE),
                actor: DEE,
                command: Command::Tick,
            };
            log.insert(at, (tick, time_ms));
        }
        let ticked = hold::unnumbered(replayed(&log));
        prop_assert_eq!(ticked, hold::unnumbered(ward.team));
    }

    #[test]
    fn a_clock_that_jumps_back_is_survived(
        history in histories(),
        back in prop::collection::vec(0..STEPS, 1..10),
    ) {
        let (first, mut steps) = history;
        for at in back {
            let at = at % steps.len();
            steps[at].wait_min = -steps[at].wait_min;
        }
        let ward = play(&(first, steps), |before, after, _| {
            hold::indexes(&after.team)?;
            hold::each_shift_has_one_place(&after.team)?;
            hold::only_what_was_settled_moved(before, after)
        })?;
        prop_assert_eq!(replayed(&ward.log), ward.team);
    }
}

/// The properties say nothing of what never happens in a history, so all of this has to.
#[test]
fn histories_reach_all_that_can_happen() {
    let mut runner = TestRunner::deterministic();
    let mut missing = wonders::wonders();
    for _ in 0..2_400 {
        let history = histories().new_tree(&mut runner).unwrap().current();
        let ward = play(&history, |_, _, _| Ok(())).unwrap();
        missing.retain(|(_, happened)| !happened(&ward.team));
    }
    let missing: Vec<_> = missing.iter().map(|(what, _)| what).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
