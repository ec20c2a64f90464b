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
