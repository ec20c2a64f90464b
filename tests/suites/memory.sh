# shellcheck shell=bash
# Memory that does not suffice: said before the work, with the figure that does.

# wide: a tensor of few peaks on long axes, so that a network for it is large though its file is small.
wide() {
    local i
    printf 'chr1\t1000\t9000\n' > regions.bed
    for i in $(seq 60); do printf 'chr1\t%d\t%d\td%d.t%d.x\n' $((1000 + 100 * i)) $((1300 + 100 * i)) "$i" $((i % 20)); done > peaks.bed
    "$crelens" tool tensorize -q --regions regions.bed --peaks peaks.bed --cell-line x --output x.tensor.bed.gz
}

test_training_says_the_memory_it_needs_before_it_begins() {
    wide
    local train=("$crelens" tool train --tensor x.tensor.bed.gz --deep-dim 512 --filters 64 --epochs 1 --batches-per-epoch 1 --threads 1 --output x.zip)
    expect 137 env CRELENS_MEMORY_MB=256 "${train[@]}"
    said 'train: training a network of'
    said 'lower --deep-dim, --filters or --batch-size'
    grep -c . err | grep -qx 1 || fail 'more than one line'
    [ ! -e x.zip ] || fail 'a model was written'
    local needed
    needed=$(sed -n 's/.*CRELENS_MEMORY_MB=\([0-9]*\).*/\1/p' err)
    expect 0 env CRELENS_MEMORY_MB="$needed" "${train[@]}"
    [ -s x.zip ] || fail "no model with the $needed MB it asked for"
    expect 137 env CRELENS_MEMORY_MB=200 "$crelens" tool score --tensor x.tensor.bed.gz --model x.zip --threads 4 --output x.tsv
    said 'score: a model of'
    needed=$(sed -n 's/.*CRELENS_MEMORY_MB=\([0-9]*\).*/\1/p' err)
    expect 0 env CRELENS_MEMORY_MB="$needed" "$crelens" tool score --tensor x.tensor.bed.gz --model x.zip --threads 4 --output x.tsv
}

test_a_model_beyond_the_limit_stops_the_run_before_it_is_trained() {
    expect 1 run -profile test --deep_dim 4096 --filters 128 --max_memory 1.GB
    local line
    for line in alpha beta-2; do
        grep -qE "$line: training needs ([4-9]|[0-9]{2})[0-9]{3} MB of memory in one task" out err || {
            cat out err
            fail "the memory that $line needs is not told"
        }
    done
    said 'a task may have 1024 MB at most'
    said 'lower --deep_dim, --filters or --batch_size'
    grep 'Submitted process.*:TRAIN ' out && fail 'training was submitted'
    grep -E '^[[:space:]]+at [a-z]+\.' out err && fail 'a stack trace'
    true
}

test_tasks_ask_for_what_their_network_needs() {
    reference
    # Column by name: process and memory of every task.
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { print $at["name"] "\t" $at["memory"] }' \
        "$room/reference/results-test/pipeline_info/trace.tsv" > asked
    grep -qx 'ATYPEAK:TRAINING:TRAIN (alpha seed 1234)	1 GB' asked || {
        cat asked
        fail 'training of a tiny network asks for more than the least'
    }
    # The figures are those of the table that resources writes: in a stub run it has another one for each step.
    expect 0 run -profile test -stub-run
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["name"] ~ /alpha/ { sub(/.*:/, "", $at["name"]); print $at["name"] "\t" $at["memory"] }' \
        results-test/pipeline_info/trace.tsv | sed 's/ (.*)//' | grep -E '^(TRAIN|SCORE|QSCORE|INTERPRET|MERGE_WINDOWS|NORMALIZE|SUMMARIZE)\s' | sort > asked
    printf '%s\t%s\n' INTERPRET '2 GB' MERGE_WINDOWS '2.2 GB' NORMALIZE '2.5 GB' QSCORE '1.8 GB' SCORE '1.2 GB' SUMMARIZE '2.8 GB' TRAIN '1 GB' > table
    same table asked 'tasks do not ask for what the table says'
}

test_memory_that_is_no_number_is_refused() {
    local value
    for value in 2G -5 12x; do
        expect 2 env CRELENS_MEMORY_MB="$value" "$crelens" tool crumb --help
        said "CRELENS_MEMORY_MB is '$value'"
    done
    # Too little is memory that ran out: a task gets more and is tried again.
    for value in 0 63; do
        expect 137 env CRELENS_MEMORY_MB="$value" "$crelens" tool crumb --help
        said "$value MB of memory"
    done
    # Not octal.
    expect 0 env CRELENS_MEMORY_MB=0200 "$crelens" tool crumb --help
}

# A script in place of Java says what it is called with.
test_by_hand_a_tool_may_take_three_quarters_of_the_machine() {
    "$crelens" tool crumb --version > /dev/null || fail 'the tools cannot be built'
    mkdir -p java/bin
    printf '#!/bin/sh\necho "$@"\n' > java/bin/java
    chmod +x java/bin/java
    : > groups
    given() { env -u CRELENS_MEMORY_MB CRELENS_CGROUP_FILE="$PWD/groups" JAVA_HOME="$PWD/java" "$@" "$here/bin/score"; }
    printf 'MemFree: 1024 kB\nMemTotal: 25165824 kB\n' > meminfo
    expect 0 given CRELENS_MEMINFO_FILE="$PWD/meminfo"
    said 'maxphysicalbytes=18432m'
    said '-Xmx11520m'
    # What was asked for wins, be it more or less.
    expect 0 given CRELENS_MEMINFO_FILE="$PWD/meminfo" CRELENS_MEMORY_MB=512
    said 'maxphysicalbytes=512m'
    expect 0 given CRELENS_MEMINFO_FILE="$PWD/meminfo" CRELENS_MEMORY_MB=20000
    said 'maxphysicalbytes=20000m'
    # This machine, as it is.
    expect 0 given
    local total
    total=$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo)
    said "maxphysicalbytes=$((total / 1024 * 3 / 4))m"
}
