# shellcheck shell=bash
# bigBed and bigWig, read by a program that is not ours.

# The files of a run of the pipeline's test, as tracks of their own.
tracks_of_the_reference() {
    reference
    local results=$room/reference/results-test/alpha
    gzip -dc "$results/alpha.final.bed.gz" | awk -F'\t' -v OFS='\t' '$3 > last[$1] {last[$1] = $3} END {for (c in last) print c, last[c] + 1000}' > sizes
    # Every third peak stands in for a phantom: what counts here is the file's form.
    gzip -dc "$results/alpha.final.bed.gz" | awk -F'\t' -v OFS='\t' 'NR % 3 == 0 {print $0, $5 / 1000}' > phantoms.bed
    expect 0 "$here/bin/tracks" --final-bed "$results/alpha.final.bed.gz" --scores "$results/alpha.scores.tsv.gz" --regions "$results/regions.tsv.gz" \
        --chrom-sizes sizes --phantoms phantoms.bed --output-bigbed alpha.bb --output-bigwig alpha.bw --output-phantoms phantoms.bb
    gzip -dc "$results/alpha.final.bed.gz" > final.bed
    gzip -dc "$results/alpha.scores.tsv.gz" > scores.tsv
    gzip -dc "$results/regions.tsv.gz" > regions.tsv
}

test_tracks_read_by_libbigwig_hold_what_the_tables_hold() {
    need python3-pyBigWig python3-pybigwig
    tracks_of_the_reference
    /usr/bin/python3 "$here/tests/tracks/compare.py" alpha.bb alpha.bw phantoms.bb || fail 'libbigwig reads something else'
}

test_tracks_do_not_depend_on_threads() {
    tracks_of_the_reference
    expect 0 "$here/bin/tracks" --final-bed final.bed --scores scores.tsv --regions regions.tsv --chrom-sizes sizes --threads 7 \
        --output-bigbed other.bb --output-bigwig other.bw
    cmp alpha.bb other.bb || fail 'bigBed differs'
    cmp alpha.bw other.bw || fail 'bigWig differs'
}
