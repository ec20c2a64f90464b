#!/usr/bin/env bash
# Images of the executables: made, loaded into an engine, pushed, listed. Called as ./crelens images COMMAND …; see docs/containers.md.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
folder=${CRELENS_IMAGES:-$here/tools/target/images}
base=$here/containers/target
version=$(sed -n "s/^ *version = '\(.*\)'/\1/p" "$here/nextflow.config" | head -n 1)
engines='docker podman singularity apptainer charliecloud'

usage() {
    cat << END
Images of the executables, one each, as tars: no daemon and no registry is needed to make or to carry them.

  ./crelens images build                          make all: into $folder
  ./crelens images load ENGINE [--from FOLDER]    give the tars to ENGINE ($engines);
                                                  FOLDER: tars carried here from another machine
  ./crelens images push --registry HOST[/PATH] [--insecure]
                                                  build, and push to a registry in place of writing tars
  ./crelens images list                           name, tag, digest, tar and its size

Then: ./crelens run -profile ENGINE …
END
}

say() { echo "crelens: $*" >&2; }

die() {
    local code=$1
    shift
    say "$@"
    exit "$code"
}

revision() { git -C "$here" rev-parse --verify -q HEAD 2> /dev/null || echo unknown; }

# Version and git revision; -dirty when the tree has changes, so that one tag means one content.
tag() {
    local revision dirty=''
    revision=$(revision)
    if [ "$revision" = unknown ]; then
        # A source archive: its files stand in for the revision.
        revision=$(cd "$here" && find bin tools/*/src/main tools/pom.xml tools/*/pom.xml -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
    elif [ -n "$(git -C "$here" status --porcelain)" ]; then
        dirty=-dirty
    fi
    echo "$version-${revision:0:12}$dirty"
}

# The address of the project, when the checkout knows one; names and passwords in it stay out.
source_address() {
    local address
    address=$(git -C "$here" config --get remote.origin.url 2> /dev/null || true)
    case $address in http://* | https://*) echo "$address" | sed 's|//[^/@]*@|//|' ;; *) echo unknown ;; esac
}

executables() { grep -l '<jib.skip>false' "$here"/tools/*/pom.xml | sed 's|/pom.xml$||; s|.*/||'; }

# maven OPTION…: one build of everything, images included.
maven() {
    command -v mvn > /dev/null || die 1 'no mvn found; install Maven 3.6 or newer and a JDK 17 or newer (Debian: apt-get install maven openjdk-17-jdk-headless)'
    if [ ! -e "$base/base.tar" ] || [ "$here/containers/base.sh" -nt "$base/base.tar" ]; then
        say 'making the base image from Debian packages (less than a minute)'
        "$here/containers/base.sh" "$base" || die 1 'the base image could not be made (above)'
    fi
    mkdir -p "$folder"
    local log=$here/tools/target/images.log stamp=$here/tools/target/build.stamp
    exec 9> "$here/tools/target/build.lock"
    if command -v flock > /dev/null; then flock 9; fi
    say "building the images (a few minutes the first time; log: $log)"
    touch "$stamp.new"
    mvn -q -B -ntp -f "$here/tools/pom.xml" -Pimages -DskipTests -Djib.disableUpdateChecks=true -Djib.baseImageCache="$here/tools/target/jib" \
        -Dimage.folder="$folder" -Dimage.tag="$tag" -Dimage.revision="$(revision)" -Dimage.source="$(source_address)" "$@" package > "$log" 2>&1 9>&- || {
        tail -n 40 "$log" >&2
        die 1 "the images could not be built; the whole log is in $log"
    }
    mv "$stamp.new" "$stamp"
    exec 9>&-
}

# One line of what Jib said of an image: field NAME FILE.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$2"; }

# Whether tars of this tag are all there. A tree with changes may have new ones.
current() {
    case $1 in *-dirty) return 1 ;; esac
    [ -e "$folder/images.tsv" ] && [ "$base/base.tar" -ot "$folder/images.tsv" ] || return 1
    local name
    for name in $(executables); do
        grep -q "^crelens/$name	$1	" "$folder/images.tsv" && [ -e "$folder/crelens-$name-$1.tar" ] || return 1
    done
}

build() {
    local tag name json tar
    tag=$(tag)
    if current "$tag"; then
        say "the images of $tag are there"
        list
        return
    fi
    maven
    {
        printf 'name\ttag\tdigest\tid\ttar\tsha256\tbytes\n'
        for name in $(executables); do
            json=$here/tools/$name/target/image.json
            tar=crelens-$name-$tag.tar
            printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "crelens/$name" "$tag" "$(field imageDigest "$json")" "$(field imageId "$json")" \
                "$tar" "$(sha256sum "$folder/$tar" | cut -d ' ' -f 1)" "$(stat -c %s "$folder/$tar")"
        done
    } > "$folder/images.tsv.new"
    mv "$folder/images.tsv.new" "$folder/images.tsv"
    # Tars of earlier builds would be carried along.
    local file
    for file in "$folder"/crelens-*.tar; do
        grep -qF "$(basename "$file")" "$folder/images.tsv" || rm -f "$file"
    done
    list
}

push() {
    local registry='' options=()
    while [ $# -gt 0 ]; do
        case $1 in
            --registry)
                registry=${2:-}
                shift
                ;;
            --registry=*) registry=${1#*=} ;;
            --insecure) options+=(-Djib.allowInsecureRegistries=true) ;;
            *) die 2 "images push: unknown option '$1'; expected --registry HOST[/PATH] [--insecure]" ;;
        esac
        shift || true
    done
    [ -n "$registry" ] || die 2 'images push: to which registry? --registry HOST[/PATH]'
    local tag name
    tag=$(tag)
    maven -Dimage.registry="${registry%/}" ${options[@]+"${options[@]}"}
    for name in $(executables); do
        echo "${registry%/}/crelens/$name:$tag $(field imageDigest "$here/tools/$name/target/image.json")"
    done
    say "pushed; run with --registry ${registry%/} --image_tag $tag"
}

list() {
    [ -e "$folder/images.tsv" ] || die 1 "there are no images in $folder; make them: ./crelens images build"
    awk -F '\t' 'NR > 1 {printf "%-24s %-28s %s  %6.1f MB  %s\n", $1, $2, $3, $7 / 1e6, $5}' "$folder/images.tsv"
}

# entries FUNCTION: calls it with name, tag and tar of every image of images.tsv in $from.
entries() {
    local name tag digest id tar sum bytes
    while IFS=$'\t' read -r name tag digest id tar sum bytes; do
        [ "$name" != name ] || continue
        "$1" "$name" "$tag" "$from/$tar" "$sum"
    done < "$from/images.tsv"
}

check() {
    local sum
    [ -e "$3" ] || die 3 "$3 is missing; carry all files of the folder that 'images build' filled, or build the images here: ./crelens images build"
    sum=$(sha256sum "$3" | cut -d ' ' -f 1)
    [ "$sum" = "$4" ] || die 3 "$3 is damaged (sha256 $sum, expected $4); carry it again, or build the images here: ./crelens images build"
}

load_daemon() {
    "$engine" load -q -i "$3" > /dev/null || die 1 "$engine could not load $3 (above)"
    say "$1:$2 is in $engine"
}

# Where Nextflow looks for an image before it would fetch one: NAME and TAG with dashes, .img.
load_sif() {
    local file=$folder/${1//\//-}-$2.img
    "$engine" build --force "$file.new" "docker-archive://$3" > "$folder/$engine.log" 2>&1 || {
        tail -n 20 "$folder/$engine.log" >&2
        rm -f "$file.new"
        die 1 "$engine could not make an image of $3 (above)"
    }
    mv "$file.new" "$file"
    say "$1:$2 is $file"
}

# Charliecloud runs folders. This is the layout of its storage, as Nextflow expects it.
load_folder() {
    local room=$folder/charliecloud/new layer target=$folder/charliecloud/img/${1//\//%}+$2
    mkdir -p "$folder/charliecloud/img" "$folder/charliecloud/dlcache"
    rm -rf "$room"
    mkdir -p "$room/tar" "$room/root"
    tar -C "$room/tar" -xf "$3"
    for layer in $(sed 's/.*"Layers":\[\([^]]*\)\].*/\1/; s/[",]/ /g' "$room/tar/manifest.json"); do
        # Owners are left out: the user's are those that a task has. No device files.
        tar -C "$room/root" --no-same-owner --warning=no-unknown-keyword --exclude='./dev/*' -xzf "$room/tar/$layer" ||
            die 4 "$folder cannot take the image of $1 (above)"
    done
    # What a task's environment is set from (ch-run --set-env), and where it mounts: the image is read-only, so that the folders in which
    # work may lie have to be there.
    mkdir -p "$room/root/ch" "$room/root/dev" "$room/root/proc" "$room/root/sys"
    for layer in /*/; do [ -e "$room/root$layer" ] || mkdir -p "$room/root$layer"; done
    sed 's/.*"Env":\[\([^]]*\)\].*/\1/; s/","/\n/g; s/"//g' "$room/tar/config.json" > "$room/root/ch/environment"
    echo >> "$room/root/ch/environment"
    [ ! -e "$target" ] || { chmod -R u+w "$target" && rm -rf "$target"; }
    mv "$room/root" "$target"
    rm -rf "$room"
    say "$1:$2 is $target"
}

load() {
    engine=${1:-}
    [ $# -eq 0 ] || shift
    case " $engines " in *" $engine "*) ;; *) die 2 "images load: unknown engine '$engine'; one of $engines" ;; esac
    [ -n "$engine" ] || die 2 "images load: into which engine? One of $engines"
    from=$folder
    while [ $# -gt 0 ]; do
        case $1 in
            --from)
                from=${2:-}
                shift
                ;;
            --from=*) from=${1#*=} ;;
            *) die 2 "images load: unknown option '$1'; expected [--from FOLDER]" ;;
        esac
        shift || true
    done
    [ -n "$from" ] && [ -d "$from" ] || die 3 "there is no folder '$from' with images; make them: ./crelens images build, or name the folder of the tars: --from FOLDER"
    from=$(cd "$from" && pwd -P)
    [ -e "$from/images.tsv" ] || die 3 "$from holds no images.tsv, the list of the tars; make images: ./crelens images build, or carry the whole folder here"
    local program=$engine
    [ "$engine" != charliecloud ] || program=ch-run
    command -v "$program" > /dev/null || die 1 "no $program found; install $engine, or take another engine of $engines"
    # All are looked at before the first is loaded.
    entries check
    mkdir -p "$folder" 2> /dev/null && [ -w "$folder" ] || die 4 "$folder cannot be written to; set CRELENS_IMAGES to a folder that can, and run with --image_dir of the same"
    case $engine in
        docker | podman) entries load_daemon ;;
        singularity | apptainer) entries load_sif ;;
        charliecloud) entries load_folder ;;
    esac
    # The run takes the tag from this list.
    [ "$from" -ef "$folder" ] || cp "$from/images.tsv" "$folder/images.tsv"
    say "loaded; now: ./crelens run -profile $engine …"
}

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
    build)
        [ $# -eq 0 ] || die 2 "images build takes no options, found '$1'"
        build
        ;;
    load) load "$@" ;;
    push) push "$@" ;;
    list) list ;;
    help | --help | -h) usage ;;
    *)
        usage >&2
        die 2 "unknown command 'images $command'; one of build, load, push, list"
        ;;
esac
