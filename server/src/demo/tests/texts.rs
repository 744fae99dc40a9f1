//! What the people of the demo data write keeps to the platform's rules.

use std::collections::BTreeSet;

use montaj_domain::{
    contacts,
    text::{self, Length},
};

use crate::demo::data::Data;

fn check(key: &str, length: Length, text: &str) {
    length.check(text).unwrap_or_else(|error| panic!("{key}: {text:?} is {error}"));
    assert_eq!(contacts::find(text), None, "{key}: {text:?}");
}

#[test]
fn every_text_has_its_length_and_no_contacts() {
    let data = Data::load().unwrap();
    for executor in &data.people.executors {
        check(&executor.person.key, text::SHORT, &executor.short);
        check(&executor.person.key, text::DESCRIPTION, &executor.full);
    }
    for order in data.orders_by_age(super::NOW) {
        check(&order.key, text::TITLE, &order.title);
        check(&order.key, text::DESCRIPTION, &order.description);
        check(&order.key, text::ADDRESS, &order.address);
        for response in &order.responses {
            check(&order.key, text::COVER_MESSAGE, &response.text);
        }
        for refusal in &order.refusals {
            check(&order.key, text::REASON, &refusal.reason);
        }
        for (_, _, line) in &order.chat {
            check(&order.key, text::CHAT_MESSAGE, line);
        }
    }
}

#[test]
fn no_two_orders_say_the_same() {
    let data = Data::load().unwrap();
    let orders = data.orders_by_age(super::NOW);
    let distinct = |of: fn(&super::super::data::OrderData) -> &str| {
        orders.iter().map(|order| of(order)).collect::<BTreeSet<_>>().len()
    };
    assert_eq!(distinct(|order| &order.key), 60);
    assert_eq!(distinct(|order| &order.title), 60);
    assert_eq!(distinct(|order| &order.description), 60);
}

#[test]
fn several_chats_are_long() {
    let data = Data::load().unwrap();
    let orders = data.orders_by_age(super::NOW);
    let long = orders.iter().filter(|order| (10..=40).contains(&order.chat.len()));
    assert!(long.count() >= 5);
    assert!(orders.iter().all(|order| order.unread >= order.undelivered));
    assert!(orders.iter().all(|order| order.chat.len() >= order.unread));
}
