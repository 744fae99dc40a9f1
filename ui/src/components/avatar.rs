//! A person's picture, or the initials of their name on a colour of its own.

use yew::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AvatarSize {
    Small,
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

pub fn avatar(name: &str, photo_url: Option<&str>) -> Html {
    picture(name, photo_url, AvatarSize::Medium, false)
}

pub fn sized_avatar(name: &str, photo_url: Option<&str>, size: AvatarSize) -> Html {
    picture(name, photo_url, size, false)
}

/// With a green dot while the person is online.
pub fn avatar_with_presence(name: &str, photo_url: Option<&str>, online: bool) -> Html {
    picture(name, photo_url, AvatarSize::Medium, online)
}

fn picture(name: &str, photo_url: Option<&str>, size: AvatarSize, online: bool) -> Html {
    let tone = format!("avatar--{}", tone(name));
    html! {
        <span class={classes!("avatar", tone, size.class())} aria-hidden="true">
            if let Some(url) = photo_url {
                <img src={url.to_owned()} alt="" />
            } else {
                { initials(name) }
            }
            if online {
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
