//! Tells the engine what is looked at: it raises no pop-up for that (PRODUCT 8).

use std::{cell::Cell, rc::Rc};

use gloo::events::EventListener;
use montaj_client::{calls::Backend, views::Screen};
use montaj_domain::ids::OrderId;
use yew::{platform::spawn_local, prelude::*};

use super::use_services;

/// A part of the page that pop-ups are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Chat(OrderId),
    Order(OrderId),
    Notifications,
}

#[derive(Debug, Clone)]
pub struct ScreenReporter {
    backend: Backend,
    screen: Rc<Cell<Screen>>,
}

impl PartialEq for ScreenReporter {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.screen, &other.screen)
    }
}

impl ScreenReporter {
    pub fn new(backend: Backend) -> Self {
        Self { backend, screen: Rc::default() }
    }

    pub fn set_focused(&self, focused: bool) {
        self.report(Screen { focused, ..self.screen.get() });
    }

    fn show(&self, shown: Shown) {
        let screen = self.screen.get();
        self.report(match shown {
            Shown::Chat(id) => Screen { chat: Some(id), ..screen },
            Shown::Order(id) => Screen { order: Some(id), ..screen },
            Shown::Notifications => Screen { notifications: true, ..screen },
        });
    }

    /// The next page may have shown its own part already: that one stays.
    fn hide(&self, shown: Shown) {
        let screen = self.screen.get();
        match shown {
            Shown::Chat(id) if screen.chat == Some(id) => {
                self.report(Screen { chat: None, ..screen });
            }
            Shown::Order(id) if screen.order == Some(id) => {
                self.report(Screen { order: None, ..screen });
            }
            Shown::Notifications => self.report(Screen { notifications: false, ..screen }),
            _ => {}
        }
    }

    fn report(&self, screen: Screen) {
        if self.screen.replace(screen) == screen {
            return;
        }
        let backend = self.backend.clone();
        // It only saves a pop-up: a failure needs no word.
        spawn_local(async move { drop(backend.set_screen(screen).await) });
    }
}

/// Reports `shown` as looked at for as long as the component lives.
#[hook]
pub fn use_shown(shown: Option<Shown>) {
    let screen = use_services().screen;
    use_effect_with((screen, shown), |(screen, shown)| {
        let (screen, shown) = (screen.clone(), *shown);
        if let Some(shown) = shown {
            screen.show(shown);
        }
        move || {
            if let Some(shown) = shown {
                screen.hide(shown);
            }
        }
    });
}

/// Calls `on_focus` whenever the window gets or loses the focus.
///
/// A press of a key or of the pointer counts as having it: not every window system tells.
#[hook]
pub fn use_focus_reports(on_focus: Callback<bool>) {
    use_effect_with(on_focus, |on_focus| {
        let window = gloo::utils::window();
        let signs = [("focus", true), ("blur", false), ("pointerdown", true), ("keydown", true)];
        let listeners = signs.map(|(event, focused)| {
            let on_focus = on_focus.clone();
            EventListener::new(&window, event, move |_| on_focus.emit(focused))
        });
        on_focus.emit(gloo::utils::document().has_focus().unwrap_or(true));
        move || drop(listeners)
    });
}
