//! Whether anybody shows icons of programs: without, a window closed into the tray would be lost.

/// On Linux a panel says so on the session bus.
#[cfg(target_os = "linux")]
pub async fn is_present() -> bool {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let host = "IsStatusNotifierHostRegistered";
    crate::bus::flag(WATCHER, "/StatusNotifierWatcher", WATCHER, host).await == Some(true)
}

/// Windows and macOS always have a place for them.
#[cfg(not(target_os = "linux"))]
pub async fn is_present() -> bool {
    true
}
