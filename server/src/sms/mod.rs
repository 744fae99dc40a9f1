//! Text messages through SMSC.ru: `send.php` as a form, answers in JSON, a second host to turn to.

mod answer;

use std::time::Duration;

use montaj_domain::phone::Phone;
use reqwest::Client;

use self::answer::NotAccepted;
pub use self::answer::Refusal;

use crate::config;

/// The client of the gateway.
pub struct Smsc {
    http: Client,
    /// The main host, then the one for when it does not answer; each ends with `/`.
    hosts: Vec<String>,
    login: String,
    password: String,
    sender: String,
}

/// Why a message did not go out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmsError {
    #[error("SMSC refused: {0}")]
    Refused(Refusal),
    /// No host gave a readable answer. The message may have gone out nevertheless.
    #[error("SMSC gave no answer: {0}")]
    NoAnswer(String),
}

impl From<NotAccepted> for SmsError {
    fn from(answer: NotAccepted) -> Self {
        match answer {
            NotAccepted::Refused(refusal) => Self::Refused(refusal),
            NotAccepted::Unreadable(_) => Self::NoAnswer(answer.to_string()),
        }
    }
}

impl SmsError {
    /// Whether the same message may go out later.
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.is_passing(),
            Self::NoAnswer(_) => true,
        }
    }
}

impl Smsc {
    pub fn new(config: &config::Smsc) -> Result<Self, reqwest::Error> {
        // In the program it is installed already; the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let timeout = Duration::from_secs(config.timeout_secs);
        let http = Client::builder().timeout(timeout).connect_timeout(timeout).build()?;
        let hosts = [&config.base_url, &config.fallback_url];
        let hosts = hosts.into_iter().filter(|host| !host.is_empty());
        let hosts = hosts.map(|host| format!("{}/", host.trim_end_matches('/'))).collect();
        Ok(Self {
            http,
            hosts,
            login: config.login.clone(),
            password: config.password.clone(),
            sender: config.sender.clone(),
        })
    }

    /// Sends a text. `id` names the message: the same one again is the same message.
    pub async fn send(&self, id: &str, phone: &Phone, text: &str) -> Result<(), SmsError> {
        let mut failure = SmsError::NoAnswer("no host is configured".to_owned());
        for host in &self.hosts {
            match self.send_by(host, id, phone, text).await {
                Err(SmsError::NoAnswer(reason)) => {
                    tracing::warn!(host, phone = phone.masked(), reason, "no answer from SMSC");
                    failure = SmsError::NoAnswer(reason);
                }
                answered => return answered,
            }
        }
        Err(failure)
    }

    async fn send_by(
        &self,
        host: &str,
        id: &str,
        phone: &Phone,
        text: &str,
    ) -> Result<(), SmsError> {
        let mut form = vec![
            ("login", self.login.as_str()),
            ("psw", self.password.as_str()),
            ("phones", phone.as_str()),
            ("mes", text),
            ("id", id),
            ("fmt", "3"),
            ("charset", "utf-8"),
        ];
        if !self.sender.is_empty() {
            form.push(("sender", &self.sender));
        }
        let sending = self.http.post(format!("{host}sys/send.php")).form(&form).send();
        let response = sending.await.and_then(reqwest::Response::error_for_status);
        let body = match response {
            Ok(response) => response.bytes().await,
            Err(error) => Err(error),
        };
        let body = body.map_err(|error| SmsError::NoAnswer(reason(&error)))?;
        Ok(answer::read(&body)?)
    }
}

/// What went wrong, with its causes: reqwest's own words name the call only.
fn reason(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}

impl std::fmt::Debug for Smsc {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Smsc").field("hosts", &self.hosts).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use montaj_sandbox::{Sandbox, SandboxConfig};

    use super::*;
    use crate::config::Config;

    #[tokio::test]
    async fn the_second_host_is_tried_when_the_first_does_not_answer() {
        let credentials = SandboxConfig::default();
        let sandbox = Sandbox::start(credentials.clone()).await.unwrap();
        let mut config = Config::for_tests("sqlite::memory:").smsc;
        // Nobody listens on port 1.
        config.base_url = "http://127.0.0.1:1".into();
        config.fallback_url = format!("{}/", sandbox.base_url());
        (config.login, config.password) = (credentials.login, credentials.password);
        let smsc = Smsc::new(&config).unwrap();
        let phone = Phone::parse("+79160000001").unwrap();
        smsc.send("job-7", &phone, "Montaj: код 123456").await.unwrap();
        let sent = sandbox.sent_to(&phone);
        assert_eq!((sent.len(), sent[0].id.as_str()), (1, "job-7"));

        config.fallback_url = String::new();
        let error = Smsc::new(&config).unwrap().send("job-8", &phone, "Текст").await.unwrap_err();
        assert!(error.is_passing(), "{error}");
        assert!(!error.to_string().contains(phone.as_str()), "{error}");
    }
}
