//! Which columns name the person, and the name they make together.

use crate::guide::Role;
use crate::name::turned;
use crate::table::Row;

/// The columns that name a person.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameColumns {
    whole: Option<usize>,
    many: Option<usize>,
    first: Option<usize>,
    infix: Option<usize>,
    last: Option<usize>,
    number: Option<usize>,
    email: Option<usize>,
}

impl NameColumns {
    pub fn of(roles: &[Option<Role>]) -> Self {
        let find = |role: Role| roles.iter().position(|known| *known == Some(role));
        let (mut whole, first, mut last) = (
            find(Role::Person),
            find(Role::FirstName),
            find(Role::LastName),
        );
        // Beside "Voornaam", "Naam" is the surname.
        if first.is_some() && last.is_none() {
            last = whole.take();
        }
        Self {
            whole,
            many: find(Role::People),
            first,
            infix: find(Role::Infix),
            last,
            number: find(Role::PersonId),
            email: find(Role::Email),
        }
    }

    pub fn exist(&self) -> bool {
        let Self {
            whole,
            many,
            first,
            last,
            number,
            email,
            ..
        } = self;
        [whole, many, first, last, number, email]
            .iter()
            .any(|column| column.is_some())
    }

    /// Returns the names in a row, given name first; none for an empty cell.
    pub fn names(&self, row: &Row<'_>) -> Vec<String> {
        let cell = |column: Option<usize>| column.map_or("", |at| row.cell(at));
        if let Some(column) = self.many.filter(|_| self.whole.is_none()) {
            let names = row.cell(column).split([',', ';', '/', '&']).map(str::trim);
            return names
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
        }
        let (first, last) = (cell(self.first), cell(self.last));
        let parts = [first, cell(self.infix), last];
        let name = if self.whole.is_some() && !cell(self.whole).is_empty() {
            turned(cell(self.whole))
        } else if last.contains(first) && last.len() > first.len() + 1 && !first.is_empty() {
            // The surname's column holds the whole name after all.
            turned(last)
        } else {
            parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        // An address or a number is better than an open shift.
        let name = if name.is_empty() {
            cell(self.email).to_owned()
        } else {
            name
        };
        let name = if name.is_empty() {
            cell(self.number).to_owned()
        } else {
            name
        };
        if name.is_empty() {
            Vec::new()
        } else {
            vec![name]
        }
    }

    pub fn number<'a>(&self, row: &'a Row<'_>) -> &'a str {
        self.number.map_or("", |at| row.cell(at))
    }

    pub fn email<'a>(&self, row: &'a Row<'_>) -> &'a str {
        self.email.map_or("", |at| row.cell(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Table;

    fn names(roles: &[Role], line: &str) -> Vec<String> {
        let roles: Vec<Option<Role>> = roles.iter().copied().map(Some).collect();
        NameColumns::of(&roles).names(&Table::split(line).unwrap().rows[0])
    }

    #[test]
    fn names_come_from_one_column_or_several() {
        use Role::{Email, FirstName, Infix, LastName, People, Person, PersonId};
        assert_eq!(names(&[Person, PersonId], "van Dam, Jo;7"), ["Jo van Dam"]);
        assert_eq!(
            names(&[FirstName, Infix, LastName], "Jo;van;Dam"),
            ["Jo van Dam"]
        );
        assert_eq!(names(&[FirstName, Infix, LastName], "Jo;;Vis"), ["Jo Vis"]);
        assert_eq!(names(&[Person, FirstName], "Vis;Jo"), ["Jo Vis"]);
        assert_eq!(names(&[Person, FirstName], "Jo Vis;Jo"), ["Jo Vis"]);
        assert_eq!(
            names(&[People, Email], "Jo Vis, Ria Dam;"),
            ["Jo Vis", "Ria Dam"]
        );
        assert_eq!(
            names(&[Person, Email], ";jo@linde.example"),
            ["jo@linde.example"]
        );
        assert!(names(&[Person, Email], ";;").is_empty());
    }
}
