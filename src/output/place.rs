//! Where an output may lie: apart from the dossier that it is made of.

use std::path::{Component, Path, PathBuf};

use super::OutputError;

/// A path from the file system's root, without `.` and `..`; a `..` after a link leads where the system would go.
pub(super) fn absolute(path: &Path) -> Result<PathBuf, OutputError> {
    let absolute = std::path::absolute(path).map_err(OutputError::io(path))?;
    let mut clean = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => {
                clean = clean.canonicalize().unwrap_or(clean);
                clean.pop();
            }
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    Ok(clean)
}

/// Refuses an output that holds the dossier, which would be lost with it, or that lies among the dossier's own files.
pub(super) fn check_apart(root: &Path, output: &Path) -> Result<(), OutputError> {
    let refuse = |reason| Err(OutputError::NotReplaceable { path: output.to_owned(), reason });
    let (root, real) = (resolved(root), resolved(output));
    if root.starts_with(&real) {
        return refuse("the dossier itself lies in it");
    }
    if ["content", "themes"].iter().any(|folder| real.starts_with(resolved(&root.join(folder)))) {
        return refuse("it lies among the files of the dossier");
    }
    Ok(())
}

/// A path with the links of what exists of it resolved.
fn resolved(path: &Path) -> PathBuf {
    let found = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, real)) = found else { return path.to_owned() };
    path.strip_prefix(above).map_or_else(|_| path.to_owned(), |rest| real.join(rest))
}
