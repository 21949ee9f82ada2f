//! Sorted text tables, searched where they lie in the binary.
//!
//! A table is a text whose lines are sorted by their bytes; a line is a key, and whatever belongs to it after a tab. A look-up is a
//! binary search over the text itself, so that ninety thousand words cost nothing at start.

/// A sorted table.
#[derive(Clone, Copy)]
pub(super) struct Table(pub &'static str);

impl Table {
    /// What stands behind the key: empty where the table has keys alone.
    pub fn get(self, key: &str) -> Option<&'static str> {
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let (start, end) = self.line_around(low + (high - low) / 2, low);
            let line = &self.0[start..end];
            let (found, rest) = line.split_once('\t').unwrap_or((line, ""));
            match found.as_bytes().cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(rest),
                std::cmp::Ordering::Less => low = end + 1,
                std::cmp::Ordering::Greater => high = start,
            }
        }
        None
    }

    pub fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The line that holds a byte, which lies at or behind `low`, the start of a line.
    fn line_around(self, at: usize, low: usize) -> (usize, usize) {
        let bytes = self.0.as_bytes();
        let start = bytes[low..at].iter().rposition(|&byte| byte == b'\n').map_or(low, |found| low + found + 1);
        let end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |found| at + found);
        (start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_and_no_other() {
        let table = Table("a\tone\nab\nb\ttwo\nba\tthree\tfour\n");
        assert_eq!(table.get("a"), Some("one"));
        assert_eq!(table.get("ab"), Some(""));
        assert_eq!(table.get("b"), Some("two"));
        assert_eq!(table.get("ba"), Some("three\tfour"));
        for other in ["", "0", "aa", "abc", "c"] {
            assert_eq!(table.get(other), None);
        }
    }
}
