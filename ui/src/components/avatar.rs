//! A person's picture, or the initials of their name on a colour of its own.

use yew::prelude::*;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AvatarSize {
    Small,
    #[default]
    Medium,
    Large,
}

impl AvatarSize {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Small => Some("avatar--small"),
            Self::Medium => None,
            Self::Large => Some("avatar--large"),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct AvatarProps {
    pub name: AttrValue,
    #[prop_or_default]
    pub photo_url: Option<AttrValue>,
    #[prop_or_default]
    pub size: AvatarSize,
    /// A green dot: the person is online.
    #[prop_or_default]
    pub online: bool,
}

#[component]
pub fn Avatar(props: &AvatarProps) -> Html {
    let tone = format!("avatar--{}", tone(&props.name));
    html! {
        <span class={classes!("avatar", tone, props.size.class())}
            aria-hidden="true">
            if let Some(url) = &props.photo_url {
                <img src={url.clone()} alt="" />
            } else {
                { initials(&props.name) }
            }
            if props.online {
                <span class="avatar__online" />
            }
        </span>
    }
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace().take(2).filter_map(|word| word.chars().next()).collect()
}

/// One of six tones, always the same for a name.
fn tone(name: &str) -> u32 {
    name.chars().fold(0_u32, |sum, c| sum.wrapping_mul(31).wrapping_add(u32::from(c))) % 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_two_words() {
        assert_eq!(initials("Анна Сергеевна Петрова"), "АС");
        assert_eq!(initials(" Борис "), "Б");
        assert_eq!(initials(""), "");
    }
}
