//! The simulators of the outside services, on a port of their own.

use std::path::Path;

use super::{log_file, ports};
use crate::supervised::{self, Supervised};
use crate::workspace::Workspace;

/// What the simulated SMSC believes.
pub const LOGIN: &str = "montaj";
pub const PASSWORD: &str = "sandbox";

#[derive(Debug)]
pub struct Simulators {
    pub child: Supervised,
    pub url: String,
}

pub fn start(workspace: &Workspace, release: bool, data: &Path) -> anyhow::Result<Simulators> {
    start_at(workspace, release, data, ports::free_near(8090)?)
}

/// The same on a port of the caller's choice.
pub fn start_at(
    workspace: &Workspace,
    release: bool,
    data: &Path,
    port: u16,
) -> anyhow::Result<Simulators> {
    let address = format!("127.0.0.1:{port}");
    let cmd = supervised::tied_to_us(workspace, &workspace.binary("montaj-sandbox", release))
        .args(["--listen", &address])
        .args(["--login", LOGIN, "--password", PASSWORD]);
    let child = Supervised::start("simulators", cmd, log_file(data, "simulators"))?;
    Ok(Simulators { child, url: format!("http://{address}") })
}
