#!/usr/bin/env python3
"""peer_on_batches.py PEER SIZE FOLDER [BATCHES] [THREADS] [WARM_UP]: times the peer's network on batches that crelens exported.

PEER is the path of a Python module with a class AtyPeak(d, t, f, h) and a table SIZES; nothing of it is copied here. FOLDER
holds train.f32 and infer.f32, written by `benchmark network --tensor FILE --export FOLDER`: little-endian float32, window x bin x
dataset x TR. Prints the lines that `benchmark network` prints. Needs torch.
"""
import importlib.util
import pathlib
import statistics
import sys
import time

import torch

BINS = 320


def load(path):
    spec = importlib.util.spec_from_file_location("peer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def batch(file, d, t):
    values = torch.frombuffer(bytearray(file.read_bytes()), dtype=torch.float32)
    return values.reshape(-1, BINS, d, t)


def seconds(step, n, warm_up):
    for _ in range(warm_up):
        step()
    taken = []
    for _ in range(n):
        start = time.perf_counter()
        step()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    peer = load(sys.argv[1])
    d, t, f, h = peer.SIZES[sys.argv[2]]
    folder = pathlib.Path(sys.argv[3])
    n = int(sys.argv[4]) if len(sys.argv) > 4 else 15
    warm_up = int(sys.argv[6]) if len(sys.argv) > 6 else 10
    torch.set_num_threads(int(sys.argv[5]) if len(sys.argv) > 5 else 2)
    network = peer.AtyPeak(d, t, f, h)
    adam = torch.optim.Adam(network.parameters(), 1e-4)

    # The peer reads window x TR x bin x dataset, and answers window x (dataset, TR) x bin.
    drawn = batch(folder / "train.f32", d, t)
    x = drawn.permute(0, 3, 1, 2).contiguous()
    wanted = drawn.permute(0, 2, 3, 1).reshape(-1, d * t, BINS).contiguous()

    def train():
        adam.zero_grad()
        (network(x) - wanted).square().mean().backward()
        adam.step()

    print("parameters", sum(p.numel() for p in network.parameters()))
    print("train_windows", len(drawn))
    print(f"train_s_per_batch {seconds(train, n, warm_up):.4f}")
    network.eval()
    windows = batch(folder / "infer.f32", d, t).permute(0, 3, 1, 2).contiguous()
    with torch.no_grad():
        print(f"infer_s_per_batch {seconds(lambda: network(windows), n, warm_up):.4f}")


if __name__ == "__main__":
    main()
