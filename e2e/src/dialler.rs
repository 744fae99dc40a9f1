//! What opens the numbers and addresses that are pressed on a private desktop.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::wait::{PATIENCE, until};

const ENTRY: &str = "[Desktop Entry]
Type=Application
Name=Dialler
MimeType=x-scheme-handler/tel;x-scheme-handler/mailto;
";
const DEFAULTS: &str = "[Default Applications]
x-scheme-handler/tel=dialler.desktop
x-scheme-handler/mailto=dialler.desktop
";

/// The desktop's program for phone numbers and e-mail addresses: it writes down what it is given.
#[derive(Debug)]
pub struct Dialler {
    dialled: PathBuf,
}

impl Dialler {
    /// Installs it for the person whose `home` that is.
    ///
    /// # Errors
    /// When its files cannot be written.
    pub fn install(home: &Path) -> Result<Self> {
        let (program, dialled) = (home.join("dialler"), home.join("dialled"));
        fs::write(&program, format!("#!/bin/sh\necho \"$1\" >> '{}'\n", dialled.display()))?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o700))?;
        let applications = home.join(".local/share/applications");
        fs::create_dir_all(&applications)?;
        let entry = format!("{ENTRY}Exec={} %u\n", program.display());
        fs::write(applications.join("dialler.desktop"), entry)?;
        fs::create_dir_all(home.join(".config"))?;
        fs::write(home.join(".config/mimeapps.list"), DEFAULTS)?;
        Ok(Self { dialled })
    }

    /// Waits until it was asked to open `address`.
    ///
    /// # Errors
    /// When it is not in time.
    pub async fn is_asked_for(&self, address: &str) -> Result<()> {
        until(format!("{address} dialled"), PATIENCE, || async {
            let dialled = fs::read_to_string(&self.dialled).ok()?;
            dialled.lines().any(|line| line == address).then_some(())
        })
        .await
    }
}
