//! Sorts of sites by their nouns, and which of them shut each other out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::model::Setting;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// May be a part of any.
    anywhere: BTreeSet<String>,
    /// Two that may lie in each other.
    within: Vec<[String; 2]>,
    /// The nouns of each sort.
    sites: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Debug, Default)]
pub struct Venues(BTreeMap<String, Setting>);

impl Venues {
    pub(super) fn from_written(written: Written) -> Self {
        let Written { anywhere, within, sites } = written;
        let meet = |one: &String, other: &String| {
            let pair = |pair: &[String; 2]| pair == &[one.clone(), other.clone()] || pair == &[other.clone(), one.clone()];
            one == other || anywhere.contains(one) || anywhere.contains(other) || within.iter().any(pair)
        };
        let setting = |id: &String| {
            let excludes = sites.keys().filter(|other| !meet(id, other)).cloned().collect();
            Setting { id: id.clone(), excludes }
        };
        let nouns = sites.iter().flat_map(|(id, nouns)| nouns.iter().map(move |noun| (noun.clone(), id)));
        Self(nouns.map(|(noun, id)| (noun, setting(id))).collect())
    }

    /// The sort of site that a noun names.
    pub fn get(&self, noun: &str) -> Option<&Setting> {
        self.0.get(noun)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Agreement, Place};
    use crate::rules::Measures;

    #[test]
    fn sites_shut_each_other_out_unless_they_may_lie_in_each_other() {
        let venues = Measures::load().unwrap().venues;
        let place = |noun: &str| Place { setting: venues.get(noun).cloned(), ..Place::named(noun) };
        let cases = [
            ("mosque", "school", Agreement::Incomparable),
            ("mosque", "hospital", Agreement::Different),
            ("road", "car", Agreement::Incomparable),
            ("villa", "house", Agreement::Incomparable),
            ("office", "factory", Agreement::Incomparable),
            ("beach", "prison", Agreement::Different),
        ];
        for (one, other, expected) in cases {
            assert_eq!(place(one).agreement(&place(other)), expected, "{one} {other}");
            assert_eq!(place(other).agreement(&place(one)), expected, "{other} {one}");
        }
    }
}
