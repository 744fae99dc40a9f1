//! The feed of published orders (PRODUCT 2.3).

mod filters;
mod page;
mod state;
mod use_feed;

pub use page::FeedPage;
