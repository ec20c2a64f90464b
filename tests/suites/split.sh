# shellcheck shell=bash
# A catalogue of several cell lines is read once, and split.

# The catalogue of the tests with a third cell line, in two files: a.bed and b.bed.gz.
three_cell_lines() {
    sed -n '1~2p' "$here/assets/test/peaks.bed" > a.bed
    { sed -n '2~2p' "$here/assets/test/peaks.bed"; sed -n 's/[.]alpha$/.gamma.x/p' "$here/assets/test/peaks.bed"; } | gzip > b.bed.gz
}

# sheet FILE CELL_LINE…: rows of the same catalogue; the second names its files in the other order.
sheet() {
    local file=$1 files='a.bed;b.bed.gz' cell_line
    shift
    echo 'cell_line,regions,peaks' > "$file"
    for cell_line in "$@"; do
        echo "$cell_line,$here/assets/test/regions.bed,$files" >> "$file"
        case $files in a*) files='b.bed.gz;a.bed' ;; *) files='a.bed;b.bed.gz' ;; esac
    done
}

# Tasks of a process in the trace of the last run.
tasks() { awk -F'\t' -v name="$1" '$3 ~ ":" name "( |$)" {n++} END {print n + 0}' results-test/pipeline_info/trace.tsv; }

test_rows_that_share_their_catalogue_read_it_once() {
    three_cell_lines
    sheet sheet.csv alpha gamma.x
    # An assembly: without it, contigs of the tracks end with the last peak of all rows.
    expect 0 run -profile test --input sheet.csv --genome hg38
    [ "$(tasks SPLIT_PEAKS)" = 1 ] || fail "$(tasks SPLIT_PEAKS) tasks of SPLIT_PEAKS, not one"
    [ "$(tasks TENSORIZE_SPLIT)" = 2 ] || fail "$(tasks TENSORIZE_SPLIT) tensors from split files, not 2"
    [ "$(tasks TENSORIZE)" = 0 ] || fail 'a whole catalogue was read for one cell line'
    find results-test -name '*.peaks.bed.gz' | grep . && fail 'split files were published'
    # A row more trains no other cell line again. The report, the figures of the whole run, and what browsers open, are about all rows.
    of_rows() { digest results-test | grep -v 'report.html$\|/multiqc/\|/figures/run/\|/hub.txt$\|/igv_session.xml$'; }
    of_rows > before
    sheet sheet.csv alpha gamma.x beta-2
    expect 0 run -profile test --input sheet.csv --genome hg38 -resume
    grep -q 'Submitted process.*SPLIT_PEAKS' out || fail 'it was not split anew'
    grep 'Submitted process' out | grep -v 'SPLIT_PEAKS\|beta-2\|SUMMARIZE_COMPARE\|TRACKS_CONTIGS\|REPORT' && fail 'a cell line that was there before was run again'
    [ -s results-test/beta-2/beta-2.final.bed.gz ] || fail 'no results of the new row'
    of_rows | grep -v beta-2 > after
    same before after 'results of the other rows changed'
    # With a catalogue each, they read the whole of it: the same results, to the byte, headers and models with their digests included.
    mv results-test split
    mkdir other
    cp a.bed b.bed.gz other
    sheet sheet.csv alpha
    echo "gamma.x,$here/assets/test/regions.bed,other/a.bed;other/b.bed.gz" >> sheet.csv
    expect 0 run -profile test --input sheet.csv --genome hg38
    [ "$(tasks SPLIT_PEAKS)" = 0 ] || fail 'a catalogue with one wanted cell line was split'
    local cell_line
    for cell_line in alpha gamma.x; do
        digest "split/$cell_line" > before
        digest "results-test/$cell_line" > after
        [ -s after ] || fail 'no results'
        same before after "results of $cell_line differ between a split and a whole catalogue"
    done
}

test_only_rows_of_one_catalogue_are_split_together() {
    three_cell_lines
    cp a.bed own.bed
    sheet sheet.csv alpha gamma.x
    echo "beta-2,$here/assets/test/regions.bed,own.bed" >> sheet.csv
    expect 0 run -profile test --input sheet.csv -stub-run
    [ "$(tasks SPLIT_PEAKS)" = 1 ] || fail "$(tasks SPLIT_PEAKS) tasks of SPLIT_PEAKS, not one"
    [ "$(tasks TENSORIZE_SPLIT)" = 2 ] || fail "$(tasks TENSORIZE_SPLIT) tensors from split files, not 2"
    [ "$(tasks TENSORIZE)" = 1 ] || fail 'the file of one row was split'
    expect 0 run --peaks a.bed,b.bed.gz --regions "$here/assets/test/regions.bed" --cell_lines alpha,beta-2 --outdir results-test -stub-run
    [ "$(tasks SPLIT_PEAKS)" = 1 ] || fail '--cell_lines were not split'
}

test_a_shared_catalogue_without_one_cell_line_says_which() {
    three_cell_lines
    sheet sheet.csv alpha absent
    expect 1 run -profile test --input sheet.csv
    said "no peak of cell line 'absent' (present: alpha, beta-2, gamma.x;"
    [ ! -e results-test/alpha ] || fail 'something was published'
}
