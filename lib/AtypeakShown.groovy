import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPInputStream
import nextflow.Nextflow

/** What the user wants to see of a run, compared with what the cell lines have. */
class AtypeakShown {

    private static final String TRS = '##trs='
    /** What can be asked for, and the parts of the results that show it. */
    private static final Map<String, List<String>> NEEDS = [
        genome: ['skip_tracks', 'skip_report'], chrom_sizes: ['skip_tracks'], pairs: ['skip_report'], show: ['skip_interpret'], ur_examples: ['skip_interpret']
    ]

    /** What is wrong with the choice itself, one line each. */
    static List<String> problems(Map<String, Object> params) {
        final List<String> problems = []
        NEEDS.each { name, skips ->
            skips.findAll { skip -> params[name] != null && params[skip] == true }.each { skip ->
                problems << "--${name}: shows nothing with --${skip}; leave one of them out".toString()
            }
        }
        pairsOf(params.pairs).findAll { pair -> pair[0] == pair[1] }.each { pair ->
            problems << "--pairs: '${Shown.value(pair.join(','))}' names one TR twice; name two".toString()
        }
        Options.parts(params.show).each { text ->
            final place = place(text)
            if (place.start >= place.end) problems << "--show: '${Shown.value(text)}' ends before it begins; expected a region like chr1:1000-4200".toString()
        }
        return problems
    }

    /** The regions to show that touch a region of this file, as options of interpret. Where the file cannot be read here, all of them. */
    static String regions(Path file, Object show) {
        final wanted = Options.parts(show)
        final found = file == null ? wanted : touching(file, wanted)
        return Options.each('region', found.join(';'))
    }

    /** Regions to show that touch no region of any cell line. */
    static List<String> nowhere(List<Path> files, Object show) {
        final wanted = Options.parts(show)
        return wanted - files.unique(false).collectMany { file -> touching(file, wanted) }
    }

    private static List<String> touching(Path file, List<String> wanted) {
        if (!wanted) return []
        final places = wanted.collectEntries { text -> [text, place(text)] }
        final Set<String> found = []
        final stream = new PushbackInputStream(new BufferedInputStream(Files.newInputStream(file)), 2)
        try {
            final int first = stream.read()
            final int second = stream.read()
            if (second >= 0) stream.unread(second)
            if (first >= 0) stream.unread(first)
            // xz is left to the tools.
            if (first == 0xFD) return wanted
            final text = first == 0x1F && second == 0x8B ? new GZIPInputStream(stream) : stream
            text.eachLine('UTF-8') { line ->
                final columns = line.split('\t', 4)
                if (columns.size() < 3 || !columns[1].isLong() || !columns[2].isLong()) return
                places.each { wish, place ->
                    if (place.contig == columns[0] && place.start < (columns[2] as long) && place.end > (columns[1] as long)) found << wish
                }
            }
        }
        finally {
            stream.close()
        }
        return wanted.findAll { wish -> wish in found }
    }

    private static Map<String, Object> place(String text) {
        final colon = text.lastIndexOf(':')
        final bounds = text.substring(colon + 1).replace(',', '').split('-')
        return [contig: text.substring(0, colon), start: bounds[0] as long, end: bounds[1] as long]
    }

    private static List<List<String>> pairsOf(Object pairs) {
        return Options.parts(pairs).collect { pair -> pair.split(',')*.trim() }
    }

    /**
     * Stops the run when no cell line has a TR of --pairs, or none has both of a pair. It is called when the tensors are made, before any training.
     *
     * @param tensors tensor files of all cell lines
     * @param pairs A,B;C,D, or null
     */
    static void require(List<Path> tensors, Object pairs) {
        if (pairs == null) return
        final byCellLine = tensors.collect { tensor -> trs(tensor) }
        final known = byCellLine.sum([] as Set) as Set
        // The tensors of a stub run are empty.
        if (!known) return
        final List<String> problems = pairsOf(pairs).flatten().unique().findAll { tr -> !(tr in known) }.collect { tr ->
            final near = Schema.nearest(known, tr)
            "--pairs: no cell line has the TR '${Shown.value(tr)}'; ${near ? "did you mean ${near}?" : 'there are ' + known.sort().take(10).join(', ') + (known.size() > 10 ? ', …' : '')}".toString()
        }
        pairsOf(pairs).findAll { pair -> known.containsAll(pair) && !byCellLine.any { trs -> trs.containsAll(pair) } }.each { pair ->
            problems << "--pairs: no cell line has both TRs of '${Shown.value(pair.join(','))}'; name two of one cell line".toString()
        }
        if (problems) Nextflow.error((problems + ['Nothing was trained or scored.']).join('\n'))
    }

    /** The pairs whose TRs a cell line has, as options of summarize. Another cell line may have the others. */
    static String pairs(Path tensor, Object pairs) {
        if (pairs == null) return ''
        final known = trs(tensor)
        return Options.each('pair', pairsOf(pairs).findAll { pair -> known.containsAll(pair) }.collect { pair -> pair.join(',') }.join(';'))
    }

    /** The TRs of a tensor file, by its header. */
    private static Set<String> trs(Path tensor) {
        final reader = new GZIPInputStream(Files.newInputStream(tensor)).newReader('UTF-8')
        try {
            for (def line = reader.readLine(); line?.startsWith('##'); line = reader.readLine()) {
                if (line.startsWith(TRS)) return line.substring(TRS.size()).split('\t').toList().toSet()
            }
            return [] as Set
        }
        finally {
            reader.close()
        }
    }
}
