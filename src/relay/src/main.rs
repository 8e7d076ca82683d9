//! `ruil-relay serve`: reads arguments, opens the addresses, serves until it is told to stop. The other
//! commands do what they say and end.

use std::process::ExitCode;

use ruil_relay::handler::app::is_app;
use ruil_relay::settings::{Command, HELP, Serve, command};
use ruil_relay::tool::Tool;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[tokio::main]
async fn main() -> ExitCode {
    let ended = match command(std::env::args().skip(1), |name| std::env::var(name).ok()) {
        Ok(Command::Help) => {
            print!("{HELP}");
            Ok(())
        }
        Ok(Command::Serve(how)) => serve(*how).await,
        Ok(Command::Tool(tool)) => use_tool(tool).await,
        Err(problem) => Err(format!("{problem}; see ruil-relay --help")),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("ruil-relay: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn use_tool(tool: Tool) -> Result<(), String> {
    let done = tokio::task::spawn_blocking(move || tool.run()).await;
    let said = done.map_err(|error| error.to_string())?;
    println!("{}", said.map_err(|error| error.to_string())?);
    Ok(())
}

async fn serve(
    Serve {
        listen,
        log,
        mut settings,
    }: Serve,
) -> Result<(), String> {
    tracing_subscriber::fmt()
        .with_max_level(log)
        .with_writer(std::io::stderr)
        .init();
    let mut listeners = Vec::new();
    for address in listen {
        let problem = |error| format!("can't listen on {address}: {error}");
        listeners.push(TcpListener::bind(&address).await.map_err(problem)?);
    }
    if let Some(folder) = settings.app.take_if(|folder| !is_app(folder)) {
        tracing::warn!("no app in {}: serving the log alone", folder.display());
    }
    let stop = stop_signal().map_err(|error| format!("can't hear signals: {error}"))?;
    ruil_relay::serve(listeners, settings, stop)
        .await
        .map_err(|error| error.to_string())
}

fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
