# shellcheck shell=bash
# Cloud batch and Kubernetes, as far as they can be tried without one: what is needed from the user, and how it reaches Nextflow.

# Nextflow without the launcher, the pinned release.
plain_nextflow() {
    local java=${JAVA_HOME:+$JAVA_HOME/bin/}java opens=() package
    for package in java.lang java.util java.util.concurrent java.util.regex java.nio sun.nio.fs; do opens+=("--add-opens=java.base/$package=ALL-UNNAMED"); done
    NXF_OFFLINE="${NXF_OFFLINE:-true}" NXF_HOME="${NXF_HOME:-$PWD/home}" "$java" "${opens[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$here/tools/build/nextflow/target/lib/*" nextflow.cli.Launcher "$@"
}

# settings PROFILE OPTION…: what Nextflow makes of the profile and these parameters, as lines like aws.batch.cliPath=/bin/aws in settings.
settings() {
    local profile=$1
    shift
    cat > settings.nf <<'SCRIPT'
def lines(name, value) {
    // What depends on the task is for the task to say.
    if (value instanceof Closure) return []
    value instanceof Map ? value.collectMany { key, below -> lines(name ? "${name}.${key}" : key, below) } : ["${name}=${value}"]
}
workflow {
    Platform.limitTasks(params)
    println(lines('', session.config.subMap(['process', 'executor', 'aws', 'google', 'k8s'])).join('\n'))
}
SCRIPT
    NXF_PLUGINS_DEFAULT=false expect 0 plain_nextflow -C "$here/nextflow.config" run settings.nf -lib "$here/lib" -ansi-log false -profile "$profile" "$@"
    mv out settings
}

configured() { grep -qxF -- "$1" settings || { cat settings >&2; fail "not configured: $1"; }; }

# registry_option HOST: where the version at hand knows --registry, it has to be given.
registry_option() { if grep -q '^    registry = ' "$here/nextflow.config"; then echo "--registry $1"; fi; }

# preview_without_plugin PLACE WORK OPTION…: the profile with all of its configuration and checks, and -preview; only the executor is replaced,
# as Nextflow's plugin for it cannot be fetched without network.
preview_without_plugin() {
    local place=$1 work=$2
    shift 2
    echo "process.executor = 'local'" > replaced.config
    if [ -e site.config ]; then cat site.config >> replaced.config; fi
    expect 0 env CRELENS_WORK_DIR="$work" bash -c "$(declare -f plain_nextflow); here=\$1; shift; plain_nextflow \"\$@\"" - "$here" \
        run "$here" -ansi-log false -c replaced.config -profile "$place,demo" -preview "$@"
    said 'demo: window 3200'
    nothing_submitted
}

test_awsbatch_says_all_that_it_needs() {
    expect 2 env NXF_HOME="$PWD/home" NXF_OFFLINE=true "$crelens" run -ansi-log false -profile awsbatch,demo --epochs 0
    said '-profile awsbatch needs --aws_queue'
    said '-profile awsbatch needs --aws_region'
    said '-profile awsbatch needs -work-dir s3://bucket/path'
    said '--epochs: expected a whole number'
    said '-profile awsbatch needs --aws_cli_path'
    [ -z "$(registry_option x)" ] || said '-profile awsbatch needs --registry'
    nothing_submitted
    expect 2 env NXF_HOME="$PWD/home" NXF_OFFLINE=true "$crelens" run -ansi-log false -profile awsbatch,demo --aws_queue 'a b' --aws_region here -work-dir gs://bucket/work
    said "--aws_queue: expected the name of a job queue, found 'a b'"
    said "--aws_region: expected a region such as eu-west-1, found 'here'"
    said '-profile awsbatch needs -work-dir s3://bucket/path'
}

test_googlebatch_says_all_that_it_needs() {
    expect 2 env NXF_HOME="$PWD/home" NXF_OFFLINE=true "$crelens" run -ansi-log false -profile googlebatch,demo -work-dir folder
    said '-profile googlebatch needs --google_project'
    said '-profile googlebatch needs --google_location'
    said '-profile googlebatch needs -work-dir gs://bucket/path'
    [ -z "$(registry_option x)" ] || said '-profile googlebatch needs --registry'
    nothing_submitted
}

test_k8s_says_all_that_it_needs() {
    expect 2 env -u KUBECONFIG HOME="$PWD" "$crelens" run -ansi-log false -profile k8s,test --k8s_mount_path "$PWD/claim"
    said '-profile k8s needs --k8s_namespace'
    said '-profile k8s needs --k8s_storage_claim'
    said "no access to a cluster found; set KUBECONFIG to its file, or put it at $PWD/.kube/config"
    said "--k8s_mount_path $PWD/claim is not a folder here"
    mkdir claim
    expect 2 env HOME="$PWD" "$crelens" run -ansi-log false -profile k8s,test --k8s_mount_path "$PWD/claim"
    said "the work folder $PWD/work is not on the claim; give -work-dir $PWD/claim/work"
    said "the pods do not see $here/assets/test/regions.bed"
    nothing_submitted
}

test_a_plugin_that_cannot_be_had_is_said() {
    local place
    # All else is right, and the network is not asked.
    # shellcheck disable=SC2046
    expect 2 env NXF_HOME="$PWD/home" NXF_OFFLINE=true "$crelens" run -ansi-log false -profile awsbatch,demo -work-dir s3://bucket/work --outdir s3://bucket/results \
        --aws_queue queue --aws_region eu-west-1 --aws_cli_path /opt/aws-cli/bin/aws $(registry_option registry.example.org)
    said "-profile awsbatch needs Nextflow's plugin nf-amazon@"
    said 'nextflow plugin install nf-amazon@'
    said 'NXF_PLUGINS_DIR'
    said 'Correct this problem and run again'
    expect 2 env NXF_HOME="$PWD/home" NXF_OFFLINE=true "$crelens" run -ansi-log false -profile demo --outdir gs://bucket/results
    said "an address of -work-dir, --outdir or an input needs Nextflow's plugin nf-google@"
    grep -q 'Exception\|	at ' out err && fail 'a stack trace'
    expect 0 env NXF_HOME="$PWD/home" NXF_OFFLINE=true "$crelens" run -ansi-log false -profile awsbatch,demo -work-dir s3://bucket/work --help
    said '--aws_queue'
    nothing_submitted
}

# The plugins of AWS and Google cannot be had everywhere: their executor is replaced by the local one, all else is what the profile says.
test_awsbatch_preview() {
    local options=(--aws_queue queue --aws_region eu-west-1 --aws_cli_path /opt/aws-cli/bin/aws --aws_job_role arn:aws:iam::123456789012:role/crelens --spot_attempts 2)
    # shellcheck disable=SC2207
    options+=($(registry_option registry.example.org))
    preview_without_plugin awsbatch s3://bucket/work "${options[@]}" --outdir results
    settings awsbatch,demo "${options[@]}" --max_cpus 8 --max_memory 30.GB --queue_size 50
    configured 'process.executor=awsbatch'
    configured 'process.queue=queue'
    configured 'process.resourceLimits.cpus=8'
    configured 'process.resourceLimits.memory=30 GB'
    configured 'aws.region=eu-west-1'
    configured 'aws.batch.cliPath=/opt/aws-cli/bin/aws'
    configured 'aws.batch.jobRole=arn:aws:iam::123456789012:role/crelens'
    configured 'aws.batch.maxSpotAttempts=2'
    configured 'executor.queueSize=50'
    configured 'executor.disableRemoteBinDir=true'
}

# The program aws may come by another way than our parameter.
test_awsbatch_without_the_parameter_of_its_program() {
    # shellcheck disable=SC2207
    local options=(--aws_queue queue --aws_region eu-west-1 $(registry_option registry.example.org))
    echo "aws.batch.cliPath = '/opt/aws-cli/bin/aws'" > site.config
    preview_without_plugin awsbatch s3://bucket/work "${options[@]}"
}

# Addresses of inputs ask for the plugin as those of results do, wherever they are named.
test_addresses_in_files_ask_for_their_plugin() {
    export NXF_HOME="$PWD/home" NXF_OFFLINE=true
    printf 'outdir: "s3://bucket/results"\n' > site.yml
    expect 2 run -profile test -params-file site.yml
    said "an address of -work-dir, --outdir or an input needs Nextflow's plugin nf-amazon@"
    printf '{"filters": 4,\n "outdir": "gs://bucket/results"}\n' > site.json
    expect 2 run -profile test -params-file site.json
    said "needs Nextflow's plugin nf-google@"
    printf 'cell_line,regions,peaks\n# gs://bucket/old.bed\nx,s3://bucket/regions.bed,s3://bucket/peaks.bed\n' > sheet.csv
    expect 2 run --input sheet.csv
    said "needs Nextflow's plugin nf-amazon@"
    grep 'nf-google' out err && fail 'a line that does not count was read'
    grep -q 'Exception\|	at ' out err && fail 'a stack trace'
    nothing_submitted
}

test_googlebatch_preview() {
    local options=(--google_project project --google_location europe-west1 --google_service_account crelens@project.iam.gserviceaccount.com --google_spot)
    # shellcheck disable=SC2207
    options+=($(registry_option registry.example.org))
    preview_without_plugin googlebatch gs://bucket/work "${options[@]}"
    settings googlebatch,demo "${options[@]}"
    configured 'process.executor=google-batch'
    configured 'google.project=project'
    configured 'google.location=europe-west1'
    configured 'google.batch.serviceAccountEmail=crelens@project.iam.gserviceaccount.com'
    configured 'google.batch.spot=true'
    configured 'google.batch.maxSpotAttempts=3'
    configured 'executor.disableRemoteBinDir=true'
    # What the machine at hand has limits no task of the cloud.
    grep '^process.resourceLimits' settings && fail 'a task of the cloud is limited'
    # The word false is false, in the configuration, too.
    printf 'google_spot: "false"\nscratch: "false"\n' > words.yml
    settings googlebatch,demo -params-file words.yml
    configured 'google.batch.spot=false'
    settings slurm,demo -params-file words.yml
    configured 'process.scratch=false'
}

# From 25.04 on, the executor of Kubernetes is a plugin.
test_k8s_of_newer_releases_needs_its_plugin() {
    mkdir -p bin home
    cat > bin/nextflow <<'SCRIPT'
#!/bin/sh
case $1 in -version) echo "  version $RELEASE build 1" ;; *) echo "missing: ${CRELENS_MISSING_PLUGINS:-none}" ;; esac
SCRIPT
    chmod +x bin/nextflow
    newer() { expect 0 env NXF_HOME="$PWD/home" NXF_OFFLINE=true RELEASE="$1" PATH="$PWD/bin:$PATH" "$crelens" run -profile k8s,test; }
    newer 24.10.6
    said 'missing: none'
    newer 25.04.4
    said 'missing: nf-k8s'
    mkdir -p home/plugins/nf-k8s-1.0.0
    newer 25.10.0
    said 'missing: none'
}

# In 24.10, Kubernetes is part of Nextflow: its own executor, and a cluster that nobody asks.
test_k8s_preview() {
    mkdir claim
    cat > kubeconfig <<'CONFIG'
apiVersion: v1
kind: Config
current-context: test
clusters: [{name: test, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: test, user: {token: none}}]
contexts: [{name: test, context: {cluster: test, user: test, namespace: other}}]
CONFIG
    cp "$here"/assets/test/*.bed claim
    printf 'cell_line,regions,peaks\nalpha,regions.bed,peaks.bed\n' > claim/sheet.csv
    # shellcheck disable=SC2046
    expect 0 env KUBECONFIG="$PWD/kubeconfig" "$crelens" run -ansi-log false -profile k8s,test -preview --k8s_namespace science --k8s_storage_claim data \
        --k8s_service_account runner --k8s_mount_path "$PWD/claim" --input "$PWD/claim/sheet.csv" -work-dir "$PWD/claim/work" $(registry_option registry.example.org)
    said 'alpha: window 800'
    [ -z "$(find claim/work -name .command.run)" ] || fail 'a task was submitted'
    settings k8s,demo --k8s_namespace science --k8s_storage_claim data --k8s_service_account runner
    configured 'process.executor=k8s'
    configured 'k8s.namespace=science'
    configured 'k8s.storageClaimName=data'
    configured 'k8s.storageMountPath=/workspace'
    configured 'k8s.serviceAccount=runner'
}
