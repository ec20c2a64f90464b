import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPInputStream
import nextflow.Nextflow

/** What a user asked to see, held against what the cell lines have. */
class Shown {

    private static final String TRS = '##trs='

    /**
     * Stops the run when no cell line has a TR of --pairs: told when the tensors are made, and before anything is trained.
     *
     * @param tensors tensor files of all cell lines
     * @param pairs A,B;C,D, or null
     */
    static void require(List<Path> tensors, Object pairs) {
        if (pairs == null) return
        final known = tensors.collectMany { tensor -> trs(tensor) }.toSet()
        // Tensors of a dry run are empty.
        if (!known) return
        final List<String> problems = Options.parts(pairs)*.split(',').collectMany { pair -> pair*.trim() }.unique().findAll { tr -> !(tr in known) }.collect { tr ->
            final near = Schema.nearest(known, tr)
            "--pairs: no cell line has the TR '${tr}'; ${near ? "did you mean ${near}?" : 'there are ' + known.sort().take(10).join(', ') + (known.size() > 10 ? ', …' : '')}".toString()
        }
        if (problems) Nextflow.error((problems + ['Nothing was trained or scored.']).join('\n'))
    }

    /** Of the pairs those whose TRs a cell line has, as options of summarize: another cell line may have the others. */
    static String pairs(Path tensor, Object pairs) {
        if (pairs == null) return ''
        final known = trs(tensor)
        final here = Options.parts(pairs).collect { pair -> pair.split(',')*.trim().join(',') }.findAll { pair -> known.containsAll(pair.split(',').toList()) }
        return Options.each('pair', here.join(';'))
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
