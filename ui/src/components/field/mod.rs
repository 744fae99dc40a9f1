//! Fields of forms: each has a label, a hint, and a word on what is wrong with it.

mod autofocus;
mod code;
mod mask;
mod money;
mod phone;
mod search;
mod select;
mod shell;
mod text;

pub use autofocus::use_autofocus;
pub use code::CodeField;
pub use mask::masked;
pub use money::MoneyField;
pub use phone::PhoneField;
pub use search::SearchField;
pub use select::{Select, SelectOption};
pub use shell::{FieldShell, described};
pub use text::TextField;
