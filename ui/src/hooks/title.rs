//! What the window is called: the page on screen, and how much is unread.

use std::cell::RefCell;

use yew::prelude::*;

#[derive(Debug, Default)]
struct Title {
    /// Of the pages on screen, the one that came last at the end: a chat beside its list.
    names: Vec<(u32, AttrValue)>,
    next: u32,
    /// As long as no page has told its name.
    section: Option<String>,
    unread: u32,
}

thread_local! {
    static TITLE: RefCell<Title> = RefCell::default();
}

impl Title {
    fn text(&self) -> String {
        let app = tr!("app-name");
        let name = self.names.last().map(|(_, name)| name.as_str()).or(self.section.as_deref());
        let whole = name.map_or_else(|| app.clone(), |name| format!("{name} · {app}"));
        if self.unread == 0 { whole } else { format!("({}) {whole}", self.unread) }
    }

    fn push(&mut self, name: AttrValue) -> u32 {
        self.next = self.next.wrapping_add(1);
        self.names.push((self.next, name));
        self.next
    }
}

fn change<T>(change: impl FnOnce(&mut Title) -> T) -> T {
    TITLE.with_borrow_mut(|title| {
        let changed = change(title);
        gloo::utils::document().set_title(&title.text());
        changed
    })
}

/// Calls the window by this name for as long as the page is on screen; `None` leaves it to others.
#[hook]
pub fn use_title(name: Option<AttrValue>) {
    use_effect_with(name, |name| {
        let own = name.clone().map(|name| change(|title| title.push(name)));
        move || change(|title| title.names.retain(|(id, _)| Some(*id) != own))
    });
}

/// Says in the window's name how much is unread, and which part of the application is on screen.
#[hook]
pub fn use_title_of_part(section: Option<String>, unread: u32) {
    use_effect_with((section, unread), |(section, unread)| {
        change(|title| {
            title.section.clone_from(section);
            title.unread = *unread;
        });
        || change(|title| (title.section, title.unread) = (None, 0))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_says_how_much_is_unread() {
        let title = Title { section: Some("Чаты".to_owned()), unread: 3, ..Title::default() };
        assert_eq!(title.text(), "(3) Чаты · Montaj");
        assert_eq!(Title::default().text(), "Montaj");
    }

    #[test]
    fn a_page_names_the_window_and_the_last_that_came_goes_first() {
        let mut title = Title { section: Some("Чаты".to_owned()), ..Title::default() };
        title.push("Чаты".into());
        let chat = title.push("Вера Лебедева".into());
        assert_eq!(title.text(), "Вера Лебедева · Montaj");
        title.names.retain(|(id, _)| *id != chat);
        assert_eq!(title.text(), "Чаты · Montaj");
    }
}
