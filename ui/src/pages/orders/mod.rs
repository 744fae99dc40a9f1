//! Orders: one's own, a new one, and the page of each.

mod actions;
mod dialogs;
mod edit;
mod form;
mod form_state;
mod mine;
mod new;
mod outbox;
mod outbox_state;
mod refuse_dialog;
mod responses;
#[cfg(test)]
pub mod samples;
mod show;
mod standing;
mod timeline;

pub use edit::EditOrderPage;
pub use mine::MyOrdersPage;
pub use new::NewOrderPage;
pub use outbox::ChatOutbox;
pub use show::OrderPage;
