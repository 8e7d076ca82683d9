//! A PostgreSQL server for one measurement: in a folder of its own, on a socket in it, gone afterwards.

use crate::run::{self, Trouble};
use std::fs;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

const ADVICE: &str = "run it again; what the server said stands above";

/// A running server.
pub struct Cluster {
    programs: PathBuf,
    folder: PathBuf,
    user: Option<u32>,
}

impl Cluster {
    /// Makes one and starts it, with the programs in a folder.
    pub fn start(programs: PathBuf) -> Result<Self, Trouble> {
        let name = format!("ruil-postgres-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let user = other_user();
        let made = fs::DirBuilder::new().mode(0o700).create(&folder);
        let owned =
            made.and_then(|()| user.map_or(Ok(()), |user| chown(&folder, Some(user), None)));
        owned.map_err(|error| Trouble::file(&folder, &error))?;
        let cluster = Self {
            programs,
            folder,
            user,
        };
        run::quietly(
            cluster
                .program("initdb")
                .args(["--auth=trust", "--username=ruil", "--locale=C", "--pgdata"])
                .arg(cluster.data()),
            ADVICE,
        )?;
        let options = format!("-c listen_addresses= -k {}", cluster.folder.display());
        run::quietly(cluster.control("start").args(["-o", &options]), ADVICE)?;
        Ok(cluster)
    }

    /// Returns the address of its database.
    pub fn address(&self) -> String {
        format!("host={} user=ruil dbname=postgres", self.folder.display())
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn control(&self, what: &str) -> Command {
        let mut command = self.program("pg_ctl");
        command.args([what, "--wait", "--silent", "--log"]);
        command.arg(self.folder.join("log"));
        command.arg("--pgdata").arg(self.data());
        command
    }

    /// A program of PostgreSQL, as a user it takes orders from: none of them runs as root.
    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        if let Some(user) = self.user {
            command.uid(user);
        }
        command.current_dir(Path::new("/"));
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stopped = run::quietly(self.control("stop").args(["--mode", "fast"]), ADVICE);
        if let Err(trouble) = stopped {
            run::say(trouble);
        }
        // What is left over lies where such things are cleared.
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// Returns who runs the server where this runs as root.
fn other_user() -> Option<u32> {
    if run::read(Command::new("id").arg("-u"))? != "0" {
        return None;
    }
    let of = |name| {
        run::read(Command::new("id").args(["-u", name]))?
            .parse()
            .ok()
    };
    of("postgres").or_else(|| of("nobody"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::postgres;

    #[test]
    fn a_server_listens_and_is_gone_afterwards() {
        let cluster = Cluster::start(postgres::ensure().unwrap()).unwrap();
        let folder = cluster.folder.clone();
        let socket = folder.join(".s.PGSQL.5432");
        assert!(cluster.address().contains(folder.to_str().unwrap()));
        assert!(std::os::unix::net::UnixStream::connect(socket).is_ok());
        drop(cluster);
        assert!(!folder.exists());
    }
}
