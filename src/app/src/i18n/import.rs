//! What an import meets, in words. Each match is exhaustive.

use ruil_core::Team;
use ruil_files::{FileKind, Role, Unreadable};
use ruil_sync::NotDone;

use super::refusal::refusal;
use super::{Lang, t};
use crate::edge::file::FileError;
use crate::edge::reading::NotRead;
use crate::state::import::ImportFailure;

const MIB: u64 = 1024 * 1024;

/// Says why a file gave no draft, or was not written, and what to do.
pub fn failure(lang: Lang, failure: &ImportFailure, team: &Team) -> String {
    match failure {
        ImportFailure::NotRead(NotRead::File(FileError::TooBig {
            size_bytes,
            max_bytes,
        })) => t::import::too_big(lang, size_bytes.div_ceil(MIB), max_bytes / MIB),
        ImportFailure::NotRead(NotRead::File(FileError::Unreadable)) => {
            t::import::not_opened(lang).to_owned()
        }
        ImportFailure::NotRead(NotRead::Missing) => t::part::missing_text(lang).to_owned(),
        ImportFailure::NotRead(NotRead::Crashed) => t::import::crashed(lang).to_owned(),
        ImportFailure::Unreadable(reason) => unreadable(lang, reason),
        ImportFailure::NotDone(NotDone::Refused(reason)) => refusal(lang, reason, team),
        ImportFailure::NotDone(NotDone::TooBig(_)) => t::failure::too_big(lang).to_owned(),
        ImportFailure::NotDone(NotDone::Alarm(_)) => t::failure::read_only(lang).to_owned(),
    }
}

fn unreadable(lang: Lang, reason: &Unreadable) -> String {
    match reason {
        Unreadable::Empty => t::import::empty(lang).to_owned(),
        Unreadable::TooBig { had, max } => {
            let mib = |bytes: usize| u64::try_from(bytes).unwrap_or(u64::MAX);
            t::import::too_big(lang, mib(*had).div_ceil(MIB), mib(*max) / MIB)
        }
        Unreadable::NotText { looks_like } => match looks_like {
            Some(kind) => t::import::not_text_kind(lang, file_kind(lang, *kind)),
            None => t::import::not_text(lang).to_owned(),
        },
        Unreadable::NoTable => t::import::no_table(lang).to_owned(),
        Unreadable::NoDates => t::import::no_dates(lang).to_owned(),
        Unreadable::NoYear => t::import::no_year(lang).to_owned(),
        Unreadable::Broken => t::import::broken(lang).to_owned(),
        Unreadable::Locked => t::import::locked(lang).to_owned(),
        Unreadable::Cancelled => t::import::cancelled(lang).to_owned(),
        Unreadable::TooMany { max } => t::import::too_many(lang, max),
        Unreadable::NoRows => t::import::no_rows(lang).to_owned(),
    }
}

fn file_kind(lang: Lang, kind: FileKind) -> &'static str {
    match kind {
        FileKind::Picture => t::import::kind_picture(lang),
        FileKind::Pdf => t::import::kind_pdf(lang),
        FileKind::Workbook => t::import::kind_workbook(lang),
        FileKind::OldWorkbook => t::import::kind_old_workbook(lang),
        FileKind::Document => t::import::kind_document(lang),
        FileKind::Archive => t::import::kind_archive(lang),
        FileKind::WebPage => t::import::kind_web_page(lang),
        FileKind::Xml => t::import::kind_xml(lang),
        FileKind::Json => t::import::kind_json(lang),
        FileKind::Calendar => t::import::kind_calendar(lang),
        FileKind::Database => t::import::kind_database(lang),
    }
}

/// Returns what a column holds, as the list to choose from names it.
pub fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Person => t::import::role_person(lang),
        Role::People => t::import::role_people(lang),
        Role::FirstName => t::import::role_first_name(lang),
        Role::Infix => t::import::role_infix(lang),
        Role::LastName => t::import::role_last_name(lang),
        Role::PersonId => t::import::role_person_id(lang),
        Role::Email => t::import::role_email(lang),
        Role::Date => t::import::role_date(lang),
        Role::EndDate => t::import::role_end_date(lang),
        Role::Weekday => t::import::role_weekday(lang),
        Role::Start => t::import::role_start(lang),
        Role::End => t::import::role_end(lang),
        Role::Times => t::import::role_times(lang),
        Role::StartUtc => t::import::role_start_utc(lang),
        Role::EndUtc => t::import::role_end_utc(lang),
        Role::Shift => t::import::role_shift(lang),
        Role::Absence => t::import::role_absence(lang),
        Role::Unit => t::import::role_unit(lang),
        Role::Location => t::import::role_location(lang),
        Role::Team => t::import::role_team(lang),
        Role::Qualification => t::import::role_qualification(lang),
        Role::Hours => t::import::role_hours(lang),
        Role::Break => t::import::role_break(lang),
        Role::Open => t::import::role_open(lang),
        Role::Works => t::import::role_works(lang),
        Role::Quantity => t::import::role_quantity(lang),
        Role::Zone => t::import::role_zone(lang),
        Role::Comment => t::import::role_comment(lang),
        Role::Day => t::import::role_day(lang),
        Role::Ignore => t::import::role_ignore(lang),
    }
}
