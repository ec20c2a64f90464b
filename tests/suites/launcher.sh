# shellcheck shell=bash
# The launcher, parameters, sheets and dry runs.

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
    for tool in split-peaks tensorize resources crumb train score merge-windows normalize qscore simulate interpret summarize tracks report judge; do
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
    said "new: run $here -profile demo --version"
}

test_parameters_are_listed_and_nothing_runs() {
    expect 0 run --help
    said '--learning_rate'
    expect 0 run --version
    # The strict parser of newer releases hands words over as text: given in a file, they are text here, too.
    echo '{"help": "true"}' > words.json
    expect 0 run -params-file words.json
    said '--learning_rate'
    nothing_submitted
}

test_an_unknown_parameter_stops_the_run() {
    expect 2 run -profile test --fliters 8 --epochs 0 --inptu sheet.csv
    said '--fliters: unknown parameter; did you mean --filters?'
    said '--inptu: unknown parameter; did you mean --input?'
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

test_results_named_in_a_file_without_a_place_stop_the_run() {
    touch file
    printf '# where to\nfilters: 8\noutdir: file # a file\n' > site.yml
    expect 4 run -profile test -params-file site.yml
    said "--outdir: 'file' cannot take results: $PWD/file is not a folder"
    printf '{"filters": 8, "outdir": "file/below"}' > site.json
    expect 4 run -profile test -params-file site.json
    said "--outdir: 'file/below' cannot take results: $PWD/file is not a folder"
    # The command line beats the file.
    expect 0 run -profile test -params-file site.yml --outdir here -stub-run
    [ -d here/alpha ] || fail 'the results are not where the command line says'
}

test_a_machine_without_home() {
    expect 2 env -u HOME "$crelens" run -profile nope
    said "-profile: no profile 'nope'; there are: local"
    expect 0 env -u HOME "$crelens" run -ansi-log false -profile test -stub-run
    [ -s results-test/alpha/alpha.final.bed.gz ] || fail 'no result'
    expect 0 env -u HOME "$crelens" tool tensorize --version
}

# The nextflow of PATH keeps its own home; the pinned one has it in the checkout.
test_plugins_are_looked_for_where_nextflow_has_them() {
    mkdir -p bin home/.nextflow/plugins/nf-amazon-2.9.0
    cat > bin/nextflow <<'SCRIPT'
#!/bin/sh
case $1 in -version) echo '  version 25.04.6 build 1' ;; *) echo "home: ${NXF_HOME:-none}, missing: ${CRELENS_MISSING_PLUGINS:-none}" ;; esac
SCRIPT
    chmod +x bin/nextflow
    expect 0 env -u NXF_HOME -u NXF_PLUGINS_DIR HOME="$PWD/home" NXF_OFFLINE=true PATH="$PWD/bin:$PATH" "$crelens" run -profile test --outdir s3://bucket/results
    said 'home: none, missing: none'
    expect 0 env -u NXF_HOME -u NXF_PLUGINS_DIR HOME="$PWD/home" NXF_OFFLINE=true PATH="$PWD/bin:$PATH" "$crelens" run -profile test --outdir gs://bucket/results
    said 'home: none, missing: nf-google'
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
    [ ! -e results ] || fail "a run of nothing left $(find results)"
    # Twenty are enough. What is there of an earlier run stays.
    mkdir -p results/pipeline_info
    echo kept > results/kept
    for i in $(seq 30); do echo "c$i,none.bed"; done >> sheet.csv
    expect 3 run --input sheet.csv
    said '… and 16 more'
    said 'Correct these 36 problems'
    [ "$(grep -c '^sheet.csv:' err)" = 20 ] || fail 'not twenty problems'
    [ "$(find results -type f)" = results/kept ] || fail "a run of nothing left $(find results)"
}

test_a_checkout_that_cannot_be_built_says_what_to_do() {
    unset CRELENS_BUILD
    copy_of_the_checkout
    mkdir -p checkout/tools/libs
    rm checkout/tools/target/build.stamp
    with_disk 2m
    # shellcheck disable=SC2154
    cp -r checkout/. disk
    mount -o remount,ro disk
    expect 4 disk/crelens run -profile test
    said "the sources are newer than the tools, and $PWD/disk/tools/target cannot be written to"
    said 'CRELENS_BUILD=never'
    expect 0 env CRELENS_BUILD=never disk/crelens tool tensorize --version
    mount -o remount,rw disk
    rm disk/tools/build/dist/target/lib
    mount -o remount,ro disk
    expect 4 disk/crelens tool tensorize --version
    said "the tools are not built, and $PWD/disk/tools/target cannot be written to"
    umount disk
}

# As after nextflow pull, or nextflow run on an address: scripts without what is built from them.
test_nextflow_run_says_that_the_tools_are_not_built() {
    copy_of_the_checkout
    rm checkout/tools/build/dist/target/lib
    expect 2 plain_nextflow run checkout -ansi-log false -profile test
    said "the tools are not built in $PWD/checkout; build them: '$PWD/checkout/crelens' build"
    said '-profile docker --registry'
    nothing_submitted
    # Of another revision than the scripts that Nextflow has fetched.
    need git git
    ln -s "$here/tools/build/dist/target/lib" checkout/tools/build/dist/target/lib
    git init -q checkout
    printf 'work\n.nextflow*\n' > checkout/.gitignore
    git -C checkout add .
    git -C checkout -c user.name=test -c user.email=test@example.org commit -q -m first
    # A repository on this machine: no network is asked.
    unset CRELENS_BUILD
    export NXF_OFFLINE=false NXF_DISABLE_CHECK_LATEST=true
    expect 0 plain_nextflow run "file://$PWD/checkout/.git" -ansi-log false -profile test -stub-run --stop_after train --skip_interpret --skip_report
    said 'were built from revision'
    said "/crelens' build"
}

# The names of all parameters that are true or false, from the schema.
flags() {
    awk '/^        "[a-z_0-9]*": \{/ { gsub(/[": {]/, ""); name = $0 } /"type": "boolean"/ { print name }' "$here/nextflow_schema.json"
}

# words VALUE NAME…: a file of parameters with text for true or false.
words() {
    local value=$1
    shift
    printf '"%s": "'"$value"'"\n' "$@" > "$value.yml"
}

test_a_stub_run_leaves_the_whole_tree() {
    # shellcheck disable=SC2046
    words false $(flags) scratch
    [ "$(grep -c . false.yml)" -ge 9 ] || fail 'the schema has less that is true or false than there was'
    expect 0 run -profile test -stub-run --seeds 2 --score_shards 2 --help false -params-file false.yml
    # All is short.
    grep ' left$\|running for' out && fail 'progress of a short task'
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
    said 'Open first'
    # Counts of the stub.
    said 'demo: 96 of 120 peaks lie in regions and are scored'
}

test_a_checkout_whose_path_has_blanks() {
    mkdir 'a b'
    cp -r "$here"/{crelens,main.nf,nextflow.config,nextflow_schema.json,assets,bin,conf,lib,modules,subworkflows,workflows} 'a b'
    mkdir -p 'a b/tools/build/nextflow/target' 'a b/tools/target' 'a b/tools/build/dist/target'
    ln -s "$here/tools/build/nextflow/target/lib" 'a b/tools/build/nextflow/target/lib'
    ln -s "$here/tools/build/dist/target/lib" 'a b/tools/build/dist/target/lib'
    touch 'a b/tools/target/build.stamp'
    expect 0 'a b/crelens' tool tensorize --version
    expect 0 'a b/crelens' run -ansi-log false -profile test -stub-run
    [ -s results-test/alpha/alpha.final.bed.gz ] || fail 'no result'
}

test_nextflow_run_works_without_the_launcher() {
    local java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    expect 0 env NXF_OFFLINE=true NXF_HOME="$PWD/home" "$java" --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.util=ALL-UNNAMED \
        --add-opens=java.base/java.util.concurrent=ALL-UNNAMED --add-opens=java.base/java.util.regex=ALL-UNNAMED --add-opens=java.base/sun.nio.fs=ALL-UNNAMED \
        -cp "$here/tools/build/nextflow/target/lib/*" nextflow.cli.Launcher run "$here" -ansi-log false -profile local,test -stub-run
}

test_what_is_to_be_shown_is_checked_before_anything_runs() {
    expect 2 run -profile test --pairs 'ctcf,ctcf' --show 'chr1:100-50' --genome hg38 --skip_tracks --ur_examples 5 --skip_interpret
    said "--pairs: 'ctcf,ctcf' names one TR twice"
    said "--show: 'chr1:100-50' ends before it begins"
    said '--genome: shows nothing with --skip_tracks'
    said '--ur_examples: shows nothing with --skip_interpret'
    expect 2 run -profile test --show chr1
    said '--show: expected regions like chr1:1000-4200;chr2:500-900'
    expect 3 run -profile test --show 'chr9:1-5' --chrom_sizes none.txt
    said "--chrom_sizes: chrom_sizes: file 'none.txt' not found"
    expect 3 run -profile test --show 'chr9:1-5'
    said "--show: no region of any cell line touches 'chr9:1-5'"
    nothing_submitted
}

test_a_stub_run_shows_what_was_chosen() {
    expect 0 run -profile test -stub-run --genome hg38 --show 'chr1:5,316-5,816' --ur_examples all
    tree results-test > tree
    grep -qx hub.txt tree && grep -qx igv_session.xml tree || fail 'no hub or no session'
    words true skip_interpret skip_tracks skip_report
    expect 0 run -profile test -stub-run -params-file true.yml --outdir bare
    tree bare > tree
    grep 'interpretation\|\.bb$\|report.html$\|multiqc\|document' tree | grep -v pipeline_info && fail 'what was to be left out is there'
    true
}

test_science_of_an_unknown_method_is_refused() {
    local wanted
    for wanted in '' none 'atypeak none' 'atypeak atypeak'; do
        # shellcheck disable=SC2086
        expect 2 "$crelens" test --science $wanted
        said '--science wants one METHOD; there are: atypeak'
    done
    expect 2 "$crelens" test --none
    said "unknown option '--none'; expected [--all]"
}
