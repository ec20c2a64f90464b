# shellcheck shell=bash
# Images: their bytes, their size, who may run them; engines that run the whole pipeline; what is said when something is missing.

# Images of this checkout, built once and kept in tools/target/images.
images_built() {
    [ -e "$here/containers/target/base.tar" ] || need mmdebstrap mmdebstrap
    # Other tests run the tools meanwhile, as a user may.
    "$crelens" tool crumb --version > /dev/null || fail 'the tools cannot be built'
    tools_as_they_are > before
    "$crelens" images build > images.log 2>&1 || {
        cat images.log >&2
        fail 'the images could not be built'
    }
    tools_as_they_are > after
    same before after 'building the images touched the tools, which a run may be using'
    images=$here/tools/target/images
    tag=$(awk -F '\t' 'NR == 2 {print $2}' "$images/images.tsv")
}

tools_as_they_are() { (cd "$here/tools/build/dist/target/lib" && stat -c '%n %Y %i %s' ./*.jar); }

image_names() { awk -F '\t' 'NR > 1 {sub("crelens/", "", $1); print $1}' "$images/images.tsv"; }

# Podman with storage and settings of this test run, and the images in it; skips where the host cannot run a container.
podman_ready() {
    need podman podman runc conmon fuse-overlayfs
    local settings=$room/podman
    mkdir -p "$settings"
    # Limits as they are: raising them needs rights that few have. runc also runs where both versions of control groups are mounted.
    printf '%s\n' '[containers]' 'default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]' 'netns = "host"' \
        '[engine]' 'runtime = "runc"' 'cgroup_manager = "cgroupfs"' 'events_logger = "file"' > "$settings/containers.conf"
    printf '%s\n' '[storage]' 'driver = "overlay"' "graphroot = \"$settings/storage\"" "runroot = \"$settings/run\"" > "$settings/storage.conf"
    export CONTAINERS_CONF=$settings/containers.conf CONTAINERS_STORAGE_CONF=$settings/storage.conf
    if [ ! -e "$settings/loaded" ]; then
        "$crelens" images load podman > load.log 2>&1 || skip "podman cannot take images here: $(tail -n 1 load.log)"
        touch "$settings/loaded"
    fi
    podman run --rm --read-only --network none "crelens/crumb:$tag" true > probe.log 2>&1 || skip "podman cannot run containers here: $(tail -n 1 probe.log)"
}

# A script in place of Java says what it is called with.
test_memory_follows_the_limit_of_the_container() {
    "$crelens" tool crumb --version > /dev/null || fail 'the tools cannot be built'
    mkdir -p java/bin v2/a/b v1/memory/job v1/cpu
    printf '#!/bin/sh\necho "$@"\n' > java/bin/java
    chmod +x java/bin/java
    echo 'MemTotal:       16777216 kB' > meminfo
    heap() { env -u CRELENS_MEMORY_MB CRELENS_MEMINFO_FILE="$PWD/meminfo" CRELENS_CGROUP_FILE="$PWD/groups" JAVA_HOME="$PWD/java" "$@" "$here/bin/crumb" | grep -o -- '-Xmx[0-9]*m' | tr -d -c 0-9; }
    # Version 2: the group's own limit, and that of a group above.
    echo '0::/a/b' > groups
    echo max > v2/a/b/memory.max
    echo $((4096 * 1048576)) > v2/a/memory.max
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v2")" = 2688 ] || fail 'the limit of the group above'
    echo $((1024 * 1048576)) > v2/a/b/memory.max
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v2")" = 640 ] || fail 'the limit of the own group'
    [ "$(heap CRELENS_MEMORY_MB=512 CRELENS_CGROUP_ROOT="$PWD/v2")" = 384 ] || fail 'less was asked for'
    [ "$(heap CRELENS_MEMORY_MB=8192 CRELENS_CGROUP_ROOT="$PWD/v2")" = 896 ] || fail 'more than the limit was asked for'
    # Version 1, and its way to say that there is none; in a container the own group is the root of what is seen.
    printf '5:cpu:/job\n4:memory:/job\n' > groups
    echo 9223372036854771712 > v1/memory/job/memory.limit_in_bytes
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v1")" = 10752 ] || fail 'no limit: three quarters of the machine'
    echo $((3000 * 1048576)) > v1/memory/memory.limit_in_bytes
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v1")" = 1969 ] || fail 'the root of what is seen'
    # More than the machine has is no limit.
    echo $((20000 * 1048576)) > v1/memory/memory.limit_in_bytes
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v1")" = 10752 ] || fail 'a limit above what the machine has'
}

# list_of_images FOLDER TAG: a list that names all executables, with tars of a few bytes.
list_of_images() {
    local name digest
    mkdir -p "$1"
    {
        printf 'name\ttag\tdigest\tid\ttar\tsha256\tbytes\tregistry\n'
        for name in "$here"/bin/*; do
            name=${name##*/}
            case $name in crelens-java | tool-version) continue ;; esac
            echo content > "$1/crelens-$name-$2.tar"
            digest=$(sha256sum < "$1/crelens-$name-$2.tar" | cut -d ' ' -f 1)
            printf 'crelens/%s\t%s\tsha256:1\tsha256:2\tcrelens-%s-%s.tar\t%s\t8\t-\n' "$name" "$2" "$name" "$2" "$digest"
        done
    } > "$1/images.tsv"
}

# What the tag is made of; in a repository of a few files with the script of this one.
test_one_tag_means_one_state_of_the_sources() {
    need git git
    mkdir -p project/containers project/tools/atypeak/crumb/src/main project/tools/atypeak/crumb/src/test project/bin bin
    cp "$here/containers/images.sh" project/containers/
    cp "$here/nextflow.config" project/
    echo one > project/tools/atypeak/crumb/src/main/Crumb.java
    echo '<jib.skip>false' > project/tools/atypeak/crumb/pom.xml
    echo pom > project/tools/pom.xml
    echo crumb > project/bin/crumb
    tag() { bash project/containers/images.sh tag; }
    local archive clean changed
    archive=$(tag)
    [[ $archive =~ ^[0-9.]+-[0-9a-f]{12}$ ]] || fail "an archive: $archive"
    git -C project init -q
    git -C project add .
    git -C project -c user.name=test -c user.email=test@example.org commit -q -m first
    clean=$(tag)
    [ "$clean" = "${archive%-*}-$(git -C project rev-parse HEAD | cut -c 1-12)" ] || fail "the revision: $clean"
    # What is no source of images changes nothing.
    echo notes > project/notes
    echo more >> project/nextflow.config
    echo test > project/tools/atypeak/crumb/src/test/CrumbTest.java
    [ "$(tag)" = "$clean" ] || fail "files that are in no image: $(tag)"
    echo two > project/tools/atypeak/crumb/src/main/Crumb.java
    changed=$(tag)
    [[ $changed =~ ^$clean-[0-9a-f]{8}$ ]] || fail "a changed source: $changed"
    echo three > project/tools/atypeak/crumb/src/main/Crumb.java
    [ "$(tag)" != "$changed" ] || fail 'another change has the same tag'
    echo two > project/tools/atypeak/crumb/src/main/Crumb.java
    [ "$(tag)" = "$changed" ] || fail 'the same change has another tag'
    echo new > project/tools/atypeak/crumb/src/main/New.java
    [[ $(tag) =~ ^$clean-[0-9a-f]{8}$ && $(tag) != "$changed" ]] || fail "a new source: $(tag)"
    # A linked worktree; and no git: the revision is read from the files of the repository, also when they are packed.
    git -C project worktree add -q ../tree
    [ "$(bash tree/containers/images.sh tag)" = "$clean" ] || fail 'a worktree'
    printf '#!/bin/sh\nexit 127\n' > bin/git
    chmod +x bin/git
    [ "$(PATH="$PWD/bin:$PATH" bash tree/containers/images.sh tag)" = "$clean" ] || fail 'a worktree, without git'
    git -C project pack-refs --all
    [ "$(PATH="$PWD/bin:$PATH" bash project/containers/images.sh tag)" = "$clean" ] || fail 'packed, without git'
}

test_images_of_other_tags_are_cleaned() {
    list_of_images mine 1
    mkdir -p mine/charliecloud/img/crelens%score+0 mine/charliecloud/img/crelens%score+1 mine/charliecloud/new.abcdef
    touch mine/crelens-score-0.img mine/crelens-score-1.img mine/crelens-score-0.tar
    chmod a-w mine/charliecloud/img/crelens%score+0
    # From the folder at hand, whichever it is.
    expect 0 env CRELENS_IMAGES=mine "$crelens" images clean
    said "removed $PWD/mine/crelens-score-0.img"
    local gone
    for gone in crelens-score-0.img crelens-score-0.tar 'charliecloud/img/crelens%score+0'; do [ ! -e "mine/$gone" ] || fail "$gone is still there"; done
    local kept
    for kept in crelens-score-1.img crelens-score-1.tar 'charliecloud/img/crelens%score+1' charliecloud/new.abcdef; do [ -e "mine/$kept" ] || fail "$kept is gone"; done
}

test_images_say_what_is_wrong() {
    mkdir -p bin tars empty mine
    # Stands in for an engine: nothing gets so far as to use it.
    printf '#!/bin/sh\necho "not reached" >&2\nexit 9\n' > bin/podman
    chmod +x bin/podman
    images() { expect "$1" env CRELENS_IMAGES="$PWD/mine" PATH="$PWD/bin:$PATH" "$crelens" images "${@:2}"; }
    images 2 lod
    said "unknown command 'images lod'; one of build, load, push, list"
    images 2 load runc
    said "unknown engine 'runc'; one of docker podman singularity apptainer charliecloud"
    images 2 push
    said 'to which registry? --registry HOST[/PATH]'
    images 2 load
    said 'into which engine? One of docker podman'
    for option in load build push; do
        images 0 $option --help
        said './crelens images load ENGINE [--from FOLDER]'
    done
    images 2 build --fresh
    said "unknown option '--fresh'; expected [--refresh]"
    images 2 push --registry --insecure
    said "'--insecure' is not a registry; give one without protocol"
    images 2 push --registry https://host/path
    said "'https://host/path' is not a registry"
    images 3 load podman --from nowhere
    said "there is no folder 'nowhere' with images"
    images 3 load podman --from empty
    said 'holds no images.tsv'
    images 1 list
    said 'make them: ./crelens images build'
    # A list with all executables, one line cut or foreign at a time.
    list_of_images tars 1
    images 1 load podman --from tars
    said 'could not load'
    cp tars/images.tsv whole
    broken() {
        images 3 load podman --from tars
        said "images.tsv is no list of images: $1"
        cp whole tars/images.tsv
    }
    : > tars/images.tsv
    broken 'it names no image'
    head -n 1 whole > tars/images.tsv
    broken 'it names no image'
    tail -n +2 whole > tars/images.tsv
    broken 'its first line does not name the columns'
    local lines
    lines=$(wc -l < whole)
    head -c -30 whole > tars/images.tsv
    broken "line $lines has 6 columns"
    sed '/crelens\/train/d' whole > tars/images.tsv
    broken 'crelens/train is not in it'
    echo '<html>' >> tars/images.tsv
    broken "line $((lines + 1)) has 1 columns"
    sed 's/crelens-crumb-1.tar/..\/..\/other.tar/' whole > tars/images.tsv
    broken 'line 2 is not one of an image'
    sed '3s/\t1\t/\t2\t/' whole > tars/images.tsv
    broken 'it has images of several tags, 1 and 2'
    # Whole, but for the last end of a line: as good.
    head -c -1 whole > tars/images.tsv
    images 1 load podman --from tars
    said 'could not load'
    sed 's/crelens-crumb-1.tar\t[0-9a-f]*\t8\t-/-\t-\t-\thost:5000/' whole > tars/images.tsv
    images 3 load podman --from tars
    said 'crelens/crumb:1 was pushed to a registry and has no tar'
    cp whole tars/images.tsv
    echo other > tars/crelens-crumb-1.tar
    images 3 load podman --from tars
    said "tars/crelens-crumb-1.tar is damaged"
    rm tars/crelens-crumb-1.tar
    images 3 load podman --from tars
    said "tars/crelens-crumb-1.tar is missing; carry all files"
    [ -z "$(ls mine)" ] || fail 'something was loaded'
}

test_an_engine_that_is_not_there_stops_the_run() {
    if command -v apptainer > /dev/null; then skip 'apptainer is there'; fi
    expect 2 run -profile apptainer,test
    said '-profile apptainer: no apptainer found on the PATH; install apptainer'
    said 'or take a profile that can run here: local'
    nothing_submitted
}

# Images that are not those of the checkout are told of, and what a cluster's nodes need. Nothing is run: podman and sbatch fail.
test_a_run_tells_of_images_of_another_revision() {
    [ -e "$here/.git" ] || skip 'no git repository: no revision to compare with'
    mkdir bin
    printf '#!/bin/sh\nif [ "$1 $2" = "image inspect" ]; then echo "$PODMAN_ID"; else exit 9; fi\n' > bin/podman
    printf '#!/bin/sh\nexit 9\n' > bin/sbatch
    chmod +x bin/podman bin/sbatch
    own=$("$crelens" images tag)
    with_engine() { expect "$1" env PATH="$PWD/bin:$PATH" "$crelens" run -ansi-log false "${@:2}" --image_dir images; }
    list_of_images images 0.1.0-0123456789ab
    export PODMAN_ID=2
    with_engine 1 -profile podman,test
    said "the images are of 0.1.0-0123456789ab, this checkout is $own; renew them with ./crelens images build"
    # Named ones are meant, those of the checkout are right.
    with_engine 1 -profile podman,test --image_tag 0.1.0-0123456789ab
    if grep -q 'the images are of' out err; then fail 'told of images that were named'; fi
    list_of_images images "$own"
    with_engine 1 -profile podman,test
    if grep -q 'the images are of' out err; then fail 'told of images that are those of the checkout'; fi
    rm -r work
    PODMAN_ID=3 with_engine 2 -profile podman,test
    # All executables but two, which are in every image.
    local others=$(($(find "$here/bin" -type f | wc -l) - 3))
    said "image crelens/crumb:$own (and $others more) is there with another content than the list of images has; load it"
    nothing_submitted
    # A registry, and nothing recorded: the tag of the checkout. Here it shows in the container of the first task.
    rm -r images
    with_engine 1 -profile podman,test --registry 127.0.0.1:9/lab
    grep -rqF "127.0.0.1:9/lab/crelens/split-peaks:$own" work || fail 'another image than that of the checkout'
    # Slurm: what is missing here may be on the nodes.
    with_engine 1 -profile slurm,podman,test
    said '-profile podman: every node has a store of images of its own; load them on each'
    if ! command -v apptainer > /dev/null; then
        with_engine 2 -profile slurm,apptainer,test
        said 'is not in'
    fi
}

# Without a record, a repository or the script that knows the tag, as when a part of the pipeline was copied.
test_images_that_cannot_be_known_are_asked_for() {
    mkdir copy bin
    cp -r "$here"/{main.nf,nextflow.config,nextflow_schema.json,lib,conf,modules,subworkflows,workflows,assets,bin,crelens} copy/
    mkdir -p copy/tools/build/nextflow/target copy/tools/build/dist
    ln -s "$here/tools/build/nextflow/target/lib" copy/tools/build/nextflow/target/lib
    ln -s "$here/tools/build/dist/target" copy/tools/build/dist/target
    printf '#!/bin/sh\nexit 9\n' > bin/podman
    chmod +x bin/podman
    expect 2 env PATH="$PWD/bin:$PATH" CRELENS_BUILD=never copy/crelens run -ansi-log false -profile podman,test --registry 127.0.0.1:9
    said 'which images? None were built, loaded or pushed here, and the revision of the pipeline is not known; give --image_tag'
    nothing_submitted
}

test_images_that_are_not_loaded_stop_the_run() {
    mkdir bin images
    printf '#!/bin/sh\nexit 9\n' > bin/ch-run
    chmod +x bin/ch-run
    # Charliecloud takes no blanks there.
    local plain
    plain=$(mktemp -d /tmp/crelens-charliecloud.XXXXXX)
    # shellcheck disable=SC2064
    trap "rm -rf '$plain'" EXIT
    expect 2 env PATH="$PWD/bin:$PATH" "$crelens" run -ansi-log false -profile charliecloud,test --image_dir "$PWD/images" --image_tag 1 -work-dir "$plain"
    said "-profile charliecloud: image crelens/crumb:1 (and "
    said 'load it: ./crelens images load charliecloud'
    [ -z "$(find "$plain" -name .command.run)" ] || fail 'a task was submitted'
}

slow_images_are_small_and_share_layers() {
    images_built
    local name tar limit
    mkdir unpacked
    for name in $(image_names); do
        tar=$images/crelens-$name-$tag.tar
        tar -xf "$tar" -C unpacked config.json manifest.json
        grep -q '"Entrypoint"\|"Cmd"' unpacked/config.json && fail "$name has an entry point or a command of its own"
        for label in "title\":\"$name\"" 'version":"' 'revision":"' 'licenses":"Apache-2.0"' 'source":"crelens"' 'description":"'; do
            grep -qF "org.opencontainers.image.$label" unpacked/config.json || fail "$name lacks the label $label"
        done
        grep -qF "crelens/$name:$tag" unpacked/manifest.json || fail "$name is named otherwise"
        sed 's/.*"Layers":\[\([^]]*\)\].*/\1/' unpacked/manifest.json | tr -d '"' | tr ',' '\n' > "$name.layers"
        limit=120
        if grep -qF 'image.natives>lib' "$here"/tools/*/"$name"/pom.xml; then
            limit=220
            echo "$name" >> network
        else
            tar -tf "$tar" | grep gz | while read -r layer; do tar -xOf "$tar" "$layer" | tar -tz 2> /dev/null; done | grep -q 'nd4j' && fail "$name carries ND4J"
        fi
        [ "$(stat -c %s "$tar")" -le $((limit * 1000000)) ] || fail "$name is larger than $limit MB: $(stat -c %s "$tar")"
    done
    # Base and libraries are the same layers in all; with the network, libraries and natives of ND4J, too.
    [ "$(sort ./*.layers | uniq -c | awk -v all="$(image_names | wc -l)" '$1 == all' | wc -l)" -ge 2 ] || fail 'fewer than two layers are in all images'
    [ "$(sed 's/$/.layers/' network | xargs sort | uniq -c | awk -v all="$(wc -l < network)" '$1 == all' | wc -l)" -ge 4 ] ||
        fail 'fewer than four layers are in all images with the network'
}

slow_images_built_elsewhere_are_the_same() {
    case $("$crelens" images tag) in *-*-*) skip 'the checkout has changes: a clone would be another content' ;; esac
    images_built
    need mmdebstrap mmdebstrap
    git clone -q "$here" 'a clone' || fail 'git clone failed'
    './a clone/crelens' images build > clone.log 2>&1 || {
        cat clone.log >&2
        fail 'the clone could not be built'
    }
    # Whether one of them was pushed is no matter.
    cut -f 1-7 "$images/images.tsv" > here.tsv
    cut -f 1-7 'a clone/tools/target/images/images.tsv' > clone.tsv
    same here.tsv clone.tsv 'a second build has other bytes'
}

# All tools by hand, each started by "$@" NAME OPTION…, in the folder at hand.
chain() {
    local common=(--output-regions regions.bed.gz --output-peaks peaks.bed.gz --output-truth truth.tsv.gz)
    "$@" simulate --cell-line demo --regions-count 300 --length 800 --datasets 4 --trs 4 --seed 7 "${common[@]}" &&
        "$@" split-peaks --peaks peaks.bed.gz --output split &&
        "$@" tensorize --regions regions.bed.gz --peaks split/demo.peaks.bed.gz --cell-line demo --window 800 --output demo.tensor.bed.gz --output-summary sizes.tsv &&
        "$@" resources --summary sizes.tsv --filters 4 --deep-dim 8 --batch-size 8 --cpus 2 --output resources.tsv &&
        "$@" crumb --input demo.tensor.bed.gz --output crumbed.tensor.bed.gz &&
        "$@" train --tensor crumbed.tensor.bed.gz --filters 4 --deep-dim 8 --batch-size 8 --batches-per-epoch 4 --epochs 2 --seed 7 --threads 2 \
            --output demo.model.zip --loss loss.tsv &&
        "$@" score --tensor demo.tensor.bed.gz --model demo.model.zip --threads 2 --output demo.scores.tsv.gz &&
        "$@" tensorize --regions regions.bed.gz --peaks peaks.bed.gz --cell-line demo --window 800 --axes demo.model.zip --output again.tensor.bed.gz &&
        "$@" merge-windows --scores demo.scores.tsv.gz --output demo.raw.bed.gz &&
        "$@" normalize --raw demo.raw.bed.gz --tensor demo.tensor.bed.gz --model demo.model.zip --regions regions.bed.gz --sample-windows 40 --seed 7 --threads 2 \
            --output-factors factors.tsv --output-corr-group corr.bed.gz --output-final final.bed.gz --output-scores scores.tsv.gz \
            --output-regions regions.tsv.gz --output-stats-tr tr.tsv --output-stats-dataset dataset.tsv &&
        "$@" qscore --tensor demo.tensor.bed.gz --model demo.model.zip --windows 40 --seed 7 --threads 2 --output q_score &&
        mkdir -m 777 demo && cp scores.tsv.gz demo/demo.scores.tsv.gz &&
        "$@" interpret --tensor demo.tensor.bed.gz --model demo.model.zip --factors factors.tsv --threads 2 --output demo/interpretation &&
        "$@" tracks --final-bed final.bed.gz --scores scores.tsv.gz --regions regions.tsv.gz --threads 2 --output-bigbed final.bb --output-bigwig mean_score.bw &&
        "$@" summarize --results demo --cell-line demo --output demo.document.json &&
        "$@" report --document demo.document.json --output report.html --output-figures figures --output-multiqc multiqc &&
        "$@" judge --experiment 2a --tensor demo.tensor.bed.gz --truth truth.tsv.gz --model demo.model.zip --label 8x8 --threads 2 \
            --output-measures 2a.tsv --output-document 2a.document.json &&
        "$@" judge --compare 2a.tsv --output-measures study.tsv --output-document run.document.json &&
        "$@" report --document run.document.json 2a.document.json --output study.html
}

in_checkout() { "$here/bin/$1" "${@:2}"; }

# Nobody's uid, no home, no network, nothing to write to but the folder.
in_container() {
    podman run --rm --user 12345:12345 --read-only --read-only-tmpfs=false --network none -v "$PWD:/data" -w /data "crelens/$1:$tag" env -u HOME "$@"
}

slow_podman_runs_all_tools_as_anyone() {
    images_built
    podman_ready
    mkdir local contained
    (cd local && chain in_checkout > ../local.log 2>&1) || {
        cat local.log >&2
        fail 'the tools failed'
    }
    # Bits for all: another user writes here.
    chmod 777 contained . && chmod 755 "$room"
    (cd contained && chain in_container > ../contained.log 2>&1) || {
        cat contained.log >&2
        fail 'the tools failed in containers'
    }
    [ "$(stat -c %u contained/final.bed.gz)" = 12345 ] || fail 'files belong to somebody else'
    digest local > local.digest
    digest contained > contained.digest
    same local.digest contained.digest 'containers give other bytes'
    local name
    for name in $(image_names); do
        [ "$(podman run --rm "crelens/$name:$tag" "$name" --version)" = "$("$here/bin/$name" --version)" ] || fail "$name tells another version in its image"
    done
}

slow_podman_limits_memory() {
    images_built
    podman_ready
    podman run --rm --memory 600m "crelens/crumb:$tag" true > probe 2>&1 || skip "podman cannot limit memory here: $(tail -n 1 probe)"
    podman run --rm --memory 600m -e CRELENS_JAVA_OPTIONS=-XX:+PrintCommandLineFlags "crelens/crumb:$tag" crumb --version > out 2>&1 || fail 'crumb failed'
    # Three quarters of the limit are 450 MB, of which 128 stay outside of the heap.
    grep -q "MaxHeapSize=$((322 * 1048576))" out || {
        cat out >&2
        fail 'the heap is not that of 600 MB'
    }
}

# The results of tools and images of one build: a model tells the revision that trained it.
local_results() {
    images_built
    [ ! -e "$room/local/done" ] || return 0
    mkdir -p "$room/local"
    reference
    # Those that were made before are as good, unless the images were built from a later revision.
    if grep -qF "crumb: \"$("$here/bin/crumb" --version | sed 's/^crumb (crelens) //')\"" "$room/reference/results-test/pipeline_info/versions.yml"; then
        digest "$room/reference/results-test" > "$room/local/digest"
    else
        (cd "$room/local" && expect 0 run -profile test && digest results-test > digest) || exit 1
    fi
    touch "$room/local/done"
}

slow_podman_gives_the_results_of_local() {
    local_results
    podman_ready
    expect 0 run -profile podman,test
    digest results-test > podman.digest
    same "$room/local/digest" podman.digest 'podman gives other results'
    grep -qF "podman run" work/*/*/.command.run || fail 'no task ran in a container'
}

slow_charliecloud_gives_the_results_of_local() {
    need ch-run charliecloud
    local_results
    # Nextflow does not quote the work folder for Charliecloud: no blanks, and that is said.
    expect 2 run -profile charliecloud,test
    said "-profile charliecloud: the work folder '$PWD/work' has a blank in its path"
    local plain
    plain=$(mktemp -d /tmp/crelens-charliecloud.XXXXXX)
    # shellcheck disable=SC2064
    trap "rm -rf '$plain'" EXIT
    cd "$plain" || fail "no $plain"
    mkdir elsewhere
    export USER=${USER:-$(id -un)}
    # As on a machine to which the tars were carried.
    CRELENS_IMAGES=$PWD/elsewhere expect 0 "$crelens" images load charliecloud --from "$images"
    ch-run "elsewhere/charliecloud/img/crelens%crumb+$tag" -- true > probe.log 2>&1 || skip "charliecloud cannot run containers here: $(tail -n 1 probe.log)"
    expect 0 run -profile charliecloud,test --image_dir "$PWD/elsewhere"
    digest results-test > charliecloud.digest
    same "$room/local/digest" charliecloud.digest 'charliecloud gives other results'
    grep -qF 'ch-run' work/*/*/.command.run || fail 'no task ran in a container'
}

slow_images_go_to_a_registry() {
    need docker-registry docker-registry
    need curl curl
    images_built
    cp "$images/images.tsv" built.tsv
    local port=5${RANDOM:0:3}
    printf 'version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: %s\nhttp:\n  addr: 127.0.0.1:%s\n' "$PWD/registry" "$port" > registry.yml
    docker-registry serve registry.yml > registry.log 2>&1 &
    local registry=$!
    # shellcheck disable=SC2064
    trap "kill $registry" EXIT
    sleep 2
    expect 0 "$crelens" images push --registry "127.0.0.1:$port/lab" --insecure
    local name digest
    for name in $(image_names); do
        digest=$(curl -sI -H 'Accept: application/vnd.docker.distribution.manifest.v2+json' "http://127.0.0.1:$port/v2/lab/crelens/$name/manifests/$tag" |
            tr -d '\r' | awk 'tolower($1) == "docker-content-digest:" {print $2}')
        [ "$digest" = "$(awk -F '\t' -v name="crelens/$name" '$1 == name {print $3}' "$images/images.tsv")" ] || fail "$name has another digest in the registry: $digest"
    done
    # The list tells where they went, and keeps the tars.
    sed "2,\$s|[^\t]*\$|127.0.0.1:$port/lab|" built.tsv > expected.tsv
    same expected.tsv "$images/images.tsv" 'the list of images is another one after pushing'
    # As after a push from a checkout that has built no tars: a run takes the tag from it.
    expect 0 env CRELENS_IMAGES="$PWD/fresh" "$crelens" images push --registry "127.0.0.1:$port/lab" --insecure
    [ "$(cut -f 2,5,8 fresh/images.tsv | sed -n '2p')" = "$tag	-	127.0.0.1:$port/lab" ] || fail "not recorded: $(sed -n 2p fresh/images.tsv)"
    # Whether podman is there is not the question.
    mkdir bin
    printf '#!/bin/sh\nexit 9\n' > bin/podman
    chmod +x bin/podman
    expect 3 env CRELENS_IMAGES="$PWD/fresh" PATH="$PWD/bin:$PATH" "$crelens" images load podman
    said 'was pushed to a registry and has no tar'
}

test_images_by_hand_need_a_tag() {
    need mvn maven
    expect 1 mvn -q -B -ntp -f "$here/tools/pom.xml" -Pimages -DskipTests validate
    said 'images need a tag: run ./crelens images build'
    expect 0 mvn -q -B -ntp -f "$here/tools/pom.xml" -Pimages -DskipTests -Dimage.tag=1 validate
}
