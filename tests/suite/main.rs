mod statements;

fn main() {}
