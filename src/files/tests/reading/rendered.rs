//! A roster written in any layout comes back as it was.

use proptest::prelude::*;
use ruil_files::{Date, Guide, read, to_csv};

/// Kinds as code, name, start and end.
const KINDS: [(&str, &str, &str, &str); 4] = [
    ("V", "vroeg", "07:00", "15:30"),
    ("D", "dag", "08:30", "17:00"),
    ("L", "laat", "14:30", "23:00"),
    ("N", "nacht", "22:45", "07:15"),
];
const WORDS: [&str; 4] = ["Early", "Day", "Late", "Night"];
const PEOPLE: [(&str, &str); 5] = [
    ("Ria", "Vis"),
    ("Chloë", "van ’t Veer"),
    ("Jørn", "Ås"),
    ("Nur", "Çelik"),
    ("Łucja", "Żak"),
];
const DAYS: usize = 35;

#[derive(Clone, Debug)]
struct Roster {
    first: Date,
    /// Kind by person and day.
    cells: Vec<Vec<Option<usize>>>,
}

#[derive(Clone, Copy, Debug)]
struct Style {
    separator: char,
    date: usize,
    turned: bool,
    quoted: bool,
    encoding: usize,
    line_end: &'static str,
}

fn roster() -> impl Strategy<Value = Roster> {
    let cell = prop_oneof![2 => Just(None), 1 => (0..KINDS.len()).prop_map(Some)];
    let people = proptest::collection::vec(proptest::collection::vec(cell, DAYS), PEOPLE.len());
    (2020_i16..2035, 1_i8..=12, 1_i8..=28, people).prop_map(|(year, month, day, cells)| Roster {
        first: Date::new(year, month, day).unwrap(),
        cells,
    })
}

fn style() -> impl Strategy<Value = Style> {
    let separator = prop_oneof![Just(';'), Just(','), Just('\t'), Just('|')];
    let line_end = prop_oneof![Just("\n"), Just("\r\n")];
    (
        separator,
        0..7_usize,
        any::<bool>(),
        any::<bool>(),
        0..4_usize,
        line_end,
    )
        .prop_map(
            |(separator, date, turned, quoted, encoding, line_end)| Style {
                separator,
                date,
                turned,
                quoted,
                encoding,
                line_end,
            },
        )
}

impl Style {
    fn cell(self, text: &str) -> String {
        let needs = self.quoted || text.contains([self.separator, '"']);
        if needs {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    }

    fn row<'a>(self, cells: impl IntoIterator<Item = &'a str>) -> String {
        let cells: Vec<String> = cells.into_iter().map(|cell| self.cell(cell)).collect();
        cells.join(&self.separator.to_string()) + self.line_end
    }

    fn name(self, person: usize) -> String {
        let (first, last) = PEOPLE[person];
        if self.turned {
            format!("{last}, {first}")
        } else {
            format!("{first} {last}")
        }
    }

    fn date(self, date: Date) -> String {
        let format = [
            "%d-%m-%Y",
            "%-d-%-m-%Y",
            "%d/%m/%Y",
            "%d.%m.%Y",
            "%Y-%m-%d",
            "%m/%d/%Y",
            "%-d-%-m-%y",
        ][self.date];
        date.strftime(format).to_string()
    }

    fn bytes(self, text: &str) -> Vec<u8> {
        match self.encoding {
            0 => text.as_bytes().to_vec(),
            1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            2 => [0xff, 0xfe]
                .into_iter()
                .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
                .collect(),
            _ => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

impl Roster {
    fn day(&self, at: usize) -> Date {
        self.first
            .checked_add(jiff::Span::new().days(i64::try_from(at).unwrap()))
            .unwrap()
    }

    fn shifts(&self) -> impl Iterator<Item = (usize, Date, usize)> {
        self.cells
            .iter()
            .enumerate()
            .flat_map(move |(person, days)| {
                days.iter()
                    .enumerate()
                    .filter_map(move |(at, kind)| kind.map(|kind| (person, self.day(at), kind)))
            })
    }

    /// Returns person, start, end and kind of each shift, sorted.
    fn expected(&self) -> Vec<String> {
        let mut lines: Vec<String> = self
            .shifts()
            .map(|(person, date, kind)| {
                let (_, _, start, end) = KINDS[kind];
                let until = if end < start {
                    date.tomorrow().unwrap()
                } else {
                    date
                };
                let (first, last) = PEOPLE[person];
                format!(
                    "{first} {last},{date}T{start},{until}T{end},{}",
                    WORDS[kind]
                )
            })
            .collect();
        lines.sort();
        lines
    }

    fn long(&self, style: Style) -> String {
        let mut text = style.row(["Naam", "Datum", "Begin", "Einde", "Dienst"]);
        for (person, date, kind) in self.shifts() {
            let (_, name, start, end) = KINDS[kind];
            text += &style.row([
                style.name(person).as_str(),
                &style.date(date),
                start,
                end,
                name,
            ]);
        }
        text
    }

    fn grid(&self, style: Style) -> String {
        let days: Vec<String> = (0..DAYS).map(|at| style.date(self.day(at))).collect();
        let mut text = style.row(["Naam"].into_iter().chain(days.iter().map(String::as_str)));
        for (person, cells) in self.cells.iter().enumerate() {
            let codes = cells
                .iter()
                .map(|kind| kind.map_or("", |kind| KINDS[kind].0));
            text += &style.row([style.name(person).as_str()].into_iter().chain(codes));
        }
        text += style.line_end;
        for (code, name, start, end) in KINDS {
            text += &style.row([format!("{code} = {name} {start}-{end}").as_str()]);
        }
        text
    }
}

fn read_back(bytes: &[u8]) -> Vec<String> {
    let draft = read(bytes, &Guide::default()).unwrap();
    let csv = to_csv(&draft);
    let mut lines: Vec<String> = csv
        .lines()
        .skip(1)
        .map(|line| line.splitn(5, ',').take(4).collect::<Vec<_>>().join(","))
        .collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_long_layout_comes_back(roster in roster(), style in style()) {
        prop_assume!(roster.shifts().count() > 3);
        let text = roster.long(style);
        prop_assert_eq!(read_back(&style.bytes(&text)), roster.expected(), "{}", text);
    }

    #[test]
    fn the_grid_layout_comes_back(roster in roster(), style in style()) {
        let text = roster.grid(style);
        prop_assert_eq!(read_back(&style.bytes(&text)), roster.expected(), "{}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn our_own_csv_comes_back_line_by_line(roster in roster(), style in style()) {
        prop_assume!(roster.shifts().count() > 3);
        let first = read(&style.bytes(&roster.long(style)), &Guide::default()).unwrap();
        let csv = to_csv(&first);
        let again = read(csv.as_bytes(), &Guide::default()).unwrap();
        prop_assert_eq!(to_csv(&again), csv);
    }
}
