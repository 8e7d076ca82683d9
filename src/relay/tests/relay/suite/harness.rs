//! A relay to talk to, phones that keep a verified log, and a plain HTTP request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use ruil_relay::store::Store;
use ruil_relay::{Settings, serve, serve_from};
use ruil_wire::envelope::{HEADER_LEN, NONCE_LEN};
use ruil_wire::{
    ClientFrame, DeviceTag, Entry, Envelope, EventId, Fault, Head, Header, PROTOCOL, Receipt,
    RelayFrame, SizeClass, TeamId, Token, http,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

/// The team most tests are about.
pub const TEAM: TeamId = TeamId([7; 16]);
/// What its members show.
pub const TOKEN: Token = Token([8; 32]);

const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for what must happen soon.
pub async fn soon<T>(what: impl Future<Output = T>) -> T {
    timeout(PATIENCE, what).await.expect("it took too long")
}

/// A running relay.
pub struct TestRelay {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
}

impl TestRelay {
    /// Starts one that keeps everything in memory.
    pub async fn start() -> Self {
        Self::with(Settings::default()).await
    }

    /// Starts one.
    pub async fn with(settings: Settings) -> Self {
        let (listener, address, stop, stopped) = Self::prepare().await;
        let serving = tokio::spawn(async move {
            serve(vec![listener], settings, stopped).await.unwrap();
        });
        Self {
            address,
            stop: Some(stop),
            serving: Some(serving),
        }
    }

    /// Starts one on a store of the test's own.
    pub async fn on(store: Arc<dyn Store>, settings: Settings) -> Self {
        let (listener, address, stop, stopped) = Self::prepare().await;
        let serving = tokio::spawn(async move {
            serve_from(store, vec![listener], settings, stopped)
                .await
                .unwrap();
        });
        Self {
            address,
            stop: Some(stop),
            serving: Some(serving),
        }
    }

    async fn prepare() -> (
        TcpListener,
        SocketAddr,
        oneshot::Sender<()>,
        impl Future<Output = ()>,
    ) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        (listener, address, stop, async { drop(stopped.await) })
    }

    /// Tells it to stop, and waits until it has.
    pub async fn stop(mut self) {
        self.stop.take().unwrap().send(()).unwrap();
        soon(self.serving.take().unwrap()).await.unwrap();
    }

    /// Founds the team.
    pub async fn found(&self) -> u16 {
        found(self.address, TEAM, TOKEN).await
    }

    /// Founds the team and connects its first phone.
    pub async fn phone(&self) -> Phone {
        self.found().await;
        let mut phone = Phone::connect(self.address, TEAM).await;
        phone.greet().await;
        phone
    }
}

/// Founds a team and returns the status.
pub async fn found(address: SocketAddr, team: TeamId, token: Token) -> u16 {
    request(address, "PUT", &http::team(team), &[], &token.hash())
        .await
        .status
}

/// A device with its log.
pub struct Phone {
    socket: WebSocketStream<TcpStream>,
    pub port: u16,
    pub team: TeamId,
    pub head: Head,
    pub log: Vec<Entry>,
    /// Receipts, refusals and whatever else is no batch, in order.
    pub told: Vec<RelayFrame>,
}

impl Phone {
    /// Connects without a word.
    pub async fn connect(address: SocketAddr, team: TeamId) -> Self {
        Self::try_connect(address, team)
            .await
            .expect("the relay lets nobody in")
    }

    /// Connects without a word, if the relay lets it.
    pub async fn try_connect(address: SocketAddr, team: TeamId) -> Option<Self> {
        let socket = TcpSocket::new_v4().unwrap();
        // Small, so that a phone that does not listen is noticed early.
        socket.set_recv_buffer_size(4 * 1024).unwrap();
        let stream = socket.connect(address).await.ok()?;
        let port = stream.local_addr().unwrap().port();
        let url = format!("ws://{address}{}", http::live(team));
        let (socket, _) = soon(client_async(url, stream)).await.ok()?;
        let (head, log, told) = (Head::start(team), Vec::new(), Vec::new());
        Some(Self {
            socket,
            port,
            team,
            head,
            log,
            told,
        })
    }

    /// Connects again with the log it has.
    pub async fn reconnect(self, address: SocketAddr) -> Self {
        let fresh = Self::connect(address, self.team).await;
        Self {
            log: self.log,
            head: self.head,
            ..fresh
        }
    }

    pub fn number(&self) -> u64 {
        self.log.len() as u64
    }

    pub async fn send(&mut self, frame: &ClientFrame) {
        self.send_message(Message::binary(frame.to_bytes())).await;
    }

    pub async fn send_message(&mut self, message: Message) {
        // Whether the relay still listens shows in what it answers.
        drop(soon(self.socket.send(message)).await);
    }

    /// Says hello with a token, a number and a chain, and returns the answer.
    pub async fn hello(&mut self, token: Token, number: u64, head: Head) -> RelayFrame {
        self.send(&ClientFrame::Hello {
            protocol: PROTOCOL,
            token,
            number,
            head,
        })
        .await;
        self.next().await.expect("hung up")
    }

    /// Says hello as it should be said.
    pub async fn greet(&mut self) {
        let answer = self.hello(TOKEN, self.number(), self.head).await;
        assert!(matches!(answer, RelayFrame::Welcome { .. }), "{answer:?}");
    }

    /// Returns the next frame, or nothing when the connection is over.
    pub async fn next(&mut self) -> Option<RelayFrame> {
        loop {
            match soon(self.socket.next()).await?.ok()? {
                Message::Binary(bytes) => return Some(RelayFrame::parse(&bytes).unwrap()),
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }

    /// Returns the fault that ends the connection, having read all before it.
    pub async fn fault(&mut self) -> Option<Fault> {
        while let Some(frame) = self.next().await {
            if let RelayFrame::Fault(fault) = frame {
                return Some(fault);
            }
        }
        None
    }

    /// Takes one frame in; false when the connection is over.
    pub async fn listen(&mut self) -> bool {
        match self.next().await {
            None => return false,
            Some(RelayFrame::Batch { entries, .. }) => {
                entries.into_iter().for_each(|e| self.add(e))
            }
            Some(other) => self.told.push(other),
        }
        true
    }

    fn add(&mut self, entry: Entry) {
        assert_eq!(entry.number, self.number() + 1, "a gap or a repeat");
        let before = self.log.last().map_or(0, |entry| entry.time_ms);
        assert!(entry.time_ms >= before, "time went back");
        self.head = self.head.then(entry.number, entry.time_ms, &entry.envelope);
        self.log.push(entry);
    }

    /// Listens until it has that many entries.
    pub async fn until(&mut self, number: u64) {
        while self.number() < number {
            assert!(self.listen().await, "hung up at {}", self.number());
        }
    }

    /// Pushes, and listens until each envelope has an answer.
    pub async fn push(&mut self, envelopes: &[Envelope]) -> Vec<RelayFrame> {
        self.send(&ClientFrame::Push(envelopes.to_vec())).await;
        while self.told.len() < envelopes.len() {
            assert!(self.listen().await, "hung up after {:?}", self.told);
        }
        std::mem::take(&mut self.told)
    }

    /// Pushes what must be stored.
    pub async fn store(&mut self, envelopes: &[Envelope]) -> Vec<Receipt> {
        let receipt = |frame| match frame {
            RelayFrame::Receipt(receipt) => receipt,
            other => panic!("no receipt: {other:?}"),
        };
        self.push(envelopes)
            .await
            .into_iter()
            .map(receipt)
            .collect()
    }
}

/// Returns an envelope of a team with that number as its event's id.
pub fn envelope_of(team: TeamId, event: u64, size: SizeClass) -> Envelope {
    let mut id = [0x5e; 16];
    id[..8].copy_from_slice(&event.to_le_bytes());
    let (version, epoch, device) = (PROTOCOL, 0, DeviceTag([6; 8]));
    let header = Header {
        version,
        team,
        event: EventId(id),
        epoch,
        size,
        device,
    };
    let sealed = vec![event as u8; size.len_bytes() - HEADER_LEN - NONCE_LEN];
    Envelope::assemble(header, &[9; NONCE_LEN], &sealed).unwrap()
}

/// Returns a small envelope of the team.
pub fn envelope(event: u64) -> Envelope {
    envelope_of(TEAM, event, SizeClass::Small)
}

/// Returns several.
pub fn envelopes(events: std::ops::Range<u64>) -> Vec<Envelope> {
    events.map(envelope).collect()
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// Returns a header's value, empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        let named = |line: &&str| {
            line.split_once(':')
                .is_some_and(|(key, _)| key.eq_ignore_ascii_case(name))
        };
        let line = self.head.lines().find(named).unwrap_or_default();
        line.split_once(':').map_or("", |(_, value)| value.trim())
    }
}

/// Makes one request on a connection of its own.
pub async fn request(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let answer = try_request(address, method, path, headers, body).await;
    answer.expect("the relay did not answer")
}

/// Makes one request, which the relay may not answer.
pub async fn try_request(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Option<Answer> {
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: relay\r\nconnection: close\r\n");
    headers
        .iter()
        .for_each(|(name, value)| head += &format!("{name}: {value}\r\n"));
    head += &format!("content-length: {}\r\n\r\n", body.len());
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream
        .write_all(&[head.as_bytes(), body].concat())
        .await
        .ok()?;
    let mut bytes = Vec::new();
    // A refused body ends in a reset; what came before it is the answer.
    drop(soon(stream.read_to_end(&mut bytes)).await);
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer {
        status,
        head,
        body: bytes[end + 4..].to_vec(),
    })
}
