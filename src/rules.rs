//! Rule packs: what the program knows of the language and of the world, as data.

/// All packs, compiled and cross-checked.
#[derive(Debug, Default)]
pub struct Rulebook {}
