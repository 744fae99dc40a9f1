//! What `#[component]` implements for a function.

use std::{convert::Infallible, marker::PhantomData, rc::Rc};

use upstream::{
    ContextProvider, HtmlResult, Properties,
    context::ContextProviderProps,
    functional::HookContext,
    virtual_dom::{VComp, VNode},
};

/// A function that draws by its properties.
pub trait FunctionProvider {
    type Properties: Properties + PartialEq;

    /// # Errors
    /// When it waits for something.
    fn run(context: &mut HookContext, props: &Self::Properties) -> HtmlResult;
}

/// What `html!` asks of a component. The macro also writes the steps in which Yew itself would lead
/// a component through its life; they take a [`Context`], and there is none.
pub trait BaseComponent: Sized + 'static {
    type Message: 'static;
    type Properties: Properties + PartialEq;

    fn create(context: &Context<Self>) -> Self {
        match context.never {}
    }

    fn update(&mut self, context: &Context<Self>, _message: Self::Message) -> bool {
        match context.never {}
    }

    fn changed(&mut self, context: &Context<Self>, _old: &Self::Properties) -> bool {
        match context.never {}
    }

    /// # Errors
    /// Never: there is no context.
    fn view(&self, context: &Context<Self>) -> HtmlResult {
        match context.never {}
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        match context.never {}
    }

    fn destroy(&mut self, context: &Context<Self>) {
        match context.never {}
    }

    fn prepare_state(&self) -> Option<String> {
        None
    }
}

/// A context of a component of its own: there is none.
#[derive(Debug)]
pub struct Context<C> {
    never: Infallible,
    of: PhantomData<C>,
}

impl<C: BaseComponent> Context<C> {
    pub fn props(&self) -> &C::Properties {
        match self.never {}
    }
}

/// The state of a component of its own: there is none.
#[derive(Debug)]
pub struct FunctionComponent<C> {
    never: Infallible,
    of: PhantomData<C>,
}

impl<C: BaseComponent> FunctionComponent<C> {
    pub fn new(context: &Context<C>) -> Self {
        match context.never {}
    }

    /// # Errors
    /// Never: there is none.
    pub fn render(&self, _props: &C::Properties) -> HtmlResult {
        match self.never {}
    }

    pub fn rendered(&self) {
        match self.never {}
    }

    pub fn destroy(&self) {
        match self.never {}
    }

    pub fn prepare_state(&self) -> Option<String> {
        match self.never {}
    }
}

impl<T: Clone + PartialEq + 'static> FunctionProvider for ContextProvider<T> {
    type Properties = ContextProviderProps<T>;

    fn run(_context: &mut HookContext, props: &Self::Properties) -> HtmlResult {
        let provider = VComp::new::<Self>(Rc::new(props.clone()), None);
        Ok(VNode::from(provider))
    }
}

impl<T: Clone + PartialEq + 'static> BaseComponent for ContextProvider<T> {
    type Message = ();
    type Properties = ContextProviderProps<T>;
}
