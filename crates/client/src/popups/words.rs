//! The dictionary of the pop-ups: small, because the engine knows no interface and its own words
//! are few. A field that a language lacks does not compile.

use montaj_domain::notification::NotificationKind;

use crate::local::Language;

/// A word after 1, after 2 to 4, and after 5 and more; in English the last two are the same.
pub(super) type Forms = [&'static str; 3];

/// All that pop-ups say in one language.
#[derive(Debug)]
pub(crate) struct Words {
    language: Language,
    /// Titles of summaries.
    pub(crate) while_away: &'static str,
    pub(crate) in_quiet_hours: &'static str,
    pub(super) new_message: &'static str,
    pub(super) new_messages: Forms,
    pub(super) messages: Forms,
    pub(super) within: &'static str,
    pub(super) in_chats: Forms,
    pub(super) responses: Forms,
    pub(super) new_orders: Forms,
    pub(super) notifications: Forms,
    /// `{}` is the name of the step.
    pub(super) refused: &'static str,
    /// In place of the server's own words, where those are in another language.
    pub(super) why_refused: Option<&'static str>,
    pub(super) start_work: &'static str,
    pub(super) cancel_work: &'static str,
    pub(super) complete: &'static str,
    pub(super) close: &'static str,
}

static RUSSIAN: Words = Words {
    language: Language::Russian,
    while_away: "Пока вас не было",
    in_quiet_hours: "За тихие часы",
    new_message: "Новое сообщение",
    new_messages: ["новое сообщение", "новых сообщения", "новых сообщений"],
    messages: ["сообщение", "сообщения", "сообщений"],
    within: "в",
    in_chats: ["чате", "чатах", "чатах"],
    responses: ["отклик", "отклика", "откликов"],
    new_orders: ["новый заказ", "новых заказа", "новых заказов"],
    notifications: ["уведомление", "уведомления", "уведомлений"],
    refused: "Не получилось: «{}»",
    why_refused: None,
    start_work: "Приступить к работе",
    cancel_work: "Отказаться от заказа",
    complete: "Заказ выполнен",
    close: "Закрыть заказ",
};

static ENGLISH: Words = Words {
    language: Language::English,
    while_away: "While you were away",
    in_quiet_hours: "During your quiet hours",
    new_message: "New message",
    new_messages: ["new message", "new messages", "new messages"],
    messages: ["message", "messages", "messages"],
    within: "in",
    in_chats: ["chat", "chats", "chats"],
    responses: ["response", "responses", "responses"],
    new_orders: ["new order", "new orders", "new orders"],
    notifications: ["notification", "notifications", "notifications"],
    refused: "Not done: “{}”",
    why_refused: Some("Open the order to see why and decide what to do."),
    start_work: "Start work",
    cancel_work: "Withdraw from the order",
    complete: "Work is done",
    close: "Close the order",
};

impl Words {
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::Russian => &RUSSIAN,
            Language::English => &ENGLISH,
        }
    }

    /// «3 сообщения».
    pub(super) fn counted(&self, count: u32, forms: Forms) -> String {
        let form = match (self.language, count % 10, count % 100) {
            (Language::English, ..) => usize::from(count != 1),
            (Language::Russian, _, 11..=14) => 2,
            (Language::Russian, 1, _) => 0,
            (Language::Russian, 2..=4, _) => 1,
            (Language::Russian, ..) => 2,
        };
        format!("{count} {}", forms[form])
    }

    /// The title of a notification in place of the server's, which is in Russian.
    pub(super) const fn title(&self, kind: NotificationKind) -> Option<&'static str> {
        match self.language {
            Language::Russian => None,
            Language::English => Some(match kind {
                NotificationKind::NewOrder => "A new order for you",
                NotificationKind::Response => "A new response to your order",
                NotificationKind::Selected => "You were selected",
                NotificationKind::NotSelected => "The customer selected someone else",
                NotificationKind::Started => "The installer has started work",
                NotificationKind::Done => "The order is done",
                NotificationKind::Closed => "The order is closed",
                NotificationKind::Refused => "The installer has withdrawn",
                NotificationKind::Cancelled => "The order was cancelled",
                NotificationKind::OrderChanged => "The order has changed",
                NotificationKind::Message => "New message",
                NotificationKind::AccountModerated => "Your account was reviewed",
                NotificationKind::OrderModerated => "Your order was reviewed",
                NotificationKind::System => "News from Montaj",
            }),
        }
    }

    /// An order by its number and title.
    pub(super) fn order(&self, number: i64, title: &str) -> String {
        match self.language {
            Language::Russian => format!("Заказ № {number} «{title}»"),
            Language::English => format!("Order No. {number} “{title}”"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: &Words) -> Vec<&'static str> {
        let Words {
            language: _,
            while_away,
            in_quiet_hours,
            new_message,
            new_messages,
            messages,
            within,
            in_chats,
            responses,
            new_orders,
            notifications,
            refused,
            why_refused,
            start_work,
            cancel_work,
            complete,
            close,
        } = *words;
        let lists = [new_messages, messages, in_chats, responses, new_orders, notifications];
        let mut all = vec![while_away, in_quiet_hours, new_message, within, refused];
        all.extend([start_work, cancel_work, complete, close]);
        all.extend(why_refused);
        all.extend(lists.into_iter().flatten());
        all.extend(NotificationKind::ALL.iter().filter_map(|kind| words.title(*kind)));
        all
    }

    #[test]
    fn every_text_is_there_and_in_its_own_alphabet() {
        for language in Language::ALL {
            let words = Words::of(language);
            assert_eq!(words.language, language);
            assert!(words.refused.contains("{}"));
            for text in texts(words) {
                let cyrillic = text.chars().any(|c| ('а'..='я').contains(&c));
                assert_eq!(cyrillic, language == Language::Russian, "{text:?}");
            }
        }
    }

    #[test]
    fn words_follow_their_number() {
        let said = |language, counts: [u32; 7]| {
            let words = Words::of(language);
            counts.map(|count| words.counted(count, words.responses))
        };
        assert_eq!(
            said(Language::Russian, [1, 2, 5, 11, 21, 112, 104]),
            [
                "1 отклик",
                "2 отклика",
                "5 откликов",
                "11 откликов",
                "21 отклик",
                "112 откликов",
                "104 отклика"
            ]
        );
        assert_eq!(
            said(Language::English, [1, 2, 5, 11, 21, 112, 104])[..2],
            ["1 response", "2 responses"]
        );
        assert!(said(Language::English, [21, 11, 101, 2, 2, 2, 2])[0].ends_with("responses"));
    }
}
