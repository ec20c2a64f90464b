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
     * Stops the run when a task would need more memory than any task may have: told before the first epoch, not after it.
     *
     * @param seeds models that are trained, where none came with the cell line
     */
    static void require(Map meta, Map entry, int seeds) {
        final cpus = cpus()
        final models = entry.models ? entry.models.size() : seeds
        final limit = limit()
        if (limit == null) return
        final sample = sample(meta, entry)
        final needs = [scoring: Resources.scoringMb(meta, cpus), 'the Q-score': Resources.qscoreMb(meta, cpus, sample, models),
                       normalisation: Resources.normalizeMb(meta, cpus, sample)]
        if (!entry.models) needs.training = Resources.trainingMb(meta, cpus)
        final worst = needs.max { step -> step.value }
        if (worst.value <= limit.toMega()) return
        final knobs = entry.models ? 'keep fewer peaks' : 'lower --deep_dim, --filters or --batch_size, keep fewer sources (--min_peaks, --top_trs)'
        Nextflow.error("${meta.cell_line}: ${worst.key} needs ${worst.value} MB of memory in one task, and a task may have ${limit.toMega()} MB at most " +
            "(--max_memory, or what there is); raise the limit, run where there is more, or ${knobs}. Nothing of ${meta.cell_line} was trained or scored.")
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
