//! The one component that Yew knows, and what `html!` makes of a component's tag.

use std::{
    any::{Any, TypeId},
    cell::Cell,
    fmt,
    marker::PhantomData,
    rc::Rc,
};

use upstream::{
    Html, HtmlResult, Properties,
    functional::{FunctionComponent, FunctionProvider as UpstreamProvider, HookContext},
    html::{BaseComponent as UpstreamComponent, Context, IntoPropValue},
    virtual_dom::{Key, VComp, VNode},
};

use crate::component::{BaseComponent, FunctionProvider};

/// A component's function with its properties.
pub trait Part: Any {
    fn run(&self, context: &mut HookContext) -> HtmlResult;
    fn equals(&self, other: &dyn Part) -> bool;
}

struct Of<C: FunctionProvider>(C::Properties);

impl<C: FunctionProvider + 'static> Part for Of<C>
where
    C::Properties: 'static,
{
    fn run(&self, context: &mut HookContext) -> HtmlResult {
        C::run(context, &self.0)
    }

    fn equals(&self, other: &dyn Part) -> bool {
        other.of::<C>().is_some_and(|other| self.0 == other.0)
    }
}

impl dyn Part {
    /// Which component it is.
    fn kind(&self) -> TypeId {
        (self as &dyn Any).type_id()
    }

    fn of<C: FunctionProvider + 'static>(&self) -> Option<&Of<C>> {
        (self as &dyn Any).downcast_ref()
    }
}

#[derive(Clone, Properties)]
pub struct ErasedProps {
    part: Rc<dyn Part>,
}

impl PartialEq for ErasedProps {
    fn eq(&self, other: &Self) -> bool {
        self.part.equals(&*other.part)
    }
}

impl fmt::Debug for ErasedProps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ErasedProps")
    }
}

/// What `#[component]` has made of a function, whole.
pub trait Component:
    BaseComponent + FunctionProvider<Properties = <Self as BaseComponent>::Properties>
{
}

impl<C> Component for C where
    C: BaseComponent + FunctionProvider<Properties = <C as BaseComponent>::Properties>
{
}

/// Whatever component stands there.
#[derive(Debug)]
pub struct Erased {
    function: FunctionComponent<Self>,
    /// Another component has come to where this one stood: what that drew goes first.
    is_left: Cell<bool>,
}

impl UpstreamProvider for Erased {
    type Properties = ErasedProps;

    fn run(context: &mut HookContext, props: &ErasedProps) -> HtmlResult {
        props.part.run(context)
    }
}

impl UpstreamComponent for Erased {
    type Message = ();
    type Properties = ErasedProps;

    fn create(context: &Context<Self>) -> Self {
        Self { function: FunctionComponent::new(context), is_left: Cell::new(false) }
    }

    fn update(&mut self, _context: &Context<Self>, (): ()) -> bool {
        true
    }

    fn changed(&mut self, context: &Context<Self>, old: &ErasedProps) -> bool {
        if old.part.kind() != context.props().part.kind() {
            self.function.destroy();
            self.function = FunctionComponent::new(context);
            self.is_left.set(true);
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> HtmlResult {
        if self.is_left.replace(false) {
            // Drawn again right after this, before anything else hears of it.
            context.link().send_message(());
            return Ok(Html::default());
        }
        self.function.render(context.props())
    }

    fn rendered(&mut self, _context: &Context<Self>, _first: bool) {
        self.function.rendered();
    }

    fn destroy(&mut self, _context: &Context<Self>) {
        self.function.destroy();
    }

    fn prepare_state(&self) -> Option<String> {
        self.function.prepare_state()
    }
}

/// A component's tag in `html!`.
pub struct VChild<C> {
    props: ErasedProps,
    key: Option<Key>,
    of: PhantomData<C>,
}

impl<C: Component> VChild<C> {
    pub fn new(props: <C as FunctionProvider>::Properties, key: Option<Key>) -> Self {
        Self { props: erased::<C>(props), key, of: PhantomData }
    }
}

/// The component with its properties, as Yew gets it.
pub fn erased<C: Component>(props: <C as FunctionProvider>::Properties) -> ErasedProps {
    ErasedProps { part: Rc::new(Of::<C>(props)) }
}

impl<C> fmt::Debug for VChild<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VChild")
    }
}

impl<C> From<VChild<C>> for VNode {
    fn from(child: VChild<C>) -> Self {
        node(child.props, child.key)
    }
}

impl<C> IntoPropValue<VNode> for VChild<C> {
    fn into_prop_value(self) -> VNode {
        node(self.props, self.key)
    }
}

#[inline(never)]
fn node(props: ErasedProps, key: Option<Key>) -> VNode {
    VComp::new::<Erased>(Rc::new(props), key).into()
}
