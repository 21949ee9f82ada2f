//! Rule packs: what the program knows of the language and of the world, as data.

pub mod predicates;

pub use predicates::Predicates;

/// All packs, compiled and cross-checked.
#[derive(Debug, Default)]
pub struct Rulebook {
    pub predicates: Predicates,
}
