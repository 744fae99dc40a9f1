//! Starts the interface in the page that trunk built.

fn main() {
    montaj_ui::start();
}
