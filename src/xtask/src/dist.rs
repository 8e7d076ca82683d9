//! From Trunk's bundle to the folder the relay serves.
//!
//! - the WebAssembly is optimised, before anything is named after its content;
//! - the loader becomes a file of its own, because our pages run no inline script;
//! - the stylesheets become one, because a ward's wifi counts round trips;
//! - what never changes again under its name says so by the hash in it (`-<16 hex>`);
//! - the service worker gets its list of files, and every text a compressed twin.

pub mod hash;
mod html;
pub mod precache;
pub mod sizes;

use crate::disk;
use crate::run::{self, Trouble};
use crate::tools::AppTools;
use hash::name_with_hash;
use std::path::Path;
use std::process::Command;

/// What is worth compressing; pictures and fonts are compressed already.
const COMPRESSED: [&str; 9] = [
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

/// What the compiler may emit, and phones of the last years can run. Allowing the optimiser all it
/// knows would let it write what no browser reads yet.
const FEATURES: [&str; 6] = [
    "bulk-memory",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];

/// Makes `dist` from Trunk's `bundle`; what was there before stays until all is ready.
pub fn finish(bundle: &Path, dist: &Path, tools: &AppTools, sources: &str) -> Result<(), Trouble> {
    let page_path = bundle.join("index.html");
    let page = disk::read(&page_path)?;
    let page = name_program(bundle, &page, tools.wasm_opt.as_deref())?;
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

/// Optimises the WebAssembly and names it and its glue after their content.
fn name_program(bundle: &Path, page: &str, wasm_opt: Option<&Path>) -> Result<String, Trouble> {
    let name = disk::files(bundle)?
        .iter()
        .filter_map(|file| {
            file.file_name()?
                .to_str()?
                .strip_suffix("_bg.wasm")
                .map(str::to_owned)
        })
        .next()
        .ok_or_else(|| not_as_expected("it holds no WebAssembly"))?;
    let (wasm_name, glue_name) = (format!("{name}_bg.wasm"), format!("{name}.js"));
    let wasm = bundle.join(&wasm_name);
    if let Some(wasm_opt) = wasm_opt {
        let mut command = Command::new(wasm_opt);
        command.args(["-Oz", "--strip-debug", "--strip-producers"]);
        command.args(FEATURES.map(|feature| format!("--enable-{feature}")));
        command.arg(&wasm).arg("--output").arg(&wasm);
        run::run(&mut command, "see the optimiser's message above")?;
    }
    let new_wasm_name = format!(
        "{}_bg.wasm",
        name_with_hash(&name, "", &disk::bytes(&wasm)?)
    );
    disk::rename(&wasm, &bundle.join(&new_wasm_name))?;

    let glue = disk::read(&bundle.join(&glue_name))?.replace(&wasm_name, &new_wasm_name);
    let new_glue_name = name_with_hash(&name, ".js", glue.as_bytes());
    disk::write(&bundle.join(&new_glue_name), &glue)?;
    disk::remove(&bundle.join(&glue_name))?;

    Ok(page
        .replace(&wasm_name, &new_wasm_name)
        .replace(&glue_name, &new_glue_name))
}

/// Moves the script Trunk writes into the page to a file.
fn move_loader_out(bundle: &Path, page: &str) -> Result<String, Trouble> {
    let (before, code, after) =
        html::split_at_inline_script(page).ok_or_else(|| not_as_expected("it has no loader"))?;
    let code = format!("{}\n", code.trim());
    let name = name_with_hash("boot", ".js", code.as_bytes());
    disk::write(&bundle.join(&name), &code)?;
    Ok(format!(
        "{before}<script type=\"module\" src=\"/{name}\"></script>{after}"
    ))
}

/// Joins the page's stylesheets, in the page's order, so that the layers keep theirs.
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
