//! Small pieces of the program that several parts share: one file in place of many.
//!
//! The splitter writes a piece for each set of parts that needs it, and most are a few hundred bytes. A
//! slow phone spends longer on asking for a file than on reading such a piece.

use crate::disk;
use crate::run::Trouble;
use std::path::{Path, PathBuf};

/// Largest piece that goes along. A browser may refuse to compile a larger one while the page waits.
const SMALL_BYTES_MAX: usize = 4_096;
/// What the pieces are called together.
const FILE: &str = "small.bin";
/// What the loader's first line begins with.
const FIRST_LINE: &str = "import ";

/// Fetches the pieces together once, and cuts one out.
const CUT: &str = "\
let small = undefined;
async function fetchSmall() {
    try {
        const found = await fetch(new URL(\"./small.bin\", import.meta.url));
        if (!found.ok) throw new Error(`the program's small parts: ${found.status}`);
        return await found.arrayBuffer();
    } catch (error) {
        small = undefined;
        throw error;
    }
}
async function cut(at, length) {
    small ??= fetchSmall();
    return new WebAssembly.Module(new Uint8Array(await small, at, length));
}
";

/// Joins the small pieces among `files` to one, which takes their place, and tells the loader.
pub fn join(bundle: &Path, loader: &str, files: &mut Vec<PathBuf>) -> Result<(), Trouble> {
    let mut pieces = Vec::new();
    for file in files.iter() {
        let name = super::program::name_of(file)?.to_owned();
        let bytes = disk::bytes(file)?;
        if name.starts_with("chunk_") && bytes.len() <= SMALL_BYTES_MAX {
            pieces.push((name, bytes));
        }
    }
    if pieces.is_empty() {
        return Ok(());
    }
    let loader = bundle.join(loader);
    let (text, all) = joined(&disk::read(&loader)?, &pieces).ok_or_else(|| {
        Trouble::new(
            "the splitter's loader is not as expected",
            "see what a piece's `makeLoad` looks like now (src/xtask/src/dist/small.rs)",
        )
    })?;
    disk::write(&loader, &text)?;
    let file = bundle.join(FILE);
    disk::write_bytes(&file, &all)?;
    for (name, _) in &pieces {
        disk::remove(&bundle.join(name))?;
        files.retain(|file| !file.ends_with(name));
    }
    files.push(file);
    Ok(())
}

fn joined(loader: &str, pieces: &[(String, Vec<u8>)]) -> Option<(String, Vec<u8>)> {
    let (first, rest) = loader.split_once('\n')?;
    if !first.starts_with(FIRST_LINE) {
        return None;
    }
    let mut text = format!("{first}\n{CUT}{rest}");
    let mut all = Vec::new();
    for (name, bytes) in pieces {
        let fetched = format!("fetch(new URL(\"./{name}\", import.meta.url));");
        let (before, after) = text.split_once(&fetched)?;
        let streamed = "WebAssembly.instantiateStreaming(src, imports)";
        let (between, after) = after.split_once(streamed)?;
        let (at, length) = (all.len(), bytes.len());
        text = format!(
            "{before}cut({at}, {length});{between}new WebAssembly.Instance(await src, imports){after}"
        );
        all.extend(bytes);
    }
    Some((text, all))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: &str = "import { initSync } from \"./ruil-app.js\";\n\
        const __chunk_1 = makeLoad(() => {\n    \
        const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));\n    \
        src.catch(() => {});\n    \
        return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}\n, []);\n\
        const __chunk_2 = makeLoad(() => {\n    \
        const src = fetch(new URL(\"./chunk_2.wasm\", import.meta.url));\n    \
        src.catch(() => {});\n    \
        return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}\n, []);\n";

    #[test]
    fn loader_cuts_a_piece_from_where_it_lies() {
        let piece = |n: usize, length| (format!("chunk_{n}.wasm"), vec![b'0' + n as u8; length]);
        let (text, all) = joined(LOADER, &[piece(1, 3), piece(2, 2)]).unwrap();
        assert_eq!(all, b"11122");
        assert!(text.contains("const src = cut(0, 3);"));
        assert!(text.contains("const src = cut(3, 2);"));
        assert!(!text.contains("instantiateStreaming"));
        assert!(text.starts_with("import { initSync } from \"./ruil-app.js\";\nlet small"));
        let (text, _) = joined(LOADER, &[piece(2, 2)]).unwrap();
        assert!(text.contains("\"./chunk_1.wasm\"") && text.contains("cut(0, 2)"));
        assert_eq!(joined(LOADER, &[piece(3, 1)]), None);
    }
}
