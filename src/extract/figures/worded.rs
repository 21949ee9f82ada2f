//! Amounts in words that are no numbers (`all`, `none of them`, `both`, `twice`, `free of charge`), ranks (`the third`), scores (`12-4`),
//! and what a count is of its whole: `four of its nine jets`.
//!
//! They stand apart from the figures: a text seldom tells `all` of what, so that no two are held against each other unasked.

use std::ops::Range;

use super::amount::Amount;
use super::counted::{self, Bearer};
use super::{Figure, figure};
use crate::extract::atoms::{self, Atom, Shape};
use crate::extract::{Context, mentions};
use crate::model::{FigureKind, Quantity, units};
use crate::rules::measures::worded::WordedAmount;
use crate::rules::words::{counting, grammar};

/// All of a document, in order; `figures` are those that were read already.
pub fn find(context: &Context, figures: &[Figure]) -> Vec<Figure> {
    let analysis = context.analysis;
    let mut taken = vec![false; analysis.tokens.len()];
    figures.iter().for_each(|figure| taken[figure.tokens.clone()].fill(true));
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let atoms = atoms::cut(context.document, analysis, sentence.tokens.clone());
        let reader = Reader { context, atoms: &atoms };
        found.extend(reader.all(&taken));
        let counts = figures.iter().filter(|figure| sentence.tokens.contains(&figure.tokens.start));
        found.extend(counts.filter_map(|count| reader.part(count)));
    }
    let mut read: Vec<Figure> = found.into_iter().map(|(amount, bearer)| figure(context, amount, bearer)).collect();
    read.iter_mut().for_each(|figure| figure.measure = None);
    read.sort_by_key(|figure| figure.tokens.start);
    read
}

struct Reader<'a> {
    context: &'a Context<'a>,
    atoms: &'a [Atom],
}

impl<'a> Reader<'a> {
    fn word(&self, at: usize) -> Option<&'a str> {
        self.atoms.get(at).map(|atom| atom.text.as_str())
    }

    fn all(&self, taken: &[bool]) -> Vec<(Amount, Bearer)> {
        let timed = |tokens: &Range<usize>| tokens.clone().any(|token| self.context.is_time(token));
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.atoms.len() {
            let read = self
                .worded(at)
                .or_else(|| self.score(at))
                .or_else(|| self.rank(at))
                .or_else(|| self.label(at))
                .or_else(|| self.one(at, taken));
            let Some((quantity, end)) = read else {
                at += 1;
                continue;
            };
            let tokens = self.tokens(at..end);
            let counted = tokens.clone().any(|token| taken[token]);
            let free = |quantity: &Quantity| !timed(&tokens) && (!counted || OVER_NUMBERS.contains(&quantity.unit.as_str()));
            if let Some(quantity) = quantity.filter(free) {
                found.extend(self.told(quantity, tokens));
            }
            at = end;
        }
        found
    }

    fn tokens(&self, atoms: Range<usize>) -> Range<usize> {
        self.atoms[atoms.start].token..self.atoms[atoms.end - 1].token + 1
    }

    /// An amount with its bearer; of a share of votes, that share too.
    fn told(&self, quantity: Quantity, tokens: Range<usize>) -> Vec<(Amount, Bearer)> {
        let of_votes = self.share_of_votes(&quantity);
        let span = self.context.analysis.span(tokens.clone());
        let amount = |quantity| Amount { quantity, tokens: tokens.clone(), span, rate: None, share: false };
        let told = std::iter::once(quantity).chain(of_votes).map(amount);
        told.map(|amount| {
            let bearer = self.bearer(&amount);
            (amount, bearer)
        })
        .collect()
    }

    /// Words of the lexicon; no quantity for those that only look like an amount.
    fn worded(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
        let (length, amount) = self.context.rules.measures.worded.at(|step| self.word(at + step))?;
        let end = at + length;
        match amount.quantity() {
            Some(quantity) => self.fits(amount, at, end).then_some((Some(quantity), end)),
            None => Some((None, end)),
        }
    }

    fn fits(&self, amount: &WordedAmount, at: usize, end: usize) -> bool {
        let analysis = self.context.analysis;
        let tokens = self.tokens(at..end);
        let head = mentions::head_of(analysis, tokens.clone());
        if let Some(verb) = &amount.behind {
            return analysis.parent(head).is_some_and(|up| analysis.tokens[up].lemma == *verb);
        }
        if !amount.noun && amount.before.is_empty() {
            return true;
        }
        let noun = analysis.parent(head).filter(|&up| up >= tokens.end && matches!(analysis.tokens[up].pos, "NOUN" | "PROPN"));
        let named = |noun: usize| amount.before.is_empty() || amount.before.contains(&analysis.tokens[noun].lemma.to_lowercase());
        noun.is_some_and(named)
    }

    /// `third`, `29th`, `twenty-third`, not part of a name.
    fn rank(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
        let ordinals = &self.context.rules.measures.worded.ordinals;
        let ordinal = |at: usize| self.word(at).and_then(|word| ordinals.get(word)).copied();
        let digits = || {
            let value: f64 = self.word(at)?.parse().ok().filter(|_| self.atoms[at].shape == Shape::Digits)?;
            let ending = self.atoms.get(at + 1).filter(|next| next.glued)?;
            counting().ordinal_endings.has(ending.text.as_str()).then_some((value, at + 2))
        };
        let compound = || {
            let tens = self.context.rules.measures.numbers.units.get(self.word(at)?).filter(|tens| **tens >= 20.0)?;
            let ones = (self.word(at + 1) == Some("-")).then(|| ordinal(at + 2)).flatten().filter(|ones| *ones < 10.0)?;
            Some((tens + ones, at + 3))
        };
        let plain = || Some((ordinal(at)?, at + 1));
        let (value, end) = digits().or_else(compound).or_else(plain)?;
        let token = &self.context.analysis.tokens[self.atoms[at].token];
        let compared = self.word(end) == Some("-");
        let told = token.pos != "PROPN" && (token.pos != "ADV" || compared) && !(token.pos == "NOUN" && token.lemma == "second");
        told.then(|| (Some(Quantity::exact(value, 1.0, units::RANK)), end))
    }

    /// `lap 43`, `Room 1604`, `reservoir no. 4`: a number that tells one of a row from the others.
    fn label(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
        let token = &self.context.analysis.tokens[self.atoms[at].token];
        let labels = &self.context.rules.measures.numbers.labels;
        let money = self.context.rules.measures.units.signs.contains_key(self.word(at)?);
        let noun = !money && (labels.contains(self.word(at)?) || matches!(token.tag, "NN" | "NNP"));
        let no = usize::from(counting().number_words.has(self.word(at + 1)));
        let point = usize::from(no == 1 && self.word(at + 2) == Some("."));
        let from = at + 1 + no + point;
        let digits = self.atoms.get(from).filter(|next| noun && next.shape == Shape::Digits && !next.glued)?;
        let value: f64 = digits.text.parse().ok().filter(|value: &f64| value.fract() == 0.0 && *value < 10_000.0)?;
        let ends = self
            .atoms
            .get(from + 1)
            .is_none_or(|next| next.shape == Shape::Sign && !matches!(next.text.as_str(), "-" | "%" | "/" | ":"));
        let row = labels.contains(self.word(at)?) || no == 1 || ends;
        row.then(|| (Some(Quantity::exact(value, 1.0, units::RANK)), from + 1))
    }

    /// `an hour`, `under a week`, `a minute and a half`; not for each what another amount is: `$5 a day`.
    fn one(&self, at: usize, taken: &[bool]) -> Option<(Option<Quantity>, usize)> {
        const MEASURED: [&str; 3] = ["s", "m", "kg"];
        let measures = &self.context.rules.measures;
        let hedge = measures.numbers.hedges.longest(|step| self.word(at + step));
        let from = at + hedge.map_or(0, |(length, _)| length);
        let article = grammar().indefinite.has(self.word(from));
        let before = from.checked_sub(1).map(|before| self.atoms[before].token);
        let rate = before.is_some_and(|token| taken[token] || self.context.analysis.tokens[token].pos == "NOUN");
        let (length, unit) = measures.units.names.longest(|step| self.word(from + 1 + step)).filter(|_| article && !rate)?;
        let after = from + 1 + length;
        let half = self.word(after) == Some("and") && self.word(after + 1) == Some("a") && self.word(after + 2) == Some("half");
        let (value, end) = if half { (1.5, after + 3) } else { (1.0, after) };
        let fits = MEASURED.contains(&unit.canonical.as_str()) && !counting().behind_time_between.has(self.word(end));
        let quantity = Quantity::exact(value, 1.0, "").converted(unit.factor, unit.offset, &unit.canonical);
        let quantity = hedge.map_or(quantity.clone(), |(_, bound)| quantity.hedged(*bound));
        fits.then_some((Some(quantity), end))
    }

    /// `12-4`, `3-2`, `ten to two`, `four votes to two`: the smaller number as the lower end.
    fn score(&self, at: usize) -> Option<(Option<Quantity>, usize)> {
        let number = |at: usize| {
            let word = self.word(at)?;
            let digits = || word.parse::<u16>().ok().filter(|_| word.len() < 4).map(f64::from);
            let spelt = || self.context.rules.measures.numbers.units.get(word).copied();
            digits().or_else(spelt)
        };
        let glued = |at: usize| self.atoms.get(at).is_some_and(|atom| atom.glued);
        let first = number(at).filter(|_| at == 0 || !glued(at))?;
        let votes = usize::from(counting().scored.has(self.word(at + 1)));
        let joint = at + 1 + votes;
        let joined = match self.word(joint)? {
            "-" => glued(joint) && glued(joint + 1),
            joint if counting().between_scores.has(joint) => votes == 1 || self.decides(),
            _ => false,
        };
        let second = number(joint + 1).filter(|_| joined && !self.is_spelt(at))?;
        let end = joint + 2;
        let unit_behind = self.word(end).is_some_and(|next| {
            counting().glued_behind_no_score.has(next) && glued(end)
                || self.context.rules.measures.units.names.longest(|step| self.word(end + step)).is_some()
        });
        let (low, high) = (first.min(second), first.max(second));
        (!unit_behind).then(|| (Some(Quantity::between(low, high, units::SCORE)), end))
    }

    /// `twenty-three`, which is one number.
    fn is_spelt(&self, at: usize) -> bool {
        let units = &self.context.rules.measures.numbers.units;
        let spelt = |at: usize| self.word(at).and_then(|word| units.get(word)).copied();
        let ones = spelt(at + 2).filter(|_| self.word(at + 1) == Some("-"));
        spelt(at).zip(ones).is_some_and(|(tens, ones)| tens >= 20.0 && ones < 10.0)
    }

    /// Whether the sentence is about a vote or a match.
    fn decides(&self) -> bool {
        let votes = &self.context.rules.measures.quantities.votes;
        let winning = &self.context.rules.measures.levels.winning;
        let lemmas = self.atoms.iter().map(|atom| self.context.analysis.tokens[atom.token].lemma.to_lowercase());
        lemmas
            .into_iter()
            .any(|lemma| votes.nouns.contains(&lemma) || winning.contains(&lemma) || lemma == "win" || lemma == "lose")
    }

    /// The part of the votes that the larger side of a score has.
    fn share_of_votes(&self, score: &Quantity) -> Option<Quantity> {
        let votes = &self.context.rules.measures.quantities.votes;
        let voted = || {
            let mut lemmas = self.atoms.iter().map(|atom| self.context.analysis.tokens[atom.token].lemma.to_lowercase());
            lemmas.any(|lemma| votes.nouns.contains(&lemma))
        };
        let told = score.unit == units::SCORE && score.high > 0.0 && voted();
        told.then(|| Quantity::exact(100.0 * score.high / (score.low + score.high), 1.0, "percent"))
    }

    /// Of a count that is one of a larger whole, the share: exact where the whole is told, else less than all of it.
    fn part(&self, count: &Figure) -> Option<(Amount, Bearer)> {
        let analysis = self.context.analysis;
        let counted = count.quantity.unit.is_empty() && count.quantity.is_point() && count.quantity.low >= 1.0;
        let end = self.atoms.iter().position(|atom| atom.token >= count.tokens.end).filter(|_| counted)?;
        let whole = self.whole(end).or_else(|| self.one_in(count, end));
        let them = count.partitive && !analysis.tokens[count.tokens.start].tag.starts_with("NN");
        let quantity = match whole.filter(|whole| *whole >= count.quantity.low) {
            Some(whole) => Quantity::exact(100.0 * count.quantity.low / whole, 1.0, "percent"),
            None if them && whole.is_none() => Quantity::between(PART.0, PART.1, "percent"),
            None => return None,
        };
        let bearer = Bearer { token: count.bearer, bare: false, partitive: true, kind: FigureKind::Level };
        let amount = Amount { quantity, tokens: count.tokens.clone(), span: count.span, rate: None, share: true };
        Some((amount, bearer))
    }

    /// The whole in `of its nine jets`, `votes out of sixty`.
    fn whole(&self, at: usize) -> Option<f64> {
        let noun = usize::from(
            self.atoms.get(at).is_some_and(|atom| atom.shape == Shape::Word && atom.text != "of" && atom.text != "out"),
        );
        let out = usize::from(self.word(at + noun) == Some("out"));
        let of = at + noun + out;
        let from = (self.word(of) == Some("of")).then_some(of + 1)?;
        let skip = |at: usize| counting().before_whole.has(self.word(at));
        let number = (0..3).take_while(|&step| step == 0 || skip(from + step - 1)).map(|step| from + step);
        let reader = super::number::NumberReader { atoms: self.atoms, words: &self.context.rules.measures.numbers };
        number
            .filter_map(|at| reader.number(at, false))
            .find(|number| !number.share && number.low == number.high)
            .map(|number| number.low)
    }

    /// The whole in `one household in six`.
    fn one_in(&self, count: &Figure, at: usize) -> Option<f64> {
        const NOUNS: usize = 2;
        let reader = super::number::NumberReader { atoms: self.atoms, words: &self.context.rules.measures.numbers };
        let nominal = |at: usize| self.atoms.get(at).is_some_and(|atom| self.context.analysis.tokens[atom.token].pos == "NOUN");
        let nouns = (0..NOUNS).take_while(|&step| nominal(at + step)).count();
        let one = count.quantity.low == 1.0 && nouns > 0 && self.word(at + nouns) == Some("in");
        let whole = reader.number(at + nouns + 1, false).filter(|whole| one && whole.low == whole.high && !whole.share)?;
        (whole.low > 1.0 && !nominal(whole.end)).then_some(whole.low)
    }

    /// The noun that an amount is about: the one that it stands before, else the one that a number in its place would count.
    fn bearer(&self, amount: &Amount) -> Bearer {
        let analysis = self.context.analysis;
        let head = mentions::head_of(analysis, amount.tokens.clone());
        let noun = |&up: &usize| matches!(analysis.tokens[up].pos, "NOUN" | "PROPN") && !amount.tokens.contains(&up);
        let before = matches!(analysis.tokens[head].dep, "det" | "predet" | "amod" | "nummod" | "advmod");
        match analysis.parent(head).filter(|up| before && noun(up)) {
            Some(token) => Bearer { token, bare: false, partitive: false, kind: FigureKind::Level },
            None => counted::bearer(self.context, amount),
        }
    }
}

/// Units of amounts that are told with the help of numbers: `every two years`, `by ten votes to two`.
const OVER_NUMBERS: [&str; 4] = [units::RANK, units::SCORE, units::FREQUENCY, units::MULTIPLE];

/// Less than all and more than none, in percent.
const PART: (f64, f64) = (0.1, 99.9);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::Model;
    use crate::model::{Bound, Document};
    use crate::rules::Rulebook;

    fn read(text: &str, rules: &Rulebook) -> Vec<Figure> {
        let document = Document::new("", text);
        let analysis = Model::get().analyse(&document);
        let mentions = mentions::find(&document, &analysis, rules);
        let context = Context::new(0, &document, &analysis, rules, &mentions);
        find(&context, &super::super::find(&context))
    }

    #[test]
    fn amounts_find_what_their_proofs_say() {
        let rules = Rulebook::default();
        for amount in &rules.measures.worded.sorts {
            let Some(quantity) = amount.quantity() else { continue };
            let of_it = |text: &str| read(text, &rules).into_iter().any(|figure| figure.quantity == quantity);
            assert!(!amount.finds.is_empty() && !amount.ignores.is_empty(), "{} has no proofs", amount.id);
            amount.finds.iter().for_each(|text| assert!(of_it(text), "{}: {text}", amount.id));
            amount.ignores.iter().for_each(|text| assert!(!of_it(text), "{}: {text}", amount.id));
        }
    }

    #[test]
    fn ranks_scores_and_parts_are_read() {
        let rules = Rulebook::default();
        let cases = [
            ("It was her fourth win of the year.", "rank", 4.0, 4.0),
            ("He is the 29th victim.", "rank", 29.0, 29.0),
            ("It is the country's third-largest bank.", "rank", 3.0, 3.0),
            ("The board voted 5-2 to cut the posts.", "score", 2.0, 5.0),
            ("The bill passed by ten votes to two.", "score", 2.0, 10.0),
            ("Lessors took back four of its eight jets.", "percent", 50.0, 50.0),
            ("It lasted under an hour.", "s", f64::NEG_INFINITY, 3600.0),
            ("It lasted an hour and a half.", "s", 5400.0, 5400.0),
            ("She left reservoir no. 4 alone.", "rank", 4.0, 4.0),
            ("He got nine votes out of ninety.", "percent", 10.0, 10.0),
        ];
        for (text, unit, low, high) in cases {
            let found = read(text, &rules);
            let fits =
                |figure: &Figure| figure.quantity.unit == unit && (figure.quantity.low, figure.quantity.high) == (low, high);
            assert!(found.iter().any(fits), "{text}: {found:#?}");
        }
        let part = read("Two of the accused were in the car.", &rules);
        assert!(part.iter().any(|figure| figure.partitive && figure.quantity.bound == Bound::Between), "{part:#?}");
    }
}
