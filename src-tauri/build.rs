//! Tauri's build step: embeds the interface and the icons, generates the permissions.

fn main() {
    tauri_build::build();
}
