//! `ruil-import FILE`: prints a roster file as normalised CSV, and its problems on stderr.
//!
//! Leaves with 0 if the file could be read, with problems or without, and with 2 if not.

mod args;
mod report;

use std::io::{Read, Write};
use std::process::ExitCode;

use args::Args;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            tell(&message);
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let args = Args::parse(std::env::args().skip(1))?;
    let bytes = bytes(&args.file)?;
    let unreadable =
        |why: ruil_files::Unreadable| format!("{}: {}", args.file, report::unreadable(&why));
    let mut guide = args.guide.clone();
    let stem = std::path::Path::new(&args.file).file_stem();
    guide.file_name = stem.map(|stem| stem.to_string_lossy().into_owned());
    // Columns may be named, and names are known only once the file has been read.
    if args
        .columns
        .iter()
        .any(|(column, _)| column.parse::<usize>().is_err())
    {
        let draft = ruil_files::read(&bytes, &guide).map_err(unreadable)?;
        let names: Vec<&str> = draft
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        args.map_columns(&names, &mut guide)?;
    } else {
        args.map_columns(&[], &mut guide)?;
    }
    let draft = ruil_files::read(&bytes, &guide).map_err(unreadable)?;
    for problem in &draft.problems {
        tell(&report::problem(&draft, problem));
    }
    tell(&report::summary(&draft));
    let mut out = std::io::stdout().lock();
    match out
        .write_all(ruil_files::to_csv(&draft).as_bytes())
        .and_then(|()| out.flush())
    {
        // Whoever reads may have seen enough.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("stdout: {error}"))
        }
        _ => Ok(()),
    }
}

fn bytes(file: &str) -> Result<Vec<u8>, String> {
    // One byte past the limit is enough to know that a file is too big.
    let most = ruil_files::FILE_BYTES_MAX as u64 + 1;
    let mut bytes = Vec::new();
    let done = if file == "-" {
        std::io::stdin().lock().take(most).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes))
    };
    done.map(|_| bytes)
        .map_err(|error| format!("{file}: {error}"))
}

fn tell(line: &str) {
    // Nobody listens on stderr: nothing to be done about it.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}
