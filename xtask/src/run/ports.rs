//! TCP ports on this machine.

use std::net::TcpListener;

use anyhow::Context;

/// `wanted` if it is free, else a free one that the system chooses.
pub fn free_near(wanted: u16) -> anyhow::Result<u16> {
    if is_free(wanted) {
        return Ok(wanted);
    }
    let port = free()?;
    println!("  port {wanted} is busy, taking {port}");
    Ok(port)
}

/// Any free port.
pub fn free() -> anyhow::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_port_is_stepped_around() {
        let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let busy = taken.local_addr().unwrap().port();
        assert_ne!(free_near(busy).unwrap(), busy);
    }
}
