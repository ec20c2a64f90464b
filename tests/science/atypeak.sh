# shellcheck shell=bash
# atyPeak's protocol: hela, three seeds, against the published results; cd34, three seeds, against each other. Called by tests/run --science
# with the folder for what comes out; writes the tables into the method's performance page.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
out=$1
data=$here/../shared/data/remap2018
page=$here/docs/atypeak/performance.md
[ -d "$data" ] || {
    echo "science: atypeak needs the real catalogues and the published results; there is no $data" >&2
    exit 1
}
rm -rf "$out"
# Timings are not what this is for: one process may take all cores.
"$here/tools/build/benchmarks/measure.sh" --data "$data" --output "$out" --seeds '1234 1235 1236' --threads "$(nproc)" --document "$page" science document
for table in science science-trs science-k science-loss science-cd34; do
    echo
    cat "$out/$table.md"
done
echo
echo "the tables are in $page; what they were made from is in $out"
