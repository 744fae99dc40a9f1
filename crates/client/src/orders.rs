//! Orders and responses (PRODUCT 2 and 3). What the executor does with an order stands in `work`.
//!
//! Posting, responding and selecting need the server's verdict at once and fail without a network:
//! others compete for the same order, and what was true an hour ago says nothing about now.

use std::{collections::HashSet, sync::Arc};

use montaj_domain::ids::{OrderId, UserId};
use montaj_wire::{
    lean,
    order::{FeedQuery, OrderAnswer, OrderDraft, OrderView, SelectExecutor},
    page::{MAX_LIMIT, Page},
    problem::ErrorCode,
    response::{Respond, ResponseAnswer, ResponseView},
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    core::Core,
    engine::Engine,
    error::ClientError,
    replica::{Kept, ResponsesOf, Write},
    sync::order_writes,
    transport::Request,
    views::Change,
};

/// Of a thousand responses a person compares no more than these.
const MOST_PAGES_OF_RESPONSES: u32 = 10;

/// How far back one's own orders have been fetched since the engine started.
#[derive(Debug, Clone)]
pub(crate) struct OlderOrders {
    of: UserId,
    /// `None` when the first order of all is here.
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct ListQuery {
    limit: u32,
    cursor: Option<String>,
}

/// One's own orders, those responded to included.
#[derive(Debug, Serialize)]
struct Mine {
    involved: bool,
    limit: u32,
    cursor: Option<String>,
}

impl Engine {
    /// The feed is the server's; its first page as it was shown last is kept for when there is no
    /// network.
    pub async fn feed(&self, query: FeedQuery) -> Result<Page<OrderView>, ClientError> {
        let core = self.core();
        let first = query.cursor.is_none();
        let asked = core.ask::<Page<OrderView>>(Request::get("/api/orders").query(&query)?).await;
        match asked {
            Ok(page) => {
                if first {
                    let kept = lean::to_value(&page);
                    let kept = kept.map_err(|error| ClientError::local(&error))?;
                    core.write(vec![Write::Keep(Kept::Feed, kept)]).await?;
                }
                Ok(page)
            }
            Err(ClientError::Offline) if first => {
                self.kept_feed().await?.ok_or(ClientError::Offline)
            }
            Err(error) => Err(error),
        }
    }

    async fn kept_feed(&self) -> Result<Option<Page<OrderView>>, ClientError> {
        let kept = self.core().replica().kept(Kept::Feed).await?;
        Ok(kept.and_then(|page| lean::from_value::<Page<OrderView>>(page).ok()).map(|page| {
            // What follows can only be asked of the server.
            Page { next_cursor: None, ..page }
        }))
    }

    pub async fn my_orders(&self) -> Result<Vec<OrderView>, ClientError> {
        let me = self.core().session.me()?;
        let orders = self.core().replica().orders().await?;
        Ok(orders.into_iter().filter(|order| concerns(order, me)).collect())
    }

    /// Fetches the page of one's own orders before the oldest that came with the snapshot; false
    /// when there are none left.
    pub async fn load_older_orders(&self) -> Result<bool, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let known: HashSet<_> =
            core.replica().orders().await?.into_iter().map(|order| order.id).collect();
        loop {
            let cursor = match core.older_orders.lock().clone() {
                Some(place) if place.of == me => match place.next {
                    None => return Ok(false),
                    next => next,
                },
                _ => None,
            };
            let basis = core.basis().await?;
            let query = Mine { involved: true, limit: MAX_LIMIT, cursor };
            let request = Request::get("/api/orders/my/list").query(&query)?;
            let page: Page<OrderView> = core.ask(request).await?;
            let brings = page.items.iter().any(|order| !known.contains(&order.id));
            let writes = page.items.into_iter().flat_map(|order| order_writes(order, me, basis));
            core.write(writes.collect()).await?;
            let more = page.next_cursor.is_some();
            *core.older_orders.lock() = Some(OlderOrders { of: me, next: page.next_cursor });
            if brings || !more {
                return Ok(more);
            }
        }
    }

    /// From the replica. The log keeps one's own right there; another's is shown as it was seen
    /// last while the server is asked, and told as changed if it has.
    pub async fn order(&self, order_id: OrderId) -> Result<OrderView, ClientError> {
        let core = self.core();
        let me = core.session.me()?;
        let known = match core.replica().order(order_id).await? {
            Some(order) if concerns(&order, me) => return Ok(order),
            Some(order) => Some(order),
            None => self.order_of_feed(order_id).await?,
        };
        let Some(known) = known else { return core.fetch_order(order_id).await };
        let (core, seen) = (core.clone(), known.clone());
        self.core().tasks.run(async move {
            let is_news = match core.fetch_order(order_id).await {
                Ok(order) => order != seen,
                Err(error) => error.code() == Some(ErrorCode::NotFound),
            };
            if is_news {
                core.changed(Change::Order { order_id });
            }
        });
        Ok(known)
    }

    async fn order_of_feed(&self, order_id: OrderId) -> Result<Option<OrderView>, ClientError> {
        let feed = self.kept_feed().await?;
        let mut orders = feed.into_iter().flat_map(|page| page.items);
        Ok(orders.find(|order| order.id == order_id))
    }

    pub async fn view_order(&self, order_id: OrderId) -> Result<(), ClientError> {
        let request = Request::post(format!("/api/orders/{order_id}/view"));
        self.core().ask::<Value>(request).await.map(drop)
    }

    pub async fn post_order(&self, draft: OrderDraft) -> Result<OrderView, ClientError> {
        self.move_order(Request::post("/api/orders").body(&draft)?).await
    }

    pub async fn edit_order(
        &self,
        order_id: OrderId,
        draft: OrderDraft,
    ) -> Result<OrderView, ClientError> {
        self.move_order(Request::put(format!("/api/orders/{order_id}")).body(&draft)?).await
    }

    pub async fn cancel_order(&self, order_id: OrderId) -> Result<OrderView, ClientError> {
        self.move_order(Request::delete(format!("/api/orders/{order_id}"))).await
    }

    /// From the replica if all of them are there, else from the server.
    pub async fn order_responses(
        &self,
        order_id: OrderId,
    ) -> Result<Vec<ResponseView>, ClientError> {
        let core = self.core();
        let known = core.replica().responses(ResponsesOf::Order(order_id)).await?;
        let expected = core.replica().order(order_id).await?.map(|order| order.responses_count);
        let count = i64::try_from(known.len()).unwrap_or(i64::MAX);
        if expected.is_some_and(|expected| expected <= count) {
            return Ok(known);
        }
        match self.fetch_responses(format!("/api/responses/order/{order_id}")).await {
            Ok(()) => Ok(core.replica().responses(ResponsesOf::Order(order_id)).await?),
            Err(ClientError::Offline) if expected.is_some() => Ok(known),
            Err(error) => Err(error),
        }
    }

    /// All of them: to compare them is to see the last one too.
    async fn fetch_responses(&self, path: String) -> Result<(), ClientError> {
        let core = self.core();
        let mut query = ListQuery { limit: MAX_LIMIT, cursor: None };
        for _ in 0..MOST_PAGES_OF_RESPONSES {
            let basis = core.basis().await?;
            let request = Request::get(path.clone()).query(&query)?;
            let page: Page<ResponseView> = core.ask(request).await?;
            let writes =
                page.items.into_iter().map(|response| Write::Response(Box::new(response), basis));
            core.write(writes.collect()).await?;
            query.cursor = page.next_cursor;
            if query.cursor.is_none() {
                break;
            }
        }
        Ok(())
    }

    pub async fn my_responses(&self) -> Result<Vec<ResponseView>, ClientError> {
        let me = self.core().session.me()?;
        Ok(self.core().replica().responses(ResponsesOf::Executor(me)).await?)
    }

    pub async fn respond(&self, response: Respond) -> Result<ResponseView, ClientError> {
        let core = self.core();
        let basis = core.basis().await?;
        let request = Request::post("/api/responses").body(&response)?;
        let ResponseAnswer { response } = core.perform(request).await?;
        core.write(vec![Write::Response(Box::new(response.clone()), basis)]).await?;
        // The order now says that one has responded; the log brings the same if this is lost.
        if let Err(error) = core.fetch_order(response.order_id).await {
            tracing::debug!(%error, "the order one responded to comes with the log");
        }
        core.changed(Change::Order { order_id: response.order_id });
        Ok(response)
    }

    pub async fn select_executor(
        &self,
        order_id: OrderId,
        executor_id: UserId,
    ) -> Result<OrderView, ClientError> {
        let body = SelectExecutor { executor_id };
        let request = Request::post(format!("/api/orders/{order_id}/select-executor"));
        self.move_order(request.body(&body)?).await
    }

    /// Performs what changes an order, with the network, and takes its new state at once; the log repeats it.
    async fn move_order(&self, request: Request) -> Result<OrderView, ClientError> {
        let core = self.core();
        let basis = core.basis().await?;
        let OrderAnswer { order } = core.perform(request).await?;
        let me = core.session.me()?;
        core.write(order_writes(order.clone(), me, basis)).await?;
        core.order_changed(order.id);
        Ok(order)
    }
}

impl Core {
    /// Asks the server for an order; one that is not there for this person goes from here too.
    pub(crate) async fn fetch_order(
        self: &Arc<Self>,
        order_id: OrderId,
    ) -> Result<OrderView, ClientError> {
        let me = self.session.me()?;
        let basis = self.basis().await?;
        let answer = self.ask(Request::get(format!("/api/orders/{order_id}"))).await;
        if let Err(error) = &answer
            && error.code() == Some(ErrorCode::NotFound)
        {
            self.forget_order(order_id).await?;
        }
        let OrderAnswer { order } = answer?;
        self.write(order_writes(order.clone(), me, basis)).await?;
        // An event that arrived meanwhile is newer than the answer.
        Ok(self.replica().order(order_id).await?.unwrap_or(order))
    }

    async fn forget_order(&self, order_id: OrderId) -> Result<(), ClientError> {
        let mut writes = vec![Write::DropOrder(order_id)];
        let feed = self.replica().kept(Kept::Feed).await?;
        if let Some(Ok(mut page)) = feed.map(lean::from_value::<Page<OrderView>>) {
            page.items.retain(|order| order.id != order_id);
            let page = lean::to_value(page).map_err(|error| ClientError::local(&error))?;
            writes.push(Write::Keep(Kept::Feed, page));
        }
        self.write(writes).await
    }
}

/// Whether the person posted it, does it or responded to it: then the log tells of it.
fn concerns(order: &OrderView, me: UserId) -> bool {
    order.customer_id == me || order.executor_id == Some(me) || order.has_responded
}
