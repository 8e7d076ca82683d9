//! Who plays in the swap: found in the roster file itself.

use std::path::PathBuf;

use ruil_core::check::Change;
use ruil_core::{Light, Moment, Team, assess};
use ruil_files::{Draft, DraftShift};
use ruil_tests::roster::team_of;

/// Three colleagues of a roster file, and a night of the first that the rules let the others take.
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
        let (draft, team) = team_of(&file).unwrap();
        let nights = draft
            .shifts
            .iter()
            .filter(|shift| shift.end.date() > shift.start.date());
        let (night, ann, others) = nights
            .filter_map(|night| {
                let ann = night.person?;
                let mut takers = (0..draft.people.len()).filter(|person| {
                    *person != ann && can_take(&team, &draft, (ann, *person), night)
                });
                Some((night, ann, [takers.next()?, takers.next()?]))
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

/// Tells whether a night can be given to somebody without anybody's approval.
fn can_take(team: &Team, draft: &Draft, (ann, taker): (usize, usize), night: &DraftShift) -> bool {
    let id = |person: usize| {
        let name = &draft.people[person].name;
        let mut people = team.people.values();
        people.find(|person| person.name == *name).unwrap().id
    };
    let start = i32::try_from(night.start_utc_min).unwrap();
    let mut own = team.roster.starting(Some(id(ann)), start, start + 1);
    let change = Change::gift(own.next().unwrap(), id(taker));
    let now = Moment {
        utc_min: start - 24 * 60,
        offset_min: 60,
    };
    assess(team, &change, now).light() < Light::Amber
}
