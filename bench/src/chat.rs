//! Closed loop: each side sends its next message when the last one has arrived.

use std::time::Duration;

use anyhow::Context;
use montaj_domain::ids::{MessageId, OrderId};
use montaj_testkit::world::{Actor, Engine, Live, World};
use montaj_wire::{
    event::{ArrivedEvent, EventBody},
    socket::{ArrivedFrame, ClientFrame, ServerFrame},
};
use tokio::{task::JoinSet, time::Instant};

use crate::{figures::Figures, pairs::Pair};

/// Lets `pairs` pairs talk at once; in each, both sides send `messages` in turn.
pub async fn closed_loop(pairs: usize, messages: usize) -> anyhow::Result<Figures> {
    let world = World::start(Engine::Sqlite).await;
    let admin = world.admin("Глеб").await;
    let mut ready = Vec::new();
    for _ in 0..pairs {
        ready.push(Pair::meet(&world, &admin).await);
    }
    let started = Instant::now();
    let mut talks = JoinSet::new();
    for pair in ready {
        talks.spawn(talk(pair, messages));
    }
    let took = talks.join_all().await.concat();
    let whole = started.elapsed();
    world.shutdown().await;
    Figures::of(took, whole).context("nothing was sent")
}

async fn talk(mut pair: Pair, messages: usize) -> Vec<Duration> {
    let mut took = Vec::with_capacity(messages * 2);
    for _ in 0..messages {
        let (customer, executor) = (&mut pair.customer, &mut pair.executor);
        took.push(send(pair.order, customer, &mut executor.1).await);
        took.push(send(pair.order, executor, &mut customer.1).await);
    }
    took
}

/// Sends one message and waits for the sender's acknowledgement and the receiver's copy.
async fn send(order_id: OrderId, sender: &mut (Actor, Live), receiver: &mut Live) -> Duration {
    let message = sender.0.message("Буду завтра к девяти, материалы везу с собой.");
    let (id, content, reply_to_id) = (message.id, message.content, None);
    let started = Instant::now();
    sender.1.say(&ClientFrame::SendMessage { id, order_id, content, reply_to_id }).await;
    sender.1.wait_for("the acknowledgement", |frame| is_acknowledged(frame, id)).await;
    receiver.wait_for("the copy", |frame| is_copy(frame, id)).await;
    started.elapsed()
}

fn is_acknowledged(frame: &ArrivedFrame, of: MessageId) -> Option<()> {
    matches!(frame, ServerFrame::MessageAck { id, .. } if *id == of).then_some(())
}

fn is_copy(frame: &ArrivedFrame, of: MessageId) -> Option<()> {
    let ServerFrame::Event(ArrivedEvent::Known(event)) = frame else { return None };
    matches!(&event.body, EventBody::MessageCreated(message) if message.id == of).then_some(())
}
