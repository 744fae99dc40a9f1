//! The texts that stand outside the window, in both languages: the few of the tray and the menus,
//! and the interface's dictionaries, by which pop-ups are told.

use std::sync::LazyLock;

use montaj_client::local::Language;
use montaj_client::words::Dictionary;

/// What the tray and the menus say, and the buttons of pop-ups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    pub open: &'static str,
    pub show: &'static str,
    pub mute: &'static str,
    pub log_out: &'static str,
    pub quit: &'static str,
    pub reply: &'static str,
    pub reply_hint: &'static str,
    pub hidden_title: &'static str,
    pub hidden_body: &'static str,
    #[cfg(target_os = "macos")]
    pub menu: MenuWords,
}

/// The words of the menu bar.
#[cfg(target_os = "macos")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MenuWords {
    pub file: &'static str,
    pub edit: &'static str,
    pub view: &'static str,
    pub window: &'static str,
    pub help: &'static str,
    pub about: &'static str,
    pub settings: &'static str,
    pub new_order: &'static str,
    pub search: &'static str,
    pub shortcuts: &'static str,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub zoom_reset: &'static str,
}

const RUSSIAN: Words = Words {
    open: "Открыть Montaj",
    show: "Открыть",
    mute: "Не беспокоить час",
    log_out: "Выйти из аккаунта",
    quit: "Закрыть Montaj",
    reply: "Ответить",
    reply_hint: "Сообщение",
    hidden_title: "Montaj работает дальше",
    hidden_body: "Окно закрыто, сообщения приходят: значок — в области уведомлений. Закрыть совсем — в его меню или Ctrl+Q.",
    #[cfg(target_os = "macos")]
    menu: MenuWords {
        file: "Файл",
        edit: "Правка",
        view: "Вид",
        window: "Окно",
        help: "Справка",
        about: "О программе Montaj",
        settings: "Настройки…",
        new_order: "Новый заказ",
        search: "Поиск",
        shortcuts: "Сочетания клавиш",
        zoom_in: "Крупнее",
        zoom_out: "Мельче",
        zoom_reset: "Обычный размер",
    },
};

const ENGLISH: Words = Words {
    open: "Open Montaj",
    show: "Open",
    mute: "Do not disturb for an hour",
    log_out: "Log out",
    quit: "Quit Montaj",
    reply: "Reply",
    reply_hint: "Message",
    hidden_title: "Montaj keeps running",
    hidden_body: "The window is closed, messages still arrive: look for the icon in the notification area. To quit, use its menu or Ctrl+Q.",
    #[cfg(target_os = "macos")]
    menu: MenuWords {
        file: "File",
        edit: "Edit",
        view: "View",
        window: "Window",
        help: "Help",
        about: "About Montaj",
        settings: "Settings…",
        new_order: "New order",
        search: "Search",
        shortcuts: "Keyboard shortcuts",
        zoom_in: "Zoom in",
        zoom_out: "Zoom out",
        zoom_reset: "Actual size",
    },
};

static RUSSIAN_TEXTS: LazyLock<Dictionary> =
    LazyLock::new(|| Dictionary::new(Language::Russian, include_str!("../ui/i18n/ru.ftl")));
static ENGLISH_TEXTS: LazyLock<Dictionary> =
    LazyLock::new(|| Dictionary::new(Language::English, include_str!("../ui/i18n/en.ftl")));

/// The interface's texts in `language`.
#[must_use]
pub fn dictionary(language: Language) -> &'static Dictionary {
    match language {
        Language::Russian => &RUSSIAN_TEXTS,
        Language::English => &ENGLISH_TEXTS,
    }
}

/// The words of `language`.
#[must_use]
pub const fn of(language: Language) -> &'static Words {
    match language {
        Language::Russian => &RUSSIAN,
        Language::English => &ENGLISH,
    }
}

/// «Montaj: 3 непрочитанных».
#[must_use]
pub fn unread(language: Language, count: u32) -> String {
    match (language, count) {
        (_, 0) => "Montaj".to_owned(),
        (Language::Russian, count) if count % 10 == 1 && count % 100 != 11 => {
            format!("Montaj: {count} непрочитанное")
        }
        (Language::Russian, count) => format!("Montaj: {count} непрочитанных"),
        (Language::English, count) => format!("Montaj: {count} unread"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_the_unread_is_grammatical() {
        let said = |count| unread(Language::Russian, count);
        assert_eq!(said(0), "Montaj");
        assert_eq!(said(1), "Montaj: 1 непрочитанное");
        assert_eq!(said(3), "Montaj: 3 непрочитанных");
        assert_eq!(said(11), "Montaj: 11 непрочитанных");
        assert_eq!(said(121), "Montaj: 121 непрочитанное");
        assert_eq!(unread(Language::English, 1), "Montaj: 1 unread");
    }
}
