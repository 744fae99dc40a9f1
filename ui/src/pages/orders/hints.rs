//! What an executor of each trade wants to know, and how good orders read.

use montaj_domain::user::Specialization;

pub fn example_title(trade: Specialization) -> String {
    match trade {
        Specialization::Windows => tr!("example-title-windows"),
        Specialization::Doors => tr!("example-title-doors"),
        Specialization::Ceilings => tr!("example-title-ceilings"),
        Specialization::Conditioners => tr!("example-title-conditioners"),
        Specialization::Blinds => tr!("example-title-blinds"),
        Specialization::Furniture => tr!("example-title-furniture"),
    }
}

pub fn example_text(trade: Specialization) -> String {
    match trade {
        Specialization::Windows => tr!("example-text-windows"),
        Specialization::Doors => tr!("example-text-doors"),
        Specialization::Ceilings => tr!("example-text-ceilings"),
        Specialization::Conditioners => tr!("example-text-conditioners"),
        Specialization::Blinds => tr!("example-text-blinds"),
        Specialization::Furniture => tr!("example-text-furniture"),
    }
}

/// What to write so that nobody has to ask.
pub fn ask_about(trade: Specialization) -> String {
    match trade {
        Specialization::Windows => tr!("order-ask-windows"),
        Specialization::Doors => tr!("order-ask-doors"),
        Specialization::Ceilings => tr!("order-ask-ceilings"),
        Specialization::Conditioners => tr!("order-ask-conditioners"),
        Specialization::Blinds => tr!("order-ask-blinds"),
        Specialization::Furniture => tr!("order-ask-furniture"),
    }
}
