#!/usr/bin/env bash
# Tests of the launcher and the pipeline: tests/pipeline.sh COUNTS-FILE [NAME…]. Each is a function test_… of tests/suites/, run in
# a folder of its own; one that calls skip says why. Slow ones are named slow_… and run with CRELENS_TESTS_ALL=true only.
# CRELENS_TESTS_JOBS of them run at a time (default: 2, where there are two cores); of a suite in one_at_a_time, one.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
counts=$1
shift
crelens=$here/crelens
room=$(mktemp -d "${TMPDIR:-/tmp}/crelens tests.XXXXXX")
# Seconds that one test may take: more than any needs, and few enough that one that waits for ever does not cost the others.
limit=1200
jobs=${CRELENS_TESTS_JOBS:-$(($(nproc 2> /dev/null || echo 1) > 1 ? 2 : 1))}
command -v flock > /dev/null || jobs=1
# Suites whose tests share more than files that are only read: a scheduler, images, a store of containers.
one_at_a_time='browser containers slurm'

# Tests that run, by process: its name, the second in which it began.
declare -A running=() since=()

# end_test PROCESS: with what it started in the background and left behind.
end_test() {
    if kill -- "-$1" 2> /dev/null; then
        for _ in $(seq 50); do
            kill -0 -- "-$1" 2> /dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$1" 2> /dev/null
    fi
}

# What tests started and share is ended with them, however that comes: commands in $room/at-end, one a line.
leave() {
    local process
    for process in "${!running[@]}"; do end_test "$process"; done
    if [ -e "$room/at-end" ]; then bash "$room/at-end"; fi
    rm -rf "$room"
}
trap leave EXIT

skip() {
    echo "$*" > "$room/$me.skip"
    exit 77
}

fail() {
    echo "$*" >&2
    exit 1
}

# locked NAME COMMAND…: one test at a time runs such a command. once: only the first that comes runs it, the others wait for it.
locked() {
    local lock=$room/$1.lock
    shift
    if [ "$jobs" = 1 ]; then "$@"; else (flock 8 && "$@" 8>&-) 8> "$lock"; fi
}

once() {
    local name=$1
    shift
    locked "$name" unless_done "$room/$name.done" "$@"
}

unless_done() {
    local mark=$1
    shift
    [ -e "$mark" ] || { "$@" && touch "$mark"; }
}

# A program, or a module of the Python that Debian's modules are for: python3-NAME.
have() {
    case $1 in
        python3-*) /usr/bin/python3 -c "import ${1#python3-}" 2> /dev/null ;;
        *) command -v "$1" > /dev/null ;;
    esac
}

# need PROGRAM PACKAGE…: skips unless the program is there. Debian's packages are installed on the way where that was asked for
# (CRELENS_TESTS_INSTALL=true, as .ci/run does): nobody's machine is changed unasked.
need() {
    local program=$1
    shift
    have "$program" && return 0
    if [ "${CRELENS_TESTS_INSTALL:-false}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
        # Lists of packages are stale, or not there, on a machine that was just made.
        once updated sh -c 'apt-get update -q || true'
        locked installing env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" ||
            skip "needs $program; installing $* failed"
        have "$program" && return 0
    fi
    skip "needs $program (Debian: apt-get install --no-install-recommends $*)"
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
reference() { once reference run_reference || fail 'the run of -profile test failed'; }

run_reference() {
    rm -rf "$room/reference"
    mkdir -p "$room/reference"
    (cd "$room/reference" && run -profile test > out 2> err) || {
        cat "$room/reference/out" "$room/reference/err" >&2
        return 1
    }
}

# A file with the lengths of the reference's contigs: they are as long as the peaks of both its cell lines need. A run of one of them that is
# compared with it takes them from there.
contigs_of_the_reference() {
    printf 'chr1\t113014\nchr2\t52589\n' > "$PWD/reference.sizes"
    echo "$PWD/reference.sizes"
}

declare -A suite_of=()
for suite in "$here"/tests/suites/*.sh; do
    # shellcheck source=/dev/null
    . "$suite"
    while IFS= read -r name; do suite_of[$name]=$(basename "$suite" .sh); done < <(sed -n 's/^\(\(test\|slow\)_[a-z0-9_]*\)() {$/\1/p' "$suite")
done

passed=0 failed=0 skipped=0

start() {
    local name=$1 process
    mkdir -p "$room/$name"
    rm -f "$room/$name.skip"
    # A process group of its own, so that all of it can be ended.
    set -m
    (me=$name && cd "$room/$name" && "$name") < /dev/null > "$room/$name.log" 2>&1 &
    process=$!
    set +m
    running[$process]=$name since[$process]=$SECONDS
}

# finish PROCESS CODE
finish() {
    local process=$1 code=$2 name=${running[$1]} took=$((SECONDS - since[$1]))
    end_test "$process"
    unset "running[$process]" "since[$process]"
    case $code in
        0)
            echo "ok       $name ($took s)"
            passed=$((passed + 1))
            ;;
        77)
            echo "skipped  $name: $(cat "$room/$name.skip")"
            skipped=$((skipped + 1))
            ;;
        *)
            echo "FAILED   $name ($took s)"
            sed 's/^/    /' "$room/$name.log" | tail -n 60
            failed=$((failed + 1))
            ;;
    esac
    rm -rf "${room:?}/$name" "$room/$name.log" "$room/$name.skip"
}

# Finishes what has ended, or takes too long.
look() {
    local process code
    for process in "${!running[@]}"; do
        code=0
        if ! kill -0 "$process" 2> /dev/null; then
            wait "$process" || code=$?
        elif [ $((SECONDS - since[$process])) -ge "$limit" ]; then
            echo "ended after $limit seconds" >> "$room/${running[$process]}.log"
            code=124
        else
            continue
        fi
        finish "$process" "$code"
    done
}

# may_start NAME: whether no other test of its suite runs that must not run beside it.
may_start() {
    local other
    case " $one_at_a_time " in *" ${suite_of[$1]} "*) ;; *) return 0 ;; esac
    for other in "${running[@]}"; do [ "${suite_of[$other]}" != "${suite_of[$1]}" ] || return 1; done
}

waiting=()
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
    waiting+=("$name")
done

while [ $((${#waiting[@]} + ${#running[@]})) -gt 0 ]; do
    for i in "${!waiting[@]}"; do
        [ ${#running[@]} -lt "$jobs" ] || break
        if may_start "${waiting[i]}"; then
            start "${waiting[i]}"
            unset "waiting[$i]"
        fi
    done
    sleep 0.1
    look
done
echo "pipeline: $passed passed, $failed failed, $skipped skipped"
echo "$passed $failed $skipped" > "$counts"
