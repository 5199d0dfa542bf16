//! Numbers of seven bits a byte, lowest first, all but the last byte of each with the eighth bit set: small ones take one byte.

/// Adds a number of seven bits a byte.
pub fn push(bytes: &mut Vec<u8>, number: u32) {
    let mut rest = number;
    while 0x7f < rest {
        bytes.push(u8::try_from(rest & 0x7f).unwrap_or_default() | 0x80);
        rest >>= 7;
    }
    bytes.push(u8::try_from(rest).unwrap_or_default());
}

/// Takes a number of seven bits a byte; none at the end.
pub fn pull(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u32> {
    let mut number = 0;
    for (byte, shift) in bytes.zip((0..).step_by(7)) {
        number |= u32::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(number);
        }
    }
    None
}
