//! What follows from a yes, line by line.

use yew::prelude::*;

use crate::components::{Shape, icon};

/// What follows, with the sign of its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Consequence {
    pub shape: Shape,
    pub text: String,
}

impl Consequence {
    pub const fn new(shape: Shape, text: String) -> Self {
        Self { shape, text }
    }
}

pub fn consequences(lines: &[Consequence]) -> Html {
    html! {
        <ul class="consequences">
            for line in lines {
                <li key={line.text.clone()}>{ icon(line.shape) }<span>{ &line.text }</span></li>
            }
        </ul>
    }
}
