//! Hashes of texts and features. They are part of the model's format: a change makes it another one.

/// Hash of a text that can be continued without reading it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    sum: u64,
    power: u64,
}

/// Multiplier of the polynomial.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Default for Text {
    fn default() -> Self {
        Text { sum: 0, power: 1 }
    }
}

impl Text {
    pub fn new(text: &str) -> Self {
        let step = |t: Text, b: u8| Text {
            sum: t.sum.wrapping_mul(BASE).wrapping_add(u64::from(b) + 1),
            power: t.power.wrapping_mul(BASE),
        };
        text.bytes().fold(Text::default(), step)
    }

    /// The hash of this text and then that one.
    pub fn then(self, next: Text) -> Self {
        Text {
            sum: self.sum.wrapping_mul(next.power).wrapping_add(next.sum),
            power: self.power.wrapping_mul(next.power),
        }
    }

    pub fn finish(self) -> u32 {
        (scramble(self.sum) >> 32) as u32
    }
}

/// Spreads every bit over all others (the finaliser of MurmurHash3).
fn scramble(mut x: u64) -> u64 {
    x ^= x >> 33;
    x = x.wrapping_mul(0xff51_afd7_ed55_8ccd);
    x ^= x >> 33;
    x = x.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ x >> 33
}

/// The key of a feature: which template it is of, and what fills it.
pub(crate) fn mix(template: u32, a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b)).wrapping_add(u64::from(template) << 56 | u64::from(template));
    let x = x.wrapping_mul(BASE);
    ((x ^ x >> 29).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 32) as u32
}

/// The key of a feature of a token `offset` places away.
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
