//! Where desktops keep the refresh token: the system's keyring, or an encrypted file where there
//! is none or it refuses. The file, when there is one, holds the newest token: it is removed as
//! soon as the keyring has taken it.

mod keyring;
mod vault;

use std::path::PathBuf;

use async_trait::async_trait;
use montaj_client::host::OsEntropy;
use montaj_client::secrets::{Secrets, SecretsError, SecretsHome};
use parking_lot::Mutex;
use tokio::sync::Mutex as AsyncMutex;

use self::keyring::Keyring;
use self::vault::{Vault, VaultError};

/// The secrets of one data folder.
#[derive(Debug)]
pub struct Keeper {
    keyring: Keyring,
    vault: Vault,
    home: Mutex<SecretsHome>,
    /// Whether the keyring was asked already; also keeps the calls one after the other.
    probed: AsyncMutex<bool>,
}

impl Keeper {
    /// The keeper of the app whose data is in `folder`; `profile` tells apart several of them.
    #[must_use]
    pub fn new(folder: PathBuf, profile: Option<&str>) -> Self {
        Self {
            keyring: Keyring::new(profile),
            vault: Vault::new(folder, vault::machine_id()),
            home: Mutex::new(SecretsHome::Keyring),
            probed: AsyncMutex::new(false),
        }
    }

    fn move_to(&self, home: SecretsHome) {
        let before = std::mem::replace(&mut *self.home.lock(), home);
        if before != home {
            tracing::info!(?before, ?home, "the session's secret has another home");
        }
    }

    /// What the file holds. One that cannot be opened never will be: it goes.
    fn sealed(&self) -> Result<Option<String>, SecretsError> {
        match self.vault.load() {
            Err(error @ VaultError::Unreadable { .. }) => {
                tracing::warn!(%error, "the session has to be begun anew");
                self.vault.clear().map_err(failed)?;
                Ok(None)
            }
            other => other.map_err(failed),
        }
    }

    /// Into the keyring, and out of the file: in this order, so that one of them always has it.
    async fn move_to_keyring(&self, token: &str) -> Result<(), SecretsError> {
        self.keyring.store(token).await?;
        self.vault.clear().map_err(failed)?;
        self.move_to(SecretsHome::Keyring);
        Ok(())
    }

    fn move_to_file(&self, token: &str) -> Result<(), SecretsError> {
        self.vault.store(token, &OsEntropy).map_err(failed)?;
        self.move_to(SecretsHome::File);
        Ok(())
    }
}

#[async_trait]
impl Secrets for Keeper {
    async fn load(&self) -> Result<Option<String>, SecretsError> {
        let mut probed = self.probed.lock().await;
        if !*probed {
            *probed = true;
            let usable = self.keyring.is_usable().await;
            self.move_to(if usable { SecretsHome::Keyring } else { SecretsHome::File });
        }
        let in_keyring = self.home() == SecretsHome::Keyring;
        match self.sealed()? {
            Some(token) => {
                if in_keyring && let Err(error) = self.move_to_keyring(&token).await {
                    tracing::warn!(%error, "the token stays in its file");
                    self.move_to(SecretsHome::File);
                }
                Ok(Some(token))
            }
            None if in_keyring => self.keyring.load().await,
            None => Ok(None),
        }
    }

    async fn store(&self, token: &str) -> Result<(), SecretsError> {
        let _one_by_one = self.probed.lock().await;
        if self.home() == SecretsHome::File && !self.keyring.is_open().await {
            return self.move_to_file(token);
        }
        // A keyring that refused may have been opened meanwhile: writing tells.
        match self.move_to_keyring(token).await {
            Ok(()) => Ok(()),
            Err(error) => {
                tracing::debug!(%error, "the token goes into its file");
                self.move_to_file(token)
            }
        }
    }

    async fn clear(&self) -> Result<(), SecretsError> {
        let _one_by_one = self.probed.lock().await;
        self.vault.clear().map_err(failed)?;
        match self.keyring.clear().await {
            // What a keyring that is shut still holds is of a session that is over.
            Err(_) if self.home() == SecretsHome::File => Ok(()),
            other => other,
        }
    }

    fn home(&self) -> SecretsHome {
        *self.home.lock()
    }
}

fn failed(error: VaultError) -> SecretsError {
    SecretsError(error.to_string())
}
