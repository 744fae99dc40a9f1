//! What a toast of Windows says and which links it follows.

use quick_xml::escape::escape;

use super::{Shown, subject::Subject};
use crate::words::Words;

/// The toast's content. A press on it, or on a button, follows a link of the app: no part of the
/// app needs to run for that.
pub fn xml(popup: &Shown, words: &Words) -> String {
    let subject = Subject::of(&popup.route);
    let opens = link(subject);
    let (title, body) = (printable(&popup.title), printable(&popup.body));
    let mut buttons = button(words.show, &opens);
    if let Some(Subject::Chat(order_id)) = subject {
        buttons += &button(words.reply, &format!("montaj://reply/{order_id}"));
    }
    format!(
        "<toast activationType=\"protocol\" launch=\"{opens}\">\
         <visual><binding template=\"ToastGeneric\">\
         <text>{}</text><text>{}</text>\
         </binding></visual>\
         <actions>{buttons}</actions></toast>",
        escape(title),
        escape(body),
    )
}

fn button(label: &str, link: &str) -> String {
    format!("<action content=\"{label}\" activationType=\"protocol\" arguments=\"{link}\"/>")
}

/// As [`crate::deep_link::route_of`] reads it.
fn link(subject: Option<Subject>) -> String {
    match subject {
        Some(Subject::Order(order_id)) => format!("montaj://order/{order_id}"),
        Some(Subject::Chat(order_id)) => format!("montaj://chat/{order_id}"),
        Some(Subject::Chats) => "montaj://chats".to_owned(),
        Some(Subject::Notifications) => "montaj://notifications".to_owned(),
        None => "montaj://open".to_owned(),
    }
}

/// Without what XML cannot say at all.
fn printable(text: &str) -> String {
    let forbidden = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|c| !forbidden(*c)).collect()
}

#[cfg(test)]
mod tests {
    use montaj_client::local::Language;

    use super::*;
    use crate::deep_link::route_of;

    const ID: &str = "019a0000-0000-7000-8000-000000000001";

    fn toast(route: &str, body: &str) -> String {
        let (title, body) = ("Анна".to_owned(), body.to_owned());
        let popup = Shown { title, body, route: route.to_owned(), tag: "tag".to_owned() };
        xml(&popup, crate::words::of(Language::Russian))
    }

    #[test]
    fn a_message_can_be_opened_and_answered() {
        let told = toast(&format!("/orders/{ID}/chat"), "Завтра в 9?");
        let expected = format!(
            "<toast activationType=\"protocol\" launch=\"montaj://chat/{ID}\"><visual>\
             <binding template=\"ToastGeneric\"><text>Анна</text><text>Завтра в 9?</text></binding>\
             </visual><actions>\
             <action content=\"Открыть\" activationType=\"protocol\" arguments=\"montaj://chat/{ID}\"/>\
             <action content=\"Ответить\" activationType=\"protocol\" arguments=\"montaj://reply/{ID}\"/>\
             </actions></toast>"
        );
        assert_eq!(told, expected);
    }

    #[test]
    fn what_people_write_becomes_no_markup() {
        let told = toast("/chats", "<b>\"a\" & b</b>\u{1}\n");
        assert!(told.contains("&lt;b&gt;"), "{told}");
        assert!(told.contains("&amp; b&lt;/b&gt;\n</text>"), "{told}");
        assert!(!told.contains("reply"), "{told}");
    }

    #[test]
    fn every_link_leads_where_the_pop_up_does() {
        for route in [
            &format!("/orders/{ID}"),
            &format!("/orders/{ID}/chat"),
            "/chats",
            "/notifications",
            "",
        ] {
            assert_eq!(route_of(&link(Subject::of(route))).as_deref(), Some(route));
        }
    }
}
