//! The facts of a finished page that others rely on: its links and its anchors.
