//! Working-time rules: what a roster, or a change of it, may ask of one person.
//!
//! Input: a [`Worker`], their [`Duty`]s, a [`RuleSet`], and how far the roster is [`Known`]. Output: a
//! [`Judgement`], all of it, never only the first breach. Four answers: fine, not allowed, somebody
//! must decide, not known. Pure integer minutes; a local clock is a moment's own offset.
//!
//! The law first groups duties into stints (rest under 8 hours parts nothing), and then speaks of
//! stints, of periods that start with one, and of whole weeks. One rule a file, each with its source,
//! its readings where the law can be read in two ways, and its cases.
//!
//! Not judged, because a roster does not hold it: call-outs, hours for another employer, notice of the
//! roster (a change the worker asks for is no breach of it, ATW 4:2), handover minutes (ATB 4.4:1),
//! work that can't be postponed (ATB 4.3:1), weekend nights by agreement (ATB 4.7).
//!
//! Reading order: [`duty`], [`worker`], [`choice`], [`rule_set`], `stint`, `weeks`, `timeline`,
//! `case`, the rules, `findings`,
//! [`breach`], [`judgement`].

pub mod breach;
pub mod choice;
pub mod duty;
pub mod judgement;
pub mod rule;
pub mod rule_set;
pub mod worker;

mod breaks;
mod case;
mod counts;
mod daily_rest;
mod extended_nights;
mod findings;
#[cfg(test)]
mod fixture;
mod health;
mod hours;
mod local;
mod night_count;
mod night_rest;
mod night_series;
mod often;
mod on_call;
mod presence;
mod run_of_duties;
mod shift_length;
mod shorten;
mod standby;
mod stint;
mod timeline;
mod weekly_rest;
mod weeks;
mod who;

pub use breach::{Breach, Facts, Severity, Shortened};
pub use choice::{Agreement, Choice, Collective, Options, Pack, Shortening};
pub use duty::{Duty, DutyKind, Pauses, Worked};
pub use judgement::{Approver, Ask, Decision, Judgement, Known, Reading, Unknown, Verdict};
pub use rule::Rule;
pub use rule_set::RuleSet;
pub use worker::{Age, Worker};

use crate::id::ShiftId;
use case::{Case, Scope};
use findings::Findings;
use local::DAY_MIN;
use timeline::Timeline;

/// The furthest a rule looks from a change: 52 weeks, and one for what straddles the edge.
const REACH_MIN: i32 = 53 * 7 * DAY_MIN;
/// The furthest a rule looks that looks at days: two periods of 28 days around an on-call duty.
const NEAR_MIN: i32 = 9 * 7 * DAY_MIN;
/// Duties further from 1970 than nine hundred years are no duties.
const FARTHEST_MIN: i32 = 900 * 366 * DAY_MIN;

/// Returns what the rules say about a whole roster of one person.
///
/// Duties are best sorted by their start; others are sorted first.
pub fn judge(worker: Worker, duties: &[Duty], rules: &RuleSet, known: Known) -> Judgement {
    let duties = sorted(duties.iter().collect());
    let timeline = Timeline::new(duties, worker, rules);
    found(&Case::new(worker, rules, &timeline, Scope::ALL, known)).into_judgement()
}

/// Returns what a change of one person's roster causes or makes worse.
///
/// What was as bad before is left out, so a roster that breaks a rule elsewhere does not make every
/// swap red. `remove` names duties by their shift. Only the windows the change touches are looked at,
/// so a year of history costs as much as the law asks for, and ten years no more.
pub fn judge_change(
    worker: Worker,
    before: &[Duty],
    remove: &[ShiftId],
    add: &[Duty],
    rules: &RuleSet,
    known: Known,
) -> Judgement {
    let goes = |duty: &&Duty| duty.shift.is_some_and(|shift| remove.contains(&shift));
    let changed = || before.iter().filter(goes).chain(add).filter(is_sane);
    let from = changed().map(|duty| duty.span.start().utc_min).min();
    let until = changed().map(|duty| duty.span.end().utc_min).max();
    let (Some(from), Some(until)) = (from, until) else {
        return Judgement::default();
    };
    let scope = Scope { from, until };
    let old = |reach_min: i32| {
        let reach = from.saturating_sub(reach_min)..until.saturating_add(reach_min);
        let near = move |duty: &&Duty| reach.contains(&duty.span.start().utc_min);
        before.iter().filter(near)
    };
    let stays = |duty: &&Duty| !goes(duty);
    let after = sorted(old(REACH_MIN).filter(stays).chain(add).collect());
    let timeline = Timeline::new(after, worker, rules);
    let case = Case::new(worker, rules, &timeline, scope, known);
    let mut after = found(&case);
    if !after.is_empty() {
        // What was found is looked for in the roster before, no further away than it was found.
        let near_min = case.near_min().max(NEAR_MIN);
        let reach_min = after.reach_min(&case, near_min).min(REACH_MIN);
        let timeline = Timeline::new(sorted(old(reach_min).collect()), worker, rules);
        after.without(&found(&Case::new(worker, rules, &timeline, scope, known)));
    }
    after.into_judgement()
}

/// Tells whether a duty lies in any time a roster can be about.
fn is_sane(duty: &&Duty) -> bool {
    let range = -FARTHEST_MIN..FARTHEST_MIN;
    range.contains(&duty.span.start().utc_min) && range.contains(&duty.span.end().utc_min)
}

fn sorted(mut duties: Vec<&Duty>) -> Vec<&Duty> {
    duties.retain(is_sane);
    let start = |duty: &&Duty| (duty.span.start().utc_min, duty.span.end().utc_min);
    if !duties.is_sorted_by_key(start) {
        duties.sort_by_key(start);
    }
    duties
}

fn found(case: &Case<'_>) -> Findings {
    let mut found = Findings::default();
    for check in CHECKS {
        check(case, &mut found);
    }
    found
}

/// Every rule, in the order in which they are told.
const CHECKS: &[fn(&Case<'_>, &mut Findings)] = &[
    who::check,
    daily_rest::check,
    night_rest::check,
    extended_nights::check,
    night_series::check,
    run_of_duties::check,
    weekly_rest::check,
    shift_length::check,
    breaks::check,
    hours::check,
    night_count::check,
    counts::check,
    on_call::check,
    standby::check,
    presence::check,
    weekly_agreed,
    health::check,
];

/// A long rest in every so many days, by collective agreement.
fn weekly_agreed(case: &Case<'_>, found: &mut Findings) {
    if let Some(clause) = case
        .rules
        .agreed_rest
        .filter(|_| !case.worker.age.is_minor())
    {
        weekly_rest::alone(case, found, &clause, clause.limit);
    }
}
