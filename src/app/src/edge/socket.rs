//! The live connection to the relay.

use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{BinaryType, MessageEvent, WebSocket};

use super::listen::Listener;

/// What happens on a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SocketEvent {
    /// It is there: sending works from now on.
    Open,
    /// The relay said something.
    Message(Vec<u8>),
    /// It is gone, or never came about. Nothing follows.
    Closed,
}

/// Why nothing was opened or sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocketError {
    /// The browser does not allow the connection.
    Refused,
    /// The connection is not open.
    NotOpen,
}

/// A connection. Dropping it closes it without a further event.
pub struct Socket {
    socket: WebSocket,
    _listeners: [Listener; 3],
}

impl Socket {
    /// Starts to connect to a path on the page's own host.
    pub fn open(path: &str, on_event: impl Fn(SocketEvent) + 'static) -> Result<Self, SocketError> {
        let address = address(path).ok_or(SocketError::Refused)?;
        let socket = WebSocket::new(&address).map_err(|_| SocketError::Refused)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let on_event = Rc::new(on_event);
        let opened = on_event.clone();
        let closed = on_event.clone();
        let listeners = [
            Listener::new(&socket, "open", move |_| opened(SocketEvent::Open)),
            Listener::new(&socket, "close", move |_| closed(SocketEvent::Closed)),
            Listener::new(&socket, "message", move |event| {
                if let Some(bytes) = bytes(&event) {
                    on_event(SocketEvent::Message(bytes));
                }
            }),
        ];
        Ok(Self {
            socket,
            _listeners: listeners,
        })
    }

    /// Sends one binary message. That it was sent does not say that it arrived.
    pub fn send(&self, bytes: &[u8]) -> Result<(), SocketError> {
        // A closing socket would take the bytes without a word and lose them.
        if self.socket.ready_state() != WebSocket::OPEN {
            return Err(SocketError::NotOpen);
        }
        self.socket
            .send_with_u8_array(bytes)
            .map_err(|_| SocketError::NotOpen)
    }

    /// Closes the connection; [`SocketEvent::Closed`] follows.
    pub fn close(&self) {
        let _ = self.socket.close();
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.close();
    }
}

fn address(path: &str) -> Option<String> {
    let location = web_sys::window()?.location();
    let scheme = if location.protocol().ok()? == "https:" {
        "wss"
    } else {
        "ws"
    };
    Some(format!("{scheme}://{}{path}", location.host().ok()?))
}

/// Returns the bytes of a binary message. The relay sends no other.
fn bytes(event: &web_sys::Event) -> Option<Vec<u8>> {
    let data = event.dyn_ref::<MessageEvent>()?.data();
    let buffer = data.dyn_ref::<ArrayBuffer>()?;
    Some(Uint8Array::new(buffer).to_vec())
}
