#!/usr/bin/env bash
# Tests of the launcher and the pipeline: tests/pipeline.sh COUNTS-FILE [NAME…]. Each is a function test_…, run in a folder of
# its own; one that calls skip says why. Slow ones are named slow_… and run with CRELENS_TESTS_ALL=true only.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
counts=$1
shift
crelens=$here/crelens
room=$(mktemp -d "${TMPDIR:-/tmp}/crelens tests.XXXXXX")
trap 'rm -rf "$room"' EXIT

skip() {
    echo "$*" > "$room/skip"
    exit 77
}

fail() {
    echo "$*" >&2
    exit 1
}

# Runs, and expects this exit code; what it said is in out and err.
expect() {
    local code=$1 got=0
    shift
    "$@" > out 2> err || got=$?
    [ "$got" = "$code" ] || {
        cat out err >&2
        fail "expected exit code $code, got $got: $*"
    }
}

said() {
    grep -qF -- "$1" out err || {
        cat out err >&2
        fail "not said: $1"
    }
}

# Files of a result tree, what varies from run to run apart.
tree() { (cd "$1" && find . -type f | sed 's|^\./||' | LC_ALL=C sort); }

# Content of a result tree: every file but pipeline_info.
digest() { (cd "$1" && find . -type f ! -path './pipeline_info/*' -exec sha256sum {} + | LC_ALL=C sort -k 2); }

same() {
    diff "$1" "$2" > difference || {
        cat difference >&2
        fail "$3"
    }
}

nothing_submitted() {
    if [ -n "$(find work -name .command.run 2> /dev/null)" ]; then fail 'a task was submitted'; fi
}

run() { "$crelens" run -ansi-log false "$@"; }

# The results of one real run of -profile test, made once and shared by the tests that compare with it.
reference() {
    if [ ! -e "$room/reference/done" ]; then
        mkdir -p "$room/reference"
        (cd "$room/reference" && run -profile test > out 2> err) || {
            cat "$room/reference/out" "$room/reference/err" >&2
            fail 'the run of -profile test failed'
        }
        touch "$room/reference/done"
    fi
}

test_help_names_the_commands() {
    expect 0 "$crelens" help
    said './crelens run -profile demo'
    expect 2 "$crelens" tset
    said "unknown command 'tset'"
    expect 2 "$crelens" tool scorr
    said "no tool 'scorr'"
}

test_every_tool_has_help_and_version() {
    local tool
    for tool in tensorize crumb train score merge-windows normalize qscore simulate; do
        expect 0 "$crelens" tool "$tool" --help
        said -- '--'
        expect 0 "$crelens" tool "$tool" --version
        grep -q '[0-9]' out || fail "$tool --version says no number"
    done
}

test_an_old_nextflow_is_passed_over_and_a_new_one_taken() {
    mkdir bin
    printf '#!/bin/sh\ncase $1 in -version) echo "  version 23.10.1 build 5891";; *) echo "old: $*";; esac\n' > bin/nextflow
    chmod +x bin/nextflow
    expect 0 env PATH="$PWD/bin:$PATH" "$crelens" run --version
    said 'is older than 24.10; using the pinned release'
    sed -i 's/23.10.1/25.04.6/; s/old:/new:/' bin/nextflow
    expect 0 env PATH="$PWD/bin:$PATH" "$crelens" run -profile demo --version
    said "new: run $here -profile local,demo --version"
    expect 0 env PATH="$PWD/bin:$PATH" "$crelens" run -profile test,local --version
    said "new: run $here -profile test,local --version"
    expect 0 env PATH="$PWD/bin:$PATH" "$crelens" run --version
    said "new: run $here -profile local --version"
}

test_parameters_are_listed_and_nothing_runs() {
    expect 0 run --help
    said '--learning_rate'
    expect 0 run --version
    nothing_submitted
}

test_an_unknown_parameter_stops_the_run() {
    expect 2 run -profile test --fliters 8 --epochs 0
    said '--fliters: unknown parameter; did you mean --filters?'
    said "--epochs: expected a whole number from 1 to 100000, found '0'"
    nothing_submitted
}

test_results_without_a_place_stop_the_run() {
    touch file
    expect 4 run -profile test --outdir file
    said "--outdir: 'file' cannot take results: $PWD/file is not a folder"
    expect 4 run -profile test --outdir file/below/it
    said "$PWD/file is not a folder"
    # To root every folder is writable.
    if [ "$(id -u)" != 0 ]; then
        mkdir -m 555 closed
        expect 4 run -profile test --outdir closed/results
        said "$PWD/closed cannot be written to"
    fi
    nothing_submitted
}

test_help_leaves_the_reports_of_the_last_run() {
    mkdir -p results/pipeline_info
    echo kept > results/pipeline_info/trace.tsv
    expect 0 run --help
    [ "$(cat results/pipeline_info/trace.tsv)" = kept ] || fail 'the trace was overwritten'
    [ ! -e results/pipeline_info/report.html ] || fail 'a report was written'
}

test_all_errors_of_a_sheet_are_told() {
    printf 'cell_line,regions,peaks\na/b,none.bed,none.bed\nx,none.bed,none.bed\nx,none.bed,none.bed\n' > sheet.csv
    expect 3 run --input sheet.csv
    said 'sheet.csv:2: cell_line: expected a name'
    said "sheet.csv:3: peaks: file 'none.bed' not found"
    said "sheet.csv:4: cell_line: 'x' is already on line 3"
    nothing_submitted
}

test_a_stub_run_leaves_the_whole_tree() {
    expect 0 run -profile test -stub-run --seeds 2 --score_shards 2
    tree results-test > tree
    same "$here/tests/snapshots/stub_seeds_2.txt" tree 'the tree of results differs from the snapshot'
}

test_a_stub_run_that_stops_after_training() {
    expect 0 run -profile test -stub-run --stop_after train
    tree results-test > tree
    same "$here/tests/snapshots/stub_stop_after_train.txt" tree 'the tree of results differs from the snapshot'
}

test_a_stub_run_of_the_demo() {
    expect 0 run -profile demo -stub-run
    tree results-demo > tree
    same "$here/tests/snapshots/stub_demo.txt" tree 'the tree of results differs from the snapshot'
    said 'results-demo/demo'
    said 'Look first at'
}

test_a_checkout_whose_path_has_blanks() {
    mkdir 'a b'
    cp -r "$here"/{crelens,main.nf,nextflow.config,nextflow_schema.json,assets,bin,conf,lib,modules,workflows} 'a b'
    mkdir -p 'a b/tools/nextflow/target' 'a b/tools/target' 'a b/tools/dist/target'
    ln -s "$here/tools/nextflow/target/lib" 'a b/tools/nextflow/target/lib'
    ln -s "$here/tools/dist/target/lib" 'a b/tools/dist/target/lib'
    touch 'a b/tools/target/build.stamp'
    expect 0 'a b/crelens' tool tensorize --version
    expect 0 'a b/crelens' run -ansi-log false -profile test -stub-run
    [ -s results-test/alpha/alpha.final.bed.gz ] || fail 'no result'
}

test_nextflow_run_works_without_the_launcher() {
    local java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    expect 0 env NXF_OFFLINE=true NXF_HOME="$PWD/home" "$java" --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED \
        --add-opens=java.base/java.util.concurrent=ALL-UNNAMED --add-opens=java.base/java.util.regex=ALL-UNNAMED --add-opens=java.base/sun.nio.fs=ALL-UNNAMED \
        -cp "$here/tools/nextflow/target/lib/*" nextflow.cli.Launcher run "$here" -ansi-log false -profile local,test -stub-run
}

test_a_small_catalogue_gets_its_scores() {
    reference
    tree "$room/reference/results-test" > tree
    same "$here/tests/snapshots/test.txt" tree 'the tree of results differs from the snapshot'
    local lines
    lines=$(gzip -dc "$room/reference/results-test/alpha/alpha.final.bed.gz" | grep -vc '^#')
    [ "$lines" -gt 100 ] || fail "alpha has $lines scored peaks only"
    gzip -dc "$room/reference/results-test/alpha/alpha.final.bed.gz" | grep -v '^#' |
        awk -F'\t' '$5 !~ /^[0-9]+$/ || $5 > 1000 {print; bad = 1} END {exit bad}' || fail 'a final score is not an integer from 0 to 1000'
    find "$room/reference/results-test" -type f -empty | grep . && fail 'a result is empty'
    grep -q '^ATYPEAK:TRAIN:' "$room/reference/results-test/pipeline_info/versions.yml" || fail 'no version of train'
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

test_the_same_bytes_from_an_empty_folder_with_one_core() {
    reference
    expect 0 run -profile test --max_cpus 1
    digest "$room/reference/results-test" > before
    digest results-test > after
    same before after 'results differ between two runs'
}

test_shards_do_not_change_scores() {
    reference
    expect 0 run -profile test --score_shards 3
    digest "$room/reference/results-test" > before
    digest results-test > after
    same before after 'results differ between 1 and 3 shards'
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
    grep 'Submitted process.*TRAIN' out && fail 'training was run again'
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
    grep 'Submitted process.*TRAIN' out && fail 'a model was trained'
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

passed=0 failed=0 skipped=0
for name in $(declare -F | awk '$3 ~ /^(test|slow)_/ {print $3}'); do
    if [ $# -gt 0 ]; then
        chosen=false
        for wanted in "$@"; do case $name in *"$wanted"*) chosen=true ;; esac; done
        $chosen || continue
    elif [ "${name%%_*}" = slow ] && [ "${CRELENS_TESTS_ALL:-false}" != true ]; then
        echo "skipped  $name: slow; runs with --all"
        skipped=$((skipped + 1))
        continue
    fi
    began=$SECONDS
    mkdir -p "$room/$name"
    rm -f "$room/skip"
    code=0
    (cd "$room/$name" && "$name") > "$room/log" 2>&1 || code=$?
    case $code in
        0)
            echo "ok       $name ($((SECONDS - began)) s)"
            passed=$((passed + 1))
            ;;
        77)
            echo "skipped  $name: $(cat "$room/skip")"
            skipped=$((skipped + 1))
            ;;
        *)
            echo "FAILED   $name ($((SECONDS - began)) s)"
            sed 's/^/    /' "$room/log" | tail -n 60
            failed=$((failed + 1))
            ;;
    esac
    rm -rf "${room:?}/$name"
done
echo "pipeline: $passed passed, $failed failed, $skipped skipped"
echo "$passed $failed $skipped" > "$counts"
