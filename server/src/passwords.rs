//! Passwords: Argon2id, hashed off the async threads and few at a time, for each takes 19 MiB.

use std::sync::Arc;

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use montaj_domain::ambient::Entropy;
use tokio::sync::Semaphore;

const AT_ONCE: usize = 4;
/// So many may wait for their turn, at a few dozen milliseconds each; more are sent away.
const WAITING: usize = 128;
const SALT_BYTES: usize = 16;

/// No password has this hash. Checking against it takes as long as against a real one, so the
/// time of an answer does not tell whether a number is known.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$bW9udGFqLW5vYm9keTAx$\
                       c8uZ1b0oJxkq2mYv5pQw7TtLr4NdHsEaGfCyXi9Ke0A";

/// Hashes and checks, a bounded number at once.
#[derive(Debug)]
pub struct Passwords {
    working: Arc<Semaphore>,
    room: Arc<Semaphore>,
}

#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    #[error("hashing a password: {0}")]
    Hash(String),
    #[error("hashing a password was interrupted")]
    Interrupted,
    /// Too many wait already: another try makes sense in a moment.
    #[error("too many passwords wait to be hashed")]
    Busy,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            working: Arc::new(Semaphore::new(AT_ONCE)),
            room: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
        }
    }
}

impl Passwords {
    /// The hash to keep, with a fresh salt, as a PHC string.
    pub async fn hash(
        &self,
        password: &str,
        entropy: &dyn Entropy,
    ) -> Result<String, PasswordError> {
        let mut salt = [0; SALT_BYTES];
        entropy.fill(&mut salt);
        let password = password.to_owned();
        self.run(move || hash(&password, &salt)).await?
    }

    /// Whether the password has this hash; against `None`, false after the same time.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool, PasswordError> {
        let known = hash.is_some();
        let (password, hash) = (password.to_owned(), hash.unwrap_or(NOBODYS).to_owned());
        let fits = self.run(move || fits(&password, &hash)).await?;
        Ok(known && fits)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let room = Arc::clone(&self.room).try_acquire_owned().map_err(|_| PasswordError::Busy)?;
        let turn = Arc::clone(&self.working).acquire_owned().await;
        let turn = turn.map_err(|_| PasswordError::Interrupted)?;
        // The work goes on when nobody waits for it any more: its place is taken until it is done.
        let working = move || {
            let _places = (room, turn);
            work()
        };
        tokio::task::spawn_blocking(working).await.map_err(|_| PasswordError::Interrupted)
    }
}

fn hash(password: &str, salt: &[u8]) -> Result<String, PasswordError> {
    Argon2::default()
        .hash_password_with_salt(password.as_bytes(), salt)
        .map(|hash| hash.to_string())
        .map_err(|error| PasswordError::Hash(error.to_string()))
}

fn fits(password: &str, hash: &str) -> bool {
    Argon2::default().verify_password(password.as_bytes(), hash).is_ok()
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::phc::PasswordHash;

    use super::*;
    use crate::ambient::SystemEntropy;

    #[tokio::test]
    async fn only_the_right_password_fits() {
        let passwords = Passwords::default();
        let hash = passwords.hash("верный пароль 7", &SystemEntropy).await.unwrap();
        assert!(passwords.verify("верный пароль 7", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("верный пароль 8", Some(&hash)).await.unwrap());
        assert!(!passwords.verify("верный пароль 7", None).await.unwrap());
    }

    #[tokio::test]
    async fn whoever_finds_too_many_waiting_is_sent_away() {
        let passwords = Passwords::default();
        let _all =
            passwords.room.try_acquire_many(u32::try_from(AT_ONCE + WAITING).unwrap()).unwrap();
        let refused = passwords.verify("верный пароль 7", None).await;
        assert!(matches!(refused, Err(PasswordError::Busy)));
    }

    #[tokio::test]
    async fn a_hash_that_nobody_waits_for_keeps_its_place_until_it_is_done() {
        let passwords = Passwords::default();
        let (begin, begun) = tokio::sync::oneshot::channel();
        let (finish, finished) = std::sync::mpsc::channel::<()>();
        let work = move || {
            begin.send(()).unwrap();
            finished.recv().unwrap();
        };
        let mut working = Box::pin(passwords.run(work));
        tokio::select! {
            _ = &mut working => panic!("it is not done yet"),
            begun = begun => begun.unwrap(),
        }
        drop(working);
        assert_eq!(passwords.working.available_permits(), AT_ONCE - 1);
        finish.send(()).unwrap();
        let _all = passwords.working.acquire_many(u32::try_from(AT_ONCE).unwrap()).await.unwrap();
    }

    #[test]
    fn nobodys_hash_costs_as_much_as_a_real_one() {
        let real = hash("пароль", b"0123456789abcdef").unwrap();
        let (real, nobodys) = (PasswordHash::new(&real).unwrap(), PasswordHash::new(NOBODYS));
        assert_eq!(nobodys.unwrap().params, real.params);
    }
}
