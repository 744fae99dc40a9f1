//! What the server says in Russian, in the language in use.

use montaj_wire::{
    notification::NotificationView,
    problem::{FieldError, Problem},
};

use super::dictionary::spoken;

/// Title and detail of a problem.
pub fn problem(problem: &Problem) -> (String, Option<String>) {
    spoken().problem(problem)
}

/// What is wrong with a field.
pub fn field(error: &FieldError) -> String {
    spoken().field(error)
}

pub fn notification_title(told: &NotificationView) -> String {
    spoken().notification_title(told)
}

/// Who, which order, and what was said.
pub fn notification_body(told: &NotificationView) -> String {
    spoken().notification_body(told)
}

#[cfg(test)]
mod tests {
    use montaj_client::words::entries;
    use montaj_domain::{
        ids::NotificationId,
        money::Kopecks,
        notification::{NotificationFacts, NotificationKind as Kind, Outcome},
        timestamp::Timestamp,
        user::Specialization,
    };
    use montaj_wire::problem::ErrorCode;

    use super::*;
    use crate::i18n::{Language, dictionary::ENGLISH, error_text, field_error_text, speak};

    const TITLE: &str = "По-русски";
    const BODY: &str = "Так сказал сервер.";
    const ORDER: &str = "order No. 1042 “Замена двух окон”";

    #[test]
    fn every_code_has_words_in_both_languages() {
        for code in ErrorCode::ALL.iter().copied() {
            let told = Problem::new(code);
            speak(Language::Russian, None);
            assert_eq!(problem(&told), (told.title.clone(), None));
            assert!(told.title.chars().any(|c| c.is_alphabetic()), "{code}");
            speak(Language::English, None);
            let (title, _) = problem(&told);
            assert_ne!(title, told.title, "{code}");
            assert!(title.is_ascii(), "{title}");
        }
    }

    fn told(kind: Kind, facts: Option<NotificationFacts>) -> NotificationView {
        NotificationView {
            id: NotificationId::from_uuid(uuid::Uuid::from_u128(1)),
            kind,
            title: TITLE.to_owned(),
            body: BODY.to_owned(),
            facts,
            order_id: None,
            created_at: Timestamp::from_millis(0),
            read_at: None,
        }
    }

    fn of_order() -> NotificationFacts {
        let title = Some("Замена двух окон".to_owned());
        NotificationFacts { order_number: Some(1042), order_title: title, ..Default::default() }
    }

    fn by(who: &str, said: Option<&str>) -> NotificationFacts {
        let said = said.map(str::to_owned);
        NotificationFacts { who: Some(who.to_owned()), said, ..of_order() }
    }

    fn so(outcome: Outcome) -> NotificationFacts {
        NotificationFacts { outcome: Some(outcome.to_string()), ..of_order() }
    }

    /// Title and body.
    fn said(kind: Kind, facts: NotificationFacts) -> (String, String) {
        let told = told(kind, Some(facts));
        (notification_title(&told), notification_body(&told))
    }

    #[test]
    fn a_notification_names_people_orders_and_words_in_english() {
        speak(Language::English, None);
        for (kind, facts, body) in [
            (
                Kind::Response,
                by("Борис Ким", Some("За «день». Да")),
                "Борис Ким responded to {}. “За «день». Да”",
            ),
            (Kind::Response, by("Борис Ким", None), "Борис Ким responded to {}."),
            (
                Kind::Refused,
                by("Борис Ким", Some("Заболел")),
                "Борис Ким no longer works on {}, which is open to others again. “Заболел”",
            ),
            (
                Kind::Selected,
                by("Анна Белова", None),
                "Анна Белова chose you for {}. Contacts and the chat are open.",
            ),
            (Kind::Started, by("Борис Ким", None), "Борис Ким has started work on {}."),
            (
                Kind::Done,
                by("Борис Ким", None),
                "Борис Ким has finished {}. Check the result and settle up.",
            ),
            (
                Kind::NotSelected,
                of_order(),
                "It was {}. Thank you for responding, the next one may be yours.",
            ),
            (Kind::Closed, of_order(), "It is about {}. Thank you for choosing Montaj!"),
        ] {
            assert_eq!(said(kind, facts).1, body.replace("{}", ORDER), "{kind}");
        }
    }

    #[test]
    fn meanings_of_one_kind_are_told_apart() {
        speak(Language::English, None);
        let titles = [
            (Kind::Cancelled, Outcome::Cancelled, "The order was cancelled", "The customer has"),
            (Kind::Cancelled, Outcome::TakenDown, "The order was cancelled", "A moderator"),
            (Kind::OrderChanged, Outcome::Changed, "The order has changed", "It is about"),
            (Kind::OrderChanged, Outcome::Reopened, "Your response counts again", "Order No."),
            (Kind::OrderModerated, Outcome::Published, "Your order is published", "Order No."),
            (Kind::OrderModerated, Outcome::Archived, "Your order was archived", "It is about"),
            (
                Kind::OrderModerated,
                Outcome::Cancelled,
                "A moderator cancelled your order",
                "It is about",
            ),
        ];
        for (kind, outcome, title, begins) in titles {
            let (told, body) = said(kind, so(outcome));
            assert_eq!(told, title, "{kind} {outcome}");
            assert!(body.starts_with(begins) && body.contains("No. 1042"), "{kind}: {body}");
        }
        let refused =
            NotificationFacts { said: Some("Повтор".to_owned()), ..so(Outcome::Rejected) };
        let (title, body) = said(Kind::OrderModerated, refused);
        assert_eq!(title, "Your order was not published");
        assert_eq!(body, format!("It is about {ORDER}. “Повтор”"));
    }

    #[test]
    fn a_new_order_is_told_with_its_trade_region_and_budget() {
        speak(Language::English, None);
        let offer = |category: Option<Specialization>, budget_kopecks| NotificationFacts {
            category: category.map(|category| category.to_string()),
            region: Some("Москва".to_owned()),
            budget_kopecks,
            ..of_order()
        };
        let sum = Some(Kopecks::from_roubles(48_000));
        let (title, body) = said(Kind::NewOrder, offer(Some(Specialization::Windows), sum));
        assert_eq!(title, "New order: windows");
        let order = "Order No. 1042 “Замена двух окон”. Москва, ";
        assert_eq!(body, format!("{order}budget 48,000\u{a0}₽."));
        let (title, body) = said(Kind::NewOrder, offer(None, None));
        assert_eq!(title, "A new order for you");
        assert_eq!(body, format!("{order}price negotiable."));
        for trade in Specialization::ALL.iter().copied() {
            let title = said(Kind::NewOrder, offer(Some(trade), None)).0;
            assert!(title.starts_with("New order: "), "{trade}");
        }
    }

    #[test]
    fn what_a_moderator_decided_on_an_account_is_told_in_english() {
        speak(Language::English, None);
        let decided = |outcome: Outcome, reason: Option<&str>| {
            let (outcome, said) = (Some(outcome.to_string()), reason.map(str::to_owned));
            NotificationFacts { outcome, said, ..Default::default() }
        };
        let kind = Kind::AccountModerated;
        for (outcome, reason, title, body) in [
            (Outcome::Blocked, Some("Спам"), "Your account is blocked", "“Спам”"),
            (Outcome::Approved, None, "Your account is approved", ""),
            (Outcome::Rejected, None, "Your account was rejected", ""),
            (Outcome::Unblocked, None, "Your account is unblocked", ""),
        ] {
            let told = said(kind, decided(outcome, reason));
            assert_eq!(told, (title.to_owned(), body.to_owned()));
        }
    }

    #[test]
    fn every_text_of_a_notification_belongs_to_something_that_is_told() {
        let named = |family: &str| {
            let keys = entries(ENGLISH).into_iter();
            keys.filter_map(|(key, _)| key.strip_prefix(family)).collect::<Vec<_>>()
        };
        let variants = Outcome::ALL.iter().map(|outcome| outcome.as_str());
        let variants = variants.chain(Specialization::ALL.iter().map(|trade| trade.as_str()));
        let variants: Vec<_> = variants.collect();
        for key in named("served-note-").into_iter().chain(named("served-told-")) {
            let (kind, variant) = key.split_once('-').unwrap_or((key, variants[0]));
            assert!(Kind::from_name(kind).is_some() && variants.contains(&variant), "{key}");
        }
    }

    #[test]
    fn without_facts_the_kind_gives_the_title_and_the_server_the_text() {
        for kind in Kind::ALL.iter().copied() {
            let old = told(kind, None);
            speak(Language::Russian, None);
            assert_eq!(
                (notification_title(&old).as_str(), notification_body(&old).as_str()),
                (TITLE, BODY)
            );
            speak(Language::English, None);
            assert_eq!(notification_body(&old), BODY, "{kind}");
            let title = notification_title(&old);
            // What an administrator wrote has no other words than its own.
            assert_eq!(title.is_ascii(), kind != Kind::System, "{title}");
            // Nor has what a later server tells by facts that are not known here.
            let later = told(kind, Some(NotificationFacts::default()));
            assert_eq!(
                (notification_title(&later), notification_body(&later)),
                (title, BODY.into())
            );
        }
    }

    #[test]
    fn in_russian_the_servers_own_sentence_stands() {
        speak(Language::Russian, None);
        let told = said(Kind::OrderModerated, so(Outcome::Archived));
        assert_eq!(told, (TITLE.to_owned(), BODY.to_owned()));
    }

    #[test]
    fn figures_of_the_server_stay() {
        speak(Language::English, None);
        let field = |code: &'static str, message: &str| FieldError {
            field: "title".into(),
            code: code.into(),
            message: message.to_owned(),
        };
        let short = field("too_short", "Напишите подробнее: не меньше 10 символов");
        assert_eq!(field_error_text(&short), "Too short: at least 10 characters");
        let cheap = field("too_small", "Бюджет — от 3\u{a0}000\u{a0}₽");
        assert_eq!(field_error_text(&cheap), "Too little: at least 3\u{a0}000\u{a0}₽");
        let free = field("too_small", "Цена должна быть больше нуля");
        assert_eq!(field_error_text(&free), "It must be more than zero");
        assert_eq!(field_error_text(&field("new_code", "Новое")), "Check this field");
        let detail = Some("Осталось попыток: 3".to_owned());
        let wrong = Problem { detail, ..Problem::new(ErrorCode::WrongCode) };
        let wrong = montaj_client::error::ClientError::Rejected(Box::new(wrong));
        assert_eq!(error_text(&wrong), "Wrong code. Attempts left: 3");
        let detail = Some("Причина: «Жалобы на «Окна»».".to_owned());
        let (_, why) = problem(&Problem { detail, ..Problem::new(ErrorCode::AccountBlocked) });
        assert_eq!(why.as_deref(), Some("Reason: “Жалобы на «Окна»”"));
    }
}
