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
    # Names are names, not patterns of files; in the checkout, whose nextflow.config is ours, they are looked at as elsewhere.
    touch test
    expect 2 run -profile 't*'
    said "no profile 't*'; there are: local"
    (cd "$here" && "$crelens" run -profile test,slurmm > "$room/out" 2>&1) && fail 'an unknown profile was taken in the checkout'
    grep -qF "no profile 'slurmm'; there are: local" "$room/out" || fail 'in the checkout, profiles are not named'
    [ ! -e .nextflow.log ] || fail 'Nextflow was started'
    # Nextflow's own name for none.
    expect 0 run -profile standard --version
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
    expect 1 run -c fill.config -profile test -work-dir "$PWD/disk/work" --input alpha.csv --chrom_sizes "$(contigs_of_the_reference)"
    said 'No space left on device'
    said 'Command exit status:'
    grep -A 1 'Command exit status:' out | grep -qx '  4' || fail 'the tool did not end with 4'
    grep 'Re-submitted\|retried' out && fail 'a task without room was tried again'
    find results-test -path '*/model/*' -type f | grep . && fail 'a model was published'
    find disk/work -name '*.model.zip*' -size +0 | grep . && fail 'a part of a model was left'
    rm disk/filler
    expect 0 run -profile test -work-dir "$PWD/disk/work" --input alpha.csv --chrom_sizes "$(contigs_of_the_reference)" -resume
    grep -q 'Cached process.*TENSORIZE' out || fail 'what was finished was not taken over'
    same_alpha 'after the disk was full'
    umount disk
}

# Every attempt of one cell line's training ends for its memory; the other's is under way when the last one does.
test_attempts_that_are_used_up_leave_the_others_their_time() {
    reference
    cat > fail.config <<CONFIG
process {
    withName: TRAIN {
        beforeScript = {
            task.tag.startsWith('beta')
                ? "for i in {1..300}; do [ ! -e '$PWD/first' ] || break; sleep 0.2; done; [ \${task.attempt} -lt 3 ] || touch '$PWD/last'; exit 137"
                : "touch '$PWD/first'; for i in {1..300}; do [ ! -e '$PWD/last' ] || break; sleep 0.2; done; sleep 4"
        }
    }
}
CONFIG
    expect 1 run -c fail.config -profile test --max_cpus 1
    awk -F'\t' 'index($3, ":TRAIN (") {print (index($3, "beta") ? "beta" : "alpha"), $4, $5, $6}' results-test/pipeline_info/trace.tsv | sort > seen
    printf 'alpha COMPLETED 0 1\nbeta FAILED 137 1\nbeta FAILED 137 2\nbeta FAILED 137 3\n' > wanted
    same wanted seen 'attempts of TRAIN'
    said 'run again with -resume'
    expect 0 run -profile test --max_cpus 1 -resume
    grep -q 'Cached process.*:TRAIN (alpha' out || fail 'the training that was waited for was not taken over'
    grep -q 'Submitted process.*:TRAIN (beta' out || fail 'the training that failed was not run'
    digest "$room/reference/results-test" > before
    digest results-test > after
    same before after 'results differ from those of a run without failures'
}

# Configuration reads some parameters before a file of -c is: then the run would be of two minds.
test_parameters_that_come_too_late_are_refused() {
    printf "params { outdir = 'elsewhere'\n slurm_queue = 'long'\n epochs = 1 }\n" > site.config
    expect 2 run -c site.config -profile test -stub-run
    said 'params.outdir, params.slurm_queue: set in a configuration file'
    said 'give --outdir, --slurm_queue on the command line, or in a file with -params-file'
    nothing_submitted
    # On the command line they are whole, and those of the method may stand in such a file.
    expect 0 run -c site.config -profile test -stub-run --outdir here --slurm_queue other
    [ -s here/alpha/alpha.final.bed.gz ] || fail 'no result where the command line says'
    said 'epochs 1'
    printf 'outdir: there\nmax_cpus: "1"\n' > site.yml
    expect 0 run -params-file site.yml -profile test -stub-run
    [ -s there/alpha/alpha.final.bed.gz ] || fail 'no result where the file says'
}

# Whoever reads a parameter in configuration has to name it there.
test_parameters_of_configuration_are_all_compared() {
    sed -n "/^process.ext.configured/,/^]/p" "$here/nextflow.config" | grep -o "'[a-z0-9_]*'" | tr -d "'" | sort > compared
    cat "$here"/conf/*.config "$here"/conf/*/*.config "$here/nextflow.config" | sed 's|//.*||' | grep -o '\bparams\.[a-z0-9_]*' | sed 's/params\.//' | sort -u |
        grep -vx 'help\|version\|seeds\|custom_config_base' > read
    same read compared 'parameters that configuration reads, and those that are compared'
}

test_no_task_of_this_machine_gets_more_than_it_has() {
    settings local,test
    grep '^process.resourceLimits.\(cpus\|memory\)=' settings > machine
    grep -qx 'process.resourceLimits.cpus=[1-9][0-9]*' machine || fail "cores of the machine: $(cat machine)"
    settings local,test --max_cpus 5000 --max_memory 900.TB
    grep '^process.resourceLimits.\(cpus\|memory\)=' settings > asked
    same machine asked 'a task may have more than the machine has'
    settings local,test --max_cpus 1 --max_memory 300.MB
    configured 'process.resourceLimits.cpus=1'
    configured 'process.resourceLimits.memory=300 MB'
}

# Configuration as institutions have it, for many pipelines.
test_the_configuration_of_an_institution_works() {
    cat > institution.config <<'CONFIG'
params {
    config_profile_description = 'Cluster of an institute'
    config_profile_contact = 'someone'
    config_profile_url = 'https://example.org'
    max_memory = 128.GB
    max_cpus = 1
    max_time = 240.h
    site_bucket = 'b'
}
process {
    resourceLimits = [memory: 128.GB, cpus: 32, time: 240.h]
    executor = 'local'
}
CONFIG
    expect 0 run -c institution.config -profile test -stub-run
    said 'params.site_bucket: set in a configuration file, unknown here, and without effect'
    grep 'config_profile\|max_' out err && fail 'a parameter of the institution was complained about'
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["cpus"] > 1 { print; bad = 1 } END { exit bad || NR < 10 }' \
        results-test/pipeline_info/trace.tsv || fail 'max_cpus of the configuration does not hold'
    # Limits of parameters hold where the configuration has no others, and the lower of both.
    sed -i 's/^    max_memory.*/    max_memory = 1.GB/' institution.config
    expect 1 run -c institution.config -profile test -stub-run
    said 'a task may have 1024 MB at most'
    echo "process.resourceLimits = [memory: 'much']" > institution.config
    expect 2 run -c institution.config -profile test -stub-run
    said 'process.resourceLimits: expected such as [cpus: 16, memory: 64.GB, time: 24.h], found [memory: much]'
}

test_profiles_of_institutions_are_read_where_they_are_named() {
    mkdir configs
    printf "profiles { uni { includeConfig \"\${params.custom_config_base}/uni.config\" } }\n" > configs/nfcore_custom.config
    printf "params { config_profile_name = 'uni'\n max_cpus = 1 }\n" > configs/uni.config
    expect 0 run --custom_config_base "$PWD/configs" -profile uni,test -preview
    expect 2 run --custom_config_base "$PWD/none" -profile test
    said "--custom_config_base: no nfcore_custom.config in '$PWD/none'"
    expect 2 run --custom_config_base none -profile test
    said "--custom_config_base: expected an absolute path or an address, found 'none'"
}

test_limits_too_small_to_be_meant_are_refused() {
    expect 2 run -profile test --max_memory 500.KB --max_time 10s
    said "--max_memory: expected a size in MB, GB or TB, 256.MB or more, such as 12.GB, found '500.KB'"
    said "--max_time: expected a time in minutes, hours or days, such as 12.h, found '10s'"
    # Nextflow's words for these would be of numbers with two points.
    expect 2 run -profile test --max_memory 1.5.GB --max_cpus 0
    said "found '1.5.GB'"
    said '--max_cpus: expected a whole number from 1'
    expect 0 run -profile test -stub-run --max_memory '3.5 GB' --max_time '1d 12h'
}
