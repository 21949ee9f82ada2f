//! Tells the compiler whether the judge's weights are among the files. The repository has them; a package on crates.io may not be as large,
//! and what is built from one works by rules alone until it is given a file of weights.

use std::path::Path;

const WEIGHTS: &str = "rules/en/judge/weights.safetensors";

fn main() {
    println!("cargo::rerun-if-changed={WEIGHTS}");
    println!("cargo::rustc-check-cfg=cfg(has_weights)");
    if Path::new(WEIGHTS).is_file() {
        println!("cargo::rustc-cfg=has_weights");
    }
}
