//! The interface's text comes from its dictionaries: no Cyrillic literal in ui/src (but in
//! ui/src/i18n), and no words of any language in what `html!` shows. Comments and tests may hold any.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, File, ItemFn, ItemMod, Macro};

use super::Finding;
use super::test_files::is_test;

pub fn check(path: &str, file: &File, found: &mut Vec<Finding>) {
    if path.starts_with("ui/src/") && !path.starts_with("ui/src/i18n") {
        Literals { path, found }.visit_file(file);
    }
}

/// Attributes that people see or hear.
const SEEN: [&str; 8] = ["label", "title", "subtitle", "placeholder", "hint", "text", "alt", "yes"];

/// The literal that a block consists of.
fn only_literal(group: &Group) -> Option<Literal> {
    let mut tokens = group.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Literal(literal)), None) => Some(literal),
        _ => None,
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

    /// Words in what `html!` shows, and in the attributes that people see or hear.
    fn look_into_markup(&mut self, tokens: TokenStream) {
        // The attribute whose value comes next, and the two signs before.
        let (mut name, mut signs) = (String::new(), [' '; 2]);
        for token in tokens {
            let is_value = signs == [' ', '='];
            let is_seen = if is_value { SEEN.contains(&name.as_str()) } else { true };
            match &token {
                TokenTree::Ident(ident) => name = ident.to_string(),
                TokenTree::Literal(literal) if is_seen && (is_value || signs[1] == '>') => {
                    self.look_for_words(literal);
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    match only_literal(group) {
                        Some(literal) if is_seen => self.look_for_words(&literal),
                        // What is computed for an attribute is code.
                        _ if is_value => {}
                        _ => self.look_into_markup(group.stream()),
                    }
                }
                TokenTree::Literal(_) | TokenTree::Group(_) | TokenTree::Punct(_) => {}
            }
            signs = match &token {
                TokenTree::Punct(sign) => [signs[1], sign.as_char()],
                _ => [' '; 2],
            };
            // `=>` of a match ends no tag.
            if signs == ['=', '>'] {
                signs = [' '; 2];
            }
        }
    }

    fn look_for_words(&mut self, literal: &Literal) {
        let text = literal.to_string();
        // Cyrillic is told of already.
        if text.starts_with('"') && text.chars().any(|c| c.is_ascii_alphabetic()) {
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
        if call.path.is_ident("html") {
            self.look_into_markup(call.tokens.clone());
        }
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
    fn words_of_any_language_are_refused_in_what_is_shown() {
        let shown = [
            "<p>{ \"Order\" }</p>",
            "<p>\"Order\"</p>",
            "<a title=\"Order\" />",
            "<a aria-label={\"Order\"} />",
            "if a { { \"Order\" } }",
        ];
        for markup in shown {
            let text = format!("fn c() {{ html! {{ {markup} }} }}");
            assert_eq!(lines("ui/src/page.rs", &text), [1], "{markup}");
        }
    }

    #[test]
    fn names_for_the_machine_and_signs_are_no_words() {
        let free = [
            "<p class=\"order\" data-testid=\"order\" type={\"text\"}>{ \" · \" }</p>",
            "<p class={if a { \"wide\" } else { \"narrow\" }}>{ tr!(\"order\") }</p>",
            "<p>{ match a { B => tr!(\"b\"), _ => c } }</p>",
            "<input placeholder=\"+7 900 000-00-00\" />",
        ];
        for markup in free {
            let text = format!("fn c() {{ html! {{ {markup} }} }}");
            assert_eq!(lines("ui/src/page.rs", &text), [0; 0], "{markup}");
        }
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
