//! `montaj-server`: the server and its administration commands.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context;
use clap::{Parser, Subcommand};
use montaj_server::{
    cli,
    config::{Config, Log, LogFormat},
    http,
};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt, util::SubscriberInitExt};

#[derive(Debug, Parser)]
#[command(version, about = "Montaj's server")]
struct Arguments {
    /// A TOML file that overrides the defaults; the environment (MONTAJ__…) overrides both.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve until Ctrl-C or SIGTERM.
    Serve,
    /// Fill an empty database with demo data; print who can log in.
    SeedDemo,
    /// Bring the database's tables up to date.
    Migrate,
    /// Administrators' accounts.
    #[command(subcommand)]
    Admin(Admin),
    /// The configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print the OpenAPI document.
    Openapi,
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Make an administrator's account.
    Create(cli::admin_create::AdminCreate),
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Say what is wrong with the configuration.
    Check,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("montaj-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<()> {
    if let Command::Openapi = arguments.command {
        println!("{}", http::document().to_pretty_json()?);
        return Ok(());
    }
    let config = Config::load(arguments.config.as_deref())?;
    start_log(&config.log)?;
    install_tls()?;
    let runtime = tokio::runtime::Runtime::new().context("starting the runtime")?;
    runtime.block_on(async {
        match arguments.command {
            Command::Serve => cli::serve::run(config).await?,
            Command::Migrate => cli::migrate::run(config).await?,
            Command::Admin(Admin::Create(given)) => cli::admin_create::run(config, given).await?,
            Command::Config(ConfigCommand::Check) => cli::config_check::run(&config)?,
            Command::SeedDemo => cli::seed_demo::run(&config).await?,
            Command::Openapi => {}
        }
        Ok(())
    })
}

fn start_log(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&log.filter).context("log.filter")?;
    let registry = tracing_subscriber::registry().with(filter);
    match log.format {
        LogFormat::Text => registry.with(tracing_subscriber::fmt::layer()).try_init()?,
        LogFormat::Json => registry.with(tracing_subscriber::fmt::layer().json()).try_init()?,
    }
    Ok(())
}

/// The cryptography behind HTTPS, for calls to outside services.
fn install_tls() -> anyhow::Result<()> {
    rustls::crypto::ring::default_provider()
        .install_default()
        .map_err(|_| anyhow::anyhow!("TLS was set up twice"))
}
