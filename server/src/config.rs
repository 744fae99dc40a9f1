//! Configuration: an embedded default, then a file, then the environment.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    time::Duration,
};

use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use ipnet::IpNet;
use serde::Deserialize;

use crate::{accept::Bounds, limits::LimitSettings};

/// Every setting with its default and what it means.
pub const DEFAULT: &str = include_str!("default.toml");

#[derive(Debug, Clone, Deserialize)]
pub struct Config {
    pub http: Http,
    pub database: Database,
    pub auth: Auth,
    pub smsc: Smsc,
    pub limits: LimitSettings,
    pub retention: Retention,
    pub log: Log,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Http {
    pub listen: SocketAddr,
    pub operator_listen: SocketAddr,
    pub public_url: String,
    pub ui_dir: PathBuf,
    pub allowed_origins: Vec<String>,
    #[serde(deserialize_with = "crate::limits::networks")]
    pub trusted_proxies: Vec<IpNet>,
    pub shutdown_secs: u64,
    pub max_connections: usize,
    pub head_secs: u64,
    pub body_secs: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Database {
    pub url: String,
    pub max_connections: u32,
}

#[derive(Clone, Deserialize)]
pub struct Auth {
    #[serde(default)]
    pub secret: String,
    #[serde(default)]
    secret_file: Option<PathBuf>,
    pub access_token_secs: i64,
    pub refresh_token_days: i64,
}

#[derive(Clone, Deserialize)]
pub struct Smsc {
    pub base_url: String,
    pub fallback_url: String,
    pub login: String,
    #[serde(default)]
    pub password: String,
    #[serde(default)]
    password_file: Option<PathBuf>,
    pub sender: String,
    pub timeout_secs: u64,
}

/// How long what has served is kept.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Retention {
    pub events_days: i64,
    pub events_per_person: i64,
    pub answers_days: i64,
    pub sessions_days: i64,
    pub parked_jobs_days: i64,
}

impl Retention {
    /// Whether it would take what is still needed: a device repeats a request for a day, and looks
    /// at its log more often than that.
    pub const fn is_too_short(&self) -> bool {
        self.events_days < 1
            || self.events_per_person < 1000
            || self.answers_days < 2
            || self.sessions_days < 1
            || self.parked_jobs_days < 1
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct Log {
    pub format: LogFormat,
    pub filter: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("configuration: {0}")]
    Invalid(#[from] Box<figment::Error>),
    #[error("cannot read the secret in {path}: {error}")]
    SecretFile { path: PathBuf, error: std::io::Error },
    #[error(
        "auth.secret must be set to at least 32 characters (MONTAJ__AUTH__SECRET, or auth.secret_file)"
    )]
    WeakSecret,
}

impl Config {
    /// The defaults, on a free port, with that database, a secret that everybody knows, and no
    /// limits for this machine.
    #[expect(clippy::expect_used, reason = "the embedded default is valid: a test proves it")]
    pub fn for_tests(database_url: &str) -> Self {
        let figment = Figment::from(Toml::string(DEFAULT))
            .merge(("http.listen", "127.0.0.1:0"))
            .merge(("http.operator_listen", "127.0.0.1:0"))
            .merge(("http.shutdown_secs", 5))
            .merge(("database.url", database_url))
            .merge(("limits.exempt", ["127.0.0.0/8", "::1/128"]))
            .merge(("auth.secret", "known to everybody, for tests only"));
        figment.extract().expect("the embedded default is valid")
    }

    /// Reads the configuration and checks what can be checked without touching anything else.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Toml::string(DEFAULT));
        if let Some(file) = file {
            figment = figment.merge(Toml::file_exact(file));
        }
        let figment = figment.merge(Env::prefixed("MONTAJ__").split("__"));
        let mut config: Self = figment.extract().map_err(Box::new)?;
        read_secret(&mut config.auth.secret, config.auth.secret_file.as_deref())?;
        read_secret(&mut config.smsc.password, config.smsc.password_file.as_deref())?;
        if config.auth.secret.len() < 32 {
            return Err(ConfigError::WeakSecret);
        }
        Ok(config)
    }
}

impl Http {
    /// Whether a browser page of this origin may open the socket.
    pub fn allows_origin(&self, origin: &str) -> bool {
        let same = |allowed: &str| allowed.trim_end_matches('/').eq_ignore_ascii_case(origin);
        same(&self.public_url) || self.allowed_origins.iter().any(|allowed| same(allowed))
    }

    /// What one client may cost.
    pub const fn bounds(&self) -> Bounds {
        Bounds {
            max_connections: self.max_connections,
            head_within: Duration::from_secs(self.head_secs),
            write_within: Duration::from_secs(self.body_secs),
        }
    }

    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https:")
    }
}

fn read_secret(secret: &mut String, file: Option<&Path>) -> Result<(), ConfigError> {
    let Some(path) = file else { return Ok(()) };
    let text = std::fs::read_to_string(path)
        .map_err(|error| ConfigError::SecretFile { path: path.to_owned(), error })?;
    text.trim().clone_into(secret);
    Ok(())
}

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Auth").field("secret", &"…").finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Smsc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smsc").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}
