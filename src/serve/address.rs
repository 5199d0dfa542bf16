//! Which requests are answered, and which file each asks for.

/// The file of the site that an address asks for, by its path from the root; `None` for an address that no site has.
///
/// Nothing is read from a disk to answer. All the same, a path that would leave the site is no path of it.
pub(super) fn site_path(address: &str) -> Option<String> {
    let path = decoded(address.strip_prefix('/')?)?;
    let is_sound = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']) && !part.contains(char::is_control);
    let folder = path.strip_suffix('/').unwrap_or(&path);
    if !path.is_empty() && !folder.split('/').all(is_sound) {
        return None;
    }
    Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path })
}

/// An address whose characters in per cent are as they are meant; `None` if they are no text.
pub(super) fn decoded(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Whether a request was meant for this server. A name of another host that leads here is the trick by which a page elsewhere would
/// read what is served here.
pub(super) fn is_ours(host: &str, port: u16) -> bool {
    let Some(name) = host.strip_suffix(&format!(":{port}")) else { return port == 80 && is_loopback(host) };
    is_loopback(name)
}

/// Whether a name is this machine's own.
fn is_loopback(name: &str) -> bool {
    matches!(name.to_ascii_lowercase().as_str(), "127.0.0.1" | "localhost" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_files_of_the_site() {
        let found = ["/", "/nl/", "/nl/a.html", "/a%20b", "/%C3%A9"].map(site_path);
        assert_eq!(found, ["index.html", "nl/index.html", "nl/a.html", "a b", "é"].map(|path| Some(path.to_owned())));
    }

    #[test]
    fn no_address_leads_out_of_the_site() {
        for address in [
            "",
            "nl",
            "//",
            "/../x",
            "/nl/../../x",
            "/nl/%2e%2e/x",
            "/%2E%2e%2fx",
            "/..%2fx",
            "/a%00b",
            "/a%0ab",
            "/..%5cx",
            "/c:/x",
            "/./x",
            "/a//b",
            "/a%2f",
            "/%",
            "/%zz",
            "/%+1",
            "/%ff",
        ] {
            let found = site_path(address);
            assert!(found.is_none() || address == "/a%2f", "{address}: {found:?}");
        }
    }

    #[test]
    fn only_names_of_this_machine_are_ours() {
        assert!(["127.0.0.1:4280", "localhost:4280", "LOCALHOST:4280", "[::1]:4280"].iter().all(|host| is_ours(host, 4280)));
        for host in ["", "127.0.0.1", "localhost", "evil.example:4280", "127.0.0.1.evil.example:4280", "localhost:80", "0.0.0.0:4280"] {
            assert!(!is_ours(host, 4280), "{host}");
        }
        assert!(is_ours("localhost", 80));
    }
}
