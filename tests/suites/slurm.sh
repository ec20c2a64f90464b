# shellcheck shell=bash
# Real runs on a one-node Slurm of the tests' own: tests/slurm/start.

# Starts it once for all tests of the suite; skips, with its reason, where the host cannot run one.
with_slurm() {
    local folder
    need sbatch slurm-wlm munge
    PATH=$PATH:/usr/sbin need munged slurm-wlm munge
    if [ ! -e "$room/slurm" ]; then
        # Not below the room: Slurm's configuration knows no blanks in paths.
        folder=$(mktemp -d "${TMPDIR:-/tmp}/crelens-slurm.XXXXXX")
        printf "'%s' '%s'; rm -rf '%s'\n" "$here/tests/slurm/stop" "$folder" "$folder" >> "$room/at-end"
        if ! PATH=$PATH:/usr/sbin "$here/tests/slurm/start" "$folder" > "$folder/said" 2>&1; then
            cat "$folder/said"
            tail -n 1 "$folder/said" > "$folder/reason"
        fi
        ln -s "$folder" "$room/slurm"
    fi
    if [ -s "$room/slurm/reason" ]; then skip "$(cat "$room/slurm/reason")"; fi
    # shellcheck source=/dev/null
    . "$room/slurm/environment"
    # As it was at first, whatever an earlier test did not come to put right.
    scancel --user=root
    scontrol update partitionname=main state=up
    # What a site would not do: look every half second. One core, as nodes may have no more; one cell line, to be done sooner.
    cat > test.config <<CONFIG
executor {
    pollInterval = '500ms'
    queueStatInterval = '2s'
    exitReadTimeout = '8s'
}
CONFIG
    printf 'cell_line,regions,peaks,learning_rate\nalpha,%s,%s,1e-3\n' "$here/assets/test/regions.bed" "$here/assets/test/peaks.bed" > alpha.csv
    alpha=(--input alpha.csv --chrom_sizes "$(contigs_of_the_reference)")
}

on_slurm() { run -c test.config -profile slurm,test --max_cpus 1 "$@"; }

# A program that notes that it was called, in place of sbatch: for tests that must not come that far.
without_sbatch() {
    mkdir -p fake
    printf '#!/bin/sh\necho called >> "%s/sbatch.called"\nexit 1\n' "$PWD" > fake/sbatch
    chmod +x fake/sbatch
    PATH=$PWD/fake:$PATH
}

# Waits, two minutes at most, until the log of the run in the background says so.
until_said() {
    local i
    for i in $(seq 240); do
        grep -q -- "$1" out && return 0
        sleep 0.5
    done
    cat out err >&2
    fail "not said in two minutes: $1"
}

job_of() { squeue --noheader --format='%i %j' | awk -v process="$1" 'index($2, "_" process "_(") {print $1; exit}'; }

attempts() { awk -F'\t' -v process="$1" 'index($3, ":" process " (") {print $4, $5, $6}' results-test/pipeline_info/trace.tsv; }

same_alpha() {
    digest "$room/reference/results-test/alpha" > before
    digest results-test/alpha > after
    same before after "results differ from those of a run on this machine: $1"
}

test_slurm_gives_the_same_bytes() {
    with_slurm
    reference
    expect 0 on_slurm --slurm_queue other --slurm_options='--comment=crelens --nice=1'
    digest "$room/reference/results-test" > before
    digest results-test > after
    same before after 'results differ from those of a run on this machine'
    local jobs
    scontrol show job > jobs
    jobs=$(grep -c 'Partition=other' jobs)
    [ "$jobs" -ge 14 ] || fail "of 14 tasks $jobs were jobs of the partition that was asked for"
    grep -q 'Comment=crelens' jobs || fail 'the further options did not reach sbatch'
}

slow_slurm_cancelled_tasks_run_again() {
    with_slurm
    reference
    printf "process { withName: TRAIN { beforeScript = { task.attempt == 1 ? 'sleep 60' : 'true' } } }\n" >> test.config
    on_slurm "${alpha[@]}" > out 2> err &
    local pid=$! job folder
    until_said 'Submitted process.*:TRAIN '
    until [ "$(squeue --noheader --name='nf-ATYPEAK_TRAINING_TRAIN_(alpha_seed_1234)' --format=%T)" = RUNNING ]; do sleep 0.2; done
    # The second attempt is to wait in the queue: one that never ran leaves no exit status at all.
    scontrol update partitionname=main state=down
    # Cancelled before its script has begun a job leaves nothing behind: that is the second attempt's part.
    job=$(job_of TRAIN)
    folder=$(scontrol show job "$job" | sed -n 's/^ *WorkDir=//p')
    until [ -e "$folder/.command.begin" ]; do sleep 0.2; done
    scancel "$job"
    until_said 'Re-submitted process.*:TRAIN '
    until [ "$(squeue --noheader --name='nf-ATYPEAK_TRAINING_TRAIN_(alpha_seed_1234)' --format=%T)" = PENDING ]; do sleep 0.2; done
    scancel "$(job_of TRAIN)"
    scontrol update partitionname=main state=up
    wait "$pid" || {
        cat out err >&2
        fail 'the run did not survive two cancelled jobs'
    }
    attempts TRAIN > seen
    printf 'FAILED 143 1\nFAILED - 2\nCOMPLETED 0 3\n' > wanted
    same wanted seen 'attempts and exit statuses of TRAIN'
    same_alpha 'after two cancelled jobs'
}

slow_slurm_more_memory_after_too_little() {
    with_slurm
    reference
    # CRUMB: takes half a gigabyte beside the tool in its first attempt, Slurm ends it. TRAIN: the tool itself finds 40 MB too little.
    cat >> test.config <<'CONFIG'
process {
    withName: CRUMB {
        memory = { 200.MB * task.attempt }
        beforeScript = { task.attempt == 1 ? '{ head -c 600m /dev/zero; sleep 60; } | tail -n 1 > /dev/null' : 'true' }
    }
    withName: TRAIN {
        memory = { 40.MB * task.attempt }
        clusterOptions = '--mem=1G'
    }
}
CONFIG
    expect 0 on_slurm "${alpha[@]}"
    attempts CRUMB > seen
    # Killed outright: no status, no trace of its memory.
    printf 'FAILED - 1\nCOMPLETED 0 2\n' > wanted
    same wanted seen 'attempts and exit statuses of CRUMB'
    attempts TRAIN > seen
    printf 'FAILED 137 1\n' > wanted
    head -n 1 seen > first
    same wanted first 'first attempt of TRAIN'
    tail -n 1 seen | grep -q '^COMPLETED 0 [23]$' || fail "TRAIN ended as: $(tail -n 1 seen)"
    awk -F'\t' 'index($3, ":TRAIN (") {print $6, $14}' results-test/pipeline_info/trace.tsv > seen
    awk '$2 + 0 != $1 * 40 {bad = 1} END {exit bad}' seen || fail "memory does not grow with the attempt: $(cat seen)"
    grep -q 'memory' "$room/slurm/slurmd.log" || fail 'Slurm does not say that it ended a job for its memory'
    same_alpha 'after tasks without enough memory'
}

slow_slurm_run_killed_and_resumed() {
    with_slurm
    reference
    # Killed outright while TRAIN is a job: launcher and Nextflow, at once.
    cp test.config killed.config
    printf "process { withName: TRAIN { beforeScript = 'sleep 10' } }\n" >> killed.config
    setsid "$crelens" run -ansi-log false -c killed.config -profile slurm,test --max_cpus 1 "${alpha[@]}" > out 2> err &
    local pid=$! job
    until_said 'Submitted process.*:TRAIN '
    kill -KILL -- "-$pid"
    wait "$pid" 2> /dev/null
    # The scheduler knows nothing of it: the job goes on, and its work is lost to the run that is resumed.
    job=$(job_of TRAIN)
    [ -n "$job" ] || fail 'the job of TRAIN is gone with the pipeline'
    expect 0 on_slurm "${alpha[@]}" -resume
    grep -q 'Cached process.*TENSORIZE' out || fail 'TENSORIZE was not taken over'
    grep -q 'Cached process.*CRUMB' out || fail 'CRUMB was not taken over'
    grep 'Submitted process.*\(TENSORIZE\|CRUMB\)' out && fail 'a finished task was run again'
    [ "$(grep -c 'Submitted process.*:TRAIN ' out)" = 1 ] || fail 'TRAIN was not run once'
    same_alpha 'after the pipeline was killed and resumed'
    until [ -z "$(job_of TRAIN)" ]; do sleep 0.5; done
    scontrol show job "$job" > state
    grep -q 'JobState=COMPLETED' state || fail 'the job that was left alone did not end by itself'
}

test_slurm_wrong_input_is_tried_once() {
    with_slurm
    sed 's/^alpha/absent/' alpha.csv > absent.csv
    expect 1 on_slurm --input absent.csv
    said 'absent'
    attempts TENSORIZE > seen
    echo 'FAILED 3 1' > wanted
    same wanted seen 'attempts and exit statuses of TENSORIZE'
}

test_slurm_refuses_a_job_once_with_its_reason() {
    with_slurm
    expect 1 on_slurm "${alpha[@]}" --slurm_queue none
    said 'invalid partition specified: none'
    grep 'Re-submitted\|retried' out && fail 'a refused job was handed over again'
    true
}

test_slurm_dry_run() {
    with_slurm
    # Training takes a few seconds in it: how far it is can be seen from here.
    copy_of_the_checkout
    stub_of_training_that_waits
    expect 0 env CRELENS_PROGRESS_SECONDS=1 CRELENS_BUILD=never checkout/crelens run -ansi-log false -c test.config -profile slurm,test --max_cpus 1 -stub-run
    said 'alpha seed 1234, train: training 34 %, 12 min 3 s left'
    tree results-test > tree
    digest results-test > after
    expect 0 run -profile test -stub-run --outdir results-here
    digest results-here > before
    same before after 'a dry run on Slurm leaves other files than one on this machine'
}

test_slurm_is_not_called_before_all_is_checked() {
    without_sbatch
    expect 0 run -profile slurm,test --help
    said '--slurm_queue'
    expect 0 run -profile slurm,test --version
    expect 2 run -profile slurm,test --fliters 8 --submit_rate fast --slurm_queue 'a b'
    said '--fliters: unknown parameter; did you mean --filters?'
    said "--submit_rate: expected a number per time such as 60/1min, found 'fast'"
    said "--slurm_queue: expected the name of a partition"
    printf 'cell_line,regions,peaks\nx,none.bed,none.bed\n' > sheet.csv
    expect 3 run -profile slurm --input sheet.csv
    [ ! -e sbatch.called ] || fail 'sbatch was called'
    nothing_submitted
    # The other way round: a right run does call it, and says what it answered.
    expect 1 run -profile slurm,test
    [ -e sbatch.called ] || fail 'sbatch was not called by a run that was to submit'
}

test_slurm_jobs_end_with_a_run_that_is_stopped() {
    with_slurm
    printf "process { withName: TENSORIZE { beforeScript = 'sleep 60' } }\n" >> test.config
    "$crelens" run -ansi-log false -c test.config -profile slurm,test --max_cpus 1 "${alpha[@]}" > out 2> err &
    local pid=$! i
    until_said 'Submitted process.*TENSORIZE'
    [ -n "$(job_of TENSORIZE)" ] || fail 'there is no job to end'
    kill "$pid"
    wait "$pid" && fail 'a stopped run ended as if it were done'
    for i in $(seq 30); do
        [ -n "$(job_of TENSORIZE)" ] || return 0
        sleep 0.5
    done
    fail 'the job goes on without its run'
}

slow_slurm_work_on_the_disk_of_the_node() {
    with_slurm
    reference
    expect 0 on_slurm "${alpha[@]}" --scratch true
    grep -q 'NXF_SCRATCH="\$(set +u; nxf_mktemp \$TMPDIR)"' "$(find work -name .command.run | head -n 1)" || fail 'tasks did not work in a folder of the node'
    same_alpha 'with --scratch'
}
