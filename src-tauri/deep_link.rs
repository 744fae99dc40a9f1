//! Links from outside: `montaj://order/<id>` and `montaj://chat/<id of the order>`.

use montaj_domain::ids::OrderId;

const SCHEME: &str = "montaj";

/// The page that `link` means; anything but an order or a chat means none.
#[must_use]
pub fn route_of(link: &str) -> Option<String> {
    let (scheme, rest) = link.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (kind, id) = rest.split_once('/')?;
    let order_id: OrderId = id.parse().ok()?;
    if kind.eq_ignore_ascii_case("order") {
        Some(format!("/orders/{order_id}"))
    } else if kind.eq_ignore_ascii_case("chat") {
        Some(format!("/orders/{order_id}/chat"))
    } else {
        None
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
        let table = [
            (format!("montaj://order/{ID}"), &order),
            (format!("montaj://order/{ID}/"), &order),
            (format!("MONTAJ://Order/{}", ID.to_uppercase()), &order),
            (format!("montaj://chat/{ID}"), &chat),
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
