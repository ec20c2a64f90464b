#!/usr/bin/env bash
# Measures what the cost model of docs/atypeak/scaling.md is fitted to; see usage below.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../../.." && pwd -P)
results=$here/results
# The tools estimate their time with these: they are part of a library.
coefficients=$root/tools/atypeak/data/src/main/resources/org/crelens/atypeak/data/step-seconds.tsv

usage() {
    cat <<END
scaling.sh [--threads N] PART…

Each part writes a table into tools/build/benchmarks/results, which docs/atypeak/scaling.md is made of. On an idle machine only.

  network   seconds per window of training and scoring over a grid of networks (three minutes on two cores)
  files     seconds, memory and bytes of the other tools on simulated catalogues of two sizes (four minutes)
  cost      fits both, and applies them to cell lines of the size of ReMap 2022's (remap2022.awk); measures nothing
  document  puts the tables into docs/atypeak/scaling.md
END
}

# Datasets × TRs × filters × units × peaks per window.
grid='4x4x4x8x2 9x13x32x256x3 20x20x16x256x5 20x20x32x256x5 20x20x128x256x5 20x20x32x1024x5 20x20x32x2048x5 60x20x32x256x8 30x60x32x256x8
20x20x64x1024x5 100x60x64x512x20 67x20x128x2048x15'

die() {
    echo "scaling.sh: $*" >&2
    exit 2
}

threads=2 parts=()
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help)
            usage
            exit 0
            ;;
        --threads)
            [ $# -gt 1 ] || die '--threads needs a value'
            threads=$2
            shift
            ;;
        network | files | cost | document) parts+=("$1") ;;
        *) die "unknown part '$1'; see --help" ;;
    esac
    shift
done
[ ${#parts[@]} -gt 0 ] || die 'name a part; see --help'
[ -x /usr/bin/time ] || die 'needs GNU time (Debian: apt-get install time)'
room=$(mktemp -d "${TMPDIR:-/tmp}/crelens-scaling.XXXXXX")
trap 'rm -rf "$room"' EXIT
mkdir -p "$results"

benchmark() { "$root/crelens" benchmark "$@"; }

# Where and with what: the first lines of every table.
machine() {
    echo "# $("$root/bin/score" --version | head -n 1 | sed 's/^score (crelens)/crelens/'),$(sed -n 's/^model name.*://p' /proc/cpuinfo | head -n 1), $(nproc) cores, $(awk '/MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)"
}

network() {
    {
        machine
        # shellcheck disable=SC2086 # a word per shape
        CRELENS_MEMORY_MB=8192 benchmark scaling --threads "$threads" --seconds 4 $grid
    } > "$room/network.tsv"
    mv "$room/network.tsv" "$results/network.tsv"
}

# timed TOOL PEAKS ROWS OUTPUT ARGUMENT…: a row of files.tsv; OUTPUT is what its bytes are counted of.
timed() {
    local tool=$1 peaks=$2 rows=$3 output=$4 round seconds
    shift 4
    for round in 1 2 3; do
        /usr/bin/time -f '%e %M' -o "$room/time.$round" "$root/bin/$tool" -q "$@" || die "$tool failed: $*"
    done
    seconds=$(cut -d ' ' -f 1 "$room"/time.? | sort -g | sed -n 2p)
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$tool" "$peaks" "$rows" "$seconds" "$(cut -d ' ' -f 2 "$room/time.3" | awk '{ printf "%.0f", $1 / 1024 }')" \
        "$(du -cb $output | tail -n 1 | cut -f 1)" >> "$room/files.tsv"
}

files() {
    local n rows at windows
    {
        machine
        printf 'tool\tpeaks\trows\tseconds\tmemory_mb\tbytes\n'
    } > "$room/files.tsv"
    for n in 250000 2000000; do
        at=$room/$n
        benchmark catalogue -q --peaks "$n" --datasets 20 --trs 10 --output-regions "$at.r.bed.gz" --output-peaks "$at.p.bed.gz"
        timed split-peaks "$n" "$n" "$at.split/*" --peaks "$at.p.bed.gz" --threads 1 --output "$at.split"
        "$root/bin/tensorize" -q --regions "$at.r.bed.gz" --peaks "$at.p.bed.gz" --cell-line k562 --output "$at.t.bed.gz" --output-summary "$at.tsv"
        rows=$(sed -n 's/^rows\t//p' "$at.tsv")
        timed tensorize "$n" "$rows" "$at.t.bed.gz" --regions "$at.r.bed.gz" --peaks "$at.p.bed.gz" --cell-line k562 --output "$at.t.bed.gz"
        timed crumb "$n" "$rows" "$at.c.bed.gz" --input "$at.t.bed.gz" --output "$at.c.bed.gz"
        # A network that takes no time, so that what is left is reading and writing.
        "$root/bin/train" -q --tensor "$at.c.bed.gz" --filters 2 --deep-dim 4 --epochs 1 --batches-per-epoch 2 --threads "$threads" --output "$at.m.zip"
        "$root/bin/score" -q --tensor "$at.t.bed.gz" --model "$at.m.zip" --threads "$threads" --output "$at.s.tsv.gz"
        printf 'score\t%s\t%s\t\t\t%s\n' "$n" "$rows" "$(stat -c %s "$at.s.tsv.gz")" >> "$room/files.tsv"
        timed merge-windows "$n" "$rows" "$at.raw.bed.gz" --scores "$at.s.tsv.gz" --output "$at.raw.bed.gz"
        # The same sample both times: what differs is the peaks. Then five samples: what differs is the sample.
        timed normalize "$n" "$rows" "$at.f.bed.gz $at.g.bed.gz $at.x.tsv.gz" --raw "$at.raw.bed.gz" --tensor "$at.t.bed.gz" --model "$at.m.zip" --threads "$threads" \
            --sample-windows 1000 --output-factors "$at.k.tsv" --output-final "$at.f.bed.gz" --output-corr-group "$at.g.bed.gz" --output-scores "$at.x.tsv.gz"
        for windows in 1000 5000; do
            timed qscore "$n" "$windows" "$at.q/*" --tensor "$at.t.bed.gz" --model "$at.m.zip" --threads "$threads" --windows "$windows" --output "$at.q"
        done
        # What the catalogue itself weighs, for the split by cell line.
        printf 'catalogue\t%s\t%s\t\t\t%s\n' "$n" "$n" "$(stat -c %s "$at.p.bed.gz")" >> "$room/files.tsv"
    done
    mv "$room/files.tsv" "$results/files.tsv"
}

# lines OPTION…: the assumed cell lines; options are awk's.
lines() { awk "$@" -f "$here/remap2022.awk" < /dev/null; }

# knob NAME TABLE OPTION…: a row of knobs.tsv for a table of cell lines and options of the cost command.
knob() {
    local name=$1 table=$2
    shift 2
    mkdir -p "$room/knob"
    benchmark cost --measured "$results" --cell-lines "$table" --output "$room/knob" "$@" > "$room/knob/sums.tsv"
    awk -F '\t' -v name="$name" '{ of[$1] = $2 } END { OFS = "\t"; print name, of["tasks"], of["core_hours"], of["core_hours_train"], of["core_hours_score"], of["largest_mb_train"], of["largest_mb_normalize"], of["gb_results"], of["longest_hours"] }' \
        "$room/knob/sums.tsv" >> "$room/knobs.tsv"
}

cost() {
    lines -v top_trs=60 > "$results/remap2022.tsv"
    benchmark cost --measured "$results" --cell-lines "$results/remap2022.tsv" --output "$results" > "$room/sums.tsv"
    mv "$room/sums.tsv" "$results/sums.tsv"
    mv "$results/coefficients.tsv" "$coefficients"
    printf 'run\ttasks\tcore_hours\ttrain\tscore\tlargest_mb_train\tlargest_mb_normalize\tgb_results\tlongest_hours\n' > "$room/knobs.tsv"
    knob 'as above' "$results/remap2022.tsv"
    local n
    for n in 20 100; do
        lines -v top_trs=$n > "$room/lines.tsv"
        knob "--top_trs $n" "$room/lines.tsv"
    done
    for n in small large; do
        lines -v top_trs=60 -v budget=$n > "$room/lines.tsv"
        knob "$([ $n = small ] && echo 'F 32, H 256 for all' || echo 'F 128, H 2048 for all')" "$room/lines.tsv"
    done
    knob '--seeds 3' "$results/remap2022.tsv" --seeds 3
    knob '40 epochs' "$results/remap2022.tsv" --epochs 40
    mv "$room/knobs.tsv" "$results/knobs.tsv"
}

# table FILE [COLUMN…]: a table as Markdown; some columns, or all.
table() {
    local file=$1
    shift
    awk -F '\t' -v columns="$*" '
        /^#/ { next }
        !head++ {
            n = split(columns, name, " ")
            for (i = 1; i <= NF; i++) at[$i] = i
            if (!n) for (i = 1; i <= NF; i++) name[++n] = $i
            rule = "|"
            for (i = 1; i <= n; i++) { printf "| %s ", name[i]; rule = rule (i > 1 ? "--:|" : "---|") }
            print "|"; print rule
            next
        }
        { for (i = 1; i <= n; i++) printf "| %s ", $at[name[i]]; print "|" }' "$file"
}

# Tables stand between <!-- figures: NAME --> and <!-- end -->, as in docs/atypeak/performance.md.
document() {
    local next
    awk -F '\t' '/^fit/ { printf "%s: %s, %s, %s, %s.\n\n", $2, $3, $4, $5, $6 }' "$results/sums.tsv" | sed 's/R2/R²/' > "$room/fit.md"
    awk -F '\t' 'NR == 1 || $1 == "scoring" || $1 == "training" { if (NR > 1) $3 = sprintf("%.3g", $3); print $1 "\t" $2 "\t" $3 }' "$coefficients" > "$room/c.tsv"
    table "$room/c.tsv" >> "$room/fit.md"
    table "$results/predicted.tsv" > "$room/predicted.md"
    table "$results/files.tsv" > "$room/files.md"
    { printf 'of all 737\tsum\tshare\n'; grep -v '^fit' "$results/sums.tsv" | sed 's/_/ /g'; } > "$room/s.tsv"
    table "$room/s.tsv" > "$room/sums.md"
    sed -n '1,3p;11p;101p;370p;738p' "$results/cost.tsv" > "$room/l.tsv"
    table "$room/l.tsv" cell_line peaks datasets trs windows_with_peaks filters deep_dim shards tasks core_hours_train core_hours_score mb_train mb_score \
        mb_normalize mb_qscore gb_results longest_hours > "$room/lines.md"
    table "$results/knobs.tsv" > "$room/knobs.md"
    next=$(mktemp)
    awk -v folder="$room" '
        /^<!-- figures: / {
            print
            file = folder "/" $3 ".md"
            while ((getline line < file) > 0) print line
            close(file)
            skip = 1
            next
        }
        /^<!-- end -->/ { skip = 0 }
        !skip' "$root/docs/atypeak/scaling.md" > "$next"
    cat "$next" > "$root/docs/atypeak/scaling.md"
    rm -f "$next"
}

for part in "${parts[@]}"; do "$part"; done
