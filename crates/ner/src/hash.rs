//! Hashes of texts and of features. They are part of the file format of the model: after a change it has to be trained
//! again.

/// Polynomial hash of a text; the hash of a concatenation is computed from those of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// The polynomial of the bytes.
    sum: u64,
    /// [`BASE`] to the power of the number of bytes.
    power: u64,
}

/// Base of the polynomial.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Default for Text {
    fn default() -> Self {
        Text { sum: 0, power: 1 }
    }
}

impl Text {
    /// The hash of a text.
    pub fn new(text: &str) -> Self {
        let step = |t: Text, b: u8| Text {
            sum: t.sum.wrapping_mul(BASE).wrapping_add(u64::from(b) + 1),
            power: t.power.wrapping_mul(BASE),
        };
        text.bytes().fold(Text::default(), step)
    }

    /// The hash of this text followed by `next`.
    pub fn then(self, next: Text) -> Self {
        Text {
            sum: self.sum.wrapping_mul(next.power).wrapping_add(next.sum),
            power: self.power.wrapping_mul(next.power),
        }
    }

    /// The hash in 32 bits.
    pub fn finish(self) -> u32 {
        (scramble(self.sum) >> 32) as u32
    }
}

/// The finaliser of MurmurHash3, which makes every bit depend on all others.
fn scramble(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ x >> 33
}

/// Hash of a feature: its template, and the values that fill it.
pub(crate) fn mix(template: u32, a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)).wrapping_add(u64::from(template) << 56 | u64::from(template));
    let x = x.wrapping_mul(BASE);
    ((x ^ x >> 29).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 32) as u32
}

/// Hash of a feature of another token, `offset` places on: see [`visible`](crate::features::visible).
pub(crate) fn shift(key: u32, offset: usize) -> u32 {
    mix(100 + offset as u32, key, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_continued_hash_is_that_of_the_whole() {
        for (a, b) in [("東京", "電力"), ("", "東京"), ("東京", "")] {
            assert_eq!(Text::new(a).then(Text::new(b)), Text::new(&format!("{a}{b}")));
        }
        assert_ne!(Text::new("東京").finish(), Text::new("京東").finish());
    }
}
