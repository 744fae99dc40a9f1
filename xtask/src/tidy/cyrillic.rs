//! The interface's text comes from its dictionary: no Cyrillic literal in ui/src (but in ui/src/i18n).
//! Comments and tests may hold any.

use proc_macro2::{Literal, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, File, ItemFn, ItemMod, Macro};

use super::Finding;
use super::test_files::is_test;

pub fn check(path: &str, file: &File, found: &mut Vec<Finding>) {
    if path.starts_with("ui/src/") && !path.starts_with("ui/src/i18n") {
        Literals { path, found }.visit_file(file);
    }
}

struct Literals<'a> {
    path: &'a str,
    found: &'a mut Vec<Finding>,
}

impl Literals<'_> {
    fn look(&mut self, literal: &Literal) {
        let text = literal.to_string();
        if text.chars().any(|c| ('\u{400}'..='\u{52f}').contains(&c)) {
            let line = literal.span().start().line;
            let message = format!("{text}: text for people belongs into ui/i18n");
            self.found.push(Finding::new("i18n", self.path, line, message));
        }
    }

    /// What stands in `html! { … }` and the like is tokens to the parser.
    fn look_into(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.look_into(group.stream()),
                TokenTree::Literal(literal) => self.look(&literal),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Literals<'_> {
    /// Documentation and reasons.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.look(&literal.token());
    }

    fn visit_lit_char(&mut self, literal: &'ast syn::LitChar) {
        self.look(&literal.token());
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.look_into(call.tokens.clone());
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if !module.attrs.iter().any(is_test) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        if !function.attrs.iter().any(is_test) {
            visit::visit_item_fn(self, function);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::functions::parse;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        check(path, &parse(path, text).unwrap(), &mut found);
        found.into_iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn cyrillic_text_is_refused_in_literals_and_in_markup() {
        let text = "fn a() { b(\"Заказ\") }\nfn c() { html! { <p>{ \"Отклик\" }</p> } }";
        assert_eq!(lines("ui/src/page.rs", text), [1, 2]);
    }

    #[test]
    fn comments_documentation_and_tests_may_hold_cyrillic_text() {
        let text = "/// «Заказ»\nfn a() {} // заказ\n\
                    #[cfg(test)]\nmod tests { fn b() { c(\"Заказ\") } }\n#[test]\nfn d() { e('Ж') }";
        assert_eq!(lines("ui/src/page.rs", text), [0; 0]);
    }

    #[test]
    fn the_dictionary_and_other_crates_are_not_concerned() {
        let text = "const A: &str = \"Заказ\";";
        assert_eq!(lines("ui/src/i18n/ru.rs", text), [0; 0]);
        assert_eq!(lines("server/src/seed.rs", text), [0; 0]);
    }
}
