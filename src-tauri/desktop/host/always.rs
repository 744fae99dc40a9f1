//! Windows and macOS always have a place for them.

pub async fn is_present() -> bool {
    true
}

/// It has been there from the start.
#[derive(Debug)]
pub struct Arrivals;

impl Arrivals {
    pub async fn watch() -> Self {
        Self
    }

    pub async fn next(&mut self) {
        std::future::pending().await
    }
}
