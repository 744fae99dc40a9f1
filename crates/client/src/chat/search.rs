//! Looking for words in a chat (PRODUCT 5.3): in all of it on the server, without a network in
//! what is here.

use montaj_domain::{
    ids::OrderId,
    text::{Needle, SEARCHED},
};
use montaj_wire::{
    chat::{MessageView, SearchQuery},
    page::{MAX_LIMIT, Page},
};

use crate::{
    engine::Engine,
    error::ClientError,
    transport::Request,
    views::{ChatSearch, Link},
};

/// More than anybody looks through.
const MOST_HITS: usize = 500;
/// So many requests at most.
const MOST_PAGES: usize = 100;
/// So many messages are looked through here at a time.
const STRETCH: i64 = 1000;

impl Engine {
    /// The messages of the chat that hold the words, the newest first.
    pub async fn search_chat(
        &self,
        order_id: OrderId,
        query: String,
    ) -> Result<ChatSearch, ClientError> {
        let Some(needle) = SEARCHED.check(&query).ok().as_deref().and_then(Needle::new) else {
            return Ok(ChatSearch::default());
        };
        if self.core().link() != Link::Offline {
            match self.search_there(order_id, &query).await {
                Err(ClientError::Offline) => {}
                found => return found,
            }
        }
        self.search_here(order_id, &needle).await
    }

    async fn search_there(
        &self,
        order_id: OrderId,
        query: &str,
    ) -> Result<ChatSearch, ClientError> {
        let mut found = ChatSearch::default();
        let mut cursor = None;
        for _ in 0..MOST_PAGES {
            let query = SearchQuery { q: query.to_owned(), cursor, limit: Some(MAX_LIMIT) };
            let path = format!("/api/chat/{order_id}/messages/search");
            let request = Request::get(path).query(&query)?;
            let page: Page<MessageView> = self.core().ask(request).await?;
            found.hits.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() || found.hits.len() >= MOST_HITS {
                break;
            }
        }
        found.has_more = cursor.is_some();
        Ok(found)
    }

    async fn search_here(
        &self,
        order_id: OrderId,
        needle: &Needle,
    ) -> Result<ChatSearch, ClientError> {
        let core = self.core();
        let facts = core.replica().chat(order_id, core.session.me()?).await?;
        let mut found = ChatSearch { here_only: true, ..ChatSearch::default() };
        let (Some(lowest), Some(last)) = (facts.lowest, facts.last) else { return Ok(found) };
        let mut to = last.seq;
        while to >= lowest && found.hits.len() < MOST_HITS {
            let from = to.saturating_sub(STRETCH - 1);
            let stretch = core.replica().messages_between(order_id, from, to).await?;
            let hits = stretch.into_iter().rev();
            found.hits.extend(hits.filter(|it| it.is_text() && needle.is_in(&it.content)));
            to = from - 1;
        }
        found.has_more = to >= lowest;
        Ok(found)
    }
}
