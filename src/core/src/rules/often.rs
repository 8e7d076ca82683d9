//! How often in so many times 24 hours, from any minute on.
//!
//! What shares a minute with the period counts in it (advice 6.11, strict).

use super::breach::Facts;
use super::case::Case;
use super::findings::{Findings, Key, Outcome};
use super::local::DAY_MIN;
use super::rule_set::{Clause, Often};
use crate::time::Span;

/// Checks spans that are sorted by their start; a period counts only if one in it is marked.
pub(super) fn often(
    case: &Case<'_>,
    found: &mut Findings,
    clause: &Clause<Often>,
    spans: &[(Span, bool)],
) {
    let Often { days, max } = clause.limit;
    let len = days * DAY_MIN;
    let Ok(more) = usize::try_from(max) else {
        return;
    };
    for together in spans.windows(more + 1) {
        let (Some((first, _)), Some((last, _))) = (together.first(), together.last()) else {
            continue;
        };
        let (from, until) = (first.end().utc_min - 1, last.start().utc_min);
        let is_close = until - from < len;
        let is_marked = together.iter().any(|(_, is_marked)| *is_marked);
        let touches = case.touches(first.start().utc_min, last.end().utc_min);
        if is_close && is_marked && touches {
            let within = Span::new(first.start(), last.end()).unwrap_or(*first);
            let key = Key::At(first.start().utc_min, until);
            let facts = Facts::Count {
                had: max + 1,
                max,
                within,
            };
            found.add(clause, Outcome::Violation, key, len - (until - from), facts);
        }
    }
    for (span, _) in spans {
        let (from, until) = (span.start().utc_min, span.end().utc_min);
        found.unknown(case, clause.rule, from - len, until + len);
    }
}
