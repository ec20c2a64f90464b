# shellcheck shell=bash
# The paper's artificial experiments: few regions, hardly trained; what they would show is not tested here.

test_a_small_study_leaves_its_table_and_its_page() {
    expect 0 run -profile study --experiments S4b --study_train 200 --study_judge 60 --study_epochs 1
    local study=results-study/study name
    head -n 1 $study/study.tsv | tr '\t' ' ' > header
    echo 'experiment expectation model claim measured comparison threshold result n' | diff - header || fail 'the header of the table differs'
    [ "$(awk -F'\t' '$8 == "pass" || $8 == "fail"' $study/study.tsv | cut -f 2 | tr '\n' ' ')" = 'phantoms_in_g1 one_way ' ] || fail 'not the expectations of S4b'
    awk -F'\t' 'NR > 1 && NF != 9 {print; bad = 1} END {exit bad}' $study/study.tsv || fail 'a row has not nine cells'
    # Every figure of the experiment is in the page, by its title, and nothing is fetched from elsewhere.
    for name in $study/figures/S4b/*.svg; do
        grep -qF "$(sed -n 's|^<title>\(.*\)</title>$|\1|p' "$name" | head -n 1)" $study/study.html || fail "$name is not in the page"
    done
    [ "$(grep -c '<figure' $study/study.html)" = "$(find $study/figures -name '*.svg' | wc -l)" ] || fail 'not as many figures in the page as in the folder'
    [ "$(find $study/figures/S4b -name '*.svg' | wc -l)" -gt 1 ] || fail 'no figures'
    grep -oE '<(script|img|link|iframe)[^>]*(src|href)="[^"]*"' $study/study.html | grep -v 'href="data:' && fail 'the page is not self-contained'
    [ -s $study/S4b/measures.tsv ] || fail 'no measures of the experiment'
    [ -s $study/models/overlap-weighted/overlap-weighted.model.zip ] || fail 'no model'
    tree results-study | grep -v '^study/\|^pipeline_info/' && fail 'something lies beside study/'
    grep -q '^STUDY:JUDGE:' results-study/pipeline_info/versions.yml || fail 'no version of judge'
}

test_unknown_experiments_are_refused_with_the_list() {
    expect 2 run -profile study --experiments 2a,2c
    said "--experiments: no experiment '2c'; there are 2a, S1b, 2b, 3, S3a, S3b, S3c, S4a, S4b, S4c"
    expect 2 run -profile study --input sheet.csv --study_epochs 65
    said '-profile study: excludes --input'
    said '--study_epochs: expected'
    expect 2 run -profile test --experiments 2a
    said '--experiments: belongs to -profile study'
    nothing_submitted
}

test_a_stub_run_of_the_whole_study_leaves_the_whole_tree() {
    expect 0 run -profile study -stub-run
    tree results-study > tree
    same "$here/tests/snapshots/stub_study.txt" tree 'the tree of results differs from the snapshot'
    # A model that several experiments look at is trained once.
    [ "$(grep -c 'Submitted process > STUDY:TRAIN' out)" = 16 ] || fail 'not 16 models'
}
