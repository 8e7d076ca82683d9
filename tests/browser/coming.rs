//! A roster of the weeks to come: what is settled by itself, and what is found, looks ahead only.

use std::fmt::Write;
use std::path::Path;

use crate::cast::Cast;
use crate::page::Page;
use crate::relay::Relay;

/// So many weeks from now on the shifts lie that the journeys are about.
const AHEAD: i64 = 2;

/// A shift: who, the day of the week, from when until when.
pub type Line = (&'static str, i64, &'static str, &'static str);

/// Returns the Monday of the week the shifts lie in.
pub fn monday() -> jiff::civil::Date {
    let today = jiff::Zoned::now().date();
    let days = i64::from(today.weekday().to_monday_zero_offset());
    today + jiff::Span::new().days(7 * AHEAD - days)
}

/// Writes a roster; the first line's shift is the one the journey is about.
pub fn roster(folder: &Path, lines: &[Line]) -> Cast {
    let mut text = "Medewerker;Datum;Dienst;Begin;Einde;Pauze\n".to_owned();
    for (name, day, from, until) in lines {
        let date = monday() + jiff::Span::new().days(*day);
        let date = date.strftime("%d-%m-%Y");
        writeln!(text, "{name};{date};Dienst;{from};{until};0:30").unwrap();
    }
    let file = folder.join("rooster.csv");
    std::fs::write(&file, text).unwrap();
    let mut names: Vec<_> = lines.iter().map(|line| line.0).collect();
    names.dedup();
    Cast {
        file,
        ann: names[0].to_owned(),
        others: [names[1], names[2]].map(str::to_owned),
        day: monday().to_string(),
        weekday: usize::try_from(lines[0].1).unwrap(),
        start: lines[0].2.to_owned(),
        shifts: lines.len(),
    }
}

/// Returns the shift in somebody's row on a day of that week; an open one has no name.
pub async fn shift(page: &Page, relay: &Relay, (name, day): (&str, i64)) -> String {
    page.go(&relay.at(&format!("/roster?week={}", monday())))
        .await;
    page.see("[data-test=roster-shift]").await;
    let script = format!(
        "const row = [...document.querySelectorAll('tr')].find(row => \
           row.querySelector('th')?.textContent.includes({name:?})); \
         const cell = row?.querySelectorAll('td')[{day}]; \
         return cell?.querySelector('[data-test=roster-shift]')?.dataset.shift ?? '';"
    );
    page.run(&script).await
}
