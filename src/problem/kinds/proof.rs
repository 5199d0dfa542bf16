//! Makes the problems of the proof that source and corrections give the edition.
