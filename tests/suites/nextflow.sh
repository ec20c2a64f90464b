# shellcheck shell=bash
# Releases of Nextflow beside the pinned one.

# nextflow_of FOLDER ARGUMENT…: Nextflow from the jars of a folder, offline, with a home of its own.
nextflow_of() {
    local lib=$1 opens=() package
    shift
    for package in java.lang java.io java.nio java.net java.util java.util.concurrent java.util.concurrent.locks java.util.concurrent.atomic \
        java.util.regex java.nio.file.spi sun.nio.ch sun.nio.fs; do
        opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
    done
    PATH="$here/bin:$PATH" NXF_OFFLINE=true NXF_HOME="$PWD/home" "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${opens[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$lib/*" nextflow.cli.Launcher "$@"
}

# Sets newest to the folder with the jars of the newest release that the pipeline is tested with. Fetching is no part of a test: a machine
# without network has it from before, or not at all.
newest_nextflow() {
    newest=$room/newest
    once newest mvn -q -B -ntp -f "$here/tests/fixture/nextflow-25.04/pom.xml" dependency:copy-dependencies -DoutputDirectory="$newest" > "$room/newest.log" 2>&1
}

# The upper end of the range: the same files as with the pinned release, and no warning. results.sh compares the bytes of a real run.
test_the_newest_tested_nextflow_leaves_the_same_tree() {
    newest_nextflow || skip 'needs Nextflow 25.04.4 from Maven Central, which could not be fetched'
    expect 0 nextflow_of "$newest" run "$here" -ansi-log false -profile test -stub-run --seeds 2 --score_shards 2
    said 'version 25.04.4'
    grep -E 'WARN|newer' out err && fail 'a warning'
    tree results-test > tree
    same "$here/tests/snapshots/stub_seeds_2.txt" tree 'the tree of results differs from that of the pinned release'
    digest results-test > after
    expect 0 run -profile test -stub-run --seeds 2 --score_shards 2 --outdir results-pinned
    digest results-pinned > before
    same before after 'a stub run leaves other bytes than with the pinned release'
    # What is refused is refused in the same words.
    expect 2 nextflow_of "$newest" run "$here" -ansi-log false -profile test --fliters 8 --method atypeak --outdir refused
    said '--fliters: unknown parameter; did you mean --filters?'
    [ ! -e refused ] || fail "a run of nothing left $(find refused)"
    # The progress of long tasks is read from inside of Nextflow.
    copy_of_the_checkout
    stub_of_training_that_waits
    expect 0 env CRELENS_PROGRESS_SECONDS=1 bash -c "$(declare -f nextflow_of); here=\$1; shift; nextflow_of \"\$@\"" - "$here" "$newest" run checkout -ansi-log false -profile test -stub-run
    said 'alpha seed 1234, train: training 34 %, 12 min 3 s left'
}

test_a_nextflow_that_is_too_old_is_refused() {
    mkdir checkout
    cp -r "$here"/{crelens,main.nf,nextflow.config,nextflow_schema.json,assets,bin,conf,lib,modules,subworkflows,workflows} checkout
    # The pinned release is the oldest that is taken. It stands for one that is older when more is asked for.
    sed -i "s/nextflowVersion = '!>=24.10.0'/nextflowVersion = '!>=24.10.1'/" checkout/nextflow.config
    expect 1 nextflow_of "$here/tools/build/nextflow/target/lib" run checkout -ansi-log false -profile test -stub-run
    said 'does not match workflow required version: >=24.10.1'
    nothing_submitted
}
