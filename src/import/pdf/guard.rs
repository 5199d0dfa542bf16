//! Refuses a PDF in which a little is packed that unpacks to more than a machine holds.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::super::received::Fault;

/// The most bytes that one packed part may unpack to.
const MAX_UNPACKED: u64 = 200_000_000;

/// The most bytes that all packed parts together may unpack to.
const MAX_ALL: u64 = 1_000_000_000;

/// The most times that a part may be packed in itself.
const MAX_LAYERS: usize = 4;

/// Unpacks every packed part, and keeps nothing.
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

/// How many bytes some packed bytes unpack to, also where what comes out is packed again: those of the largest layer, up to the most that is
/// allowed and one more.
fn unpacked(bytes: &[u8]) -> u64 {
    let mut largest = 0;
    for n_layers in 1..=MAX_LAYERS {
        let (count, is_packed) = layer(bytes, n_layers);
        largest = count.max(largest);
        if !is_packed || MAX_UNPACKED < largest {
            return largest;
        }
    }
    MAX_UNPACKED + 1
}

/// How many bytes come out of so many layers, and whether they begin as what is packed does.
fn layer(bytes: &[u8], n_layers: usize) -> (u64, bool) {
    let mut source: Box<dyn Read + '_> = Box::new(bytes);
    for _ in 0..n_layers {
        source = Box::new(ZlibDecoder::new(source));
    }
    let mut decoder = source.take(MAX_UNPACKED + 1);
    let mut buffer = [0_u8; 65_536];
    let (mut count, mut head): (u64, Vec<u8>) = (0, Vec::new());
    // A part that breaks off counts as far as it goes.
    while let Ok(n_bytes @ 1..) = decoder.read(&mut buffer) {
        count += u64::try_from(n_bytes).unwrap_or_default();
        head.extend(buffer.iter().take(n_bytes.min(2 - head.len())));
    }
    // RFC 1950, section 2.2.
    let is_packed =
        matches!(head.as_slice(), [first, second] if first & 0x0f == 8 && u16::from_be_bytes([*first, *second]).is_multiple_of(31));
    (count, is_packed)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;

    /// What a part begins with.
    const START: &[u8] = b"%PDF-1.7\n1 0 obj\nstream\n";

    /// Some bytes, written so often, packed behind others.
    fn packed(start: &[u8], bytes: &[u8], n_times: usize) -> Vec<u8> {
        let mut packed = ZlibEncoder::new(start.to_vec(), Compression::best());
        for _ in 0..n_times {
            packed.write_all(bytes).unwrap();
        }
        packed.finish().unwrap()
    }

    #[test]
    fn a_part_that_unpacks_to_too_much_is_refused() {
        let bytes = packed(START, &[0; 100_000], 2010);
        assert!(bytes.len() < 300_000);
        assert_eq!(check(&bytes), Err(Fault::TooLarge));
        assert_eq!(check(b"%PDF-1.7 stream\nabc stream\nx\x9c"), Ok(()));
    }

    #[test]
    fn a_part_that_is_packed_twice_counts_as_what_comes_out_in_the_end() {
        let inner = packed(b"", &[0; 100_000], 2010);
        assert_eq!(check(&packed(START, &inner, 1)), Err(Fault::TooLarge));
        assert_eq!(check(&packed(START, &packed(b"", b"BT ET", 1), 1)), Ok(()));
    }
}
