//! Whether the side bar is folded, on this device: `ui/theme.js` says so before the first paint.

use gloo::utils::{document, window};

const KEY: &str = "montaj.nav";
const MARK: &str = "data-nav";
const FOLDED: &str = "folded";

pub fn is_folded() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(MARK))
}

pub fn fold(folded: bool) {
    let Some(root) = document().document_element() else { return };
    let storage = window().local_storage().ok().flatten();
    // Where storage is forbidden it holds until the window is closed.
    if folded {
        let _ = root.set_attribute(MARK, FOLDED);
        let _ = storage.map(|storage| storage.set_item(KEY, FOLDED));
    } else {
        let _ = root.remove_attribute(MARK);
        let _ = storage.map(|storage| storage.remove_item(KEY));
    }
}
