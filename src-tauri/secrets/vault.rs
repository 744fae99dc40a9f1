//! The refresh token's home where no keyring takes it: a file, encrypted with a key made of a
//! random file that only this person may read and of the machine's own id.
//!
//! It keeps the token from whoever gets a copy of the one file (a backup, a synchronised folder, a
//! disk without the machine's id), not from a program that runs as the same person.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use montaj_domain::ambient::Entropy;
use sha2::Sha256;
use thiserror::Error;

const KEY_FILE: &str = "session.key";
const SEALED_FILE: &str = "session.sealed";
const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// The first byte of the file; it and the purpose are authenticated with the content.
const VERSION: u8 = 1;
const PURPOSE: &[u8] = b"ru.montaj.app refresh token, version 1";

/// What can go wrong with the file.
#[derive(Debug, Error)]
pub enum VaultError {
    #[error("{path} cannot be used")]
    File { path: PathBuf, source: io::Error },
    #[error("the key for {path} cannot be made")]
    Key { path: PathBuf },
    #[error("{path} is damaged, or was sealed on another machine")]
    Unreadable { path: PathBuf },
}

/// The two files in the app's data folder.
#[derive(Debug)]
pub struct Vault {
    folder: PathBuf,
    machine: Vec<u8>,
}

impl Vault {
    /// The vault in `folder`, bound to `machine`.
    #[must_use]
    pub fn new(folder: PathBuf, machine: Vec<u8>) -> Self {
        Self { folder, machine }
    }

    /// The token, if one is sealed here.
    ///
    /// # Errors
    /// When there is a file that cannot be read or opened.
    pub fn load(&self) -> Result<Option<String>, VaultError> {
        let path = self.folder.join(SEALED_FILE);
        let Some(sealed) = read(&path)? else { return Ok(None) };
        let unreadable = || VaultError::Unreadable { path: path.clone() };
        let Some(secret) = read(&self.folder.join(KEY_FILE))? else { return Err(unreadable()) };
        let (version, rest) = sealed.split_first().ok_or_else(unreadable)?;
        if *version != VERSION {
            return Err(unreadable());
        }
        let (nonce, content) = rest.split_at_checked(NONCE_BYTES).ok_or_else(unreadable)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| unreadable())?;
        let payload = Payload { msg: content, aad: PURPOSE };
        let opened = self.cipher(&secret)?.decrypt(&nonce, payload).map_err(|_| unreadable())?;
        String::from_utf8(opened).map(Some).map_err(|_| unreadable())
    }

    /// Seals `token` in place of what was here.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn store(&self, token: &str, entropy: &dyn Entropy) -> Result<(), VaultError> {
        let secret = self.secret(entropy)?;
        let mut nonce = [0; NONCE_BYTES];
        entropy.fill(&mut nonce);
        let path = self.folder.join(SEALED_FILE);
        let payload = Payload { msg: token.as_bytes(), aad: PURPOSE };
        let content = self
            .cipher(&secret)?
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| VaultError::Key { path: path.clone() })?;
        write_private(&path, &[&[VERSION][..], &nonce, &content].concat())
    }

    /// Forgets the token and the key.
    ///
    /// # Errors
    /// When a file stays.
    pub fn clear(&self) -> Result<(), VaultError> {
        for name in [SEALED_FILE, KEY_FILE] {
            let path = self.folder.join(name);
            match fs::remove_file(&path) {
                Err(source) if source.kind() != ErrorKind::NotFound => {
                    return Err(VaultError::File { path, source });
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The random half of the key, made when there is none.
    fn secret(&self, entropy: &dyn Entropy) -> Result<Vec<u8>, VaultError> {
        let path = self.folder.join(KEY_FILE);
        if let Some(secret) = read(&path)?.filter(|secret| secret.len() == KEY_BYTES) {
            return Ok(secret);
        }
        let mut secret = vec![0; KEY_BYTES];
        entropy.fill(&mut secret);
        write_private(&path, &secret)?;
        Ok(secret)
    }

    fn cipher(&self, secret: &[u8]) -> Result<XChaCha20Poly1305, VaultError> {
        let mut key = Key::default();
        Hkdf::<Sha256>::new(Some(&self.machine), secret)
            .expand(PURPOSE, &mut key)
            .map_err(|_| VaultError::Key { path: self.folder.join(SEALED_FILE) })?;
        Ok(XChaCha20Poly1305::new(&key))
    }
}

/// What tells this machine from others, without rights: empty where the system has no such file,
/// and then the key file alone is the key.
#[must_use]
pub fn machine_id() -> Vec<u8> {
    ["/etc/machine-id", "/var/lib/dbus/machine-id"]
        .iter()
        .find_map(|path| fs::read(path).ok().filter(|id| !id.trim_ascii().is_empty()))
        .map(|id| id.trim_ascii().to_vec())
        .unwrap_or_default()
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, VaultError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(VaultError::File { path: path.to_owned(), source }),
    }
}

/// Replaces the file as a whole, readable by this person alone from its first byte on.
fn write_private(path: &Path, content: &[u8]) -> Result<(), VaultError> {
    let new = path.with_extension("new");
    let write = || {
        // A left-over of a crash may have other rights.
        match fs::remove_file(&new) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = create_private(&new)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(&new, path)
    };
    write().map_err(|source| VaultError::File { path: path.to_owned(), source })
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Elsewhere the folder of the app's data is this person's alone already.
#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(test)]
mod tests {
    use montaj_client::host::OsEntropy;

    use super::*;

    fn vault(folder: &Path, machine: &str) -> Vault {
        Vault::new(folder.to_owned(), machine.as_bytes().to_vec())
    }

    #[test]
    fn a_token_comes_back_and_stands_in_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(folder.path(), "machine");
        assert!(vault.load().unwrap().is_none());
        vault.store("refresh-1", &OsEntropy).unwrap();
        vault.store("refresh-2", &OsEntropy).unwrap();
        assert_eq!(vault.load().unwrap().as_deref(), Some("refresh-2"));
        for entry in fs::read_dir(folder.path()).unwrap() {
            let content = fs::read(entry.unwrap().path()).unwrap();
            assert!(!content.windows(7).any(|part| part == b"refresh"));
        }
        vault.clear().unwrap();
        assert!(vault.load().unwrap().is_none());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn neither_another_machine_nor_another_key_nor_a_changed_byte_opens_it() {
        let folder = tempfile::tempdir().unwrap();
        let own = vault(folder.path(), "machine");
        own.store("refresh", &OsEntropy).unwrap();
        let elsewhere = vault(folder.path(), "another").load();
        assert!(matches!(elsewhere, Err(VaultError::Unreadable { .. })), "{elsewhere:?}");
        let path = folder.path().join(SEALED_FILE);
        let sealed = fs::read(&path).unwrap();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            fs::write(&path, changed).unwrap();
            assert!(own.load().is_err(), "byte {at}");
        }
        fs::write(&path, &sealed).unwrap();
        fs::write(folder.path().join(KEY_FILE), [0; KEY_BYTES]).unwrap();
        assert!(own.load().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn only_this_person_may_read_the_files() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        vault(folder.path(), "").store("refresh", &OsEntropy).unwrap();
        for name in [KEY_FILE, SEALED_FILE] {
            let mode = fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
    }
}
