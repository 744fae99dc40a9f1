//! The refresh token's home on desktops: the operating system's keyring, and for as long as
//! the app runs its memory where there is no keyring that can be written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use keyring::{Entry, Error};
use montaj_client::secrets::{Secrets, SecretsError};
use tokio::sync::{Mutex, OnceCell};

const SERVICE: &str = "ru.montaj.app";
const TOKEN: &str = "refresh-token";
const PROBE: &str = "probe";

/// The secrets of one data folder.
#[derive(Debug)]
pub struct Keyring {
    service: Arc<str>,
    usable: OnceCell<bool>,
    refused: AtomicBool,
    /// The token where no keyring keeps it; also keeps the calls one after the other, as
    /// Windows demands of one credential.
    memory: Mutex<Option<String>>,
}

impl Keyring {
    /// The keyring's entries of this app; `profile` tells apart the apps of several folders.
    #[must_use]
    pub fn new(profile: Option<&str>) -> Self {
        let service =
            profile.map_or_else(|| SERVICE.to_owned(), |name| format!("{SERVICE}:{name}"));
        Self {
            service: service.into(),
            usable: OnceCell::new(),
            refused: AtomicBool::new(false),
            memory: Mutex::new(None),
        }
    }

    /// Whether the keyring takes secrets. A locked one reads as empty but refuses to write, so
    /// only writing tells.
    async fn usable(&self) -> bool {
        let probed = self.usable.get_or_init(|| async {
            let probe = self.with_entry(PROBE, |entry| {
                entry.set_password(PROBE)?;
                let read = entry.get_password()?;
                entry.delete_credential()?;
                Ok(read == PROBE)
            });
            let usable = probe.await.unwrap_or_else(|error| {
                tracing::warn!(%error, "no keyring: the session will not outlive the app");
                false
            });
            self.refused.store(!usable, Ordering::Relaxed);
            usable
        });
        *probed.await
    }

    /// Runs `work` on a thread of its own: the keyring blocks, and starts a runtime itself.
    async fn with_entry<T: Send + 'static>(
        &self,
        name: &'static str,
        work: impl FnOnce(&Entry) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, SecretsError> {
        let service = Arc::clone(&self.service);
        tauri::async_runtime::spawn_blocking(move || work(&Entry::new(&service, name)?))
            .await
            .map_err(|error| SecretsError(error.to_string()))?
            .map_err(|error| SecretsError(error.to_string()))
    }
}

#[async_trait]
impl Secrets for Keyring {
    async fn load(&self) -> Result<Option<String>, SecretsError> {
        let memory = self.memory.lock().await;
        if !self.usable().await {
            return Ok(memory.clone());
        }
        self.with_entry(TOKEN, |entry| match entry.get_password() {
            Ok(token) => Ok(Some(token)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    async fn store(&self, token: &str) -> Result<(), SecretsError> {
        let mut memory = self.memory.lock().await;
        if !self.usable().await {
            *memory = Some(token.to_owned());
            return Ok(());
        }
        let token = token.to_owned();
        self.with_entry(TOKEN, move |entry| entry.set_password(&token)).await
    }

    async fn clear(&self) -> Result<(), SecretsError> {
        let mut memory = self.memory.lock().await;
        *memory = None;
        if !self.usable().await {
            return Ok(());
        }
        self.with_entry(TOKEN, |entry| match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error),
        })
        .await
    }

    fn persistent(&self) -> bool {
        !self.refused.load(Ordering::Relaxed)
    }
}
