//! `ruil-vectors KIND FILE`: cases with known answers, put to the code that must know them.

mod circles;
mod worktime;

use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<_> = std::env::args().skip(1).collect();
    let outcome = match words.as_slice() {
        [kind, file] if kind == "worktime" => worktime::run(file.as_ref()),
        [kind, file] if kind == "circles" => circles::run(file.as_ref()),
        _ => Err("ruil-vectors worktime FILE\nruil-vectors circles FILE".to_owned()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}
