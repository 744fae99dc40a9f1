//! What a device says on its socket. A frame that is refused gets an `error`; the socket lives.

use montaj_domain::ids::OrderId;
use montaj_wire::{
    chat::SendMessage,
    problem::ErrorCode,
    socket::{ClientFrame, ServerFrame},
};

use super::{conversation::Conversation, end::End};
use crate::{
    app::App,
    chat::{self, ChatAccess},
    http::{caller::Caller, error::ApiError},
    limits::Writing,
    live::{acknowledge::LAZY_EVENTS, presence},
};

/// Handles one text frame.
pub async fn handle(talk: &mut Conversation<'_>, text: &str) -> Result<(), End> {
    let Ok(frame) = serde_json::from_str::<ClientFrame>(text) else {
        return refuse_unknown(talk, frame_type(text)).await;
    };
    match frame {
        ClientFrame::Hello { .. } => {
            refuse(talk, &ApiError::new(ErrorCode::Malformed), "hello").await
        }
        ClientFrame::SendMessage { id, order_id, content, reply_to_id } => {
            let sending = SendMessage { id, content, reply_to_id };
            match send(talk, order_id, &sending).await {
                Ok(sent) => {
                    let message = sent.message;
                    let (seq, at) = (message.seq, message.created_at);
                    talk.send(&ServerFrame::MessageAck { id, order_id, seq, at }).await
                }
                Err(error) => refuse(talk, &error, &id.to_string()).await,
            }
        }
        ClientFrame::MarkRead { order_id, up_to_seq } => {
            let done = match admit(talk, Writing::Other) {
                Ok(()) => chat::mark_read(talk.app, &talk.caller, order_id, Some(up_to_seq)).await,
                refused => refused,
            };
            or_refuse(talk, done, "mark-read").await
        }
        ClientFrame::Typing { order_id, on } => {
            let done = pass_typing(talk.app, &talk.caller, order_id, on).await;
            or_refuse(talk, done, "typing").await
        }
        ClientFrame::JoinOrder { order_id } => {
            match other_presence(talk.app, &talk.caller, order_id).await {
                Ok(frame) => {
                    talk.joined = Some(order_id);
                    talk.send(&frame).await
                }
                Err(error) => refuse(talk, &error, "join-order").await,
            }
        }
        ClientFrame::LeaveOrder { order_id } => {
            talk.joined = talk.joined.filter(|joined| *joined != order_id);
            Ok(())
        }
        ClientFrame::Ack { up_to } => {
            acknowledge(talk, up_to).await;
            Ok(())
        }
        ClientFrame::Ping => talk.send(&ServerFrame::Pong).await,
    }
}

async fn send(
    talk: &mut Conversation<'_>,
    order_id: OrderId,
    sending: &SendMessage,
) -> Result<chat::Sent, ApiError> {
    admit(talk, Writing::Message)?;
    chat::send(talk.app, &talk.caller, order_id, sending).await
}

/// Takes a change from the person's bucket, as over REST.
fn admit(talk: &mut Conversation<'_>, writing: Writing) -> Result<(), ApiError> {
    if talk.client.is_exempt {
        return Ok(());
    }
    talk.app.limits.admit_writing(talk.caller.user_id, writing, talk.app.now())
}

/// The device has stored the log up to a seq. What brought no message makes no tick: it is noted
/// with the next that did, or when there is much of it.
pub async fn acknowledge(talk: &mut Conversation<'_>, up_to: i64) {
    let is_first = talk.acked_seq == 0;
    let makes_ticks = talk.brought_seq > talk.acked_seq;
    let is_much = up_to.saturating_sub(talk.acked_seq) >= LAZY_EVENTS;
    if up_to > talk.acked_seq && (is_first || makes_ticks || is_much) {
        talk.acked_seq = up_to;
        talk.app.desk.note_stored(talk.caller.user_id, up_to).await;
    }
}

/// Says that the frame was not understood.
pub async fn refuse_unknown(
    talk: &mut Conversation<'_>,
    frame_type: Option<String>,
) -> Result<(), End> {
    let error = ApiError::new(ErrorCode::Malformed);
    refuse(talk, &error, frame_type.as_deref().unwrap_or("frame")).await
}

async fn or_refuse(
    talk: &mut Conversation<'_>,
    done: Result<(), ApiError>,
    reference: &str,
) -> Result<(), End> {
    match done {
        Ok(()) => Ok(()),
        Err(error) => refuse(talk, &error, reference).await,
    }
}

async fn refuse(talk: &mut Conversation<'_>, error: &ApiError, reference: &str) -> Result<(), End> {
    let code = error.code();
    if code == ErrorCode::Internal {
        tracing::error!(%error, "a frame failed");
    }
    let frame = ServerFrame::Error {
        code,
        title: code.title().to_owned(),
        reference: Some(reference.to_owned()),
    };
    talk.send(&frame).await
}

async fn pass_typing(
    app: &App,
    caller: &Caller,
    order_id: OrderId,
    on: bool,
) -> Result<(), ApiError> {
    let mut tx = app.db.look().await?;
    let access = ChatAccess::of(&mut tx, order_id, caller).await?;
    access.require_writing()?;
    let user_id = caller.user_id;
    app.hub.pass(access.other_id, &ServerFrame::Typing { order_id, user_id, on });
    Ok(())
}

async fn other_presence(
    app: &App,
    caller: &Caller,
    order_id: OrderId,
) -> Result<ServerFrame, ApiError> {
    let mut tx = app.db.look().await?;
    let access = ChatAccess::of(&mut tx, order_id, caller).await?;
    drop(tx);
    presence::of_other(app, &access).await
}

fn frame_type(text: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Typed {
        r#type: String,
    }
    let typed: Typed = serde_json::from_str(text).ok()?;
    Some(typed.r#type.chars().take(40).collect())
}
