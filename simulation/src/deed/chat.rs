//! Deeds in chats: done here at once, told to the server by the outbox.

use montaj_client::{
    engine::Engine,
    error::ClientError,
    views::{ChangeWhat, ChatLine, ChatSummary, DraftKey, LineChange},
};
use montaj_domain::{
    chat::MessageKind,
    ids::{MessageId, OrderId},
    order::OrderStatus,
};
use serde_json::json;

use super::{Outcome, choose};

type Done = Result<Outcome, ClientError>;

/// Any length of text goes through the same frames: most are short, some fill several packets.
const LONG: usize = 1500;

pub(super) async fn say(engine: &Engine, pick: u64, mark: &str) -> Done {
    let Some(chat) = pick_open_chat(engine, pick).await? else { return Ok(Outcome::Nothing) };
    let order = chat.order.id;
    let tail = if pick.is_multiple_of(7) { "и ещё ".repeat(LONG / 6) } else { String::new() };
    let content = format!("№ {mark} {tail}").trim_end().to_owned();
    let answers = if pick.is_multiple_of(5) { chat.last_message.as_ref() } else { None };
    let answers = answers.map(|message| message.id);
    let id = engine.send_message(order, content.clone(), answers).await?;
    Ok(Outcome::Said { id, order, content })
}

pub(super) async fn edit(engine: &Engine, pick: u64, mark: &str) -> Done {
    let Some(own) = pick_own(engine, pick).await? else { return Ok(Outcome::Nothing) };
    let Own { order, id, shows: over, queued } = own;
    let content = format!("правка {mark}");
    engine.edit_message(order, id, content.clone()).await?;
    Ok(Outcome::Edited { id, content, over, queued })
}

pub(super) async fn delete(engine: &Engine, pick: u64) -> Done {
    let Some(own) = pick_own(engine, pick).await? else { return Ok(Outcome::Nothing) };
    engine.delete_message(own.order, own.id).await?;
    Ok(Outcome::Deleted { id: own.id })
}

/// One's own message, as the device shows it.
struct Own {
    order: OrderId,
    id: MessageId,
    shows: String,
    queued: bool,
}

/// One of the newest of one's own messages that the device offers to change. Few at a time, so
/// that several devices change the same one.
async fn pick_own(engine: &Engine, pick: u64) -> Result<Option<Own>, ClientError> {
    let Some(chat) = pick_open_chat(engine, pick).await? else { return Ok(None) };
    let order = chat.order.id;
    let lines = engine.chat(order, 50).await?.lines;
    let own = lines.into_iter().rev().filter_map(|line| own(order, line));
    let mut newest: Vec<Own> = own.take(3).collect();
    if newest.is_empty() {
        return Ok(None);
    }
    let place = usize::try_from(pick / 7).unwrap_or(0) % newest.len();
    Ok(Some(newest.swap_remove(place)))
}

fn own(order: OrderId, line: ChatLine) -> Option<Own> {
    let (id, content, change, queued) = match line {
        ChatLine::Message { message, mine: true, change, .. }
            if message.kind == MessageKind::Text && message.deleted_at.is_none() =>
        {
            (message.id, message.content, change, false)
        }
        ChatLine::Queued { id, content, change, .. } => (id, content, change, true),
        ChatLine::Message { .. } => return None,
    };
    let shows = match change.map(|change| *change) {
        Some(LineChange { what: ChangeWhat::Delete, .. }) => return None,
        Some(LineChange { what: ChangeWhat::Edit { content }, refused: None, .. }) => content,
        _ => content,
    };
    Some(Own { order, id, shows, queued })
}

pub(super) async fn read(engine: &Engine, pick: u64) -> Done {
    let Some(chat) = pick_chat(engine, pick).await? else { return Ok(Outcome::Nothing) };
    let chat = engine.chat(chat.order.id, 50).await?;
    let seen = chat.lines.iter().filter_map(|line| match line {
        ChatLine::Message { message, .. } => Some(message.seq),
        ChatLine::Queued { .. } => None,
    });
    let Some(seen) = seen.max() else { return Ok(Outcome::Nothing) };
    engine.mark_read(chat.order.id, seen).await?;
    Ok(Outcome::Done)
}

pub(super) async fn read_notifications(engine: &Engine) -> Done {
    engine.mark_all_notifications_read().await?;
    Ok(Outcome::Done)
}

pub(super) async fn type_something(engine: &Engine, pick: u64) -> Done {
    let Some(chat) = pick_chat(engine, pick).await? else { return Ok(Outcome::Nothing) };
    engine.set_typing(chat.order.id, !pick.is_multiple_of(3)).await?;
    Ok(Outcome::Done)
}

pub(super) async fn draft(engine: &Engine, pick: u64, mark: &str) -> Done {
    let Some(chat) = pick_chat(engine, pick).await? else { return Ok(Outcome::Nothing) };
    let (order, text) = (chat.order.id, format!("набросок {mark}"));
    engine.save_draft(DraftKey::Chat(order), Some(json!(text))).await?;
    Ok(Outcome::Drafted { order, text })
}

async fn pick_open_chat(engine: &Engine, pick: u64) -> Result<Option<ChatSummary>, ClientError> {
    let mut chats = engine.chats().await?;
    chats.retain(|chat| chat.order.status == OrderStatus::InProgress);
    Ok(choose(&chats, pick).cloned())
}

async fn pick_chat(engine: &Engine, pick: u64) -> Result<Option<ChatSummary>, ClientError> {
    Ok(choose(&engine.chats().await?, pick).cloned())
}
