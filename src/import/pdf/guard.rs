//! Refuses a PDF in which a little is packed that unpacks to more than a machine holds.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::super::received::Fault;

/// The most bytes that one packed part may unpack to.
const MAX_UNPACKED: u64 = 200_000_000;

/// The most bytes that all packed parts together may unpack to.
const MAX_ALL: u64 = 1_000_000_000;

/// Unpacks every packed part once, and keeps nothing.
pub(super) fn check(bytes: &[u8]) -> Result<(), Fault> {
    let mut all = 0;
    for at in memory_of(bytes, b"stream") {
        let rest = bytes.get(at + b"stream".len()..).unwrap_or_default();
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        // Zlib begins so; what is packed otherwise does not grow by much.
        if rest.first().is_none_or(|byte| byte & 0x0f != 8) {
            continue;
        }
        let unpacked = unpacked(rest);
        all += unpacked;
        if MAX_UNPACKED < unpacked || MAX_ALL < all {
            return Err(Fault::TooLarge);
        }
    }
    Ok(())
}

/// Where a word stands in bytes.
fn memory_of<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word).map(|(at, _)| at)
}

/// How many bytes some packed bytes unpack to, up to the most that is allowed and one more.
fn unpacked(bytes: &[u8]) -> u64 {
    let mut decoder = ZlibDecoder::new(bytes).take(MAX_UNPACKED + 1);
    let mut buffer = [0_u8; 65_536];
    let mut count: u64 = 0;
    // A part that breaks off counts as far as it goes.
    while let Ok(n_bytes @ 1..) = decoder.read(&mut buffer) {
        count += u64::try_from(n_bytes).unwrap_or_default();
    }
    count
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    #[test]
    fn a_part_that_unpacks_to_too_much_is_refused() {
        let mut packed = ZlibEncoder::new(b"%PDF-1.7\n1 0 obj\nstream\n".to_vec(), Compression::best());
        let zeros = vec![0; 1_000_000];
        for _ in 0..201 {
            packed.write_all(&zeros).unwrap();
        }
        let bytes = packed.finish().unwrap();
        assert!(bytes.len() < 300_000);
        assert_eq!(check(&bytes), Err(Fault::TooLarge));
        assert_eq!(check(b"%PDF-1.7 stream\nabc stream\nx\x9c"), Ok(()));
    }
}
