# shellcheck shell=bash
# The report in a browser. Needs node, npm and chromium; playwright-core is fetched once (npm ci), after that no network is needed.

# A report of random summaries: two cell lines with everything, one where parts are missing.
browser_report() {
    need node nodejs
    need npm npm
    need chromium chromium fonts-dejavu-core
    local home=$here/tests/browser classes=$here/tools/common/report/target/test-classes
    if [ "$(node -p "require('$home/node_modules/playwright-core/package.json').version" 2> /dev/null)" != "$(node -p "require('$home/package.json').dependencies['playwright-core']")" ]; then
        (cd "$home" && npm ci --no-audit --no-fund) > npm 2>&1 || skip "npm ci in tests/browser failed: $(tail -n 1 npm)"
    fi
    # They are drawn by a class of report's tests, which the build of the tools compiles.
    expect 0 "$crelens" tool report --version
    [ -e "$classes/org/crelens/report/WriteSummary.class" ] || fail "no $classes/org/crelens/report/WriteSummary.class: build the tools with -DskipTests, not without their tests"
    java -cp "$here/tools/build/dist/target/lib/*:$classes" org.crelens.common.report.WriteSummary summaries "$@" || fail 'no summaries'
    expect 0 "$crelens" tool report --summary summaries/*.json --output report.html --output-figures figures
}

browser_check() { node "$here/tests/browser/report.mjs" "$@" || fail "$1"; }

test_report_draws_every_chart_and_fetches_nothing() {
    browser_report alpha 4 5 3000 beta 9 13 200000
    browser_check charts report.html "$(find figures -name '*.svg' | wc -l)"
}

test_report_tells_values_and_gives_them_away() {
    browser_report alpha 4 5 3000
    browser_check pointing report.html
}

test_report_tables_sort_and_filter() {
    browser_report alpha 4 5 3000
    browser_check tables report.html
}

test_report_is_reached_by_keyboard() {
    browser_report alpha 6 8 3000 beta 3 3 500
    browser_check keyboard report.html
}

test_report_is_light_dark_and_on_paper() {
    browser_report alpha 4 5 3000
    browser_check themes report.html
    browser_check print report.html
}

test_report_says_everything_without_scripts() {
    browser_report alpha 4 5 3000
    browser_check without_scripts report.html
}

test_report_of_many_peaks_is_no_larger() {
    browser_report alpha 9 13 2000
    local few many
    few=$(stat -c %s report.html)
    rm -r summaries
    browser_report alpha 9 13 200000
    many=$(stat -c %s report.html)
    browser_check speed report.html
    [ $((many * 100)) -lt $((few * 105)) ] || fail "the page grows with the peaks: $few bytes, then $many"
}

# The key tables in MultiQC's own report, where it is installed (PyPI: multiqc).
test_multiqc_shows_the_key_tables() {
    command -v multiqc > /dev/null || skip 'needs multiqc (PyPI: pip install multiqc)'
    local classes=$here/tools/common/report/target/test-classes
    expect 0 "$crelens" tool report --version
    java -cp "$here/tools/build/dist/target/lib/*:$classes" org.crelens.common.report.WriteSummary summaries alpha 4 5 3000 beta 3 3 500 || fail 'no summaries'
    expect 0 "$crelens" tool report --summary summaries/*.json --output report.html --output-multiqc multiqc
    expect 0 multiqc --no-version-check multiqc
    python3 - << 'END' || fail 'MultiQC does not show what it was given'
import json
plots = json.load(open('multiqc_data/multiqc_data.json'))['report_plot_data']
wanted = {'crelens_summary_table', 'crelens_loss_plot', 'crelens_raw_scores_plot', 'crelens_final_scores_plot', 'crelens_tr_medians_plot'}
assert wanted <= set(plots), wanted - set(plots)
for name in ('crelens_loss_plot', 'crelens_raw_scores_plot', 'crelens_final_scores_plot'):
    for line in plots[name]['datasets'][0]['lines']:
        positions = [float(x) for x, _ in line['pairs']]
        assert len(positions) > 3 and positions == sorted(positions), (name, line['name'], positions)
END
}
