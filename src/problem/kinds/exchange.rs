//! Makes the problems of texts that come back from a translator.
