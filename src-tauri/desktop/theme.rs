//! The window's own colour: what is seen before the page has drawn, so that no white flashes by
//! night. It is read from the interface's own tokens.

use tauri::Theme;
use tauri::window::Color;

const TOKENS: &str = include_str!("../../ui/styles/tokens.css");
const GROUND: &str = "--ground:";
const NIGHT: &str = r#":root[data-theme="dark"]"#;

/// The ground of pages in `theme`.
pub fn ground(theme: Theme) -> Color {
    let found = match theme {
        Theme::Dark => TOKENS.split_once(NIGHT).and_then(|(_, night)| ground_in(night)),
        _ => ground_in(TOKENS),
    };
    found.unwrap_or(Color(0, 0, 0, 255))
}

fn ground_in(css: &str) -> Option<Color> {
    let (_, after) = css.split_once(GROUND)?;
    let value = after.split_once(';')?.0.trim().strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(value.get(at..at + 2)?, 16).ok();
    Some(Color(part(0)?, part(2)?, part(4)?, 255))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interface_has_a_light_and_a_dark_ground() {
        let lightness = |theme| {
            let Color(r, g, b, _) = ground(theme);
            u16::from(r) + u16::from(g) + u16::from(b)
        };
        assert!(lightness(Theme::Light) > 600);
        let night = lightness(Theme::Dark);
        assert!(0 < night && night < 150, "{night}");
    }
}
