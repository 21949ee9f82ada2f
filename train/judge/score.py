"""Precision and recall over all pairs of sentences of different documents of a dossier.

A pair is right if it is one of the labelled conflicts; a conflict is found if one of its pairs is. Conflicts inside one document count as missed.
"""

import numpy as np
import torch

from .data import Batch, items
from .fit import read

LEVELS = (0.9, 0.8, 0.7, 0.6, 0.5)


@torch.no_grad()
def probabilities(judge, dossiers, device="cpu", size=32, body=None, only=lambda item: True, **how):
    """{(dossier id, document, sentence, document, sentence): (conflict, agree, other, near)}"""
    judge.eval()
    made = [m for d in dossiers for m in (items(d, body, **how) if body else items(d, **how)) if only(m)]
    made.sort(key=lambda m: max(len(w.ids) for w in m.wins))
    out = {}
    for at in range(0, len(made), size):
        batch = Batch(made[at : at + size], device)
        with torch.autocast(torch.device(device).type, dtype=torch.bfloat16):
            logits, _, near = read(judge, batch, vectors=True)
        p = torch.cat([logits.float().softmax(-1), near[..., None]], -1).cpu().numpy()
        for k, m in enumerate(batch.items):
            (da, db), (wa, wb) = m.docs, m.wins
            for r, i in enumerate(wa.sentences()):
                for c, j in enumerate(wb.sentences()):
                    out[m.dossier.id, da, i, db, j] = p[k, r, c]
    return out


def curve(scores, records):
    """[(threshold, precision, recall)] from the highest score down. scores: {key: number}"""
    gold, total = {}, 0
    for record in records:
        for pair in record["pairs"]:
            if pair["label"] in ("agree", "none"):
                continue
            total += 1
            (a, at), (b, bt) = pair["a"], pair["b"]
            for key in ((record["id"], x, i, y, j) for i in at for j in bt for x, i, y, j in ((a, i, b, j), (b, j, a, i))):
                gold.setdefault(key, []).append(total)
    found, right, out = set(), 0, []
    for n, (key, score) in enumerate(sorted(scores.items(), key=lambda s: (-s[1], s[0])), 1):
        if key in gold:
            right += 1
            found.update(gold[key])
        out.append((float(score), right / n, len(found) / total))
    return out


def summary(points):
    """Average precision (of the envelope) and the best recall at each level of precision, with its threshold."""
    precision = np.maximum.accumulate([p for _, p, _ in points][::-1])[::-1]
    recall = np.array([r for _, _, r in points])
    ap = float((precision * np.diff(recall, prepend=0)).sum())
    best = {}
    for level in LEVELS:
        kept = [(r, t) for t, p, r in points if p >= level]
        best[level] = max(kept, key=lambda k: (k[0], -k[1])) if kept else (0.0, 1.0)
    return ap, best


def line(name, scores, records):
    ap, best = summary(curve(scores, records))
    return f"{name}: AP {ap:.3f} " + " ".join(f"R@{level} {r:.2f} ({t:.2f})" for level, (r, t) in best.items())
