//! Makes the problems of what a translation says otherwise than its original.
