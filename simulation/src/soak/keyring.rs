//! A keyring that outlives the process: the refresh token in a file, replaced as a whole.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write as _},
    path::PathBuf,
};

use montaj_client::secrets::{Secrets, SecretsError, SecretsHome};

/// For the soak only: the app's own keyring is the system's.
#[derive(Debug)]
pub struct FileKeyring(PathBuf);

impl FileKeyring {
    pub const fn at(path: PathBuf) -> Self {
        Self(path)
    }

    fn replace(&self, secret: &str) -> io::Result<()> {
        let new = self.0.with_extension("new");
        let mut file = File::create(&new)?;
        file.write_all(secret.as_bytes())?;
        file.sync_all()?;
        fs::rename(new, &self.0)
    }
}

#[async_trait::async_trait]
impl Secrets for FileKeyring {
    async fn load(&self) -> Result<Option<String>, SecretsError> {
        match fs::read_to_string(&self.0) {
            Ok(secret) => Ok(Some(secret)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(SecretsError(error.to_string())),
        }
    }

    async fn store(&self, secret: &str) -> Result<(), SecretsError> {
        self.replace(secret).map_err(|error| SecretsError(error.to_string()))
    }

    async fn clear(&self) -> Result<(), SecretsError> {
        match fs::remove_file(&self.0) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(SecretsError(error.to_string()))
            }
            _ => Ok(()),
        }
    }

    fn home(&self) -> SecretsHome {
        SecretsHome::File
    }
}
