//! The feed of published orders (PRODUCT 2.3).

mod filter_panel;
mod filters;
mod list;
mod page;
mod state;
mod use_feed;
mod use_filters;

pub use page::FeedPage;
