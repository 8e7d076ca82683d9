//! `ruil-corpus list | unpack TARGET DIR | pack TARGET DIR`: between the kept inputs and folders.

use std::io;
use std::process::ExitCode;

use ruil_fuzz::{corpus, targets};

/// Most bytes of inputs that are kept for one target.
const BYTES_MAX: usize = 12_000;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args().skip(1).collect();
    match run(&words) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        None => {
            eprintln!("ruil-corpus list | unpack TARGET DIR | pack TARGET DIR");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[String]) -> Option<io::Result<()>> {
    let (word, rest) = words.split_first()?;
    match (word.as_str(), rest) {
        ("list", []) => {
            for target in targets::ALL {
                println!("{} {}", target.name, target.max_bytes);
            }
            Some(Ok(()))
        }
        ("unpack", [name, folder]) => Some(corpus::unpack(&targets::find(name)?, folder.as_ref())),
        ("pack", [name, folder]) => {
            let target = targets::find(name)?;
            let packed = corpus::pack(&target, folder.as_ref(), BYTES_MAX);
            Some(packed.map(|kept| println!("{name}: {kept} inputs kept")))
        }
        _ => None,
    }
}
