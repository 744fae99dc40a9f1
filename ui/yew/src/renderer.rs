//! Where an application begins.

use std::{fmt, marker::PhantomData};

use upstream::{AppHandle as UpstreamHandle, Renderer as UpstreamRenderer};
use web_sys::Element;

use crate::{
    component::FunctionProvider,
    erased::{Component, Erased, ErasedProps, erased},
};

/// Draws a component into the page.
#[must_use = "it draws when it is asked to `render`"]
pub struct Renderer<C> {
    root: Option<Element>,
    props: ErasedProps,
    of: PhantomData<C>,
}

impl<C> fmt::Debug for Renderer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Renderer")
    }
}

impl<C: Component> Default for Renderer<C>
where
    <C as FunctionProvider>::Properties: Default,
{
    fn default() -> Self {
        Self { root: None, props: erased::<C>(Default::default()), of: PhantomData }
    }
}

impl<C: Component> Renderer<C> {
    /// Into the page's body.
    pub fn new() -> Self
    where
        <C as FunctionProvider>::Properties: Default,
    {
        Self::default()
    }

    pub fn with_root_and_props(root: Element, props: <C as FunctionProvider>::Properties) -> Self {
        Self { root: Some(root), props: erased::<C>(props), of: PhantomData }
    }

    pub fn render(self) -> AppHandle<C> {
        let inner = match self.root {
            Some(root) => UpstreamRenderer::with_root_and_props(root, self.props),
            None => UpstreamRenderer::with_props(self.props),
        };
        AppHandle { inner: inner.render(), of: PhantomData }
    }
}

/// What was drawn.
pub struct AppHandle<C> {
    inner: UpstreamHandle<Erased>,
    of: PhantomData<C>,
}

impl<C> fmt::Debug for AppHandle<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AppHandle")
    }
}

impl<C> AppHandle<C> {
    /// Takes it off the page.
    pub fn destroy(self) {
        self.inner.destroy();
    }
}
