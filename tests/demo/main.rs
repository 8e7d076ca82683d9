//! The demo team: founds it at a relay, then lets everyone in who comes by a link.
//!
//! `ruil-demo --relay URL [--data FOLDER]` prints `NAME<tab>ROLE<tab>CODE` for three people and stays
//! until its standard input closes. The way in is the app's own: an invite with a code. Only the
//! colleague who compares the words is a program here, so a link works at once, and again after
//! it was used.

mod door;

use std::io::{Read, Write};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use ruil_core::rules::rule_set::NEWEST;
use ruil_core::{Agreements, Command, Day, PersonId, TeamRules};
use ruil_tests::member::MemberError;
use ruil_tests::phone::real_dice;
use ruil_tests::{Member, Phone, ward};

use door::Door;

const TEAM: &str = "De Linde";
const FOUNDER: &str = "Anouk Jansen";
const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
/// The demo gathers answers for an hour.
const WINDOW_MIN: u32 = 60;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1)
    };
    let Some(relay) = value("--relay") else {
        eprintln!("usage: ruil-demo --relay URL");
        return ExitCode::from(2);
    };
    match run(relay).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the demo team stopped: {error:?}");
            ExitCode::FAILURE
        }
    }
}

async fn run(relay: &str) -> Result<(), MemberError> {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let now_ms = u64::try_from(now.as_millis()).unwrap_or_default();
    let today = Day(i32::try_from(now_ms / DAY_MS).unwrap_or_default());
    let (phone, _) = Phone::found(TEAM, FOUNDER, real_dice(), now_ms);
    let founder = phone.person();
    let mut member = Member::new(phone, relay);
    member.settle().await?;
    let commands = ward::commands(founder, today, offset_min(today), &mut real_dice());
    let guests: Vec<PersonId> = commands
        .iter()
        .filter_map(|command| match command {
            Command::Add(additions) => Some(&additions.people),
            _ => None,
        })
        .flatten()
        .take(2)
        .map(|person| person.id)
        .collect();
    member.act(commands).await?;
    let mut rules = TeamRules::default();
    rules.law.version = NEWEST;
    let agreements = Agreements {
        window_min: WINDOW_MIN,
        ..Agreements::default()
    };
    let both = vec![Command::SetRules(rules), Command::Agree(agreements)];
    member.act(both).await?;

    let mut doors = Vec::new();
    for (person, role) in std::iter::once((founder, "coordinator"))
        .chain(guests.into_iter().map(|guest| (guest, "colleague")))
    {
        let team = member.phone.engine().team();
        let name = team
            .people
            .get(&person)
            .map_or_else(String::new, |known| known.name.clone());
        let door = Door::open(&member, person)?;
        println!("{name}\t{role}\t{}", door.code());
        doors.push(door);
    }
    drop(std::io::stdout().flush());

    let (closed, mut is_closed) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        // Ends when whoever started the demo closes its end, however that happens.
        drop(std::io::stdin().read_to_end(&mut Vec::new()));
        let _gone = closed.send(());
    });
    loop {
        tokio::select! {
            _ = &mut is_closed => return Ok(()),
            stepped = member.step() => stepped?,
            () = tokio::time::sleep(door::LOOK) => {
                for door in &mut doors {
                    door.look(&mut member).await?;
                }
            }
        }
    }
}

/// Amsterdam's offset on a day, by the Union's rule (Directive 2000/84/EC): summer time from the
/// last Sunday of March to the last of October.
fn offset_min(day: Day) -> i16 {
    let (year, ..) = day.ymd();
    let last_sunday = |month: u8| {
        let end = Day::from_ymd(year, month, 31).unwrap_or(day);
        end.plus(-((end.weekday() as i32 + 1) % 7))
    };
    if last_sunday(3) <= day && day < last_sunday(10) {
        120
    } else {
        60
    }
}
