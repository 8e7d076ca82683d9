//! A workbook's XML, tag by tag, never more of it in memory than one tag or text.

use std::borrow::Cow;

use super::zip::Source;
use crate::Unreadable;

/// The longest tag or text: a cell holds 32 767 characters.
const PIECE_BYTES_MAX: usize = 1024 * 1024;

/// One piece of XML.
pub(super) enum Token<'b> {
    Open(Tag<'b>),
    /// The end of the element of this name, without its prefix.
    Close(&'b [u8]),
    Text(Cow<'b, str>),
}

/// An element's beginning.
pub(super) struct Tag<'b> {
    /// Its name, without prefix.
    pub name: &'b [u8],
    /// Whether it ends at once.
    pub empty: bool,
    attributes: &'b [u8],
}

impl Tag<'_> {
    /// Returns the attribute of this name, whatever its prefix.
    pub fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut rest = self.attributes;
        loop {
            let equals = rest.iter().position(|byte| *byte == b'=')?;
            let (key, after) = rest.split_at_checked(equals)?;
            let open = after.iter().position(|byte| matches!(byte, b'"' | b'\''))?;
            let quote = after.get(open)?;
            let inside = after.get(open + 1..)?;
            let close = inside.iter().position(|byte| byte == quote)?;
            if local(key.trim_ascii()) == name.as_bytes() {
                return Some(unescaped(inside.get(..close)?));
            }
            rest = inside.get(close + 1..)?;
        }
    }

    /// Tells whether the attribute of this name says yes.
    pub fn says(&self, name: &str) -> bool {
        self.get(name)
            .is_some_and(|value| matches!(&*value, "1" | "true" | "on"))
    }
}

fn local(name: &[u8]) -> &[u8] {
    let colon = name.iter().position(|byte| *byte == b':');
    colon.and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// XML being read.
pub(super) struct Xml<'a> {
    source: Source<'a>,
    held: Vec<u8>,
    at: usize,
    ended: bool,
}

#[derive(Clone, Copy)]
enum Piece {
    Text,
    Tag,
    Raw,
    Skipped,
}

impl<'a> Xml<'a> {
    pub fn new(source: Source<'a>) -> Self {
        Self {
            source,
            held: Vec::new(),
            at: 0,
            ended: false,
        }
    }

    /// Returns how many packed bytes are still to be read.
    pub fn left(&self) -> usize {
        self.source.left()
    }

    /// Returns the next piece, or none at the end.
    pub fn next(&mut self) -> Result<Option<Token<'_>>, Unreadable> {
        loop {
            let Some((piece, length)) = self.measure()? else {
                return Ok(None);
            };
            let from = self.at;
            self.at += length;
            if matches!(piece, Piece::Skipped) {
                continue;
            }
            let bytes = self.held.get(from..from + length).unwrap_or(&[]);
            return Ok(Some(match piece {
                Piece::Raw => {
                    let inside = bytes.get(9..length - 3).unwrap_or(&[]);
                    Token::Text(String::from_utf8_lossy(inside))
                }
                Piece::Tag => tag(bytes.get(1..length - 1).unwrap_or(&[])),
                Piece::Text | Piece::Skipped => Token::Text(unescaped(bytes)),
            }));
        }
    }

    /// Finds the next piece and its length, and has all of it in memory.
    fn measure(&mut self) -> Result<Option<(Piece, usize)>, Unreadable> {
        loop {
            let rest = self.held.get(self.at..).unwrap_or(&[]);
            // "<![CDATA[" is the longest opening.
            if rest.len() >= 9 || self.ended {
                if rest.is_empty() {
                    return Ok(None);
                }
                if let Some(found) = piece(rest) {
                    return Ok(Some(found));
                }
                if self.ended {
                    // A cut-off file ends here.
                    let text = rest.first() != Some(&b'<');
                    return Ok(text.then_some((Piece::Text, rest.len())));
                }
                if rest.len() > PIECE_BYTES_MAX {
                    return Err(Unreadable::Broken);
                }
            }
            self.held.drain(..self.at.min(self.held.len()));
            self.at = 0;
            self.ended = !self.source.more(&mut self.held)?;
        }
    }
}

/// Returns the first piece of a text that is whole in memory, and its length; comments and such are
/// no token.
pub(super) fn piece_of(rest: &[u8]) -> Option<(Option<Token<'_>>, usize)> {
    if rest.is_empty() {
        return None;
    }
    let (piece, length) = piece(rest).unwrap_or((Piece::Text, rest.len()));
    let bytes = rest.get(..length)?;
    let token = match piece {
        Piece::Tag => Some(tag(bytes.get(1..length - 1)?)),
        Piece::Raw => Some(Token::Text(String::from_utf8_lossy(
            bytes.get(9..length - 3)?,
        ))),
        Piece::Text => Some(Token::Text(unescaped(bytes))),
        Piece::Skipped => None,
    };
    Some((token, length))
}

fn piece(rest: &[u8]) -> Option<(Piece, usize)> {
    if rest.first() != Some(&b'<') {
        return rest
            .iter()
            .position(|byte| *byte == b'<')
            .map(|at| (Piece::Text, at));
    }
    let until = |mark: &[u8]| {
        let at = rest.windows(mark.len()).position(|bytes| bytes == mark);
        at.map(|at| at + mark.len())
    };
    if rest.starts_with(b"<!--") {
        until(b"-->").map(|length| (Piece::Skipped, length))
    } else if rest.starts_with(b"<![CDATA[") {
        until(b"]]>").map(|length| (Piece::Raw, length))
    } else if rest.starts_with(b"<?") {
        until(b"?>").map(|length| (Piece::Skipped, length))
    } else if rest.starts_with(b"<!") {
        until(b">").map(|length| (Piece::Skipped, length))
    } else {
        let mut quote = None;
        for (at, byte) in rest.iter().enumerate() {
            match (quote, byte) {
                (None, b'>') => return Some((Piece::Tag, at + 1)),
                (None, b'"' | b'\'') => quote = Some(*byte),
                (Some(open), byte) if open == *byte => quote = None,
                _ => {}
            }
        }
        None
    }
}

fn tag(inside: &[u8]) -> Token<'_> {
    if let Some(name) = inside.strip_prefix(b"/") {
        return Token::Close(local(name.trim_ascii()));
    }
    let (inside, empty) = match inside.strip_suffix(b"/") {
        Some(inside) => (inside, true),
        None => (inside, false),
    };
    let end = inside.iter().position(u8::is_ascii_whitespace);
    let (name, attributes) = inside
        .split_at_checked(end.unwrap_or(inside.len()))
        .unwrap_or((inside, &[]));
    Token::Open(Tag {
        name: local(name),
        empty,
        attributes,
    })
}

fn unescaped(bytes: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(bytes);
    if !text.contains('&') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once(';').filter(|(name, _)| name.len() <= 8) else {
            out.push('&');
            rest = after;
            continue;
        };
        match entity(name) {
            Some(letter) => {
                out.push(letter);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}
