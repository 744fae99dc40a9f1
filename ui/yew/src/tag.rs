//! What `html!` makes of an element's tag and of what stands in it, each by one function: Yew's own
//! are written out anew at every tag.

use std::{marker::PhantomData, vec};

use upstream::{
    html::{ChildrenRenderer as UpstreamChildren, IntoPropValue, NodeRef},
    virtual_dom::{AttrValue, Attributes, Key, Listeners, VNode, VTag as UpstreamTag},
};

/// An element of the page. Its functions have the names and the arguments that `html!` writes.
#[derive(Debug)]
pub struct VTag;

impl VTag {
    #[inline(never)]
    pub fn __new_other(
        tag: AttrValue,
        node: NodeRef,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
        children: VNode,
    ) -> VNode {
        UpstreamTag::__new_other(tag, node, key, attributes, listeners, children).into()
    }

    #[inline(never)]
    pub fn __new_input(
        value: Option<AttrValue>,
        checked: Option<bool>,
        node: NodeRef,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
    ) -> VNode {
        UpstreamTag::__new_input(value, checked, node, key, attributes, listeners).into()
    }

    #[inline(never)]
    pub fn __new_textarea(
        value: Option<AttrValue>,
        default: Option<AttrValue>,
        node: NodeRef,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
    ) -> VNode {
        UpstreamTag::__new_textarea(value, default, node, key, attributes, listeners).into()
    }
}

/// Several nodes as one.
#[derive(Debug)]
pub struct ChildrenRenderer;

impl ChildrenRenderer {
    #[expect(clippy::new_ret_no_self, reason = "the name that `html!` writes")]
    #[inline(never)]
    pub fn new(children: Vec<VNode>) -> VNode {
        UpstreamChildren::new(children).into_prop_value()
    }
}

/// What a `{ block }` among others gives: one node, none, or several.
#[derive(Debug)]
pub struct NodeSeq<In, Out> {
    nodes: Nodes<Out>,
    of: PhantomData<In>,
}

#[derive(Debug)]
enum Nodes<T> {
    One(T),
    Several(Vec<T>),
}

impl<In: Into<Out>, Out> From<In> for NodeSeq<In, Out> {
    fn from(node: In) -> Self {
        Self { nodes: Nodes::One(node.into()), of: PhantomData }
    }
}

impl<In: Into<Out>, Out> From<Option<In>> for NodeSeq<In, Out> {
    fn from(node: Option<In>) -> Self {
        node.map_or_else(|| Self::from(Vec::new()), Self::from)
    }
}

impl<In: Into<Out>, Out> From<Vec<In>> for NodeSeq<In, Out> {
    fn from(nodes: Vec<In>) -> Self {
        let nodes = nodes.into_iter().map(Into::into).collect();
        Self { nodes: Nodes::Several(nodes), of: PhantomData }
    }
}

impl<In, Out> IntoIterator for NodeSeq<In, Out> {
    type Item = Out;
    type IntoIter = vec::IntoIter<Out>;

    fn into_iter(self) -> Self::IntoIter {
        let nodes = match self.nodes {
            Nodes::One(node) => vec![node],
            Nodes::Several(nodes) => nodes,
        };
        nodes.into_iter()
    }
}
