//! The desktop executable: nothing but the library's entry.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    montaj_lib::run();
}
