//! What a build needs no more.

/// Gives back what is not needed any more while the build goes on: to free so many small pieces takes a while. Nobody waits for it.
pub fn give_back<Large: Send + 'static>(large: Large) {
    rayon::spawn(move || drop(large));
}
