//! The weights of the CRF, and the file format of the model.

use crate::bits::{BitReader, BitWriter, rice_len};
use crate::bytes::{ByteReader, Damaged};
use crate::features::fingerprint;
use crate::label::{LABELS, may_begin, may_end, may_follow};
use crate::names::Names;
use crate::table::{Entries, ROOM, Table};

const MAGIC: &[u8; 8] = b"JANERCRF";
const VERSION: u32 = 2;

/// The kind of file, as errors call it.
const WHAT: &str = "a model of names";

/// The weights of a trained model, quantised: whole multiples of `unit`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weights {
    /// Name of the tokeniser the model was trained with.
    pub tokenizer: String,
    /// Fingerprint of the gazetteer the model was trained with.
    pub list: u32,
    /// Weight that the number 1 stands for, in nats.
    pub unit: f32,
    /// Slope and intercept of the logistic function that makes a probability of the lead of a name ([`Name::lead`]).
    ///
    /// [`Name::lead`]: crate::Name::lead
    pub confidence: [f32; 2],
    /// Weights of the transitions, `[previous label][next label]`.
    pub transitions: Vec<[f32; LABELS]>,
    /// Hash of each feature, and its weights as label and weight; other labels have the weight 0.
    pub features: Vec<(u32, Vec<(u8, i8)>)>,
}

/// A model ready for tagging.
#[derive(Clone, Debug)]
pub struct Model {
    tokenizer: String,
    list: u32,
    pub(crate) unit: f32,
    pub(crate) confidence: [f32; 2],
    /// `[previous label][next label]`; minus infinity where the labels may not follow each other.
    pub(crate) transitions: [[f32; LABELS]; LABELS],
    pub(crate) table: Table,
}

impl Weights {
    /// The model in its file format. Equal weights give equal bytes: features are written in the order of their hashes,
    /// each as the distance from the hash before it and, for every weight, the label, the weight and whether it is the last.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut features: Vec<(u32, Vec<(u8, i8)>)> =
            self.features.iter().filter(|f| !f.1.is_empty()).cloned().collect();
        features.sort();
        features.dedup_by_key(|f| f.0);
        features.iter_mut().for_each(|f| f.1.sort_unstable());
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(fingerprint().to_le_bytes());
        out.push(self.tokenizer.len().min(255) as u8);
        out.extend(self.tokenizer.bytes().take(255));
        out.extend(self.list.to_le_bytes());
        let numbers = [self.unit].into_iter().chain(self.confidence).chain(self.transitions.iter().flatten().copied());
        out.extend(numbers.flat_map(f32::to_le_bytes));
        out.extend((features.len() as u32).to_le_bytes());
        let mut next = 0;
        let gaps: Vec<u32> = features.iter().map(|f| f.0 - std::mem::replace(&mut next, f.0.wrapping_add(1))).collect();
        let of_hash = best_rice(gaps.iter().copied());
        let of_weight = best_rice(features.iter().flat_map(|f| &f.1).map(|pair| zigzag(pair.1)));
        out.extend([of_hash as u8, of_weight as u8]);
        let mut bits = BitWriter::default();
        for ((_, pairs), gap) in features.iter().zip(gaps) {
            bits.rice(gap, of_hash);
            for (i, (label, weight)) in pairs.iter().enumerate() {
                bits.put(u32::from(*label), LABEL_BITS);
                bits.put(u32::from(i + 1 == pairs.len()), 1);
                bits.rice(zigzag(*weight), of_weight);
            }
        }
        out.extend(bits.finish());
        out
    }
}

/// Bits of a label in the file.
const LABEL_BITS: u32 = 5;

const _: () = assert!(LABELS <= 1 << LABEL_BITS && LABELS <= ROOM);

/// The parameter with which the Rice codes of the numbers are shortest together.
fn best_rice(numbers: impl Iterator<Item = u32> + Clone) -> u32 {
    (0..32).min_by_key(|low| numbers.clone().map(|n| rice_len(n, *low)).sum::<u64>()).unwrap_or(0)
}

/// Zigzag code of a weight: 0, -1, 1, -2 and so on become 0, 1, 2, 3.
fn zigzag(weight: i8) -> u32 {
    u32::from((weight << 1 ^ weight >> 7) as u8)
}

/// The weight with a zigzag code.
fn unzigzag(number: u32) -> i8 {
    (number >> 1) as i8 ^ -((number & 1) as i8)
}

impl Model {
    /// Reads the bytes that [`Weights::to_bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are no model, are incomplete, or are of another version or of other features.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damaged> {
        let mut reader = ByteReader::new(bytes, WHAT);
        reader.magic(MAGIC)?;
        let version = reader.u32()?;
        if version != VERSION {
            return Err(reader.damaged(&format!("it is of version {version}, not {VERSION}; train it again")));
        }
        if reader.u32()? != fingerprint() {
            return Err(reader.damaged("it was trained with other features; train it again"));
        }
        let len = usize::from(reader.u8()?);
        let tokenizer = String::from_utf8_lossy(reader.take(len)?).into_owned();
        let list = reader.u32()?;
        let unit = reader.f32()?;
        let confidence = [reader.f32()?, reader.f32()?];
        let mut transitions = [[f32::NEG_INFINITY; LABELS]; LABELS];
        for (previous, row) in transitions.iter_mut().enumerate() {
            for (next, weight) in row.iter_mut().enumerate() {
                let read = reader.f32()?;
                if may_follow(previous, next) {
                    *weight = read;
                }
            }
        }
        let count = reader.u32()? as usize;
        let (of_hash, of_weight) = (u32::from(reader.u8()?), u32::from(reader.u8()?));
        // every feature takes at least a byte
        if count > reader.rest().len() || of_hash >= 32 || of_weight >= 32 {
            return Err(reader.damaged("it is not complete; copy it again"));
        }
        let mut bits = BitReader::new(reader.rest());
        let mut hash = 0u64;
        let mut entries = Entries::default();
        let mut pairs = Vec::with_capacity(LABELS);
        for _ in 0..count {
            hash += u64::from(bits.rice(of_hash));
            let sound = u32::try_from(hash).is_ok() && read_pairs(&mut bits, of_weight, &mut pairs) && !bits.overrun();
            if !sound {
                return Err(reader.damaged("its features are not in order; copy it again"));
            }
            entries.push(hash as u32, &pairs);
            hash += 1;
        }
        bits.end(&mut reader)?;
        Ok(Model { tokenizer, list, unit, confidence, transitions, table: Table::new(entries) })
    }

    /// Name of the tokeniser the model was trained with.
    pub fn tokenizer(&self) -> &str {
        &self.tokenizer
    }

    /// Checks that the model was trained with this gazetteer.
    ///
    /// # Errors
    /// When it was trained with another one.
    pub fn check(&self, names: &Names) -> Result<(), Damaged> {
        if self.list == names.fingerprint() {
            return Ok(());
        }
        let reason = "it was trained with another list of names; keep the two files training wrote together";
        Err(Damaged::new(WHAT, reason))
    }
}

/// Reads the weights of a feature into `pairs`; returns false if the labels do not exist or are not in order.
fn read_pairs(bits: &mut BitReader<'_>, of_weight: u32, pairs: &mut Vec<(u8, i8)>) -> bool {
    let mut least = 0;
    pairs.clear();
    loop {
        let label = bits.take(LABEL_BITS + 1);
        let (label, last) = ((label & ((1 << LABEL_BITS) - 1)) as u8, label >> LABEL_BITS == 1);
        if label < least || usize::from(label) >= LABELS {
            return false;
        }
        pairs.push((label, unzigzag(bits.rice(of_weight))));
        if last {
            return true;
        }
        least = label + 1;
    }
}

/// Score of a label at the first token of a sentence (`first`) or at the last: 0, or minus infinity if it may not stand
/// there.
pub(crate) fn border(label: usize, first: bool) -> f32 {
    if if first { may_begin(label) } else { may_end(label) } { 0.0 } else { f32::NEG_INFINITY }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn weights() -> Weights {
        Weights {
            tokenizer: "test".to_owned(),
            list: 7,
            unit: 0.02,
            confidence: [1.0, -1.0],
            transitions: vec![[0.5; LABELS]; LABELS],
            features: (0..500).map(|i| (i * 7919, vec![(1, (i % 100) as i8 + 1), (20, -3)])).collect(),
        }
    }

    /// The labels that a feature has a weight for, with the weights.
    fn scores(model: &Model, key: u32) -> Vec<(u8, i8)> {
        let mut scores = [0; ROOM];
        model.table.add(&mut vec![key], &mut scores);
        scores.iter().zip(0..).filter(|(s, _)| **s != 0).map(|(s, label)| (label, *s as i8)).collect()
    }

    #[test]
    fn a_model_is_written_and_read() {
        let model = Model::from_bytes(&weights().to_bytes()).unwrap();
        assert_eq!(model.tokenizer(), "test");
        for (key, pairs) in weights().features {
            assert_eq!(scores(&model, key), pairs);
        }
        assert_eq!(scores(&model, 3), []);
    }

    #[test]
    fn weights_of_any_size_and_keys_at_any_distance_are_kept() {
        let all: Vec<(u8, i8)> = (0..LABELS as u8).map(|l| (l, (l * 12 + 1) as i8)).collect();
        let keys = [1, 2, 3, 1 << 31, u32::MAX - 1, u32::MAX];
        let features: Vec<_> = keys.iter().map(|key| (*key, all.clone())).collect();
        let model = Model::from_bytes(&Weights { features, ..weights() }.to_bytes()).unwrap();
        keys.iter().for_each(|key| assert_eq!(scores(&model, *key), all));
        assert!((i8::MIN..=i8::MAX).all(|w| unzigzag(zigzag(w)) == w));
    }

    #[test]
    fn the_order_of_features_does_not_matter() {
        let mut other = weights();
        other.features.reverse();
        assert_eq!(other.to_bytes(), weights().to_bytes());
    }

    #[test]
    fn what_is_no_model_of_this_version_is_refused() {
        let good = weights().to_bytes();
        let changed = |at: usize| {
            let mut bytes = good.clone();
            bytes[at] ^= 1;
            Model::from_bytes(&bytes).unwrap_err().to_string()
        };
        assert!(changed(0).contains("does not begin like one"));
        assert!(changed(8).contains("version"));
        assert!(changed(12).contains("other features"));
        for cut in [0, 7, 15, 40, good.len() / 2, good.len() - 1] {
            assert!(Model::from_bytes(&good[..cut]).is_err(), "{cut}");
        }
        assert!(Model::from_bytes(&[good.clone(), vec![0]].concat()).is_err());
        // labels that are not there, or not in order
        for labels in [[1, LABELS as u8], [2, 2]] {
            let mut label = weights();
            label.features[0].1 = labels.map(|l| (l, 1)).to_vec();
            assert!(Model::from_bytes(&label.to_bytes()).is_err());
        }
    }
}
