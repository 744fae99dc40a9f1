//! Links from outside: `montaj://order/<id>` and `montaj://chat/<id of the order>`; and those that
//! only the app's own pop-ups name.

use montaj_domain::ids::OrderId;

const SCHEME: &str = "montaj";

/// The page that `link` means, `""` if that is whichever is open; anything else means none.
#[must_use]
pub fn route_of(link: &str) -> Option<String> {
    let (scheme, rest) = link.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (kind, id) = rest.split_once('/').unwrap_or((rest, ""));
    let kind = kind.to_ascii_lowercase();
    if id.is_empty() {
        let page = match kind.as_str() {
            "open" => "",
            "chats" => "/chats",
            "notifications" => "/notifications",
            _ => return None,
        };
        return Some(page.to_owned());
    }
    let order_id: OrderId = id.parse().ok()?;
    match kind.as_str() {
        "order" => Some(format!("/orders/{order_id}")),
        "chat" => Some(format!("/orders/{order_id}/chat")),
        "reply" => Some(format!("/orders/{order_id}/chat#write")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "019a0000-0000-7000-8000-000000000001";

    #[test]
    fn an_order_and_a_chat_lead_to_their_pages() {
        let order = Some(format!("/orders/{ID}"));
        let chat = Some(format!("/orders/{ID}/chat"));
        let reply = Some(format!("/orders/{ID}/chat#write"));
        let table = [
            (format!("montaj://order/{ID}"), &order),
            (format!("montaj://order/{ID}/"), &order),
            (format!("MONTAJ://Order/{}", ID.to_uppercase()), &order),
            (format!("montaj://chat/{ID}"), &chat),
            (format!("montaj://reply/{ID}"), &reply),
        ];
        for (link, route) in table {
            assert_eq!(route_of(&link), *route, "{link}");
        }
    }

    #[test]
    fn anything_else_leads_nowhere() {
        let links = [
            String::new(),
            "montaj://".to_owned(),
            "montaj://order".to_owned(),
            "montaj://order/".to_owned(),
            "montaj://order/7".to_owned(),
            format!("montaj://order/{ID}/edit"),
            format!("montaj://order/{ID}?next=javascript:alert(1)"),
            format!("montaj://order/{ID}#write"),
            format!("montaj://order/../chat/{ID}"),
            format!("montaj://admin/{ID}"),
            format!("montaj:order/{ID}"),
            format!("https://order/{ID}"),
            format!("javascript://order/{ID}"),
            "--hidden".to_owned(),
        ];
        for link in links {
            assert_eq!(route_of(&link), None, "{link}");
        }
    }
}
