//! Lines of a calendar: unfolded, and parted into name, parameters and value.

/// A line, with the number of the file's line it begins on.
pub(super) struct Line {
    pub row: usize,
    /// In capital letters.
    pub name: String,
    params: Vec<(String, String)>,
    pub value: String,
}

impl Line {
    /// Returns a parameter's value.
    pub fn param(&self, name: &str) -> Option<&str> {
        let found = self.params.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the value as text, its signs no longer guarded.
    pub fn text(&self) -> String {
        let mut out = String::with_capacity(self.value.len());
        let mut letters = self.value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => out.push('\n'),
                    Some(other) => out.push(other),
                    None => {}
                },
                other => out.push(other),
            }
        }
        out
    }
}

/// Unfolds and parts a calendar's lines; those that are no line of a calendar are left out.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut raw = text.split('\n').enumerate().peekable();
    std::iter::from_fn(move || {
        let (at, first) = raw.next()?;
        let mut whole = first.trim_end_matches('\r').to_owned();
        while let Some((_, more)) = raw.next_if(|(_, line)| line.starts_with([' ', '\t'])) {
            let more = more.trim_end_matches('\r');
            whole.push_str(more.get(1..).unwrap_or(""));
        }
        Some((at + 1, whole))
    })
    .filter_map(|(row, whole)| parted(row, &whole))
}

fn parted(row: usize, whole: &str) -> Option<Line> {
    let mut quoted = false;
    let mut marks = Vec::new();
    let mut end = None;
    for (at, letter) in whole.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            ';' if !quoted => marks.push(at),
            ':' if !quoted => {
                end = Some(at);
                break;
            }
            _ => {}
        }
    }
    let end = end?;
    let head = whole.get(..end)?;
    let mut froms = marks.iter().map(|at| at + 1);
    let name = head.get(..marks.first().copied().unwrap_or(end))?;
    let mut params = Vec::new();
    for from in froms.by_ref() {
        let to = marks.iter().copied().find(|at| *at >= from).unwrap_or(end);
        if let Some((name, value)) = head.get(from..to).and_then(|part| part.split_once('=')) {
            let value = value.trim_matches('"').to_owned();
            params.push((name.trim().to_ascii_uppercase(), value));
        }
    }
    Some(Line {
        row,
        name: name.trim().to_ascii_uppercase(),
        params,
        value: whole.get(end + 1..)?.to_owned(),
    })
}
