//! Two people who talk: the customer of an order and its executor, each on one device.

use std::{net::SocketAddr, time::Duration};

use montaj_domain::{
    ambient::Entropy,
    ids::{MessageId, OrderId},
};
use montaj_testkit::SeededEntropy;
use montaj_wire::socket::ClientFrame;
use tokio::time::Instant;

use super::device::{Device, Heard};
use crate::{
    dataset::Chat,
    server::{Server, now},
};

/// So long a device takes to write down what came, and acknowledges all of that together.
const WRITES_DOWN_IN: Duration = Duration::from_millis(5);
const WORDS: &str = "Буду завтра к девяти, материалы везу с собой. Ключи у консьержа?";

#[derive(Debug)]
pub struct Pair {
    order_id: OrderId,
    devices: [Device; 2],
    /// Who speaks next.
    turn: usize,
    entropy: SeededEntropy,
    /// When something arrived that is not acknowledged yet.
    arrived: Option<Instant>,
}

impl Pair {
    pub async fn connect(server: &Server, chat: &Chat, seed: u64) -> anyhow::Result<Self> {
        let address: SocketAddr = server.address;
        let customer = Device::connect(address, server.token(&chat.customer)?, 0).await?;
        let executor = Device::connect(address, server.token(&chat.executor)?, 0).await?;
        Ok(Self {
            order_id: chat.order_id,
            devices: [customer, executor],
            turn: 0,
            entropy: SeededEntropy::new(seed),
            arrived: None,
        })
    }

    /// One side says something; done when it has the acknowledgement and the other has the copy.
    pub async fn exchange(&mut self) -> anyhow::Result<()> {
        let entropy: &dyn Entropy = &self.entropy;
        let id = MessageId::new(now(), entropy);
        let speaker = self.turn;
        self.turn = 1 - speaker;
        let frame = ClientFrame::SendMessage {
            id,
            order_id: self.order_id,
            content: WORDS.to_owned(),
            reply_to_id: None,
        };
        self.devices[speaker].say(&frame).await?;
        let id = id.to_string();
        let (mut acked, mut copied) = (false, false);
        while !(acked && copied) {
            let Some((whose, heard)) = self.hear(None).await? else { continue };
            match heard {
                Heard::Acked(of) if whose == speaker && of == id => acked = true,
                Heard::Message(of) if whose != speaker && of == id => copied = true,
                _ => {}
            }
        }
        Ok(())
    }

    /// Listens until then, acknowledging what arrives.
    pub async fn listen(&mut self, until: Instant) -> anyhow::Result<()> {
        while Instant::now() < until {
            self.hear(Some(until)).await?;
        }
        Ok(())
    }

    /// The next frame of either side, or none by `until`. Acknowledges on the way.
    async fn hear(&mut self, until: Option<Instant>) -> anyhow::Result<Option<(usize, Heard)>> {
        let due = self.arrived.map(|at| at + WRITES_DOWN_IN);
        if due.is_some_and(|due| due <= Instant::now()) {
            self.arrived = None;
            for device in &mut self.devices {
                device.acknowledge().await?;
            }
            return Ok(None);
        }
        let wake = [due, until].into_iter().flatten().min();
        let [one, other] = &mut self.devices;
        let heard = tokio::select! {
            heard = one.hear() => (0, heard?),
            heard = other.hear() => (1, heard?),
            () = sleep_until(wake) => return Ok(None),
        };
        if matches!(heard.1, Heard::Message(_) | Heard::Event) {
            self.arrived.get_or_insert_with(Instant::now);
        }
        Ok(Some(heard))
    }
}

async fn sleep_until(wake: Option<Instant>) {
    match wake {
        Some(wake) => tokio::time::sleep_until(wake).await,
        None => std::future::pending().await,
    }
}
