"""Matrices in 4 bits: groups of 64 inputs share a scale; a weight is (level - 8) * scale with levels 0 to 15."""

import torch

GROUP = 64
SHRINK = (1.0, 0.92, 0.84, 0.76)


def grouped(w):
    return w.reshape(w.shape[0], -1, GROUP)


def levels(w):
    """The levels [out, groups, 64] and scales [out, groups] that lose least."""
    g = grouped(w.float())
    edge = g.gather(-1, g.abs().argmax(-1, keepdim=True))
    best = None
    for shrink in SHRINK:
        scale = (edge * shrink / -8).half().float()
        scale = torch.where(scale == 0, torch.full_like(scale, 1e-4), scale)
        q = (g / scale).round().clamp(-8, 7)
        loss = ((q * scale - g) ** 2).sum(-1, keepdim=True)
        if best is None:
            best = [loss, q, scale]
        else:
            less = loss < best[0]
            best = [torch.where(less, x, y) for x, y in zip((loss, q, scale), best)]
    return best[1], best[2]


def fake(w):
    """The weight as 4 bits would have it; gradients pass through."""
    with torch.no_grad():
        q, scale = levels(w)
        rounded = (q * scale).reshape(w.shape)
    return w + (rounded - w).detach()


def pack(w):
    """U8 [out, in / 2] and F16 [out, in / 64]."""
    q, scale = levels(w)
    q = (q + 8).to(torch.uint8).reshape(w.shape)
    return (q[:, 0::2] | (q[:, 1::2] << 4)).contiguous(), scale.squeeze(-1).half()


def unpack(q, scale):
    out = torch.stack([q & 15, q >> 4], -1).reshape(q.shape[0], -1).float() - 8
    return (grouped(out) * scale.float()[..., None]).reshape(out.shape)
