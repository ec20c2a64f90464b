#!/usr/bin/env bash
# Measures every figure of docs/atypeak/performance.md; see usage below.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$here/../../.." && pwd -P)
parts_known=(machine network batches throughput hela qscore interpret tracks memory science pipeline document)

usage() {
    cat <<END
measure.sh --data FOLDER --output FOLDER [option…] [PART…]

Measures crelens on this machine. Each part writes OUTPUT/PART.md, a table of docs/atypeak/performance.md, and what it was made from
beside it. Without PART: all, in this order, but not document.

  machine      processor, memory, versions
  network      a training step and a scored batch of noise, ours and the peer's in turn
  batches      the same on windows of real peaks, both programs on the same tensors
  throughput   tensorize + crumb on 5 million peaks, on one core
  hela         every tool on hela: seconds and peak memory
  qscore       Q-score of 10,000 hela windows; the k table alone
  interpret    groups, phantoms and 256 ur-examples of hela
  tracks       bigBed and bigWig of a million peaks
  memory       peak memory of training and scoring with a network of k562's size
  science      the seeds on hela against the published results, those on cd34 against each other
  pipeline     a whole run on hela through Nextflow
  document     puts the tables of OUTPUT into --document

  --data FOLDER     crm.hg38.bed.gz, peaks.hela.bed.gz, peaks.cd34.bed.gz, published/hela.*
  --output FOLDER   where results go; what is there is used again (hela, qscore, interpret, tracks and science share their runs)
  --peer FILE       the peer's module in PyTorch (default: \$CRELENS_PEER); without it only ours is timed
  --python FILE     Python with torch (default: \$CRELENS_PYTHON, else /usr/bin/python3)
  --rounds N        rounds of every timing, of which the median counts (default: 5)
  --threads N       threads of both programs (default: 2)
  --seeds "N N N"   seeds on hela and cd34 (default: "1234 1235 1236")
  --document FILE   default: docs/atypeak/performance.md

On an idle machine only: nothing else should run.
END
}

die() {
    echo "measure.sh: $*" >&2
    exit 2
}

data='' out='' peer=${CRELENS_PEER:-} python=${CRELENS_PYTHON:-/usr/bin/python3}
rounds=5 threads=2 seeds='1234 1235 1236' document=$root/docs/atypeak/performance.md parts=()
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help)
            usage
            exit 0
            ;;
        --data | --output | --peer | --python | --rounds | --threads | --seeds | --document)
            [ $# -gt 1 ] || die "$1 needs a value"
            case $1 in
                --data) data=$2 ;; --output) out=$2 ;; --peer) peer=$2 ;; --python) python=$2 ;;
                --rounds) rounds=$2 ;; --threads) threads=$2 ;; --seeds) seeds=$2 ;; --document) document=$2 ;;
            esac
            shift
            ;;
        -*) die "unknown option $1; see --help" ;;
        *)
            case " ${parts_known[*]} " in *" $1 "*) parts+=("$1") ;; *) die "unknown part '$1'; one of ${parts_known[*]}" ;; esac
            ;;
    esac
    shift
done
[ -n "$out" ] || die "--output is missing; see --help"
[[ $rounds =~ ^[1-9][0-9]*$ ]] || die "--rounds $rounds is not a number above 0"
[[ $threads =~ ^[1-9][0-9]*$ ]] || die "--threads $threads is not a number above 0"
[ ${#parts[@]} -gt 0 ] || parts=(machine network batches throughput hela qscore interpret tracks memory science pipeline)
mkdir -p "$out/log"
out=$(cd "$out" && pwd -P)
if [ -n "$data" ]; then data=$(cd "$data" && pwd -P) || die "--data: no such folder"; fi
read -r -a seed_list <<< "$seeds"
[ ${#seed_list[@]} -ge 2 ] || die "--seeds needs two or more"

say() { echo "measure.sh: $*" >&2; }
need_data() { [ -n "$data" ] || die "this part needs --data; see --help"; }
benchmark() { "$root/crelens" benchmark "$@"; }
tool() { "$root/bin/$1" "${@:2}"; }
first_seed=${seed_list[0]}
regions() { echo "$data/crm.hg38.bed.gz"; }

# peer_ready: whether the peer can be timed; says once why not.
peer_said=false
peer_ready() {
    local why=''
    if [ -z "$peer" ]; then why='no --peer'
    elif [ ! -f "$peer" ]; then why="no file $peer"
    elif ! "$python" -c 'import torch' 2> /dev/null; then why="$python has no torch"; fi
    [ -n "$why" ] || return 0
    $peer_said || say "the peer is left out: $why"
    peer_said=true
    return 1
}

# median: of the numbers on stdin, one a line.
median() { sort -g | awk '{ v[NR] = $1 } END { if (NR) print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }
# ratio A B, with two decimals; empty when one is missing.
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (a != "" && b > 0) printf "%.2f", a / b }'; }

# measured NAME COMMAND…: runs it; log/NAME.time gets its seconds and its peak memory in KiB.
measured() {
    local log=$out/log/$1
    shift
    if /usr/bin/time -f '%e %M' true 2> /dev/null; then
        if ! /usr/bin/time -f '%e %M' -o "$log.time" "$@" > "$log.out" 2> "$log.err"; then
            tail -n 20 "$log.err" >&2
            die "failed: $* (log: $log.err)"
        fi
        return
    fi
    # Without GNU time: the kernel keeps the high-water mark of a process for as long as it runs.
    local start peak=0 now code=0
    start=$(date +%s.%N)
    "$@" > "$log.out" 2> "$log.err" &
    local process=$!
    while now=$(awk '/^VmHWM/ { print $2 }' "/proc/$process/status" 2> /dev/null) && [ -n "$now" ]; do
        peak=$now
        sleep 0.1
    done
    wait "$process" || code=$?
    [ "$code" -eq 0 ] || die "failed: $* (log: $log.err)"
    awk -v s="$start" -v e="$(date +%s.%N)" -v m="$peak" 'BEGIN { printf "%.2f %d\n", e - s, m }' > "$log.time"
}

seconds_of() { tail -n 1 "$out/log/$1.time" | cut -d ' ' -f 1; }
gib_of() { tail -n 1 "$out/log/$1.time" | awk '{ printf "%.2f", $2 / 1048576 }'; }

# --- parts -----------------------------------------------------------------------------------------------------------------------

machine() {
    {
        echo '| | |'
        echo '|---|---|'
        echo "| processor | $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores |"
        awk '/^MemTotal/ { printf "| memory | %.0f GiB |\n", $2 / 1048576 }' /proc/meminfo
        echo "| system | $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), Linux $(uname -r | cut -d - -f 1) |"
        echo "| Java | $("${JAVA_HOME:+$JAVA_HOME/bin/}java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p') |"
        echo "| crelens | $(tool tensorize --version | sed 's/.*(crelens) //') |"
        if peer_ready; then echo "| peer | PyTorch $("$python" -c 'import torch; print(torch.__version__)'), $threads threads |"; fi
    } > "$out/machine.md"
}

# in_turn NAME SIZE OURS… -- PEER…: rounds of both, one after the other; log/NAME.ours and .peer get all they print.
in_turn() {
    local name=$1 size=$2 ours=() theirs=()
    shift 2
    while [ "$1" != -- ]; do
        ours+=("$1")
        shift
    done
    shift
    theirs=("$@")
    : > "$out/log/$name.ours"
    : > "$out/log/$name.peer"
    for ((round = 1; round <= rounds; round++)); do
        say "$name, round $round of $rounds"
        "${ours[@]}" >> "$out/log/$name.ours"
        if peer_ready; then "${theirs[@]}" >> "$out/log/$name.peer"; fi
    done
}

# compared NAME LABEL TRAIN INFER: two rows of a table, with what is asked of the ratios.
compared() {
    local what limit ours theirs
    for what in train infer; do
        limit=$3
        [ "$what" = train ] || limit=$4
        ours=$(sed -n "s/^${what}_s_per_batch //p" "$out/log/$1.ours" | median)
        theirs=$(sed -n "s/^${what}_s_per_batch //p" "$out/log/$1.peer" | median)
        echo "| $2 | $([ "$what" = train ] && echo training || echo scoring) | $ours | $theirs | $(ratio "$ours" "$theirs") | ≤ $limit |"
    done
}

# The largest network needs more than the small one.
memory_for() { if [ "$1" = k562 ]; then echo 10240; else echo "${CRELENS_MEMORY_MB:-2048}"; fi; }

# Batches that are timed, and those before: a batch of the large network takes as long as thirty of the small one.
timed() { if [ "$1" = k562 ]; then echo 3; else echo 15; fi; }
warm_up() { if [ "$1" = k562 ]; then echo 2; else echo 10; fi; }

network() {
    local size
    {
        echo '| size | step | ours, s | PyTorch, s | ratio | asked |'
        echo '|---|---|--:|--:|--:|---|'
    } > "$out/network.md"
    for size in hela k562; do
        in_turn "network-$size" "$size" \
            env CRELENS_MEMORY_MB="$(memory_for "$size")" "$root/crelens" benchmark network --size "$size" --batches "$(timed "$size")" \
            --warm-up "$(warm_up "$size")" --threads "$threads" \
            -- "$python" "$peer" "$size" "$(timed "$size")" "$threads"
    done
    compared network-hela hela 0.45 0.40 >> "$out/network.md"
    compared network-k562 k562 0.55 0.45 >> "$out/network.md"
}

batches() {
    local size tensor
    need_data
    tensors hela
    large k562 1500000
    {
        echo '| size | step | ours, s | PyTorch, s | ratio | aim |'
        echo '|---|---|--:|--:|--:|---|'
    } > "$out/batches.md"
    for size in hela k562; do
        tensor=$out/hela/hela.crumbed.tensor.bed.gz
        [ "$size" = hela ] || tensor=$out/large/k562.crumbed.tensor.bed.gz
        in_turn "batches-$size" "$size" \
            env CRELENS_MEMORY_MB="$(memory_for "$size")" "$root/crelens" benchmark network --size "$size" --batches "$(timed "$size")" \
            --warm-up "$(warm_up "$size")" --threads "$threads" --tensor "$tensor" --export "$out/batches/$size" \
            -- "$python" "$here/peer_on_batches.py" "$peer" "$size" "$out/batches/$size" "$(timed "$size")" "$threads" "$(warm_up "$size")"
        rm -f "$out/batches/$size"/*.f32
    done
    compared batches-hela hela 0.30 0.25 >> "$out/batches.md"
    compared batches-k562 'k562, simulated peaks' 0.40 0.32 >> "$out/batches.md"
    local fill train
    fill=$(sed -n 's/^fill_s_per_batch //p' "$out/log/batches-hela.ours" | median)
    train=$(sed -n 's/^train_s_per_batch //p' "$out/log/batches-hela.ours" | median)
    {
        echo
        echo "A crumbed, squished hela batch is filled in $fill s, $(awk -v f="$fill" -v t="$train" 'BEGIN { if (f > 0) printf "%.0f", t / f; else printf "more than 100" }') times faster than the network takes it (asked: 5 times)."
    } >> "$out/batches.md"
}

# large NAME PEAKS: a catalogue of that many peaks and its tensor files.
large() {
    local folder=$out/large
    mkdir -p "$folder"
    [ ! -e "$folder/$1.crumbed.tensor.bed.gz" ] || return 0
    benchmark catalogue --peaks "$2" --output-regions "$folder/$1.regions.bed.gz" --output-peaks "$folder/$1.peaks.bed.gz"
    tool tensorize --regions "$folder/$1.regions.bed.gz" --peaks "$folder/$1.peaks.bed.gz" --cell-line k562 --output "$folder/$1.tensor.bed.gz"
    tool crumb --input "$folder/$1.tensor.bed.gz" --output "$folder/$1.crumbed.tensor.bed.gz"
}

throughput() {
    local folder=$out/large peaks=5000000 order pin=() tensorize crumb
    mkdir -p "$folder"
    if command -v taskset > /dev/null; then pin=(taskset -c 0); else say 'no taskset: throughput is of all cores'; fi
    {
        echo '| 5,000,000 peaks | tensorize, s | crumb, s | peaks/s, both | asked |'
        echo '|---|--:|--:|--:|---|'
    } > "$out/throughput.md"
    for order in sorted shuffled; do
        benchmark catalogue --peaks $peaks $([ $order = sorted ] || echo --shuffled) \
            --output-regions "$folder/$order.regions.bed.gz" --output-peaks "$folder/$order.peaks.bed.gz"
        : > "$out/log/throughput-$order.tensorize"
        : > "$out/log/throughput-$order.crumb"
        for ((round = 1; round <= rounds; round++)); do
            say "throughput, $order, round $round of $rounds"
            measured throughput ${pin[@]+"${pin[@]}"} "$root/bin/tensorize" --regions "$folder/$order.regions.bed.gz" \
                --peaks "$folder/$order.peaks.bed.gz" --cell-line k562 --output "$folder/$order.tensor.bed.gz"
            seconds_of throughput >> "$out/log/throughput-$order.tensorize"
            measured throughput ${pin[@]+"${pin[@]}"} "$root/bin/crumb" --input "$folder/$order.tensor.bed.gz" \
                --output "$folder/$order.crumbed.tensor.bed.gz"
            seconds_of throughput >> "$out/log/throughput-$order.crumb"
        done
        tensorize=$(median < "$out/log/throughput-$order.tensorize")
        crumb=$(median < "$out/log/throughput-$order.crumb")
        awk -v o=$order -v t="$tensorize" -v c="$crumb" -v n=$peaks \
            'BEGIN { printf "| %s | %s | %s | %d,%03d | ≥ 300,000 |\n", o, t, c, n / (t + c) / 1000, n / (t + c) % 1000 }' >> "$out/throughput.md"
        rm -f "$folder/$order".*
    done
}

# tensors CELL: its tensor files.
tensors() {
    local folder=$out/$1
    mkdir -p "$folder"
    [ ! -e "$folder/$1.crumbed.tensor.bed.gz" ] || return 0
    measured "$1-tensorize" "$root/bin/tensorize" --regions "$(regions)" --peaks "$data/peaks.$1.bed.gz" --cell-line "$1" --output "$folder/$1.tensor.bed.gz"
    measured "$1-crumb" "$root/bin/crumb" --input "$folder/$1.tensor.bed.gz" --output "$folder/$1.crumbed.tensor.bed.gz"
}

# normalized NAME RAW FOLDER OPTION…: k table, BEDs and tables of a raw BED.
normalized() {
    local name=$1 raw=$2 folder=$3
    shift 3
    measured "$name-normalize" "$root/bin/normalize" --raw "$raw" "$@" --regions "$(regions)" \
        --output-factors "$folder/k.tsv" --output-corr-group "$folder/corr-group.bed.gz" --output-final "$folder/final.bed.gz" \
        --output-scores "$folder/scores.tsv.gz" --output-regions "$folder/regions.tsv.gz" \
        --output-stats-tr "$folder/stats_tr.tsv" --output-stats-dataset "$folder/stats_dataset.tsv"
}

# chain CELL SEED OPTION…: all tools for one seed; OPTIONs are those of train. Done once.
chain() {
    local cell=$1 seed=$2 tensor=$out/$1/$1.tensor.bed.gz folder=$out/$1/seed-$2
    shift 2
    [ ! -e "$folder/done" ] || return 0
    tensors "$cell"
    mkdir -p "$folder"
    say "$cell, seed $seed"
    measured "$cell-$seed-train" "$root/bin/train" --tensor "${tensor%.tensor.bed.gz}.crumbed.tensor.bed.gz" --seed "$seed" --threads "$threads" "$@" \
        --output "$folder/model.zip" --loss "$folder/loss.tsv"
    measured "$cell-$seed-score" "$root/bin/score" --tensor "$tensor" --model "$folder/model.zip" --threads "$threads" --output "$folder/window.scores.tsv.gz"
    measured "$cell-$seed-merge-windows" "$root/bin/merge-windows" --scores "$folder/window.scores.tsv.gz" --output "$folder/raw.bed.gz"
    normalized "$cell-$seed" "$folder/raw.bed.gz" "$folder" --tensor "$tensor" --model "$folder/model.zip"
    measured "$cell-$seed-qscore" "$root/bin/qscore" --tensor "$tensor" --model "$folder/model.zip" --output "$folder/q"
    touch "$folder/done"
}

hela() {
    local step name sum=0
    need_data
    chain hela "$first_seed"
    {
        echo '| tool | seconds | peak memory, GiB | asked |'
        echo '|---|--:|--:|---|'
        for step in tensorize crumb train score merge-windows normalize qscore; do
            name=hela-$first_seed-$step
            case $step in tensorize | crumb) name=hela-$step ;; esac
            echo "| $step | $(seconds_of "$name") | $(gib_of "$name") | ≤ 2 GiB |"
            sum=$(awk -v a="$sum" -v b="$(seconds_of "$name")" 'BEGIN { printf "%.1f", a + b }')
        done
        echo "| all, one after the other | $sum | | |"
    } > "$out/hela.md"
}

qscore() {
    need_data
    chain hela "$first_seed"
    local tensor=$out/hela/hela.tensor.bed.gz folder=$out/hela/seed-$first_seed
    measured qscore-10000 "$root/bin/qscore" --tensor "$tensor" --model "$folder/model.zip" --windows 10000 --output "$out/hela/q-10000"
    measured k-table "$root/bin/normalize" --raw "$folder/raw.bed.gz" --tensor "$tensor" --model "$folder/model.zip" --output-factors "$out/hela/k-alone.tsv"
    {
        echo '| | seconds | peak memory, GiB | asked |'
        echo '|---|--:|--:|---|'
        echo "| Q-score, 10,000 hela windows | $(seconds_of qscore-10000) | $(gib_of qscore-10000) | ≤ 60 s, ≤ 2 GiB |"
        echo "| k table of hela, 200 batches | $(seconds_of k-table) | $(gib_of k-table) | ≤ 60 s, ≤ 2 GiB |"
    } > "$out/qscore.md"
}

interpret() {
    need_data
    chain hela "$first_seed"
    local folder=$out/hela/seed-$first_seed
    measured interpret-256 "$root/bin/interpret" --tensor "$out/hela/hela.tensor.bed.gz" --model "$folder/model.zip" --threads "$threads" \
        --output "$out/hela/interpretation"
    {
        echo '| | seconds | peak memory, GiB | asked |'
        echo '|---|--:|--:|---|'
        echo "| all sources of hela and 256 ur-examples | $(seconds_of interpret-256) | $(gib_of interpret-256) | ≤ 180 s |"
    } > "$out/interpret.md"
}

tracks() {
    need_data
    chain hela "$first_seed"
    local folder=$out/tracks from=$out/hela/seed-$first_seed
    mkdir -p "$folder"
    # Copies of hela's peaks, each a little further on. A line carries both tables, so that they keep one order.
    paste <(gzip -dc "$from/final.bed.gz") <(gzip -dc "$from/scores.tsv.gz" | tail -n +2) | awk -F'\t' -v OFS='\t' '{
        start = $2; end = $3
        for (copy = 0; copy < 7; copy++) {
            $2 = $7 = $11 = start + 137 * copy
            $3 = $8 = $12 = end + 137 * copy
            print
        } }' | LC_ALL=C sort -k 1,1 -k 2,2n | awk 'NR <= 1000000' > "$folder/both.tsv"
    [ "$(wc -l < "$folder/both.tsv")" = 1000000 ] || die 'hela has too few peaks for a million in seven copies'
    cut -f 1-9 "$folder/both.tsv" | gzip > "$folder/final.bed.gz"
    { gzip -dc "$from/scores.tsv.gz" | awk 'NR == 1'; cut -f 10- "$folder/both.tsv"; } | gzip > "$folder/scores.tsv.gz"
    rm "$folder/both.tsv"
    local files=(--final-bed "$folder/final.bed.gz" --scores "$folder/scores.tsv.gz" --regions "$from/regions.tsv.gz" --threads "$threads")
    local what
    {
        echo '| 1,000,000 peaks | seconds | peak memory, GiB | asked |'
        echo '|---|--:|--:|---|'
    } > "$out/tracks.md"
    for what in bigBed 'bigBed and bigWig'; do
        [ "$what" = bigBed ] || files+=(--output-bigwig "$folder/mean_score.bw")
        : > "$out/log/tracks.seconds"
        for ((round = 1; round <= rounds; round++)); do
            measured tracks "$root/bin/tracks" "${files[@]}" --output-bigbed "$folder/final.bb"
            seconds_of tracks >> "$out/log/tracks.seconds"
        done
        echo "| $what | $(median < "$out/log/tracks.seconds") | $(gib_of tracks) | $([ "$what" != bigBed ] || echo '≤ 20 s') |" >> "$out/tracks.md"
    done
}

# Twelve batches of training and a shard of a hundredth: a whole training would take hours.
memory() {
    local folder=$out/large
    large k562 1500000
    CRELENS_MEMORY_MB=10240 measured k562-train "$root/bin/train" --tensor "$folder/k562.crumbed.tensor.bed.gz" --filters 128 --deep-dim 2048 \
        --learning-rate 5e-5 --epochs 2 --batches-per-epoch 6 --threads "$threads" --output "$folder/k562.model.zip" --loss "$folder/k562.loss.tsv"
    CRELENS_MEMORY_MB=4096 measured k562-score "$root/bin/score" --tensor "$folder/k562.tensor.bed.gz" --model "$folder/k562.model.zip" --shard 1/100 \
        --threads "$threads" --output "$folder/k562.scores.tsv.gz"
    {
        echo '| 67 datasets × 20 TRs, F 128, H 2048 | peak memory, GiB | asked |'
        echo '|---|--:|---|'
        echo "| train | $(gib_of k562-train) | ≤ 10 GiB |"
        echo "| score | $(gib_of k562-score) | ≤ 4 GiB |"
    } > "$out/memory.md"
}

# against FOLDER OPTION…: figures of a folder's results beside the published ones.
against() {
    local folder=$1 published=$data/published
    shift
    benchmark agreement --raw "$folder/raw.bed.gz" --published-raw "$published/hela.raw.bed.gz" \
        --final "$folder/final.bed.gz" --published-final "$published/hela.final.bed.gz" \
        --factors "$folder/k.tsv" --published-factors "$published/hela.normalization_factors.tsv" \
        --published-q-score "$published/hela.q_score.tsv" "$@" > "$folder/agreement.tsv"
}

# side_by_side PATTERN PUBLISHED LABEL=FILE…: one table of several; PATTERN chooses figures ("part: figure"), PUBLISHED (true, false)
# adds the published values. What misses its threshold is bold.
side_by_side() {
    local pattern=$1 published=$2 labels='' files=() pair
    shift 2
    for pair in "$@"; do
        labels+="${pair%%=*}|"
        files+=("${pair#*=}")
    done
    awk -F '\t' -v pattern="$pattern" -v published="$published" -v labels="$labels" '
        function short(v) { return v == "" ? "" : v + 0 == int(v + 0) ? v : sprintf("%.4g", v) }
        FNR == 1 { file++; next }
        { key = $1 ": " $2 }
        key !~ pattern { next }
        !(key in at) { at[key] = ++n; keys[n] = key; of[n] = $3; theirs[n] = $5 }
        {
            i = at[key]
            value[i, file] = $8 == "missed" ? "**" short($4) "**" : short($4)
            # A mean may be asked for more than a single seed.
            if ($7 != "" && index(asked[i], $7) == 0) asked[i] = asked[i] (asked[i] == "" ? "" : "; ") $7
        }
        END {
            split(labels, label, "|")
            head = "| figure | of |"; line = "|---|--:|"
            for (f = 1; f <= file; f++) { head = head " " label[f] " |"; line = line "--:|" }
            if (published == "true") { head = head " published |"; line = line "--:|" }
            print head " asked |"; print line "---|"
            for (i = 1; i <= n; i++) {
                row = "| " keys[i] " | " of[i] " |"
                for (f = 1; f <= file; f++) row = row " " value[i, f] " |"
                if (published == "true") row = row " " short(theirs[i]) " |"
                print row " " asked[i] " |"
            }
        }' "${files[@]}"
}

science() {
    local seed folder models=() scores=() columns=() mean=$out/hela/mean tensor=$out/hela/hela.tensor.bed.gz
    need_data
    for seed in "${seed_list[@]}"; do
        folder=$out/hela/seed-$seed
        chain hela "$seed"
        against "$folder" --loss "$folder/loss.tsv" --published-loss "$data/published/hela.loss_history.txt" --q-score "$folder/q/total.txt"
        models+=(--model "$folder/model.zip")
        scores+=("$folder/window.scores.tsv.gz")
        columns+=("seed $seed=$folder/agreement.tsv")
    done
    mkdir -p "$mean"
    measured hela-mean-merge-windows "$root/bin/merge-windows" --scores "${scores[@]}" --output "$mean/raw.bed.gz"
    normalized hela-mean "$mean/raw.bed.gz" "$mean" --tensor "$tensor" "${models[@]}"
    measured hela-mean-qscore "$root/bin/qscore" --tensor "$tensor" "${models[@]}" --output "$mean/q"
    against "$mean" --goal mean --q-score "$mean/q/total.txt"
    columns+=("mean of seeds=$mean/agreement.tsv")
    side_by_side '^(raw|final): (Spearman|Pearson|median.*|smallest.*)$|^k: (k within|Spearman)|^loss: (largest|epochs)|^Q-score' false "${columns[@]}" > "$out/science.md"
    side_by_side '^(raw|final): Spearman, ' false "${columns[@]}" > "$out/science-trs.md"
    side_by_side '^k: k, ' true "${columns[@]}" > "$out/science-k.md"
    side_by_side '^loss: loss' true "${columns[@]}" > "$out/science-loss.md"
    columns=()
    for seed in "${seed_list[@]}"; do chain cd34 "$seed" --filters 16 --deep-dim 64 --learning-rate 1e-3 --loss-floor 0.003; done
    # Each pair of seeds: their scores against each other.
    local i j a b table
    for ((i = 0; i < ${#seed_list[@]}; i++)); do
        for ((j = i + 1; j < ${#seed_list[@]}; j++)); do
            a=$out/cd34/seed-${seed_list[i]} b=$out/cd34/seed-${seed_list[j]} table=$out/cd34/agreement-${seed_list[i]}-${seed_list[j]}.tsv
            benchmark agreement --goal seeds --raw "$a/raw.bed.gz" --published-raw "$b/raw.bed.gz" \
                --final "$a/final.bed.gz" --published-final "$b/final.bed.gz" > "$table"
            columns+=("seeds ${seed_list[i]} and ${seed_list[j]}=$table")
        done
    done
    side_by_side . false "${columns[@]}" > "$out/science-cd34.md"
}

pipeline() {
    need_data
    local folder=$out/pipeline
    rm -rf "$folder"
    mkdir -p "$folder"
    printf 'cell_line,regions,peaks\nhela,%s,%s\n' "$(regions)" "$data/peaks.hela.bed.gz" > "$folder/sheet.csv"
    (cd "$folder" && measured pipeline "$root/crelens" run --input sheet.csv --outdir results)
    {
        echo '| | minutes | asked |'
        echo '|---|--:|---|'
        echo "| hela, one seed, from the sheet to the results | $(awk -v s="$(seconds_of pipeline)" 'BEGIN { printf "%.1f", s / 60 }') | ≤ 5 |"
    } > "$out/pipeline.md"
}

# Tables stand between <!-- figures: NAME --> and <!-- end -->; those that were not measured stay.
document() {
    local next
    [ -f "$document" ] || die "no file $document"
    next=$(mktemp)
    awk -v folder="$out" '
        /^<!-- figures: / {
            print
            file = folder "/" $3 ".md"
            if ((getline line < file) > 0) {
                do print line; while ((getline line < file) > 0)
                close(file)
                skip = 1
            }
            next
        }
        /^<!-- end -->/ { skip = 0 }
        !skip' "$document" > "$next"
    cat "$next" > "$document"
    rm -f "$next"
}

# Builds when a source is newer than the last build: no part shall time that.
benchmark --version > /dev/null
for part in "${parts[@]}"; do
    say "$part"
    "$part"
    if [ "$part" = science ] || [ ! -f "$out/$part.md" ]; then :; else cat "$out/$part.md"; fi
done
say "tables are in $out/*.md"
