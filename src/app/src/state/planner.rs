//! The list for the planner: what differs from the official roster, to read, print, send and tick off.

use leptos::prelude::*;
use ruil_core::Day;
use ruil_core::bridge::NetChange;
use ruil_files::{sheet_csv, to_xlsx};

use super::now;
use super::session::Session;
use crate::edge::{file, share, task};
use crate::i18n::{Lang, bridge, format, t};

const CSV: &str = "text/csv;charset=utf-8";
const DAY_MS: u64 = 24 * 60 * 60_000;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub change: NetChange,
    /// The shift as the planner has it, or as it is if it is new.
    pub shift: String,
    /// What changed.
    pub what: String,
    /// When.
    pub when: String,
}

/// The list as it is shown.
#[derive(Clone, Copy)]
pub struct PlannerList {
    session: Session,
    lang: Lang,
    since: RwSignal<Option<Day>>,
}

impl PlannerList {
    /// Starts with everything that is not processed.
    pub fn new(session: Session, lang: Lang) -> Self {
        let since = RwSignal::new(None);
        Self {
            session,
            lang,
            since,
        }
    }

    /// Shows only what was changed on a day or later; all of it without a day.
    pub fn set_since(self, day: Option<Day>) {
        self.since.set(day);
    }

    /// Returns the lines, and follows them. Only what is final is told to a planner.
    pub fn lines(self) -> Vec<Line> {
        let since_ms = self.since.get().and_then(|day| u64::try_from(day.0).ok());
        let since_ms = since_ms.unwrap_or_default().saturating_mul(DAY_MS);
        let lang = self.lang;
        self.session.with(|view| {
            let changes = view.team.net_changes(since_ms).into_iter();
            let line = |change: NetChange| {
                let shift = change.was.or(change.now);
                Line {
                    shift: shift
                        .map_or_else(String::new, |shift| bridge::shift(lang, &view.team, &shift)),
                    what: bridge::change(lang, &view.team, change.was, change.now),
                    when: format::day(lang, now::local(change.since.time_ms).day()),
                    change,
                }
            };
            changes.map(line).collect()
        })
    }

    /// Returns the list as text for a mail.
    pub fn text(self) -> String {
        let lines = untrack(|| self.lines());
        let team = self.session.with(|view| view.team.name.clone());
        let mut text = t::planner::mail_head(self.lang, &team);
        for line in lines {
            text.push_str(&format!("\n- {}: {}", line.shift, line.what));
        }
        text
    }

    /// Hands the list to the user as CSV and tells whether the browser took it.
    pub fn save(self) -> bool {
        let text = sheet_csv(self.rows().iter().map(|row| &row[..]));
        file::save(&self.file_name("csv"), CSV, &text)
    }

    /// Hands the list to the user as an Excel workbook and tells whether the browser took it.
    pub fn save_workbook(self) -> bool {
        let workbook = to_xlsx(t::planner::title(self.lang), &self.rows());
        file::save_bytes(&self.file_name("xlsx"), &workbook)
    }

    fn file_name(self, kind: &str) -> String {
        t::planner::file_name(self.lang, format::iso(now::today()), kind)
    }

    /// Returns the list as a table, under the names of its columns.
    fn rows(self) -> Vec<Vec<String>> {
        let lang = self.lang;
        let head = [
            t::planner::column_shift(lang),
            t::planner::column_change(lang),
            t::planner::column_when(lang),
        ];
        let head = head.map(str::to_owned).to_vec();
        let lines = untrack(|| self.lines()).into_iter();
        let lines = lines.map(|line| vec![line.shift, line.what, line.when]);
        [head].into_iter().chain(lines).collect()
    }

    /// Hands the list to a mail program, or puts it on the clipboard and says so.
    pub fn send(self, copied: RwSignal<bool>) {
        let text = self.text();
        let title = t::planner::title(self.lang);
        task::spawn(async move {
            if share::can_share() {
                share::share(title, &text).await;
            } else {
                let is_copied = share::copy(&text).await;
                let _ = copied.try_set(is_copied);
            }
        });
    }

    /// Says that the planner has processed what is on the list now.
    pub fn processed(self) {
        let lines = untrack(|| self.lines());
        let changes: Vec<_> = lines.iter().map(|line| line.change).collect();
        let commands = self.session.with(|view| view.hoped.processed(&changes));
        for command in commands {
            self.session.act_or_tell(command);
        }
    }
}
