//! The menu bar of macOS. Other systems get no bar, as their messengers have none: there the same
//! shortcuts are heard in the page.

use tauri::menu::{AboutMetadata, Menu, MenuBuilder, MenuEvent, MenuItemBuilder, SubmenuBuilder};
use tauri::{AppHandle, Builder, Manager, Wry};

use super::settings::Settings;
use super::{shortcuts, window};
use crate::events;

const SETTINGS: &str = "menu-settings";
const NEW_ORDER: &str = "menu-new-order";
const SEARCH: &str = "menu-search";
const SHORTCUTS: &str = "menu-shortcuts";
const ZOOM: [&str; 3] = ["zoom-in", "zoom-out", "zoom-reset"];

pub fn with_menu(builder: Builder<Wry>) -> Builder<Wry> {
    builder.enable_macos_default_menu(false).on_menu_event(on_menu)
}

/// Puts the bar up in the language of the settings.
///
/// # Errors
/// When the system refuses it.
pub fn show(app: &AppHandle) -> tauri::Result<()> {
    let menu = build(app)?;
    app.set_menu(menu).map(drop)
}

fn build(app: &AppHandle) -> tauri::Result<Menu<Wry>> {
    let words = app.state::<Settings>().words();
    let menu = words.menu;
    let item = |id: &str, text: &str, keys: &str| {
        MenuItemBuilder::with_id(id, text).accelerator(keys).build(app)
    };
    let own = SubmenuBuilder::new(app, "Montaj")
        .about_with_text(menu.about, Some(AboutMetadata::default()))
        .separator()
        .item(&item(SETTINGS, menu.settings, "Cmd+,")?)
        .separator()
        .services()
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .quit_with_text(words.quit)
        .build()?;
    let file = SubmenuBuilder::new(app, menu.file)
        .item(&item(NEW_ORDER, menu.new_order, "Cmd+N")?)
        .item(&item(SEARCH, menu.search, "Cmd+K")?)
        .separator()
        .close_window()
        .build()?;
    let edit = SubmenuBuilder::new(app, menu.edit)
        .undo()
        .redo()
        .separator()
        .cut()
        .copy()
        .paste()
        .select_all()
        .build()?;
    let view = SubmenuBuilder::new(app, menu.view)
        .item(&item(ZOOM[0], menu.zoom_in, "Cmd+=")?)
        .item(&item(ZOOM[1], menu.zoom_out, "Cmd+-")?)
        .item(&item(ZOOM[2], menu.zoom_reset, "Cmd+0")?)
        .separator()
        .fullscreen()
        .build()?;
    let window = SubmenuBuilder::new(app, menu.window).minimize().maximize().build()?;
    let help = SubmenuBuilder::new(app, menu.help)
        .item(&item(SHORTCUTS, menu.shortcuts, "F1")?)
        .build()?;
    MenuBuilder::new(app).items(&[&own, &file, &edit, &view, &window, &help]).build()
}

fn on_menu(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        SETTINGS => events::open_page(app, "/settings"),
        NEW_ORDER => press(app, "n", "KeyN"),
        SEARCH => press(app, "/", "Slash"),
        SHORTCUTS => press(app, "?", "Slash"),
        zoom if ZOOM.contains(&zoom) => shortcuts::run(app, zoom),
        _ => {}
    }
}

/// The page has its own shortcut for it: the menu presses that.
fn press(app: &AppHandle, key: &str, code: &str) {
    if let Some(window) = window::find(app) {
        let event = format!("{{ key: '{key}', code: '{code}', bubbles: true }}");
        window::say(
            &window,
            &format!("document.dispatchEvent(new KeyboardEvent('keydown', {event}))"),
        );
    }
}
