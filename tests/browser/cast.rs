//! Who plays in the swap: found in the roster file itself.

use std::path::PathBuf;

use ruil_files::{Draft, DraftShift, Guide};

/// Three colleagues of a roster file, and a night of the first that the others could take.
pub struct Cast {
    /// The file.
    pub file: PathBuf,
    /// Who offers.
    pub ann: String,
    /// Two who could take it.
    pub others: [String; 2],
    /// The night's first day, `YYYY-MM-DD`.
    pub day: String,
    /// How many days after Monday that is.
    pub weekday: usize,
    /// The night's start on the clock.
    pub start: String,
    /// How many shifts the file holds.
    pub shifts: usize,
}

impl Cast {
    /// Reads the roster file of the journeys and gives out the parts.
    pub fn choose() -> Self {
        Self::of(std::env::var("RUIL_ROSTER").map_or(roster("grid.csv"), PathBuf::from))
    }

    /// Reads a roster file and gives out the parts.
    pub fn of(file: PathBuf) -> Self {
        let draft = ruil_files::read(&std::fs::read(&file).unwrap(), &Guide::default()).unwrap();
        let nights = draft
            .shifts
            .iter()
            .filter(|shift| shift.end.date() > shift.start.date());
        let (night, ann, others) = nights
            .filter_map(|night| {
                let ann = night.person?;
                let mut free = (0..draft.people.len())
                    .filter(|person| *person != ann && is_free(&draft, *person, night));
                Some((night, ann, [free.next()?, free.next()?]))
            })
            .next()
            .expect("a night that two others could take");
        let name = |person: usize| draft.people[person].name.clone();
        let date = night.start.date();
        Self {
            file,
            ann: name(ann),
            others: others.map(name),
            day: date.to_string(),
            weekday: date.weekday().to_monday_zero_offset() as usize,
            start: format!("{:02}:{:02}", night.start.hour(), night.start.minute()),
            shifts: draft.shifts.len(),
        }
    }
}

/// Returns one of our own roster files.
pub fn roster(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("browser/rosters")
        .join(name)
}

fn is_free(draft: &Draft, person: usize, night: &DraftShift) -> bool {
    let mut own = draft
        .shifts
        .iter()
        .filter(|shift| shift.person == Some(person));
    own.all(|shift| {
        shift.end_utc_min <= night.start_utc_min || night.end_utc_min <= shift.start_utc_min
    })
}
