"""The judge: an MPNet encoder whose lower layers read each window alone and whose upper layers read two windows together, and heads over every pair of sentences.

Exactly symmetric in the two windows. 4-bit weights can be simulated while training (`quant.py`).
"""

import math

import torch
import torch.nn.functional as F
from torch import nn

from .quant import fake

HIDDEN, HEADS, INNER, LAYERS, BUCKETS, GRID, NEAR = 768, 12, 3072, 12, 32, 64, 64
FLOOR = -1e4


class Dense(nn.Linear):
    """A matrix that is stored in 4 bits; `quantised` makes the forward pass see it so, `bits8` makes it see 8-bit inputs too."""

    quantised = False
    bits8 = False

    def forward(self, x):
        if self.bits8:
            step = x.detach().abs().amax(-1, keepdim=True).clamp_min(1e-6) / 127
            x = (x / step).round() * step
        return F.linear(x, fake(self.weight) if self.quantised else self.weight, self.bias)


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.out = (Dense(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = Dense(HIDDEN, INNER), Dense(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-5), nn.LayerNorm(HIDDEN, eps=1e-5)
        self.drop = nn.Dropout(dropout)

    def forward(self, x, bias):
        n, length, _ = x.shape
        q, k, v = (m(x).view(n, length, HEADS, -1).transpose(1, 2) for m in (self.query, self.key, self.value))
        seen = bias.to(q.dtype).expand(n, HEADS, length, length)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=seen).transpose(1, 2).reshape(n, length, HIDDEN)
        x = self.norm1(x + self.drop(self.out(a)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def bucket(rel):
    """MPNet's relative position bucket of j - i."""
    n = -rel
    b = (n < 0).long() * (BUCKETS // 2)
    n = n.abs()
    far = 8 + (torch.log(n.clamp_min(1).float() / 8) / math.log(16) * 8).long()
    return b + torch.where(n < 8, n, far.clamp_max(15))


class Judge(nn.Module):
    def __init__(self, words, upper=4, dropout=0.1):
        super().__init__()
        self.upper = upper
        self.word, self.position = nn.Embedding(words, HIDDEN), nn.Embedding(256, HIDDEN)
        self.norm, self.drop = nn.LayerNorm(HIDDEN, eps=1e-5), nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.near_bias = nn.Parameter(torch.zeros(BUCKETS, HEADS))
        self.cross_bias = nn.Parameter(torch.zeros(upper, HEADS))
        self.query, self.key = nn.Linear(HIDDEN, 2 * GRID), nn.Linear(HIDDEN, 2 * GRID)
        self.unary = nn.Linear(HIDDEN, 2)
        self.first, self.second = nn.Linear(3 * HIDDEN, 256), nn.Linear(256, 3)
        self.scale, self.offset = nn.Parameter(torch.ones(1)), nn.Parameter(torch.full((2,), -4.0))
        self.near = nn.Linear(HIDDEN, NEAR, bias=False)
        for m in (self.query, self.key, self.near):
            nn.init.normal_(m.weight, std=0.02)

    def quantise(self, on=True, bits8=False):
        self.words4 = on
        for m in self.modules():
            if isinstance(m, Dense):
                m.quantised, m.bits8 = on, bits8

    words4 = False

    def near_grid(self, length):
        at = torch.arange(length, device=self.near_bias.device)
        return self.near_bias[bucket(at[None] - at[:, None])].permute(2, 0, 1)

    def low(self, ids, mask):
        """States of windows read alone: [n, L] -> [n, L, HIDDEN]."""
        table = fake(self.word.weight) if self.words4 else self.word.weight
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(F.embedding(ids, table) + self.position(at)))
        bias = self.near_grid(ids.shape[1])[None] + torch.where(mask, 0.0, FLOOR)[:, None, None]
        for layer in self.layers[: LAYERS - self.upper]:
            x = layer(x, bias)
        return x

    def high(self, a, b, mask_a, mask_b):
        """Both windows read together."""
        x, mask = torch.cat([a, b], 1), torch.cat([mask_a, mask_b], 1)
        la, lb = a.shape[1], b.shape[1]
        na, nb = self.near_grid(la), self.near_grid(lb)
        hide = torch.where(mask, 0.0, FLOOR)[:, None, None]
        for u, layer in enumerate(self.layers[LAYERS - self.upper :]):
            cross = self.cross_bias[u][:, None, None]
            bias = torch.cat([torch.cat([na, cross.expand(-1, la, lb)], 2), torch.cat([cross.expand(-1, lb, la), nb], 2)], 1)
            x = layer(x, bias[None] + hide)
        return x[:, :la], x[:, la:]

    def grid(self, a, b):
        """Word by word: [n, 2, La, Lb]."""
        n = len(a)
        (qa, ka), (qb, kb) = ((self.query(h).view(n, -1, 2, GRID), self.key(h).view(n, -1, 2, GRID)) for h in (a, b))
        g = torch.einsum("nicd,njcd->ncij", qa, kb) + torch.einsum("nicd,njcd->ncij", ka, qb)
        ua, ub = self.unary(a).transpose(1, 2), self.unary(b).transpose(1, 2)
        return (g / (2 * math.sqrt(GRID)) + ua[..., None] + ub[:, :, None]).float()

    def pairs(self, a, b, sa, sb):
        """Logits [n, A, B, 3] of every pair of sentences, and the grid. sa, sb: [n, A, L] 0/1, which words belong to which sentence."""
        g = self.grid(a, b)
        with torch.autocast(a.device.type, enabled=False):
            sa, sb = sa.float(), sb.float()
            m = blocks(g, sa, sb).permute(0, 2, 3, 1)
            x, y = (s @ h.float() / s.sum(-1, keepdim=True).clamp_min(1) for s, h in ((sa, a), (sb, b)))
            x, y = x[:, :, None], y[:, None]
            x, y = torch.broadcast_tensors(x, y)
            r = self.second(F.gelu(self.first(torch.cat([x + y, x * y, (x - y).abs()], -1))))
            return r + F.pad(m * self.scale + self.offset, (0, 1)), g

    def vectors(self, low, s):
        """Sentence vectors for cheap pruning."""
        s = s.float()
        return F.normalize(self.near(s @ low.float() / s.sum(-1, keepdim=True).clamp_min(1)), dim=-1)


def blocks(g, sa, sb):
    """Log-sum-exp of the word grid inside each block of two sentences: [n, 2, A, B]."""
    top = g.detach().amax((2, 3), keepdim=True)
    return (sa[:, None] @ (g - top).exp() @ sb[:, None].transpose(2, 3)).clamp_min(1e-30).log() + top


NAMES = {"q": "query", "k": "key", "v": "value", "o": "out"}


def from_mpnet(weights, rows, upper):
    """A judge with the layers of an MPNet encoder (a state dict) and the word vectors `rows` of its table."""
    word = weights["embeddings.word_embeddings.weight"][rows].float()
    judge = Judge(len(word), upper)
    new = {"word.weight": word, "position.weight": weights["embeddings.position_embeddings.weight"][2:258]}
    new |= {f"norm.{p}": weights[f"embeddings.LayerNorm.{p}"] for p in ("weight", "bias")}
    new["near_bias"] = weights["encoder.relative_attention_bias.weight"]
    for i in range(LAYERS):
        old, here = f"encoder.layer.{i}.", f"layers.{i}."
        for p in ("weight", "bias"):
            new |= {f"{here}{name}.{p}": weights[f"{old}attention.attn.{short}.{p}"] for short, name in NAMES.items()}
            new |= {
                f"{here}up.{p}": weights[f"{old}intermediate.dense.{p}"],
                f"{here}down.{p}": weights[f"{old}output.dense.{p}"],
            }
            new |= {
                f"{here}norm1.{p}": weights[f"{old}attention.LayerNorm.{p}"],
                f"{here}norm2.{p}": weights[f"{old}output.LayerNorm.{p}"],
            }
    unexpected = judge.load_state_dict({k: v.float() for k, v in new.items()}, strict=False).unexpected_keys
    assert not unexpected, unexpected
    with torch.no_grad():
        judge.cross_bias[:] = judge.near_bias[[15, 31]].mean(0)
    return judge
