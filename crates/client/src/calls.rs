//! Everything an interface can ask of the engine: one list, from which come the serialisable
//! [`Call`], the engine's dispatch and the typed [`Backend`] that interfaces hold.
//!
//! An interface in the app sends a `Call` through the shell, one in a browser hands it to the
//! engine's module in the same page: the same data either way.

use std::{
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
};

use montaj_domain::{
    ids::{MessageId, NotificationId, OperationId, OrderId, SessionId, UserId},
    timestamp::Timestamp,
};
use montaj_wire::{
    account::{
        EditExecutorProfile, EditProfile, PublicProfile, PublicSettings, Register, SessionView,
        UserView,
    },
    lean,
    notification::{EditNotificationSettings, NotificationSettings, NotificationView},
    order::{FeedQuery, OrderDraft, OrderView},
    page::Page,
    response::{Respond, ResponseView},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    error::ClientError,
    local::{About, LocalSettings, ServerFacts},
    pending::Pending,
    views::{
        ChatSearch, ChatSummary, ChatView, Connection, DraftKey, Screen, SessionState, Unread,
    },
};

macro_rules! calls {
    ($($(#[$doc:meta])* $variant:ident $method:ident($($arg:ident: $type:ty),*) -> $answer:ty;)+) => {
        /// One question or order to the engine, as data.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(tag = "call", rename_all = "snake_case")]
        pub enum Call {
            $($(#[$doc])* $variant { $($arg: $type),* },)+
        }

        impl crate::engine::Engine {
            /// Answers a call that arrived as data.
            pub async fn answer(&self, call: Call) -> Result<Value, ClientError> {
                match call {
                    $(Call::$variant { $($arg),* } => encode(&self.$method($($arg),*).await?),)+
                }
            }
        }

        impl Backend {
            $($(#[$doc])*
            pub fn $method(&self, $($arg: $type),*) -> Answer<$answer> {
                self.ask(Call::$variant { $($arg),* })
            })+
        }
    };
}

calls! {
    /// Who is signed in on this device, read from the replica.
    Session session() -> SessionState;
    /// PRODUCT 1.1; a code goes out by SMS.
    Register register(form: Register) -> UserView;
    /// PRODUCT 1.2: asks for another code.
    SendCode send_code(phone: String) -> ();
    /// PRODUCT 1.2: finishes the registration and signs in.
    VerifyPhone verify_phone(phone: String, code: String) -> UserView;
    LogIn log_in(phone: String, password: String) -> UserView;
    LogOut log_out() -> ();
    RequestReset request_reset(phone: String) -> ();
    ResetPassword reset_password(phone: String, code: String, password: String) -> ();
    /// The devices signed in to this account; needs the network.
    Sessions sessions() -> Vec<SessionView>;
    EndSession end_session(session_id: SessionId) -> ();
    SaveProfile save_profile(profile: EditProfile) -> UserView;
    SaveExecutorProfile save_executor_profile(profile: EditExecutorProfile) -> UserView;
    PublicProfile public_profile(user_id: UserId) -> PublicProfile;
    /// The platform's settings, kept for when there is no network.
    PublicSettings public_settings() -> PublicSettings;

    /// A page of the feed from the server; without network the last first page.
    Feed feed(query: FeedQuery) -> Page<OrderView>;
    /// The orders posted by, assigned to or responded to by this person, from the replica.
    MyOrders my_orders() -> Vec<OrderView>;
    /// Fetches one's own orders before the oldest here; false when there are none left.
    LoadOlderOrders load_older_orders() -> bool;
    /// An order from the replica, or else from the server.
    Order order(order_id: OrderId) -> OrderView;
    /// Says that this executor opened the order (PRODUCT 2.3).
    ViewOrder view_order(order_id: OrderId) -> ();
    PostOrder post_order(draft: OrderDraft) -> OrderView;
    EditOrder edit_order(order_id: OrderId, draft: OrderDraft) -> OrderView;
    CancelOrder cancel_order(order_id: OrderId) -> OrderView;
    /// The responses to one's own order.
    OrderResponses order_responses(order_id: OrderId) -> Vec<ResponseView>;
    MyResponses my_responses() -> Vec<ResponseView>;
    Respond respond(response: Respond) -> ResponseView;
    SelectExecutor select_executor(order_id: OrderId, executor_id: UserId) -> OrderView;
    /// The executor's steps of the work: into the outbox, answered at once. What does not follow
    /// from the order and the steps that wait is refused here.
    StartWork start_work(order_id: OrderId) -> ();
    CancelWork cancel_work(order_id: OrderId, reason: String) -> ();
    Complete complete(order_id: OrderId) -> ();
    Close close(order_id: OrderId) -> ();

    /// Messages and steps of all orders that wait in the outbox or were refused.
    Pending pending() -> Vec<Pending>;
    /// Tries again what the server had refused.
    Retry retry(id: OperationId) -> ();
    /// Gives up what was refused or has not left yet, with the steps that rest on it.
    Discard discard(id: OperationId) -> ();
    /// Another reason for a refusal of the work that waits or was refused itself.
    EditRefusal edit_refusal(id: OperationId, reason: String) -> ();

    /// The chats open to this person, the most recent first.
    Chats chats() -> Vec<ChatSummary>;
    /// The newest `limit` lines of a chat with what waits in the outbox at the end.
    Chat chat(order_id: OrderId, limit: u32) -> ChatView;
    /// Puts a message into the outbox and answers at once; `reply_to_id` is what it answers.
    SendMessage send_message(order_id: OrderId, content: String, reply_to_id: Option<MessageId>) -> MessageId;
    /// The `limit` lines around a message, as far as they are here without a gap.
    ChatAround chat_around(order_id: OrderId, seq: i64, limit: u32) -> ChatView;
    /// Fetches what is missing here around a message; false when nothing was.
    LoadAround load_around(order_id: OrderId, seq: i64) -> bool;
    /// The seq of a message that may be far back.
    LocateMessage locate_message(order_id: OrderId, message_id: MessageId) -> i64;
    /// The messages that hold the words: of the whole chat, without network of what is here.
    SearchChat search_chat(order_id: OrderId, query: String) -> ChatSearch;
    /// Another text for one's own message: into the outbox, answered at once.
    EditMessage edit_message(order_id: OrderId, message_id: MessageId, content: String) -> ();
    /// Takes one's own message back, in the same way.
    DeleteMessage delete_message(order_id: OrderId, message_id: MessageId) -> ();
    MarkRead mark_read(order_id: OrderId, up_to_seq: i64) -> ();
    SetTyping set_typing(order_id: OrderId, on: bool) -> ();

    /// The newest `limit` notifications.
    Notifications notifications(limit: u32) -> Vec<NotificationView>;
    /// Of those on this device the newest `limit` that nobody has read.
    UnreadNotifications unread_notifications(limit: u32) -> Vec<NotificationView>;
    /// Fetches what is older than all that is here; false when there is nothing.
    LoadOlderNotifications load_older_notifications() -> bool;
    MarkNotificationRead mark_notification_read(notification_id: NotificationId) -> ();
    MarkAllNotificationsRead mark_all_notifications_read() -> ();
    /// Deletes one for good, here at once.
    DeleteNotification delete_notification(notification_id: NotificationId) -> ();
    Unread unread() -> Unread;
    /// What the person wants to be told of, with what waits in the outbox put into force.
    NotificationSettings notification_settings() -> NotificationSettings;
    /// Changes what is named, here at once; the later of two edits of one switch stays.
    SaveNotificationSettings save_notification_settings(edit: EditNotificationSettings) -> ();
    /// Keeps the messages of a chat from popping up, until then or for good.
    MuteChat mute_chat(order_id: OrderId, until: Option<Timestamp>) -> ();
    UnmuteChat unmute_chat(order_id: OrderId) -> ();

    /// What is on screen and whether the window has the focus: no pop-up for that (PRODUCT 8).
    SetScreen set_screen(screen: Screen) -> ();
    Connection connection() -> Connection;
    /// The settings of this device; nobody has to be signed in.
    LocalSettings local_settings() -> LocalSettings;
    /// Keeps them. The server's address is not changed by this.
    SaveLocalSettings save_local_settings(settings: LocalSettings) -> ();
    /// The program, its server and what it offers.
    About about() -> About;
    /// Asks the server at an address whether it is one of Montaj's.
    CheckServer check_server(url: String) -> ServerFacts;
    /// Signs out and talks to another server from now on.
    MoveToServer move_to_server(url: String) -> ();
    /// A form's unsent content, kept on the device.
    Draft draft(key: DraftKey) -> Option<Value>;
    SaveDraft save_draft(key: DraftKey, content: Option<Value>) -> ();
}

/// What carries a call to the engine: the app's shell, or the page.
#[async_trait::async_trait(?Send)]
pub trait Caller {
    async fn call(&self, call: Call) -> Result<Value, ClientError>;
}

/// The engine as an interface sees it, whichever way the calls travel.
#[derive(Clone)]
pub struct Backend(std::rc::Rc<dyn Caller>);

impl Backend {
    pub fn new(caller: impl Caller + 'static) -> Self {
        Self(std::rc::Rc::new(caller))
    }

    fn ask<T>(&self, call: Call) -> Answer<T> {
        let caller = self.0.clone();
        let data = Box::pin(async move { caller.call(call).await });
        Answer { data, shape: PhantomData }
    }
}

impl std::fmt::Debug for Backend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Backend")
    }
}

/// What a call is answered, once it is awaited. One type for every call with the same answer: a
/// browser loads its code once, not once for every call.
#[must_use = "nothing is asked before the answer is awaited"]
pub struct Answer<T> {
    data: Pin<Box<dyn Future<Output = Result<Value, ClientError>>>>,
    shape: PhantomData<fn() -> T>,
}

impl<T> std::fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answer")
    }
}

impl<T: serde::de::DeserializeOwned> Future for Answer<T> {
    type Output = Result<T, ClientError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.data.as_mut().poll(context).map(|answer| decode(answer?))
    }
}

impl PartialEq for Backend {
    fn eq(&self, other: &Self) -> bool {
        std::rc::Rc::ptr_eq(&self.0, &other.0)
    }
}

fn encode(answer: &impl Serialize) -> Result<Value, ClientError> {
    lean::to_value(answer).map_err(|error| ClientError::local(&error))
}

fn decode<T: serde::de::DeserializeOwned>(answer: Value) -> Result<T, ClientError> {
    lean::from_value(answer).map_err(|error| ClientError::local(&error))
}
