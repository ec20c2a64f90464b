import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap

/** How many peaks of each cell line lie in regions, by the tables of tensorize. A run says so last: with few, peaks and regions may not belong together. */
class ScoredPeaks {

    private static final int MOST_LINES = 20

    private static final Map<String, Map<String, Long>> COUNTS = new ConcurrentHashMap<>()

    /** @param summary table that tensorize has written; of an earlier revision it may lack these counts */
    static void keep(String id, Path summary) {
        final rows = summary.readLines('UTF-8').collect { line -> line.split('\t', 2).toList() }.findAll { row -> row.size() == 2 }.collectEntries { it }
        final counts = [all: rows.peaks_of_cell_line, inRegions: rows.peaks_in_regions, scored: rows.peaks]
        if (counts.values().every { it != null && it.isLong() } && (counts.all as long) > 0) {
            COUNTS[id] = counts.collectEntries { name, value -> [name, value as long] }
        }
    }

    /** One line per cell line; of very many, those with the least share of their peaks in regions. */
    static List<String> lines() {
        final sorted = COUNTS.sort()
        if (sorted.size() <= MOST_LINES) return sorted.collect { id, counts -> line(id, counts) }
        final least = COUNTS.sort { one -> one.value.inRegions / one.value.all }.take(MOST_LINES)
        return least.collect { id, counts -> line(id, counts) } + "… and ${COUNTS.size() - MOST_LINES} more cell lines, with a larger share".toString()
    }

    private static String line(String id, Map<String, Long> counts) {
        final grouped = { long count -> String.format(Locale.ROOT, '%,d', count) }
        final start = "${id}: ${grouped(counts.inRegions)} of ${grouped(counts.all)} peaks lie in regions"
        final scored = counts.scored == counts.inRegions ? ' and are scored' : "; ${grouped(counts.scored)} of them, those of the sources kept, are scored"
        final doubt = counts.inRegions * 2 < counts.all ? '. That is less than half: are peaks and regions of the same assembly, and of the same kind?' : ''
        return "${start}${scored}${doubt}".toString()
    }
}
