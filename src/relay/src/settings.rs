//! What the relay is told at the start, and what it does when it is not told.

use std::net::SocketAddr;
use std::path::PathBuf;

use crate::limit::Limits;
use crate::tool::Tool;

/// Where it listens.
pub const LISTEN: &str = "127.0.0.1:7845";
/// The folder of the database.
pub const DATA: &str = "data";
/// The folder of the built app.
pub const APP: &str = "dist";

/// The text of `--help`.
pub const HELP: &str = "\
ruil-relay: serves the Ruil app, and numbers envelopes it can't read

usage: ruil-relay serve [--listen ADDRESS]... [--data FOLDER] [--app FOLDER] [--proxied] [--put-back]
       ruil-relay check [--data FOLDER | --file FILE | --database ADDRESS]
                     reckons every log anew: numbers, chain, counter
       ruil-relay backup [--data FOLDER] --to FILE
                     copies the database of a relay, which may be serving
       ruil-relay restore --from FILE [--data FOLDER]
                     puts a backup where there is no database
       ruil-relay migrate [--data FOLDER] --database ADDRESS
                     moves all teams of a stopped relay to PostgreSQL

  --listen ADDRESS   where to listen, more than once if need be      RUIL_LISTEN         127.0.0.1:7845
  --data FOLDER      where the database is, or will be               RUIL_DATA           data
  --database ADDRESS the PostgreSQL database to use instead; then    RUIL_DATABASE       (unset)
                     several relays may share it. As it may hold a
                     password, the variable is the better place
  --metrics ADDRESS  where to serve /metrics, for the operator alone RUIL_METRICS        (unset)
  --app FOLDER       where the built app is                          RUIL_APP            dist
  --closed           no new teams; those that are here go on         RUIL_CLOSED         (unset)
  --proxied          a proxy in front names the asking address       RUIL_PROXIED        (unset)
                     as the last one of x-forwarded-for
  --pages-max COUNT  most 4 KiB pages the database may grow to       RUIL_PAGES_MAX      (unset)
  --keep-days COUNT  most days that envelopes are kept once a        RUIL_KEEP_DAYS      (unset)
                     checkpoint stands for them; a team may say fewer.
                     Where nobody says anything, all are kept
  --put-back         the database was put back from a backup: for tenRUIL_PUT_BACK       (unset)
                     minutes devices give back what is missing, and
                     nothing new is taken
  --push-contact URL whom push services can write to, mailto: or     RUIL_PUSH_CONTACT   (unset)
                     https:; some take no messages without
  --push-anywhere    for development: messages also go to addresses  RUIL_PUSH_ANYWHERE  (unset)
                     inside this network, and without TLS
  --log LEVEL        error, warn, info, debug or trace               RUIL_LOG            info

An environment variable stands for its option where that is not given. RUIL_LISTEN may hold
several addresses with commas between. HTTPS is the business of a proxy in front.
";

/// What a running relay needs to know.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The folder of the database; without one everything is forgotten at the end.
    pub data: Option<PathBuf>,
    /// The address of a PostgreSQL database to use instead of a folder.
    pub database: Option<String>,
    /// Where counts are served in Prometheus's form, for the operator alone.
    pub metrics: Option<SocketAddr>,
    /// The folder of the built app, if it is to be served.
    pub app: Option<PathBuf>,
    /// Most pages of 4 KiB that the database may grow to.
    pub db_pages_max: Option<u32>,
    /// Most days that envelopes are kept once a checkpoint stands for them; a team may say fewer. For
    /// good, if nobody says anything.
    pub keep_days: Option<u32>,
    /// Whether the database was put back from a backup.
    pub is_put_back: bool,
    /// Whom the operators of push services can write to, a `mailto:` or `https:` address.
    pub push_contact: Option<String>,
    /// Whether push goes to addresses inside this network too, for development.
    pub push_anywhere: bool,
    /// Whether nobody may found a team any more.
    pub closed: bool,
    /// Whether a proxy in front is trusted to say who is asking.
    pub proxied: bool,
    /// The limits in force.
    pub limits: Limits,
}

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// To be told how to use it.
    Help,
    /// To serve.
    Serve(Box<Serve>),
    /// To do something else with a store.
    Tool(Tool),
}

/// How to serve.
#[derive(Debug)]
pub struct Serve {
    /// Where to listen.
    pub listen: Vec<String>,
    /// How much to log.
    pub log: tracing::Level,
    /// The rest.
    pub settings: Settings,
}

/// Reads arguments (without the program's name) and the environment.
pub fn command(
    arguments: impl IntoIterator<Item = String>,
    environment: impl Fn(&str) -> Option<String>,
) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    let set = |name: &str| environment(name).filter(|value| !value.is_empty());
    match arguments.next().as_deref() {
        Some("serve") => {}
        None | Some("help" | "--help" | "-h") => return Ok(Command::Help),
        Some(other) => {
            let tool = Tool::parse(other, arguments, set)?;
            let none = || format!("there is no command {other:?}");
            return tool.map(Command::Tool).ok_or_else(none);
        }
    }
    let (mut listen, mut data, mut app) = (Vec::new(), set("RUIL_DATA"), set("RUIL_APP"));
    let (mut pages, mut log) = (set("RUIL_PAGES_MAX"), set("RUIL_LOG"));
    let (mut keep_days, mut database) = (set("RUIL_KEEP_DAYS"), set("RUIL_DATABASE"));
    let mut metrics = set("RUIL_METRICS");
    let mut is_put_back = set("RUIL_PUT_BACK").is_some();
    let mut push_contact = set("RUIL_PUSH_CONTACT");
    let mut push_anywhere = set("RUIL_PUSH_ANYWHERE").is_some();
    let mut closed = set("RUIL_CLOSED").is_some();
    let mut proxied = set("RUIL_PROXIED").is_some();
    while let Some(option) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{option} needs a value"));
        match option.as_str() {
            "--listen" => listen.push(value()?),
            "--data" => (data, database) = (Some(value()?), None),
            "--database" => database = Some(value()?),
            "--metrics" => metrics = Some(value()?),
            "--app" => app = Some(value()?),
            "--pages-max" => pages = Some(value()?),
            "--keep-days" => keep_days = Some(value()?),
            "--log" => log = Some(value()?),
            "--push-contact" => push_contact = Some(value()?),
            "--push-anywhere" => push_anywhere = true,
            "--closed" => closed = true,
            "--proxied" => proxied = true,
            "--put-back" => is_put_back = true,
            "--help" | "-h" => return Ok(Command::Help),
            other => return Err(format!("there is no option {other:?}")),
        }
    }
    if listen.is_empty() {
        let several = set("RUIL_LISTEN").unwrap_or_else(|| LISTEN.into());
        listen = several
            .split(',')
            .map(|address| address.trim().into())
            .collect();
    }
    let number = |what: &'static str| {
        move |text: String| {
            text.parse()
                .map_err(|_| format!("{text:?} is no count of {what}"))
        }
    };
    let level = |text: String| {
        text.parse()
            .map_err(|_| format!("{text:?} is no log level"))
    };
    Ok(Command::Serve(Box::new(Serve {
        listen,
        log: log.map(level).transpose()?.unwrap_or(tracing::Level::INFO),
        settings: Settings {
            data: Some(data.unwrap_or_else(|| DATA.into()).into()),
            database,
            metrics: metrics.map(address).transpose()?,
            app: Some(app.unwrap_or_else(|| APP.into()).into()),
            db_pages_max: pages.map(number("pages")).transpose()?,
            keep_days: keep_days.map(number("days")).transpose()?,
            is_put_back,
            push_contact: push_contact.map(contact).transpose()?,
            push_anywhere,
            closed,
            proxied,
            limits: Limits::default(),
        },
    })))
}

fn address(text: String) -> Result<SocketAddr, String> {
    let problem = |_| format!("{text:?} is no address with a port");
    text.parse().map_err(problem)
}

/// Takes an address that can stand in a signed word as it is.
fn contact(text: String) -> Result<String, String> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic()) && !text.contains(['"', '\\']);
    let is_address = text.starts_with("mailto:") || text.starts_with("https:");
    if is_plain && is_address {
        Ok(text)
    } else {
        Err(format!("{text:?} is no mailto: or https: address"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(arguments: &str, environment: &[(&str, &str)]) -> Result<Serve, String> {
        let find = |name: &str| {
            environment
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.to_string())
        };
        match command(arguments.split_whitespace().map(String::from), find)? {
            Command::Serve(serve) => Ok(*serve),
            Command::Tool(_) => Err("a tool".into()),
            Command::Help => Err("help".into()),
        }
    }

    #[test]
    fn defaults_stand_where_nothing_is_said() {
        let serve = serve("serve", &[]).unwrap();
        assert_eq!(serve.listen, [LISTEN]);
        assert_eq!(serve.settings.data, Some(DATA.into()));
        assert_eq!(serve.settings.app, Some(APP.into()));
        assert_eq!(serve.settings.keep_days, None, "everything is kept");
        assert!(!serve.settings.is_put_back);
    }

    #[test]
    fn an_option_wins_over_the_environment() {
        let environment = [
            ("RUIL_LISTEN", "a:1, b:2"),
            ("RUIL_DATA", "there"),
            ("RUIL_APP", ""),
        ];
        let serve_it = |arguments| serve(arguments, &environment).unwrap();
        assert_eq!(serve_it("serve").listen, ["a:1", "b:2"]);
        assert_eq!(
            serve_it("serve --listen c:3 --listen d:4").listen,
            ["c:3", "d:4"]
        );
        assert_eq!(serve_it("serve").settings.data, Some("there".into()));
        assert_eq!(
            serve_it("serve --data here").settings.data,
            Some("here".into())
        );
        let there = serve("serve --data here", &[("RUIL_DATABASE", "there")]).unwrap();
        assert_eq!(there.settings.database, None);
        assert!(serve_it("serve --put-back").settings.is_put_back);
        assert_eq!(
            serve_it("serve").settings.app,
            Some(APP.into()),
            "empty is not set"
        );
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let refused = |arguments| serve(arguments, &[]).unwrap_err();
        assert_eq!(refused("dance"), "there is no command \"dance\"");
        assert_eq!(refused("serve --loud"), "there is no option \"--loud\"");
        assert_eq!(refused("serve --data"), "--data needs a value");
        assert_eq!(
            refused("serve --pages-max many"),
            "\"many\" is no count of pages"
        );
        assert_eq!(
            refused("serve --keep-days long"),
            "\"long\" is no count of days"
        );
        assert_eq!(
            refused("serve --push-contact care@ruil.example"),
            "\"care@ruil.example\" is no mailto: or https: address"
        );
        let contact = "mailto:care@ruil.example";
        let serve = serve(&format!("serve --push-contact {contact}"), &[]).unwrap();
        assert_eq!(serve.settings.push_contact.as_deref(), Some(contact));
        assert!(!serve.settings.push_anywhere);
        assert_eq!(refused("serve --help"), "help");
    }
}
