//! How hard a password is to guess: a hint while it is typed, never a refusal.

use montaj_domain::{password, text::lower};
use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    Weak,
    Fair,
    Strong,
}

impl Strength {
    /// Length counts most, then the kinds of characters; repetition makes both worthless.
    pub fn of(password: &str) -> Option<Self> {
        password::check(password).ok()?;
        let length = password.chars().count();
        let kinds: [fn(char) -> bool; 4] = [
            |c| c.is_alphabetic() && lower(c) == c,
            |c| lower(c) != c,
            char::is_numeric,
            |c| !c.is_alphanumeric(),
        ];
        let kinds = kinds.iter().filter(|is| password.chars().any(**is)).count();
        let mut different: Vec<char> = password.chars().collect();
        different.sort_unstable();
        different.dedup();
        Some(match length + 2 * kinds {
            _ if different.len() < 5 => Self::Weak,
            ..13 => Self::Weak,
            13..18 => Self::Fair,
            _ => Self::Strong,
        })
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Weak => "weak",
            Self::Fair => "fair",
            Self::Strong => "strong",
        }
    }
}

/// Nothing until the password is long enough at all: the field's own hint says that.
pub fn strength_view(password: &str) -> Html {
    let Some(strength) = Strength::of(password) else { return Html::default() };
    let text = match strength {
        Strength::Weak => tr!("password-weak"),
        Strength::Fair => tr!("password-fair"),
        Strength::Strong => tr!("password-strong"),
    };
    html! {
        <p class={format!("strength strength--{}", strength.name())} role="status"
            data-testid="password-strength" data-strength={strength.name()}>
            <span class="strength__bar" aria-hidden="true" />{ text }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_varied_passwords_are_strong() {
        let table = [
            ("short", None),
            ("password", Some(Strength::Weak)),
            ("aaaaaaaaaaaaaaaaaaaa", Some(Strength::Weak)),
            ("montaj-demo", Some(Strength::Fair)),
            ("светлое окно 7", Some(Strength::Strong)),
            ("Tr0ub4dor&3x", Some(Strength::Strong)),
        ];
        for (password, strength) in table {
            assert_eq!(Strength::of(password), strength, "{password}");
        }
    }
}
