//! Yew, as the interface uses it, with one copy of its machinery.
//!
//! Yew makes the code that mounts, updates and compares a component anew for every component, and
//! of its hooks for every use: with some hundred of them a tenth of what a browser loads. Here all
//! components are one to Yew, [`erased::Erased`], which holds what is to be drawn behind a pointer.
//! `html!` and `#[component]` write paths that begin with `::yew`; this crate stands under that
//! name, gives them its own `VChild` and `BaseComponent`, and Yew's for all else; likewise its own
//! `VTag` and `NodeSeq`, which an element's tag and its content become. Pages are written as for Yew (docs/adr/0014-components-are-one-to-yew.md).

// The macros' paths hold in here, too.
extern crate self as yew;

mod component;
mod effect;
mod erased;
mod renderer;
mod state;
mod tag;

pub use upstream::*;

pub use self::{
    component::{BaseComponent, Context, FunctionComponent, FunctionProvider},
    effect::use_effect_with,
    renderer::{AppHandle, Renderer},
    state::{
        UseReducerDispatcher, UseReducerHandle, UseStateHandle, UseStateSetter, use_reducer,
        use_state, use_state_eq,
    },
};

pub mod functional {
    //! Hooks and function components.

    pub use upstream::functional::*;

    pub use crate::{
        component::{FunctionComponent, FunctionProvider},
        effect::use_effect_with,
        state::{
            UseReducerDispatcher, UseReducerHandle, UseStateHandle, UseStateSetter, use_reducer,
            use_state, use_state_eq,
        },
    };
}

pub mod html {
    //! What components are made of.

    pub use upstream::html::*;

    pub use crate::{
        component::{BaseComponent, Context},
        tag::ChildrenRenderer,
    };
}

pub mod utils {
    //! What `html!` puts what stands in a block into.

    pub use upstream::utils::*;

    pub use crate::tag::NodeSeq;
}

pub mod virtual_dom {
    //! What components draw.

    pub use upstream::virtual_dom::*;

    pub use crate::{erased::VChild, tag::VTag};
}

pub mod prelude {
    //! What a page needs.

    pub use upstream::prelude::*;

    pub use crate::{
        component::{BaseComponent, Context, FunctionComponent, FunctionProvider},
        effect::use_effect_with,
        renderer::AppHandle,
        state::{
            UseReducerDispatcher, UseReducerHandle, UseStateHandle, UseStateSetter, use_reducer,
            use_state, use_state_eq,
        },
    };
}
