# shellcheck shell=bash
# The report in a browser. Needs node, npm and chromium; playwright-core and axe-core are fetched once (npm ci), after that no network is needed.

# A report of random documents: a sample per NAME ROWS COLUMNS, and a document that compares them.
browser_report() {
    need node nodejs
    need npm npm
    need chromium chromium fonts-dejavu-core
    local home=$here/tests/browser
    if ! node -e "for (const [name, version] of Object.entries(require('$home/package.json').dependencies)) if (require('$home/node_modules/' + name + '/package.json').version !== version) process.exit(1)" 2> /dev/null; then
        (cd "$home" && npm ci --no-audit --no-fund) > npm 2>&1 || skip "npm ci in tests/browser failed: $(tail -n 1 npm)"
    fi
    random_documents "$@"
    expect 0 "$crelens" tool report --document documents/*.json --output report.html --output-figures figures --output-hub hub.txt --output-igv session.xml
}

# Test classes of chart and report write the documents; the build of the tools compiles them.
random_documents() {
    local report=$here/tools/common/report/target/test-classes chart=$here/tools/libs/chart/target/test-classes
    expect 0 "$crelens" tool report --version
    [ -e "$report/org/crelens/common/report/WriteDocuments.class" ] || fail "no WriteDocuments.class in $report: build the tools with -DskipTests, not without their tests"
    java -cp "$here/tools/build/dist/target/lib/*:$report:$chart" org.crelens.common.report.WriteDocuments documents "$@" || fail 'no documents'
}

browser_check() { node "$here/tests/browser/report.mjs" "$@" || fail "$1"; }

test_report_draws_every_chart_and_fetches_nothing() {
    browser_report alpha 4 5 beta 9 13
    browser_check charts report.html "$(find figures -name '*.svg' | wc -l)"
}

test_report_tells_values_and_gives_them_away() {
    browser_report alpha 4 5
    browser_check pointing report.html
}

test_report_tables_sort_and_filter() {
    browser_report alpha 4 5
    browser_check tables report.html
}

test_report_is_reached_by_keyboard() {
    browser_report alpha 6 8 beta 3 3
    browser_check keyboard report.html
}

test_report_keeps_nobody_out() {
    browser_report alpha 40 45 beta 3 3
    browser_check barriers report.html
}

test_report_can_be_searched() {
    browser_report alpha 60 60 beta 9 13
    browser_check search report.html
}

test_report_charts_with_many_points_can_be_enlarged() {
    browser_report alpha 60 60 beta 3 3
    browser_check zoom report.html
}

test_report_is_light_dark_and_on_paper() {
    browser_report alpha 4 5
    browser_check themes report.html
    browser_check print report.html
}

test_report_says_everything_without_scripts() {
    browser_report alpha 4 5
    browser_check without_scripts report.html
}

test_report_of_large_matrices_is_quick() {
    browser_report alpha 60 60 beta 9 13
    browser_check speed report.html
}

# The key tables in MultiQC's own report, where it is installed (PyPI: multiqc).
test_multiqc_shows_the_key_tables() {
    command -v multiqc > /dev/null || skip 'needs multiqc (PyPI: pip install multiqc)'
    random_documents alpha 4 5 beta 3 3
    expect 0 "$crelens" tool report --document documents/*.json --output report.html --output-multiqc multiqc
    expect 0 multiqc --no-version-check multiqc
    python3 - << 'END' || fail 'MultiQC does not show what it was given'
import json
plots = json.load(open('multiqc_data/multiqc_data.json'))['report_plot_data']
text = open('multiqc_report.html').read()
assert 'mqc_versions_table' in text or 'Software Versions' in text, 'no versions'
general = json.load(open('multiqc_data/multiqc_data.json'))['report_general_stats_data']
assert any(set(rows) == {'alpha', 'beta'} for rows in (general.values() if isinstance(general, dict) else general)), general
wanted = {'crelens_summary_table', 'crelens_loss_plot', 'crelens_histogram_plot', 'crelens_medians_plot'}
assert wanted <= set(plots), wanted - set(plots)
for name in ('crelens_loss_plot', 'crelens_histogram_plot'):
    for line in plots[name]['datasets'][0]['lines']:
        positions = [float(x) for x, _ in line['pairs']]
        assert len(positions) > 3 and positions == sorted(positions), (name, line['name'], positions)
END
}
