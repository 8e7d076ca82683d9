//! What the tests and the demo share: phones, a relay in simulated time, members over a network.
//!
//! A [`Phone`] is the app without its screen: the engine and a copy of its storage. Against a
//! [`SimRelay`] it runs in simulated time, frame by frame; as a [`Member`] it talks to a real
//! relay.

mod lives;
pub mod member;
pub mod phone;
pub mod roster;
pub mod rounds;
pub mod sim;
pub mod sim_relay;
pub mod ward;
pub mod year;

pub use member::Member;
pub use phone::Phone;
pub use sim_relay::SimRelay;
