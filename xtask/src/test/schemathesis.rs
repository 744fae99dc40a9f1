//! What the OpenAPI document promises, held against what the server does: schemathesis asks every
//! operation as everybody, with what is right and with what is not.
//!
//! Whatever comes back must be documented in status, type and shape, and never be a 5xx.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, bail};

use super::Session;
use crate::run::{ports, server, simulators};
use crate::setup;
use crate::workspace::Workspace;

/// The same cases every time. Another number by `MONTAJ_SCHEMATHESIS_SEED`.
const SEED: &str = "20260302";
/// Cases a random phase makes for one operation.
const CASES: &str = "10";
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,unsupported_method,\
    allow_header_conformance,ignored_auth";

/// Who asks: a name, and how the demo data's table of logins begins their row.
const ROLES: [(&str, Option<&str>); 4] = [
    ("nobody", None),
    ("customer", Some("заказчик ")),
    ("executor", Some("исполнитель ")),
    ("admin", Some("администратор ")),
];

/// Asks as everybody at once, each on a server and demo data of their own.
pub fn check(session: &Session<'_>) -> anyhow::Result<()> {
    let workspace = session.workspace;
    let base = workspace.target.join("schemathesis");
    if base.exists() {
        fs::remove_dir_all(&base)?;
    }
    thread::scope(|scope| {
        let asked = ROLES.map(|(name, row)| {
            let data = base.join(name);
            (name, scope.spawn(move || ask(workspace, &data, row)))
        });
        let mut failed = Vec::new();
        for (name, asking) in asked {
            let outcome = asking.join().unwrap_or_else(|_| bail!("it panicked"));
            match outcome {
                Ok(summary) => println!("  {name:<10}{summary}"),
                Err(error) => {
                    println!("  {name:<10}FAILED\n{error:#}");
                    failed.push(name);
                }
            }
        }
        if failed.is_empty() { Ok(()) } else { bail!("refused as {}", failed.join(", ")) }
    })
}

/// One person's questions; the summary's last line, or the whole of what was found.
fn ask(workspace: &Workspace, data: &Path, row: Option<&str>) -> anyhow::Result<String> {
    fs::create_dir_all(data)?;
    // Held until the end: dropping them ends them.
    let simulators = simulators::start_at(workspace, false, data, ports::free()?)?;
    let mut settings = server::Settings::anywhere(data, &simulators)?;
    settings.seed_demo(workspace, false)?;
    let mut children = vec![simulators.child, settings.start(workspace, false)?];
    crate::run::wait_until_ready(settings.port, &mut children)?;
    let mut command = workspace
        .command(setup::schemathesis(workspace))
        .dir(data)
        .args(["run", &format!("{}/api/openapi.json", settings.url())])
        .args(["--checks", CHECKS, "--phases", "examples,coverage,fuzzing,stateful"])
        .args(["--max-examples", CASES, "--no-shrink", "--continue-on-failure"])
        .args(["--seed", &std::env::var("MONTAJ_SCHEMATHESIS_SEED").unwrap_or(SEED.into())])
        .args(["--suppress-health-check", "all", "--warnings", "off", "--no-color"])
        .args(["--request-timeout", "30"]);
    if let Some(row) = row {
        let token = sign_in(&settings, row)?;
        command = command.args(["--header", &format!("Authorization: Bearer {token}")]);
    }
    let log: PathBuf = data.join("found.txt");
    let found = command.output_to(&log)?;
    let text = fs::read_to_string(&log).unwrap_or_default();
    if found.success() {
        let closing = text.lines().rev().find(|line| !line.is_empty()).unwrap_or_default();
        return Ok(closing.trim_matches(['=', ' ']).to_owned());
    }
    let beginning: String = text.lines().take(400).map(|line| format!("    {line}\n")).collect();
    bail!("{beginning}    (all of it in {})", log.display())
}

/// The access token of the first demo person in such a row.
fn sign_in(settings: &server::Settings, row: &str) -> anyhow::Result<String> {
    let of_role = |line: &&str| line.starts_with(row) && !line.contains("ждёт");
    let login = settings.logins.lines().find(of_role).context("no such demo login")?;
    // The columns stand two spaces apart: role, name, city, phone, password.
    let columns: Vec<_> =
        login.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let [_, _, _, phone, password] = columns[..] else { bail!("not a demo login: {login}") };
    let body = format!(r#"{{"phone":"{phone}","password":"{password}"}}"#);
    let answer = crate::run::http::post_json(settings.port, "/api/auth/login", &body)?;
    let token = answer.split("\"accessToken\":\"").nth(1).and_then(|rest| rest.split('"').next());
    token.map(str::to_owned).with_context(|| format!("no token in {answer}"))
}
