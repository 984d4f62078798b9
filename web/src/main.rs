//! The investor page.
fn main() {}
