//! Tells cargo to embed the themes and the manual anew when a file of them comes, changes or goes.

/// Names the folders to watch.
fn main() {
    println!("cargo::rerun-if-changed=themes");
    println!("cargo::rerun-if-changed=src/manual");
}
