import java.nio.file.Path
import nextflow.Global
import nextflow.Nextflow
import nextflow.util.MemoryUnit

/** What the tasks of a cell line ask for, and whether they can have it, by the sizes of its tensor and its network. */
class Tasks {

    /** Draws of a batch of the sample on which factors and Q-score are estimated. */
    private static final int DRAWS = 48
    /** Of label network in conf/base.config. */
    private static final int CORES = 4

    /** Sizes of tensor and network that a cell line carries behind tensorize; a number of them changes no result. */
    static Map<String, Object> sizes(Path summary, Map entry) {
        return Resources.shape(Resources.summary(summary.getText('UTF-8')), entry.sizes as Map)
    }

    /** Windows on which factors and Q-score of a cell line are estimated, before empty draws are dropped. */
    static long sample(Map meta, Map entry) {
        final settings = entry.settings as Map
        final windows = settings.sample_windows
        return windows == 'all' ? meta.windows as long : windows != null ? windows as long : DRAWS * (settings.sample_batches as long)
    }

    /**
     * Stops the run when a task would need more memory than any task may have: told of all cell lines at once, when their tensors
     * are made, and before any of them is trained.
     *
     * @param cell_lines rows that start with the meta and end with the entry of a cell line
     * @param seeds models that are trained, where none came with the cell line
     * @param stop_after null, or 'train'
     * @param interpret whether models are interpreted
     */
    static void require(List<List> cell_lines, int seeds, String stop_after, boolean interpret) {
        final limit = limit()
        if (limit == null) return
        final List<String> problems = []
        cell_lines.sort { row -> row.first().cell_line }.each { row ->
            final worst = needs(row.first() as Map, row.last() as Map, seeds, stop_after, interpret).max { step -> step.value }
            if (worst.value <= limit.toMega()) return
            final knobs = row.last().models ? 'keep fewer peaks' : 'lower --deep_dim, --filters or --batch_size, keep fewer sources (--min_peaks, --top_trs)'
            problems << "${row.first().cell_line}: ${worst.key} needs ${worst.value} MB of memory in one task, and a task may have ${limit.toMega()} MB at most; ".toString() +
                "raise the limit (--max_memory, if it is lower than what there is), run where there is more, or ${knobs}"
        }
        if (problems) Nextflow.error((problems + ['Nothing was trained or scored.']).join('\n'))
    }

    /** Memory of the steps of a cell line, in MB. */
    private static Map<String, Long> needs(Map meta, Map entry, int seeds, String stop_after, boolean interpret) {
        final cpus = cpus()
        final models = entry.models ? entry.models.size() : seeds
        final sample = sample(meta, entry)
        final Map<String, Long> needs = ['the Q-score': Resources.qscoreMb(meta, cpus, sample, models)]
        if (interpret) needs['the interpretation of the models'] = Resources.interpretMb(meta, cpus, models)
        if (!entry.models) needs.training = Resources.trainingMb(meta, cpus)
        if (stop_after == 'train') needs['showing examples'] = Resources.examplesMb(meta, cpus)
        else {
            needs.scoring = Resources.scoringMb(meta, cpus)
            needs['merging scores'] = Resources.mergeMb(meta.rows * models)
            needs.normalisation = Resources.normalizeMb(meta, cpus, sample)
        }
        return needs
    }

    /** Tasks among which the scoring of a cell line is shared: as many as were asked for, else by its windows and its network. */
    static int shards(Integer asked, Map meta) {
        return asked ?: Resources.shards(meta.windows as long, meta)
    }

    /** Cores of a task of the network on the machine at hand: memory of a step grows with them. */
    private static int cpus() {
        final limits = Global.session.config.navigate('process.resourceLimits') as Map
        return Math.min(CORES, (limits?.cpus ?: CORES) as int)
    }

    private static MemoryUnit limit() {
        final limits = Global.session.config.navigate('process.resourceLimits') as Map
        final memory = limits?.memory
        return memory == null ? null : memory instanceof MemoryUnit ? memory : new MemoryUnit(memory.toString())
    }
}
