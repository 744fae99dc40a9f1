//! Where toasts stand: at the foot of the window, or as much higher as nothing pressable is under
//! them.

use crate::components::area::Area;

/// Between a toast and what it keeps away from, px.
const GAP: f64 = 8.0;

impl Area {
    fn touches(self, other: Self) -> bool {
        self.left < other.right + GAP
            && other.left < self.right + GAP
            && self.top < other.bottom + GAP
            && other.top < self.bottom + GAP
    }

    fn lifted_to(self, bottom: f64) -> Self {
        Self { top: bottom - (self.bottom - self.top), bottom, ..self }
    }
}

/// How far up `toasts` move from where they stand so that they cover none of `controls`; `None`
/// where there is no such place.
pub fn lift(toasts: Area, controls: &[Area]) -> Option<f64> {
    let mut at = toasts;
    // Each turn passes at least one control.
    for _ in 0..=controls.len() {
        let highest = controls.iter().filter(|control| control.touches(at)).map(|c| c.top);
        let Some(highest) = highest.reduce(f64::min) else {
            return Some(toasts.bottom - at.bottom);
        };
        at = at.lifted_to(highest - GAP);
        if at.top < 0.0 {
            break;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOASTS: Area = Area { left: 20.0, top: 700.0, right: 320.0, bottom: 750.0 };

    const fn row(top: f64, bottom: f64) -> Area {
        Area { left: 0.0, top, right: 390.0, bottom }
    }

    #[test]
    fn toasts_rise_over_every_row_of_controls_that_leaves_no_room() {
        assert_eq!(lift(TOASTS, &[]), Some(0.0));
        assert_eq!(lift(TOASTS, &[row(720.0, 780.0)]), Some(38.0));
        // Between 600 and 640 there is no room for fifty and the gaps.
        assert_eq!(lift(TOASTS, &[row(640.0, 780.0), row(500.0, 600.0)]), Some(258.0));
        assert_eq!(lift(TOASTS, &[row(640.0, 780.0), row(500.0, 570.0)]), Some(118.0));
    }

    #[test]
    fn what_stands_beside_them_is_no_hindrance() {
        let beside = Area { left: 330.0, top: 690.0, right: 380.0, bottom: 760.0 };
        assert_eq!(lift(TOASTS, &[beside]), Some(0.0));
    }

    #[test]
    fn a_window_full_of_controls_has_no_place() {
        assert_eq!(lift(TOASTS, &[row(0.0, 800.0)]), None);
    }
}
