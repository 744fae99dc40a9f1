//! A private PostgreSQL cluster: made in a temporary folder, never by root, gone when dropped.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// PostgreSQL refuses to run as root; there, this account of the Debian packages runs it.
const ACCOUNT: &str = "postgres";

/// A running cluster on a free port of loopback, owned by `postgres`, trusted without a password.
#[derive(Debug)]
pub struct PrivateCluster {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
    as_root: bool,
}

/// What a commit survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Durability {
    None,
    Full,
}

/// The cluster could not be started.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    #[error(
        "PostgreSQL's programs were not found: install postgresql-15, or set {0}",
        super::SERVER_VARIABLE
    )]
    NotInstalled,
    #[error("{program} failed: {said}")]
    Failed { program: &'static str, said: String },
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl PrivateCluster {
    /// Makes and starts it; takes one to two seconds.
    ///
    /// # Errors
    /// PostgreSQL is not installed, or one of its programs failed.
    pub fn start() -> Result<Self, ClusterError> {
        Self::start_with(Durability::None)
    }

    /// The same, whose commits survive a loss of power, as an installed server's do: to measure.
    ///
    /// # Errors
    /// As [`Self::start`].
    pub fn start_durable() -> Result<Self, ClusterError> {
        Self::start_with(Durability::Full)
    }

    fn start_with(durability: Durability) -> Result<Self, ClusterError> {
        let programs = programs().ok_or(ClusterError::NotInstalled)?;
        let folder = tempfile::Builder::new().prefix("montaj-test-cluster-").tempdir()?;
        let as_root = ask("id", &["-u"])?.trim() == "0";
        if as_root {
            run(Command::new("chown").arg(ACCOUNT).arg(folder.path()), "chown")?;
        }
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let cluster = Self { folder, programs, port, as_root };
        cluster.initialise()?;
        cluster.launch(durability)?;
        Ok(cluster)
    }

    /// `postgres://postgres@127.0.0.1:PORT/postgres`.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn initialise(&self) -> Result<(), ClusterError> {
        let mut command = self.command("initdb");
        command.args(["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", ACCOUNT]);
        run(command.arg("-D").arg(self.data()), "initdb")
    }

    fn launch(&self, durability: Durability) -> Result<(), ClusterError> {
        let disk = match durability {
            // Nothing here outlives the test: no need to reach the disk.
            Durability::None => "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
            Durability::Full => "-c fsync=on -c synchronous_commit=on",
        };
        let settings = format!(
            "-p {} -k {} -c listen_addresses=127.0.0.1 {disk} -c max_connections=200",
            self.port,
            self.folder.path().display(),
        );
        let log = self.folder.path().join("log");
        let mut command = self.command("pg_ctl");
        command.arg("-D").arg(self.data()).arg("-l").arg(&log).arg("-o").arg(settings);
        run(command.args(["-w", "start"]), "pg_ctl start")
    }

    /// A program of PostgreSQL, run by somebody who is not root.
    fn command(&self, program: &str) -> Command {
        let path = self.programs.join(program);
        let mut command = if self.as_root {
            let mut command = Command::new("runuser");
            command.args(["-u", ACCOUNT, "--"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        // The account may not read the folder the tests run in.
        command.current_dir(self.folder.path());
        command
    }
}

impl Drop for PrivateCluster {
    fn drop(&mut self) {
        let mut command = self.command("pg_ctl");
        command.arg("-D").arg(self.data()).args(["-m", "immediate", "-w", "stop"]);
        // It may have died already; then there is nothing to stop.
        let _ = run(&mut command, "pg_ctl stop");
    }
}

/// The newest installed version's programs, or those on the path.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| {
            let version: u32 = entry.file_name().to_str()?.parse().ok()?;
            let folder = entry.path().join("bin");
            has_programs(&folder).then_some((version, folder))
        })
        .max();
    if let Some((_, folder)) = newest {
        return Some(folder);
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find(|folder| has_programs(folder))
}

fn has_programs(folder: &Path) -> bool {
    folder.join("initdb").is_file() && folder.join("pg_ctl").is_file()
}

fn ask(program: &str, arguments: &[&str]) -> Result<String, ClusterError> {
    let Output { stdout, .. } = Command::new(program).args(arguments).output()?;
    Ok(String::from_utf8_lossy(&stdout).into_owned())
}

/// Runs to the end. What it says goes to a file: the server it starts would hold a pipe open.
fn run(command: &mut Command, program: &'static str) -> Result<(), ClusterError> {
    let words = tempfile::tempfile()?;
    command.stdin(Stdio::null()).stdout(words.try_clone()?).stderr(words.try_clone()?);
    if command.status()?.success() {
        return Ok(());
    }
    let said = io::read_to_string({
        use io::Seek as _;
        let mut words = words;
        words.rewind()?;
        words
    })?;
    Err(ClusterError::Failed { program, said })
}
