//! Rectangles of the window, in px.

use web_sys::{DomRect, Element};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    pub fn of(element: &Element) -> Self {
        let rect: DomRect = element.get_bounding_client_rect();
        Self { left: rect.left(), top: rect.top(), right: rect.right(), bottom: rect.bottom() }
    }

    pub const fn point(x: f64, y: f64) -> Self {
        Self { left: x, top: y, right: x, bottom: y }
    }

    pub const fn width(self) -> f64 {
        self.right - self.left
    }

    pub const fn height(self) -> f64 {
        self.bottom - self.top
    }
}

/// A length as styles have it. By whole hundredths: the tables for writing any fraction would be
/// loaded with the page.
pub fn px(length: f64) -> String {
    let hundredths = (length.abs() * 100.0).round() as u32;
    let sign = if length < 0.0 { "-" } else { "" };
    format!("{sign}{}.{:02}px", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_keeps_two_places() {
        assert_eq!(px(0.0), "0.00px");
        assert_eq!(px(98_300.256), "98300.26px");
        assert_eq!(px(-7.05), "-7.05px");
    }
}
