//! From Trunk's bundle to the folder the relay serves.
//!
//! - the program is cut into parts and optimised, before anything is named after its content;
//! - the loader becomes a file of its own, because our pages run no inline script;
//! - the stylesheets become one, because a ward's wifi counts round trips;
//! - what never changes again under its name says so by the hash in it (`-<16 hex>`);
//! - the service worker gets its list of files, and every text a compressed twin.

pub mod hash;
mod html;
pub mod precache;
mod program;
pub mod sizes;
mod small;

use crate::disk;
use crate::run::Trouble;
use crate::tools::AppTools;
use crate::workspace::Workspace;
use hash::name_with_hash;
use std::path::Path;

/// What is worth compressing; pictures and fonts are compressed already.
const COMPRESSED: [&str; 10] = [
    "bin",
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Makes `dist` from Trunk's `bundle`; what was there before stays until all is ready.
pub fn finish(
    workspace: &Workspace,
    bundle: &Path,
    tools: &AppTools,
    sources: &str,
) -> Result<(), Trouble> {
    let dist = &workspace.dist;
    let page_path = bundle.join("index.html");
    let page = disk::read(&page_path)?;
    let page = program::finish(workspace, bundle, &page, tools)?;
    let page = move_loader_out(bundle, &page)?;
    let page = merge_stylesheets(bundle, &page)?;
    refuse_inline(&page)?;
    disk::write(&page_path, &page)?;
    // A build that a missing tool left too large is not to be taken for a finished one.
    precache::fill(
        bundle,
        if tools.wasm_opt.is_some() {
            sources
        } else {
            "unoptimised"
        },
    )?;
    let files = disk::files(bundle)?;
    tools.brotli.compress(
        &files
            .into_iter()
            .filter(|f| is_compressed(f))
            .collect::<Vec<_>>(),
    )?;
    disk::clear(dist)?;
    for file in disk::files(bundle)? {
        disk::copy(
            &file,
            &dist.join(file.strip_prefix(bundle).unwrap_or(&file)),
        )?;
    }
    disk::clear(bundle)
}

/// Moves the script Trunk writes into the page to a file.
fn move_loader_out(bundle: &Path, page: &str) -> Result<String, Trouble> {
    let (before, code, after) =
        html::split_at_inline_script(page).ok_or_else(|| not_as_expected("it has no loader"))?;
    let code = format!("{}\n", for_any_thread(code.trim()));
    let name = name_with_hash("boot", ".js", code.as_bytes());
    disk::write(&bundle.join(&name), &code)?;
    Ok(format!(
        "{before}<script type=\"module\" src=\"/{name}\"></script>{after}"
    ))
}

/// Makes the loader one that a worker can start from too: there is no window there.
fn for_any_thread(code: &str) -> String {
    code.replace("window.", "globalThis.")
}

/// Joins the page's stylesheets, in the page's order, so that the layers keep theirs. The rescue page has the
/// same.
fn merge_stylesheets(bundle: &Path, page: &str) -> Result<String, Trouble> {
    let mut css = String::new();
    let links = html::stylesheets(page);
    for link in &links {
        let file = bundle.join(link.href.trim_start_matches('/'));
        css.push_str(&html::without_css_comments(&disk::read(&file)?));
        disk::remove(&file)?;
    }
    let name = name_with_hash("style", ".css", css.as_bytes());
    disk::write(&bundle.join(&name), &css)?;
    let rescue = bundle.join("rescue.html");
    let shown = disk::read(&rescue)?.replace("/style.css", &format!("/{name}"));
    disk::write(&rescue, &shown)?;
    let mut page = page.to_owned();
    for (index, link) in links.iter().enumerate() {
        let tag = if index == 0 {
            format!("<link rel=\"stylesheet\" href=\"/{name}\">")
        } else {
            String::new()
        };
        page = page.replacen(link.tag, &tag, 1);
    }
    Ok(page)
}

/// Refuses a page that our own content security policy would break.
fn refuse_inline(page: &str) -> Result<(), Trouble> {
    match html::inline_code(page) {
        None => Ok(()),
        Some(found) => Err(Trouble::new(
            format!("index.html holds inline code, which the relay's policy forbids: {found}"),
            "move it into a file",
        )),
    }
}

fn is_compressed(file: &Path) -> bool {
    file.extension()
        .is_some_and(|kind| COMPRESSED.iter().any(|known| kind == *known))
}

fn not_as_expected(how: &str) -> Trouble {
    Trouble::new(
        format!("Trunk's bundle is not as expected: {how}"),
        "see whether src/app/index.html still has its `rel=\"rust\"` link",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loader_asks_for_no_window() {
        let code = for_any_thread("await init();\nwindow.wasmBindings = bindings;");
        assert_eq!(code, "await init();\nglobalThis.wasmBindings = bindings;");
    }
}
