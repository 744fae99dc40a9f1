//! Screenshots of every page a script passes, for people to look at afterwards.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fantoccini::Client;
use parking_lot::Mutex;

/// Numbered pictures of one run: `<folder>/<script>/<number>-<person>-<what>.png`.
#[derive(Debug)]
pub struct Screens {
    folder: PathBuf,
    taken: Mutex<u32>,
}

impl Screens {
    /// A fresh folder for the run named `script`, in `MONTAJ_SCREENSHOTS` or the build folder.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn of(script: &str) -> Result<Self> {
        let root = match std::env::var_os("MONTAJ_SCREENSHOTS") {
            Some(named) => PathBuf::from(named),
            None => build_folder()?.join("screenshots"),
        };
        let folder = root.join(script);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        Ok(Self { folder, taken: Mutex::new(0) })
    }

    /// Where the pictures are, and the programs' logs beside them.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes a picture of what `person` sees.
    ///
    /// # Errors
    /// When the driver has none to give or the file cannot be written.
    pub async fn take(&self, client: &Client, person: &str, what: &str) -> Result<()> {
        let picture = client.screenshot().await.with_context(|| format!("picture of {what}"))?;
        let number = {
            let mut taken = self.taken.lock();
            *taken += 1;
            *taken
        };
        std::fs::write(self.folder.join(format!("{number:02}-{person}-{what}.png")), picture)?;
        Ok(())
    }
}

/// `target`, two levels above `target/debug/deps/<test>`.
fn build_folder() -> Result<PathBuf> {
    let test = std::env::current_exe()?;
    let folder = test.ancestors().nth(3).context("the test stands in no build folder")?;
    Ok(folder.to_owned())
}
