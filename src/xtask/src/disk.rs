//! Files and folders, with errors that name the path.

use crate::run::Trouble;
use std::fs;
use std::path::{Path, PathBuf};

/// Returns a file's text.
pub fn read(path: &Path) -> Result<String, Trouble> {
    fs::read_to_string(path).map_err(|error| Trouble::file(path, &error))
}

/// Returns a file's bytes.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Trouble> {
    fs::read(path).map_err(|error| Trouble::file(path, &error))
}

/// Writes a file, and makes its folder.
pub fn write(path: &Path, text: &str) -> Result<(), Trouble> {
    write_bytes(path, text.as_bytes())
}

/// Writes a file that is no text, and makes its folder.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    folder_of(path)?;
    fs::write(path, bytes).map_err(|error| Trouble::file(path, &error))
}

/// Copies a file, and makes its folder.
pub fn copy(from: &Path, to: &Path) -> Result<(), Trouble> {
    folder_of(to)?;
    fs::copy(from, to)
        .map(drop)
        .map_err(|error| Trouble::file(to, &error))
}

/// Gives a file or folder another name.
pub fn rename(from: &Path, to: &Path) -> Result<(), Trouble> {
    fs::rename(from, to).map_err(|error| Trouble::file(to, &error))
}

/// Removes a file.
pub fn remove(path: &Path) -> Result<(), Trouble> {
    fs::remove_file(path).map_err(|error| Trouble::file(path, &error))
}

/// Removes a folder with all that is in it, if it is there.
pub fn clear(folder: &Path) -> Result<(), Trouble> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Trouble::file(folder, &error))
        }
        _ => Ok(()),
    }
}

/// Returns every file under a folder, in order of name; a file counts as a folder with itself.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    if folder.is_file() {
        return Ok(vec![folder.to_path_buf()]);
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| Trouble::file(folder, &error))? {
        let path = entry.map_err(|error| Trouble::file(folder, &error))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn folder_of(path: &Path) -> Result<(), Trouble> {
    match path.parent() {
        Some(folder) => fs::create_dir_all(folder).map_err(|error| Trouble::file(folder, &error)),
        None => Ok(()),
    }
}
