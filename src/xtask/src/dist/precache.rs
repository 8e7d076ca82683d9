//! The service worker's list of files, and the build's own name.

use super::hash::Hash;
use crate::disk;
use crate::run::Trouble;
use std::path::Path;

/// The lines of `public/sw.js` that the build fills in.
const BUILD_LINE: &str = "const BUILD = \"dev\";";
const FILES_LINE: &str = "const FILES = [];";

/// Writes the list into `sw.js`, and `version.json` beside it, which also tells what `sources` the
/// build was made from.
pub fn fill(bundle: &Path, sources: &str) -> Result<(), Trouble> {
    let mut build = Hash::new();
    let mut files = Vec::new();
    for path in disk::files(bundle)? {
        let url = url_of(bundle, &path);
        if is_precached(&url) {
            build.add(url.as_bytes());
            build.add(&disk::bytes(&path)?);
            files.push(if url == "/index.html" {
                "/".to_owned()
            } else {
                url
            });
        }
    }
    let worker_path = bundle.join("sw.js");
    let worker = disk::read(&worker_path)?;
    let filled = fill_in(&worker, &build.to_string(), &files).ok_or_else(|| {
        Trouble::new(
            "public/sw.js has no place for the list of files",
            format!("give it the lines `{BUILD_LINE}` and `{FILES_LINE}`"),
        )
    })?;
    disk::write(&worker_path, &filled)?;
    disk::write(
        &bundle.join("version.json"),
        &version_json(&build.to_string(), sources),
    )
}

/// Tells whether a finished app was made from these very sources.
pub fn is_built_from(dist: &Path, sources: &str) -> bool {
    disk::read(&dist.join("version.json"))
        .is_ok_and(|json| json.contains(&format!("\"sources\":\"{sources}\"")))
}

fn version_json(build: &str, sources: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("{{\"version\":\"{version}\",\"build\":\"{build}\",\"sources\":\"{sources}\"}}\n")
}

/// Tells whether a file belongs to the app as it must work without a network.
///
/// The icons' PNG files don't: the system fetches them once, when the app is installed. Nor does the rescue
/// page: it is for when what was kept is spoilt.
pub fn is_precached(url: &str) -> bool {
    !matches!(url, "/sw.js" | "/version.json")
        && !url.starts_with("/rescue.")
        && ![".br", ".map", ".png"]
            .iter()
            .any(|kind| url.ends_with(kind))
}

/// Returns the address of a file in the bundle.
pub fn url_of(bundle: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(bundle).unwrap_or(file);
    inside.components().fold(String::new(), |url, part| {
        format!("{url}/{}", part.as_os_str().to_string_lossy())
    })
}

fn fill_in(worker: &str, build: &str, files: &[String]) -> Option<String> {
    if !worker.contains(BUILD_LINE) || !worker.contains(FILES_LINE) {
        return None;
    }
    let list: String = files
        .iter()
        .map(|file| format!("\n  \"{file}\","))
        .collect();
    let worker = worker.replace(BUILD_LINE, &format!("const BUILD = \"{build}\";"));
    Some(worker.replace(FILES_LINE, &format!("const FILES = [{list}\n];")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn worker_gets_its_list_in_the_given_places() {
        let worker = "const BUILD = \"dev\";\nconst FILES = [];\n";
        let files = ["/".to_owned(), "/boot.js".to_owned()];
        assert_eq!(
            fill_in(worker, "00ff", &files).as_deref(),
            Some("const BUILD = \"00ff\";\nconst FILES = [\n  \"/\",\n  \"/boot.js\",\n];\n"),
        );
        assert_eq!(fill_in("const FILES = [];", "00ff", &files), None);
    }
}
