//! What the program was started with.

/// Said by the entry that starts the app with the system.
pub const HIDDEN: &str = "--hidden";

/// The arguments; a link is read by the plugin of links.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Without a window, in the tray.
    pub hidden: bool,
}

impl Arguments {
    pub fn of(mut arguments: impl Iterator<Item = String>) -> Self {
        Self { hidden: arguments.any(|argument| argument == HIDDEN) }
    }
}
