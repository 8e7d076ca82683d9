//! What a person explained once: kept for the next file of the same kind.

use std::collections::BTreeMap;

use crate::draft::Draft;
use crate::guide::{Away, CodeMeaning, Guide, Role};
use crate::name::fold;

/// More words than this are not remembered: no tool has as many columns or codes.
const WORDS_MAX: usize = 1000;

/// Columns and codes that were explained by hand, by their names.
///
/// A column is known again by its name wherever it stands, so a file with one column more still
/// reads as it did. Columns without a name can't be remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    roles: BTreeMap<String, Role>,
    codes: BTreeMap<String, CodeMeaning>,
}

impl Memory {
    /// Keeps what `guide` says of the columns and codes of `draft`.
    pub fn learn(&mut self, draft: &Draft, guide: &Guide) {
        for (at, role) in &guide.roles {
            let name = draft.columns.get(*at).map(|column| fold(&column.name));
            if let Some(name) = name.filter(|name| !name.is_empty()) {
                self.roles.insert(name, *role);
            }
        }
        self.codes.extend(guide.codes.clone());
        while self.roles.len() > WORDS_MAX {
            self.roles.pop_last();
        }
        while self.codes.len() > WORDS_MAX {
            self.codes.pop_last();
        }
    }

    /// Adds what is remembered to `guide`; tells whether that was anything new.
    ///
    /// The draft is a first reading of the file. What the guide says already stands; a role that
    /// the file's own header gives is only changed if a person changed it before.
    pub fn apply(&self, draft: &Draft, guide: &mut Guide) -> bool {
        let before = (guide.roles.len(), guide.codes.len());
        for (at, column) in draft.columns.iter().enumerate() {
            if let Some(role) = self.roles.get(&fold(&column.name)) {
                guide.roles.entry(at).or_insert(*role);
            }
        }
        for unknown in &draft.unknown_codes {
            if let Some(meaning) = self.codes.get(&unknown.code) {
                let own = guide.codes.entry(unknown.code.clone());
                own.or_insert_with(|| meaning.clone());
            }
        }
        before != (guide.roles.len(), guide.codes.len())
    }

    /// Returns the memory as text, a line for each word.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (name, role) in &self.roles {
            text.push_str(&format!("column\t{role:?}\t{name}\n"));
        }
        for (code, meaning) in &self.codes {
            let code: String = code.chars().filter(|letter| !letter.is_control()).collect();
            match meaning {
                CodeMeaning::Shift {
                    start_min,
                    end_min,
                    name,
                } => {
                    let name = name.as_deref().unwrap_or("");
                    let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
                    text.push_str(&format!("shift\t{start_min}\t{end_min}\t{code}\t{name}\n"));
                }
                CodeMeaning::Absent(why) => text.push_str(&format!("away\t{why:?}\t{code}\n")),
                CodeMeaning::Free => text.push_str(&format!("free\t{code}\n")),
                CodeMeaning::Ignore => text.push_str(&format!("ignore\t{code}\n")),
            }
        }
        text
    }

    /// Returns the memory of a text; lines that are none are left out.
    pub fn from_text(text: &str) -> Self {
        let mut memory = Self::default();
        for line in text.lines().take(2 * WORDS_MAX) {
            let _: Option<()> = memory.take(line);
        }
        memory
    }

    fn take(&mut self, line: &str) -> Option<()> {
        const AWAY: [Away; 4] = [Away::Leave, Away::Sick, Away::Other, Away::Free];
        let mut parts = line.split('\t');
        let kind = parts.next()?;
        if kind == "column" {
            let role = parts.next()?;
            let role = Role::ALL
                .into_iter()
                .find(|own| format!("{own:?}") == role)?;
            self.roles.insert(parts.next()?.to_owned(), role);
            return Some(());
        }
        let (code, meaning) = match kind {
            "shift" => {
                let minute = |text: &str| text.parse::<u16>().ok().filter(|minute| *minute <= 1440);
                let (start_min, end_min) = (minute(parts.next()?)?, minute(parts.next()?)?);
                let code = parts.next()?;
                let name = parts
                    .next()
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned);
                (
                    code,
                    CodeMeaning::Shift {
                        start_min,
                        end_min,
                        name,
                    },
                )
            }
            "away" => {
                let why = parts.next()?;
                let why = AWAY.into_iter().find(|own| format!("{own:?}") == why)?;
                (parts.next()?, CodeMeaning::Absent(why))
            }
            "free" => (parts.next()?, CodeMeaning::Free),
            "ignore" => (parts.next()?, CodeMeaning::Ignore),
            _ => return None,
        };
        self.codes.insert(code.to_owned(), meaning);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    #[test]
    fn what_was_explained_once_explains_the_next_file() {
        let first = "Wie doet het;Wanneer;Waar precies;Code\nRia Vis;3-3-2025;Linde;D1\n";
        let mut guide = Guide::default();
        guide.roles.insert(2, Role::Unit);
        let early = CodeMeaning::Shift {
            start_min: 420,
            end_min: 930,
            name: Some("vroeg".into()),
        };
        guide.codes.insert("D1".into(), early);
        guide
            .codes
            .insert("Q".into(), CodeMeaning::Absent(Away::Sick));
        guide.codes.insert(String::new(), CodeMeaning::Ignore);
        let mut memory = Memory::default();
        memory.learn(&read(first.as_bytes(), &guide).unwrap(), &guide);
        let kept = Memory::from_text(&memory.to_text());
        assert_eq!(kept, memory);
        // The next file has a column more, in front.
        let next = "Rij;Wie doet het;Wanneer;Waar precies;Code\n1;Jo Dam;4-3-2025;Eik;D1\n2;Jo Dam;5-3-2025;Eik;Q\n";
        let mut guide = Guide::default();
        let draft = read(next.as_bytes(), &guide).unwrap();
        assert!(kept.apply(&draft, &mut guide));
        let draft = read(next.as_bytes(), &guide).unwrap();
        assert_eq!(
            (draft.shifts.len(), draft.absences.len(), draft.units),
            (1, 1, vec!["Eik".to_owned()])
        );
        let again = read(next.as_bytes(), &guide).unwrap();
        assert!(!kept.apply(&again, &mut guide));
    }

    #[test]
    fn a_damaged_memory_keeps_what_it_can() {
        let memory = Memory::from_text("column\tUnit\twaar\nshift\t9999\t1\tx\nonzin\nfree\tR\n");
        assert_eq!(memory.to_text(), "column\tUnit\twaar\nfree\tR\n");
    }
}
