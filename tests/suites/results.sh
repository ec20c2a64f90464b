# shellcheck shell=bash
# Real runs on this machine, and what they leave.

test_a_small_catalogue_gets_its_scores() {
    reference
    tree "$room/reference/results-test" > tree
    same "$here/tests/snapshots/test.txt" tree 'the tree of results differs from the snapshot'
    "$here/tests/pinned/pinned" check test "$room/reference/results-test" || fail 'results are not those that are recorded; see tests/pinned/README.md'
    local lines
    lines=$(gzip -dc "$room/reference/results-test/alpha/alpha.final.bed.gz" | grep -vc '^#')
    [ "$lines" -gt 100 ] || fail "alpha has $lines scored peaks only"
    gzip -dc "$room/reference/results-test/alpha/alpha.final.bed.gz" | grep -v '^#' |
        awk -F'\t' '$5 !~ /^[0-9]+$/ || $5 > 1000 {print; bad = 1} END {exit bad}' || fail 'a final score is not an integer from 0 to 1000'
    find "$room/reference/results-test" -type f -empty | grep . && fail 'a result is empty'
    grep -q '^ATYPEAK:TRAINING:TRAIN:' "$room/reference/results-test/pipeline_info/versions.yml" || fail 'no version of train'
}

# oneDNN told to do with AVX2: a machine whose digests are not recorded, on which the numbers must be near.
slow_another_instruction_set_gives_nearly_the_same_numbers() {
    grep -q '^flags.* avx512bw' /proc/cpuinfo || skip 'needs a processor with AVX-512'
    expect 0 env DNNL_MAX_CPU_ISA=AVX2 "$crelens" run -ansi-log false -profile test
    DNNL_MAX_CPU_ISA=AVX2 "$here/tests/pinned/pinned" check test results-test > said || {
        cat said >&2
        fail 'numbers are not near those that are recorded'
    }
    grep -q 'numbers are compared' said || fail 'digests were compared, not numbers'
    # It must be able to fail.
    sed -i '2s/\t0[.]/\t1./' results-test/alpha/model/loss.tsv
    DNNL_MAX_CPU_ISA=AVX2 "$here/tests/pinned/pinned" check test results-test > said && fail 'a wrong loss was not noticed'
    grep -q '^alpha/model/loss.tsv:2: column 2' said || fail 'the wrong loss is not named'
}

test_resume_runs_nothing_anew() {
    reference
    cp -a "$room/reference/." .
    digest results-test > before
    rm -r results-test
    expect 0 run -profile test -resume
    grep 'Submitted process' out && fail 'a task was run again'
    digest results-test > after
    same before after 'results differ after -resume'
}

# By the newest tested Nextflow, where it can be had.
test_the_same_bytes_from_an_empty_folder_with_one_core() {
    reference
    if newest_nextflow; then
        expect 0 nextflow_of "$newest" run "$here" -ansi-log false -profile test --max_cpus 1
        said 'version 25.04.4'
    else
        expect 0 run -profile test --max_cpus 1
    fi
    digest "$room/reference/results-test" > before
    digest results-test > after
    same before after 'results differ between two runs'
}

# SevenRegionsTest tries two and three shards in process.
test_shards_do_not_change_scores() {
    reference
    printf 'cell_line,regions,peaks,learning_rate\nalpha,%s,%s,1e-3\n' "$here/assets/test/regions.bed" "$here/assets/test/peaks.bed" > alpha.csv
    expect 0 run -profile test --input alpha.csv --score_shards 6 --chrom_sizes "$(contigs_of_the_reference)"
    [ "$(grep -c 'Submitted process.*SCORE.*alpha.*shard' out)" = 6 ] || fail 'not 6 shards'
    digest "$room/reference/results-test/alpha" > before
    digest results-test/alpha > after
    same before after 'results differ between 1 and 6 shards'
}

test_two_seeds_leave_two_models_and_one_result() {
    expect 0 run -profile test --seeds 2
    tree results-test > tree
    same "$here/tests/snapshots/test_seeds_2.txt" tree 'the tree of results differs from the snapshot'
    cmp -s results-test/alpha/model/seed-1234/alpha.model.zip results-test/alpha/model/seed-1235/alpha.model.zip && fail 'both seeds gave the same model'
    true
}

test_stop_after_train_then_go_on() {
    reference
    expect 0 run -profile test --stop_after train
    [ -s results-test/alpha/examples/alpha.examples.1.tsv.gz ] || fail 'no examples'
    [ ! -e results-test/alpha/alpha.final.bed.gz ] || fail 'it went on'
    expect 0 run -profile test -resume
    grep 'Submitted process.*:TRAIN ' out && fail 'training was run again'
    rm -r results-test/*/examples
    digest "$room/reference/results-test" > before
    digest results-test > after
    same before after 'results differ from those of one run'
}

test_a_given_model_scores_without_training() {
    reference
    printf 'cell_line\tregions\tpeaks\tmodel\nalpha\t%s\t%s\t%s\n' "$here/assets/test/regions.bed" "$here/assets/test/peaks.bed" \
        "$room/reference/results-test/alpha/model/alpha.model.zip" > sheet.tsv
    expect 0 run -profile test --input sheet.tsv --min_peaks 2
    grep 'Submitted process.*:TRAIN ' out && fail 'a model was trained'
    said 'min_peaks left out'
    cmp results-test/alpha/alpha.final.bed.gz "$room/reference/results-test/alpha/alpha.final.bed.gz" || fail 'scores differ from those of the run that trained the model'
}

test_values_reach_the_shell_as_they_are() {
    local odd='p "1" $(touch HACKED) '"'"'2'"'"' & [x]*;.bed'
    cp "$here/assets/test/peaks.bed" "./$odd"
    cp "$here/assets/test/regions.bed" 'the regions.bed'
    printf 'cell_line\tregions\tpeaks\tdataset_weights\nalpha\tthe regions.bed\t"p ""1"" $(touch HACKED) '"'"'2'"'"' & [x]*'"%s"'.bed"\tGSE1=2\n' ';' > sheet.tsv
    # A semicolon parts files in a sheet, so that this name cannot be given there.
    expect 3 run -profile test --input sheet.tsv
    mv "./$odd" "./${odd/;/}"
    sed -i 's/;//' sheet.tsv
    expect 0 run -profile test --input sheet.tsv --stop_after train
    find . -name HACKED | grep . && fail 'a value of the sheet was executed'
    printf 'cell_line\tregions\tpeaks\tdataset_weights\nalpha\t%s\t%s\t$(touch HACKED)`touch HACKED`=2\n' "$here/assets/test/regions.bed" "$here/assets/test/peaks.bed" > sheet.tsv
    expect 1 run -profile test --input sheet.tsv --stop_after train
    find . -name HACKED | grep . && fail 'a value of the sheet was executed'
    true
}

test_a_cell_line_without_peaks_stops_with_the_reason() {
    printf 'cell_line,regions,peaks\nabsent,%s,%s\n' "$here/assets/test/regions.bed" "$here/assets/test/peaks.bed" > sheet.csv
    expect 1 run -profile test --input sheet.csv
    said 'absent'
    said 'alpha'
    [ ! -e results-test/absent ] || fail 'something was published'
}

slow_the_demo_tells_stack_from_noise() {
    expect 0 run -profile demo
    tree results-demo > tree
    same "$here/tests/snapshots/demo.txt" tree 'the tree of results differs from the snapshot'
    "$here/tests/pinned/pinned" check demo results-demo || fail 'results are not those that are recorded; see tests/pinned/README.md'
    said 'regions.tsv.gz'
    # Peaks that belong to a group score higher than noise: mean final scores, by what the truth says of each peak.
    local demo=results-demo/demo stack noise
    read -r stack noise < <(awk -F'\t' '
        FNR == 1 { for (i = 1; i <= NF; i++) column[FILENAME, $i] = i; next }
        { key = $column[FILENAME, "start"] FS $column[FILENAME, "end"] FS $column[FILENAME, "dataset"] FS $column[FILENAME, "tf"] }
        FILENAME == ARGV[1] { kind[$column[FILENAME, "chrom"] FS key] = $column[FILENAME, "kind"]; next }
        { of = kind[$column[FILENAME, "contig"] FS key]; sum[of] += $column[FILENAME, "final"]; count[of]++ }
        END { printf "%d %d\n", sum["stack"] / count["stack"], sum["noise"] / count["noise"] }' \
        <(gzip -dc "$demo/simulated/demo.truth.tsv.gz") <(gzip -dc "$demo/demo.scores.tsv.gz"))
    [ "$stack" -gt $((noise + 300)) ] || fail "stacks score $stack on average, noise $noise"
}

slow_a_killed_run_resumes_where_it_was() {
    reference
    # Killed as soon as a model is trained: what is done must not be done again.
    setsid "$crelens" run -ansi-log false -profile test > out 2> err &
    local pid=$! i
    for i in $(seq 600); do
        grep -q 'Submitted process.*\(SCORE\|QSCORE\)' out && break
        kill -0 "$pid" 2> /dev/null || break
        sleep 0.2
    done
    kill -KILL -- "-$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null
    expect 0 run -profile test -resume
    grep -q 'Cached process.*TENSORIZE' out || fail 'nothing was taken over'
    digest "$room/reference/results-test" > before
    digest results-test > after
    same before after 'results differ from those of a run that was not killed'
}

slow_the_real_catalogues_run_end_to_end() {
    [ -d "$here/../shared/data/remap2018" ] || skip 'needs ../shared/data/remap2018'
    expect 0 run -profile test_full
    local line
    for line in hela cd34; do
        [ "$(gzip -dc "results-full/$line/$line.final.bed.gz" | grep -vc '^#')" -gt 100000 ] || fail "$line has too few scored peaks"
    done
}
