//! Finding any of many names in a text. In Japanese nearly any two characters are ones that no name begins with, and a bit
//! for each pair says so. An automaton would have megabytes, which displace the other tables from the cache.

/// Names with their values, to be found in texts.
#[derive(Clone, Debug)]
pub struct Finder<S, T> {
    /// Key, name and value, in order of the keys (first two characters, or the only one), of equal keys the longest first.
    names: Vec<(u64, S, T)>,
    /// A bit for each lower half of the code point of a first character. It is read first and rejects most characters.
    firsts: Halves,
    /// The same for second characters.
    seconds: Halves,
    /// The same for names of one character.
    singles: Halves,
    /// A bit for each hash of a key.
    filter: Vec<u64>,
}

/// Least bits of the filter for each name: one pair of characters in so many passes by mistake.
const BITS: usize = 16;

impl<S: AsRef<str>, T> Finder<S, T> {
    /// A finder of these names. Of equal names the first counts; empty ones are left out.
    pub fn new(names: impl IntoIterator<Item = (S, T)>) -> Self {
        let keyed = names.into_iter().filter_map(|(name, what)| {
            let mut chars = name.as_ref().chars();
            let key = key(chars.next()?, chars.next());
            Some((key, name, what))
        });
        let mut names: Vec<_> = keyed.collect();
        names.sort_by_key(|(key, name, _)| (*key, std::cmp::Reverse(name.as_ref().len())));
        let filter = vec![0; (names.len() * BITS).next_power_of_two().max(64) / 64];
        let mut finder = Finder { names, firsts: [0; 64], seconds: [0; 64], singles: [0; 64], filter };
        for i in 0..finder.names.len() {
            let key = finder.names[i].0;
            let bit = finder.bit(key);
            finder.filter[bit / 64] |= 1 << (bit % 64);
            let (first, second) = (key >> 32, u64::from(key as u32));
            set(&mut finder.firsts, first);
            match second {
                0 => set(&mut finder.singles, first),
                _ => set(&mut finder.seconds, second),
            }
        }
        finder
    }

    /// The first byte offset from `at` on at which a name may begin, by the lower halves of two code points.
    #[inline]
    fn next_begin(&self, bytes: &[u8], mut at: usize) -> Option<usize> {
        loop {
            let (half, len) = lower_half(bytes, at)?;
            if is_set(&self.firsts, half) {
                let second = || lower_half(bytes, at + len).is_some_and(|(half, _)| is_set(&self.seconds, half));
                if is_set(&self.singles, half) || second() {
                    return Some(at);
                }
            }
            at += len;
        }
    }

    /// The bit of the filter for a key.
    fn bit(&self, key: u64) -> usize {
        (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (self.filter.len() * 64 - 1)
    }

    /// Length in bytes and value of the longest name with this key at the start of `text`.
    #[inline]
    fn at(&self, key: u64, text: &str) -> Option<(usize, &T)> {
        let bit = self.bit(key);
        if self.filter[bit / 64] >> (bit % 64) & 1 == 0 { None } else { self.longest(key, text) }
    }

    /// The same without the filter.
    fn longest(&self, key: u64, text: &str) -> Option<(usize, &T)> {
        let from = self.names.partition_point(|name| name.0 < key);
        let mut alike = self.names[from..].iter().take_while(|name| name.0 == key);
        alike.find_map(|(_, name, what)| text.starts_with(name.as_ref()).then(|| (name.as_ref().len(), what)))
    }

    /// The names in a text from left to right, the longest at each place, none overlapping: first byte, byte after the last,
    /// and value.
    pub fn find<'f>(&'f self, text: &'f str) -> impl Iterator<Item = (usize, usize, &'f T)> + 'f {
        let mut free = 0;
        std::iter::from_fn(move || {
            let (from, to, what) = self.first(text, free)?;
            free = to;
            Some((from, to, what))
        })
    }

    /// The first name that begins at byte `from` of a text or later, of several the longest, as in [`Finder::find`].
    pub fn first(&self, text: &str, from: usize) -> Option<(usize, usize, &T)> {
        let mut next = from;
        while let Some(at) = self.next_begin(text.as_bytes(), next) {
            let mut chars = text[at..].chars();
            let first = chars.next()?;
            next = at + first.len_utf8();
            let mut found = match chars.next() {
                Some(second) => self.at(key(first, Some(second)), &text[at..]),
                None => None,
            };
            if found.is_none() {
                found = self.at(key(first, None), &text[at..]);
            }
            if let Some((len, what)) = found {
                return Some((at, at + len, what));
            }
        }
        None
    }
}

/// A bit for each value of twelve bits.
type Halves = [u64; 64];

/// The lower twelve bits of the code point at byte `at`, in two parts, and its length in bytes. They are in the last two
/// bytes, so that nothing is decoded.
#[inline]
fn lower_half(bytes: &[u8], at: usize) -> Option<((u8, u8), usize)> {
    Some(match bytes.get(at..)? {
        [0xe0..0xf0, high, low, ..] => ((*high, *low), 3),
        [high @ 0xc0..0xe0, low, ..] => ((*high, *low), 2),
        [0xf0..=0xff, _, high, low, ..] => ((*high, *low), 4),
        [low, ..] => ((low >> 6, *low), 1),
        [] => return None,
    })
}

fn set(halves: &mut Halves, c: u64) {
    halves[(c >> 6) as usize % 64] |= 1 << (c % 64);
}

#[inline]
fn is_set(halves: &Halves, (high, low): (u8, u8)) -> bool {
    halves[usize::from(high % 64)] >> (low % 64) & 1 == 1
}

/// The key of a name by its first two characters.
fn key(first: char, second: Option<char>) -> u64 {
    u64::from(first) << 32 | second.map_or(0, u64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_names_from_left_to_right() {
        let mut names = vec![("東京", 1), ("東京電力", 2), ("電力会社", 3), ("NEM", 5), ("東京", 6)];
        let finder = Finder::new(names.clone());
        let found = |text: &'static str| -> Vec<(&str, i32)> {
            finder.find(text).map(|(from, to, what)| (&text[from..to], *what)).collect()
        };
        assert_eq!(found("東京電力会社と東京の東、NEM"), [("東京電力", 2), ("東京", 1), ("NEM", 5)]);
        assert_eq!(found("東電力会社東京"), [("電力会社", 3), ("東京", 1)]);
        names.push(("東", 4));
        let with_one = Finder::new(names);
        let found_with_one: Vec<i32> = with_one.find("東電力会社東京の東").map(|(_, _, what)| *what).collect();
        assert_eq!(found_with_one, [4, 3, 1, 4]);
        assert!(found("").is_empty() && found("東").is_empty());
        assert_eq!(Finder::<&str, ()>::new([]).find("東京").count(), 0);
    }
}
