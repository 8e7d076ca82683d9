//! A compiler for `wasm32-unknown-unknown`.
//!
//! Normally rustup adds the target. Where the Rust distribution server can't be reached, as in
//! many a hospital's network, Debian's packages have a compiler with its library's source, and
//! the library is built from that, once.

use crate::disk;
use crate::run::{self, Trouble, say, timed};
use crate::tools::{apt, put_first};
use crate::workspace::Workspace;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The target's name.
const TARGET: &str = "wasm32-unknown-unknown";
/// The flags of `.cargo/config.toml`, which the variable we set them by stands in for.
const FLAGS: &str =
    "--cfg erase_components --cfg sha2_backend_soft=\"compact\" -Clink-arg=--emit-relocs";
/// The variable.
const FLAGS_VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
/// How long rustup may try.
const RUSTUP_WAIT: Duration = Duration::from_secs(60);
/// Debian's compiler, newer than the distribution's own, with cargo and the library's source.
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// A compiler that can build for the browser.
pub enum Toolchain {
    /// The one on `PATH`, with nothing special about it.
    Usual,
    /// Debian's, with a standard library of our own making.
    Debian {
        /// Where that library is.
        sysroot: PathBuf,
        /// What links the result.
        linker: PathBuf,
        /// A folder with this cargo and this compiler, to put on `PATH`.
        programs: PathBuf,
    },
}

/// Finds or makes one.
pub fn ensure(workspace: &Workspace) -> Result<Toolchain, Trouble> {
    if usual_has_target() {
        return Ok(Toolchain::Usual);
    }
    let sysroot = workspace.tools.join("sysroot");
    if !is_ready(&sysroot) {
        if add_with_rustup() {
            return Ok(Toolchain::Usual);
        }
        apt::ensure(
            &PACKAGES,
            "compiling the app, since rustup could not fetch its target",
        )
        .map_err(|trouble| {
            let other = format!("or, with a way to the internet, `rustup target add {TARGET}`");
            Trouble::new(trouble.to_string(), other)
        })?;
        build_library(workspace, &sysroot)?;
    }
    Ok(Toolchain::Debian {
        sysroot,
        linker: linker()?,
        programs: programs(workspace)?,
    })
}

impl Toolchain {
    /// Makes a command, and the cargo it calls, use this toolchain.
    pub fn apply(&self, command: &mut Command, path: &OsStr) {
        let mut flags = OsString::from(FLAGS);
        for folder in folders_to_hide() {
            flags.push(" --remap-path-prefix=");
            flags.push(folder);
            flags.push("=");
        }
        match self {
            Toolchain::Usual => {
                command.env("PATH", path).env(FLAGS_VARIABLE, flags);
            }
            Toolchain::Debian {
                sysroot,
                linker,
                programs,
            } => {
                flags.push(" --sysroot=");
                flags.push(sysroot);
                command
                    .env("PATH", put_first(programs.clone(), path))
                    .env("CARGO", programs.join("cargo"))
                    .env("RUSTC", programs.join("rustc"))
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                    .env(FLAGS_VARIABLE, flags)
                    // These belong to the toolchain that started us.
                    .env_remove("RUSTFLAGS")
                    .env_remove("LD_LIBRARY_PATH");
            }
        }
    }
}

/// Returns the folders whose names have no place in what phones download: they differ from machine
/// to machine, and with them the build would.
fn folders_to_hide() -> Vec<PathBuf> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let own = |variable: &str, folder: &str| {
        let set = std::env::var_os(variable).map(PathBuf::from);
        set.or_else(|| Some(home.as_ref()?.join(folder)))
    };
    let registries = own("CARGO_HOME", ".cargo").map(|cargo| cargo.join("registry/src"));
    let registry = registries
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .flatten();
    registry
        .map(|folder| folder.path())
        .chain(own("RUSTUP_HOME", ".rustup").map(|rustup| rustup.join("toolchains")))
        // A blank would end the flag.
        .filter(|folder| !folder.to_string_lossy().contains(' '))
        .collect()
}

fn usual_has_target() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    run::read(&mut rustc).is_some_and(|folder| has_std(Path::new(&folder)))
}

fn has_std(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|files| {
        files.flatten().any(|file| {
            let name = file.file_name();
            let name = name.to_string_lossy();
            name.starts_with("libstd-") && name.ends_with(".rlib")
        })
    })
}

fn add_with_rustup() -> bool {
    if run::find("rustup", &run::path()).is_none() {
        return false;
    }
    say(format_args!(
        "adding the target {TARGET} with rustup: the app runs in the browser"
    ));
    let mut rustup = Command::new("rustup");
    let added = run::succeeds_within(rustup.args(["target", "add", TARGET]), RUSTUP_WAIT);
    if !added {
        say("rustup could not fetch it; building it from Debian's packages instead");
    }
    added && usual_has_target()
}

fn library_folder(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

/// Names the compiler a library was built by: a library serves no other.
fn stamp(sysroot: &Path) -> PathBuf {
    sysroot.join("built-by")
}

fn debian_version() -> Option<String> {
    run::read(Command::new("/usr/bin/rustc").arg("--version"))
}

fn is_ready(sysroot: &Path) -> bool {
    let built_by = fs::read_to_string(stamp(sysroot)).ok();
    built_by.is_some() && built_by == debian_version()
}

fn build_library(workspace: &Workspace, sysroot: &Path) -> Result<(), Trouble> {
    let scratch = workspace.tools.join("std");
    let library = library_folder(sysroot);
    // An older compiler's library beside the new one would only confuse.
    let _ = fs::remove_dir_all(sysroot);
    let manifest = "[package]\nname = \"scratch\"\nedition = \"2024\"\n\n[workspace]\n\n\
                    [profile.release]\ndebug = false\n";
    disk::write(&scratch.join("Cargo.toml"), manifest)?;
    disk::write(&scratch.join("src/lib.rs"), "#![no_std]\n")?;
    timed(
        "building the standard library for the browser (once, 1 to 2 minutes)",
        || {
            run::run(
                Command::new("/usr/bin/cargo")
                    .args(["build", "--release", "--target", TARGET])
                    .args(["-Z", "build-std=std,panic_abort,test,proc_macro"])
                    .current_dir(&scratch)
                    .env("RUSTC", "/usr/bin/rustc")
                    .env("RUSTC_BOOTSTRAP", "1")
                    // Without the bitcode a later link-time optimisation has nothing to work on.
                    .env("RUSTFLAGS", "-Cembed-bitcode=yes -Copt-level=3")
                    .env("CARGO_TARGET_DIR", scratch.join("target"))
                    .env_remove("LD_LIBRARY_PATH"),
                &format!("see the message above, or try `rustup target add {TARGET}`"),
            )
        },
    )?;
    let built = scratch.join("target").join(TARGET).join("release/deps");
    let files = fs::read_dir(&built).map_err(|error| Trouble::file(&built, &error))?;
    for file in files.flatten() {
        let name = file.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libscratch") {
            disk::copy(&file.path(), &library.join(&name))?;
        }
    }
    let _ = fs::remove_dir_all(&scratch);
    disk::write(&stamp(sysroot), &debian_version().unwrap_or_default())
}

/// Returns the linker for WebAssembly: rustup's toolchains bring one, else LLVM's own.
fn linker() -> Result<PathBuf, Trouble> {
    let libraries = run::read(Command::new("rustc").args(["--print", "target-libdir"]));
    let rust_lld = libraries.and_then(|lib| Some(Path::new(&lib).parent()?.join("bin/rust-lld")));
    if let Some(found) = rust_lld.filter(|file| file.is_file()) {
        return Ok(found);
    }
    if run::find("wasm-ld", &run::path()).is_none() {
        apt::ensure(&["lld"], "linking the app")?;
    }
    run::find("wasm-ld", &run::path())
        .ok_or_else(|| Trouble::new("no wasm-ld on PATH", "install LLVM's lld"))
}

/// Makes a folder with just these two programs, since what else is in `/usr/bin` should not come
/// before the user's own.
fn programs(workspace: &Workspace) -> Result<PathBuf, Trouble> {
    let folder = workspace.tools.join("debian");
    for name in ["cargo", "rustc"] {
        let link = folder.join(name);
        if !link.exists() {
            disk::write(&link, &format!("#!/bin/sh\nexec /usr/bin/{name} \"$@\"\n"))?;
            run::run(
                Command::new("chmod").arg("+x").arg(&link),
                "make this file executable",
            )?;
        }
    }
    Ok(folder)
}
