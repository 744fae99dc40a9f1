//! The count of the unread, drawn onto an icon.

use tauri::image::Image;

const RED: [u8; 3] = [0xd6, 0x2f, 0x2f];
const WHITE: [u8; 3] = [0xff, 0xff, 0xff];
/// Digits of three by five dots, a row in three bits; the last one is the plus.
const GLYPHS: [[u8; 5]; 11] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b010, 0b010, 0b010],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
    [0b000, 0b010, 0b111, 0b010, 0b000],
];
const PLUS: usize = 10;
/// More than this is «9+».
const MOST: u32 = 9;

/// `icon` with the count in its lower right corner; as it is when there is nothing unread.
pub fn on_icon(icon: &Image<'_>, count: u32) -> Image<'static> {
    let (width, height) = (icon.width(), icon.height());
    let mut canvas = Canvas { pixels: icon.rgba().to_vec(), width };
    if count > 0 {
        let side = width.min(height) * 5 / 8;
        canvas.badge(width - side, height - side, side, count);
    }
    Image::new_owned(canvas.pixels, width, height)
}

/// The badge alone: what Windows lays over the button of the task bar.
#[cfg(any(windows, test))]
pub fn alone(side: u32, count: u32) -> Image<'static> {
    let size = usize::try_from(side * side * 4).unwrap_or(0);
    let mut canvas = Canvas { pixels: vec![0; size], width: side };
    canvas.badge(0, 0, side, count);
    Image::new_owned(canvas.pixels, side, side)
}

struct Canvas {
    pixels: Vec<u8>,
    width: u32,
}

impl Canvas {
    fn badge(&mut self, left: u32, top: u32, side: u32, count: u32) {
        let radius = f64::from(side) / 2.0;
        for y in 0..side {
            for x in 0..side {
                let (dx, dy) = (f64::from(x) + 0.5 - radius, f64::from(y) + 0.5 - radius);
                let covered = (radius + 0.5 - dx.hypot(dy)).clamp(0.0, 1.0);
                self.paint(left + x, top + y, RED, covered);
            }
        }
        let glyphs = glyphs_of(count);
        let columns = u32::try_from(glyphs.len()).unwrap_or(1) * 4 - 1;
        let dot = (side * 3 / 4 / columns.max(5)).max(1);
        let (wide, high) = (columns * dot, 5 * dot);
        let (mut x, y) = (left + (side - wide) / 2, top + (side - high) / 2);
        for glyph in glyphs {
            self.glyph(glyph, x, y, dot);
            x += 4 * dot;
        }
    }

    fn glyph(&mut self, glyph: [u8; 5], left: u32, top: u32, dot: u32) {
        for (row, bits) in (0_u32..).zip(glyph) {
            for column in (0_u32..3).filter(|column| bits >> (2 - column) & 1 == 1) {
                for (dx, dy) in (0..dot).flat_map(|dx| (0..dot).map(move |dy| (dx, dy))) {
                    self.paint(left + column * dot + dx, top + row * dot + dy, WHITE, 1.0);
                }
            }
        }
    }

    /// Lays `colour` over a pixel that it covers in part.
    fn paint(&mut self, x: u32, y: u32, colour: [u8; 3], covered: f64) {
        let Ok(at) = usize::try_from((y * self.width + x) * 4) else { return };
        let Some([r, g, b, a]) = self.pixels.get_mut(at..at + 4) else { return };
        for (below, above) in [r, g, b].into_iter().zip(colour) {
            *below = mixed(*below, above, covered);
        }
        *a = mixed(*a, 255, covered);
    }
}

/// Between two bytes there is a byte.
fn mixed(below: u8, above: u8, covered: f64) -> u8 {
    (f64::from(below) * (1.0 - covered) + f64::from(above) * covered).round() as u8
}

fn glyphs_of(count: u32) -> Vec<[u8; 5]> {
    let digit = usize::try_from(count.min(MOST)).unwrap_or(0);
    if count > MOST { vec![GLYPHS[digit], GLYPHS[PLUS]] } else { vec![GLYPHS[digit]] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(image: &Image<'_>, x: u32, y: u32) -> [u8; 4] {
        let at = usize::try_from((y * image.width() + x) * 4).unwrap();
        image.rgba()[at..at + 4].try_into().unwrap()
    }

    #[test]
    fn a_count_stands_in_the_corner_and_nothing_else_changes() {
        let icon = Image::new_owned([1, 2, 3, 255].repeat(64 * 64), 64, 64);
        assert_eq!(on_icon(&icon, 0).rgba(), icon.rgba());
        let badged = on_icon(&icon, 3);
        assert_eq!(pixel(&badged, 0, 0), [1, 2, 3, 255]);
        assert_eq!(pixel(&badged, 44, 28)[..3], RED);
        let white = |image: &Image<'_>| {
            image.rgba().as_chunks::<4>().0.iter().filter(|p| p[..3] == WHITE).count()
        };
        assert!(white(&badged) > 20);
        assert_ne!(on_icon(&icon, 3).rgba(), on_icon(&icon, 4).rgba());
        assert_eq!(on_icon(&icon, 10).rgba(), on_icon(&icon, 400).rgba());
        assert!(white(&on_icon(&icon, 10)) > 20);
    }

    #[test]
    fn the_badge_alone_is_round() {
        let badge = alone(16, 5);
        assert_eq!(pixel(&badge, 0, 0)[3], 0);
        assert_eq!(pixel(&badge, 8, 1)[3], 255);
    }
}
