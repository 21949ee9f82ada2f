//! Function words, by what they do.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Words;

/// The words of `rules/en/lexicon/grammar.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// Articles.
    pub articles: Words,
    /// Articles of what is new to the text.
    pub indefinite: Words,
    /// Words before a noun that point to one that is known.
    pub definite: Words,
    /// Words before a noun for the whole of a set.
    pub every: Words,
    /// The same, with the one that is true of the whole of a set where it is denied of it.
    pub every_or_any: Words,
    /// Words before a noun for each one of a set by itself.
    pub each: Words,
    /// Words before a noun for none of a set.
    pub no: Words,
    /// Words before a noun, prepositions over it and nouns that it is the object of, by which there is none of it.
    pub absence: Words,
    /// Words that quantify what stands behind "of": "neither of the officers", "all of the bodies".
    pub quantifiers: Words,
    /// Words that stand for the one who was first or last to do a thing: "the crew was the first to reach the site".
    pub ranks: Words,
    /// Words that open what is one or some of several.
    pub out_of_several: Words,
    /// What denies a verb.
    pub not: Words,
    /// Conjunctions of what is left open between two.
    pub or: Words,
    /// Conjunctions over a clause that is asked and not told.
    pub whether: Words,
    /// What joins the parts of a list.
    pub joints: Words,
    /// What closes a remark that was put in between commas: "Holub, 34, and".
    pub closing: Words,
    /// Where the clause behind a conjunction ends.
    pub clause_ends: Words,
    /// Auxiliaries before which a verb stands bare, as it does in a command.
    pub before_bare_verb: Words,
    /// Auxiliaries that stand before the subject where they set a condition: "had it passed".
    pub inverted_conditions: Words,
    /// Nouns behind "at no" and "under no" that deny the whole clause.
    pub at_no: Words,
    /// Pronouns of persons that open a clause behind a name.
    pub who: Words,
    /// Pronouns that stand for no person.
    pub pronouns_for_things: Words,
    /// Endings of adjectives that tell of what sort a thing is, and not what it is like: "medical".
    pub endings_of_a_sort: Words,
    /// Prepositions behind a noun that lead to what its name goes on with.
    pub belonging: Words,
    /// Prepositions behind a noun that stands for what follows it: "the plan for a bridge".
    pub before_essence: Words,
    /// Prepositions of phrases that belong to the sense of a noun.
    pub within_phrase: Words,
    /// Prepositions behind the one who speaks, with what is part of how he is called: "a spokeswoman for the port".
    pub within_name_of_speaker: Words,
    /// Prepositions behind an office that lead to what it is of.
    pub behind_office: Words,
    /// Prepositions before a noun behind an office that is not what the office is of: "adviser to the board".
    pub before_no_scope: Words,
    /// Prepositions to what a verb does something to by its object: "put pressure on the board".
    pub before_patient_of_light_verb: Words,
    /// Prepositions to what the noun of an event does something to: "an attack on the port".
    pub before_patient_of_noun: Words,
    /// Prepositions to the one whom a verb calls on to act: "called on them to leave".
    pub before_one_called_on: Words,
    /// Prepositions before a deed that somebody is accused or suspected of.
    pub before_charge: Words,
    /// Prepositions before a deed that is planned: "thinks about leaving".
    pub before_plan: Words,
    /// Prepositions before a deed that somebody manages: "succeeded in leaving".
    pub before_feat: Words,
    /// Prepositions of a state that a noun is in: "people without power".
    pub before_state: Words,
    /// Prepositions before those in whom something is found.
    pub among: Words,
    /// Prepositions that say where something is or happens.
    pub where_it_is: Words,
    /// Of these, those that say so only of a verb: "the train from Lyon" may be anywhere.
    pub where_a_verb_is: Words,
    /// Prepositions before what somebody is: "serves as treasurer".
    pub before_a_part: Words,
    /// Prepositions before the name of a town.
    pub before_town: Words,
    /// Of these, those that stand before no person.
    pub beside_a_town: Words,
    /// Prepositions to a setting that somebody or something is in or gets into: "was taken to hospital".
    pub to_a_setting: Words,
    /// In order: prepositions under which a setting is looked up.
    pub within_a_setting: Vec<String>,
    /// Prepositions before the one whose a figure is: "the exports of the port".
    pub before_owner: Words,
    /// Prepositions before the place of which alone it is told that there is none.
    pub before_place_of_none: Words,
    /// Prepositions between an office and its body.
    pub before_body_of_office: Words,
    /// Prepositions before what a clause only speaks of, with its own time: "charged after a shooting on Friday".
    pub before_background: Words,
    /// Prepositions before an end, a recipient or an opponent: "beat the Reds" is told "against the Reds" too.
    pub before_end_or_opponent: Words,
    /// Prepositions that leave out what stands under them.
    pub leaving_out: Words,
    /// Conjunctions behind which stands the only case that a denial denies.
    pub before_only_case: Words,
    /// Adverbs that do not narrow what a denial denies.
    pub narrowing_nothing: Words,
    /// What leaves open whether somebody is the one of whom it is told.
    pub leaving_open: Words,
    /// Auxiliaries of what is settled.
    pub settling: Words,
    /// Auxiliaries of what may be.
    pub allowing: Words,
    /// Words beside a noun that make it the only one of its sort in a text.
    pub singling_out: Words,
    /// Words before a noun that make it one of several.
    pub one_of_several: Words,
    /// Words beside an event that make it another one than that of which the text has told.
    pub another_event: Words,
    /// Words beside the owner of a figure that make it another one.
    pub another_owner: Words,
    /// Words beside a person that make them one more.
    pub one_more_person: Words,
    /// Words before a name that make its bearer another one than the one who is known.
    pub before_namesake: Words,
    /// Words beside a noun for more than what was told of before: "more details".
    pub further_things: Words,
    /// Participles before the name of somebody.
    pub before_name: Words,
    /// Pronouns of one person as a subject.
    pub he_or_she: Words,
    /// The same with that of several.
    pub personal_subjects: Words,
    /// Pronouns of a man, by which it is told how often a text speaks of one.
    pub he: Words,
    /// The same of a woman.
    pub she: Words,
    /// Pronouns of one person in any case.
    pub he_and_she_in_any_case: Words,
    /// Those of them that are a woman's.
    pub she_in_any_case: Words,
    /// Pronouns of a thing or a body.
    pub it_in_any_case: Words,
    /// Pronouns that open a relative clause.
    pub relative_pronouns: Words,
    /// Pronouns before somebody who belongs to one person: "her brother".
    pub his_or_her: Words,
    /// What stands for somebody in place of a name.
    pub persons_unnamed: Words,
    /// What stands for a body in place of its name.
    pub owners_unnamed: Words,
    /// Words of a phrase that tell nobody from others.
    pub naming_nobody: Words,
    /// Words in the name of a body that its abbreviation leaves out.
    pub within_name_of_body: Words,
    /// Abbreviations that a longer abbreviation spells out: "UN" in "UNHCR".
    pub abbreviated_bodies: Words,
    /// Beginnings that turn an adjective into its opposite.
    pub opposite_prefixes: Words,
    /// Endings that make the name of a people of that of its state.
    pub endings_of_peoples: Words,
    /// Words that are small in the middle of a sentence and stand in no list of nouns, verbs, adjectives or adverbs.
    pub small_in_headings: Words,
    /// Short forms and spellings of a word, as quotations have them.
    pub short_forms: BTreeMap<String, String>,
}
