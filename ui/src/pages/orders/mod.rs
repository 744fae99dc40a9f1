//! Orders: one's own, a new one, and the page of each.

mod actions;
mod compare;
mod consequences;
mod dialogs;
mod edit;
mod face;
mod fields;
mod form;
mod form_state;
mod hints;
mod left;
mod mine;
mod mine_state;
mod new;
mod outbox;
mod outbox_state;
mod refuse_dialog;
mod response_rows;
mod responses;
#[cfg(test)]
pub mod samples;
mod select_dialog;
mod show;
mod standing;
mod steps;
mod timeline;

pub use edit::EditOrderPage;
pub use mine::MyOrdersPage;
pub use new::NewOrderPage;
pub use outbox::ChatOutbox;
pub use show::OrderPage;
