#!/usr/bin/env python3
"""Reference values for atyPeak, from a second implementation that shares no code with the tools.

    python3 tests/golden/reference.py           compute everything again and compare it with the files in values/
    python3 tests/golden/reference.py --write   compute everything again and write the files

It needs numpy, and nothing else. It follows the published description of the method step by step, in double precision and
without regard to speed. The data are simulated here, so that everything in values/ can be published with the project.
README.md beside this file says what each file holds.
"""

import argparse
import math
import pathlib
import sys
import tempfile

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
VALUES = HERE / "values"

CELL_LINE = "sim"
WINDOW, SQUISH, CRUMB = 800, 10, 0.1
BINS = WINDOW // SQUISH
K, FILTERS, DEEP = 20, 4, 6
LEARNING_RATE, L2 = 1e-3, 2.5e-3
DATASETS = ["S1", "S2", "S3"]
TRS = ["alfa", "bravo", "charlie", "delta"]
# Two groups of regulators that keep company, each in two of the three datasets.
GROUPS = [(["alfa", "bravo"], ["S1", "S2"]), (["charlie", "delta"], ["S2", "S3"])]


# ---------------------------------------------------------------------------------------------------------------- input


def simulate(random):
    """Regions and peaks, both in no order: BED rows as tuples."""
    lengths = {"chr1": [2400, 800, 805, 15, 1700, 1, 799, 3200], "chr10": [640, 1600, 2399, 801], "chr2": [800, 1200, 10, 2000]}
    regions, peaks = [], []
    for contig, sizes in lengths.items():
        at = 1000
        for number, size in enumerate(sizes):
            regions.append((contig, at, at + size))
            for _ in range(max(1, size // 500)):
                group, datasets = GROUPS[random.integers(2)]
                centre = at + random.integers(size)
                for tr in group:
                    for dataset in datasets:
                        if random.random() < 0.85:
                            half, shift = random.integers(40, 160), random.integers(-60, 60)
                            peaks.append((contig, max(0, centre + shift - half), centre + shift + half, f"{dataset}.{tr}.{CELL_LINE}"))
            # A peak that keeps no company, and one of another cell line.
            if number % 2 == 0:
                start = at + int(random.integers(size))
                name = f"{random.choice(DATASETS)}.{random.choice(TRS)}"
                peaks.append((contig, start, start + int(random.integers(1, 300)), f"{name}.{CELL_LINE}"))
            peaks.append((contig, at, at + 300, "S1.alfa.other"))
            at += size + int(random.integers(300, 900))
    # The same line twice, two peaks of one source that overlap, one that ends where a region begins, and one far from all regions.
    contig, start, end, name = peaks[0]
    peaks += [(contig, start, end, name), (contig, start + 5, end + 25, name), ("chr1", 900, 1000, "S3.delta.sim"), ("chr9", 5, 90, "S9.far.sim")]
    return [regions[i] for i in random.permutation(len(regions))], [peaks[i] for i in random.permutation(len(peaks))]


# ----------------------------------------------------------------------------------------------------- windows and tensor


def cut(regions):
    """Windows in order: (contig, start, end, region)."""
    windows = []
    for number, (contig, start, end) in enumerate(sorted(set(regions), key=lambda r: (r[0].encode(), r[1], r[2]))):
        for at in range(start, end, WINDOW):
            windows.append((contig, at, min(at + WINDOW, end), number))
    return windows


def hits(windows, peaks):
    """(window, start, end, name, dataset, tr, first base in the frame, one past the last) of every peak in every window it touches."""
    found = []
    for number, (contig, start, end, _) in enumerate(windows):
        for peak_contig, peak_start, peak_end, name in peaks:
            dataset, tr, cell_line = name.split(".", 2)
            if cell_line != CELL_LINE or peak_contig != contig or peak_start >= end or peak_end <= start:
                continue
            # Short windows are padded on the left: their last base is the frame's last.
            shift = WINDOW - end
            found.append(
                (number, peak_start, peak_end, name, DATASETS.index(dataset), TRS.index(tr), max(peak_start, start) + shift, min(peak_end, end) + shift)
            )
    return found


def tensors(count, found):
    """Binary windows at one base: (window, x, dataset, TR)."""
    x = np.zeros((count, WINDOW, len(DATASETS), len(TRS)))
    for number, _, _, _, dataset, tr, first, last in found:
        x[number, first:last, dataset, tr] = 1
    return x


def crumbed(x):
    """Every value leaves a tenth of itself along its row and its column, itself included."""
    return x + CRUMB * (x.sum(axis=-1, keepdims=True) + x.sum(axis=-2, keepdims=True))


def squished(x):
    return x.reshape(x.shape[0], -1, SQUISH, *x.shape[2:]).max(axis=2)


# ---------------------------------------------------------------------------------------------------------------- network


def initial(random):
    """Weights in Keras' layouts; Glorot uniform with the fans that Keras counts."""
    d, t, f, h = len(DATASETS), len(TRS), FILTERS, DEEP
    shapes = {
        "c1": ((K, d, 1, 1, f), K * d, K * d * f),
        "c2": ((K // 2, t, f, f), K * t * f / 2, K * t * f / 2),
        "d1": ((f, h), f, h),
        "d2": ((h, h), h, h),
        "d3": ((h, h), h, h),
        "d4": ((h, h), h, h),
        "c3": ((K, h, 1, 1, f), K * h, K * h * f),
        "c4": ((K, 1, 1, f, d * t), K * f, K * d * t),
    }
    weights = {}
    for name, (shape, fan_in, fan_out) in shapes.items():
        limit = math.sqrt(6 / (fan_in + fan_out))
        weights[name + "_w"] = random.uniform(-limit, limit, shape)
        weights[name + "_b"] = np.zeros(shape[-1])
    return weights


class Convolution:
    """Along x over all that stands at a position: (n, x, inputs) to (n, x - k + 1, outputs)."""

    def __init__(self, weights, name, inputs):
        self.name, self.shape = name, weights[name + "_w"].shape
        self.kernel = weights[name + "_w"].reshape(-1, inputs, self.shape[-1])
        self.bias = weights[name + "_b"]

    def forward(self, x):
        self.x = x
        k = len(self.kernel)
        steps = x.shape[1] - k + 1
        return sum(x[:, j : j + steps] @ self.kernel[j] for j in range(k)) + self.bias

    def backward(self, gradient, gradients):
        k, steps = len(self.kernel), gradient.shape[1]
        by_weight = np.stack([np.einsum("nxi,nxo->io", self.x[:, j : j + steps], gradient) for j in range(k)])
        name = self.name
        gradients[name + "_w"] = gradients.get(name + "_w", 0) + by_weight.reshape(self.shape)
        gradients[name + "_b"] = gradients.get(name + "_b", 0) + gradient.sum(axis=(0, 1))
        by_input = np.zeros_like(self.x)
        for j in range(k):
            by_input[:, j : j + steps] += gradient @ self.kernel[j].T
        return by_input


class Pad:
    def __init__(self, left, right):
        self.left, self.right = left, right

    def forward(self, x):
        return np.pad(x, ((0, 0), (self.left, self.right), (0, 0)))

    def backward(self, gradient, gradients):
        return gradient[:, self.left : gradient.shape[1] - self.right]


class Crop(Pad):
    def forward(self, x):
        return Pad.backward(self, x, None)

    def backward(self, gradient, gradients):
        return Pad.forward(self, gradient)


class Pool:
    """The larger of two neighbours; of two equal ones the first."""

    def forward(self, x):
        pairs = x.reshape(x.shape[0], -1, 2, x.shape[2])
        self.first = pairs[:, :, 0] >= pairs[:, :, 1]
        return pairs.max(axis=2)

    def backward(self, gradient, gradients):
        both = np.stack([gradient * self.first, gradient * ~self.first], axis=2)
        return both.reshape(gradient.shape[0], -1, gradient.shape[2])


class Relu:
    def forward(self, x):
        self.on = x > 0
        return x * self.on

    def backward(self, gradient, gradients):
        return gradient * self.on


class Repeat:
    def forward(self, x):
        return np.repeat(x, 4, axis=1)

    def backward(self, gradient, gradients):
        return gradient.reshape(gradient.shape[0], -1, 4, gradient.shape[2]).sum(axis=2)


class EachTr:
    """The first convolution, its padding and its pooling see one TR at a time, with the same weights."""

    def __init__(self, weights):
        self.layers = [[Convolution(weights, "c1", len(DATASETS)), Pad(K // 2, K // 2 - 1), Pool()] for _ in TRS]

    def forward(self, x):
        out = []
        for tr, layers in enumerate(self.layers):
            plane = x[:, :, :, tr]
            for layer in layers:
                plane = layer.forward(plane)
            out.append(plane)
        # (n, x, TR, filter), flattened behind x as c2's kernel has them.
        return np.stack(out, axis=2).reshape(x.shape[0], -1, len(TRS) * FILTERS)

    def backward(self, gradient, gradients):
        planes = gradient.reshape(gradient.shape[0], -1, len(TRS), FILTERS)
        for tr, layers in enumerate(self.layers):
            plane = planes[:, :, tr]
            for layer in reversed(layers):
                plane = layer.backward(plane, gradients)


class Network:
    def __init__(self, weights):
        self.layers = [EachTr(weights), Convolution(weights, "c2", len(TRS) * FILTERS), Pad(K // 4, K // 4 - 1), Pool()]
        for name in ["d1", "d2", "d3", "d4"]:
            self.layers += [Convolution(weights, name, len(weights[name + "_w"])), Relu()]
        self.layers += [Convolution(weights, "c3", DEEP), Pad(K // 2, K // 2 - 1), Repeat()]
        self.layers += [Pad(K // 2 - 1, K // 2), Convolution(weights, "c4", FILTERS), Crop(2 * K, 2 * K)]
        self.weights = weights

    def rebuild(self, x):
        value = np.pad(x, ((0, 0), (2 * K, 2 * K), (0, 0), (0, 0)))
        for layer in self.layers:
            value = layer.forward(value)
        return value.reshape(x.shape)

    def loss(self, x):
        """The loss of a batch, and its gradients."""
        difference = self.rebuild(x) - x
        kernels = ["c1_w", "c2_w"]
        loss = np.mean(difference**2) + L2 * sum(np.sum(self.weights[name] ** 2) for name in kernels)
        gradients = {}
        gradient = (2 / x.size * difference).reshape(x.shape[0], x.shape[1], -1)
        for layer in reversed(self.layers):
            gradient = layer.backward(gradient, gradients)
        for name in kernels:
            gradients[name] = gradients[name] + 2 * L2 * self.weights[name]
        return loss, gradients


class Adam:
    def __init__(self, rate):
        self.rate, self.steps, self.mean, self.square = rate, 0, {}, {}

    def step(self, weights, gradients):
        self.steps += 1
        rate = self.rate * math.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
        for name, g in gradients.items():
            self.mean[name] = 0.9 * self.mean.get(name, 0) + 0.1 * g
            self.square[name] = 0.999 * self.square.get(name, 0) + 0.001 * g * g
            weights[name] = weights[name] - rate * self.mean[name] / (np.sqrt(self.square[name]) + 1e-7)


def check_gradients(weights, x, random):
    """Some gradients against finite differences: the one part of this file that is easy to get wrong."""
    _, gradients = Network(weights).loss(x)
    for name in weights:
        for at in random.integers(weights[name].size, size=3):
            sides = []
            for step in [1e-6, -1e-6]:
                moved = {**weights, name: weights[name].copy()}
                moved[name].flat[at] += step
                sides.append(Network(moved).loss(x)[0])
            expected, ours = (sides[0] - sides[1]) / 2e-6, gradients[name].flat[at]
            if abs(expected - ours) > 1e-6 * (1e-2 + abs(expected)):
                raise AssertionError(f"gradient of {name}[{at}] is {ours}, finite differences give {expected}")


# ----------------------------------------------------------------------------------------------------------------- scores


def window_scores(rebuilt, found):
    """1000 times the largest rebuilt value under the peak, with a floor of 0.01."""
    scores = []
    for number, _, _, _, dataset, tr, first, last in found:
        values = rebuilt[number, first // SQUISH : -(-last // SQUISH), dataset, tr]
        scores.append(1000 * max(float(values.max()), 1e-5))
    return scores


def merged(found, windows, scores):
    """Peak to the rounded mean of its rounded scores; the same line twice is one peak."""
    by_peak = {}
    for (number, start, end, name, *_), score in zip(found, scores):
        # Python's round is half to even.
        by_peak.setdefault((windows[number][0], start, end, name), []).append(round(score))
    return {peak: round(sum(values) / len(values)) for peak, values in by_peak.items()}


def factors(network, x):
    """Rows of the k table: dataset, TR, k1, k2, k3, k, flag; and R, what the network makes of each seen source alone."""
    shape = (len(DATASETS), len(TRS))
    sources = [(d, t) for d in range(shape[0]) for t in range(shape[1])]

    def alone(cells):
        u = np.zeros((1, BINS, *shape))
        for d, t in cells:
            u[:, :, d, t] = 1
        return u

    seen = [s for s in sources if x[:, :, s[0], s[1]].mean() != 0]
    full = alone(seen)
    f = crumbed(full)[0].mean(axis=0)
    u = {s: crumbed(alone([s])) for s in sources}
    r = {s: network.rebuild(u[s])[0].mean(axis=0) for s in sources}
    k1 = np.array([u[s][0].mean(axis=0).sum() / r[s].sum() for s in sources]).reshape(shape)
    highest = x.max(axis=1)
    rows = []
    for s in seen:

        def occupancy(mask):
            """The mean over the windows that have the source, and the value of the full tensor."""
            values = [float((mask * window * k1).sum()) for window in highest if window[s] != 0]
            values = [v for v in values if v != 0]
            return sum(values) / len(values), float((mask * full[0].max(axis=0) * k1).sum())

        mean, whole = occupancy(r[s] / r[s].max())
        k2 = whole / mean
        others = r[s] / r[s][s] * f[s]
        rest = np.broadcast_to(np.clip(f - others, 0, 2), (1, BINS, *shape))
        mean, whole = occupancy(others)
        k3 = 1 - network.rebuild(rest)[0].mean(axis=0)[s] / f[s] * (mean / whole)
        rows.append([DATASETS[s[0]], TRS[s[1]], k1[s], k2, k3])
    k = []
    for row in rows:
        parts = row[2:5]
        product = parts[0] * parts[1] * parts[2]
        if not all(math.isfinite(p) for p in parts):
            k.append((math.nan, "undefined"))
        elif min(parts) <= 0:
            k.append((0.1, "floored"))
        else:
            k.append((min(max(product, 0.1), 10), "capped" if product > 10 else "ok"))
    if any(flag == "undefined" for _, flag in k):
        raise AssertionError("a factor is not finite: choose another seed, so that all of them say something")
    for row, (value, flag) in zip(rows, k):
        row += [value, flag]
    return rows, {s: r[s] for s in seen}


def finals(scores, rows):
    """Peak to its score times k, rounded, and to its final score."""
    k = {f"{row[0]}.{row[1]}": row[5] for row in rows}
    grouped = {peak: round(score * k[peak[3].rsplit(".", 1)[0]]) for peak, score in scores.items()}
    final = {}
    for tr in TRS:
        of_tr = {peak: score for peak, score in grouped.items() if peak[3].split(".")[1] == tr}
        values = list(of_tr.values())
        mean = sum(values) / len(values)
        deviation = math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1))
        for peak, score in of_tr.items():
            final[peak] = round(min(max(750 * (1 + (score - mean) / (2 * deviation)), 0), 1000))
    return grouped, final


# ---------------------------------------------------------------------------------------------------------------- Q-score


def beta(x, a, b):
    """The regularised incomplete beta function: Simpson's rule on the integral, in a variable without poles at the ends."""
    steps = 20000
    angle = np.linspace(0, math.asin(math.sqrt(x)), 2 * steps + 1)
    with np.errstate(divide="ignore"):
        logs = (2 * a - 1) * np.log(np.sin(angle)) + (2 * b - 1) * np.log(np.cos(angle))
    values = 2 * np.exp(logs - (math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)))
    width = angle[1] - angle[0]
    return float(width / 3 * (values[0] + values[-1] + 4 * values[1::2].sum() + 2 * values[2:-1:2].sum()))


def welch(a, b):
    """Two-sided p-value of Welch's t-test; NaN with fewer than two observations in a group."""
    if min(len(a), len(b)) < 2:
        return math.nan
    va, vb = np.var(a, ddof=1) / len(a), np.var(b, ddof=1) / len(b)
    t = (np.mean(a) - np.mean(b)) / math.sqrt(va + vb)
    freedom = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
    return beta(freedom / (freedom + t * t), freedom / 2, 0.5)


def q_score(x, rebuilt):
    names = DATASETS + TRS
    count = len(names)
    # Every dimension as (window, bin, other axis).
    slices = [x[:, :, d, :] for d in range(len(DATASETS))] + [x[:, :, :, t] for t in range(len(TRS))]
    of_rebuilt = [rebuilt.mean(axis=1)[:, d, :] for d in range(len(DATASETS))]
    of_rebuilt += [rebuilt.mean(axis=1)[:, :, t] for t in range(len(TRS))]
    correlation = np.corrcoef([s.sum(axis=2).ravel() for s in slices])
    c = (correlation > correlation.mean()).astype(int)
    abundance = [float(s.mean()) for s in slices]
    present = [s.any(axis=(1, 2)) for s in slices]
    p, r, q = np.zeros((count, count), int), np.zeros((count, count), int), np.zeros((count, count))
    pairs = []
    for i in range(count):
        for j in range(count):
            if i == j or (i < len(DATASETS)) != (j < len(DATASETS)):
                continue
            groups = [
                of_rebuilt[i][chosen].ravel()
                for chosen in (present[i] & ~present[j], present[i] & present[j], ~present[i] & present[j], ~present[i] & ~present[j])
            ]
            alone, both, phantom, none = groups
            tests = [welch(alone, both), welch(phantom, none)]
            p[i, j] = tests[0] < 0.05 / count and both.mean() > alone.mean()
            r[i, j] = tests[1] < 0.05 / count and phantom.mean() > none.mean()
            q[i, j] = math.sqrt(abundance[i] * abundance[j]) * ((p[i, j] - c[i, j]) ** 2 + (r[i, j] - c[i, j]) ** 2)
            means = [float(g.mean()) if len(g) else math.nan for g in groups]
            pairs.append([names[i], names[j], *(len(g) for g in groups), *means, *tests])
    return {"correlation": correlation, "C": c, "P": p, "R": r, "q_score": q, "abundance": abundance, "pairs": pairs}


# ----------------------------------------------------------------------------------------------------------------- files


def text(value):
    if isinstance(value, (float, np.floating)):
        return "nan" if math.isnan(value) else f"{value:.12g}"
    return str(value)


def table(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(header)] if header else []
    path.write_text("\n".join(lines + ["\t".join(text(v) for v in row) for row in rows]) + "\n")


def runs(x):
    """Dense windows as runs of equal values along x: window, bin from, bin to, dataset, TR, value; zeros are left out."""
    for number, window in enumerate(x):
        for d, dataset in enumerate(DATASETS):
            for t, tr in enumerate(TRS):
                column, start = window[:, d, t], 0
                for b in range(1, len(column) + 1):
                    if b == len(column) or column[b] != column[start]:
                        if column[start] != 0:
                            yield number, start, b, dataset, tr, float(column[start])
                        start = b


def write(folder):
    random = np.random.default_rng(20261124)
    regions, peaks = simulate(random)
    table(folder / "regions.bed", None, regions)
    table(folder / "peaks.bed", None, peaks)
    windows = cut(regions)
    # In the order of the tools: window, then where the peak begins.
    found = sorted(hits(windows, peaks), key=lambda h: (h[0], max(h[1], windows[h[0]][1]), h[1:4]))
    table(folder / "windows.tsv", ["window", "contig", "start", "end", "region"], [(i, *w) for i, w in enumerate(windows)])
    bases = tensors(len(windows), found)
    binary, target = squished(bases), squished(crumbed(bases))
    header = ["window", "bin_from", "bin_to", "dataset", "tf", "value"]
    table(folder / "binary.tsv", header, runs(binary))
    table(folder / "crumbed.tsv", header, runs(target))
    table(folder / "crumbed_after_squish.tsv", header, runs(crumbed(binary)))

    # Trained here for as long as it takes to tell the groups apart; then as float32, which is what a model file holds.
    filled = np.array([i for i in range(len(windows)) if binary[i].any()])
    weights = initial(random)
    check_gradients({name: w + random.normal(0, 0.05, w.shape) for name, w in weights.items()}, target[filled[:2]], random)
    adam = Adam(5e-3)
    for _ in range(1500):
        batch = target[random.choice(filled, 8)]
        adam.step(weights, Network(weights).loss(batch)[1])
    weights = {name: w.astype(np.float32) for name, w in weights.items()}
    (folder / "weights").mkdir(parents=True, exist_ok=True)
    for name, w in weights.items():
        np.save(folder / "weights" / f"{name}.npy", w)
    weights = {name: w.astype(float) for name, w in weights.items()}
    network = Network(weights)
    rebuilt = network.rebuild(binary)
    np.save(folder / "rebuilt.npy", rebuilt.astype(np.float32))

    scores = window_scores(rebuilt, found)
    table(
        folder / "window_scores.tsv",
        ["window", "contig", "start", "end", "name", "raw", "score"],
        [(h[0], windows[h[0]][0], h[1], h[2], h[3], s, round(s)) for h, s in zip(found, scores)],
    )
    of_peaks = merged(found, windows, scores)
    rows, alone = factors(network, binary[filled])
    table(folder / "factors.tsv", ["dataset", "tf", "k1", "k2", "k3", "k", "flag"], rows)
    groups = [
        (f"{DATASETS[s[0]]}.{TRS[s[1]]}", f"{DATASETS[d]}.{TRS[t]}", float(r[d, t]))
        for s, r in alone.items()
        for d in range(len(DATASETS))
        for t in range(len(TRS))
    ]
    table(folder / "correlation_groups.tsv", ["source", "partner", "value"], groups)
    grouped, final = finals(of_peaks, rows)
    peaks_in_order = sorted(of_peaks, key=lambda p: (p[0].encode(), *p[1:]))
    table(
        folder / "scores.tsv",
        ["contig", "start", "end", "name", "merged", "corr_group", "final"],
        [(*p, of_peaks[p], grouped[p], final[p]) for p in peaks_in_order],
    )

    q = q_score(binary[filled], rebuilt[filled])
    names = DATASETS + TRS
    for matrix in ["correlation", "C", "P", "R", "q_score"]:
        table(folder / "q_score" / f"{matrix}.tsv", ["name", *names], [(n, *row) for n, row in zip(names, q[matrix].tolist())])
    kinds = ["dataset"] * len(DATASETS) + ["tf"] * len(TRS)
    table(folder / "q_score" / "abundance.tsv", ["name", "kind", "abundance"], zip(names, kinds, q["abundance"]))
    kinds_of_groups = ["alone", "both", "phantom", "none"]
    header = ["A", "B", *("n_" + k for k in kinds_of_groups), *("mean_" + k for k in kinds_of_groups), "p_alone_both", "p_phantom_none"]
    table(folder / "q_score" / "pairs.tsv", header, q["pairs"])
    table(folder / "q_score" / "total.tsv", ["total_q", "windows"], [(float(q["q_score"].sum()), len(filled))])

    # Training from fresh weights, dropout off: the loss before each of five steps on the same six windows, and where they end.
    batch = target[filled[:6]]
    np.save(folder / "batch.npy", batch.astype(np.float32))
    batch = batch.astype(np.float32).astype(float)
    weights = {name: w.astype(np.float32) for name, w in initial(random).items()}
    for name, w in weights.items():
        (folder / "training").mkdir(exist_ok=True)
        np.save(folder / "training" / f"{name}.npy", w)
    weights, adam, losses = {name: w.astype(float) for name, w in weights.items()}, Adam(LEARNING_RATE), []
    for _ in range(5):
        loss, gradients = Network(weights).loss(batch)
        losses.append(loss)
        adam.step(weights, gradients)
    table(folder / "losses.tsv", ["step", "loss"], enumerate(losses, 1))
    for name, w in weights.items():
        (folder / "trained").mkdir(exist_ok=True)
        np.save(folder / "trained" / f"{name}.npy", w.astype(np.float32))


def near(ours, theirs):
    """Whether two files say the same: bytes, but numbers only nearly, since sums differ in their last digits from machine to machine."""
    if ours.suffix == ".npy":
        a, b = np.load(ours), np.load(theirs)
        return a.shape == b.shape and np.allclose(a, b, rtol=1e-5, atol=1e-6)
    a, b = (path.read_text().replace("\n", "\t\n\t").split("\t") for path in (ours, theirs))

    def same(x, y):
        try:
            return x == y or math.isclose(float(x), float(y), rel_tol=1e-6, abs_tol=1e-9) or x == y == "nan"
        except ValueError:
            return False

    return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true", help="write the files of values/ instead of comparing with them")
    if options.parse_args().write:
        write(VALUES)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(folder)
        files = sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
        kept = sorted(p.relative_to(VALUES) for p in VALUES.rglob("*") if p.is_file())
        wrong = [str(f) for f in files if f in kept and not near(folder / f, VALUES / f)]
        wrong += [str(f) for f in set(files) ^ set(kept)]
    if wrong:
        sys.exit("these differ from values/: " + ", ".join(sorted(wrong)))
    print(f"{len(files)} files, all as in values/")


if __name__ == "__main__":
    main()
