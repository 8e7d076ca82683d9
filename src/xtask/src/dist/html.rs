//! Just enough HTML and CSS to handle the one page Trunk writes for us.

/// A stylesheet the page links.
#[derive(Debug, PartialEq, Eq)]
pub struct Stylesheet<'a> {
    /// The whole tag as it stands in the page.
    pub tag: &'a str,
    /// What it points to.
    pub href: &'a str,
}

/// Splits the page at its first script without a source: before it, its code, after it.
pub fn split_at_inline_script(page: &str) -> Option<(&str, &str, &str)> {
    let tag = tags(page, "script").find(|tag| attribute(tag, "src").is_none())?;
    let (before, rest) = page.split_once(tag)?;
    let (code, after) = rest.split_once("</script>")?;
    Some((before, code, after))
}

/// Returns the stylesheets the page links, in its order.
pub fn stylesheets(page: &str) -> Vec<Stylesheet<'_>> {
    tags(page, "link")
        .filter(|tag| attribute(tag, "rel") == Some("stylesheet"))
        .filter_map(|tag| {
            Some(Stylesheet {
                tag,
                href: attribute(tag, "href")?,
            })
        })
        .collect()
}

/// Returns the first piece of code or style written into the page itself.
pub fn inline_code(page: &str) -> Option<&str> {
    let script = tags(page, "script").find(|tag| attribute(tag, "src").is_none());
    let style = || tags(page, "style").next();
    let attributes = || {
        tags(page, "").find(|tag| {
            tag.split_ascii_whitespace().skip(1).any(|word| {
                word.split_once('=')
                    .is_some_and(|(name, _)| name == "style" || is_handler(name))
            })
        })
    };
    script.or_else(style).or_else(attributes)
}

/// Returns a stylesheet without its comments, indentation and empty lines.
pub fn without_css_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn is_handler(name: &str) -> bool {
    name.strip_prefix("on")
        .is_some_and(|event| !event.is_empty() && event.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Returns the opening tags of a name (of any name, if it is empty), without looking in comments.
fn tags<'a>(page: &'a str, name: &'a str) -> impl Iterator<Item = &'a str> {
    let mut rest = page;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find('<')?;
            let from = rest.get(start..)?;
            let close = if from.starts_with("<!--") { "-->" } else { ">" };
            let end = from.find(close)? + close.len();
            let tag = from.get(..end)?;
            rest = from.get(end..)?;
            let is_element = tag
                .get(1..)
                .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_alphabetic()));
            let own = tag
                .get(1..)?
                .split(|c: char| !c.is_ascii_alphanumeric())
                .next()?;
            if is_element && (name.is_empty() || own == name) {
                return Some(tag);
            }
        }
    })
}

/// Returns the value of a tag's attribute.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"').map(|(value, _)| value),
        None => value.split(|c: char| c.is_whitespace() || c == '>').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!DOCTYPE html><html lang="nl"><head>
<!-- <link rel="stylesheet" href="/never.css"> -->
<link rel="stylesheet" href="/tokens.css"/><link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/base.css">
<script type="module">
import init from '/ruil-app.js';
</script></head><body></body></html>"#;

    #[test]
    fn loader_is_taken_out_whole() {
        let (before, code, after) = split_at_inline_script(PAGE).unwrap();
        assert!(before.ends_with("href=\"/base.css\">\n"));
        assert_eq!(code.trim(), "import init from '/ruil-app.js';");
        assert_eq!(after, "</head><body></body></html>");
        assert_eq!(
            split_at_inline_script("<script src=\"/boot.js\"></script>"),
            None
        );
    }

    #[test]
    fn stylesheets_come_in_the_order_of_the_page() {
        let found: Vec<_> = stylesheets(PAGE)
            .into_iter()
            .map(|sheet| sheet.href)
            .collect();
        assert_eq!(found, ["/tokens.css", "/base.css"]);
    }

    #[test]
    fn inline_code_of_every_kind_is_seen() {
        for page in [
            "<script>1</script>",
            "<p><style>p{}</style>",
            "<body style=\"color:red\">",
            "<a onclick=\"go()\">",
        ] {
            assert!(inline_code(page).is_some(), "{page}");
        }
        let page =
            "<script src=\"/boot.js\"></script><a lon=\"x\" data-style=\"y\"><p>style=on</p>";
        assert_eq!(inline_code(page), None);
    }

    #[test]
    fn css_keeps_everything_but_comments_and_layout() {
        let css = "/* why */\n@layer base {\n  p { /* x */ margin: 0 }\n}\n";
        assert_eq!(
            without_css_comments(css),
            "@layer base {\np {  margin: 0 }\n}\n"
        );
    }
}
