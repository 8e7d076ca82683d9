//! The bytes that are kept: one file a target, each input behind its length.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::targets::Target;

/// Returns the file with a target's inputs.
pub fn file(target: &Target) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    folder.join(format!("{}.inputs", target.name))
}

/// Returns a target's inputs; none if nothing was kept yet.
pub fn read(target: &Target) -> Vec<Vec<u8>> {
    let bytes = fs::read(file(target)).unwrap_or_default();
    let (mut rest, mut inputs) = (bytes.as_slice(), Vec::new());
    while let Some((len, after)) = rest.split_first_chunk() {
        let len = usize::from(u16::from_le_bytes(*len));
        let (input, after) = after.split_at_checked(len).unwrap_or((after, &[]));
        inputs.push(input.to_vec());
        rest = after;
    }
    inputs
}

/// Writes all inputs and seeds of a target into a folder, a file each, and beside it the ids they speak
/// of, as a dictionary.
pub fn unpack(target: &Target, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let inputs = [read(target), (target.seeds)()].concat();
    for input in inputs
        .iter()
        .filter(|input| input.len() <= target.max_bytes)
    {
        let name = blake3::hash(input).to_hex();
        fs::write(folder.join(name.as_str()), input)?;
    }
    let quoted = |id: &[u8; 16]| -> String {
        let bytes = id.iter().map(|byte| format!("\\x{byte:02x}"));
        format!("\"{}\"\n", bytes.collect::<String>())
    };
    let words: String = crate::team::ids().iter().map(quoted).collect();
    fs::write(folder.with_extension("dict"), words)
}

/// Keeps the inputs in a folder, in order, as far as they fit.
pub fn pack(target: &Target, folder: &Path, bytes_max: usize) -> io::Result<usize> {
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder)? {
        inputs.push(fs::read(entry?.path())?);
    }
    inputs.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    let mut packed = Vec::new();
    let mut kept = 0;
    for input in &inputs {
        let Ok(len) = u16::try_from(input.len()) else {
            continue;
        };
        if packed.len() + 2 + input.len() > bytes_max {
            break;
        }
        packed.extend(len.to_le_bytes());
        packed.extend(input);
        kept += 1;
    }
    fs::write(file(target), packed)?;
    Ok(kept)
}
