//! What the machine does by itself, without this product: the floor beside each figure.

pub mod commits;
pub mod echo;
pub mod sockets;
