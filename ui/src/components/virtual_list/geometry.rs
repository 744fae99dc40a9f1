//! Where the rows of a long list stand: by their heights, measured or guessed. Pure.

use std::{collections::HashMap, hash::Hash, ops::Range};

/// Until the first row was measured.
const FIRST_GUESS: f64 = 56.0;
/// Less than this is no other height.
const NOISE: f64 = 0.5;
/// What stays above a row that is put at the top.
const ABOVE_ROW: f64 = 12.0;

/// What is known of the rows' heights.
#[derive(Debug, Clone)]
pub struct Heights<K> {
    measured: HashMap<K, f64>,
    sum: f64,
}

impl<K> Default for Heights<K> {
    fn default() -> Self {
        Self { measured: HashMap::new(), sum: 0.0 }
    }
}

impl<K: Clone + Eq + Hash> Heights<K> {
    /// Takes note of a row's height; true when it is news.
    pub fn measure(&mut self, key: &K, height: f64) -> bool {
        let known = self.measured.get(key).copied();
        if known.is_some_and(|known| (known - height).abs() < NOISE) {
            return false;
        }
        self.sum += height - known.unwrap_or(0.0);
        self.measured.insert(key.clone(), height);
        true
    }

    /// The heights belong to another width.
    pub fn forget(&mut self) {
        self.measured.clear();
        self.sum = 0.0;
    }

    #[expect(clippy::cast_precision_loss, reason = "a few thousand rows")]
    fn guess(&self) -> f64 {
        if self.measured.is_empty() { FIRST_GUESS } else { self.sum / self.measured.len() as f64 }
    }

    /// Where rows with these keys stand.
    pub fn places(&self, keys: &[K]) -> Places {
        let guess = self.guess();
        let mut tops = Vec::with_capacity(keys.len() + 1);
        let mut top = 0.0;
        tops.push(top);
        for key in keys {
            top += self.measured.get(key).copied().unwrap_or(guess);
            tops.push(top);
        }
        Places { tops }
    }
}

/// The upper edges of rows, and below the last one the end.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    tops: Vec<f64>,
}

impl Places {
    pub fn total(&self) -> f64 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    pub fn top(&self, row: usize) -> f64 {
        self.tops.get(row).copied().unwrap_or_else(|| self.total())
    }

    fn rows(&self) -> usize {
        self.tops.len() - 1
    }

    /// The row at this height.
    pub fn row_at(&self, y: f64) -> usize {
        let below = self.tops.partition_point(|top| *top <= y);
        below.saturating_sub(1).min(self.rows().saturating_sub(1))
    }

    /// The rows in a frame of this height, when the list is scrolled so far.
    pub fn in_frame(&self, scroll: f64, frame: f64) -> Range<usize> {
        if self.rows() == 0 {
            return 0..0;
        }
        self.row_at(scroll)..self.row_at((scroll + frame - NOISE).max(scroll)) + 1
    }

    /// The rows to draw: those in the frame and, as far as `most` allows, as many pixels again
    /// to either side.
    pub fn drawn(&self, scroll: f64, frame: f64, most: usize) -> Range<usize> {
        let mut rows = self.in_frame(scroll, frame);
        let (above, below) = (self.top(rows.start) - frame, self.top(rows.end) + frame);
        while rows.len() < most {
            let before = rows.len();
            if rows.end < self.rows() && self.top(rows.end) < below {
                rows.end += 1;
            }
            if rows.start > 0 && self.top(rows.start) > above && rows.len() < most {
                rows.start -= 1;
            }
            if rows.len() == before {
                break;
            }
        }
        rows
    }

    /// How far to scroll for the hold; `None` when nothing of it is left.
    pub fn scroll_for<K: Eq>(&self, hold: &Hold<K>, keys: &[K], frame: f64) -> Option<f64> {
        let row = |key: &K| keys.iter().position(|known| known == key);
        let most = (self.total() - frame).max(0.0);
        let scroll = match hold {
            Hold::End => most,
            Hold::Rows(anchors) => anchors
                .iter()
                .find_map(|anchor| Some(self.top(row(&anchor.key)?) - anchor.offset))?,
            Hold::Middle(key) => {
                let row = row(key)?;
                let height = self.top(row + 1) - self.top(row);
                self.top(row) - ((frame - height) / 2.0).max(ABOVE_ROW)
            }
            Hold::Top(key) => self.top(row(key)?) - ABOVE_ROW,
        };
        Some(scroll.clamp(0.0, most))
    }

    /// What is in the frame, to be held where it is.
    pub fn hold<K: Clone>(&self, keys: &[K], scroll: f64, frame: f64) -> Hold<K> {
        let rows = self.in_frame(scroll, frame).filter_map(|row| {
            Some(Anchor { key: keys.get(row)?.clone(), offset: self.top(row) - scroll })
        });
        Hold::Rows(rows.collect())
    }
}

/// A row and how far below the frame's upper edge it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor<K> {
    pub key: K,
    pub offset: f64,
}

/// What stays in its place when the rows change.
#[derive(Debug, Clone, PartialEq)]
pub enum Hold<K> {
    /// The list stands at its end and stays there.
    End,
    /// The first of these rows that is still there.
    Rows(Vec<Anchor<K>>),
    /// A row in the middle of the frame.
    Middle(K),
    /// A row at the frame's upper edge.
    Top(K),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heights(rows: &[(u32, f64)]) -> Heights<u32> {
        let mut heights = Heights::default();
        for (key, height) in rows {
            heights.measure(key, *height);
        }
        heights
    }

    #[test]
    fn what_was_not_measured_is_guessed_by_what_was() {
        let mut heights = heights(&[(1, 40.0), (2, 80.0)]);
        assert_eq!(heights.places(&[1, 2, 3]).tops, [0.0, 40.0, 120.0, 180.0]);
        assert!(!heights.measure(&1, 40.3) && heights.measure(&1, 60.0));
        assert_eq!(heights.places(&[1, 2, 3]).tops, [0.0, 60.0, 140.0, 210.0]);
        heights.forget();
        assert_eq!(heights.places(&[7]).total(), FIRST_GUESS);
        assert_eq!(heights.places(&[]).in_frame(0.0, 100.0), 0..0);
    }

    #[test]
    fn only_what_is_near_the_frame_is_drawn() {
        let keys: Vec<u32> = (0..100_000).collect();
        let places = heights(&[(0, 50.0)]).places(&keys);
        assert_eq!(places.in_frame(1000.0, 200.0), 20..24);
        assert_eq!(places.drawn(1000.0, 200.0, 60), 16..28);
        assert_eq!(places.drawn(0.0, 200.0, 60), 0..8);
        assert_eq!(places.drawn(places.total(), 200.0, 60).end, 100_000);
        assert_eq!(places.drawn(1000.0, 2500.0, 60).len(), 60, "never more");
    }

    #[test]
    fn what_one_reads_stays_when_rows_come_above_or_turn_out_higher() {
        let before = heights(&[(5, 50.0), (6, 50.0), (7, 50.0)]);
        let keys = [5, 6, 7];
        let hold = before.places(&keys).hold(&keys, 60.0, 80.0);
        let keys = [3, 4, 5, 6, 7];
        let mut after = before;
        after.measure(&3, 120.0);
        after.measure(&4, 30.0);
        let places = after.places(&keys);
        assert_eq!(places.scroll_for(&hold, &keys, 80.0), Some(210.0));
        // The row at the edge is gone: the next one is held.
        let keys = [3, 4, 7];
        let places = after.places(&keys);
        assert_eq!(places.scroll_for(&hold, &keys, 40.0), Some(110.0));
        assert_eq!(places.scroll_for(&hold, &[1, 2], 80.0), None);
    }

    #[test]
    fn a_row_is_put_in_the_middle_or_at_the_top_within_the_list() {
        let keys: Vec<u32> = (0..10).collect();
        let places = heights(&[(0, 100.0)]).places(&keys);
        assert_eq!(places.scroll_for(&Hold::Middle(5), &keys, 300.0), Some(400.0));
        assert_eq!(places.scroll_for(&Hold::Top(5), &keys, 300.0), Some(500.0 - ABOVE_ROW));
        assert_eq!(places.scroll_for(&Hold::Middle(0), &keys, 300.0), Some(0.0));
        assert_eq!(places.scroll_for(&Hold::End, &keys, 300.0), Some(700.0));
        assert_eq!(places.scroll_for(&Hold::<u32>::End, &[], 3000.0), Some(0.0));
    }
}
