//! The sandbox over real HTTP, as the server and the tests use it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod faults;
mod page;
mod smsc;

use montaj_domain::phone::Phone;
use montaj_sandbox::{Sandbox, SandboxConfig};
use reqwest::Client;
use serde_json::Value;

pub(crate) const PHONE: &str = "+79161234567";

/// A sandbox and somebody who calls it.
pub(crate) struct Caller {
    pub(crate) sandbox: Sandbox,
    pub(crate) http: Client,
}

impl Caller {
    pub(crate) async fn new() -> Self {
        Self::with(SandboxConfig::default()).await
    }

    pub(crate) async fn with(config: SandboxConfig) -> Self {
        // Another test of this process may have been first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let sandbox = Sandbox::start(config).await.unwrap();
        Self { sandbox, http: Client::builder().no_proxy().build().unwrap() }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.base_url())
    }

    /// Calls a service with the right login and these fields.
    pub(crate) async fn form(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> reqwest::Result<reqwest::Response> {
        let mut form =
            vec![("login", "montaj"), ("psw", "sandbox"), ("fmt", "3"), ("charset", "utf-8")];
        form.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        form.extend_from_slice(fields);
        self.http.post(self.url(path)).form(&form).send().await
    }

    pub(crate) async fn send(&self, fields: &[(&str, &str)]) -> Value {
        self.form("/sys/send.php", fields).await.unwrap().json().await.unwrap()
    }

    /// Sends a code to the usual number.
    pub(crate) async fn send_code(&self, code: &str) -> reqwest::Result<reqwest::Response> {
        let text = format!("Код Montaj: {code}");
        self.form("/sys/send.php", &[("phones", PHONE), ("mes", &text)]).await
    }
}

pub(crate) fn phone() -> Phone {
    Phone::parse(PHONE).unwrap()
}
