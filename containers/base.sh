#!/usr/bin/env bash
# The image that all others stand on: Debian 12 with bash, procps and a Java 17 runtime cut to the modules that the tools use, made from
# Debian's packages alone: no daemon, no registry. Needs mmdebstrap; runs as root, or as any user where user namespaces are allowed.
#
#   containers/base.sh FOLDER      writes FOLDER/base.tar (docker archive) and FOLDER/base.packages.tsv (what is inside)
#
# CRELENS_DEBIAN_MIRROR: address of a mirror ending in /debian with its debian-security beside it, or of a snapshot for the packages of a
# certain day, or a file of sources in the form of apt; without it those of deb.debian.org. The same packages give the same bytes.
set -euo pipefail

target=${1:?which folder? containers/base.sh FOLDER}
suite=bookworm
# Everything in the image carries this time.
export SOURCE_DATE_EPOCH=1767225600
export LC_ALL=C.UTF-8 TZ=UTC

# Packages beside Debian's essential ones: ps for Nextflow's figures of a task, and what Java and the numeric libraries are linked with.
packages=procps,libstdc++6,zlib1g
# Found with jdeps and with runs of every tool (tests/suites/containers.sh runs them all).
modules=java.base,java.logging,java.management,java.sql,java.xml,jdk.unsupported

die() {
    echo "base.sh: $*" >&2
    exit 1
}

for program in mmdebstrap dpkg-deb sha256sum tar; do
    command -v "$program" > /dev/null || die "no $program found; install it (Debian: apt-get install mmdebstrap)"
done
[ "$(dpkg --print-architecture)" = amd64 ] || die 'the native libraries of the tools are those of x86_64; build there'

mkdir -p "$target"
target=$(cd "$target" && pwd -P)
room=$(mktemp -d "$target/base.XXXXXX")
trap 'rm -rf "$room"' EXIT

# Root needs no namespace; others get one from mmdebstrap, which maps users by newuidmap.
mode=root
[ "$(id -u)" = 0 ] || mode=unshare

# Always the release with its updates and what the security team mended.
mirror=${CRELENS_DEBIAN_MIRROR:-}
mirror=${mirror%/}
keys=/usr/share/keyrings/debian-archive-keyring.gpg
options=''
[ ! -e "$keys" ] || options="signed-by=$keys"
sources=()
if [ -f "$mirror" ]; then
    sources=("$(cd "$(dirname "$mirror")" && pwd -P)/$(basename "$mirror")")
elif [ -n "$mirror" ]; then
    case $mirror in
        *://*/archive/debian/*)
            security=${mirror/\/archive\/debian\//\/archive\/debian-security\/}
            # Lists of packages of a past day are past their time.
            options="${options:+$options }check-valid-until=no"
            ;;
        *://*/debian) security=$mirror-security ;;
        *) die "CRELENS_DEBIAN_MIRROR=$mirror is neither an address ending in /debian, nor one of a snapshot (…/archive/debian/DAY), nor a file of sources" ;;
    esac
    options=${options:+[$options] }
    sources=("deb $options$mirror $suite main" "deb $options$mirror $suite-updates main" "deb $options$security $suite-security main")
fi

# The hooks see the new root as $1. The JDK is unpacked beside the system, used once, and taken away.
cat > "$room/java" << END
#!/bin/sh
set -eu
root=\$1
mkdir -p "\$root/jdk"
cd "\$root/jdk"
APT_CONFIG=\$MMDEBSTRAP_APT_CONFIG apt-get -q -o APT::Sandbox::User=root download openjdk-17-jdk-headless openjdk-17-jre-headless
for package in *.deb; do
    dpkg-deb -f "\$package" Package Version | sed 's/^[^:]*: //' | paste - - >> java.packages
    dpkg-deb -x "\$package" .
done
# Debian's JDK keeps its configuration in /etc. Its libraries are stripped already.
mv etc/java-17-openjdk "\$root/etc/"
chroot "\$root" /jdk/usr/lib/jvm/java-17-openjdk-amd64/bin/jlink --add-modules $modules \\
    --strip-java-debug-attributes --no-header-files --no-man-pages --compress=1 --output /opt/java
dpkg-query --admindir="\$root/var/lib/dpkg" -W -f '\${Package}\t\${Version}\n' | cat - java.packages | LC_ALL=C sort > "\$root/opt/java/packages.tsv"
rm -rf "\$root/jdk" "\$root/etc/java-17-openjdk"
END
cat > "$room/clean" << 'END'
#!/bin/sh
set -eu
root=$1
# What a machine, a boot or an installation leaves behind. Not /tmp: mmdebstrap keeps apt's configuration there, without which its own
# cleaning (skipped below) would empty the host's lists of packages.
rm -rf "$root"/var/log/* "$root"/var/cache/* "$root"/var/lib/apt "$root"/etc/machine-id "$root"/var/lib/dbus "$root"/var/lib/dpkg/*-old \
    "$root"/etc/*- "$root"/run/*
: > "$root/etc/hostname"
rm -f "$root/etc/resolv.conf"
# Which mirror the packages came from is no part of the content.
rm -f "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/*
touch "$root"/etc/apt "$root"/etc/apt/sources.list.d
# Mount points for container engines that cannot make them in a read-only root.
mkdir -p "$root/mnt" "$root/work"
END
chmod 755 "$room/java" "$room/clean"

# Documentation, translations and converters of exotic encodings are left out; licences stay.
mmdebstrap --quiet --mode="$mode" --variant=essential --include="$packages" \
    --dpkgopt='path-exclude=/usr/share/man/*' \
    --dpkgopt='path-exclude=/usr/share/info/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-include=/usr/share/doc/*/copyright' \
    --dpkgopt='path-exclude=/usr/lib/x86_64-linux-gnu/gconv/*' \
    --customize-hook="'$room/java' \"\$1\"" \
    --customize-hook="'$room/clean' \"\$1\"" \
    --skip=cleanup/apt --format=tar "$suite" "$room/layer.tar" ${sources[@]+"${sources[@]}"} 2> "$room/log" || {
    cat "$room/log" >&2
    die 'mmdebstrap failed (above); it needs network to a Debian mirror (CRELENS_DEBIAN_MIRROR; a file of sources where one has no debian-security beside it), and root or user namespaces'
}

# A docker archive is a tar of the layer, a configuration, and a manifest that names both.
cd "$room"
tar -xOf layer.tar ./opt/java/packages.tsv > packages.tsv
layer=$(sha256sum layer.tar | cut -d ' ' -f 1)
cat > config.json << END
{"architecture":"amd64","os":"linux","created":"1970-01-01T00:00:00Z","config":{"Env":["PATH=/opt/crelens/bin:/opt/java/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","LANG=C.UTF-8"]},"rootfs":{"type":"layers","diff_ids":["sha256:$layer"]},"history":[{"created":"1970-01-01T00:00:00Z","created_by":"containers/base.sh"}]}
END
config=$(sha256sum config.json | cut -d ' ' -f 1)
mv config.json "$config.json"
mkdir "$layer"
mv layer.tar "$layer/layer.tar"
echo "[{\"Config\":\"$config.json\",\"RepoTags\":[\"crelens/base:${config:0:12}\"],\"Layers\":[\"$layer/layer.tar\"]}]" > manifest.json
tar --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
    -cf base.tar manifest.json "$config.json" "$layer"
mv packages.tsv "$target/base.packages.tsv"
mv base.tar "$target/base.tar"
echo "base.sh: $target/base.tar, sha256:$config, $(wc -l < "$target/base.packages.tsv") packages" >&2
