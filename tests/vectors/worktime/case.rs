//! Reading one case: JSON to what the rules are asked.

use super::options::{rules, worker};
use super::roster::{Refused, Roster, list, refuse, text};
use super::rule;
use ruil_core::rules::{Rule, RuleSet, Verdict, Worker};
use serde_json::Value;
use std::collections::BTreeSet;

/// The rules vectors speak of. Others may be broken too, and are not asked about.
pub const RULES: [Rule; 30] = [
    Rule::DailyRest,
    Rule::DailyRestYouth,
    Rule::WeeklyRest,
    Rule::WeeklyRestYouth,
    Rule::Break,
    Rule::BreakYouth,
    Rule::MaxShift,
    Rule::NightMaxShift,
    Rule::YouthMaxShift,
    Rule::MaxWeek,
    Rule::YouthMaxWeek,
    Rule::Avg4w,
    Rule::YouthAvg4w,
    Rule::Avg16w,
    Rule::NightAvg16w,
    Rule::NightRest,
    Rule::NightExtRest,
    Rule::NightExt14d,
    Rule::NightExt52w,
    Rule::NightSeriesRest,
    Rule::NightRunLength,
    Rule::NightCount,
    Rule::FreeSundays,
    Rule::OncallAge,
    Rule::Oncall28d,
    Rule::Oncall48h,
    Rule::OncallNight,
    Rule::Standby7d,
    Rule::PresenceRest,
    Rule::AgreedMaxShift,
];

/// A case.
pub struct Case {
    /// Whose roster.
    pub worker: Worker,
    /// By which rules.
    pub rules: RuleSet,
    /// The roster and its change.
    pub roster: Roster,
    /// The rule it is about.
    pub rule: Rule,
    /// What that rule says.
    pub expect: Verdict,
    /// Every rule the roster breaks.
    pub violated: BTreeSet<String>,
    /// Rules to leave out.
    pub ambiguous: BTreeSet<String>,
}

impl Case {
    /// Reads a case.
    pub fn read(value: &Value) -> Result<Self, Refused> {
        let roster = Roster::read(value)?;
        let expect = match text(value, "expect")? {
            "ok" => Verdict::Ok,
            "violation" => Verdict::Violation,
            other => return refuse(format!("{other} is no verdict")),
        };
        let name = text(value, "rule")?;
        Ok(Self {
            worker: worker(value)?,
            rules: rules(value)?,
            roster,
            rule: rule(name).ok_or_else(|| Refused(format!("{name} is no rule")))?,
            expect,
            violated: set(value, "violated_rules")?,
            ambiguous: set(value, "ambiguous_rules")?,
        })
    }
}

fn set(value: &Value, name: &str) -> Result<BTreeSet<String>, Refused> {
    let all = list(value.get(name))?;
    let names = all.into_iter().map(|one| match one.as_str() {
        Some(one) => Ok(one.to_owned()),
        None => refuse(format!("`{name}` holds something that is no text")),
    });
    let names: BTreeSet<String> = names.collect::<Result<_, _>>()?;
    match names.iter().find(|one| rule(one).is_none()) {
        Some(unknown) => refuse(format!("{unknown} in `{name}` is no rule")),
        None => Ok(names),
    }
}
