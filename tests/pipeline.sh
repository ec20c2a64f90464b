#!/usr/bin/env bash
# Tests of the launcher and the pipeline: tests/pipeline.sh COUNTS-FILE [NAME…]. Each is a function test_… of tests/suites/, run in
# a folder of its own; one that calls skip says why. Slow ones are named slow_… and run with CRELENS_TESTS_ALL=true only.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
counts=$1
shift
crelens=$here/crelens
room=$(mktemp -d "${TMPDIR:-/tmp}/crelens tests.XXXXXX")
# Seconds that one test may take: more than any needs, and few enough that one that waits for ever does not cost the others.
limit=1200
test=
# What a test started in the background and left behind.
end_test() {
    [ -n "$test" ] || return 0
    if kill -- "-$test" 2> /dev/null; then
        for _ in $(seq 50); do
            kill -0 -- "-$test" 2> /dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$test" 2> /dev/null
    fi
    test=
}

# What tests started and share is ended with them, however that comes: commands in $room/at-end, one a line.
leave() {
    end_test
    if [ -e "$room/at-end" ]; then bash "$room/at-end"; fi
    rm -rf "$room"
}
trap leave EXIT

skip() {
    echo "$*" > "$room/skip"
    exit 77
}

fail() {
    echo "$*" >&2
    exit 1
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
        if [ ! -e "$room/updated" ]; then apt-get update -q || true; fi
        touch "$room/updated"
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" || skip "needs $program; installing $* failed"
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
reference() {
    if [ ! -e "$room/reference/done" ]; then
        mkdir -p "$room/reference"
        (cd "$room/reference" && run -profile test > out 2> err) || {
            cat "$room/reference/out" "$room/reference/err" >&2
            fail 'the run of -profile test failed'
        }
        touch "$room/reference/done"
    fi
}

for suite in "$here"/tests/suites/*.sh; do
    # shellcheck source=/dev/null
    . "$suite"
done

passed=0 failed=0 skipped=0
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
    began=$SECONDS
    mkdir -p "$room/$name"
    rm -f "$room/skip"
    code=0
    # A process group of its own, so that all of it can be ended.
    set -m
    (cd "$room/$name" && "$name") < /dev/null > "$room/log" 2>&1 &
    test=$!
    set +m
    while kill -0 "$test" 2> /dev/null; do
        if [ $((SECONDS - began)) -ge "$limit" ]; then
            echo "ended after $limit seconds" >> "$room/log"
            break
        fi
        sleep 0.1
    done
    if kill -0 "$test" 2> /dev/null; then
        code=124
    else
        wait "$test" || code=$?
    fi
    end_test
    case $code in
        0)
            echo "ok       $name ($((SECONDS - began)) s)"
            passed=$((passed + 1))
            ;;
        77)
            echo "skipped  $name: $(cat "$room/skip")"
            skipped=$((skipped + 1))
            ;;
        *)
            echo "FAILED   $name ($((SECONDS - began)) s)"
            sed 's/^/    /' "$room/log" | tail -n 60
            failed=$((failed + 1))
            ;;
    esac
    rm -rf "${room:?}/$name"
done
echo "pipeline: $passed passed, $failed failed, $skipped skipped"
echo "$passed $failed $skipped" > "$counts"
