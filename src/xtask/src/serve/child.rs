//! A program that runs as long as we do, and no longer.

use crate::run::{self, Trouble};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take to finish what it is doing.
const GRACE: Duration = Duration::from_secs(10);

/// A running program that is asked to stop when this is dropped.
pub struct Child {
    name: &'static str,
    process: std::process::Child,
}

impl Child {
    /// Starts a program.
    pub fn start(name: &'static str, command: &mut Command) -> Result<Child, Trouble> {
        #[cfg(unix)]
        {
            // In a group of its own, so that Ctrl-C reaches us alone and we decide the order.
            use std::os::unix::process::CommandExt;
            command.process_group(0);
        }
        let process = command.stdin(Stdio::piped()).spawn().map_err(|error| {
            Trouble::new(
                format!("the {name} can't be started: {error}"),
                "try once more",
            )
        })?;
        Ok(Child { name, process })
    }

    /// Returns what the program prints, once, if it was to be piped.
    pub fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.process.stdout.take()
    }

    /// Finds it a trouble if the program has ended by itself.
    pub fn must_run(&mut self) -> Result<(), Trouble> {
        match self.process.try_wait() {
            Ok(None) => Ok(()),
            Ok(Some(status)) => Err(self.ended(&status.to_string())),
            Err(error) => Err(self.ended(&error.to_string())),
        }
    }

    /// Returns the trouble of a program that is no more.
    pub fn ended(&self, how: &str) -> Trouble {
        Trouble::new(
            format!("the {} ended: {how}", self.name),
            "see its last words above",
        )
    }

    fn stop(&mut self) {
        drop(self.process.stdin.take());
        let interrupt = format!("kill -INT {}", self.process.id());
        let _ = run::read(Command::new("sh").args(["-c", &interrupt]));
        let start = Instant::now();
        while start.elapsed() < GRACE {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(super::LOOK);
        }
        run::say(format_args!("the {} does not stop; ending it", self.name));
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            self.stop();
        }
    }
}
