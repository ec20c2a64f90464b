# shellcheck shell=bash
# Images: their bytes, their size, who may run them; engines that run the whole pipeline; what is said when something is missing.

# Images of this checkout, built once and kept in tools/target/images.
images_built() {
    [ -e "$here/containers/target/base.tar" ] || need mmdebstrap mmdebstrap
    "$crelens" images build > images.log 2>&1 || {
        cat images.log >&2
        fail 'the images could not be built'
    }
    images=$here/tools/target/images
    tag=$(awk -F '\t' 'NR == 2 {print $2}' "$images/images.tsv")
}

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
    heap() { env -u CRELENS_MEMORY_MB CRELENS_CGROUP_FILE="$PWD/groups" JAVA_HOME="$PWD/java" "$@" "$here/bin/crumb" | grep -o -- '-Xmx[0-9]*m' | tr -d -c 0-9; }
    # Version 2: the group's own limit, and that of a group above.
    echo '0::/a/b' > groups
    echo max > v2/a/b/memory.max
    echo $((4096 * 1048576)) > v2/a/memory.max
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v2")" = 3584 ] || fail 'the limit of the group above'
    echo $((1024 * 1048576)) > v2/a/b/memory.max
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v2")" = 896 ] || fail 'the limit of the own group'
    [ "$(heap CRELENS_MEMORY_MB=512 CRELENS_CGROUP_ROOT="$PWD/v2")" = 384 ] || fail 'less was asked for'
    [ "$(heap CRELENS_MEMORY_MB=8192 CRELENS_CGROUP_ROOT="$PWD/v2")" = 896 ] || fail 'more than the limit was asked for'
    # Version 1, and its way to say that there is none; in a container the own group is the root of what is seen.
    printf '5:cpu:/job\n4:memory:/job\n' > groups
    echo 9223372036854771712 > v1/memory/job/memory.limit_in_bytes
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v1")" = 1792 ] || fail 'no limit: 2048 MB'
    echo $((3000 * 1048576)) > v1/memory/memory.limit_in_bytes
    [ "$(heap CRELENS_CGROUP_ROOT="$PWD/v1")" = 2625 ] || fail 'the root of what is seen'
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
    images 3 load podman --from nowhere
    said "there is no folder 'nowhere' with images"
    images 3 load podman --from empty
    said 'holds no images.tsv'
    images 1 list
    said 'make them: ./crelens images build'
    echo content > tars/crelens-crumb-1.tar
    printf 'name\ttag\tdigest\tid\ttar\tsha256\tbytes\ncrelens/crumb\t1\tsha256:1\tsha256:2\tcrelens-crumb-1.tar\t%s\t8\n' \
        "$(echo content | sha256sum | cut -d ' ' -f 1)" > tars/images.tsv
    images 1 load podman --from tars
    said 'could not load'
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

test_images_that_are_not_loaded_stop_the_run() {
    mkdir bin images
    printf '#!/bin/sh\nexit 9\n' > bin/ch-run
    chmod +x bin/ch-run
    expect 2 env PATH="$PWD/bin:$PATH" "$crelens" run -ansi-log false -profile charliecloud,test --image_dir "$PWD/images" --image_tag 1
    said "-profile charliecloud: image crelens/crumb:1 (and "
    said 'load it: ./crelens images load charliecloud'
    nothing_submitted
}

slow_images_are_small_and_share_layers() {
    images_built
    local name tar limit
    mkdir unpacked
    for name in $(image_names); do
        tar=$images/crelens-$name-$tag.tar
        tar -xf "$tar" -C unpacked config.json manifest.json
        grep -q '"Entrypoint"\|"Cmd"' unpacked/config.json && fail "$name has an entry point or a command of its own"
        for label in "title\":\"$name\"" 'version":"' 'revision":"' 'licenses":"Apache-2.0"' 'source":"' 'description":"'; do
            grep -qF "org.opencontainers.image.$label" unpacked/config.json || fail "$name lacks the label $label"
        done
        grep -qF "crelens/$name:$tag" unpacked/manifest.json || fail "$name is named otherwise"
        sed 's/.*"Layers":\[\([^]]*\)\].*/\1/' unpacked/manifest.json | tr -d '"' | tr ',' '\n' > "$name.layers"
        limit=120
        if grep -qF 'image.natives>lib' "$here/tools/$name/pom.xml"; then
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
    if [ -n "$(git -C "$here" status --porcelain)" ]; then skip 'the checkout has changes: a clone would be another content'; fi
    images_built
    need mmdebstrap mmdebstrap
    git clone -q "$here" 'a clone' || fail 'git clone failed'
    # Same address of the source: a label tells it.
    git -C 'a clone' config remote.origin.url "$(git -C "$here" config --get remote.origin.url || echo none)"
    './a clone/crelens' images build > clone.log 2>&1 || {
        cat clone.log >&2
        fail 'the clone could not be built'
    }
    same "$images/images.tsv" 'a clone/tools/target/images/images.tsv' 'a second build has other bytes'
}

# All tools by hand, each started by "$@" NAME OPTION…, in the folder at hand.
chain() {
    local common=(--output-regions regions.bed.gz --output-peaks peaks.bed.gz --output-truth truth.tsv.gz)
    "$@" simulate --cell-line demo --regions-count 300 --length 800 --datasets 4 --trs 4 --seed 7 "${common[@]}" &&
        "$@" tensorize --regions regions.bed.gz --peaks peaks.bed.gz --cell-line demo --window 800 --output demo.tensor.bed.gz &&
        "$@" crumb --input demo.tensor.bed.gz --output crumbed.tensor.bed.gz &&
        "$@" train --tensor crumbed.tensor.bed.gz --filters 4 --deep-dim 8 --batch-size 8 --batches-per-epoch 4 --epochs 2 --seed 7 --threads 2 \
            --output demo.model.zip --loss loss.tsv &&
        "$@" score --tensor demo.tensor.bed.gz --model demo.model.zip --threads 2 --output demo.scores.tsv.gz &&
        "$@" tensorize --regions regions.bed.gz --peaks peaks.bed.gz --cell-line demo --window 800 --axes demo.model.zip --output again.tensor.bed.gz &&
        "$@" merge-windows --scores demo.scores.tsv.gz --output demo.raw.bed.gz &&
        "$@" normalize --raw demo.raw.bed.gz --tensor demo.tensor.bed.gz --model demo.model.zip --regions regions.bed.gz --sample-windows 40 --seed 7 --threads 2 \
            --output-factors factors.tsv --output-corr-group corr.bed.gz --output-final final.bed.gz --output-scores scores.tsv.gz \
            --output-regions regions.tsv.gz --output-stats-tr tr.tsv --output-stats-dataset dataset.tsv &&
        "$@" qscore --tensor demo.tensor.bed.gz --model demo.model.zip --windows 40 --seed 7 --threads 2 --output q_score
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
    grep -q "MaxHeapSize=$((472 * 1048576))" out || {
        cat out >&2
        fail 'the heap is not that of 600 MB'
    }
}

# The results of tools and images of one build: a model tells the revision that trained it.
local_results() {
    images_built
    [ ! -e "$room/local/done" ] || return 0
    mkdir -p "$room/local"
    (cd "$room/local" && expect 0 run -profile test && digest results-test > digest) || exit 1
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
}
