//! What a form holds, edited field by field.

use std::rc::Rc;

use yew::prelude::*;

#[derive(Debug, Clone, PartialEq)]
struct FormState<T>(T);

struct Edit<T>(Box<dyn FnOnce(&mut T)>);

impl<T: Clone + 'static> Reducible for FormState<T> {
    type Action = Edit<T>;

    fn reduce(self: Rc<Self>, edit: Edit<T>) -> Rc<Self> {
        let mut value = self.0.clone();
        (edit.0)(&mut value);
        Rc::new(Self(value))
    }
}

#[derive(Debug)]
pub struct Form<T: Clone + 'static>(UseReducerHandle<FormState<T>>);

impl<T: Clone + 'static> Clone for Form<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Compares what two drawings of the page saw: reading through a handle gives the newest value.
impl<T: Clone + PartialEq + 'static> PartialEq for Form<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Clone + 'static> std::ops::Deref for Form<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T: Clone + 'static> Form<T> {
    /// A callback that puts what it is given into the form. Edits never overtake each other.
    pub fn edit<V: 'static>(&self, apply: impl Fn(&mut T, V) + Clone + 'static) -> Callback<V> {
        let dispatcher = self.0.dispatcher();
        Callback::from(move |value: V| {
            let apply = apply.clone();
            dispatcher.dispatch(Edit(Box::new(move |form| apply(form, value))));
        })
    }

    pub fn set(&self, value: T) {
        self.0.dispatch(Edit(Box::new(move |form| *form = value)));
    }
}

#[hook]
pub fn use_form<T: Clone + 'static>(start: impl FnOnce() -> T) -> Form<T> {
    Form(use_reducer(|| FormState(start())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_two_fields_both_stay() {
        let form = Rc::new(FormState((String::new(), 0)));
        let form = form.reduce(Edit(Box::new(|form| form.0 = "a".into())));
        let form = form.reduce(Edit(Box::new(|form| form.1 = 2)));
        assert_eq!(form.0, ("a".to_owned(), 2));
    }
}
