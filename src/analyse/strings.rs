//! String ids: the 64-bit numbers by which the network knows forms, prefixes, suffixes and shapes.
//!
//! A string's id is its MurmurHash64A (Appleby, 2008) with seed 1, as in spaCy's string store, except for a few hundred reserved
//! words (`mark`, `case`, `PERSON`, ...), whose ids are small numbers. The hash tables of the network turn an id into four rows
//! with the last steps of MurmurHash3, as in Thinc.

use std::collections::HashMap;

/// Gives strings their ids.
pub(super) struct StringIds {
    reserved: HashMap<&'static str, u64>,
}

impl StringIds {
    pub fn new(reserved: impl IntoIterator<Item = (&'static str, u64)>) -> Self {
        Self { reserved: reserved.into_iter().collect() }
    }

    pub fn id(&self, text: &str) -> u64 {
        match self.reserved.get(text) {
            Some(&id) => id,
            None if text.is_empty() => 0,
            None => murmur64(text.as_bytes()),
        }
    }
}

const MULTIPLIER: u64 = 0xc6a4_a793_5bd1_e995;
const SEED: u64 = 1;

/// MurmurHash64A of the bytes.
fn murmur64(bytes: &[u8]) -> u64 {
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word).wrapping_mul(MULTIPLIER);
        hash = (hash ^ (word ^ (word >> 47)).wrapping_mul(MULTIPLIER)).wrapping_mul(MULTIPLIER);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(MULTIPLIER);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(MULTIPLIER);
    hash ^ (hash >> 47)
}

/// The four rows of a hash table that stand for an id, before they are reduced to the table's length.
pub(super) fn rows(id: u64, seed: u32) -> [u32; 4] {
    let mixed = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let second = u64::from(seed) ^ 8;
    let first = (mixed ^ second).wrapping_add(second);
    let second = finish(second.wrapping_add(first));
    let first = finish(first).wrapping_add(second);
    let second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}

fn finish(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_string_store() {
        let ids = StringIds::new([("mark", 423)]);
        let coffee = ids.id("coffee");
        assert_eq!(coffee, 3_197_928_453_018_144_401);
        assert_eq!(ids.id("mark"), 423);
        assert_eq!(ids.id(""), 0);
    }
}
