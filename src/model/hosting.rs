//! What a publisher settles for the host of the site: whose rules are written, what is packed in advance, where faults of security are told.

use super::named::named;

named! {
    /// A host for which the site brings rules.
    Host {
        /// Apache's `.htaccess`.
        Apache = "apache",
        /// Caddy.
        Caddy = "caddy",
        /// Cloudflare Pages and Workers.
        Cloudflare = "cloudflare",
        /// Netlify.
        Netlify = "netlify",
        /// nginx.
        Nginx = "nginx",
        /// A store that speaks the language of S3, or any other host that a program can tell what to do.
        S3 = "s3",
    }
}

named! {
    /// A way to pack files in advance.
    Compression {
        /// `.br`
        Brotli = "brotli",
        /// `.gz`
        Gzip = "gzip",
    }
}

impl Compression {
    /// The ending that is added to a packed file's name.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
        }
    }
}

/// What is settled for the host.
#[derive(Clone, Debug, Default)]
pub struct Hosting {
    /// The hosts for which rules are written, in order, each once.
    pub hosts: Vec<Host>,
    /// How files are packed in advance, in order, each once.
    pub compress: Vec<Compression>,
    /// Where faults of security are told.
    pub security: Option<SecurityContact>,
}

/// Where faults of security are told, as RFC 9116 has it.
#[derive(Clone, Debug)]
pub struct SecurityContact {
    /// Where to write or call, the best way first.
    pub contact: Vec<String>,
    /// Until when this holds.
    pub expires: String,
    /// The languages in which one can write.
    pub languages: Vec<String>,
    /// The address of the terms.
    pub policy: Option<String>,
    /// The address of a key with which to encipher.
    pub encryption: Option<String>,
}
