//! The little that the shell itself keeps between two runs, in `shell.json` of the data folder.

use std::fs;
use std::path::{Path, PathBuf};

use parking_lot::Mutex;
use serde::{Deserialize, Serialize};

const FILE: &str = "shell.json";

/// What is kept; what a build does not know of reads as its default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The person was told where the closed window went.
    pub told_of_tray: bool,
    /// Steps of zoom, 0 is the normal size.
    pub zoom: i8,
}

/// The kept values and their file.
#[derive(Debug)]
pub struct Memory {
    path: PathBuf,
    kept: Mutex<Kept>,
}

impl Memory {
    /// What `folder` keeps; a file that cannot be read is as good as none.
    pub fn read(folder: &Path) -> Self {
        let path = folder.join(FILE);
        let text = fs::read_to_string(&path).unwrap_or_default();
        Self { path, kept: Mutex::new(serde_json::from_str(&text).unwrap_or_default()) }
    }

    pub fn kept(&self) -> Kept {
        *self.kept.lock()
    }

    /// Changes what is kept. A file that cannot be written costs no more than the memory of it.
    pub fn change(&self, change: impl FnOnce(&mut Kept)) -> Kept {
        let mut kept = self.kept.lock();
        let before = *kept;
        change(&mut kept);
        if *kept != before
            && let Ok(text) = serde_json::to_string(&*kept)
            && let Err(error) = fs::write(&self.path, text)
        {
            tracing::warn!(%error, path = %self.path.display(), "cannot be kept");
        }
        *kept
    }
}

/// A short name for a folder, the same at every start.
#[cfg(target_os = "linux")]
pub fn mark(folder: &Path) -> String {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    digest.iter().take(8).fold(String::from("p"), |name, byte| format!("{name}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_there_at_the_next_start_and_a_broken_file_is_as_none() {
        let folder = tempfile::tempdir().unwrap();
        Memory::read(folder.path()).change(|kept| kept.zoom = 2);
        assert_eq!(Memory::read(folder.path()).kept(), Kept { zoom: 2, told_of_tray: false });
        fs::write(folder.path().join(FILE), "{").unwrap();
        assert_eq!(Memory::read(folder.path()).kept(), Kept::default());
    }
}
