//! The index of words of published orders, as the server keeps it.

use std::collections::BTreeSet;

use montaj_store::orders::{beginnings, stems};

use super::tables::{Order, OrderWord, SearchWord};

/// All words that orders have had so far.
#[derive(Debug, Default)]
pub struct Words(BTreeSet<String>);

impl Words {
    /// What the published ones among these orders are found by.
    pub fn enter(&mut self, orders: &[Order]) -> Vec<OrderWord> {
        let mut rows = Vec::new();
        for order in orders.iter().filter(|order| order.status == "PUBLISHED") {
            let Some(published_at) = order.published_at else { continue };
            let words = stems([&*order.title, &*order.description, &*order.address]);
            rows.extend(words.iter().map(|word| OrderWord {
                order_id: order.id.clone(),
                word: word.clone(),
                category: order.category,
                region: order.region.clone(),
                published_at,
                start_date: order.start_date.clone(),
            }));
            self.0.extend(words);
        }
        rows
    }

    /// Every word under each of its beginnings.
    pub fn by_beginning(&self) -> Vec<SearchWord> {
        let under = |word: &String| {
            let length = i64::try_from(word.chars().count()).unwrap_or(i64::MAX);
            let beginnings: Vec<String> = beginnings(word).into_iter().map(str::to_owned).collect();
            let word = word.clone();
            beginnings.into_iter().map(move |beginning| SearchWord {
                beginning,
                length,
                word: word.clone(),
            })
        };
        self.0.iter().flat_map(under).collect()
    }
}
