//! A device at the other end of a relay: let in as any is, and no more.

use std::net::SocketAddr;

use ed25519_dalek::{Signer, SigningKey};
use futures_util::{SinkExt, StreamExt};
use ruil_relay::Settings;
use ruil_relay::limit::Limits;
use ruil_relay::limit::rate::Quota;
use ruil_wire::{ClientFrame, Envelope, Head, RelayFrame, TeamId, http, sign};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::relay::founding;

/// The key that all of them hold: the relay lets one device in as often as it comes.
const SECRET: [u8; 32] = [1; 32];

/// Founds a team of a name that no other has.
pub async fn found(address: SocketAddr) -> Option<TeamId> {
    let mut name = [0; 16];
    getrandom::fill(&mut name).ok()?;
    let team = TeamId(name);
    let founding = founding(team, &SigningKey::from_bytes(&SECRET)).to_bytes();
    let path = format!("http://{address}{}", http::team(team));
    let put = move || ureq::put(path).send(founding);
    tokio::task::spawn_blocking(put).await.ok()?.ok()?;
    Some(team)
}

/// A relay's settings that refuse nobody: what is measured is what it can, not what it allows.
pub fn generous() -> Settings {
    let all = Quota {
        count: 1_000_000_000,
        per_s: 1,
    };
    Settings {
        limits: Limits {
            connections_per_address_max: u32::MAX,
            frames: all,
            envelopes_per_team: all,
            teams_per_address: all,
            log_bytes_per_team_max: u64::MAX >> 1,
            ..Limits::default()
        },
        ..Settings::default()
    }
}

/// A connected device.
pub struct Device {
    /// Its team.
    pub team: TeamId,
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Device {
    /// Connects and is let in.
    pub async fn connect(address: SocketAddr, team: TeamId) -> Option<Self> {
        let key = SigningKey::from_bytes(&SECRET);
        let live = format!("ws://{address}{}", http::live(team));
        let (socket, _) = connect_async(live).await.ok()?;
        let mut device = Self { team, socket };
        let hello = ClientFrame::Hello {
            device: key.verifying_key().to_bytes(),
            number: 0,
            head: Head::start(team),
        };
        device.send(&hello).await?;
        let RelayFrame::Challenge { relay, nonce } = device.hear().await? else {
            return None;
        };
        let proof = key.sign(&sign::proof(team, &relay, &nonce));
        device.send(&ClientFrame::Proof(proof.to_bytes())).await?;
        matches!(device.hear().await?, RelayFrame::Welcome { .. }).then_some(device)
    }

    /// Pushes.
    pub async fn push(&mut self, envelopes: Vec<Envelope>) -> Option<()> {
        self.send(&ClientFrame::Push(envelopes)).await
    }

    /// Returns the next frame.
    pub async fn hear(&mut self) -> Option<RelayFrame> {
        loop {
            let message = self.socket.next().await?.ok()?;
            if let Message::Binary(bytes) = message {
                return RelayFrame::parse(&bytes).ok();
            }
        }
    }

    async fn send(&mut self, frame: &ClientFrame) -> Option<()> {
        let message = Message::binary(frame.to_bytes());
        self.socket.send(message).await.ok()
    }
}
