# Cell lines of the size of ReMap 2022's (human): awk -v top_trs=60 -f remap2022.awk > remap2022.tsv. With -v budget=small or large all
# of them get hela's or k562's network. Known are the sums: 182 million peaks, 8,103 sources (a regulator in a cell line in a series), 1,210
# regulators, 737 biotypes. How they are shared out is assumed, as docs/atypeak/scaling.md says.
function zipf(n, i, sum) { for (i = 1; i <= n; i++) sum += 1 / i; return sum }
function least(a, b) { return a < b ? a : b }
function most(a, b) { return a > b ? a : b }
function round(x) { return int(x + 0.5) }
BEGIN {
    OFS = "\t"
    if (!top_trs) top_trs = 60
    lines = 737; peaks = 182e6; sources = 8103; trs = 1210
    all_windows = 200000 # of 3,200 bases, in the candidate regions
    inside = 0.6         # share of the peaks that lie in them
    pieces = 1.03        # windows that such a peak lies in
    clumped = 0.4        # of the negative binomial: peaks crowd in few windows, as hela's do
    print "cell_line", "all_peaks", "peaks", "rows", "windows", "windows_with_peaks", "sources", "datasets", "trs", "filters", "deep_dim"
    sum = zipf(lines)
    for (r = 1; r <= lines; r++) {
        n = peaks / r / sum
        s = most(1, round(sources * n / peaks))
        t = least(trs, most(1, round(s ^ 0.9)))
        kept = 1
        if (t > top_trs) { kept = zipf(top_trs) / zipf(t); t = top_trs }
        s = most(1, round(s * kept))
        d = most(1, round(0.8 * s))
        p = n * kept * inside
        rows = p * pieces
        full = most(1, all_windows * (1 - (1 + rows / all_windows / clumped) ^ -clumped))
        # Budgets of the paper: hela's, mcf7's, k562's.
        cells = d * t
        f = cells <= 200 ? 32 : cells <= 1000 ? 64 : 128
        h = cells <= 200 ? 256 : cells <= 1000 ? 1024 : 2048
        if (budget == "small") { f = 32; h = 256 }
        if (budget == "large") { f = 128; h = 2048 }
        printf "biotype_%03d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", r, n, p, rows, all_windows, full, s, d, t, f, h
    }
}
