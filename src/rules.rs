//! Rule packs: what the program knows of the language and of the world, as data.

pub mod measures;
pub mod names;
pub mod predicates;

pub use measures::Measures;
pub use names::NameWords;
pub use predicates::Predicates;

/// All packs, compiled and cross-checked.
#[derive(Debug, Default)]
pub struct Rulebook {
    pub measures: Measures,
    pub names: NameWords,
    pub predicates: Predicates,
}
