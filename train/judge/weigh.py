"""How the readings of two sentences are weighed with what surrounds them: logistic regression, whose numbers stand in limits.toml.

Beside the log-odds of both readings count: how many sentences are nearer to one of the two than the other is (from the side from which more
are, three at most), the part of their word pieces that the two documents share, and the logarithm of the number of pairs of their sentences (36 at least).
"""

from collections import defaultdict

import numpy as np

FAR, SHORT = 3, 36
RIDGE = 0.1
PASSAGES = ("passages", "nearer", "sentences")
BOTH = ("passages", "alone", "nearer", "alike", "sentences")


def log_odds(p):
    p = np.clip(p, 1e-5, 1 - 1e-5)
    return np.log(p / (1 - p))


def seen(dossiers, passages, alone):
    """{key: {what is seen: number}} for every pair of sentences; key: (dossier, document, sentence, document, sentence)."""
    docs = {(d.id, doc.name): doc for d in dossiers for doc in d.docs}
    pieces = {name: {i for sent in doc.sents for i in sent} for name, doc in docs.items()}
    near = defaultdict(dict)
    for (d, a, i, b, j), p in passages.items():
        near[d, a, i, b][j] = near[d, b, j, a][i] = p[3]
    out = {}
    for key, p in passages.items():
        d, a, i, b, j = key
        one, other = pieces[d, a], pieces[d, b]
        nearer = max(sum(n > p[3] for n in near[side].values()) for side in ((d, a, i, b), (d, b, j, a)))
        out[key] = {
            "passages": log_odds(p[0]),
            "alone": log_odds(alone[key][0]),
            "nearer": min(nearer, FAR),
            "alike": len(one & other) / max(len(one | other), 1),
            "sentences": np.log(max(len(docs[d, a].sents) * len(docs[d, b].sents), SHORT)),
        }
    return out


def table(rows, names):
    return np.array([[row[name] for name in names] + [1.0] for row in rows], dtype=float)


def fit(rows, right, names, counts=1.0):
    """{name: weight, "base": number}: Newton's method, with a little ridge on all but the base. Each row counts so many times."""
    x, y = table(rows, names), np.asarray(right, dtype=float)
    weights, ridge = np.zeros(x.shape[1]), np.diag([RIDGE] * len(names) + [0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x.T * (counts * p * (1 - p))) @ x + ridge, x.T @ (counts * (y - p)) - ridge @ weights)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return dict(zip((*names, "base"), map(float, weights)))


def weighed(rows, weights):
    """How surely two sentences are at odds, from 0 to 1."""
    names = [name for name in weights if name != "base"]
    return 1 / (1 + np.exp(-table(rows, names) @ [weights[name] for name in (*names, "base")]))
