//! The planner's list on paper: all of it, on sheets that say what they are, and nothing of the app.

use std::collections::BTreeMap;

use crate::chromium::{Chromium, Profile};
use crate::coming::{self, Line, monday};
use crate::relay::Relay;
use crate::steps;

const PEOPLE: [&str; 12] = [
    "Anna Verbeek",
    "Bram de Boer",
    "Canan Çelik",
    "Daan Willems",
    "Eva Smits",
    "Farid Amrani",
    "Greetje Postma",
    "Hanna Nowak",
    "Ivo Kramer",
    "Joke Dijkstra",
    "Karim Haddad",
    "Lotte van Dam",
];
const DAYS: i64 = 5;

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_for_the_planner_is_printed_on_several_sheets() {
    let lines = PEOPLE
        .iter()
        .flat_map(|name| (0..DAYS).map(move |day| -> Line { (name, day, "07:00", "15:30") }));
    let lines: Vec<_> = lines.collect();
    let folder = tempfile::tempdir().unwrap();
    let cast = coming::roster(folder.path(), &lines);
    let chromium = Chromium::start().await;
    let relay = Relay::start();
    let profile = Profile::phone();
    let page = chromium.open(&profile, "paper", &relay.at("/")).await;
    steps::found(&page, &relay, "De Linde", PEOPLE[0]).await;
    steps::import(&page, &relay, &cast).await;

    // The week once more by hand: the planner has none of it.
    page.go(&relay.at(&format!("/roster/edit?week={}", monday())))
        .await;
    page.tap("[data-test=edit-copy]").await;
    page.tap("label:has(input[name=copy-how][value=again])")
        .await;
    let until = monday() + jiff::Span::new().days(13);
    page.see("#copy-until").await;
    page.run(&format!(
        "const field = document.getElementById('copy-until'); field.value = '{until}'; \
         for (const kind of ['input', 'change']) \
           field.dispatchEvent(new Event(kind, {{ bubbles: true }})); return ''"
    ))
    .await;
    page.see_text("[data-test=copy-says]", &lines.len().to_string())
        .await;
    page.tap("[data-test=copy-save]").await;
    page.see_gone("[data-test=copy-save]").await;
    page.see_gone(".link-pill__waiting").await;

    page.go(&relay.at("/team")).await;
    page.tap("[data-test=planner-open]").await;
    page.see_count("[data-test=planner-line]", lines.len())
        .await;
    let pdf = page.print("list").await;
    assert!(pdf.starts_with(b"%PDF-"), "a PDF");
    let sheets = sheets(&pdf);
    assert!(sheets.len() > 1, "{} sheets", sheets.len());
    let has = |sheet: &[String], text: &str| sheet.iter().any(|read| read.contains(&bare(text)));
    for name in PEOPLE {
        assert!(sheets.iter().any(|sheet| has(sheet, name)), "{name}");
    }
    assert!(
        has(&sheets[0], "De Linde"),
        "the first says whose list it is"
    );
    for (at, sheet) in sheets.iter().enumerate() {
        assert!(
            has(sheet, "Wijziging"),
            "sheet {at} says what its columns are"
        );
        for chrome in ["Mijn diensten", "Afdrukken", "Ruilen"] {
            assert!(!has(sheet, chrome), "{chrome} on sheet {at}");
        }
    }
    page.close().await;
}

/// Returns a text without its blanks: a PDF need not have them.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Returns the texts of a PDF's pages. A page's glyphs are read by each of its fonts: which of them it
/// was does not matter to who looks for a word.
fn sheets(pdf: &[u8]) -> Vec<Vec<String>> {
    let streams: Vec<String> = streams(pdf);
    let fonts: Vec<_> = streams
        .iter()
        .filter(|text| text.contains("begincmap"))
        .map(|text| letters(text))
        .collect();
    let pages = streams.iter().filter(|text| text.contains(" Tf"));
    let read = |page: &String, font: &BTreeMap<u16, String>| -> String {
        let glyphs = glyphs(page);
        let letters = glyphs.filter_map(|glyph| font.get(&glyph).map(String::as_str));
        bare(&letters.collect::<String>())
    };
    pages
        .map(|page| fonts.iter().map(|font| read(page, font)).collect())
        .collect()
}

/// Returns the streams that are text.
fn streams(pdf: &[u8]) -> Vec<String> {
    let find = |from: usize, what: &[u8]| {
        let mut windows = pdf[from..].windows(what.len());
        windows
            .position(|window| window == what)
            .map(|at| from + at)
    };
    let (mut from, mut found) = (0, Vec::new());
    while let Some(at) = find(from, b"stream\n") {
        let start = at + b"stream\n".len();
        let end = find(start, b"endstream").unwrap_or(pdf.len());
        let text = miniz_oxide::inflate::decompress_to_vec_zlib(&pdf[start..end]);
        found.extend(text.ok().and_then(|text| String::from_utf8(text).ok()));
        from = end + b"endstream".len();
    }
    found
}

/// Returns the numbers between `<` and `>`, four digits each.
fn hex(text: &str) -> impl Iterator<Item = Vec<u16>> {
    let inside = text
        .split('<')
        .skip(1)
        .filter_map(|part| part.split_once('>'));
    inside.map(|(digits, _)| {
        let four = digits.as_bytes().chunks(4);
        let numbers =
            four.filter_map(|four| u16::from_str_radix(str::from_utf8(four).ok()?, 16).ok());
        numbers.collect()
    })
}

/// Returns the glyphs of a page in their order.
fn glyphs(page: &str) -> impl Iterator<Item = u16> {
    hex(page).flatten()
}

/// Returns which letters a font's glyphs are.
fn letters(map: &str) -> BTreeMap<u16, String> {
    let mut found = BTreeMap::new();
    let parts = |begin: &'static str, end: &'static str| {
        let parts = map.split(begin).skip(1);
        parts.filter_map(move |part| Some(part.split_once(end)?.0))
    };
    for part in parts("beginbfchar", "endbfchar") {
        let all: Vec<_> = hex(part).collect();
        for pair in all.chunks_exact(2) {
            found.insert(pair[0][0], String::from_utf16_lossy(&pair[1]));
        }
    }
    for part in parts("beginbfrange", "endbfrange") {
        let all: Vec<_> = hex(part).collect();
        for range in all.chunks_exact(3) {
            for glyph in range[0][0]..=range[1][0] {
                let letter = range[2][0] + (glyph - range[0][0]);
                found.insert(glyph, String::from_utf16_lossy(&[letter]));
            }
        }
    }
    found
}
