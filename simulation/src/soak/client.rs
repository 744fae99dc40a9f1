//! A client as a child process, and what was ordered of it that it has not answered.

use std::{
    collections::BTreeMap,
    fs::File,
    path::{Path, PathBuf},
    process::{ExitStatus, Stdio},
    time::Duration,
};

use anyhow::Context;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    process::{Child, ChildStdin, Command},
    sync::mpsc::UnboundedSender,
    time::{Instant, timeout},
};

use super::protocol::{Answer, Order};
use crate::{
    deed::{Deed, Whose},
    town::{Person, Seat},
};

const LAST_WORDS: usize = 8;
const ENDS_WITHIN: Duration = Duration::from_secs(20);

/// What a client's process has said.
#[derive(Debug)]
pub(super) struct Heard {
    pub(super) seat: usize,
    /// Which of the processes at this seat: a late word of a killed one still counts.
    pub(super) life: u32,
    /// `None` when it is gone.
    pub(super) answer: Option<Answer>,
}

/// How it is started, each time anew; and the process, while there is one.
#[derive(Debug)]
pub(super) struct ClientProcess {
    seat: usize,
    pub(super) name: String,
    program: PathBuf,
    arguments: Vec<String>,
    pub(super) replica: PathBuf,
    log: PathBuf,
    pub(super) life: u32,
    running: Option<Running>,
    /// Deeds without an answer, by number, with the life in which they were ordered.
    pub(super) open: BTreeMap<u64, (u32, Deed)>,
    /// When the process was started, until its first answer.
    pub(super) started: Option<Instant>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    input: ChildStdin,
}

impl ClientProcess {
    /// Gives it a folder with a keyring; starts nothing.
    pub(super) fn prepare(
        program: &Path,
        folder: &Path,
        (number, seat): (usize, &Seat),
        person: &Person,
        server_url: &str,
    ) -> anyhow::Result<Self> {
        let (replica, keyring) =
            (folder.join(format!("{}.db", seat.name)), folder.join(format!("{}.key", seat.name)));
        std::fs::write(&keyring, &seat.refresh_token).context("a keyring")?;
        let whose = Whose { id: person.id, role: person.role, phone: person.phone.clone() };
        let arguments = vec![
            server_url.to_owned(),
            replica.display().to_string(),
            keyring.display().to_string(),
            seat.name.clone(),
            serde_json::to_string(&whose)?,
        ];
        Ok(Self {
            seat: number,
            name: seat.name.clone(),
            program: program.to_owned(),
            arguments,
            replica,
            log: folder.join(format!("{}.log", seat.name)),
            life: 0,
            running: None,
            open: BTreeMap::new(),
            started: None,
        })
    }

    /// Starts the process; what it says goes to `heard`.
    pub(super) fn spawn(&mut self, heard: UnboundedSender<Heard>) -> anyhow::Result<()> {
        self.life += 1;
        let log = File::options().create(true).append(true).open(&self.log)?;
        let child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn();
        let program = self.program.display();
        let mut child = child.with_context(|| format!("cannot start {program}"))?;
        let input = child.stdin.take().context("a pipe")?;
        let output = child.stdout.take().context("a pipe")?;
        self.started = Some(Instant::now());
        self.running = Some(Running { child, input });
        let (seat, life) = (self.seat, self.life);
        tokio::spawn(async move {
            let mut lines = BufReader::new(output).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                // A line that a kill cut in two says nothing.
                let Ok(answer) = serde_json::from_str(&line) else { continue };
                if heard.send(Heard { seat, life, answer: Some(answer) }).is_err() {
                    return;
                }
            }
            // The controller may have ended.
            let _ = heard.send(Heard { seat, life, answer: None });
        });
        Ok(())
    }

    /// Says an order to the process. One that is being killed does not hear it.
    pub(super) async fn order(&mut self, order: &Order) -> anyhow::Result<()> {
        let Some(running) = &mut self.running else { return Ok(()) };
        if let Order::Do { number, deed, .. } = order {
            self.open.insert(*number, (self.life, *deed));
        }
        let mut line = serde_json::to_vec(order)?;
        line.push(b'\n');
        let _ = running.input.write_all(&line).await;
        Ok(())
    }

    /// How the process ended that nobody killed; `None` when there is none.
    pub(super) async fn ended(&mut self) -> anyhow::Result<Option<ExitStatus>> {
        let Some(mut running) = self.running.take() else { return Ok(None) };
        Ok(Some(running.child.wait().await?))
    }

    /// The last lines that its processes had to say beside their answers.
    pub(super) fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(LAST_WORDS)..].join("\n")
    }

    /// What the process is at, from its threads' stacks, where a debugger is installed.
    pub(super) async fn stacks(&self) -> Option<String> {
        let id = self.running.as_ref()?.child.id()?;
        let asked = Command::new("gdb")
            .args(["-batch", "-ex", "thread apply all bt 25", "-p", &id.to_string()])
            .output();
        Some(String::from_utf8_lossy(&asked.await.ok()?.stdout).into_owned())
    }

    /// SIGKILL.
    pub(super) async fn kill(&mut self) -> anyhow::Result<()> {
        if let Some(mut running) = self.running.take() {
            running.child.kill().await?;
        }
        Ok(())
    }

    /// Lets it end by itself; tells what is wrong with how it ended.
    pub(super) async fn let_go(&mut self) -> anyhow::Result<Option<String>> {
        let Some(Running { mut child, input }) = self.running.take() else { return Ok(None) };
        drop(input);
        let status = timeout(ENDS_WITHIN, child.wait()).await;
        let status = status.context("a client does not end with its input")??;
        Ok((!status.success()).then(|| format!("{status}: {}", self.last_words())))
    }
}
