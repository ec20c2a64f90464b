# shellcheck shell=bash
# Model files.

# Scores quote the model's digest: a file that told where it was written would make them differ from machine to machine.
test_a_model_has_the_same_bytes_wherever_it_is_trained() {
    local i
    printf 'chr1\t1000\t9000\n' > regions.bed
    for i in $(seq 20); do printf 'chr1\t%d\t%d\td%d.t%d.x\n' $((1000 + 100 * i)) $((1300 + 100 * i)) $((i % 2)) $((i % 3)); done > peaks.bed
    "$crelens" tool tensorize -q --regions regions.bed --peaks peaks.bed --cell-line x --output x.tensor.bed.gz
    train() {
        env "$@" "$here/bin/train" -q --tensor x.tensor.bed.gz --filters 2 --deep-dim 4 --epochs 1 --batches-per-epoch 1 --batch-size 4 \
            --threads 1 --output "$file" || fail "training failed with $*"
    }
    mkdir home
    file=a.zip train TZ=UTC LANG=C HOME="$PWD/home"
    file=b.zip train TZ=Asia/Kathmandu LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 HOME=/nonexistent
    file=c.zip train TZ=America/St_Johns LANG=th_TH.UTF-8 CRELENS_JAVA_OPTIONS='-Duser.language=th -Duser.country=TH' HOME="$PWD"
    cmp a.zip b.zip || fail 'another time zone, language and home'
    cmp a.zip c.zip || fail 'another language of Java'
}
