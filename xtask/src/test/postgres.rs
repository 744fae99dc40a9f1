//! A private PostgreSQL for the tests: its own directory, port and socket, gone afterwards.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::process::Cmd;
use crate::run::ports;
use crate::workspace::Workspace;

/// PostgreSQL refuses to run as root; the Debian package brings this account.
const ACCOUNT: &str = "postgres";

/// Our directories' names, before the process id of the xtask they belong to.
const PREFIX: &str = "montaj-postgres-";

/// Durability is not what these tests measure, and the cluster dies with them.
const SPEED: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                     -c max_connections=300";

/// A running cluster; dropping it stops it and removes its files.
pub struct Cluster<'a> {
    workspace: &'a Workspace,
    programs: PathBuf,
    dir: PathBuf,
    port: u16,
    as_root: bool,
}

impl<'a> Cluster<'a> {
    pub fn start(workspace: &'a Workspace) -> anyhow::Result<Self> {
        remove_left_overs(workspace)?;
        let cluster = Self::at(workspace, std::process::id())?;
        fs::create_dir_all(&cluster.dir)?;
        if cluster.as_root {
            workspace.command("chown").arg(ACCOUNT).arg(&cluster.dir).output()?;
        }
        let data = cluster.dir.join("data");
        cluster
            .program("initdb")
            .arg("-D")
            .arg(&data)
            .args(["--auth=trust", "--username=montaj", "-E", "UTF8", "--locale=C", "--no-sync"])
            .output()?;
        let listen = format!(
            "-p {} -c listen_addresses=127.0.0.1 -k '{}' {SPEED}",
            cluster.port,
            cluster.dir.display()
        );
        cluster
            .program("pg_ctl")
            .args(["start", "--silent", "--wait", "-o", &listen, "-D"])
            .arg(&data)
            .arg("-l")
            .arg(cluster.dir.join("log"))
            .output()
            .with_context(|| fs::read_to_string(cluster.dir.join("log")).unwrap_or_default())?;
        Ok(cluster)
    }

    /// The cluster of the xtask with that process id, running or not.
    fn at(workspace: &'a Workspace, owner: u32) -> anyhow::Result<Self> {
        let dir = env::temp_dir().join(format!("{PREFIX}{owner}"));
        let as_root = is_root(workspace);
        Ok(Self { workspace, programs: programs()?, dir, port: ports::free()?, as_root })
    }

    /// Where a superuser without password connects; each test makes a database of its own.
    pub fn url(&self) -> String {
        format!("postgres://montaj@127.0.0.1:{}/postgres", self.port)
    }

    fn program(&self, name: &str) -> Cmd {
        let program = self.programs.join(name);
        let cmd = if self.as_root {
            self.workspace.command("runuser").args(["-u", ACCOUNT, "--"]).arg(program)
        } else {
            self.workspace.command(program)
        };
        cmd.dir(&self.dir)
    }
}

impl Drop for Cluster<'_> {
    fn drop(&mut self) {
        let stopped = self
            .program("pg_ctl")
            .args(["stop", "--silent", "--mode=immediate", "-D"])
            .arg(self.dir.join("data"))
            .output();
        // Where it never started there is nothing to stop.
        if let Err(error) = stopped
            && self.dir.join("data/postmaster.pid").exists()
        {
            eprintln!("PostgreSQL in {} did not stop: {error:#}", self.dir.display());
            return;
        }
        if let Err(error) = fs::remove_dir_all(&self.dir) {
            eprintln!("cannot remove {}: {error}", self.dir.display());
        }
    }
}

/// Ends the clusters of runs that were killed before they could do it themselves.
fn remove_left_overs(workspace: &Workspace) -> anyhow::Result<()> {
    if !Path::new("/proc/self").exists() {
        return Ok(());
    }
    for entry in fs::read_dir(env::temp_dir())?.flatten() {
        let name = entry.file_name();
        let owner = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.parse::<u32>().ok());
        if let Some(owner) = owner
            && !Path::new("/proc").join(format!("{owner}")).exists()
        {
            drop(Cluster::at(workspace, owner)?);
        }
    }
    Ok(())
}

fn is_root(workspace: &Workspace) -> bool {
    cfg!(unix) && workspace.command("id").arg("-u").output().is_ok_and(|id| id.trim() == "0")
}

/// The directory of `initdb`: on PATH, or the newest of Debian's versions.
fn programs() -> anyhow::Result<PathBuf> {
    let has_initdb =
        |dir: &PathBuf| dir.join(format!("initdb{}", env::consts::EXE_SUFFIX)).is_file();
    let path = env::var_os("PATH").unwrap_or_default();
    if let Some(dir) = env::split_paths(&path).find(has_initdb) {
        return Ok(dir);
    }
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(Path::new("/usr/lib/postgresql"))
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .filter(|(_, dir)| has_initdb(dir))
        .collect();
    versions.sort();
    match versions.pop() {
        Some((_, dir)) => Ok(dir),
        None => bail!("PostgreSQL's initdb is neither on PATH nor in /usr/lib/postgresql"),
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_cluster_accepts_connections_and_is_gone_afterwards() {
        let workspace = Workspace::find().unwrap();
        let cluster = Cluster::start(&workspace).unwrap();
        let (dir, address) = (cluster.dir.clone(), ("127.0.0.1", cluster.port));
        assert!(TcpStream::connect(address).is_ok());
        drop(cluster);
        assert!(TcpStream::connect(address).is_err());
        assert!(!dir.exists());
    }
}
