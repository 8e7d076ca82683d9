//! Reading whose roster it is, and by which rules it is judged.

use super::roster::{Refused, list, refuse, text};
use ruil_core::rules::{Agreement, Choice, Options, Pack, RuleSet, Shortening, Worker, rule_set};
use serde_json::Value;

/// Returns the worker of a case.
pub fn worker(value: &Value) -> Result<Worker, Refused> {
    let age = value
        .get("employee")
        .and_then(|employee| employee.get("age"));
    let age = age.map_or(Some(30), Value::as_u64);
    let age = age.and_then(|age| u8::try_from(age).ok());
    age.map(Worker::of_years)
        .ok_or_else(|| Refused("the age is no age".to_owned()))
}

/// Returns the rules of a case.
pub fn rules(value: &Value) -> Result<RuleSet, Refused> {
    let pack = match text(value, "country")? {
        "NL" => Pack::Netherlands,
        "EU" => Pack::Europe,
        "DE" => Pack::Germany,
        "BE" => Pack::Belgium,
        "UK" | "GB" => Pack::UnitedKingdom,
        other => return refuse(format!("no rules are known for {other}")),
    };
    let choice = Choice {
        pack,
        version: rule_set::NEWEST,
        options: options(value.get("options").unwrap_or(&Value::Null))?,
    };
    RuleSet::find(choice).ok_or_else(|| Refused("no rule set has that version".to_owned()))
}

fn options(value: &Value) -> Result<Options, Refused> {
    let flag = |name: &str, default: bool| match value.get(name) {
        None | Some(Value::Null) => Ok(default),
        Some(Value::Bool(flag)) => Ok(*flag),
        Some(other) => refuse(format!("`{name}` is {other}, neither true nor false")),
    };
    let mut options = Options {
        shortening: if flag("shortening", true)? {
            Shortening::Granted
        } else {
            Shortening::Never
        },
        extended_nights: flag("extended_nights", false)?,
        ..Options::default()
    };
    let collective = &mut options.collective;
    for one in list(value.get("collective"))? {
        let switch = match one.as_str().unwrap_or_default().trim_start_matches("ATW ") {
            "ATB 5.19:2" => &mut collective.care_daily_rest,
            "5:4(3)" => &mut collective.short_break,
            "5:7(4)" => &mut collective.no_four_weeks,
            "ATB 4.9:1" => &mut collective.year_average,
            "5:8(6)" | "5:8(7)" => &mut collective.run_of_eight,
            "5:8(8)" | "5:8(9)" => &mut collective.many_nights,
            "5:6(3)" | "5:6(4)" => &mut collective.fewer_sundays,
            "ATB 5.19:3" | "ATB 5.19:4" => &mut collective.standby,
            "ATB 4.8:1" => &mut collective.presence,
            _ => return refuse(format!("{one} is no known derogation")),
        };
        *switch = true;
    }
    options.agreement = match value.get("cao").and_then(Value::as_str) {
        None => None,
        Some("VVT") => Some(Agreement::Vvt),
        Some("GHZ") => Some(Agreement::Ghz),
        Some(other) => return refuse(format!("the agreement {other} is not known")),
    };
    Ok(options)
}
