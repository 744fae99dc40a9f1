//! What is on screen, and how the server is reached: what an interface tells and asks besides data.

use montaj_wire::socket::ClientFrame;

use crate::{
    engine::Engine,
    error::ClientError,
    outbox::{Action, OutboxItem, is_held},
    pending,
    views::{Connection, Screen},
};

impl Engine {
    /// Decides over pop-ups (PRODUCT 8) and tells the server whose presence is of interest.
    pub async fn set_screen(&self, screen: Screen) -> Result<(), ClientError> {
        let core = self.core();
        let before = std::mem::replace(&mut *core.screen.lock(), screen);
        let mut frames = Vec::new();
        if before.chat != screen.chat {
            frames.extend(before.chat.map(|order_id| ClientFrame::LeaveOrder { order_id }));
            frames.extend(screen.chat.map(|order_id| ClientFrame::JoinOrder { order_id }));
        }
        for frame in frames {
            // Without a socket there is nothing to tell: the next one is told at its start.
            if core.send_frame(frame).is_err() {
                break;
            }
        }
        if screen.focused && !before.focused {
            core.hurry.ring();
        }
        Ok(())
    }

    pub async fn connection(&self) -> Result<Connection, ClientError> {
        let core = self.core();
        let outbox = core.replica().outbox().await?;
        let count = |counts: &dyn Fn(&OutboxItem) -> bool| {
            let goes = |at: usize| outbox[at].refusal().is_none() && !is_held(&outbox, at);
            let waiting = (0..outbox.len()).filter(|at| goes(*at) && counts(&outbox[*at]));
            u32::try_from(waiting.count()).unwrap_or(u32::MAX)
        };
        let mut refused = pending::of(&outbox).into_iter().filter(|it| it.refusal().is_some());
        let refused_in = refused.next().map(|item| item.order_id);
        let others = u32::try_from(refused.count()).unwrap_or(u32::MAX);
        Ok(Connection {
            link: core.link(),
            queued: count(&|_| true),
            messages: count(&|item| item.action.is_about_a_message()),
            steps: count(&|item| matches!(item.action, Action::Step(_))),
            refused: others.saturating_add(refused_in.is_some().into()),
            refused_in,
        })
    }
}
