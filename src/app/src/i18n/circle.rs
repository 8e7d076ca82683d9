//! Swaps of several people, in words.

use ruil_core::offer::LostReason;
use ruil_core::{Moment, PersonId, Proposal, ProposalState, Team};

use super::offer::capital;
use super::{Lang, format, judgement, light, t};
use crate::components::RingPerson;
use crate::pick::found::Quality;

/// More percent than this says nothing to anybody.
const PERCENT_MAX: u32 = 500;

/// Returns what a circle is, such as "Ruil met 3 collega's".
pub fn title(lang: Lang, people: usize, me_in_it: bool) -> String {
    let others = people.saturating_sub(usize::from(me_in_it));
    let count = i64::try_from(others).unwrap_or(i64::MAX);
    match (others, me_in_it) {
        (0, _) => t::circle::title_open(lang).to_owned(),
        (_, true) => t::circle::title_with(lang, count),
        (_, false) => t::circle::title_of(lang, count),
    }
}

/// Returns what the drawing shows, for who can't see it.
pub fn ring_label(lang: Lang, people: &[RingPerson], is_closed: bool, from_open: bool) -> String {
    let others = people.iter().filter(|person| !person.is_me).count();
    let others = i64::try_from(others).unwrap_or(i64::MAX);
    match (is_closed, from_open) {
        (true, _) => t::circle::ring(lang, others),
        (false, true) => t::circle::line_open(lang, others),
        (false, false) => t::circle::line(lang, others),
    }
}

/// Returns how a circle stands and what happens next, as `me` reads it.
pub fn next(lang: Lang, circle: &Proposal, team: &Team, me: PersonId) -> String {
    match circle.state {
        ProposalState::Open if !circle.concerns(me) => t::circle::next_others(lang).to_owned(),
        ProposalState::Open if circle.agreed.contains(&me) => t::circle::next_yes(lang).to_owned(),
        ProposalState::Open => t::circle::next_asked(lang).to_owned(),
        ProposalState::Agreed => {
            let by = capital(&t::approve::by(lang, light::approvers(lang, team, me)));
            format!("{} {by}", t::circle::next_agreed(lang))
        }
        ProposalState::Settled { .. } => t::circle::settled(lang).to_owned(),
        ProposalState::Dissolved { by } if by == me => t::circle::dissolved_you(lang).to_owned(),
        ProposalState::Dissolved { .. } => t::circle::dissolved(lang).to_owned(),
        ProposalState::Declined => t::circle::declined(lang).to_owned(),
        ProposalState::Broken(reason) => broken(lang, reason),
        ProposalState::Lapsed => t::circle::lapsed(lang).to_owned(),
        ProposalState::Expired => t::circle::expired(lang).to_owned(),
    }
}

fn broken(lang: Lang, reason: LostReason) -> String {
    match reason {
        LostReason::Breaks(rule) => t::circle::broken_rule(lang, judgement::rule(lang, rule)),
        LostReason::Busy => t::circle::broken_busy(lang).to_owned(),
        LostReason::Unqualified => t::circle::broken_unqualified(lang).to_owned(),
        LostReason::First
        | LostReason::Chosen
        | LostReason::Clear
        | LostReason::Approved
        | LostReason::Burden { .. }
        | LostReason::Tie
        | LostReason::Late
        | LostReason::Declined
        | LostReason::Silence
        | LostReason::Begun
        | LostReason::Moved => t::circle::broken(lang).to_owned(),
    }
}

/// Returns until when it can be agreed to.
pub fn until(lang: Lang, ends: Moment) -> String {
    t::circle::until(lang, format::clock(ends), format::day(lang, ends.day()))
}

/// Returns how good what was found is; nothing where nothing was searched.
pub fn quality(lang: Lang, quality: Quality) -> Option<String> {
    match quality {
        Quality::Nothing => None,
        Quality::Proven => Some(t::search::proven(lang).to_owned()),
        Quality::Searching(percent) if percent <= PERCENT_MAX => {
            Some(t::search::searching(lang, percent))
        }
        Quality::Searching(_) => Some(t::search::searching_on(lang).to_owned()),
        Quality::GaveUp(percent) if percent <= PERCENT_MAX => {
            Some(t::search::gave_up(lang, percent))
        }
        Quality::GaveUp(_) => Some(t::search::gave_up_far(lang).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pick::fixture::{Crew, MARCH_8};
    use ruil_core::proposal::Step;
    use ruil_core::rules::Rule;
    use ruil_core::{CircleId, ShiftId, Stamp};
    use std::collections::BTreeSet;

    #[test]
    fn nobody_reads_who_said_no() {
        let crew = Crew::of(&["Amal", "Bo"]);
        let (amal, bo) = (crew.person(0), crew.person(1));
        let step = |nth, from, to| Step {
            shift: ShiftId::from_bytes([nth; 16]),
            revision: 0,
            from: Some(from),
            to,
        };
        let made = Stamp {
            number: 1,
            time_ms: 1,
        };
        let mut circle = Proposal {
            id: CircleId::from_bytes([9; 16]),
            by: amal,
            moves: vec![step(1, amal, bo), step(2, bo, amal)],
            made,
            ends_ms: 2,
            agreed: BTreeSet::from([amal]),
            state: ProposalState::Open,
        };
        let text = |circle: &Proposal, me| next(Lang::Dutch, circle, &crew.team, me);
        assert_ne!(text(&circle, amal), text(&circle, bo));
        circle.state = ProposalState::Agreed;
        assert!(
            text(&circle, bo).contains("Amal beslist"),
            "{}",
            text(&circle, bo)
        );
        for state in [
            ProposalState::Dissolved { by: bo },
            ProposalState::Settled { at: made },
            ProposalState::Declined,
            ProposalState::Broken(LostReason::Breaks(Rule::DailyRest)),
            ProposalState::Broken(LostReason::Busy),
            ProposalState::Lapsed,
            ProposalState::Expired,
        ] {
            circle.state = state;
            let text = text(&circle, amal);
            assert!(!text.contains("Bo ") && text.ends_with('.'), "{text}");
        }
        circle.state = ProposalState::Broken(LostReason::Breaks(Rule::DailyRest));
        assert!(text(&circle, amal).contains("te weinig rust"));
    }

    #[test]
    fn what_is_proven_says_so_and_what_is_not_says_how_far_off_it_may_be() {
        let text = |found| quality(Lang::Dutch, found).unwrap();
        assert!(text(Quality::Proven).contains("bewezen"));
        assert!(text(Quality::GaveUp(12)).contains("hooguit 12 %"));
        assert!(!text(Quality::GaveUp(9_999)).contains('9'));
        assert_eq!(quality(Lang::Dutch, Quality::Nothing), None);
    }

    #[test]
    fn a_circle_is_named_by_its_people() {
        assert_eq!(title(Lang::Dutch, 4, true), "Ruil met 3 collega's");
        assert_eq!(title(Lang::Dutch, 2, true), "Ruil met 1 collega");
        assert_eq!(title(Lang::Dutch, 3, false), "Ruil van 3 collega's");
        let end = Moment {
            utc_min: MARCH_8.0 * 1_440 + 18 * 60,
            offset_min: 0,
        };
        assert_eq!(
            until(Lang::Dutch, end),
            "Antwoorden kan tot za 8 maart, 18:00."
        );
    }
}
