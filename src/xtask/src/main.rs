//! `cargo xtask <word>`: every developer command.
//!
//! Each command makes sure by itself that the tools it needs are there, says what it installs and
//! why, and where it can't, says what to do by hand.
//!
//! Reading order: [`workspace`], [`run`], [`disk`], [`tools`], [`app`], [`dist`], [`serve`], [`test`].

mod app;
mod bench;
mod disk;
mod dist;
mod fuzz;
mod icons;
mod run;
mod serve;
mod test;
mod tools;
mod workspace;

use crate::run::Trouble;
use crate::workspace::Workspace;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <word>

  serve        build the app, start the relay and a demo team, print the addresses
                 --empty       no demo team
                 --open        open the browser
                 --port N      first port (default 8787; the demo people take the next three)
                 --data DIR    where the relay keeps its log (default data/)
  test         everything that must hold: formatting, lints, tests, the app's size, browser journeys
                 --fast        without the app's build and the browsers
  check        formatting, lints and the tidy tests only
  build        the app alone, into dist/
  sizes        what the first visit downloads, against its budget
  import F…    roster files as normalised CSV; their problems on stderr
  icons        draw the icons' PNG files again from their SVG sources
  judge F…     what the working-time law finds in roster files
  vectors worktime FILE, vectors circles FILE
               put cases with known answers to the rules, or to the search for circles
  sim          a ward's year, lived three times: what circles and wishes bring
                 --seed N --people N --weeks N
               or a year of self-rostering, lived twice: what fair proposals bring
                 --rounds  --seed N --people N
               or a team's devices and a relay, and all that can go wrong, from each of many seeds
                 --seeds A..B  --steps N
  bench        what the heavy questions cost, against their budgets
                 --quick       measured briefly, without other solvers
                 --browser     only what is measured in a browser
  fuzz         bytes that break a promise, looked for; what leads somewhere new is kept
                 [TARGET] [--runs N]
  help         this text
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (word, rest) = match words.split_first() {
        Some((word, rest)) => (word.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    match dispatch(word, rest) {
        Ok(code) => code,
        Err(trouble) => {
            eprintln!("\n{trouble}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(word: &str, rest: &[String]) -> Result<ExitCode, Trouble> {
    if matches!(word, "help" | "--help" | "-h") {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let workspace = Workspace::find()?;
    match (word, rest) {
        ("serve", _) => match serve::Options::parse(rest) {
            Some(options) => serve::serve(&workspace, &options)?,
            None => return Ok(misread(word, rest)),
        },
        ("test", []) => test::test(&workspace, test::Extent::Whole)?,
        ("test", [flag]) if flag == "--fast" => test::test(&workspace, test::Extent::Fast)?,
        ("check", []) => test::check(&workspace)?,
        ("build", []) => app::build(&workspace)?.hold()?,
        ("sizes", []) => {
            let first_load = app::build(&workspace)?;
            first_load.print();
            first_load.hold()?;
        }
        ("icons", []) => icons::draw(&workspace)?,
        ("import", [_, ..]) => return program(&workspace, "ruil-files", "ruil-import", rest),
        ("judge", [_, ..]) => return program(&workspace, "ruil-tests", "ruil-judge", rest),
        ("sim", _) => return program(&workspace, "ruil-tests", "ruil-sim", rest),
        ("vectors", [_, _]) => return program(&workspace, "ruil-tests", "ruil-vectors", rest),
        ("fuzz", _) => match fuzz::Options::parse(rest) {
            Some(options) => fuzz::run(&workspace, &options)?,
            None => return Ok(misread(word, rest)),
        },
        ("bench", []) => bench::run(&workspace, false)?,
        ("bench", [flag]) if flag == "--quick" => bench::run(&workspace, true)?,
        ("bench", [flag]) if flag == "--browser" => bench::in_browser(&workspace)?,
        _ => return Ok(misread(word, rest)),
    }
    Ok(ExitCode::SUCCESS)
}

fn misread(word: &str, rest: &[String]) -> ExitCode {
    let asked = [&[word.to_owned()], rest].concat().join(" ");
    eprintln!(
        "`cargo xtask {asked}` is not understood

{HELP}"
    );
    ExitCode::from(2)
}

/// Hands the words on to one of the workspace's own programs, and its verdict back.
fn program(
    workspace: &Workspace,
    package: &str,
    name: &str,
    words: &[String],
) -> Result<ExitCode, Trouble> {
    let mut command = run::cargo();
    command.args(["run", "--quiet", "--manifest-path"]);
    command.arg(workspace.root.join("Cargo.toml"));
    command.args(["--package", package, "--bin", name, "--"]);
    let status = run::status(command.args(words))?;
    Ok(status
        .code()
        .and_then(|code| u8::try_from(code).ok())
        .map_or(ExitCode::FAILURE, ExitCode::from))
}
