//! The weights of the features in memory: a hash table with open addressing behind a one-bit filter.
//!
//! Tagging is bound by access to this memory. Most features have no weights, which the filter tells; one or two weights
//! stand in the slot itself; more are a row of their own.

/// Number of labels that a row has room for.
pub(crate) const ROOM: usize = 1 << LABEL_BITS;

const LABEL_BITS: u32 = 5;
const WEIGHT_BITS: u32 = 8;

/// Bits of a label with its weight; a slot has room for two.
const PAIR_BITS: u32 = LABEL_BITS + WEIGHT_BITS;

/// Bit of a slot that holds the number of a row instead of weights.
const ROW: u64 = 1 << (2 * PAIR_BITS);

/// Slots that are loaded from memory before the first is used.
const AHEAD: usize = 16;

/// The weights by hash of the feature.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// 0 if empty; else the hash in the upper half, and up to two weights or the number of a row in the lower.
    slots: Vec<u64>,
    /// The weights of features that have more than two.
    rows: Vec<Row>,
    /// Bits that are set for the hashes in the table, and for few others.
    filter: Vec<u64>,
}

/// The features of a [`Table`] that is being built.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entries {
    slots: Vec<u64>,
    rows: Vec<Row>,
}

/// The weights of a feature by label, in one cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Row([i8; ROOM]);

impl Row {
    /// Adds the weights to the scores. Not inlined, since the compiler does not vectorise it inside the loop over features.
    #[inline(never)]
    fn add_to(&self, scores: &mut [i16; ROOM]) {
        scores.iter_mut().zip(self.0).for_each(|(score, weight)| *score += i16::from(weight));
    }
}

impl Entries {
    /// Adds a feature. The hash 0 marks an empty slot and is stored as 1.
    pub fn push(&mut self, key: u32, pairs: &[(u8, i8)]) {
        let pair = |(label, weight): (u8, i8)| u64::from(label) << WEIGHT_BITS | u64::from(weight as u8);
        let what = match *pairs {
            [] => 0,
            [one] => pair(one),
            [one, two] => pair(one) | pair(two) << PAIR_BITS,
            _ => {
                let mut row = [0; ROOM];
                pairs.iter().for_each(|(label, weight)| row[usize::from(*label) % ROOM] = *weight);
                self.rows.push(Row(row));
                ROW | (self.rows.len() as u64 - 1)
            }
        };
        self.slots.push(u64::from(key.max(1)) << 32 | what);
    }
}

impl Table {
    /// The table of the features.
    pub fn new(entries: Entries) -> Self {
        let Entries { slots: features, rows } = entries;
        let mut table = Table {
            slots: vec![0; (features.len() * 4 / 3 + 1).next_power_of_two()],
            rows,
            filter: vec![0; (features.len() * 4).next_power_of_two().max(64) / 64],
        };
        let mask = table.slots.len() - 1;
        for entry in features {
            let key = (entry >> 32) as u32;
            let mut at = table.home(key);
            while table.slots[at] != 0 {
                at = (at + 1) & mask;
            }
            table.slots[at] = entry;
            let bit = table.bit(key);
            table.filter[bit / 64] |= 1 << (bit % 64);
        }
        table
    }

    /// First slot to look for a hash in. It goes by the upper bits, so that building the table from sorted hashes fills
    /// memory in order.
    fn home(&self, key: u32) -> usize {
        ((u64::from(key) * self.slots.len() as u64) >> 32) as usize
    }

    /// The bit of the filter that stands for a hash.
    fn bit(&self, key: u32) -> usize {
        key.rotate_left(16) as usize & (self.filter.len() * 64 - 1)
    }

    /// Adds the weights of the features `keys` to the scores of a token; those that the filter rules out are removed from
    /// `keys`. The filter is read for all of them first, without a branch, so that the loads overlap.
    pub fn add(&self, keys: &mut Vec<u32>, scores: &mut [i16; ROOM]) {
        let mut kept = 0;
        for i in 0..keys.len() {
            let key = keys[i].max(1);
            let bit = self.bit(key);
            keys[kept] = key;
            kept += (self.filter[bit / 64] >> (bit % 64) & 1) as usize;
        }
        keys.truncate(kept);
        // the same for the slots: the branches on their contents are hard to predict
        for keys in keys.chunks(AHEAD) {
            let mut first = [0; AHEAD];
            for (slot, key) in first.iter_mut().zip(keys) {
                *slot = self.slots[self.home(*key)];
            }
            for (slot, key) in first.into_iter().zip(keys) {
                self.add_one(*key, slot, scores);
            }
        }
    }

    /// Adds the weights of one feature; `slot` is the contents of its first slot.
    fn add_one(&self, key: u32, mut slot: u64, scores: &mut [i16; ROOM]) {
        let mask = self.slots.len() - 1;
        let mut at = self.home(key);
        while slot != 0 {
            if (slot >> 32) as u32 == key {
                if slot & ROW != 0 {
                    return self.rows[(slot & (ROW - 1)) as usize].add_to(scores);
                }
                for pair in [slot, slot >> PAIR_BITS] {
                    scores[(pair >> WEIGHT_BITS) as usize % ROOM] += i16::from(pair as u8 as i8);
                }
                return;
            }
            at = (at + 1) & mask;
            slot = self.slots[at];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_found_again_and_only_those() {
        let weight = |key: u32, label: u8| (key.wrapping_mul(label.into()) % 251) as u8 as i8;
        let pairs = |key: u32| -> Vec<(u8, i8)> { (0..key as u8 % 8 + 1).map(|l| (l * 4, weight(key, l))).collect() };
        let keys: Vec<u32> = (0..3000).map(|i: u32| i.wrapping_mul(2_654_435_761)).collect();
        let mut entries = Entries::default();
        keys.iter().for_each(|key| entries.push(*key, &pairs(*key)));
        let table = Table::new(entries);
        for key in keys {
            let mut expected = [0; ROOM];
            pairs(key).iter().for_each(|(label, weight)| expected[usize::from(*label)] += i16::from(*weight));
            let mut scores = [0; ROOM];
            table.add(&mut vec![key, key ^ 0x55], &mut scores);
            assert_eq!(scores, expected, "{key}");
        }
    }
}
