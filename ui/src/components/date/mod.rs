//! Days: a field «дд.мм.гггг» of our own, because WebKit's shows the American order, with a small
//! calendar beside it.

mod calendar;
mod field;
mod month;
mod typed;

pub use field::DateField;
