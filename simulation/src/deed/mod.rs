//! What a person can do in the app, and what came of it. Which order, which chat, whom: a number
//! from the schedule picks among what the device shows at that moment.

mod chat;
mod orders;

use montaj_client::{engine::Engine, error::ClientError, outbox, views::SessionState};
use montaj_domain::{
    ambient::Clock,
    ids::{MessageId, OperationId, OrderId, UserId},
    order::WorkStep,
    user::Role,
};
use montaj_testkit::world::PASSWORD;
use serde::{Deserialize, Serialize};

use crate::town::LOOKING;

/// Something to do in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    Say,
    /// Another text for one's own message.
    Edit,
    /// Takes one's own message back.
    Delete,
    Read,
    ReadNotifications,
    Type,
    Draft,
    Post,
    Respond,
    Select,
    Cancel,
    Start,
    Refuse,
    Complete,
    Close,
    /// Retries or gives up what the server refused.
    Resolve,
    EndOtherSession,
    /// If nobody is signed in here.
    SignIn,
}

impl Deed {
    /// Whether it asks nothing of the network: it is done when the device has saved it.
    pub const fn is_local(self) -> bool {
        matches!(
            self,
            Self::Say
                | Self::Edit
                | Self::Delete
                | Self::Read
                | Self::ReadNotifications
                | Self::Type
                | Self::Draft
        )
    }
}

/// Whose device it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Whose {
    pub id: UserId,
    pub role: Role,
    pub phone: String,
}

/// A step of the work as it travels to and from the soak's clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Start,
    Refuse,
    Complete,
    Close,
}

impl Step {
    pub const fn of_outbox(step: &outbox::Step) -> Self {
        match step {
            outbox::Step::StartWork => Self::Start,
            outbox::Step::CancelWork { .. } => Self::Refuse,
            outbox::Step::Complete => Self::Complete,
            outbox::Step::Close => Self::Close,
        }
    }

    pub const fn of_work(self) -> WorkStep {
        match self {
            Self::Start => WorkStep::Start,
            Self::Refuse => WorkStep::Cancel,
            Self::Complete => WorkStep::Complete,
            Self::Close => WorkStep::Close,
        }
    }
}

/// What came of a deed. What is here but `Nothing`, `ToldToWait`, `Failed` and `Cut` was
/// acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// There was nothing to do it with.
    Nothing,
    Done,
    /// The device has saved the message and will send it.
    Said {
        id: MessageId,
        order: OrderId,
        content: String,
    },
    /// The device has saved the edit.
    Edited {
        id: MessageId,
        content: String,
        /// What the device showed until then.
        over: String,
        /// The message stood in the outbox.
        queued: bool,
    },
    /// The device has saved the deletion.
    Deleted {
        id: MessageId,
    },
    Drafted {
        order: OrderId,
        text: String,
    },
    Posted {
        order: OrderId,
    },
    Responded {
        order: OrderId,
    },
    Selected {
        order: OrderId,
        executor: UserId,
    },
    Cancelled {
        order: OrderId,
    },
    /// The device has saved the step and will send it.
    Stepped {
        order: OrderId,
        step: Step,
    },
    /// The person gave up what the server had refused, and with a step those that rested on it.
    GivenUp {
        ids: Vec<OperationId>,
        steps: Vec<(OrderId, Step)>,
        /// The texts of edits.
        edits: Vec<String>,
        deletions: usize,
    },
    /// What the server had refused goes again, later than what was saved after it.
    Retried,
    /// The server asked to come back later: no answer about the deed.
    ToldToWait {
        secs: u64,
    },
    /// The server or the engine said no, and why.
    Failed {
        status: u16,
        reason: String,
    },
    /// Nothing is known of it: the network or the program went away.
    Cut,
}

/// Does it. `pick` chooses among what is possible, `mark` makes every text unique.
pub async fn perform(
    engine: &Engine,
    whose: &Whose,
    clock: &dyn Clock,
    deed: Deed,
    pick: u64,
    mark: &str,
) -> Outcome {
    let done = match deed {
        Deed::Say => chat::say(engine, pick, mark).await,
        Deed::Edit => chat::edit(engine, pick, mark).await,
        Deed::Delete => chat::delete(engine, pick).await,
        Deed::Read => chat::read(engine, pick).await,
        Deed::ReadNotifications => chat::read_notifications(engine).await,
        Deed::Type => chat::type_something(engine, pick).await,
        Deed::Draft => chat::draft(engine, pick, mark).await,
        Deed::Post => orders::post(engine, whose, clock).await,
        Deed::Respond => orders::respond(engine, whose, pick, mark).await,
        Deed::Select => orders::select(engine, whose, pick).await,
        Deed::Cancel => orders::cancel(engine, whose, pick).await,
        Deed::Start => orders::step(engine, whose, pick, Step::Start).await,
        Deed::Refuse => orders::step(engine, whose, pick, Step::Refuse).await,
        Deed::Complete => orders::step(engine, whose, pick, Step::Complete).await,
        Deed::Close => orders::step(engine, whose, pick, Step::Close).await,
        Deed::Resolve => orders::resolve(engine, pick).await,
        Deed::EndOtherSession => end_other_session(engine, pick).await,
        Deed::SignIn => sign_in(engine, whose).await,
    };
    done.unwrap_or_else(Outcome::from)
}

impl From<ClientError> for Outcome {
    fn from(error: ClientError) -> Self {
        match error {
            ClientError::Offline => Self::Cut,
            ClientError::RetryAfter { secs } => Self::ToldToWait { secs },
            ClientError::Rejected(problem) => {
                Self::Failed { status: problem.status, reason: problem.code.to_string() }
            }
            ClientError::Local { message } => Self::Failed { status: 500, reason: message },
        }
    }
}

async fn end_other_session(engine: &Engine, pick: u64) -> Result<Outcome, ClientError> {
    let mut others = engine.sessions().await?;
    others.retain(|session| !session.is_current && session.device_name != LOOKING);
    let Some(session) = choose(&others, pick) else { return Ok(Outcome::Nothing) };
    engine.end_session(session.id).await?;
    Ok(Outcome::Done)
}

async fn sign_in(engine: &Engine, whose: &Whose) -> Result<Outcome, ClientError> {
    if let SessionState::SignedIn { .. } = engine.session().await? {
        return Ok(Outcome::Nothing);
    }
    engine.log_in(whose.phone.clone(), PASSWORD.to_owned()).await?;
    Ok(Outcome::Done)
}

/// The one that `pick` falls on.
fn choose<T>(among: &[T], pick: u64) -> Option<&T> {
    let count = u64::try_from(among.len()).ok().filter(|count| *count > 0)?;
    among.get(usize::try_from(pick % count).ok()?)
}
