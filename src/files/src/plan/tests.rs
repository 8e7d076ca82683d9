//! Writing drafts into a team: what is new is added once, what is known is left alone.

use ruil_core::event::{Founding, NewPerson};
use ruil_core::{Answer, Audience, DeviceId, Event, EventId, OfferKind, Outcome, Stamp, TeamId};

use super::*;
use crate::{Guide, read};

const FOUNDER: PersonId = PersonId::from_bytes([1; 16]);
const DEVICE: DeviceId = DeviceId::from_bytes([2; 16]);

const GRID: &str = "Naam;ma 3-3-2025;di 4-3-2025;wo 5-3-2025\n\
    Linde Aalbers;V;N;\n\
    Öz Demir;N;;N\n\
    \n\
    Legenda: V=vroeg 07:00-15:30; N=nacht 22:45-07:15\n";

fn ids() -> impl FnMut() -> [u8; 16] {
    let mut count = 1_000_u128;
    move || {
        count += 1;
        (count * 0x0123_4567_89ab_cdef).to_be_bytes()
    }
}

fn team(founder: &str) -> (Team, u64) {
    let mut team = Team::default();
    let founding = Founding {
        team: TeamId::from_bytes([3; 16]),
        name: "De Linde".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        founder: NewPerson {
            id: FOUNDER,
            name: founder.to_owned(),
            coordinator: true,
            qualifications: Vec::new(),
        },
        device: DEVICE,
        key: [4; 32],
    };
    apply(&mut team, 1, Command::Found(founding));
    (team, 1)
}

fn apply(team: &mut Team, number: u64, command: Command) {
    let id = EventId::from_bytes(
        u128::from(number)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .to_be_bytes(),
    );
    let event = Event {
        id,
        device: DEVICE,
        actor: FOUNDER,
        command,
    };
    let outcome = team.apply(
        &event,
        Stamp {
            number,
            time_ms: number,
        },
    );
    assert_eq!(outcome, Outcome::Applied);
}

fn write(team: &mut Team, number: &mut u64, text: &str) -> Plan {
    let draft = read(text.as_bytes(), &Guide::default()).unwrap();
    let plan = plan(team, &draft, &mut ids());
    for command in plan.write(team) {
        *number += 1;
        apply(team, *number, command);
    }
    plan
}

#[test]
fn a_plan_made_a_few_shifts_at_a_time_is_the_same() {
    let draft = read(GRID.as_bytes(), &Guide::default()).unwrap();
    let (team, _) = team("Linde Aalbers");
    let whole = plan(&team, &draft, &mut ids());
    assert_eq!(whole.roster.shifts.len(), 4);
    let days = whole.roster.days.map(|(first, last)| last.0 - first.0);
    assert_eq!(days, Some(2));
    for few in [1, 3] {
        let mut planning = Planning::begin(&team, &draft, &mut ids());
        while planning.step(&draft, few) {}
        assert_eq!(planning.finish(), whole, "{few} at a time");
    }
}

#[test]
fn a_draft_becomes_the_teams_roster() {
    let (mut team, mut number) = team("linde  aalbers");
    let plan = write(&mut team, &mut number, GRID);
    assert_eq!(
        (plan.known_people, plan.new_people.as_slice()),
        (1, &["Öz Demir".to_owned()][..])
    );
    assert_eq!((plan.roster.shifts.len(), team.roster.len()), (4, 4));
    let mine: Vec<_> = team.roster.of(Some(FOUNDER)).collect();
    assert_eq!(mine.len(), 2);
    let kind = team.kinds.get(&mine[1].kind).unwrap();
    assert_eq!((kind.code.as_str(), kind.name.as_str()), ("N", "nacht"));
    assert_eq!(mine[1].span.len_min(), 510);
}

#[test]
fn the_same_file_again_changes_nothing_even_after_a_swap() {
    let (mut team, mut number) = team("Linde Aalbers");
    write(&mut team, &mut number, GRID);
    let other = team
        .people
        .values()
        .find(|person| person.id != FOUNDER)
        .unwrap()
        .id;
    let night = team.roster.of(Some(FOUNDER)).nth(1).unwrap().id;
    let admit = Command::Admit {
        person: other,
        device: DeviceId::from_bytes([9; 16]),
        key: [9; 32],
    };
    number += 1;
    apply(&mut team, number, admit);
    number += 1;
    let kind = OfferKind::GiveAway;
    apply(
        &mut team,
        number,
        Command::Offer {
            shift: night,
            revision: 0,
            kind,
            to: Audience::Everyone,
        },
    );
    let offer = team.open_offer_of(night).unwrap().id;
    let yes = Event {
        id: EventId::from_bytes([8; 16]),
        device: DeviceId::from_bytes([9; 16]),
        actor: other,
        command: Command::Answer {
            offer,
            answer: Answer::Yes,
        },
    };
    assert_eq!(
        team.apply(
            &yes,
            Stamp {
                number: 99,
                time_ms: 99
            }
        ),
        Outcome::Applied
    );

    let draft = read(GRID.as_bytes(), &Guide::default()).unwrap();
    let again = plan(&team, &draft, &mut ids());
    assert_eq!(again.write(&team), []);
    let compared = team.compare(&again.roster);
    assert_eq!((compared.same, compared.differences.len()), (3, 1));
}

#[test]
fn a_later_file_adds_only_what_is_new() {
    let (mut team, mut number) = team("Linde Aalbers");
    write(&mut team, &mut number, GRID);
    let more = GRID.replace("Linde Aalbers;V;N;", "Linde Aalbers;V;N;V");
    let plan = write(&mut team, &mut number, &more);
    assert_eq!((team.roster.len(), plan.new_people.len()), (5, 0));
    assert_eq!(team.kinds.len(), 2);
}

#[test]
fn a_year_of_a_large_team_fits_its_commands() {
    let (mut team, mut number) = team("Linde Aalbers");
    let mut text = String::from("Naam;Datum;Begin;Einde;Functie;Afdeling\n");
    for person in 0..120 {
        for day in 1..=28 {
            let post = person % 7;
            text += &format!(
                "Collega Nummer{person} van der Lange-Naam;{day:02}-03-2025;07:00;15:30;post {post};huis {post}\n"
            );
        }
    }
    let plan = write(&mut team, &mut number, &text);
    assert_eq!(
        (plan.roster.shifts.len(), team.roster.len()),
        (120 * 28, 120 * 28)
    );
    assert_eq!(team.people.len(), 121);
    assert!(
        team.roster
            .iter()
            .all(|shift| shift.needs.is_some() && shift.unit.is_some())
    );
}
