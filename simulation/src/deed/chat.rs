//! Deeds in chats: done here at once, told to the server by the outbox.

use montaj_client::{
    engine::Engine,
    error::ClientError,
    views::{ChatLine, ChatSummary, DraftKey},
};
use montaj_domain::order::OrderStatus;
use serde_json::json;

use super::{Outcome, choose};

type Done = Result<Outcome, ClientError>;

/// Any length of text goes through the same frames: most are short, some fill several packets.
const LONG: usize = 1500;

pub(super) async fn say(engine: &Engine, pick: u64, mark: &str) -> Done {
    let mut chats = engine.chats().await?;
    chats.retain(|chat| chat.order.status == OrderStatus::InProgress);
    let Some(chat) = choose(&chats, pick) else { return Ok(Outcome::Nothing) };
    let order = chat.order.id;
    let tail = if pick.is_multiple_of(7) { "и ещё ".repeat(LONG / 6) } else { String::new() };
    let content = format!("№ {mark} {tail}").trim_end().to_owned();
    let answers = if pick.is_multiple_of(5) { chat.last_message.as_ref() } else { None };
    let answers = answers.map(|message| message.id);
    let id = engine.send_message(order, content.clone(), answers).await?;
    Ok(Outcome::Said { id, order, content })
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

async fn pick_chat(engine: &Engine, pick: u64) -> Result<Option<ChatSummary>, ClientError> {
    Ok(choose(&engine.chats().await?, pick).cloned())
}
