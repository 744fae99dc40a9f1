//! What a page leaves behind for when one comes back to it: gone when the person signs out.

use std::{any::Any, cell::RefCell, collections::HashMap, rc::Rc};

use yew::prelude::*;

/// The order that was looked at last.
pub const OPENED_ORDER: &str = "opened-order";

#[derive(Debug, Clone, Default)]
pub struct Shelf(Rc<RefCell<HashMap<AttrValue, Rc<dyn Any>>>>);

impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Shelf {
    pub fn put<T: 'static>(&self, name: impl Into<AttrValue>, what: T) {
        self.0.borrow_mut().insert(name.into(), Rc::new(what));
    }

    pub fn get<T: 'static>(&self, name: &str) -> Option<Rc<T>> {
        self.0.borrow().get(name).cloned()?.downcast().ok()
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ShelvesProps {
    pub children: Html,
}

/// Gives the pages inside one shelf for as long as it is drawn.
#[component]
pub fn Shelves(props: &ShelvesProps) -> Html {
    let shelf = use_state(Shelf::default);
    html! {
        <ContextProvider<Shelf> context={(*shelf).clone()}>
            { props.children.clone() }
        </ContextProvider<Shelf>>
    }
}

#[hook]
pub fn use_shelf() -> Shelf {
    use_context::<Shelf>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_is_found_again_by_its_kind() {
        let shelf = Shelf::default();
        shelf.put("place", 7_u32);
        assert_eq!(shelf.get::<u32>("place").as_deref(), Some(&7));
        assert_eq!(shelf.get::<String>("place"), None);
        assert_eq!(shelf.get::<u32>("elsewhere"), None);
    }
}
