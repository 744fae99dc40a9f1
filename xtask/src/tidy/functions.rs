//! How long a function may be, measured on the syntax tree from its signature to its last brace.

use anyhow::anyhow;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, File, ReturnType, Signature, Type};

use super::Finding;

const LINES: usize = 70;
/// Markup is long and flat.
const VIEW_LINES: usize = 100;

pub fn parse(path: &str, text: &str) -> anyhow::Result<File> {
    syn::parse_file(text)
        .map_err(|error| anyhow!("{path}:{}: not Rust: {error}", error.span().start().line))
}

pub fn check(path: &str, file: &File, found: &mut Vec<Finding>) {
    Functions { path, found }.visit_file(file);
}

struct Functions<'a> {
    path: &'a str,
    found: &'a mut Vec<Finding>,
}

impl Functions<'_> {
    fn measure(&mut self, attributes: &[Attribute], signature: &Signature, body: &Block) {
        let first = signature.span().start().line;
        let lines = body.span().end().line - first + 1;
        let limit = if is_view(attributes, signature) { VIEW_LINES } else { LINES };
        if lines > limit {
            let name = signature.ident.to_string();
            let message = format!("fn {name} has {lines} lines (limit {limit})");
            let finding = Finding::new("function-length", self.path, first, message);
            self.found.push(finding.measured(lines).of(name));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.attrs, &item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.attrs, &item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            self.measure(&item.attrs, &item.sig, body);
        }
        visit::visit_trait_item_fn(self, item);
    }
}

/// A Yew component, or a function that returns `Html`.
fn is_view(attributes: &[Attribute], signature: &Signature) -> bool {
    let is_component = attributes.iter().any(|attribute| {
        let last = attribute.path().segments.last();
        last.is_some_and(|name| name.ident == "component" || name.ident == "function_component")
    });
    is_component || matches!(&signature.output, ReturnType::Type(_, kind) if is_html(kind))
}

fn is_html(kind: &Type) -> bool {
    let Type::Path(path) = kind else { return false };
    path.path.segments.last().is_some_and(|name| name.ident == "Html")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &str, lines: usize) -> Vec<Finding> {
        let text = format!("{head} {{\n{}}}\n", "    step();\n".repeat(lines - 2));
        let mut found = Vec::new();
        check("a.rs", &parse("a.rs", &text).unwrap(), &mut found);
        found
    }

    #[test]
    fn a_function_over_70_lines_is_refused_by_name() {
        assert_eq!(found("fn small()", 70), []);
        let finding = &found("pub async fn large(a: u8)", 71)[0];
        assert_eq!((finding.item.as_deref(), finding.size), (Some("large"), Some(71)));
    }

    #[test]
    fn a_view_function_may_have_100_lines() {
        assert_eq!(found("#[component]\npub fn Page()", 100), []);
        assert_eq!(found("fn row(order: &Order) -> Html", 100), []);
        assert_eq!(found("#[yew::function_component]\npub fn Page()", 101).len(), 1);
    }

    #[test]
    fn methods_and_functions_in_modules_are_measured_too() {
        let body = "x();\n".repeat(80);
        let text = format!("mod m {{ impl A {{ fn b(&self) {{\n{body}}} }} }}");
        let mut found = Vec::new();
        check("a.rs", &parse("a.rs", &text).unwrap(), &mut found);
        assert_eq!(found.len(), 1);
    }
}
