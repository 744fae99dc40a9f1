//! `config check`: says what is wrong with the configuration, or what is unwise about it.

use anyhow::bail;

use crate::config::Config;

/// Reports on a configuration that could be read.
///
/// # Errors
/// Serving with it would fail or be unsafe.
pub fn run(config: &Config) -> anyhow::Result<()> {
    let (mistakes, warnings) = (mistakes(config), warnings(config));
    for warning in &warnings {
        println!("warning: {warning}");
    }
    if mistakes.is_empty() {
        println!("The configuration is in order.");
        return Ok(());
    }
    bail!("{}", mistakes.join("; "))
}

fn mistakes(config: &Config) -> Vec<&'static str> {
    let url = &config.http.public_url;
    let database = &config.database;
    let known = ["sqlite:", "postgres:", "postgresql:"];
    let checks = [
        (
            !url.starts_with("http://") && !url.starts_with("https://"),
            "http.public_url must begin with http:// or https://",
        ),
        (
            config.http.listen == config.http.operator_listen && config.http.listen.port() != 0,
            "http.listen and http.operator_listen must differ",
        ),
        (
            !known.iter().any(|scheme| database.url.starts_with(scheme)),
            "database.url must begin with sqlite: or postgres:",
        ),
        (database.max_connections == 0, "database.max_connections must be at least 1"),
        (config.auth.access_token_secs < 60, "auth.access_token_secs must be at least 60"),
        (config.auth.refresh_token_days < 1, "auth.refresh_token_days must be at least 1"),
        (config.limits.shut(), "each of limits must let something through"),
        (config.retention.is_too_short(), "retention must keep a day, answers two, 1000 events"),
        (config.smsc.base_url.is_empty(), "smsc.base_url must be set"),
        (config.smsc.timeout_secs == 0, "smsc.timeout_secs must be at least 1"),
    ];
    checks.into_iter().filter_map(|(wrong, text)| wrong.then_some(text)).collect()
}

fn warnings(config: &Config) -> Vec<&'static str> {
    let on_this_machine = config.http.public_url.contains("://127.0.0.1")
        || config.http.public_url.contains("://localhost");
    let checks = [
        (
            !config.http.is_https() && !on_this_machine,
            "http.public_url is not https: passwords and tokens travel in the open",
        ),
        (
            !config.http.operator_listen.ip().is_loopback(),
            "http.operator_listen is reachable from other machines: keep it off the internet",
        ),
        (
            config.smsc.login.is_empty() || config.smsc.password.is_empty(),
            "smsc.login and smsc.password are not set: no codes go out",
        ),
        (
            !config.limits.exempt.is_empty(),
            "limits.exempt is set: nothing holds back who comes from there",
        ),
        (config.smsc.fallback_url.is_empty(), "smsc.fallback_url is not set"),
    ];
    checks.into_iter().filter_map(|(unwise, text)| unwise.then_some(text)).collect()
}
