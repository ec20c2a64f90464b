#!/usr/bin/env bash
# Draws docs/figures/demo.svg from the results of the demo: one region with its peaks, and all scores by what the peaks are.
#   ./crelens run -profile demo --outdir results && docs/figures/draw.sh results/demo > docs/figures/demo.svg
set -euo pipefail

results=${1:?usage: draw.sh RESULTS/demo > demo.svg}
region=${2:-}
if [ -z "$region" ]; then
    # The candidate element with the most peaks that also holds two noise peaks or more, so that there is something to tell apart.
    region=$(gzip -dc "$results/simulated/demo.truth.tsv.gz" | awk -F '\t' '$9 == "noise" && $13 == 1 { n[$2 ":" $3]++ } $9 == "stack" && $13 == 1 { s[$2 ":" $3]++ }
        END { for (r in n) if (n[r] >= 3 && s[r] > most && s[r] <= 16) { most = s[r]; best = r } print best }')
fi
awk -F '\t' -v region="$region" '
    FILENAME == ARGV[1] {
        if (FNR == 1) next
        kind[$2 "\t" ($5 < $3 ? $3 : $5) "\t" ($6 > $4 ? $4 : $6) "\t" $7 "." $8] = $9
        next
    }
    /^#/ { next }
    {
        split($4, name, ".")
        what = kind[$1 "\t" $2 "\t" $3 "\t" name[1] "." name[2]]
        if (what == "stack" || what == "noise") { bin = int($5 / 50); if (bin > 19) bin = 19; count[what, bin]++; total[what]++ }
        split(region, at, ":")
        if ($1 == at[1] && $2 >= at[2] && $3 <= at[2] + 3200) { n++; s[n] = $2 - at[2]; e[n] = $3 - at[2]; tr[n] = name[2]; ds[n] = name[1]; sc[n] = $5; colour[n] = $9; is[n] = what }
    }
    END {
        w = 960; rows = n; h = 90 + (rows > 16 ? rows : 16) * 17 + 50
        printf "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"Helvetica,Arial,sans-serif\" font-size=\"12\">\n", w, h
        printf "<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", w, h
        printf "<text x=\"20\" y=\"30\" font-size=\"16\" fill=\"#222\">One region: final score of every peak</text>\n"
        printf "<text x=\"20\" y=\"50\" fill=\"#555\">colour and number: score, 0 to 1000; hollow: drawn at random, belongs to no group</text>\n"
        for (i = 1; i <= n; i++) {
            y = 60 + i * 17; x = 90 + s[i] * 0.125; len = (e[i] - s[i]) * 0.125; if (len < 2) len = 2
            printf "<text x=\"20\" y=\"%d\" fill=\"#333\">%s %s</text>\n", y + 10, ds[i], tr[i]
            if (is[i] == "noise") printf "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"10\" fill=\"#fff\" stroke=\"rgb(%s)\" stroke-width=\"2\"/>\n", x, y + 1, len, colour[i]
            else printf "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"12\" fill=\"rgb(%s)\"/>\n", x, y, len, colour[i]
            printf "<text x=\"%.1f\" y=\"%d\" fill=\"#333\">%d</text>\n", x + len + 5, y + 10, sc[i]
        }
        yb = 60 + (rows + 1) * 17 + 6
        printf "<path d=\"M90 %d H490\" stroke=\"#999\"/><text x=\"90\" y=\"%d\" fill=\"#555\">0</text><text x=\"455\" y=\"%d\" fill=\"#555\">3,200 bp</text>\n", yb, yb + 16, yb + 16
        x0 = 570; base = h - 60; high = base - 80
        printf "<text x=\"%d\" y=\"30\" font-size=\"16\" fill=\"#222\">All peaks, by what they are</text>\n", x0
        printf "<rect x=\"%d\" y=\"42\" width=\"12\" height=\"10\" fill=\"#1f4e79\"/><text x=\"%d\" y=\"52\" fill=\"#555\">with their group (stack)</text>\n", x0, x0 + 18
        printf "<rect x=\"%d\" y=\"42\" width=\"12\" height=\"10\" fill=\"#d9822b\"/><text x=\"%d\" y=\"52\" fill=\"#555\">at random (noise)</text>\n", x0 + 170, x0 + 188
        for (b = 0; b < 20; b++) { if (count["stack", b] / total["stack"] > top) top = count["stack", b] / total["stack"]; if (count["noise", b] / total["noise"] > top) top = count["noise", b] / total["noise"] }
        for (b = 0; b < 20; b++) {
            a = count["stack", b] / total["stack"] / top * high; c = count["noise", b] / total["noise"] / top * high
            printf "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"%.1f\" fill=\"#1f4e79\"/>", x0 + b * 18, base - a, a
            printf "<rect x=\"%.1f\" y=\"%.1f\" width=\"8\" height=\"%.1f\" fill=\"#d9822b\"/>\n", x0 + b * 18 + 8, base - c, c
        }
        printf "<path d=\"M%d %d H%d\" stroke=\"#999\"/>", x0, base, x0 + 360
        printf "<text x=\"%d\" y=\"%d\" fill=\"#555\">0</text><text x=\"%d\" y=\"%d\" fill=\"#555\">500</text><text x=\"%d\" y=\"%d\" fill=\"#555\">1000</text>", x0, base + 18, x0 + 168, base + 18, x0 + 335, base + 18
        printf "<text x=\"%d\" y=\"%d\" fill=\"#555\">final score; height: share of the kind</text>\n</svg>\n", x0 + 80, base + 36
    }' <(gzip -dc "$results/simulated/demo.truth.tsv.gz") <(gzip -dc "$results/demo.final.bed.gz")
