"""Compares tracks, as libbigwig reads them, with the tables they were made of: compare.py PEAKS.bb SCORES.bw PHANTOMS.bb

In this folder: final.bed, scores.tsv, regions.tsv, sizes, phantoms.bed. Ends with a message at the first difference.
"""
import math
import random
import struct
import sys

import pyBigWig

SEED = 20180711
random.seed(SEED)
print("seed", SEED)


def rows(name, header=False):
    with open(name) as lines:
        if header:
            names = next(lines).rstrip("\n").split("\t")
            return [dict(zip(names, line.rstrip("\n").split("\t"))) for line in lines]
        return [line.rstrip("\n").split("\t") for line in lines]


def equal(found, wanted, what):
    assert found == wanted, f"{what}: {found}, expected {wanted}"


def near(found, wanted, what, within=1e-6):
    assert abs(found - wanted) <= within * max(1, abs(wanted)), f"{what}: {found}, expected {wanted}"


def float32(value):
    return struct.unpack("f", struct.pack("f", value))[0]


def region_of(regions, contig, start, end):
    """The region with the largest overlap, the first of equal ones."""
    best, most = "", 0
    for from_, to in regions.get(contig, []):
        shared = min(end, to) - max(start, from_)
        if shared > most:
            best, most = f"{contig}:{from_}-{to}", shared
    return best


def check_header(track, depths):
    """Total summary against all bases; depths: value of each covered base, by contig."""
    values = [v for contig in depths.values() for v in contig.values()]
    header = track.header()
    equal(header["version"], 4, "version")
    equal(header["nBasesCovered"], len(values), "bases covered")
    # The module cuts decimals off.
    for field, wanted in (("minVal", min(values)), ("maxVal", max(values)), ("sumData", sum(values)), ("sumSquared", sum(v * v for v in values))):
        near(header[field], int(wanted), field, 1e-5)


def check_bigbed(name, wanted, sizes, fields):
    track = pyBigWig.open(name)
    assert track.isBigBed(), name
    contigs = sorted({item[0] for item in wanted})
    equal(track.chroms(), {contig: sizes[contig] for contig in contigs}, "contigs")
    sql = track.SQL()
    sql = sql.decode() if isinstance(sql, bytes) else sql
    inside = sql[sql.index("(") + 1 : sql.rindex(")")].strip().splitlines()
    equal([line.split(";")[0].split()[1] for line in inside], fields, "fields in words")
    depths = {}
    for contig in contigs:
        here = [item[1:] for item in wanted if item[0] == contig]
        equal(track.entries(contig, 0, sizes[contig]), here, f"items of {contig}")
        for _ in range(200):
            start = random.randrange(sizes[contig])
            end = min(sizes[contig], start + random.choice([1, 20, 500, 20000, 500000]))
            found = track.entries(contig, start, end) or []
            equal(found, [i for i in here if i[0] < end and i[1] > start], f"items of {contig}:{start}-{end}")
        depth = depths.setdefault(contig, {})
        for start, end, _ in here:
            for base in range(start, end):
                depth[base] = depth.get(base, 0) + 1
    check_header(track, depths)
    return depths


def check_bigwig(name, peaks, sizes):
    track = pyBigWig.open(name)
    assert track.isBigWig(), name
    sums, counts = {}, {}
    for contig, start, end, _, score, *_ in peaks:
        for base in range(int(start), int(end)):
            key = contig, base
            sums[key] = sums.get(key, 0) + int(score)
            counts[key] = counts.get(key, 0) + 1
    means = {}
    for (contig, base), n in counts.items():
        means.setdefault(contig, {})[base] = float32(sums[contig, base] / n)
    equal(track.chroms(), {contig: sizes[contig] for contig in sorted(means)}, "contigs")
    check_header(track, means)
    for contig, values in means.items():
        found = {}
        for start, end, value in track.intervals(contig):
            found.update(dict.fromkeys(range(start, end), value))
        equal(found, values, f"values of {contig}")
        for _ in range(100):
            start = random.randrange(sizes[contig])
            end = min(sizes[contig], start + random.choice([1, 20, 500, 20000, 500000]))
            here = [values[base] for base in range(start, end) if base in values]
            for kind, of in (("mean", lambda v: sum(v) / len(v)), ("min", min), ("max", max), ("coverage", lambda v: len(v) / (end - start)), ("sum", sum)):
                found = track.stats(contig, start, end, type=kind, exact=True)[0]
                if here:
                    near(found, of(here), f"{kind} of {contig}:{start}-{end}", 1e-5)
                else:
                    assert not found, f"{kind} of {contig}:{start}-{end}: {found}, expected none"
        # Of the whole contig the zoom levels alone answer.
        all_ = list(values.values())
        near(track.stats(contig, type="mean")[0], sum(all_) / len(all_), f"mean of {contig}", 1e-5)
        near(track.stats(contig, type="max")[0], max(all_), f"maximum of {contig}")
        near(track.stats(contig, type="min")[0], min(all_), f"minimum of {contig}")
        spread = math.sqrt(sum((v - sum(all_) / len(all_)) ** 2 for v in all_) / max(1, len(all_) - 1))
        near(track.stats(contig, type="std")[0], spread, f"spread of {contig}", 1e-2)


def main(peaks_bb, scores_bw, phantoms_bb):
    sizes = {contig: int(size) for contig, size in rows("sizes")}
    regions = {}
    for row in sorted(rows("regions.tsv", header=True), key=lambda r: int(r["start"])):
        regions.setdefault(row["contig"], []).append((int(row["start"]), int(row["end"])))
    peaks, scores = rows("final.bed"), rows("scores.tsv", header=True)
    equal(len(peaks), len(scores), "rows of the tables")

    def decimals(text):
        cut = f"{float(text):.3f}".rstrip("0").rstrip(".")
        return "0" if cut == "-0" else cut

    standard = ["chrom", "chromStart", "chromEnd", "name", "score", "strand", "thickStart", "thickEnd", "itemRgb"]
    wanted = []
    for peak, row in zip(peaks, scores):
        start, end = int(peak[1]), int(peak[2])
        rest = peak[3:9] + [decimals(row["raw"]), decimals(row["percentile"]), row["tf"], row["dataset"]]
        wanted.append((peak[0], start, end, "\t".join(rest + [region_of(regions, peak[0], start, end)])))
    assert any(not item[3].endswith("\t") for item in wanted), "no peak lies in a region"
    check_bigbed(peaks_bb, wanted, sizes, standard + ["raw", "percentile", "tr", "dataset", "region"])
    check_bigwig(scores_bw, peaks, sizes)
    wanted = []
    for phantom in rows("phantoms.bed"):
        start, end = int(phantom[1]), int(phantom[2])
        dataset, tr = phantom[3].split(".")[:2]
        rest = phantom[3:9] + [decimals(phantom[9]), tr, dataset, region_of(regions, phantom[0], start, end)]
        wanted.append((phantom[0], start, end, "\t".join(rest)))
    check_bigbed(phantoms_bb, wanted, sizes, standard + ["value", "tr", "dataset", "region"])
    print(len(peaks), "peaks as in the tables")


try:
    main(*sys.argv[1:])
except AssertionError as difference:
    sys.exit(str(difference)[:2000])
