//! What notifications say: in Russian, and as the facts of which other languages make their own
//! sentences.

use montaj_domain::{
    ids::{NotificationId, UserId},
    notification::{NotificationFacts, NotificationKind, Outcome},
    order::{Budget, Order, OrderModeration},
    timestamp::Timestamp,
    user::{Specialization, UserModeration},
};
use montaj_store::notifications::Notification;

/// A worded notification. Titles are short: a pop-up shows them in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub kind: NotificationKind,
    title: String,
    body: String,
    facts: NotificationFacts,
}

const TITLE_CHARS: usize = 70;
const MESSAGE_CHARS: usize = 120;

impl Note {
    fn new(kind: NotificationKind, title: &str, body: String) -> Self {
        Self { kind, title: title.to_owned(), body, facts: NotificationFacts::default() }
    }

    /// As the person is told it: unread, and about no order.
    pub fn told(self, id: NotificationId, user_id: UserId, created_at: Timestamp) -> Notification {
        let Self { kind, title, body, facts } = self;
        let facts = Some(facts);
        Notification {
            id,
            user_id,
            kind,
            title,
            body,
            facts,
            order_id: None,
            created_at,
            read_at: None,
        }
    }

    fn by(mut self, who: &str) -> Self {
        self.facts.who = Some(who.to_owned());
        self
    }

    fn saying(mut self, said: Option<String>) -> Self {
        self.facts.said = said;
        self
    }

    fn with(mut self, outcome: Outcome) -> Self {
        self.facts.outcome = Some(outcome.to_string());
        self
    }
}

/// Notes about one order.
#[derive(Debug, Clone, Copy)]
pub struct OrderNote<'a>(pub &'a Order);

impl OrderNote<'_> {
    /// To executors whose trade and region it is.
    pub fn new_order(self) -> Note {
        let details = &self.0.details;
        let budget = match details.budget {
            Budget::Fixed(amount) => format!("бюджет {amount}"),
            Budget::Negotiable => "бюджет договорной".to_owned(),
        };
        let title = format!("Новый заказ: {}", category(details.category));
        let body = format!("{}. {}, {budget}.", self.name(), details.region);
        let mut note = self.note(NotificationKind::NewOrder, &title, body);
        note.facts.category = Some(details.category.to_string());
        note.facts.region = Some(details.region.clone());
        note.facts.budget_kopecks = match details.budget {
            Budget::Fixed(amount) => Some(amount),
            Budget::Negotiable => None,
        };
        note
    }

    /// To the customer.
    pub fn response(self, executor: &str, message: Option<&str>) -> Note {
        let said = message.map(|text| clipped(text, MESSAGE_CHARS));
        let quoted = said.as_ref().map(|text| format!(" «{text}»"));
        let body = format!(
            "Исполнитель {executor} откликнулся на {}.{}",
            self.name_in_text(),
            quoted.unwrap_or_default(),
        );
        let note = self.note(NotificationKind::Response, "Новый отклик на ваш заказ", body);
        note.by(executor).saying(said)
    }

    /// To the executor who was selected.
    pub fn selected(self, customer: &str) -> Note {
        let body = format!(
            "{} — ваш! Заказчик: {customer}. Контакты и чат открыты: обсудите детали и приступайте \
             к работе.",
            self.name(),
        );
        self.note(NotificationKind::Selected, "Заказчик выбрал вас", body).by(customer)
    }

    /// To the others who responded (PRODUCT 3.3).
    pub fn not_selected(self) -> Note {
        let body = format!(
            "Заказчик выбрал другого исполнителя на {}. Спасибо за отклик! Продолжайте откликаться — \
             подходящий заказ обязательно найдётся.",
            self.name_in_text(),
        );
        self.note(NotificationKind::NotSelected, "Заказчик выбрал другого исполнителя", body)
    }

    /// To the customer.
    pub fn started(self, executor: &str) -> Note {
        let body = format!("{executor}: работа началась. {}.", self.name());
        self.note(NotificationKind::Started, "Исполнитель приступил к работе", body).by(executor)
    }

    /// To the customer.
    pub fn done(self, executor: &str) -> Note {
        let body = format!(
            "{executor}: работа выполнена. {}. Проверьте результат и рассчитайтесь с исполнителем.",
            self.name(),
        );
        self.note(NotificationKind::Done, "Заказ выполнен", body).by(executor)
    }

    /// To the customer.
    pub fn closed(self) -> Note {
        let body = format!("{} завершён. Спасибо, что выбрали Montaj!", self.name());
        self.note(NotificationKind::Closed, "Заказ закрыт", body)
    }

    /// To the customer, with the executor's reason (PRODUCT 4.2).
    pub fn refused(self, executor: &str, reason: &str) -> Note {
        let body = format!(
            "Исполнитель {executor} больше не занимается вашим заказом.{} \
             {} снова опубликован — выберите другого исполнителя.",
            because(Some(reason)),
            self.name(),
        );
        let note = self.note(NotificationKind::Refused, "Исполнитель отказался от заказа", body);
        note.by(executor).saying(Some(reason.to_owned()))
    }

    /// To those who were turned down, when the order is open again.
    pub fn reopened(self) -> Note {
        let body = format!("{} снова опубликован, и ваш отклик опять рассматривают.", self.name());
        let title = "Ваш отклик снова в силе";
        self.note(NotificationKind::OrderChanged, title, body).with(Outcome::Reopened)
    }

    /// To those who responded.
    pub fn changed(self) -> Note {
        let body =
            format!("{}: заказчик изменил условия. Посмотрите, подходят ли они вам.", self.name(),);
        self.note(NotificationKind::OrderChanged, "Заказ изменён", body).with(Outcome::Changed)
    }

    /// To those who responded.
    pub fn cancelled(self) -> Note {
        let body = format!(
            "Заказчик отменил {}. Продолжайте откликаться — другие заказы ждут.",
            self.name_in_text(),
        );
        self.note(NotificationKind::Cancelled, "Заказ отменён", body).with(Outcome::Cancelled)
    }

    /// To those who responded or worked, when an administrator took the order away.
    pub fn taken_away(self) -> Note {
        let body = format!("{} снят с публикации модератором.", self.name());
        self.note(NotificationKind::Cancelled, "Заказ отменён", body).with(Outcome::TakenDown)
    }

    /// To the customer.
    pub fn moderated(self, act: OrderModeration, reason: Option<&str>) -> Note {
        let (title, verdict) = match act {
            OrderModeration::Approve => {
                ("Заказ опубликован", "прошёл проверку. Исполнители уже видят его")
            }
            OrderModeration::Reject => ("Заказ не прошёл проверку", "не опубликован"),
            OrderModeration::Archive => ("Заказ убран в архив", "убран модератором в архив"),
            OrderModeration::Cancel => ("Заказ отменён модератором", "отменён"),
        };
        let body = format!("{} {verdict}.{}", self.name(), because(reason));
        let note = self.note(NotificationKind::OrderModerated, title, body).with(act.into());
        note.saying(reason.map(str::to_owned))
    }

    fn note(self, kind: NotificationKind, title: &str, body: String) -> Note {
        let mut note = Note::new(kind, title, body);
        note.facts.order_number = Some(self.0.number);
        note.facts.order_title = Some(self.title());
        note
    }

    /// «Заказ № 1001 «Замена двух окон»», at the beginning of a sentence.
    fn name(self) -> String {
        format!("Заказ № {} «{}»", self.0.number, self.title())
    }

    fn name_in_text(self) -> String {
        format!("заказ № {} «{}»", self.0.number, self.title())
    }

    fn title(self) -> String {
        clipped(&self.0.details.title, TITLE_CHARS)
    }
}

/// To a person whose account a moderator judged.
pub fn account_moderated(act: UserModeration, reason: Option<&str>) -> Note {
    let (title, body) = match act {
        UserModeration::Approve => {
            ("Аккаунт проверен", "Теперь вы можете откликаться на заказы. Удачной работы!")
        }
        UserModeration::Reject => ("Аккаунт отклонён", "Модератор отклонил ваш аккаунт."),
        UserModeration::Block => ("Аккаунт заблокирован", "Модератор заблокировал ваш аккаунт."),
        UserModeration::Unblock => {
            ("Аккаунт разблокирован", "Вы снова можете пользоваться Montaj.")
        }
    };
    let body = format!("{body}{}", because(reason));
    let note = Note::new(NotificationKind::AccountModerated, title, body).with(act.into());
    note.saying(reason.map(str::to_owned))
}

/// The sentence with the reason. The full stop that ends the reason ends the sentence.
fn because(reason: Option<&str>) -> String {
    let Some(reason) = reason else { return String::new() };
    let without_stop = reason.strip_suffix('.').filter(|text| !text.ends_with('.'));
    format!(" Причина: «{}».", without_stop.unwrap_or(reason))
}

const fn category(category: Specialization) -> &'static str {
    match category {
        Specialization::Windows => "окна",
        Specialization::Doors => "двери",
        Specialization::Ceilings => "потолки",
        Specialization::Conditioners => "кондиционеры",
        Specialization::Blinds => "рольставни",
        Specialization::Furniture => "мебель",
    }
}

/// The text, or its beginning with «…» in at most `chars` characters.
fn clipped(text: &str, chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= chars {
        return line;
    }
    let kept: String = line.chars().take(chars.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use montaj_domain::{
        ids::{OrderId, UserId},
        money::Kopecks,
        order::{OrderDetails, OrderState, PaymentMethod},
    };
    use uuid::Uuid;

    use super::*;

    fn order(title: &str) -> Order {
        let start_date = Timestamp::from_millis(0).moscow_day();
        Order {
            id: OrderId::from_uuid(Uuid::from_u128(1)),
            number: 1042,
            customer_id: UserId::from_uuid(Uuid::from_u128(2)),
            details: OrderDetails {
                category: Specialization::Windows,
                title: title.to_owned(),
                description: String::new(),
                region: "Москва".to_owned(),
                address: String::new(),
                position: None,
                start_date,
                end_date: None,
                budget: Budget::Fixed(Kopecks::from_roubles(48_000)),
                payment_method: PaymentMethod::Card,
            },
            state: OrderState::Pending,
            created_at: Timestamp::from_millis(0),
        }
    }

    #[test]
    fn every_note_has_a_short_title_and_names_the_order() {
        let order = order("Замена двух окон");
        let about = OrderNote(&order);
        let mut notes = vec![
            about.new_order(),
            about.response("Борис Ким", Some("Сделаю за день")),
            about.selected("Анна Белова"),
            about.not_selected(),
            about.started("Борис Ким"),
            about.done("Борис Ким"),
            about.closed(),
            about.refused("Борис Ким", "Заболел"),
            about.reopened(),
            about.changed(),
            about.cancelled(),
            about.taken_away(),
        ];
        notes.extend(OrderModeration::ALL.iter().map(|act| about.moderated(*act, Some("Повтор"))));
        for note in notes {
            assert!(note.title.chars().count() <= 60, "{note:?}");
            assert!(
                note.body.to_lowercase().contains("заказ № 1042 «замена двух окон»"),
                "{note:?}"
            );
            let NotificationFacts { order_number, order_title, .. } = note.facts;
            assert_eq!(order_number, Some(1042));
            assert_eq!(order_title.as_deref(), Some("Замена двух окон"));
        }
    }

    #[test]
    fn the_facts_hold_whatever_the_sentence_names() {
        let order = order("Замена двух окон");
        let about = OrderNote(&order);
        let (anna, boris) = (Some("Анна Белова"), Some("Борис Ким"));
        for (note, who, said) in [
            (about.response("Борис Ким", Some("За день")), boris, Some("За день")),
            (about.response("Борис Ким", None), boris, None),
            (about.selected("Анна Белова"), anna, None),
            (about.started("Борис Ким"), boris, None),
            (about.done("Борис Ким"), boris, None),
            (about.refused("Борис Ким", "Заболел"), boris, Some("Заболел")),
            (about.moderated(OrderModeration::Reject, Some("Повтор")), None, Some("Повтор")),
            (account_moderated(UserModeration::Block, Some("Спам")), None, Some("Спам")),
        ] {
            let NotificationFacts { who: by, said: words, .. } = &note.facts;
            assert_eq!((by.as_deref(), words.as_deref()), (who, said), "{note:?}");
            for fact in who.iter().chain(&said) {
                assert!(note.body.contains(fact), "{note:?}");
            }
        }
        let offer = about.new_order().facts;
        assert_eq!(offer.category.as_deref(), Some("WINDOWS"));
        assert_eq!(offer.region.as_deref(), Some("Москва"));
        assert_eq!(offer.budget_kopecks, Some(Kopecks::from_roubles(48_000)));
    }

    #[test]
    fn meanings_of_one_kind_have_different_facts() {
        let order = order("Замена двух окон");
        let about = OrderNote(&order);
        let mut notes =
            vec![about.reopened(), about.changed(), about.cancelled(), about.taken_away()];
        notes.extend(OrderModeration::ALL.iter().map(|act| about.moderated(*act, None)));
        notes.extend(UserModeration::ALL.iter().map(|act| account_moderated(*act, None)));
        let meanings: BTreeSet<_> =
            notes.iter().map(|note| (note.kind, note.facts.outcome.as_deref().unwrap())).collect();
        assert_eq!(meanings.len(), notes.len(), "{meanings:?}");
    }

    #[test]
    fn the_ones_not_selected_are_told_kindly() {
        let body = OrderNote(&order("Замена двух окон")).not_selected().body;
        assert!(body.starts_with("Заказчик выбрал другого исполнителя"), "{body}");
        assert!(body.contains("Продолжайте откликаться"), "{body}");
    }

    #[test]
    fn a_long_title_is_clipped_to_one_line() {
        let long = order(&"очень длинное название ".repeat(8));
        let body = OrderNote(&long).changed().body;
        assert!(body.contains("…»"), "{body}");
        assert!(body.chars().count() < 180, "{body}");
    }

    #[test]
    fn a_reason_ends_its_sentence_once() {
        assert_eq!(because(Some("Сломалась машина.")), " Причина: «Сломалась машина».");
        assert_eq!(because(Some("Так вышло...")), " Причина: «Так вышло...».");
        assert_eq!(because(None), "");
    }
}
