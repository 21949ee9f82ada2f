"""Training: loss, optimiser and one stage over items."""

import math
import time

import torch
import torch.nn.functional as F

from .data import AGREE, CONFLICT, TRAP, WEIGHTS, Batch

DECIDING = 0.2


def read(judge, batch, vectors=False):
    """Logits of all pairs of sentences, the grid, and nearness of sentences (from states that are not trained by it)."""
    n = len(batch.items)
    low = judge.low(batch.ids.flatten(0, 1), batch.mask.flatten(0, 1))
    ha, hb = judge.high(low[:n], low[n:], *batch.mask)
    logits, grid = judge.pairs(ha, hb, *batch.members)
    if not vectors:
        return logits, grid, None
    low = low.detach().float()
    with torch.autocast(low.device.type, enabled=False):
        za, zb = (judge.vectors(h, s) for h, s in ((low[:n], batch.members[0]), (low[n:], batch.members[1])))
        return logits, grid, za @ zb.transpose(1, 2)


def loss_of(logits, grid, near, batch):
    lp, y = F.log_softmax(logits, -1), batch.target
    w = WEIGHTS.to(y.device)[y]
    apart = -torch.log1p(-lp[..., 0].exp() * (1 - 1e-6))
    hard = torch.where(y == CONFLICT, -lp[..., 0], torch.where(y == AGREE, -lp[..., 1], apart))
    total = (hard * w).sum() / w.sum()
    if len(batch.where):
        total = total + DECIDING * deciding(grid, batch)
    known = (y == CONFLICT) | (y == AGREE) | (y == TRAP)
    matter = F.binary_cross_entropy_with_logits(10 * near - 5, known.float(), reduction="none")
    return total + (matter * w).sum() / w.sum()


def deciding(grid, batch):
    """How much of a block's weight lies outside the words that decide (in the channel of its label)."""
    k, r, c = batch.where.T
    g = grid[k, batch.target[k, r, c]]
    top = g.detach().amax((1, 2), keepdim=True)
    e = (g - top).exp()
    inside, whole = (
        torch.einsum("ml,mlk,mk->m", a, e, b) for a, b in (batch.deciding, (batch.members[0][k, r], batch.members[1][k, c]))
    )
    return (whole.clamp_min(1e-30).log() - inside.clamp_min(1e-30).log()).mean()


def classes(logits, _grid, _near, batch):
    """Loss for general inference, where all three classes are known."""
    return F.cross_entropy(logits.flatten(0, 2), batch.target.flatten(), ignore_index=-1)


def stage(judge, steps, groups, device, loss=loss_of, log=print):
    """Train on batches of items, one step each; groups: (parameters, rate). Rates rise over the first steps and fall to the end."""
    opt = torch.optim.AdamW([{"params": p, "base": rate} for p, rate in groups], weight_decay=0.01, betas=(0.9, 0.98))
    moved = [p for p, _ in groups for p in p]
    judge.train()
    start = time.time()
    for k, made in enumerate(steps, 1):
        part = min(1, k / (0.06 * len(steps) + 1)) * max(0.02, (len(steps) - k) / len(steps))
        for g in opt.param_groups:
            g["lr"] = g["base"] * part
        batch = Batch(made, device)
        with torch.autocast(torch.device(device).type, dtype=torch.bfloat16):
            logits, grid, near = read(judge, batch, vectors=True)
            lost = loss(logits, grid, near, batch)
        opt.zero_grad(set_to_none=True)
        lost.backward()
        torch.nn.utils.clip_grad_norm_(moved, 1.0)
        opt.step()
        if k % 100 == 0 or k == len(steps):
            seen = float(lost.detach())
            assert math.isfinite(seen), "training diverged"
            log(f"  step {k} of {len(steps)} loss {seen:.3f} {time.time() - start:.0f} s")


def whole(judge, rate, heads):
    """Groups of a stage that moves all weights; the heads learn `heads` times as fast."""
    encoder = [p for n, p in judge.named_parameters() if n.startswith(("layers", "word", "position", "norm", "near_bias"))]
    known = {id(p) for p in encoder}
    return [(encoder, rate), ([p for p in judge.parameters() if id(p) not in known], rate * heads)]
