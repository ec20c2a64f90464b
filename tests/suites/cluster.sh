# shellcheck shell=bash
# Profiles that do not go together, and work folders that cannot take work.

test_profiles_that_contradict_each_other() {
    expect 2 run -profile slurm,local,test,demo
    said '-profile slurm,local are 2 places to run; choose one of them'
    said '-profile test,demo are 2 sets of data and settings; choose one of them'
    nothing_submitted
    expect 2 env KUBECONFIG=/dev/null "$crelens" run -ansi-log false -profile k8s,slurm,test
    said '-profile k8s,slurm are 2 places to run; choose one of them'
    nothing_submitted
}

test_engines_that_contradict_each_other() {
    grep -q '^    podman {' "$here/nextflow.config" || skip 'this version has no container engines'
    expect 2 run -profile podman,docker,test
    said '-profile podman,docker are 2 container engines; choose one of them'
    expect 2 env NXF_HOME="$PWD/home" NXF_OFFLINE=true "$crelens" run -ansi-log false -profile awsbatch,docker,test
    said '-profile awsbatch,docker: awsbatch starts containers by itself; leave docker out'
    nothing_submitted
}

test_an_unknown_profile_is_named_with_those_there_are() {
    expect 2 run -profile test,slurmm
    said "no profile 'slurmm'; there are: local"
    [ ! -e .nextflow.log ] || fail 'Nextflow was started'
    # A configuration of one's own may bring profiles: then it is Nextflow that knows them.
    printf 'profiles { site { params.filters = 8 } }\n' > site.config
    expect 0 run -c site.config -profile site,test -stub-run
    said 'filters 8'
}

test_work_without_a_place_stops_the_run() {
    touch file
    expect 4 run -profile test -work-dir file
    said "-work-dir: 'file' cannot take the work of tasks: $PWD/file is not a folder"
    expect 4 env NXF_WORK=file/below "$crelens" run -profile test
    said "-work-dir: 'file/below' cannot take the work of tasks: $PWD/file is not a folder"
    nothing_submitted
}

# with_disk SIZE: a file system of its own in ./disk, as a disk that is read-only or full.
with_disk() {
    [ "$(id -u)" = 0 ] || skip 'needs root, to mount a small file system'
    mkdir disk
    mount -t tmpfs -o "size=$1" tmpfs disk 2> mount.said || skip "the host may not mount: $(cat mount.said)"
    printf "umount -l '%s' 2> /dev/null\n" "$PWD/disk" >> "$room/at-end"
}

test_a_read_only_work_folder_stops_the_run() {
    with_disk 1m
    mkdir disk/work
    mount -o remount,ro disk
    expect 4 run -profile test -work-dir disk/work
    said "-work-dir: 'disk/work' cannot take the work of tasks: $PWD/disk/work cannot be written to"
    # Without the launcher: the folder exists, Nextflow starts, and the pipeline says it.
    expect 4 plain_nextflow run "$here" -ansi-log false -profile test -work-dir disk/work
    said "-work-dir: '$PWD/disk/work' cannot take the work of tasks: it cannot be written to"
    mkdir elsewhere
    (cd disk && expect_elsewhere 4 "$crelens" run -profile test)
    grep -q "the folder of launch, $PWD/disk, cannot be written to" err || grep -q "cannot be written to" err || fail 'a read-only folder of launch is not said'
    umount disk
}

# As expect, for a folder that cannot take out and err.
expect_elsewhere() {
    local code=$1 got=0
    shift
    "$@" > ../out 2> ../err || got=$?
    [ "$got" = "$code" ] || fail "expected exit code $code, got $got: $*"
}

test_a_full_work_folder_stops_the_run() {
    with_disk 2m
    mkdir disk/work
    head -c 3m /dev/zero > disk/filler 2> /dev/null
    expect 4 run -profile test -work-dir disk/work
    said "$PWD/disk/work is on a full disk; make room there"
    expect 4 plain_nextflow run "$here" -ansi-log false -profile test -work-dir disk/work
    said 'its disk is full'
    umount disk
}

# The disk fills while a task writes: the tool says so, nothing half-made is published, nothing is tried again; with room, the run goes on.
test_a_disk_that_fills_up_stops_and_resumes() {
    reference
    with_disk 8m
    # Before its tool starts, TRAIN leaves room for a message, but not for a model.
    cat > fill.config <<CONFIG
process {
    withName: TRAIN {
        beforeScript = "head -c 20m /dev/zero > '$PWD/disk/filler' 2> /dev/null || truncate -s -24K '$PWD/disk/filler'"
    }
}
CONFIG
    printf 'cell_line,regions,peaks,learning_rate\nalpha,%s,%s,1e-3\n' "$here/assets/test/regions.bed" "$here/assets/test/peaks.bed" > alpha.csv
    expect 1 run -c fill.config -profile test -work-dir "$PWD/disk/work" --input alpha.csv
    said 'No space left on device'
    said 'Command exit status:'
    grep -A 1 'Command exit status:' out | grep -qx '  4' || fail 'the tool did not end with 4'
    grep 'Re-submitted\|retried' out && fail 'a task without room was tried again'
    find results-test -path '*/model/*' -type f | grep . && fail 'a model was published'
    find disk/work -name '*.model.zip*' -size +0 | grep . && fail 'a part of a model was left'
    rm disk/filler
    expect 0 run -profile test -work-dir "$PWD/disk/work" --input alpha.csv -resume
    grep -q 'Cached process.*TENSORIZE' out || fail 'what was finished was not taken over'
    same_alpha 'after the disk was full'
    umount disk
}
