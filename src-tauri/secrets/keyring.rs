//! The operating system's keyring: Secret Service, Keychain, Credential Manager.

use std::sync::Arc;
use std::time::Duration;

use keyring::{Entry, Error};
use montaj_client::secrets::SecretsError;

const SERVICE: &str = "ru.montaj.app";
const TOKEN: &str = "refresh-token";
const PROBE: &str = "probe";
/// A locked keyring may ask the person for its password meanwhile.
const PATIENCE: Duration = Duration::from_secs(30);

/// The entries of one data folder. Calls must come one after the other, as Windows demands of
/// one credential: [`super::Keeper`] sees to it.
#[derive(Debug)]
pub struct Keyring {
    service: Arc<str>,
}

impl Keyring {
    /// The keyring's entries of this app; `profile` tells apart the apps of several folders.
    #[must_use]
    pub fn new(profile: Option<&str>) -> Self {
        let service =
            profile.map_or_else(|| SERVICE.to_owned(), |name| format!("{SERVICE}:{name}"));
        Self { service: service.into() }
    }

    /// Whether the keyring takes secrets. A locked one reads as empty but refuses to write, so
    /// only writing tells.
    pub async fn is_usable(&self) -> bool {
        let probe = self.with_entry(PROBE, |entry| {
            entry.set_password(PROBE)?;
            let read = entry.get_password()?;
            entry.delete_credential()?;
            Ok(read == PROBE)
        });
        probe.await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the keyring takes no secrets");
            false
        })
    }

    /// Whether it can be written without asking the person for a password: one that refused is
    /// tried again, but not by a dialog every quarter of an hour.
    #[cfg(target_os = "linux")]
    pub async fn is_open(&self) -> bool {
        const SERVICE: &str = "org.freedesktop.secrets";
        const DEFAULT: &str = "/org/freedesktop/secrets/aliases/default";
        const COLLECTION: &str = "org.freedesktop.Secret.Collection";
        crate::bus::flag(SERVICE, DEFAULT, COLLECTION, "Locked").await == Some(false)
    }

    /// Elsewhere it asks nobody.
    #[cfg(not(target_os = "linux"))]
    pub async fn is_open(&self) -> bool {
        true
    }

    pub async fn load(&self) -> Result<Option<String>, SecretsError> {
        self.with_entry(TOKEN, |entry| match entry.get_password() {
            Ok(token) => Ok(Some(token)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    pub async fn store(&self, token: &str) -> Result<(), SecretsError> {
        let token = token.to_owned();
        self.with_entry(TOKEN, move |entry| entry.set_password(&token)).await
    }

    pub async fn clear(&self) -> Result<(), SecretsError> {
        self.with_entry(TOKEN, |entry| match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error),
        })
        .await
    }

    /// Runs `work` on a thread of its own: the keyring blocks, and starts a runtime itself.
    async fn with_entry<T: Send + 'static>(
        &self,
        name: &'static str,
        work: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let service = Arc::clone(&self.service);
        let done = tauri::async_runtime::spawn_blocking(move || work(&Entry::new(&service, name)?));
        tokio::time::timeout(PATIENCE, done)
            .await
            .map_err(|_| SecretsError("the keyring does not answer".to_owned()))?
            .map_err(|error| SecretsError(error.to_string()))?
            .map_err(|error| SecretsError(error.to_string()))
    }
}
