//! A relay to talk to, phones that keep a verified log, and a plain HTTP request.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use ed25519_dalek::Signer;
use futures_util::{SinkExt, StreamExt};
use ruil_relay::store::Store;
use ruil_relay::{Settings, serve, serve_from};
use ruil_wire::frame::Mark;
use ruil_wire::{
    Bearer, ClientFrame, Entry, Envelope, Fault, Head, PublicKey, Receipt, RelayFrame, TeamId,
    Token, http, sign,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

use super::keys::{ANA, founding, key, pair};

/// The team most tests are about.
pub const TEAM: TeamId = TeamId([7; 16]);
/// What its members would show in the old protocol.
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
        found(self.address).await
    }

    /// Founds the team and connects its coordinator's phone.
    pub async fn phone(&self) -> Phone {
        self.phone_of(ANA).await
    }

    /// Founds the team and connects a device.
    pub async fn phone_of(&self, device: u8) -> Phone {
        self.found().await;
        let mut phone = Phone::connect(self.address, TEAM).await.of(device);
        phone.greet().await;
        phone
    }
}

/// Founds the team and returns the status.
pub async fn found(address: SocketAddr) -> u16 {
    let path = http::team(TEAM);
    request(address, "PUT", &path, &[], &founding().to_bytes())
        .await
        .status
}

/// Founds a team of the old protocol and returns the status.
pub async fn found_old(address: SocketAddr, team: TeamId, token: Token) -> u16 {
    request(address, "PUT", &http::team(team), &[], &token.hash())
        .await
        .status
}

/// A device with its log.
pub struct Phone {
    socket: WebSocketStream<TcpStream>,
    pub port: u16,
    pub team: TeamId,
    /// Whose it is, or none where it speaks the old protocol.
    pub device: Option<u8>,
    /// The relay's key, since it was challenged.
    pub relay: Option<PublicKey>,
    /// Its pass, since it was let in.
    pub bearer: Option<Bearer>,
    pub head: Head,
    pub log: Vec<Entry>,
    /// The relay's last word for how far the log goes.
    pub mark: Option<Mark>,
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
        Some(Self {
            socket,
            port,
            team,
            device: Some(ANA),
            relay: None,
            bearer: None,
            head: Head::start(team),
            log: Vec::new(),
            mark: None,
            told: Vec::new(),
        })
    }

    /// Hands it to somebody.
    pub fn of(mut self, device: u8) -> Self {
        self.device = Some(device);
        self
    }

    /// Sets it back to the protocol before.
    pub fn old(mut self) -> Self {
        self.device = None;
        self
    }

    /// Connects again with the log it has.
    pub async fn reconnect(self, address: SocketAddr) -> Self {
        let fresh = Self::connect(address, self.team).await;
        Self {
            log: self.log,
            head: self.head,
            device: self.device,
            mark: self.mark,
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

    /// Says hello with a number and a chain, proves who it is, and returns the answer.
    pub async fn hello(&mut self, number: u64, head: Head) -> RelayFrame {
        let answer = self.try_hello(number, head).await;
        answer.expect("hung up")
    }

    async fn try_hello(&mut self, number: u64, head: Head) -> Option<RelayFrame> {
        let Some(device) = self.device else {
            return Some(self.old_hello(TOKEN, number, head).await);
        };
        let challenge = self.ask_in(device, number, head).await?;
        let RelayFrame::Challenge { relay, nonce } = challenge else {
            return Some(challenge);
        };
        self.relay = Some(relay);
        let proof = pair(device).sign(&sign::proof(self.team, &relay, &nonce));
        self.prove(proof.to_bytes()).await
    }

    /// Says hello and no more.
    pub async fn ask_in(&mut self, device: u8, number: u64, head: Head) -> Option<RelayFrame> {
        let hello = ClientFrame::Hello {
            device: key(device),
            number,
            head,
        };
        self.send(&hello).await;
        self.next().await
    }

    /// Answers a challenge.
    pub async fn prove(&mut self, proof: ruil_wire::Signature) -> Option<RelayFrame> {
        self.send(&ClientFrame::Proof(proof)).await;
        self.next().await
    }

    /// Says hello in the old protocol, and returns the answer.
    pub async fn old_hello(&mut self, token: Token, number: u64, head: Head) -> RelayFrame {
        self.send(&ClientFrame::OldHello {
            token,
            number,
            head,
        })
        .await;
        self.next().await.expect("hung up")
    }

    /// Says hello as it should be said.
    pub async fn greet(&mut self) {
        self.try_greet().await.expect("hung up");
    }

    /// Says hello, if the relay is still there.
    pub async fn try_greet(&mut self) -> Option<()> {
        let answer = self.try_hello(self.number(), self.head).await?;
        if let RelayFrame::Fault(Fault::Storage | Fault::Stopping) = answer {
            return None;
        }
        let RelayFrame::Welcome { bearer, .. } = answer else {
            panic!("not welcome: {answer:?}")
        };
        assert_eq!(bearer.is_some(), self.device.is_some());
        self.bearer = bearer;
        Some(())
    }

    /// Returns what it shows outside its connection.
    pub fn pass(&self) -> String {
        format!("Bearer {}", self.bearer.unwrap())
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
            Some(RelayFrame::Batch { entries, mark, .. }) => {
                entries.into_iter().for_each(|entry| self.add(entry));
                self.check(mark);
            }
            Some(other) => {
                let told = self.each(other);
                self.told.extend(told);
            }
        }
        true
    }

    /// Holds the relay to its signature.
    fn check(&mut self, mark: Option<ruil_wire::Signature>) {
        assert_eq!(mark.is_some(), self.device.is_some());
        let (number, head) = (self.number(), self.head);
        let mark = mark.map(|signature| Mark {
            number,
            head,
            signature,
        });
        if let (Some(mark), Some(relay)) = (&mark, &self.relay) {
            assert!(mark.is_signed_by(relay, self.team), "not the relay's word");
        }
        self.mark = mark.or(self.mark);
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

    /// Pushes, and listens until each envelope has an answer. Returns them in the order of the envelopes.
    pub async fn push(&mut self, envelopes: &[Envelope]) -> Vec<RelayFrame> {
        self.send(&ClientFrame::Push(envelopes.to_vec())).await;
        while self.told.len() < envelopes.len() {
            assert!(self.listen().await, "hung up after {:?}", self.told);
        }
        let is_for = |told: &RelayFrame, envelope: &Envelope| match told {
            RelayFrame::Receipt(Receipt { event, .. }) | RelayFrame::Refused { event, .. } => {
                *event == envelope.header().event
            }
            _ => false,
        };
        let answer = |envelope| {
            let place = self.told.iter().position(|told| is_for(told, envelope));
            self.told.remove(place.unwrap_or(0))
        };
        envelopes.iter().map(answer).collect()
    }

    /// Returns what a frame says of each envelope. Receipts are without a signature then: it was checked to
    /// be that of the relay this phone greeted, which signs several at once.
    pub fn each(&self, frame: RelayFrame) -> Vec<RelayFrame> {
        let list = match &frame {
            RelayFrame::Receipt(receipt) => core::slice::from_ref(receipt),
            RelayFrame::Receipts(receipts) => &receipts.list,
            _ => return vec![frame],
        };
        let is_signed = match (&frame, &self.relay) {
            (RelayFrame::Receipts(all), Some(relay)) => all.is_signed_by(relay, self.team),
            (RelayFrame::Receipt(one), Some(relay)) => one.is_signed_by(relay, self.team),
            (RelayFrame::Receipt(one), None) => one.signature.is_none(),
            _ => false,
        };
        assert!(is_signed, "not the relay's word: {frame:?}");
        let bare = |receipt: &Receipt| Receipt {
            signature: None,
            ..*receipt
        };
        list.iter().map(bare).map(RelayFrame::Receipt).collect()
    }

    /// Pushes what must be stored.
    pub async fn store(&mut self, envelopes: &[Envelope]) -> Vec<Receipt> {
        let told = self.push(envelopes).await;
        told.iter().map(receipt).collect()
    }
}

/// Returns the receipt that is told.
pub fn receipt(told: &RelayFrame) -> Receipt {
    let RelayFrame::Receipt(receipt) = told else {
        panic!("no receipt: {told:?}")
    };
    *receipt
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
