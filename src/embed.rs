//! Tells cargo to embed the theme anew when a file of it comes, changes or goes.

/// Names the folder to watch.
fn main() {
    println!("cargo::rerun-if-changed=themes");
}
