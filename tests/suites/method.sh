# shellcheck shell=bash
# Methods: what --method chooses, shown with a second, tiny one (tests/fixture/tiny) that is put into a copy of the pipeline's files. And what is
# said when an item is lost on its way.

# The pipeline's files in the folder checkout, with the tools and the Nextflow that are built.
copy_of_the_checkout() {
    mkdir -p checkout/tools/build/{nextflow,dist}/target checkout/tools/target
    cp -r "$here"/{crelens,main.nf,nextflow.config,nextflow_schema.json,assets,bin,conf,lib,modules,subworkflows,workflows} checkout
    ln -s "$here/tools/build/nextflow/target/lib" checkout/tools/build/nextflow/target/lib
    ln -s "$here/tools/build/dist/target/lib" checkout/tools/build/dist/target/lib
    # What the launcher compiles is named after what it was compiled from: copies may share it.
    mkdir -p "$here/tools/target/nextflow-helpers"
    ln -s "$here/tools/target/nextflow-helpers" checkout/tools/target/nextflow-helpers
    touch checkout/tools/target/build.stamp
}

# The copy with a second method: its own files, and its name, its parameters and its call in the files that all methods share.
with_a_second_method() {
    local fixture=$here/tests/fixture/tiny
    copy_of_the_checkout
    cp -r "$fixture"/{assets,conf,lib,modules,workflows} checkout
    awk -v fragment="$fixture/parameters.json" '/^    "max_job_request_options": \{/ && !done { while ((getline line < fragment) > 0) print line; done = 1 } { print }' \
        "$here/nextflow_schema.json" | sed '/"enum": \[/{n;s/^\( *\)"atypeak"$/\1"atypeak",\n\1"tiny"/}' > checkout/nextflow_schema.json
    sed -i "/^params {/r $fixture/parameters.txt" checkout/nextflow.config
    sed -i "s|^include { ATYPEAK } .*|&\ninclude { TINY } from './workflows/tiny'|
        s|^    else if (run.values.method == 'atypeak') {|    else if (run.values.method == 'tiny') {\n        TINY(channel.fromList(run.items).map { item -> tuple([id: item.id], item.table, item.layers) })\n        done = TINY.out.done\n        versions = TINY.out.versions\n    }\n&|" checkout/main.nf
    grep -q '"tiny"' checkout/nextflow_schema.json && grep -q 'TINY(' checkout/main.nf && grep -q 'layers = null' checkout/nextflow.config ||
        fail 'the second method could not be added; do the shared files look otherwise?'
}

of_copy() { CRELENS_BUILD=never checkout/crelens run -ansi-log false "$@"; }

test_the_method_is_chosen_and_test_and_demo_follow_it() {
    with_a_second_method
    expect 0 of_copy -profile test --method tiny -stub-run
    said 'TINY:COUNT (one)'
    said '2 samples counted'
    grep 'ATYPEAK' out && fail 'a task of the other method was run'
    tree results-test | grep -v ^pipeline_info > tree
    printf '%s\n' one/one.count.tsv two/two.count.tsv > expected
    same expected tree 'not the results of the second method'
    grep -q '^layers	5$' results-test/one/one.count.tsv || fail 'the profile test did not follow the method'
    expect 0 of_copy -profile demo --method tiny -stub-run
    grep -q '^layers	7$' results-demo/one/one.count.tsv || fail 'the profile demo did not follow the method'
    echo '{"method": "tiny"}' > params.json
    expect 0 of_copy -profile test -params-file params.json -stub-run --outdir by-file
    [ -e by-file/one/one.count.tsv ] || fail 'the method of -params-file was not taken'
    # Without --method it is atypeak.
    expect 0 of_copy -profile test -stub-run --outdir first
    [ -e first/alpha/alpha.final.bed.gz ] || fail 'not atypeak'
}

test_values_for_another_method_are_refused() {
    with_a_second_method
    expect 2 of_copy -profile test --method tiny --filters 8 --skip_interpret
    said '--filters: belongs to method atypeak, and this run is of tiny; leave it out, or give --method atypeak'
    said '--skip_interpret: belongs to method atypeak'
    expect 2 of_copy -profile test --layers 3 --shallow
    said '--layers: belongs to method tiny, and this run is of atypeak; leave it out, or give --method tiny'
    said '--shallow: belongs to method tiny'
    expect 2 of_copy -profile study --method tiny
    said '--input: expected a sample sheet'
    nothing_submitted
    # A launch form sends the default of every parameter it knows.
    printf '{"method": "tiny", "filters": 32, "learning_rate": 1e-4, "skip_interpret": false, "phantoms": 100000}' > form.json
    expect 0 of_copy -profile test -params-file form.json -stub-run
}

test_a_sheet_is_checked_by_the_schema_of_its_method() {
    with_a_second_method
    printf 'sample,table,regions\no-ne,none.tsv,x\n' > sheet.csv
    expect 3 of_copy --method tiny --input sheet.csv
    said "sheet.csv:1: unknown column 'regions'; known are sample, table"
    printf 'sample,table\no-ne,none.tsv\n,sheet.csv\n' > sheet.csv
    expect 3 of_copy --method tiny --input sheet.csv
    said "sheet.csv:2: sample: expected a name of letters and digits, found 'o-ne'"
    said "sheet.csv:2: table: file 'none.tsv' not found"
    said 'sheet.csv:3: sample: the cell is empty'
    nothing_submitted
}

test_help_shows_what_the_method_has() {
    with_a_second_method
    expect 0 of_copy --help --method tiny
    said 'method tiny: how many lines does each table have?'
    said '--layers'
    said '--outdir'
    grep -e '--filters' out && fail 'the help shows a parameter of the other method'
    expect 0 of_copy --help
    said '--filters'
    said 'Other methods: tiny'
    grep -e '--layers' out && fail 'the help shows a parameter of the other method'
    true
}

test_an_unknown_method_is_refused_with_the_list() {
    expect 2 run -profile test --method factornte
    said "--method: no method 'factornte'; there is atypeak"
    nothing_submitted
}

# The configuration has chosen its presets before it reads such a file.
test_a_method_in_a_configuration_file_is_refused() {
    with_a_second_method
    echo "params.method = 'tiny'" > own.config
    expect 2 of_copy -profile test -c own.config
    said 'params.method: set in a configuration file'
    said 'give --method on the command line, or in a file with -params-file'
    nothing_submitted
}

test_an_item_that_is_lost_fails_the_run_and_is_named() {
    copy_of_the_checkout
    sed -i "s|^    models = trained.mix(given) //|    models = trained.filter { meta, _models -> meta.id != 'alpha' }.mix(given) //|" checkout/subworkflows/atypeak/train.nf
    grep -q "!= 'alpha'" checkout/subworkflows/atypeak/train.nf || fail 'no item is dropped'
    expect 1 of_copy -profile test -stub-run
    said 'alpha: no task failed, and yet the Q-score left no result'
    grep -q 'beta-2: no task' out err && fail 'an item that is there was named'
    grep 'Open first' out && fail 'a run that lacks a result says where its results are'
    [ -e results-test/beta-2/beta-2.final.bed.gz ] || fail 'the other item has no results'
}

test_a_failed_task_is_told_and_not_the_items_that_it_costs() {
    copy_of_the_checkout
    sed -i '/^    stub:/,$s|^    touch ${prefix}.model.zip.*|    [ "${meta.id}" != alpha ] \|\| exit 1\n&|' checkout/modules/atypeak/train/main.nf
    expect 1 of_copy -profile test -stub-run
    said 'TRAIN (alpha seed 1234)` terminated with an error exit status (1)'
    grep -q 'no task failed' out err && fail 'the item was told in place of the task'
    true
}

# A long task, in short: the stub of TRAIN writes what the tool would, and waits.
stub_of_training_that_waits() {
    sed -i '/^    stub:/,$s|^    touch ${prefix}.model.zip.*|    echo "train: training  34 %, 12 min 3 s left" >\&2; sleep 5\n&|' checkout/modules/atypeak/train/main.nf
    grep -q 'sleep 5' checkout/modules/atypeak/train/main.nf || fail 'the stub of training is as it was'
}

test_a_long_task_tells_how_far_it_is() {
    copy_of_the_checkout
    stub_of_training_that_waits
    expect 0 env CRELENS_PROGRESS_SECONDS=1 CRELENS_BUILD=never checkout/crelens run -ansi-log false -profile test -stub-run
    said 'alpha seed 1234, train: training 34 %, 12 min 3 s left'
}
