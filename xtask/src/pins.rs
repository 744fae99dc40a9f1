//! Every version and package that set-up installs. Pins stand here and nowhere else
//! (npm's in xtask/tools/package.json, PyPI's in xtask/tools/requirements.txt, crates' in Cargo.lock).

/// A tool that `cargo install` builds into the tools directory.
#[derive(Debug, Clone, Copy)]
pub struct CargoTool {
    pub name: &'static str,
    pub version: &'static str,
    pub flags: &'static [&'static str],
    /// Roughly how long the build takes, to say so beforehand.
    pub takes: &'static str,
}

/// Builds ui/ into ui/dist. 0.22 needs a newer rustc than ours; with rustls it needs no OpenSSL.
pub const TRUNK: CargoTool = CargoTool {
    name: "trunk",
    version: "0.21.14",
    flags: &["--locked", "--no-default-features", "--features", "rustls"],
    takes: "5 minutes",
};

/// Must equal the wasm-bindgen of Cargo.toml and of ui/Trunk.toml. Its lock file does not build here.
pub const WASM_BINDGEN: CargoTool =
    CargoTool { name: "wasm-bindgen-cli", version: "0.2.130", flags: &[], takes: "3 minutes" };

/// Drives the desktop window in the end-to-end tests.
pub const TAURI_DRIVER: CargoTool =
    CargoTool { name: "tauri-driver", version: "2.1.0", flags: &["--locked"], takes: "1 minute" };

pub const NEXTEST: CargoTool = CargoTool {
    name: "cargo-nextest",
    version: "0.9.143",
    flags: &["--locked"],
    takes: "5 minutes",
};

pub const DENY: CargoTool =
    CargoTool { name: "cargo-deny", version: "0.20.2", flags: &["--locked"], takes: "4 minutes" };

/// Instruments and runs the targets in fuzz/ (only for `cargo xtask fuzz`).
pub const FUZZ: CargoTool =
    CargoTool { name: "cargo-fuzz", version: "0.13.2", flags: &["--locked"], takes: "1 minute" };

pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What Linux can compile for Windows by MinGW, to see that the app's code for it is sound.
pub const WINDOWS_TARGET: &str = "x86_64-pc-windows-gnu";

/// A Debian package, or the first of several names that the distribution knows.
pub type AptPackage = &'static [&'static str];

/// What compiling the app, the server and the tools needs.
pub const APT_BUILD: &[AptPackage] = &[
    &["libwebkit2gtk-4.1-dev"],
    &["libsoup-3.0-dev"],
    &["libgtk-3-dev"],
    &["librsvg2-dev"],
    &["libayatana-appindicator3-dev"],
    &["libxdo-dev"],
    &["libssl-dev"],
    &["pkg-config", "pkgconf"],
    &["build-essential"],
    &["file"],
    &["patchelf"],
    &["desktop-file-utils"],
    &["xdg-utils"],
];

/// What only the tests need: a screen, two browsers, a keyring, a notification daemon, PostgreSQL,
/// Python, and MinGW for the parts in C of the app for Windows.
pub const APT_TEST: &[AptPackage] = &[
    &["xvfb"],
    &["x11-utils"],
    &["xdotool"],
    &["scrot"],
    &["imagemagick"],
    &["dbus"],
    &["dbus-x11"],
    &["webkit2gtk-driver"],
    &["gnome-keyring"],
    &["libsecret-tools"],
    &["dunst"],
    &["libnotify-bin"],
    &["chromium", "chromium-browser"],
    &["chromium-driver", "chromium-chromedriver"],
    &["brotli"],
    &["fonts-dejavu-core"],
    &["postgresql-15", "postgresql-16", "postgresql-17", "postgresql"],
    &["nats-server"],
    &["python3-venv"],
    &["gcc-mingw-w64-x86-64"],
];

/// Installed only where no `npm` is on PATH.
pub const APT_NODE: &[AptPackage] = &[&["nodejs"], &["npm"]];
