#!/usr/bin/env bash
# Images of the executables: made, loaded into an engine, pushed, listed. Called as ./crelens images COMMAND …; see docs/containers.md.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
folder=${CRELENS_IMAGES:-$here/tools/target/images}
# Other programs are started in other folders.
case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
base=$here/containers/target
version=$(sed -n "s/^ *version = '\(.*\)'/\1/p" "$here/nextflow.config" | head -n 1)
engines='docker podman singularity apptainer charliecloud'
# The list of images; - stands for what is not there: images that were pushed only have no tar, others no registry.
columns=$'name\ttag\tdigest\tid\ttar\tsha256\tbytes\tregistry'

usage() {
    cat << END
Images of the executables, one each, as tars: no daemon and no registry is needed to make or to carry them.

  ./crelens images build [--refresh]              make all: into $folder;
                                                  --refresh: the base anew, with the packages Debian has now
  ./crelens images load ENGINE [--from FOLDER]    give the tars to ENGINE ($engines);
                                                  FOLDER: tars carried here from another machine
  ./crelens images push --registry HOST[/PATH] [--insecure]
                                                  build, and push to a registry in place of writing tars
  ./crelens images list                           name, tag, digest, size, tar
  ./crelens images tag                            the tag that this checkout has now
  ./crelens images clean                          remove files of Singularity, folders of Charliecloud and tars of other tags

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

# Asks the repository of this checkout, whoever owns it, and leaves it as it is.
ask() { GIT_OPTIONAL_LOCKS=0 git -C "$here" -c safe.directory='*' "$@" 2> /dev/null; }

# What HEAD is, read from the files of the repository: for machines without git.
read_head() {
    local repository=$here/.git common head
    if [ -f "$repository" ]; then
        repository=$(sed -n 's/^gitdir: //p' "$repository")
        case $repository in /*) ;; *) repository=$here/$repository ;; esac
    fi
    [ -r "$repository/HEAD" ] || return 0
    common=$repository
    if [ -r "$repository/commondir" ]; then
        common=$(cat "$repository/commondir")
        case $common in /*) ;; *) common=$repository/$common ;; esac
    fi
    head=$(cat "$repository/HEAD")
    case $head in
        'ref: '*)
            head=${head#ref: }
            if [ -r "$common/$head" ]; then
                cat "$common/$head"
            elif [ -r "$common/packed-refs" ]; then
                awk -v ref="$head" '$2 == ref {print $1}' "$common/packed-refs"
            fi
            ;;
        *) echo "$head" ;;
    esac
}

revision() {
    local revision=''
    if [ -e "$here/.git" ]; then revision=$(ask rev-parse --verify -q HEAD || read_head); fi
    echo "${revision:-unknown}"
}

# What differs from the revision among the sources of images, one file and its content a line; nothing when nothing does.
changes() {
    local sources=(tools bin containers ':(exclude,glob)tools/*/*/src/test/**') file
    { ask diff --name-only --no-renames -z HEAD -- "${sources[@]}" && ask ls-files -z --others --exclude-standard -- "${sources[@]}"; } |
        LC_ALL=C sort -zu | while IFS= read -r -d '' file; do
        if [ -f "$here/$file" ]; then sha256sum < "$here/$file" | sed "s|-$|$file|"; else echo "removed $file"; fi
    done
}

# Version and git revision, and for changed sources a digest of the changes, so that one tag means one state of the sources.
tag() {
    local revision changes
    revision=$(revision)
    if [ "$revision" = unknown ]; then
        # A source archive: its files stand in for the revision.
        revision=$(cd "$here" && find bin tools/*/*/src/main tools/pom.xml tools/*/*/pom.xml -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
        changes=''
    else
        changes=$(changes || true)
    fi
    [ -z "$changes" ] || changes=-$(echo "$changes" | sha256sum | cut -c 1-8)
    echo "$version-${revision:0:12}$changes"
}

# Executables with their folder, one a line: an artefact has the name of its command, a folder of tools/<method>/ may have a shorter one.
modules() {
    local pom
    grep -l '<jib.skip>false' "$here"/tools/*/*/pom.xml | while IFS= read -r pom; do
        echo "$(sed -n '/<\/parent>/,$ s|^ *<artifactId>\(.*\)</artifactId>.*|\1|p' "$pom" | head -n 1)	$(dirname "$pom")"
    done
}

executables() { modules | cut -f 1; }

module() { modules | awk -F '\t' -v name="$1" '$1 == name {print $2}'; }

# What the base is made with: its recipe, and the mirror or the list of sources.
recipe() {
    local mirror=${CRELENS_DEBIAN_MIRROR:-}
    if [ -f "$mirror" ]; then cat "$mirror"; else echo "$mirror"; fi | cat - "$here/containers/base.sh" | sha256sum
}

base_current() { [ -e "$base/base.tar" ] && [ -e "$base/base.recipe" ] && [ "$(cat "$base/base.recipe")" = "$(recipe)" ]; }

# maven OPTION…: one build of everything, images included.
maven() {
    command -v mvn > /dev/null || die 1 'no mvn found; install Maven 3.6 or newer and a JDK 17 or newer (Debian: apt-get install maven openjdk-17-jdk-headless)'
    if ! base_current; then
        say 'making the base image from Debian packages (less than a minute)'
        "$here/containers/base.sh" "$base" || die 1 'the base image could not be made (above)'
        recipe > "$base/base.recipe"
    elif [ -n "$(find "$base/base.recipe" -mtime +30)" ]; then
        say 'the base image is more than 30 days old; ./crelens images build --refresh takes what Debian has mended since'
    fi
    mkdir -p "$folder" "$here/tools/target"
    local log=$here/tools/target/images.log stamp=$here/tools/target/build.stamp
    exec 9> "$here/tools/target/build.lock"
    if command -v flock > /dev/null; then flock 9; fi
    say "building the images (a few minutes the first time; log: $log)"
    touch "$stamp.new"
    [ "${CRELENS_TOOLS_STAND:-}" != true ] || set -- "$@" -Ddist.skip=true
    mvn -q -B -ntp -f "$here/tools/pom.xml" -Pimages -DskipTests -Djib.disableUpdateChecks=true -Djib.baseImageCache="$here/tools/target/jib" \
        -Dimage.folder="$folder" -Dimage.tag="$tag" -Dimage.revision="$(revision)" "$@" package > "$log" 2>&1 9>&- || {
        tail -n 40 "$log" >&2
        die 1 "the images could not be built; the whole log is in $log"
    }
    mv "$stamp.new" "$stamp"
    exec 9>&-
}

# One line of what Jib said of an image: field NAME FILE.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" "$2"; }

# Why a list of images cannot be used; nothing when it can.
fault() {
    awk -F '\t' -v columns="$columns" -v wanted="$(executables | tr '\n' ' ')" '
        function bad(why) { print why; failed = 1; exit }
        NR == 1 { if ($0 != columns) bad("its first line does not name the columns " columns); next }
        NF != 8 { bad("line " NR " has " NF " columns in place of 8") }
        $1 !~ /^crelens\/[a-z][a-z0-9-]*$/ || $2 !~ /^[A-Za-z0-9_][A-Za-z0-9._-]*$/ || $3 !~ /^sha256:[0-9a-f]+$/ || $4 !~ /^sha256:[0-9a-f]+$/ ||
            $5 !~ /^(-|[A-Za-z0-9_][A-Za-z0-9._-]*\.tar)$/ || $6 !~ /^(-|[0-9a-f]+)$/ || $7 !~ /^(-|[0-9]+)$/ || $8 == "" { bad("line " NR " is not one of an image") }
        tag != "" && $2 != tag { bad("it has images of several tags, " tag " and " $2) }
        { tag = $2; seen[$1] = 1 }
        END {
            if (failed) exit
            if (NR < 2) bad("it names no image")
            count = split(wanted, names, " ")
            for (i = 1; i <= count; i++) if (!("crelens/" names[i] in seen)) bad("crelens/" names[i] " is not in it")
        }' "$1"
}

# Whether tars of this tag are all there.
current() {
    [ -e "$folder/images.tsv" ] && [ "$base/base.tar" -ot "$folder/images.tsv" ] && [ -z "$(fault "$folder/images.tsv")" ] || return 1
    local name
    for name in $(executables); do
        grep -q "^crelens/$name	$1	" "$folder/images.tsv" && [ -e "$folder/crelens-$name-$1.tar" ] && grep -q "	crelens-$name-$1.tar	" "$folder/images.tsv" || return 1
    done
}

# record REGISTRY|-: writes the list of what was just made. Of an image that did not change it keeps what it knew: its tar, its registry.
record() {
    local name json file digest id sum bytes registry known
    {
        echo "$columns"
        for name in $(executables); do
            json=$(module "$name")/target/image.json
            digest=$(field imageDigest "$json")
            id=$(field imageId "$json")
            known=$(awk -F '\t' -v OFS='\t' -v name="crelens/$name" -v tag="$tag" -v digest="$digest" \
                '$1 == name && $2 == tag && $3 == digest && NF == 8 {print $5, $6, $7, $8}' "$folder/images.tsv" 2> /dev/null || true)
            IFS=$'\t' read -r file sum bytes registry <<< "${known:--	-	-	-}"
            if [ "$1" = - ]; then
                file=crelens-$name-$tag.tar
                sum=$(sha256sum "$folder/$file" | cut -d ' ' -f 1)
                bytes=$(stat -c %s "$folder/$file")
            else
                registry=$1
            fi
            printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "crelens/$name" "$tag" "$digest" "$id" "$file" "$sum" "$bytes" "$registry"
        done
    } > "$folder/images.tsv.new"
    mv "$folder/images.tsv.new" "$folder/images.tsv"
}

build() {
    local tag file
    [ $# -eq 0 ] || [ "$*" = --refresh ] || die 2 "images build: unknown option '$*'; expected [--refresh]"
    tag=$(tag)
    if [ $# -gt 0 ]; then
        rm -f "$base/base.recipe"
    elif base_current && current "$tag"; then
        say "the images of $tag are there"
        list
        return
    fi
    maven
    record -
    # Tars of earlier builds would be carried along.
    for file in "$folder"/crelens-*.tar; do
        grep -qF "$(basename "$file")" "$folder/images.tsv" || rm -f "$file"
    done
    list
}

push() {
    local registry='' options=() tag name pattern
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
    # The form that --registry of a run has to have.
    pattern=$(sed -n '/"registry": {/,/}/s/^ *"pattern": "\(.*\)",$/\1/p' "$here/nextflow_schema.json")
    [[ $registry =~ $pattern ]] || die 2 "images push: '$registry' is not a registry; give one without protocol, such as --registry host:5000/path"
    registry=${registry%/}
    tag=$(tag)
    maven -Dimage.registry="$registry" ${options[@]+"${options[@]}"}
    # A run takes the tag from this list.
    record "$registry"
    for name in $(executables); do
        echo "$registry/crelens/$name:$tag $(field imageDigest "$(module "$name")/target/image.json")"
    done
    say "pushed; run this checkout with --registry $registry, any other with --registry $registry --image_tag $tag"
}

list() {
    [ -e "$folder/images.tsv" ] || die 1 "there are no images in $folder; make them: ./crelens images build"
    awk -F '\t' 'NR > 1 {
        printf "%-24s %-28s %s  %9s  %s\n", $1, $2, $3, $7 ~ /^[0-9]+$/ ? sprintf("%.1f MB", $7 / 1e6) : "-", $5 != "-" ? $5 : "in " $8
    }' "$folder/images.tsv"
}

# entries FUNCTION: calls it with name, tag, tar, its SHA-256 and the id of every image of images.tsv in $from.
entries() {
    local name tag digest id tar sum rest
    while IFS=$'\t' read -r name tag digest id tar sum rest || [ -n "$name" ]; do
        [ "$name" != name ] || continue
        "$1" "$name" "$tag" "$from/$tar" "$sum" "$id"
    done < "$from/images.tsv"
}

check() {
    local sum
    [ "$3" != "$from/-" ] || die 3 "$1:$2 was pushed to a registry and has no tar in $from; make it: ./crelens images build"
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
    local file=$folder/${1//\//-}-$2.img room
    room=$(mktemp -d "$folder/new.XXXXXX")
    "$engine" build --force "$room/image" "docker-archive://$3" > "$room/log" 2>&1 || {
        tail -n 20 "$room/log" >&2
        rm -rf "$room"
        die 1 "$engine could not make an image of $3 (above)"
    }
    mv "$room/image" "$file"
    rm -rf "$room"
    say "$1:$2 is $file"
}

# Folders of images hold some that cannot be written to.
remove() { chmod -R u+w "$@" && rm -rf "$@"; }

# Charliecloud runs folders. This is the layout of its storage, as Nextflow expects it.
load_folder() {
    local room layer target=$folder/charliecloud/img/${1//\//%}+$2
    mkdir -p "$folder/charliecloud/img" "$folder/charliecloud/dlcache"
    # A room of its own: others may be loading, too.
    room=$(mktemp -d "$folder/charliecloud/new.XXXXXX")
    chmod 755 "$room"
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
    # Which content it is: a run compares it with the list.
    echo "$5" > "$room/root/ch/crelens.id"
    [ ! -e "$target" ] || mv -T "$target" "$room/old"
    mv -T "$room/root" "$target" || die 4 "$target cannot be written (above); is another load of it going on?"
    remove "$room"
    say "$1:$2 is $target"
}

load() {
    engine=${1:-}
    [ -n "$engine" ] || die 2 "images load: into which engine? One of $engines"
    shift
    case $engine in docker | podman | singularity | apptainer | charliecloud) ;; *) die 2 "images load: unknown engine '$engine'; one of $engines" ;; esac
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
    local why
    why=$(fault "$from/images.tsv")
    [ -z "$why" ] || die 3 "$from/images.tsv is no list of images: $why; carry the whole folder again, or build the images here: ./crelens images build"
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

# What stands in the folder beside the images of the list. Engines with a store of their own are asked by their own commands.
clean() {
    [ -e "$folder/images.tsv" ] || die 1 "there is no images.tsv in $folder, the list of what is to stay; make images: ./crelens images build"
    local why tag file
    why=$(fault "$folder/images.tsv")
    [ -z "$why" ] || die 3 "$folder/images.tsv is no list of images: $why; make them: ./crelens images build"
    tag=$(awk -F '\t' 'NR == 2 {print $2}' "$folder/images.tsv")
    for file in "$folder"/crelens-*.img "$folder"/crelens-*.tar "$folder"/charliecloud/img/crelens%*; do
        [ -e "$file" ] || continue
        case ${file##*/} in *-"$tag".img | *-"$tag".tar | *+"$tag") continue ;; esac
        remove "$file"
        say "removed $file"
    done
    # Left by loads that were ended; a load that goes on is younger.
    find "$folder" "$folder/charliecloud" -maxdepth 1 -name 'new.??????' -mmin +120 2> /dev/null | while IFS= read -r file; do remove "$file"; done
}

command=${1:-help}
[ $# -eq 0 ] || shift
for argument in "$@"; do
    case $argument in
        --help | -h)
            usage
            exit 0
            ;;
    esac
done
case $command in
    build) build "$@" ;;
    load) load "$@" ;;
    tag) tag ;;
    clean) clean ;;
    push) push "$@" ;;
    list) list ;;
    help | --help | -h) usage ;;
    *)
        usage >&2
        die 2 "unknown command 'images $command'; one of build, load, push, list, tag, clean"
        ;;
esac
